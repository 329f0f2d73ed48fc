"""What the law may know about a case: units of facts, and frozen records to JSON and back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from fractions import Fraction
from functools import lru_cache
from types import NoneType, UnionType
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")
Json = dict[str, Any]
Unit = str | dict[str, Any]

# A fact or result says its unit by its type; to the rules and to mypy these are plain numbers.
Won = Annotated[int, "KRW"]
ExactWon = Annotated[Fraction, "KRW"]
Rate = Annotated[Fraction, "/1"]
Hours = Annotated[int, "hour"]
Days = Annotated[int, "day"]
Weeks = Annotated[int, "week"]
Months = Annotated[int, "month"]
Years = Annotated[int, "year"]


def plain(value: Any) -> Any:
    """A value of the law as JSON: days in ISO form, fractions always as "n/d", records as objects."""
    if isinstance(value, Enum):
        return value.value
    if value is None or isinstance(value, (bool, int, str)):
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Fraction):
        return f"{value.numerator}/{value.denominator}"
    if isinstance(value, (tuple, list)):
        return [plain(v) for v in value]
    if is_dataclass(value):
        return {f.name: plain(getattr(value, f.name)) for f in fields(value)}
    raise TypeError(f"{value!r} is a {type(value).__name__}, which the law does not use")


def dump(facts: Any) -> Json:
    """A record of facts as a JSON object; `load` gives the equal record back."""
    result: Json = plain(facts)
    return result


def load(cls: type[T], data: Json) -> T:
    """The record that `dump` wrote. A field added since then takes its default; an unknown one is refused."""
    hints = hints_of(cls)
    if unknown := data.keys() - hints.keys():
        raise ValueError(f"{cls.__name__} has no {', '.join(sorted(unknown))}")
    return cls(**{name: revive(hints[name], data[name]) for name in hints if name in data})


def revive(annotation: Any, value: Any) -> Any:
    """A JSON value as the annotated Python type."""
    if value is None:
        return None
    origin = get_origin(annotation)
    if origin in (Union, UnionType):
        return _revive_union(annotation, value)
    if origin is tuple:
        inner = get_args(annotation)
        kinds = [inner[0]] * len(value) if inner[-1] is Ellipsis else inner
        return tuple(revive(kind, v) for kind, v in zip(kinds, value, strict=True))
    if isinstance(annotation, type):
        return _revive_plain(annotation, value)
    return value


def _revive_union(annotation: Any, value: Any) -> Any:
    kinds = [kind for kind in get_args(annotation) if kind is not NoneType]
    if len(kinds) == 1:
        return revive(kinds[0], value)
    raise TypeError(f"{annotation} can be more than one thing; a stored fact must be one thing or None")


def _revive_plain(cls: type[Any], value: Any) -> Any:
    if is_dataclass(cls):
        return load(cls, value)
    if issubclass(cls, date):
        return cls.fromisoformat(value)
    if issubclass(cls, (Fraction, Enum)):
        return cls(value)
    return value


def _hints(cls: Any) -> dict[str, Any]:
    hints = get_type_hints(cls)
    return {f.name: hints[f.name] for f in fields(cls)}


def _units(cls: Any) -> dict[str, Unit]:
    hints = get_type_hints(cls, include_extras=True)
    return {f.name: unit_of(hints[f.name]) for f in fields(cls)}


# Field names of a record class and their types; and their units (a nested record has an object of units).
hints_of: Callable[[Any], dict[str, Any]] = lru_cache(maxsize=None)(_hints)
units_of: Callable[[Any], dict[str, Unit]] = lru_cache(maxsize=None)(_units)


def unit_of(annotation: Any) -> Unit:
    """The unit a type carries, looked for inside tuples and optionals; empty if it has none."""
    if get_origin(annotation) is Annotated:
        return str(get_args(annotation)[1])
    if isinstance(annotation, type) and is_dataclass(annotation):
        return units_of(annotation)
    return next((unit for inner in get_args(annotation) if (unit := unit_of(inner))), "")
