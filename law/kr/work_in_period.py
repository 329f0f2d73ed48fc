"""Work during a recognition period: what counts as employment (EIA 47, ER 92; artists and contractors ED 104-8(7))."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from law.calendars import days_between
from law.engine import Rules
from law.kr.certification_codes import Status, WorkKind
from law.kr.certification_facts import Certification, Work
from law.kr.day_outcomes import Reference

rule = Rules(Certification)

BY_THE_DAY = (WorkKind.DAILY, WorkKind.SHORT_TERM_ARTIST, WorkKind.SHORT_TERM_CONTRACTOR)
ONLY_A_PERSON_CAN_SAY = (WorkKind.FAMILY_BUSINESS, WorkKind.OTHER_WORK)
NEW_CONTRACTS = (WorkKind.ARTIST_CONTRACT, WorkKind.CONTRACTOR_CONTRACT)
INCOME_IS_DEDUCTED = (Status.ARTIST, Status.CONTRACTOR)


@dataclass(frozen=True, slots=True)
class Limits:
    """From where on work is employment; hours and months as agreed, money in won."""

    monthly_hours: int
    weekly_hours: int
    months: int
    artist_income: int | None
    contractor_pay: int | None
    day_pay: int | None  # the daily amount; None: pay does not decide (artists, contractors)


@dataclass(frozen=True, slots=True)
class WorkFinding:
    """A stretch of work and whether it is employment; None: a person must say."""

    from_on: date
    to_on: date
    kind: WorkKind
    employed: bool | None
    ref: Reference


@rule(
    "Work that is employment",
    "EIA 47(1); ER 92; ED 104-8(7)1; ED 104-15(7)1",
    "Work reported or found: {works}. Employment from {employed_from_monthly_hours} a month, "
    "{employed_from_weekly_hours} a week, {employed_from_months} in a row, or pay from {daily_amount} a day",
    assumption="Pay for several days is compared by the day; days worked by artists and contractors are not used up.",
)
def work_findings(
    works: tuple[Work, ...],
    status: Status,
    daily_amount: int,
    employed_from_monthly_hours: int,
    employed_from_weekly_hours: int,
    employed_from_months: int,
    employed_from_artist_income: int | None,
    employed_from_contractor_pay: int | None,
) -> tuple[WorkFinding, ...]:
    limits = Limits(
        employed_from_monthly_hours,
        employed_from_weekly_hours,
        employed_from_months,
        employed_from_artist_income,
        employed_from_contractor_pay,
        None if status in INCOME_IS_DEDUCTED else daily_amount,
    )
    return tuple(finding(work, limits) for work in works)


def finding(work: Work, limits: Limits) -> WorkFinding:
    """Whether one stretch of work is employment, and by which item."""
    item = item_met(work, limits)
    employed = True if item else judged(work, limits)
    return WorkFinding(work.from_on, work.to_on, work.kind, employed, f"ER 92 item {item}" if item else "ER 92")


def item_met(work: Work, limits: Limits) -> int:
    """The first item of ER 92 that the facts meet by themselves; 0 if none."""
    items = (
        (1, reaches(work.monthly_hours, limits.monthly_hours) or reaches(work.weekly_hours, limits.weekly_hours)),
        (2, reaches(work.months, limits.months)),
        (3, work.kind in BY_THE_DAY),
        (4, reaches(pay_a_day(work), limits.day_pay)),
        (5, work.kind == WorkKind.ARTIST_CONTRACT and reaches(work.monthly_income, limits.artist_income)),
        (6, work.kind == WorkKind.CONTRACTOR_CONTRACT and reaches(work.monthly_income, limits.contractor_pay)),
        (7, work.kind == WorkKind.FAMILY_BUSINESS and work.found_employed is True),
        (8, work.kind == WorkKind.BUSINESS_REGISTRATION and work.found_employed is not False),
        (9, work.found_employed is True),
    )
    return next((item for item, met in items if met), 0)


def judged(work: Work, limits: Limits) -> bool | None:
    """Work that meets no item: not employment, unless a fact or a judgement is still missing."""
    if work.found_employed is not None:
        return work.found_employed
    return None if work.kind in ONLY_A_PERSON_CAN_SAY or something_is_missing(work, limits) else False


def something_is_missing(work: Work, limits: Limits) -> bool:
    hours_missing = work.kind == WorkKind.REGULAR and work.monthly_hours is None and work.weekly_hours is None
    income_missing = work.kind in NEW_CONTRACTS and work.monthly_income is None
    return hours_missing or income_missing or (limits.day_pay is not None and work.pay is None)


def pay_a_day(work: Work) -> Fraction | None:
    """Pay of the stretch, spread over its days, in won."""
    return None if work.pay is None else Fraction(work.pay, max(1, days_between(work.from_on, work.to_on)))


def reaches(value: Fraction | int | None, limit: int | None) -> bool:
    return value is not None and limit is not None and value >= limit
