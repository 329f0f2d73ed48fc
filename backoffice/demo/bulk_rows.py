"""Rows for COPY: collected by table in memory, written in the order of their foreign keys, every constraint on.

A row with a state begins where its machine begins and is moved to its state step by step: the database knows no other way.
"""

import json
from collections import defaultdict, deque
from datetime import date, datetime
from functools import cache
from io import StringIO
from typing import Any

from django.db import connection, models

from audits.models import Event
from claims.models import (
    BankAccount,
    BankAnswer,
    Batch,
    BatchItem,
    Certification,
    Claim,
    Determination,
    PaidSpan,
    Payment,
    Point,
    Posting,
    Statement,
    Transfer,
)
from claims.models.moves import machine_moves
from contributions.models import InsuredStatus, Person, PersonKey, SeparationCertificate, WagePeriod
from workflows.models import Task

IN_ORDER = (
    Person, PersonKey, InsuredStatus, SeparationCertificate, WagePeriod, Claim, Statement, Determination, Point,
    BankAccount, Certification, Payment, PaidSpan, Transfer, Posting, Batch, BankAnswer, BatchItem, Task, Event,
)  # fmt: skip
MACHINES = frozenset({Claim, Determination, Certification, Payment, Batch, Task})
NOTHING = r"\N"
REQUIRED = object()


def _text(value: str) -> str:
    if "\\" in value or "\t" in value or "\n" in value or "\r" in value:
        value = value.replace("\\", r"\\").replace("\t", r"\t").replace("\n", r"\n").replace("\r", r"\r")
    return value


ENCODE = {
    type(None): lambda value: NOTHING,
    bool: lambda value: "t" if value else "f",
    int: str,
    str: _text,
    date: date.isoformat,
    datetime: datetime.isoformat,
    bytes: lambda value: r"\\x" + value.hex(),
    dict: lambda value: _text(json.dumps(value)),
    list: lambda value: _text(json.dumps(value)),
}


def _empty(field: models.Field) -> Any:
    """What a column holds that nobody names: its plain default, or REQUIRED."""
    if field.has_default():
        plain = not callable(field.default)
        value = field.default if plain else field.default() if field.default in (dict, list) else REQUIRED
        return str(value) if isinstance(value, models.TextChoices) else value
    if field.null:
        return None
    return "" if isinstance(field, models.CharField | models.TextField) and field.blank else REQUIRED


class Rows:
    """The rows of one transaction. Rows of a later wave are copied once those of the earlier have reached their states."""

    def __init__(self) -> None:
        self.lines: dict[tuple[type[models.Model], int], list[str]] = defaultdict(list)
        self.moves: dict[tuple[type[models.Model], int], dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
        self.empty = {model: {f.attname: _empty(f) for f in model._meta.concrete_fields} for model in IN_ORDER}

    def add(self, model: type[models.Model], *, wave: int = 1, **values: Any) -> None:
        """A row of a table, by attribute names; a column that must be named and is not is a KeyError."""
        row = self.empty[model] | values
        if len(row) != len(self.empty[model]):
            raise KeyError(f"{model.__name__} has no {sorted(values.keys() - self.empty[model].keys())}")
        if model in MACHINES and row["state"] != (begins := way_to(model, row["state"])[0]):
            self.moves[model, wave][row["state"]].append(row["id"])
            row["state"] = begins
        self.lines[model, wave].append("\t".join([ENCODE[type(value)](value) for value in row.values()]))

    def copy(self) -> int:
        """Copies everything into the database, in the caller's transaction; returns how many rows."""
        count = 0
        for model in IN_ORDER:
            for wave in sorted(wave for each, wave in self.lines if each is model):
                count += self._copy(model, wave)
        return count

    def _copy(self, model: type[models.Model], wave: int) -> int:
        columns = ", ".join(f.column for f in model._meta.concrete_fields)
        lines, table = self.lines.pop((model, wave)), model._meta.db_table
        with connection.cursor() as cursor:
            cursor.copy_expert(f"COPY {table} ({columns}) FROM STDIN", StringIO("\n".join(lines)))
            for state, keys in self.moves[model, wave].items():
                for step in way_to(model, state)[1:]:
                    cursor.execute(f"UPDATE {table} SET state = %s WHERE id = ANY(%s)", [step, keys])
        return len(lines)


@cache
def way_to(model: type[models.Model], state: str) -> tuple[str, ...]:
    """The shortest way through a model's machine, from how a row may begin to a state."""
    moves = machine_moves(model)
    ways = deque([(target,) for source, target in moves if not source])
    while ways:
        way = ways.popleft()
        if way[-1] == state:
            return way
        ways.extend((*way, target) for source, target in sorted(moves) if source == way[-1] and target not in way)
    raise ValueError(f"{model.__name__} has no way to {state!r}")


class Keys:
    """Ids out of the tables' own sequences, fetched a few thousand at a time."""

    def __init__(self, at_a_time: int = 1000) -> None:
        self.at_a_time = at_a_time
        self.free: dict[type[models.Model], list[int]] = {model: [] for model in IN_ORDER}

    def next(self, model: type[models.Model]) -> int:
        """An id that nobody else gets."""
        if not self.free[model]:
            with connection.cursor() as cursor:
                cursor.execute(
                    "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
                    [model._meta.db_table, self.at_a_time],
                )
                self.free[model] = [row[0] for row in cursor.fetchall()][::-1]
        return self.free[model].pop()
