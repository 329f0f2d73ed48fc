"""`make run`: prepares, starts and watches PostgreSQL, the web server and the worker, and stops them all together."""

from __future__ import annotations

import fcntl
import http.client
import json
import os
import signal
import sys
import time
from pathlib import Path
from typing import NoReturn

from backoffice.housekeeping import children, places, postgres, preparing, processes
from backoffice.housekeeping.databases import is_embedded

SECONDS_TO_ANSWER = 60
SECONDS_TO_WAIT_FOR_ANOTHER = 600
WORKERS_AT_MOST = 8


class Stop(BaseException):
    """Somebody wants everything stopped."""


class Run:
    """One run of the whole installation, from the first step to the last process ended."""

    def __init__(self) -> None:
        self.host, self.port = os.environ.get("HOST", "127.0.0.1"), _port()
        self.parent = os.getppid()
        self.postgres_is_ours = False
        logs = places.own_folder(places.home() / "log", 0o700)
        python, environment = sys.executable, preparing.environment()
        bind = f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"
        serve = ["-m", "gunicorn", "backoffice.wsgi", "--bind", bind, "--workers", str(_workers()), "--timeout", "120",
                 "--graceful-timeout", "15", "--no-control-socket", "--preload"]  # fmt: skip
        self.server = children.Child("web server", [python, *serve], environment, logs / "server.log")
        work = [str(places.ROOT / "manage.py"), "worker"]
        worker = children.Child("worker", [python, *work], environment, logs / "worker.log")
        self.children = [self.server, *([worker] if preparing.has_command("worker") else [])]

    @property
    def url(self) -> str:
        return f"http://{'127.0.0.1' if self.host in ('0.0.0.0', '::') else self.host}:{self.port}"

    def prepare(self) -> None:
        """Do everything that comes before the server, saying what and how long."""
        self.note("starting")
        if is_embedded():
            self._step("PostgreSQL", self._start_postgres)
        self._step("database", preparing.migrate)
        self._step("texts", preparing.compile_messages)
        self._step("static files", preparing.collect_static)
        self._step("demo office", preparing.load_demo)

    def _start_postgres(self) -> None:
        self.postgres_is_ours = True  # from the first moment: it may be half started when we are stopped
        self.postgres_is_ours = preparing.start_postgres()

    def _step(self, name: str, work) -> None:
        began = time.monotonic()
        print(f"{name} …", flush=True)
        work()
        print(f"{name}: {time.monotonic() - began:.1f} s", flush=True)

    def serve(self) -> None:
        """Start the children and wait until the server answers."""
        for child in self.children:
            child.start()
        self.note("starting")
        end = time.monotonic() + SECONDS_TO_ANSWER
        while not _answers(self.host, self.port):
            if self.server.ended() is not None or time.monotonic() > end:
                raise places.Trouble(
                    f"The web server didn't start. {self.server.log} ends:\n{self.server.last_words()}"
                )
            time.sleep(0.1)
        self.note("running")
        print(f"Ready: {self.url}", flush=True)
        print(f"Data and logs are in {places.home()}\n{preparing.sign_ins()}", flush=True)

    def watch(self) -> NoReturn:
        """Start again what ends by itself, until somebody wants us to stop."""
        while True:
            time.sleep(0.5)
            if os.getppid() != self.parent:
                raise Stop
            for child in self.children:
                if child.ended() is not None:
                    self._start_again(child)
            if is_embedded() and postgres.office().pid() is None:
                print("PostgreSQL ended unexpectedly: starting it again.", flush=True)
                self._start_postgres()

    def _start_again(self, child: children.Child) -> None:
        print(f"The {child.name} ended unexpectedly (code {child.ended()}): starting it again.", flush=True)
        if not child.restart():
            raise places.Trouble(f"The {child.name} keeps ending. {child.log} ends:\n{child.last_words()}")
        self.note("running")

    def stop(self) -> None:
        """Stop everything that this run started, the database last."""
        self.note("stopping")
        for child in reversed(self.children):
            child.stop()
        if self.postgres_is_ours:
            postgres.office().stop()
        _state_file().unlink(missing_ok=True)
        print("Stopped.", flush=True)

    def note(self, state: str) -> None:
        """Write down for others what we do and which processes are ours."""
        groups = [child.pid for child in self.children if child.pid]
        draft = _state_file().with_suffix(".new")
        draft.write_text(json.dumps({"pid": os.getpid(), "state": state, "url": self.url, "groups": groups}))
        draft.rename(_state_file())


def _port() -> int:
    given = os.environ.get("PORT", "8000")
    if not given.isdigit() or not 0 < int(given) < 65536:
        raise places.Trouble(f"PORT is {given!r}, but must be a number from 1 to 65535.")
    return int(given)


def _workers() -> int:
    given = os.environ.get("WEB_WORKERS", "")
    return int(given) if given.isdigit() else min(2 * (os.cpu_count() or 1) + 1, WORKERS_AT_MOST)


def _answers(host: str, port: int) -> bool:
    """Whether the web server gives a page, not an error of its own."""
    try:
        connection = http.client.HTTPConnection({"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host), port, timeout=30)
        connection.request("GET", "/", headers={"Host": f"localhost:{port}"})
        return connection.getresponse().status < 500
    except OSError:
        return False


def _state_file() -> Path:
    return places.home() / "run.json"


def _state() -> dict:
    try:
        return json.loads(_state_file().read_text())
    except (FileNotFoundError, json.JSONDecodeError):
        return {}


def _end_leftovers() -> float:
    """End what a killed run left running; returns how many seconds its port may take to become free."""
    groups = _state().get("groups", [])
    for group in groups:
        children.end_group(group)
    return 10 if groups else 0


def _lock() -> int | None:
    """Become the only run of this installation; None where there's another one, once it is ready to be told of."""
    descriptor = os.open(places.make_home() / "run.lock", os.O_WRONLY | os.O_CREAT, 0o600)
    end = time.monotonic() + SECONDS_TO_WAIT_FOR_ANOTHER
    while time.monotonic() < end:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return descriptor
        except BlockingIOError:
            if _state().get("state") == "running":
                return None
            time.sleep(0.2)
    raise places.Trouble(f"Another run (process {_state().get('pid')}) has been starting or stopping for ten minutes.")


def _on_signal(*_) -> NoReturn:
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)  # stopping once is enough
    raise Stop


def start() -> int:
    """Run until stopped; the exit code."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _on_signal)
    if _lock() is None:
        print(f"Already running: {_state().get('url')} (process {_state().get('pid')}). `make stop` stops it.")
        return 0
    print(f"Data: {places.home()}", flush=True)
    run, code = Run(), 0
    preparing.wait_for_the_port(run.host, run.port, _end_leftovers())
    try:
        run.prepare()
        run.serve()
        run.watch()
    except places.Trouble as trouble:
        print(trouble, file=sys.stderr, flush=True)
        code = 1
    except Stop:
        print("Stopping …", flush=True)
    run.stop()
    return code


def stop() -> int:
    """Stop a run that goes on elsewhere; the exit code."""
    pid = _state().get("pid")
    if not pid or "housekeeping.run" not in processes.command_line(pid):
        print("Nothing runs.")
        return 0
    os.kill(pid, signal.SIGTERM)
    ended = processes.wait_until(lambda: not processes.lives(pid), 60)
    print("Stopped." if ended else f"Process {pid} doesn't end.")
    return 0 if ended else 1


if __name__ == "__main__":
    try:
        sys.exit(stop() if sys.argv[1:] == ["stop"] else start())
    except places.Trouble as trouble:
        sys.exit(str(trouble))
    except Stop:
        sys.exit(0)
