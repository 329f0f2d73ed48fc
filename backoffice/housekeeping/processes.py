"""Looks at other processes: whether they live, what they are, and which of them work in a folder."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path


def lives(pid: int) -> bool:
    """Whether a process of this number exists and hasn't ended (one that waits to be reaped has)."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return not _state(pid).startswith("Z")


def _state(pid: int) -> str:
    return _ps(pid, "state")


def command_line(pid: int) -> str:
    """The command line of a process, or an empty string where there is no such process."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace").strip()
    except OSError:
        return "" if sys.platform == "linux" else _ps(pid, "command")


def _ps(pid: int, column: str) -> str:
    if sys.platform == "linux" and column == "state":
        try:
            return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        except OSError:
            return "Z"
    asked = ["ps", "-o", f"{column}=", "-p", str(pid)]
    return subprocess.run(asked, capture_output=True, text=True, check=False).stdout.strip()


def working_in(folder: Path) -> list[int]:
    """The processes whose working folder is `folder` (Linux; elsewhere none are found)."""
    found = []
    for entry in Path("/proc").glob("[0-9]*/cwd"):
        try:
            if entry.readlink() == folder:
                found.append(int(entry.parent.name))
        except OSError:
            continue
    return found


def in_group(group: int) -> list[int]:
    """The numbers of the processes in a process group."""
    asked = ["ps", "-A", "-o", "pid=,pgid="]
    if sys.platform == "linux":
        return [int(path.parent.name) for path in Path("/proc").glob("[0-9]*/stat") if _group(path) == group]
    lines = subprocess.run(asked, capture_output=True, text=True, check=False).stdout.splitlines()
    return [int(pid) for pid, its_group in map(str.split, lines) if int(its_group) == group]


def _group(stat: Path) -> int | None:
    try:
        return int(stat.read_text().rpartition(")")[2].split()[2])
    except OSError:
        return None


def wait_until(true: Callable[[], bool], seconds: float, pause: float = 0.05) -> bool:
    """Wait until `true()`, at most so many seconds; says whether it came true."""
    end = time.monotonic() + seconds
    while not true():
        if time.monotonic() > end:
            return False
        time.sleep(pause)
    return True


def end(pid: int, seconds: float, how: int = signal.SIGTERM) -> None:
    """Ask a process to end, and kill it if it hasn't after so many seconds."""
    for number in (how, signal.SIGKILL):
        try:
            os.kill(pid, number)
        except ProcessLookupError:
            return
        if wait_until(lambda: not lives(pid), seconds):
            return


def port_is_free(host: str, port: int) -> bool:
    """Whether a server could listen at the address now."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, port))
        except OSError:
            return False
    return True
