"""The frame of the benchmarks: CPU time of this process and of its database backend, always against a named baseline."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import connections

CLOCK_TICKS_A_SECOND = 100  # USER_HZ, which is fixed on Linux


@dataclass(frozen=True)
class Measured:
    """Milliseconds for one call: CPU of Python, CPU of the database's backends (None where unknown), by the wall."""

    name: str
    python: float
    database: float | None
    wall: float

    @property
    def cpu(self) -> float:
        """CPU milliseconds in all."""
        return self.python + (self.database or 0)

    def line(self, baseline: "Measured | None" = None) -> str:
        """A row of the table, with the ratio of CPU time to the baseline's."""
        database = "      ?" if self.database is None else f"{self.database:7.1f}"
        ratio = f"  {self.cpu / baseline.cpu:6.2f} × {baseline.name}" if baseline else ""
        return f"{self.name:<34} {self.python:8.1f} {database} {self.cpu:8.1f} {self.wall:9.1f}{ratio}"


HEAD = f"{'milliseconds a call':<34} {'Python':>8} {'DB':>7} {'CPU':>8} {'wall':>9}"


def measure(name: str, call: Callable[[], Any], times: int = 1, *, calls: int = 1) -> Measured:
    """Runs `call` so many times, once more before to warm up where it is repeated; `calls`: how much work one run is."""
    if times > 1:
        call()
    backends, python, wall = backend_ticks(), time.process_time(), time.perf_counter()
    for _each in range(times):
        call()
    wall, python = time.perf_counter() - wall, time.process_time() - python
    after, each = backend_ticks(), 1000 / (times * calls)
    database = None if backends is None or after is None else (after - backends) / CLOCK_TICKS_A_SECOND * each
    return Measured(name, python * each, database, wall * each)


def backend_ticks() -> int | None:
    """CPU ticks used so far by the backends of this process's connections; None where /proc does not show them."""
    total = 0
    for connection in connections.all():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            state = Path(f"/proc/{cursor.fetchone()[0]}/stat")
        if not state.exists():
            return None
        fields = state.read_text().rpartition(")")[2].split()
        total += int(fields[11]) + int(fields[12])
    return total
