"""Runs a private PostgreSQL server from a wheel's programs: `python -m backoffice.housekeeping.postgres start|stop|status`.

Local socket only, every connection with a password (scram). What the wheel's own launcher does otherwise (it adds a
system account, opens foreign folders, gives up after ten seconds) is why this one exists: docs/decisions/0002.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg2

from backoffice.housekeeping import binaries, places, processes
from backoffice.housekeeping.secrets import secret

SUPERUSER = "postgres"
DATABASE = "office"
PORT = 5432  # only a part of the socket's name: the server doesn't listen on the network
RECOVERY_SECONDS = 600
SETTINGS = {
    "listen_addresses": "",
    "port": PORT,
    "max_connections": 300,
    "shared_buffers": "256MB",
    "max_wal_size": "2GB",
    "password_encryption": "scram-sha-256",
    "jit": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "logging_collector": "on",
    "log_directory": "log",
    "log_filename": "postgresql-%a.log",
    "log_truncate_on_rotation": "on",
    "log_rotation_age": "1d",
    "log_parameter_max_length_on_error": 0,
    "log_min_error_statement": "panic",  # a failing statement may hold personal data
    "log_error_verbosity": "terse",  # so may its detail
}
THROW_AWAY = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
ACCESS = """# Written at each start. Nobody connects without a password.
local all all scram-sha-256
host all all 127.0.0.1/32 scram-sha-256
host all all ::1/128 scram-sha-256
"""


@dataclass(frozen=True)
class Cluster:
    """One server's files, below `data`. A cluster that isn't `durable` is quick and survives no power cut."""

    data: Path
    durable: bool = True

    @property
    def files(self) -> Path:
        return self.data / "cluster"

    @property
    def sockets(self) -> Path:
        return places.socket_folder(self.data)

    @property
    def _note(self) -> Path:
        return self.data / "started_by.json"

    def start(self, started_by: str = "command") -> str:
        """Make the cluster if needed, start its server if needed, and return who started it: usually `started_by`."""
        places.make_home()
        places.own_folder(self.data, 0o700, places.account())
        places.own_folder(self.sockets, 0o700, places.account())
        with self._alone():
            self._make()
            if self.pid() is None:
                self._clear_away()
                self._launch()
                self._note.write_text(json.dumps(started_by))
            return json.loads(self._note.read_text()) if self._note.exists() else started_by

    def stop(self) -> None:
        """Stop the server, ending its connections; nothing happens where it doesn't run."""
        if self.files.exists():
            with self._alone():
                if self.pid() is not None:
                    self._run("pg_ctl", "-D", self.files, "-m", "fast", "-w", "-t", RECOVERY_SECONDS, "stop")

    def pid(self) -> int | None:
        """The process number of the running server, or None; a number left over from a dead one doesn't count."""
        number = _first_number(self.files / "postmaster.pid")
        if number is None or not processes.lives(number):
            return None
        line = processes.command_line(number)
        return number if "postgres" in line and str(self.files) in line else None

    @contextmanager
    def superuser(self, database: str = "postgres") -> Iterator[psycopg2.extensions.cursor]:
        """A cursor of the cluster's superuser; each statement is its own transaction."""
        connection = psycopg2.connect(
            dbname=database, user=SUPERUSER, password=secret("SUPERUSER_PASSWORD"), host=str(self.sockets), port=PORT
        )
        connection.autocommit = True
        with closing(connection), connection.cursor() as cursor:
            yield cursor

    def _make(self) -> None:
        """Run initdb into a draft that is renamed when whole, so that a kill in the middle leaves nothing half made."""
        if (self.files / "PG_VERSION").exists():
            return self._check_version()
        draft = self.data / "cluster.new"
        shutil.rmtree(draft, ignore_errors=True)
        with self._password_file() as password:
            self._run(
                "initdb", "-D", draft, "-U", SUPERUSER, "--pwfile", password, "-A", "scram-sha-256", "-E", "UTF8",
                "--locale=C.UTF-8" if self._major() < 17 else "--no-locale",
                *(() if self._major() < 17 else ("--locale-provider=builtin", "--builtin-locale=C.UTF-8")),
                *(() if self.durable else ("--no-sync",)),
            )  # fmt: skip
        draft.rename(self.files)

    def _check_version(self) -> None:
        of_files = int((self.files / "PG_VERSION").read_text())
        if of_files == self._major():
            return
        if self.durable:
            raise places.Trouble(
                f"The data in {self.files} is of PostgreSQL {of_files}, but the installed one is {self._major()}."
                " Dump it with the old one and restore it with the new one."
            )
        shutil.rmtree(self.files)
        self._make()

    def _major(self) -> int:
        return int(self._run("postgres", "--version").split()[2].split(".")[0])

    @contextmanager
    def _password_file(self) -> Iterator[Path]:
        path = self.data / "password.new"
        path.unlink(missing_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            os.write(descriptor, secret("SUPERUSER_PASSWORD").encode())
            os.close(descriptor)
            self._hand_over(path)
            yield path
        finally:
            path.unlink()

    def _hand_over(self, path: Path) -> None:
        if account := places.account():
            os.chown(path, account.uid, account.gid)

    def _clear_away(self) -> None:
        """Deal with what a killed server left: its number, its socket, its orphaned children."""
        leftover = self.files / "postmaster.pid"
        if _first_number(leftover) is not None:
            # PostgreSQL takes a stranger of that number, or a dead process that nobody has reaped, for a live server.
            # The rest of the file guards the shared memory: keep it.
            lines = leftover.read_text().splitlines()
            leftover.write_text("\n".join([str(_dead_pid()), *lines[1:], ""]))
        (self.sockets / f".s.PGSQL.{PORT}.lock").unlink(missing_ok=True)
        for pid in processes.working_in(self.files):
            processes.end(pid, seconds=5)

    def _launch(self) -> None:
        self._write("postgresql.conf", "".join(f"{name} = '{value}'\n" for name, value in self._settings().items()))
        self._write("pg_hba.conf", ACCESS)
        self._run("pg_ctl", "-D", self.files, "-w", "-t", RECOVERY_SECONDS, "-l", self.data / "start.log", "start")

    def _settings(self) -> dict[str, object]:
        sockets = str(self.sockets).replace("'", "''")
        extra = {} if self.durable else THROW_AWAY
        return SETTINGS | extra | {"unix_socket_directories": f'"{sockets}"', "unix_socket_permissions": "0700"}

    def _write(self, name: str, text: str) -> None:
        (self.files / name).write_text(text)
        self._hand_over(self.files / name)

    def _run(self, program: str, *arguments: object) -> str:
        """Run one of PostgreSQL's programs as the server's account; its output, or Trouble with what it said."""
        environment = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
        account = places.account()
        done = subprocess.run(
            [str(binaries.folder() / program), *map(str, arguments)],
            env=environment | {"LC_ALL": "C"}, cwd="/", stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False,
            start_new_session=True,  # Ctrl-C is for the supervisor, which then stops the server in its turn
            **(account.as_keywords() if account else {}),
        )  # fmt: skip
        if done.returncode:
            raise places.Trouble(f"{program} failed: {done.stdout[-800:]} {done.stderr[-800:]}{self._last_words()}")
        return done.stdout

    def _last_words(self) -> str:
        logs = sorted(self.data.glob("start.log")) + sorted(self.files.glob("log/*.log"), key=os.path.getmtime)
        return "".join(f"\n{path}: {path.read_text(errors='replace')[-800:]}" for path in (logs[:1] + logs[1:][-1:]))

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Only one process at a time starts or stops this cluster."""
        with open(self.data / "lock", "w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield


def _first_number(path: Path) -> int | None:
    try:
        return int(path.read_text().split("\n", 1)[0])
    except (OSError, ValueError):
        return None


def _dead_pid() -> int:
    """The number of a process that has just ended."""
    child = subprocess.Popen([sys.executable, "-c", ""])
    child.wait()
    return child.pid


def office() -> Cluster:
    """The installation's own cluster."""
    return Cluster(places.home() / "postgres")


def for_tests() -> Cluster:
    """The throw-away cluster that the test suite runs on."""
    return Cluster(places.home() / "test-postgres", durable=False)


def main(command: str) -> None:
    from backoffice.housekeeping import roles

    cluster, began = office(), time.monotonic()
    if command == "start":
        cluster.start()
        roles.make(cluster, DATABASE)
        print(
            f"PostgreSQL runs (process {cluster.pid()}), socket in {cluster.sockets}, {time.monotonic() - began:.1f} s"
        )
    elif command == "stop":
        cluster.stop()
    else:
        print(f"process {cluster.pid()}" if cluster.pid() else "not running")


if __name__ == "__main__":
    try:
        main(sys.argv[1] if len(sys.argv) > 1 else "status")
    except places.Trouble as trouble:
        sys.exit(str(trouble))
