"""Worked examples of unit days and of the conditions on them, each as a claim through the rules that decide cases."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from law.calendars import ONE, add_months, days_between, holidays
from law.examples import Area
from law.kr.facts import Entitlement, Interruption, Spell, UnitDays
from law.kr.job_seeking import DECISION
from law.kr.unit_days import is_paid

Inputs = Mapping[str, Any]
Results = dict[str, Any]
TODAY = date(2026, 10, 31)  # of an example without any day
WEEKDAYS = {name: n for n, name in enumerate(("mon", "tue", "wed", "thu", "fri", "sat", "sun"), 1)}
SATURDAY = WEEKDAYS["sat"]
SHORT_JOB_DAYS = 10
RULES = {
    "base_period_start": "base_period_start", "base_period_end": "base_period_end",
    "base_period_months": "base_period_months", "unit_days": "unit_days", "unit_days_total": "unit_days",
    "meets_180": "has_unit_days", "window_start": "application_window_start", "window_days": "application_window_days",
    "less_than_one_third": "worked_few_days", "idle_14_days": "idle_long_enough",
    "condition_5_met": "daily_worker_test_met", "condition_6_met": "daily_worker_days_met",
    "qualifies": "eligible", "reason_judged_on_job": "job_to_judge",
}
COUNTED = {"calendar_days", "unpaid_saturdays", "window_end"}


def unit_days_eligibility(inputs: Inputs, effective_on: date | None, wanted: frozenset[str]) -> Results:
    facts = judged(claim(inputs, effective_on or TODAY), wanted)
    rules = tuple(dict.fromkeys(RULES[field] for field in wanted - COUNTED))
    on_last_job = facts.separation_on == facts.spells[-1].last_on
    given = {"eligible": True} if facts.last_daily_job_qualifies and on_last_job else None
    found = DECISION.decide(facts, wanted=rules, given=given).results
    return {field: found[RULES[field]] for field in wanted - COUNTED} | counted(facts, wanted)


def judged(facts: Entitlement, wanted: frozenset[str]) -> Entitlement:
    """The claim as it has to stand: on the job that EIA 43(3) names."""
    if "reason_judged_on_job" not in wanted:
        return facts
    place = DECISION.decide(facts, wanted=("job_to_judge",)).results["job_to_judge"]
    return replace(facts, separation_on=facts.spells[place - 1].last_on)


def counted(facts: Entitlement, wanted: frozenset[str]) -> Results:
    """What is seen on the calendar before any rule."""
    spell = facts.spells[-1]
    days = [spell.acquired_on + timedelta(n) for n in range(days_between(spell.acquired_on, spell.last_on))]
    unpaid = [d for d in days if d.isoweekday() == SATURDAY and not is_paid(d, spell, holidays("kr"))]
    found = {"calendar_days": len(days), "unpaid_saturdays": len(unpaid), "window_end": facts.filed_on}
    return {field: found[field] for field in wanted & COUNTED}


def claim(inputs: Inputs, day: date) -> Entitlement:
    """The facts of an example; which inputs are given says what kind of example it is."""
    filed_on = inputs.get("application_date")
    last_on = inputs.get("last_day") or inputs.get("last_work_day") or (filed_on - ONE if filed_on else day)
    return Entitlement(
        birth_on=date(1990, 5, 10), separation_on=last_on, filed_on=filed_on or last_on + ONE,
        spells=spells(inputs, last_on),
        interruptions=interruptions(inputs, last_on),
        weekly_hours=Fraction(inputs["weekly_hours"]) if "weekly_hours" in inputs else None,
        weekly_days=inputs.get("weekly_days"),
        days_worked_before_filing=inputs.get("days_worked_in_window", inputs.get("days_worked_in_one_third_window")),
        last_worked_on=inputs.get("last_work_day"),
        last_daily_job_qualifies=next((job.get("qualifies_on_own") for job in inputs.get("jobs", ())[-1:]), None))


def spells(inputs: Inputs, last_on: date) -> tuple[Spell, ...]:
    if "jobs" in inputs:
        return jobs(inputs["jobs"], last_on)
    if "full_weeks" in inputs:
        return (by_calendar(inputs, last_on - timedelta(7 * inputs["full_weeks"]) + ONE, last_on),)
    if "acquired" in inputs:
        return (by_calendar(inputs, inputs["acquired"], last_on),)
    if "weeks_in_18_months" in inputs or "weeks_in_24_months" in inputs:
        return by_the_week(inputs, last_on)
    if "unit_days_after" in inputs:
        return around_a_benefit(inputs, last_on)
    if "unit_days_as_daily" in inputs:
        return with_daily_work(inputs, last_on)
    return (Spell(add_months(last_on, -120), last_on, inputs.get("last_status", "employee")),)


def by_calendar(inputs: Inputs, first: date, last: date) -> Spell:
    """A job with a weekly pattern: Saturday unpaid in the pattern that examples name."""
    unpaid = tuple(WEEKDAYS[name] for name in inputs.get("unpaid_weekdays", ("sat",)))
    return Spell(first, last, unpaid_weekdays=unpaid, holidays_paid=inputs.get("public_holidays_paid", True),
                 holidays_paid_on_unpaid_weekdays=inputs.get("holiday_on_unpaid_saturday_paid", False))


def jobs(listed: tuple[Inputs, ...], last_on: date) -> tuple[Spell, ...]:
    """The jobs one after another up to the last day, every day of theirs a unit day."""
    result: list[Spell] = []
    for job in reversed(listed):
        short = SHORT_JOB_DAYS if job.get("unit_period") == "under_1_month" else 1
        days = job.get("unit_days", short)
        code = job.get("code") or ("11" if job.get("reason") == "personal" else None)
        kind = "daily" if job.get("type") == "daily" else "employee"
        result.append(Spell(last_on - timedelta(days - 1), last_on, kind, code, unit_days=days))
        last_on = result[-1].acquired_on - ONE
    return tuple(reversed(result))


def by_the_week(inputs: Inputs, last_on: date) -> tuple[Spell, ...]:
    """A row for each week; the latest weeks have the hours of now, as many as the example says."""
    weeks = inputs.get("weeks_in_24_months") or inputs["weeks_in_18_months"]
    paid = inputs.get("paid_days_per_week", inputs.get("weekly_days", 0))
    rows = [UnitDays(last_on - timedelta(7 * n + 6), last_on - timedelta(7 * n), paid) for n in range(weeks)]
    such = inputs.get("unit_days_as_such_worker", weeks * paid)
    now = min(weeks, -(-such // paid)) if paid else 0
    parts = [(rows[now:], False), (rows[:now], True)]
    return tuple(Spell(part[-1].from_on, part[0].to_on, unit_day_rows=tuple(part), very_short_hours=short)
                 for part, short in parts if part)


def around_a_benefit(inputs: Inputs, last_on: date) -> tuple[Spell, ...]:
    """A job before an earlier benefit and one after it."""
    before, after = inputs.get("unit_days_before_earlier_benefit_loss", 0), inputs["unit_days_after"]
    begun = last_on - timedelta(after)
    lost = Spell(begun - timedelta(before + 30), begun - timedelta(30), unit_days=before, benefit_paid=True)
    return lost, Spell(begun, last_on, unit_days=after)


def with_daily_work(inputs: Inputs, last_on: date) -> tuple[Spell, ...]:
    """Another job, then daily work."""
    daily = inputs["unit_days_as_daily"]
    other = inputs.get("unit_days_total", daily) - daily
    begun = last_on - timedelta(daily)
    left = Spell(begun - timedelta(other + 1), begun - ONE, unit_days=other,
                 disqualifying=inputs.get("other_job_disqualifying_separation", False))
    return left, Spell(begun, last_on, inputs.get("last_status", "daily"), unit_days=daily)


def interruptions(inputs: Inputs, last_on: date) -> tuple[Interruption, ...]:
    days = inputs.get("consecutive_unpaid_days", inputs.get("unpaid_30plus_days", 0))
    if not days:
        return ()
    return (Interruption(last_on - timedelta(days - 1), last_on, inputs.get("reason", "illness")),)


AREA = Area(
    frozenset({
        "acquired", "application_date", "base_period_months", "consecutive_unpaid_days",
        "days_worked_in_one_third_window", "days_worked_in_window", "full_weeks",
        "holiday_on_unpaid_saturday_paid", "jobs[].code", "jobs[].qualifies_on_own", "jobs[].reason",
        "jobs[].type", "jobs[].unit_days", "jobs[].unit_period", "last_day", "last_status", "last_work_day",
        "other_job_disqualifying_separation", "paid_days_per_week", "public_holidays_paid", "reason",
        "unit_days_after", "unit_days_as_daily", "unit_days_as_such_worker",
        "unit_days_before_earlier_benefit_loss", "unit_days_total", "unpaid_30plus_days", "unpaid_weekdays[]",
        "weekly_days", "weekly_hours", "weeks_in_18_months", "weeks_in_24_months", "work_pattern"}),
    frozenset(RULES) | COUNTED, unit_days_eligibility)
