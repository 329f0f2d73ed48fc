"""Where the installation keeps its lasting files, and which account its database server runs as."""

from __future__ import annotations

import hashlib
import os
import pwd
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SYSTEM_FOLDER = Path("/var/lib/employment-insurance")
LONGEST_SOCKET_FOLDER = 85  # a socket's whole path is cut at 107 bytes, on macOS at 103


class Trouble(RuntimeError):
    """Something outside the project is in the way; the message says what, why and what to do."""


@dataclass(frozen=True)
class Account:
    """The unprivileged account that PostgreSQL runs as where we are root, because it refuses to run as root."""

    name: str
    uid: int
    gid: int

    def as_keywords(self) -> dict[str, object]:
        return {"user": self.uid, "group": self.gid, "extra_groups": []}


@cache
def account() -> Account | None:
    """The account to switch to, or None where we are an ordinary user already."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(name, entry.pw_uid, entry.pw_gid)
    raise Trouble("PostgreSQL won't run as root, and there is no account 'postgres' or 'nobody'. Add one of them.")


def is_reachable(path: Path) -> bool:
    """Whether any account may pass through `path` and all folders above it; what doesn't exist yet is no obstacle."""
    return all(folder.stat().st_mode & 0o001 for folder in (path, *path.parents) if folder.exists())


def own_folder(path: Path, mode: int, owner: Account | None = None) -> Path:
    """Make the folder `path` (its parent exists), or check that the one there is ours; never change a foreign one.

    `owner` is the account that it shall belong to, else whoever we are.
    """
    uid = owner.uid if owner else os.geteuid()
    try:
        path.mkdir(mode=mode)
    except FileExistsError:
        found = path.lstat()
        if path.is_symlink() or not path.is_dir() or found.st_uid not in (uid, os.geteuid()):
            raise Trouble(f"{path} is not a folder of ours. Move it away, or run as its owner.") from None
    if path.lstat().st_uid != uid:
        os.chown(path, owner.uid, owner.gid)
    path.chmod(mode)
    return path


def _needs_the_system_folder() -> bool:
    """Root keeps its data elsewhere where the account can't reach the project, or where the project isn't root's."""
    if account() is None:
        return False
    return not is_reachable(ROOT / "var") or ROOT.stat().st_uid != 0


@cache
def home() -> Path:
    """The lasting folder of this installation: `var/`, or for root one named after the project's path in the system."""
    if not _needs_the_system_folder():
        return ROOT / "var"
    return SYSTEM_FOLDER / hashlib.sha256(str(ROOT).encode()).hexdigest()[:10]


def make_home() -> Path:
    """As `home`, made if missing. Passable for the server's account, readable by its owner only where it matters."""
    mode = 0o755 if account() else 0o700
    if home().parent == SYSTEM_FOLDER:
        own_folder(SYSTEM_FOLDER, mode)
    if ROOT.stat().st_uid not in (0, os.geteuid()) and home().parent == ROOT:
        raise Trouble(f"{ROOT} belongs to somebody else. Clone the project as yourself, or run as its owner.")
    return own_folder(home(), mode)


def socket_folder(data: Path) -> Path:
    """Where the server of `data` puts its socket: beside its files, or where the path is too long, a short one."""
    if len(os.fsencode(data)) <= LONGEST_SOCKET_FOLDER:
        return data
    name = "employment-insurance-" + hashlib.sha256(os.fsencode(data)).hexdigest()[:10]
    return Path("/run" if account() else "/tmp") / f"{name}-{os.geteuid()}"
