"""Periods, ages and time limits under the Civil Act (민법 제155조 to 제161조) and the civil petitions act."""

from __future__ import annotations

from datetime import date, timedelta

ONE = timedelta(days=1)


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
