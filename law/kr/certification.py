"""Recognition of unemployment for one period: which days are recognised and what is paid (EIA 44, 47-49, 56)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from law.calendars import ONE, days_between, overlap
from law.engine import NotInLaw, Rules
from law.facts import Days, ExactWon, Won
from law.kr import PARAMETERS, job_search, work_in_period
from law.kr.certification_codes import HindranceKind, Status, StopKind
from law.kr.certification_facts import Certification, Hindrance, Income, Stop, Work
from law.kr.day_outcomes import (
    DayOutcome,
    Obstacle,
    OutcomeSpan,
    Reference,
    Span,
    clipped,
    grouped,
    joined,
    judged_days,
)
from law.kr.work_in_period import INCOME_IS_DEDUCTED, WorkFinding, pay_a_day
from law.pack import Decision
from law.rounding import down

rule = Rules(Certification, work_in_period.rule, job_search.rule)

Obstacles = tuple[Obstacle, ...]
STOPPED_BY = {StopKind.REFUSAL_STOP: "EIA 60; ED 79(3)", StopKind.FRAUD_STOP: "EIA 61"}
HINDERED_BY = {
    HindranceKind.SICKNESS: ("sick", "EIA 63(1); ER 87(2)2"),
    HindranceKind.CHILDBIRTH: ("sick", "EIA 63(1)"),
    HindranceKind.CARE: ("not_available", "ER 87(2)1"),
    HindranceKind.ACCIDENT_BENEFIT: ("not_available", "ER 87(2)3"),
    HindranceKind.MISSED_GUIDANCE: ("not_available", "ER 87(2)4"),
    HindranceKind.ABROAD: ("abroad", "EIA 44(1); EIA 40(1)2"),
    HindranceKind.APPROVED_SEARCH_ABROAD: ("abroad", "ED 65 item 10; ER 89"),
}
SETTLED_BY_THE_FACTS = (HindranceKind.CHILDBIRTH, HindranceKind.ACCIDENT_BENEFIT)


@dataclass(frozen=True, slots=True)
class HindranceFinding:
    """A stretch in which something stood against taking work; `available` None: a person must say."""

    from_on: date
    to_on: date
    kind: HindranceKind
    available: bool | None
    ref: Reference


@dataclass(frozen=True, slots=True)
class Point:
    """What a person must clear before the period can be recognised; `code` is in POINTS."""

    code: str
    from_on: date
    to_on: date
    ref: Reference


# ── what speaks against a day ────────────────────────────────────────────────
@rule("Days outside the benefit period", "EIA 48(1)", "Benefit period {benefit_from} to {benefit_to}")
def period_obstacles(period_from: date, period_to: date, benefit_from: date, benefit_to: date) -> Obstacles:
    before = Obstacle(period_from, benefit_from - ONE, "outside_period", "before_benefit_period", "EIA 48(1)")
    after = Obstacle(benefit_to + ONE, period_to, "outside_period", "after_benefit_period", "EIA 48(1)")
    return clipped((before, after), period_from, period_to)


@rule("Days for which payment is stopped", "EIA 60; EIA 61; ED 79(3)", "Stopped: {stops}")
def stop_obstacles(stops: tuple[Stop, ...], period_from: date, period_to: date) -> Obstacles:
    found = (Obstacle(s.from_on, s.to_on, "suspended", s.kind, STOPPED_BY[s.kind]) for s in stops)
    return clipped(found, period_from, period_to)


@rule("Recognition day missed", "EIA 44(2); ED 63(1)", "Came, or was excused in time: {attendance_accepted}")
def attendance_obstacles(attendance_accepted: bool, period_from: date, period_to: date) -> Obstacles:
    if attendance_accepted:
        return ()
    return (Obstacle(period_from, period_to, "not_recognised", "recognition_day_missed", "EIA 44(2); ED 63(1)"),)


@rule(
    "Job search not shown",
    "EIA 44(2); ED 63(3); ER 87",
    "Shown: {search_met}; still open: {search_open}; missing: {search_short_by}",
    assumption="Where job search is missing, the guideline may leave part of a period paid; "
    "here the whole period is not.",
)
def search_obstacles(
    search_met: bool, search_open: bool, search_short_by: int, period_from: date, period_to: date
) -> Obstacles:
    if search_met:
        return ()
    outcome = ("undecided", "activities_unjudged") if search_open else ("not_recognised", "job_search_missing")
    return (Obstacle(period_from, period_to, *outcome, "EIA 44(2); ER 87"),)


@rule("Days worked", "EIA 47(1); ER 92", "Employment: {work_findings}; hired from {hired_from}")
def work_obstacles(
    work_findings: tuple[WorkFinding, ...], hired_from: date | None, period_from: date, period_to: date
) -> Obstacles:
    found = [Obstacle(f.from_on, f.to_on, "worked", f.kind, f.ref) for f in work_findings if f.employed]
    found += [
        Obstacle(f.from_on, f.to_on, "undecided", "work_unclear", f.ref) for f in work_findings if f.employed is None
    ]
    found += [Obstacle(hired_from, period_to, "worked", "hired", "ED 65 item 3; ER 88(3)")] if hired_from else []
    return clipped(found, period_from, period_to)


@rule(
    "Able and willing to work",
    "EIA 40(1)2; EIA 44(3)1; EIA 63; ER 87(2); ED 65 item 10",
    "{hindrances}; an illness under {short_illness_under_days} may be shown by certificate",
)
def hindrance_findings(
    hindrances: tuple[Hindrance, ...], short_illness_under_days: int, recognised_while_searching_abroad: bool
) -> tuple[HindranceFinding, ...]:
    illnesses = joined((h.from_on, h.to_on) for h in hindrances if h.kind == HindranceKind.SICKNESS)
    short = {span for span in illnesses if days_between(*span) < short_illness_under_days}
    return tuple(
        HindranceFinding(
            h.from_on, h.to_on, h.kind, available(h, short, recognised_while_searching_abroad), reference(h, short)
        )
        for h in hindrances
    )


@rule("Days not available for work", "EIA 44(1); EIA 63; ER 87(2)", "{hindrance_findings}")
def hindrance_obstacles(
    hindrance_findings: tuple[HindranceFinding, ...], period_from: date, period_to: date
) -> Obstacles:
    found = (
        Obstacle(f.from_on, f.to_on, "undecided" if f.available is None else HINDERED_BY[f.kind][0], f.kind, f.ref)
        for f in hindrance_findings
        if f.available is not True
    )
    return clipped(found, period_from, period_to)


@rule("Days of the waiting period", "EIA 49", "Waiting period {waiting_from} to {waiting_to}")
def waiting_obstacles(
    waiting_from: date | None, waiting_to: date | None, period_from: date, period_to: date
) -> Obstacles:
    if waiting_from is None or waiting_to is None:
        return ()
    return clipped((Obstacle(waiting_from, waiting_to, "waiting", "waiting_period", "EIA 49"),), period_from, period_to)


# ── the days ─────────────────────────────────────────────────────────────────
@rule("Days left before this period", "EIA 48(1); EIA 50(1); EIA 63(2)", "{prescribed_days} − {days_paid_before}")
def days_left_before(prescribed_days: int, days_paid_before: int) -> Days:
    return max(0, prescribed_days - days_paid_before)


@rule(
    "Each day",
    "EIA 44; EIA 47; EIA 48; EIA 49",
    "Every day from {period_from} to {period_to}; at most {days_left_before} are paid",
)
def days(
    period_from: date,
    period_to: date,
    days_left_before: int,
    period_obstacles: Obstacles,
    stop_obstacles: Obstacles,
    attendance_obstacles: Obstacles,
    search_obstacles: Obstacles,
    work_obstacles: Obstacles,
    hindrance_obstacles: Obstacles,
    waiting_obstacles: Obstacles,
) -> tuple[DayOutcome, ...]:
    in_order = (
        *period_obstacles,
        *stop_obstacles,
        *attendance_obstacles,
        *search_obstacles,
        *work_obstacles,
        *hindrance_obstacles,
        *waiting_obstacles,
    )
    return tuple(judged_days(period_from, period_to, in_order, days_left_before))


@rule("The days in short", "EIA 44; EIA 47; EIA 48; EIA 49", "{period_days}, those alike together")
def outcome_spans(days: tuple[DayOutcome, ...], period_days: int) -> tuple[OutcomeSpan, ...]:
    return tuple(grouped(days))


@rule(
    "Waiting days in the period",
    "EIA 49",
    "Waiting period {waiting_from} to {waiting_to}, as far as it lies in the period",
)
def waiting_days_in_period(
    waiting_from: date | None, waiting_to: date | None, period_from: date, period_to: date
) -> Days:
    return overlap(waiting_from, waiting_to, period_from, period_to) if waiting_from and waiting_to else 0


@rule("Days recognised as unemployed", "EIA 44(2)", "Of {period_days}: those to be paid, and waiting days")
def recognised_days(days: tuple[DayOutcome, ...], period_days: int) -> Days:
    return sum(d.outcome in ("payable", "waiting") for d in days)


@rule("Days to be paid", "EIA 44(1); EIA 56(1)", "Of {period_days}: those against which nothing speaks")
def payable_days(days: tuple[DayOutcome, ...], period_days: int) -> Days:
    return sum(d.outcome == "payable" for d in days)


@rule("Spans to be paid", "EIA 44(1)", "{payable_days}")
def paid_spans(days: tuple[DayOutcome, ...], payable_days: int) -> tuple[Span, ...]:
    return joined((d.on, d.on) for d in days if d.outcome == "payable")


@rule("Days left after this period", "EIA 48(1); EIA 50(1)", "{days_left_before} − {payable_days}")
def days_left_after(days_left_before: int, payable_days: int) -> Days:
    return days_left_before - payable_days


# ── the money ────────────────────────────────────────────────────────────────
@rule("Benefit for the days", "EIA 46; EIA 56(1)", "{daily_amount} × {payable_days}")
def gross(daily_amount: int, payable_days: int) -> Won:
    return daily_amount * payable_days


@rule(
    "Deduction for income",
    "EIA 77-3(8); EIA 77-8(8); ED 104-8(7)2; ED 104-15(7)2",
    "{status}: on each paid day, income above the notified daily amount ({exempt_daily_amount})",
    assumption="Income is averaged over the days it was reported for; a day is never cut below zero.",
)
def deduction(
    status: Status,
    days: tuple[DayOutcome, ...],
    incomes: tuple[Income, ...],
    works: tuple[Work, ...],
    exempt_daily_amount: int | None,
    daily_amount: int,
    due_on: date,
) -> ExactWon:
    if status not in INCOME_IS_DEDUCTED or not (incomes or any(w.pay for w in works)):
        return Fraction(0)
    if exempt_daily_amount is None:
        raise NotInLaw("exempt_daily_amount", due_on, None)
    paid = [d.on for d in days if d.outcome == "payable"]
    above = (income_on(day, incomes, works) - exempt_daily_amount for day in paid)
    return sum((min(max(a, Fraction(0)), Fraction(daily_amount)) for a in above), Fraction(0))


@rule("Payment", "EIA 56; ED 75; TFA 47(1)", "{gross} − {deduction}, what is below {payment_unit} dropped")
def payment(gross: int, deduction: Fraction, payment_unit: int) -> Won:
    return down(gross - deduction, payment_unit)


@rule(
    "Points that a person must clear",
    "EIA 44(1); EIA 47(2); ER 87; ER 92",
    "Work: {work_findings}; availability: {hindrance_findings}; job search still open: {search_open}",
)
def points(
    work_findings: tuple[WorkFinding, ...],
    hindrance_findings: tuple[HindranceFinding, ...],
    search_open: bool,
    period_from: date,
    period_to: date,
) -> tuple[Point, ...]:
    work = [Point("work_unclear", f.from_on, f.to_on, f.ref) for f in work_findings if f.employed is None]
    able = [Point("availability_unclear", f.from_on, f.to_on, f.ref) for f in hindrance_findings if f.available is None]
    search = [Point("activities_unjudged", period_from, period_to, "ER 87(1)")] if search_open else []
    return tuple(p for p in (*work, *able, *search) if p.from_on <= period_to and period_from <= p.to_on)


def available(hindrance: Hindrance, short_illnesses: set[Span], abroad_recognised: bool) -> bool | None:
    """Whether the person was able and willing to work all the same; None: a person must say."""
    if hindrance.kind in SETTLED_BY_THE_FACTS:
        return False
    if hindrance.kind == HindranceKind.APPROVED_SEARCH_ABROAD:
        return abroad_recognised
    if hindrance.found_available is not None or hindrance.kind != HindranceKind.SICKNESS:
        return hindrance.found_available
    if not is_short(hindrance, short_illnesses):
        return False
    return True if hindrance.certificate else None


def reference(hindrance: Hindrance, short_illnesses: set[Span]) -> str:
    return "EIA 44(3)1; ED 66(1)" if is_short(hindrance, short_illnesses) else HINDERED_BY[hindrance.kind][1]


def is_short(hindrance: Hindrance, short_illnesses: set[Span]) -> bool:
    """Whether it belongs to an illness that a certificate can show; rows that touch are one illness."""
    return hindrance.kind == HindranceKind.SICKNESS and any(a <= hindrance.from_on <= b for a, b in short_illnesses)


def income_on(day: date, incomes: tuple[Income, ...], works: tuple[Work, ...]) -> Fraction:
    """The income of one day in won: each amount spread evenly over its span."""
    other = [
        Fraction(i.amount, max(1, days_between(i.from_on, i.to_on))) for i in incomes if i.from_on <= day <= i.to_on
    ]
    pay = [pay_a_day(w) or Fraction(0) for w in works if w.from_on <= day <= w.to_on]
    return sum((*other, *pay), Fraction(0))


DECISION = Decision(
    "certification",
    rule,
    "due_on",
    (
        "days",
        "outcome_spans",
        "period_days",
        "waiting_days_in_period",
        "recognised_days",
        "payable_days",
        "paid_spans",
        "days_left_before",
        "days_left_after",
        "search_required",
        "applications_required",
        "search_done",
        "applications_done",
        "search_unjudged",
        "search_short_by",
        "search_met",
        "search_open",
        "work_findings",
        "hindrance_findings",
        "gross",
        "deduction",
        "payment",
        "points",
    ),
    (PARAMETERS / "certification",),
)
