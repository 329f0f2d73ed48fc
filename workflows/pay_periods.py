"""The pay periods for which a certificate names wages: the calendar months of the window before a separation."""

from datetime import date, timedelta
from functools import lru_cache

from law.calendars import last_of_month, period_start
from law.kr import PARAMETERS
from law.parameters import Leaf, leaves, read_folders

ONE_DAY = timedelta(days=1)


def pay_periods(separation_on: date, acquired_on: date | None = None) -> list[tuple[date, date]]:
    """(first day, last day) of each calendar month, or part of one, that counts; none before the job began."""
    first = period_start(separation_on, _window().at(separation_on).value)
    first = max(first, acquired_on) if acquired_on else first
    periods = []
    while first <= separation_on:
        last = min(last_of_month(first), separation_on)
        periods.append((first, last))
        first = last + ONE_DAY
    return periods


@lru_cache(maxsize=1)
def _window() -> Leaf:
    found = leaves(read_folders([PARAMETERS / "job_seeking"]))
    return next(leaf for leaf in found if leaf.name == "wage_window_months")
