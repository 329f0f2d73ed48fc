"""What the law may know about the recognition of unemployment: a period, a due day, an attendance.

Spans include both ends. Money is whole won. Findings are what a person has judged; None means that nobody has yet.
Codes, and their English names, are in certification_codes.py.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from law.facts import Days, Months, Rate, Won
from law.kr.certification_codes import (
    ActivityKind,
    Cause,
    HindranceKind,
    RecipientType,
    SearchWaiver,
    Status,
    StopKind,
    WorkKind,
)


@dataclass(frozen=True, slots=True)
class Work:
    """Work in the period, as reported or found: a row for each stretch of days with the same work."""

    kind: WorkKind
    from_on: date
    to_on: date
    pay: Won | None = None  # for the whole stretch
    monthly_hours: Fraction | None = None  # agreed hours a month
    weekly_hours: Fraction | None = None  # agreed hours a week
    months: Months | None = None  # months in a row, where known
    monthly_income: Won | None = None  # a month, under a new artist or contractor contract
    found_employed: bool | None = None  # finding: counts as employment (dormant business: False)


@dataclass(frozen=True, slots=True)
class Income:
    """Small other income, spread evenly over its span: the whole period, unless it belongs to certain days."""

    from_on: date
    to_on: date
    amount: Won  # for the whole span


@dataclass(frozen=True, slots=True)
class Hindrance:
    """Days on which something stood against taking work: the whole span, also what lies outside the period."""

    kind: HindranceKind
    from_on: date
    to_on: date
    certificate: bool = False  # sickness: a doctor's certificate is in the file
    found_available: bool | None = None  # finding: willing and able to work all the same


@dataclass(frozen=True, slots=True)
class Stop:
    """Days for which another decision stopped payment."""

    kind: StopKind
    from_on: date
    to_on: date


@dataclass(frozen=True, slots=True)
class Activity:
    """One effort to find work."""

    kind: ActivityKind
    on: date
    evidence: bool = False  # something that proves it is in the file
    accepted: bool | None = None  # finding of the caseworker


@dataclass(frozen=True, slots=True)
class Certification:
    """One period to be recognised. Law of the day: `due_on`."""

    daily_amount: Won  # stored result of the determination
    prescribed_days: Days
    days_paid_before: Days  # job-seeking and sickness benefit days already used
    benefit_from: date  # benefit period, both ends, with deferrals
    benefit_to: date
    waiting_from: date | None  # None: no waiting (construction daily worker)
    waiting_to: date | None
    period_from: date  # day after the last recognition day; the first time the report day
    period_to: date  # the recognition day
    due_on: date  # the recognition day set by the office (picks the law)
    status: Status = Status.EMPLOYEE  # on which status the benefit rests
    recipient_type: RecipientType = RecipientType.GENERAL
    round: int = 1  # 1 for the first recognition day
    attendance_accepted: bool = True  # result `accepted` of the decision "attendance"
    works: tuple[Work, ...] = ()
    incomes: tuple[Income, ...] = ()
    exempt_daily_amount: Won | None = None  # the notified amount for artists and contractors
    hindrances: tuple[Hindrance, ...] = ()
    stops: tuple[Stop, ...] = ()
    activities: tuple[Activity, ...] = ()
    hired_from: date | None = None  # a hire that is certain, wherever after the period
    search_waived: SearchWaiver | None = None  # None: must show job search
    search_found_sufficient: bool | None = None  # finding of the caseworker on the search as a whole


@dataclass(frozen=True, slots=True)
class Schedule:
    """The next recognition day of a claim. Law of the day: `previous_on`."""

    previous_on: date  # last recognition day; the first time the day of the unemployment report
    is_first: bool
    interval_days: Days | None = None  # set by the office; None: what is usual
    waiting_to: date | None = None  # None: no waiting, or it is over
    benefit_to: date | None = None  # None: not known yet (entitlement undecided)
    days_remaining: Days | None = None  # prescribed days not yet used; None: not known yet
    training_from: date | None = None  # a course ordered or set by the centre: recognised by the month
    training_to: date | None = None


@dataclass(frozen=True, slots=True)
class Attendance:
    """One recognition day: what may still be done about it, and whether what was done is in time. Law: `due_on`."""

    due_on: date  # the recognition day that was set
    period_from: date  # day after the recognition day before; the first time the report day
    cause: Cause | None = None  # None: came on the day, or nothing is known yet
    applied_on: date | None = None  # the day the person came, wrote or asked for another day
    changed_to: date | None = None  # the new day the office set; None: the day on which the person came
    cause_from: date | None = None  # first day of the illness or other cause
    cause_to: date | None = None  # last day of it
    hired_on: date | None = None  # first day of work
    work_days: Days | None = None  # days worked in a row from then
    mistakes_used: int = 0  # times the own-mistake change was used in this benefit period
    certificate: bool = False  # the certificate of the reason is in the file
    plan_approved_on: date | None = None  # abroad: the office confirmed the search plan
    left_on: date | None = None  # abroad: day of departure
    channel_allowed: bool = False  # online or island: the office granted the special way before


@dataclass(frozen=True, slots=True)
class Waiting:
    """The waiting period on any status. Law of the day: `filed_on`."""

    filed_on: date  # unemployment report
    status: Status  # of the status on which the claim rests
    income_drop_rate: Rate | None = None  # fall of income for which the person left (artists, contractors)
    last_loss_by_income_drop: bool = False  # an earlier status was chosen after losing the last by an income drop
