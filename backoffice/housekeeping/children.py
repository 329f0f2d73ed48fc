"""The supervisor's long-lived child processes: started so that they die with it, stopped as whole groups."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable
from pathlib import Path

from backoffice.housekeeping import places, processes

SECONDS_TO_END = 20
RESTARTS_IN_A_MINUTE = 5
LOG_BYTES = 10_000_000
_SET_DEATH_SIGNAL = 1  # Linux: prctl(PR_SET_PDEATHSIG)


class Child:
    """One program that the supervisor keeps running."""

    def __init__(self, name: str, command: list[str], environment: dict[str, str], log: Path) -> None:
        self.name, self.log = name, log
        self._command, self._environment = command, environment
        self._process: subprocess.Popen | None = None
        self._started: deque[float] = deque(maxlen=RESTARTS_IN_A_MINUTE)

    @property
    def pid(self) -> int | None:
        return self._process.pid if self._process else None

    def start(self) -> None:
        """Start the program in a group of its own, its output going to its log."""
        self._started.append(time.monotonic())
        if self.log.exists() and self.log.stat().st_size > LOG_BYTES:
            self.log.rename(self.log.with_suffix(".old.log"))
        with open(self.log, "ab") as log:
            self._process = subprocess.Popen(
                self._command, env=self._environment, cwd=places.ROOT, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                start_new_session=True, preexec_fn=_end_with_parent(),  # noqa: PLW1509 (we have no threads)
            )  # fmt: skip

    def ended(self) -> int | None:
        """The exit code of a program that has ended; None while it runs or where it was never started."""
        return self._process.poll() if self._process else None

    def restart(self) -> bool:
        """Start it again after it ended, unless that has happened too often; says whether it did."""
        often = len(self._started) == RESTARTS_IN_A_MINUTE and time.monotonic() - self._started[0] < 60
        if not often:
            end_group(self.pid)
            self.start()
        return not often

    def stop(self) -> None:
        """Ask it to end, wait, and kill what is left of its group."""
        if self._process:
            if self._process.poll() is None:
                self._process.terminate()
                try:
                    self._process.wait(SECONDS_TO_END)
                except subprocess.TimeoutExpired:
                    pass
            end_group(self.pid)
            self._process.wait()

    def last_words(self) -> str:
        """The end of its log."""
        return self.log.read_text(errors="replace")[-1500:] if self.log.exists() else ""


def end_group(group: int) -> None:
    """End every process of a group that belongs to this installation: first gently, then not."""
    for number in (signal.SIGTERM, signal.SIGKILL):
        for pid in _ours_in(group):
            try:
                os.kill(pid, number)
            except ProcessLookupError:
                pass
        if processes.wait_until(lambda: not _ours_in(group), 5):
            return


def _ours_in(group: int) -> list[int]:
    """The live processes of a group that run this project's Python: the number may be a stranger's by now."""
    python = str(places.ROOT / ".venv" / "bin" / "python")
    return [pid for pid in processes.in_group(group) if processes.lives(pid) and python in processes.command_line(pid)]


def _end_with_parent() -> Callable[[], None] | None:
    """On Linux the system itself tells a child when its parent was killed."""
    if sys.platform != "linux":
        return None
    prctl = ctypes.CDLL(None).prctl
    return lambda: prctl(_SET_DEATH_SIGNAL, signal.SIGTERM)
