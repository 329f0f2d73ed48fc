"""Dated parameters in the OpenFisca YAML layout: each value has its day, its source and how sure it is."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any, Generic, TypeVar

import yaml

Node = dict[str, Any]
T = TypeVar("T")
LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
EACH_DAY = "each"
CONFIDENCE = ("statute", "notice", "secondary", "assumption")
STATUS = ("in_force", "enacted", "planned")
METADATA = {"unit", "reference", "confidence", "status", "last_value_still_valid_on", "law_date", "type",
            "threshold_unit", "amount_unit", "note"}
FRACTION = re.compile(r"-?\d+/\d+")


class NotInLaw(LookupError):
    """The law has no such value or rule on that day. `name`, `on` and `since` (first day, if any) say which."""

    def __init__(self, name: str, on: date, since: date | None) -> None:
        self.name, self.on, self.since = name, on, since
        first = f"; the first applies from {since}" if since else ""
        super().__init__(f"The law has no “{name}” on {on}{first}.")


class StrictLoader(LOADER):  # type: ignore[misc] # which of YAML's two loaders there is shows only when it runs
    """Refuses a key that is written twice: YAML would keep the last one without a word."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        found: dict[Any, Any] = super().construct_mapping(node, deep)
        if len(found) < len(node.value):
            raise ValueError(f"a key is written twice: {node.start_mark}")
        return found


@dataclass(frozen=True, slots=True)
class Dated(Generic[T]):
    """All values of a parameter whose metadata say `law_date: each`: the rule picks the day itself."""

    path: str
    values: tuple[tuple[date, T], ...]

    def on(self, day: date) -> T:
        """The value in force on a day."""
        i = bisect_right(self.values, day, key=lambda pair: pair[0])
        if not i:
            raise NotInLaw(self.path, day, self.values[0][0])
        return self.values[i - 1][1]


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter as it stands on one day."""

    path: str
    value: Any
    since: date
    unit: str
    reference: str
    label: str
    confidence: str
    status: str
    confirmed_until: date | None

    @property
    def name(self) -> str:
        return self.path.rsplit(".", 1)[-1]

    def unconfirmed(self, on: date) -> bool:
        return self.confirmed_until is not None and on > self.confirmed_until


@dataclass(frozen=True, slots=True)
class Leaf:
    """A parameter with all its dates, as read from the files."""

    path: str
    node: Node

    @property
    def name(self) -> str:
        return self.path.rsplit(".", 1)[-1]

    @property
    def metadata(self) -> Node:
        return dict(self.node.get("metadata", {}))

    @property
    def law_date(self) -> str:
        """The fact whose day picks the value; empty for the decision's own; `each` for a Dated."""
        return str(self.metadata.get("law_date", ""))

    @property
    def changes(self) -> tuple[date, ...]:
        """The days on which the value changes, the first one first."""
        if "brackets" not in self.node:
            return tuple(sorted(self.node["values"]))
        rows = [(b["threshold"], b["amount"]) for b in self.node["brackets"]]
        first = min(max(min(threshold), min(amount)) for threshold, amount in rows)
        return tuple(sorted({day for row in rows for column in row for day in column if day >= first} | {first}))

    def at(self, on: date) -> Parameter:
        """The parameter as it stands on a day; NotInLaw before its first value."""
        i = bisect_right(self.changes, on)
        if not i and self.law_date != EACH_DAY:
            raise NotInLaw(self.path, on, self.changes[0])
        since = self.changes[max(i - 1, 0)]
        entry = self._entry(since)
        metadata = self.metadata | entry.get("metadata", {})
        value = self._every() if self.law_date == EACH_DAY else entry["value"]
        return self._parameter(value, since, metadata)

    def values(self) -> Iterator[Any]:
        """Every value it ever has, as rules see it."""
        if self.law_date == EACH_DAY:
            yield self._every()
        else:
            yield from (self._entry(day)["value"] for day in self.changes)

    def _every(self) -> Dated[Any]:
        return Dated(self.path, tuple((day, self._entry(day)["value"]) for day in self.changes))

    def _entry(self, since: date) -> Node:
        unit = str(self.metadata.get("unit", ""))
        if "brackets" in self.node:
            unit = str(self.metadata.get("amount_unit", unit))
            rows = [(standing(b["threshold"], since), standing(b["amount"], since)) for b in self.node["brackets"]
                    if min(b["threshold"]) <= since and min(b["amount"]) <= since]
            return {"value": tuple((typed(t["value"]), typed(a["value"], unit)) for t, a in rows)}
        entry = standing(self.node["values"], since)
        return entry | {"value": typed(entry["value"], unit)}

    def _parameter(self, value: Any, since: date, metadata: Node) -> Parameter:
        return Parameter(
            path=self.path, value=value, since=since,
            unit=str(metadata.get("unit") or metadata.get("amount_unit") or ""),
            reference=metadata.get("reference", ""), label=self.node.get("description", ""),
            confidence=metadata.get("confidence", "statute"), status=metadata.get("status", "in_force"),
            confirmed_until=metadata.get("last_value_still_valid_on"))


def merge(below: Node, above: Node) -> Node:
    """Lay one tree over another (a reform over the law); dated values merge day by day."""
    both = {k for k in below.keys() & above.keys() if isinstance(below[k], dict) and isinstance(above[k], dict)}
    return {**below, **above, **{k: merge(below[k], above[k]) for k in both}}


def read(path: Path) -> Node:
    """A YAML file, or a folder of them, as one tree."""
    if path.is_file():
        return yaml.load(path.read_text("utf-8"), StrictLoader) or {}
    return {p.stem: read(p) for p in sorted(path.iterdir()) if p.is_dir() or p.suffix == ".yaml"}


def read_folders(folders: Iterable[Path]) -> Node:
    """Several folders side by side, each under its own name."""
    return {folder.name: read(folder) for folder in folders}


def leaves(tree: Node, path: str = "") -> Iterator[Leaf]:
    """Every parameter of a tree, with its dotted path."""
    for key, node in tree.items():
        here = f"{path}.{key}".lstrip(".")
        if isinstance(node, dict) and ("values" in node or "brackets" in node):
            yield checked(Leaf(here, node))
        elif isinstance(node, dict) and key != "metadata":
            yield from leaves(node, here)


def checked(leaf: Leaf) -> Leaf:
    """Refuses a misspelt metadata key or word: it would be silently without effect."""
    dated = [e.get("metadata", {}) for e in leaf.node.get("values", {}).values() if isinstance(e, dict)]
    for metadata in [leaf.metadata, *dated]:
        unknown = metadata.keys() - METADATA
        confidence, status = metadata.get("confidence", "statute"), metadata.get("status", "in_force")
        if unknown or confidence not in CONFIDENCE or status not in STATUS:
            raise ValueError(f"{leaf.path}: metadata {sorted(unknown) or metadata} not understood")
    return leaf


def standing(values: dict[date, Any], on: date) -> Node:
    """The entry of a dated column that stands on a day, always as a mapping with a `value`."""
    entry = values[max(day for day in values if day <= on)]
    return entry if isinstance(entry, dict) and "value" in entry else {"value": entry}


def typed(value: Any, unit: str = "") -> Any:
    """YAML's value as rules want it: rates exact, lists and mappings as tuples."""
    if isinstance(value, float) or (isinstance(value, str) and FRACTION.fullmatch(value)):
        return Fraction(str(value))
    if isinstance(value, int) and not isinstance(value, bool) and unit == "/1":
        return Fraction(value)
    if isinstance(value, list):
        return tuple(typed(v, unit) for v in value)
    if isinstance(value, dict):
        return tuple((typed(k), typed(v, unit)) for k, v in value.items())
    return value
