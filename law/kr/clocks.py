"""Time limits set by law: how long, from what, counted how, by which article; and the day on which one ends."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from law.calendars import ONE, Counting, Unit, deadline, last_of_month
from law.kr import PARAMETERS
from law.parameters import Leaf, leaves, read_folders

FOLDER = PARAMETERS / "clocks"
BEFORE = "before"


@dataclass(frozen=True, slots=True)
class Clock:
    """One time limit as it stands on a day; `counting` is act, entitlement, processing or before."""

    name: str
    label: str
    length: int
    unit: Unit
    counting: str
    reference: str
    confidence: str
    since: date


@dataclass(frozen=True, slots=True)
class Limit:
    """Where a clock ends: `counted_on` by the calendar, `last_on` after days off; for `before` the latest day."""

    clock: Clock
    start_on: date
    counted_on: date
    last_on: date


def clocks(on: date) -> dict[str, Clock]:
    """All time limits in force on a day, by name."""
    return {
        name: read_clock(leaf, on) for name, leaf in all_leaves().items() if leaf.changes[0] <= on and is_clock(leaf)
    }


def clock(name: str, on: date) -> Clock:
    """One time limit as it stands on a day; NotInLaw before its first value."""
    return read_clock(all_leaves()[name], on)


def limit(name: str, start_on: date, *, law_date: date | None = None, extended_by: str = "") -> Limit:
    """Where a time limit ends that starts with what happened on `start_on`; `before` counts back from that day."""
    found = clock(name, law_date or start_on)
    length = found.length + (clock(extended_by, law_date or start_on).length if extended_by else 0)
    if found.counting == BEFORE:
        day = start_on - timedelta(length)
        return Limit(found, start_on, day, day)
    counting = Counting(found.counting)
    counted = deadline(start_on, length, found.unit, Counting.ENTITLEMENT if counting is Counting.ACT else counting)
    return Limit(found, start_on, counted, deadline(start_on, length, found.unit, counting))


def public_notice_takes_effect_on(notice_on: date) -> date:
    """The day on which service by public notice takes effect (APA 15(3))."""
    return limit("public_notice_days", notice_on).counted_on + ONE


def unpaid_goes_back_by(payment_notice_on: date) -> date:
    """The day by which a payment that could not be made goes back to the fund (ER 129(6))."""
    year_over = limit("unpaid_transfer_years", payment_notice_on).counted_on
    next_month = last_of_month(year_over) + ONE
    if next_month.year > year_over.year:
        return last_of_month(year_over)
    return next_month + timedelta(whole_number("unpaid_transfer_day", payment_notice_on) - 1)


def whole_number(name: str, on: date) -> int:
    return int(all_leaves()[name].at(on).value)


def read_clock(leaf: Leaf, on: date) -> Clock:
    found = leaf.at(on)
    counting = leaf.path.split(".")[1]
    return Clock(
        leaf.name, found.label, found.value, Unit(found.unit), counting, found.reference, found.confidence, found.since
    )


def is_clock(leaf: Leaf) -> bool:
    return bool(leaf.metadata.get("unit"))


@lru_cache(maxsize=1)
def all_leaves() -> dict[str, Leaf]:
    """The clocks as read from their files, by name; the file says how they are counted."""
    return {leaf.name: leaf for leaf in leaves(read_folders([FOLDER]))}
