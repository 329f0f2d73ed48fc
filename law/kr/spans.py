"""Stretches of days that may touch or overlap, such as jobs and illnesses, put together."""
from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from law.calendars import ONE

Span = tuple[date, date]


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The same days as the spans given (both ends included), as few spans as possible, in order of time."""
    result: list[Span] = []
    for first, last in sorted(s for s in spans if s[0] <= s[1]):
        if result and first <= result[-1][1] + ONE:
            result[-1] = (result[-1][0], max(result[-1][1], last))
        else:
            result.append((first, last))
    return tuple(result)
