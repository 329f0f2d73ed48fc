"""Which duty to look for work applies to a recipient: general, repeat, long-term, or senior and disabled (ED 63(3))."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from law.calendars import ONE, period_start
from law.engine import Rules
from law.facts import Days, Years
from law.kr import PARAMETERS
from law.pack import Decision

MONTHS_IN_A_YEAR = 12


@dataclass(frozen=True, slots=True)
class Recipient:
    """A recipient on a day. Law of the day: `on`."""

    on: date
    age: Years
    disabled: bool
    prescribed_days: Days
    earlier_benefits: tuple[date, ...] = ()  # days on which claims were filed that led to payment, this one left out


rule = Rules(Recipient)


@rule(
    "Benefits in the last years",
    "ED 63(3); MOEL guideline",
    "{earlier_benefits} within {repeat_within_years}, and this one",
    "time",
)
def benefits_counted(on: date, earlier_benefits: tuple[date, ...], repeat_within_years: int) -> int:
    since = period_start(on - ONE, repeat_within_years * MONTHS_IN_A_YEAR)
    return sum(since <= filed_on <= on for filed_on in earlier_benefits) + 1


@rule(
    "Type of recipient",
    "ED 63(3); MOEL guideline",
    "Age {age} (from {senior_from_age}), disabled: {disabled}; benefits {benefits_counted} (from {repeat_from_benefits}); "
    "prescribed days {prescribed_days} (from {long_from_days})",
    assumption="The guideline does not say which type goes first; here the lighter duty does, then the repeat recipient.",
)
def recipient_type(
    age: int,
    disabled: bool,
    prescribed_days: int,
    benefits_counted: int,
    senior_from_age: int,
    long_from_days: int,
    repeat_from_benefits: int,
) -> str:
    if disabled or age >= senior_from_age:
        return "senior_disabled"
    if benefits_counted >= repeat_from_benefits:
        return "repeat"
    return "long" if prescribed_days >= long_from_days else "general"


DECISION = Decision("recipient_type", rule, "on", ("benefits_counted", "recipient_type"), (PARAMETERS / "recipient",))
