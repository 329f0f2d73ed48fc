"""The days of a recognition period, each judged for itself: what speaks against a day, and what is left to pay."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Annotated

from law.calendars import ONE, days_between
from law.facts import Days

Span = tuple[date, date]
Reference = Annotated[str, "reference"]


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Days that are not paid: `outcome` is a code in OUTCOMES, `reason` a finer code, `ref` the article."""

    from_on: date
    to_on: date
    outcome: str
    reason: str
    ref: Reference


@dataclass(frozen=True, slots=True)
class DayOutcome:
    """One day and what became of it."""

    on: date
    outcome: str
    reason: str
    ref: Reference


@dataclass(frozen=True, slots=True)
class OutcomeSpan:
    """Days in a row with the same outcome and reason."""

    from_on: date
    to_on: date
    days: Days
    outcome: str
    reason: str
    ref: Reference


def clipped(obstacles: Iterable[Obstacle], first: date, last: date) -> tuple[Obstacle, ...]:
    """The obstacles as far as they lie within the period."""
    cut = (Obstacle(max(o.from_on, first), min(o.to_on, last), o.outcome, o.reason, o.ref) for o in obstacles)
    return tuple(o for o in cut if o.from_on <= o.to_on)


def judged_days(first: date, last: date, obstacles: tuple[Obstacle, ...], left: int) -> Iterator[DayOutcome]:
    """Every day of the period: the first obstacle on it decides; without one it is paid while days are left."""
    for number in range(first.toordinal(), last.toordinal() + 1):
        day = date.fromordinal(number)
        obstacle = next((o for o in obstacles if o.from_on <= day <= o.to_on), None)
        if obstacle:
            yield DayOutcome(day, obstacle.outcome, obstacle.reason, obstacle.ref)
        elif left > 0:
            left -= 1
            yield DayOutcome(day, "payable", "recognised", "EIA 44(1)")
        else:
            yield DayOutcome(day, "exhausted", "no_days_left", "EIA 48(1); EIA 50(1)")


def grouped(days: tuple[DayOutcome, ...]) -> Iterator[OutcomeSpan]:
    """Days in a row with the same outcome, reason and article as one span."""
    for (outcome, reason, ref), group in groupby(days, key=lambda d: (d.outcome, d.reason, d.ref)):
        row = list(group)
        yield OutcomeSpan(row[0].on, row[-1].on, days_between(row[0].on, row[-1].on), outcome, reason, ref)


def joined(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Spans in order, those that touch or overlap made one."""
    result: list[Span] = []
    for first, last in sorted(spans):
        if result and first <= result[-1][1] + ONE:
            result[-1] = (result[-1][0], max(last, result[-1][1]))
        else:
            result.append((first, last))
    return tuple(result)
