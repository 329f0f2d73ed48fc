"""Random facts of any record class, for tests that hold for whatever a claim may look like."""

from __future__ import annotations

from datetime import date
from enum import Enum
from fractions import Fraction
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin

from hypothesis import strategies as st

from law.facts import hints_of

DAYS = st.dates(date(2020, 9, 1), date(2028, 6, 30))
NUMBERS = st.one_of(st.integers(0, 40), st.integers(0, 12_000_000))


def records(cls: type[Any]) -> st.SearchStrategy[Any]:
    """Records of a class with any values of the right type."""
    return st.builds(cls, **{name: values(kind) for name, kind in hints_of(cls).items()})


def values(kind: Any) -> st.SearchStrategy[Any]:
    inner = get_args(kind)
    if get_origin(kind) in (Union, UnionType):
        return st.one_of(*(values(k) for k in inner))
    if get_origin(kind) is tuple:
        return st.lists(values(inner[0]), max_size=3).map(tuple) if inner[-1] is Ellipsis else st.tuples(*map(values, inner))
    return plain(kind)


def plain(kind: Any) -> st.SearchStrategy[Any]:
    if kind is NoneType:
        return st.none()
    if isinstance(kind, type) and issubclass(kind, Enum):
        return st.sampled_from(list(kind))
    known = {bool: st.booleans(), int: NUMBERS, date: DAYS, str: st.sampled_from(("", "e_9")),
             Fraction: st.fractions(0, 100, max_denominator=30)}
    return known[kind] if kind in known else records(kind)
