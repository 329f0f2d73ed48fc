"""What has to be done before the server can start, each step only as far as it is needed."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

from backoffice.housekeeping import databases, messages, places, postgres, processes, roles

STATIC_SOURCES = ("backoffice/static", "requirements/base.txt", "backoffice/settings.py")


def environment(role: str = "application") -> dict[str, str]:
    """The environment of a child process that works as one of the database roles."""
    return os.environ | {"DB_ROLE": role, "DJANGO_SETTINGS_MODULE": "backoffice.settings", "PYTHONUNBUFFERED": "1"}


def manage(*arguments: str, role: str = "application") -> None:
    """Run a command of manage.py, or raise Trouble."""
    if _manage(*arguments, role=role):
        raise places.Trouble(f"`manage.py {' '.join(arguments)}` failed: see above.")


def _manage(*arguments: str, role: str = "application") -> int:
    command = [sys.executable, str(places.ROOT / "manage.py"), *arguments]
    return subprocess.run(command, env=environment(role), cwd=places.ROOT, check=False).returncode


def has_command(name: str) -> bool:
    """Whether manage.py knows the command."""
    return any(places.ROOT.glob(f"*/management/commands/{name}.py")) or any(
        places.ROOT.glob(f"*/*/management/commands/{name}.py")
    )


def start_postgres() -> bool:
    """Start the embedded server with its roles and database; says whether it's ours to stop."""
    cluster = postgres.office()
    started_by = cluster.start(started_by="run")
    _clear_half_a_demo(cluster)
    roles.make(cluster, postgres.DATABASE)
    return started_by == "run"


def _clear_half_a_demo(cluster: postgres.Cluster) -> None:
    """Drops a database in which loading the demo office was cut short, as long as nobody else has come into it."""
    if not half_a_demo().exists():
        return
    with cluster.superuser() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [postgres.DATABASE])
        if cursor.fetchone() and not _somebody_works_in(cluster):
            print("  the demo office was only half loaded: it is loaded again", flush=True)
            cursor.execute(f"DROP DATABASE {postgres.DATABASE} WITH (FORCE)")
    half_a_demo().unlink()


def _somebody_works_in(cluster: postgres.Cluster) -> bool:
    with cluster.superuser(postgres.DATABASE) as cursor:
        cursor.execute("SELECT EXISTS (SELECT 1 FROM staff_user WHERE NOT is_demo AND username <> 'night')")
        return bool(cursor.fetchone()[0])


def half_a_demo() -> Path:
    """The mark that stands while the demo office is being loaded into the embedded database."""
    return places.home() / "demo-is-loading"


def collect_static() -> None:
    """Gather the static files where the server takes them from, if any has changed."""
    mark = places.home() / "static" / "collected"
    digest = _digest_of_static()
    if not mark.exists() or mark.read_text() != digest:
        manage("collectstatic", "--noinput", "--clear", "--verbosity", "0")
        mark.write_text(digest)


def _digest_of_static() -> str:
    digest = hashlib.sha256()
    for source in STATIC_SOURCES:
        path = places.ROOT / source
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.is_file():
                digest.update(str(file.relative_to(places.ROOT)).encode() + file.read_bytes())
    return digest.hexdigest()


def compile_messages() -> None:
    messages.compile_changed()


def migrate() -> None:
    manage("make_ready", role="owner")


def load_demo() -> None:
    """Load the demo office into an empty embedded database; into another only where DEMO=1 asks for it."""
    wish = os.environ.get("DEMO", "")
    is_production = os.environ.get("PRODUCTION", "").lower() in {"1", "true", "yes", "on"}
    wanted = wish == "1" or (databases.is_embedded() and wish != "0" and not is_production)
    if wanted and has_command("demo") and _manage("is_empty") == 0:
        print("  loading the demo office", flush=True)
        if databases.is_embedded():
            half_a_demo().touch()
        manage("demo")
        half_a_demo().unlink(missing_ok=True)


def sign_ins() -> str:
    """The demo sign-ins as the demo office wrote them down, or nothing."""
    path: Path = places.home() / "demo-sign-ins.txt"
    return path.read_text() if path.exists() else ""


def wait_for_the_port(host: str, port: int, seconds: float) -> None:
    """Wait until the port is free, or raise Trouble with the reason why it isn't."""
    if not processes.wait_until(lambda: processes.port_is_free(host, port), seconds):
        raise places.Trouble(
            f"Port {port} is taken by another program, or not for us. Stop that, or choose another port:"
            f" PORT={port + 1} make run"
        )
