"""Runs over many rows with the very rules that decide a single case."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from datetime import date
from operator import itemgetter
from typing import Any

from law.engine import Compiled, Law, LawDays

Row = tuple[Any, ...]


def run(law: Law, rows: Iterable[Row], columns: tuple[str, ...], wanted: tuple[str, ...], law_date: str,
        *, only_if: str = "", carry: int = 0) -> Iterator[Row | None]:
    """The wanted results of each row, in order; None where the rule `only_if` says no.

    `columns` names a row's cells: facts, or results computed earlier (a what-if that touches only late
    rules needs only their inputs). `law_date` is the column that picks the law. The first `carry` cells
    (an id) are not named by `columns`; they are passed through in front of the results.
    """
    versions = Versions(law, columns, wanted, law_date, only_if)
    for row in rows:
        cells = row[carry:]
        found = versions.of(cells)(cells)
        yield row[:carry] + found if found is not None else None


class Versions:
    """The compiled function for a row, picked by its law day and the other days that pick parameters."""

    def __init__(self, law: Law, columns: tuple[str, ...], wanted: tuple[str, ...], law_date: str,
                 only_if: str) -> None:
        self.law, self.columns, self.wanted, self.only_if = law, columns, wanted, only_if
        self.law_day = itemgetter(columns.index(law_date))
        self.others = tuple((name, columns.index(name)) for name in law.date_facts if name in columns)
        self.compiled: dict[tuple[int, ...], Compiled] = {}

    def of(self, cells: Row) -> Compiled:
        on: date = self.law_day(cells)
        changes = self.law.changes
        key = (bisect_right(changes, on), *[bisect_right(changes, cells[i] or on) for _, i in self.others])
        if key not in self.compiled:
            days = LawDays(on, {name: cells[i] for name, i in self.others})
            self.compiled[key] = self.law.at(days).compiled(self.wanted, self.columns, days, self.only_if)
        return self.compiled[key]
