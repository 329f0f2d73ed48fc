"""Periods, ages and time limits under the Civil Act (민법 제155조 to 제161조) and the civil petitions act."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import holidays as published
import yaml

ONE = timedelta(days=1)
FIRST_DAY_COUNTED_FROM = 6  # days of processing: up to five count in working hours (민원처리법 19(1)-(2))


class Unit(StrEnum):
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


class Counting(StrEnum):
    """What a period is for decides how its first and last day are treated."""

    ACT = "act"  # somebody has to do something: 민법 157, 159 to 161
    ENTITLEMENT = "entitlement"  # a right lasts: the same, but its end is not moved by a holiday
    PROCESSING = "processing"  # an office has to answer: 민원처리법 19


def last_of_month(day: date) -> date:
    """The last day of a day's month."""
    return add_months(day.replace(day=1), 1) - ONE


def add_months(day: date, months: int) -> date:
    """The same day of a month before or after; the month's last day where it has no such day (민법 160)."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    try:
        return date(year, month + 1, day.day)
    except ValueError:
        return date(year + month // 11, (month + 1) % 12 + 1, 1) - ONE


def period_end(start: date, months: int) -> date:
    """The last day of a period of months whose first day is `start` and counts (민법 157, 160).

    From 1 January one month ends on 31 January; from 31 January, on 28 February.
    """
    same = add_months(start, months)
    return same - ONE if same.day == start.day else same


def period_start(end: date, months: int) -> date:
    """The first day of a period of months whose last day is `end` and counts, counted backwards."""
    return add_months(end + ONE, -months)


def days_between(first: date, last: date) -> int:
    """Days from first to last, both counted; 0 when last is before first."""
    return max(0, last.toordinal() - first.toordinal() + 1)


def overlap(first: date, last: date, other_first: date, other_last: date) -> int:
    """Days that two spans have in common."""
    return days_between(max(first, other_first), min(last, other_last))


def full_years(since: date, on: date) -> int:
    """Whole years from one day to another: an age (민법 158: the day of birth counts)."""
    return on.year - since.year - ((on.month, on.day) < (since.month, since.day))


class Holidays:
    """The public holidays of a country: a library's table with our own dated corrections."""

    def __init__(self, country: str, corrections: dict[str, list[dict[str, Any]]]) -> None:
        self.country = country
        self.added = {entry["on"]: str(entry["name"]) for entry in corrections["added"]}
        self.removed = {entry["on"] for entry in corrections["removed"]}
        self.of_year = lru_cache(maxsize=None)(self._of_year)

    def _of_year(self, year: int) -> dict[date, str]:
        """The holidays of a year by day, Sundays aside."""
        table = getattr(published, self.country)
        found = table(years=year, language=table.default_language)
        kept = {day: name for day, name in found.items() if day not in self.removed}
        return dict(sorted((kept | {day: n for day, n in self.added.items() if day.year == year}).items()))

    def is_holiday(self, day: date) -> bool:
        """Whether a day is a public holiday; a Sunday is one."""
        return day.weekday() == 6 or day in self.of_year(day.year)

    def is_working_day(self, day: date) -> bool:
        """Whether offices work: neither a Saturday nor a public holiday."""
        return day.weekday() != 5 and not self.is_holiday(day)

    def next_working_day(self, day: date) -> date:
        """The day itself if it is a working day, otherwise the first one after it."""
        while not self.is_working_day(day):
            day += ONE
        return day

    def add_working_days(self, day: date, n: int) -> date:
        """The n-th working day after a day."""
        for _ in range(n):
            day = self.next_working_day(day + ONE)
        return day


@cache
def holidays(scheme: str) -> Holidays:
    """The public holidays of a scheme ("kr")."""
    path = Path(__file__).parent / scheme / "parameters" / "calendar" / "holidays.yaml"
    return Holidays(scheme.upper(), yaml.safe_load(path.read_text("utf-8")))


def deadline(start_on: date, n: int, unit: Unit | str, counting: Counting, scheme: str = "kr") -> date:
    """The last day of a period of n days, weeks, months or years that starts with what happened on `start_on`.

    An act falling due on a Saturday or a holiday may still be done on the next working day (민법 161).
    """
    unit = Unit(unit)
    if counting is Counting.PROCESSING:
        return processing_end(start_on, n, unit, holidays(scheme))
    last = span_end(start_on + ONE, n, unit)
    return holidays(scheme).next_working_day(last) if counting is Counting.ACT else last


def span_end(first: date, n: int, unit: Unit) -> date:
    """The last day of a period whose first day is counted (민법 157 proviso, 159, 160)."""
    if unit in (Unit.DAY, Unit.WEEK):
        return first + timedelta(days=n * (7 if unit is Unit.WEEK else 1) - 1)
    return period_end(first, n * (12 if unit is Unit.YEAR else 1))


def processing_end(received_on: date, n: int, unit: Unit, days_off: Holidays) -> date:
    """The day by which an office must have answered (민원처리법 19).

    Up to five days run in working hours from the hour of receipt, so they end at that hour n working days
    later; from six days on each working day counts, the first one too; weeks and longer follow the Civil Act.
    """
    if unit is not Unit.DAY:
        return days_off.next_working_day(span_end(received_on, n, unit))
    if n < FIRST_DAY_COUNTED_FROM:
        return days_off.add_working_days(received_on, n)
    return days_off.add_working_days(received_on - ONE, n)
