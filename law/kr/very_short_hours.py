"""Which insured statuses count as very short: EIA 40(2)2, by the limits in force on a day."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from functools import lru_cache

from law.kr import PARAMETERS
from law.parameters import Leaf, leaves, read_folders


def is_very_short(weekly_hours: Fraction, weekly_days: int, on: date) -> bool:
    """Whether agreed hours and days a week lie within the limits of EIA 40(2)2 as they stand on a day."""
    hours, days = limit("short_time_weekly_hours", on), limit("short_time_weekly_days", on)
    return weekly_hours < hours and weekly_days <= days


def limit(name: str, on: date) -> int:
    """A limit as it stands on a day."""
    return int(limits()[name].at(on).value)


@lru_cache(maxsize=1)
def limits() -> dict[str, Leaf]:
    """The dated limits, by name."""
    return {leaf.name: leaf for leaf in leaves(read_folders([PARAMETERS / "job_seeking"]))}
