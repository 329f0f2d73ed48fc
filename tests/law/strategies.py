"""Facts for tests that hold for whatever a claim may look like: random ones, and mixtures of ones that were seen."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import date
from enum import Enum
from fractions import Fraction
from functools import cache
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin
from unittest import mock

from hypothesis import strategies as st

from law.examples import check
from law.facts import hints_of
from law.kr.examples import AREAS
from law.pack import Decision

DAYS = st.dates(date(2020, 9, 1), date(2028, 6, 30))
NUMBERS = st.one_of(st.integers(0, 40), st.integers(0, 12_000_000))
EXAMPLES = Path(__file__).parent / "data" / "kr.json"


def records(cls: type[Any]) -> st.SearchStrategy[Any]:
    """Records of a class with any values of the right type."""
    return st.builds(cls, **{name: values(kind) for name, kind in hints_of(cls).items()})


def values(kind: Any) -> st.SearchStrategy[Any]:
    inner = get_args(kind)
    if get_origin(kind) in (Union, UnionType):
        return st.one_of(*(values(k) for k in inner))
    if get_origin(kind) is tuple:
        return (
            st.lists(values(inner[0]), max_size=3).map(tuple)
            if inner[-1] is Ellipsis
            else st.tuples(*map(values, inner))
        )
    return plain(kind)


def plain(kind: Any) -> st.SearchStrategy[Any]:
    if kind is NoneType:
        return st.none()
    if isinstance(kind, type) and issubclass(kind, Enum):
        return st.sampled_from(list(kind))
    known = {
        bool: st.booleans(),
        int: NUMBERS,
        date: DAYS,
        str: st.just(""),
        Fraction: st.fractions(0, 100, max_denominator=30),
    }
    return known[kind] if kind in known else records(kind)


Question = tuple[Any, tuple[str, ...]]


@cache
def seen() -> dict[str, list[Question]]:
    """What each decision is asked when the worked examples are checked: facts, and the results wanted."""
    asked: dict[str, list[Question]] = defaultdict(list)

    def noting(original: Any) -> Any:
        def method(decision: Decision, facts: Any, **given: Any) -> Any:
            asked[decision.name].append((facts, given.get("wanted") or decision.wanted))
            return original(decision, facts, **given)

        return method

    with (
        mock.patch.object(Decision, "decide", noting(Decision.decide)),
        mock.patch.object(Decision, "results", noting(Decision.results)),
    ):
        check(EXAMPLES, AREAS)
    return asked


@st.composite
def mixtures(draw: st.DrawFn, known: list[Question]) -> Question:
    """A question that was seen, with a few of its facts taken from other questions or made up."""
    (one, wanted), (other, _) = draw(st.sampled_from(known)), draw(st.sampled_from(known))
    hints = hints_of(type(one))
    names = draw(st.lists(st.sampled_from(sorted(hints)), max_size=4, unique=True))
    return replace(one, **{n: draw(st.one_of(st.just(getattr(other, n)), values(hints[n]))) for n in names}), wanted


def questions(decision: Decision) -> st.SearchStrategy[Question]:
    """Mixtures of what worked examples ask, where there are any: they get further into the rules than chance."""
    known = seen().get(decision.name)
    return mixtures(known) if known else st.tuples(records(decision.facts), st.just(decision.wanted))
