"""The next recognition day of a claim: when it is due, and why then (EIA 44(2), ED 61(4), ED 65 item 5)."""

from __future__ import annotations

from datetime import date, timedelta

from law.calendars import ONE, add_months, days_between, holidays
from law.engine import Rules
from law.facts import Days
from law.kr import PARAMETERS
from law.kr.certification_facts import Schedule
from law.pack import Decision

rule = Rules(Schedule)


@rule(
    "Time to the next recognition day",
    "EIA 44(2); MOEL guideline",
    "Set by the office: {interval_days}; "
    "usually {usual_first_interval_days} the first time, then {usual_interval_days}",
)
def interval(
    is_first: bool, interval_days: int | None, usual_first_interval_days: int, usual_interval_days: int
) -> Days:
    usual = usual_first_interval_days if is_first else usual_interval_days
    return usual if interval_days is None else interval_days


@rule(
    "Recognised by the month during training",
    "EIA 44(2)1; ER 85(1)",
    "Course {training_from} to {training_to}, of {training_from_days} or more, on the day after {previous_on}",
)
def monthly(previous_on: date, training_from: date | None, training_to: date | None, training_from_days: int) -> bool:
    if training_from is None or training_to is None or days_between(training_from, training_to) < training_from_days:
        return False
    return training_from <= previous_on + ONE <= training_to


@rule(
    "Day by the month", "ER 85(1); ER 85(3)", "{previous_on} + {training_interval_months}; at the latest {training_to}"
)
def monthly_on(
    monthly: bool, previous_on: date, training_interval_months: int, training_to: date | None
) -> date | None:
    if not monthly or training_to is None:
        return None
    return min(add_months(previous_on, training_interval_months), training_to)


@rule(
    "Day by the interval",
    "EIA 44(2); ER 85",
    "{previous_on} + {interval}; during training {monthly_on}",
)
def nominal_on(previous_on: date, interval: int, interval_days: int | None, monthly_on: date | None) -> date:
    return monthly_on if monthly_on and interval_days is None else previous_on + timedelta(interval)


@rule(
    "First day of the period",
    "EIA 44(2)",
    "The first time the day of the report counts: {is_first}; otherwise the day after {previous_on}",
)
def period_from(previous_on: date, is_first: bool) -> date:
    return previous_on if is_first else previous_on + ONE


@rule(
    "Interval allowed",
    "EIA 44(2); ER 85",
    "{period_from} to {nominal_on}: {interval_min_days} to {interval_max_days}; during training until {monthly_on}",
)
def interval_allowed(
    period_from: date, nominal_on: date, interval_min_days: int, interval_max_days: int, monthly_on: date | None
) -> bool:
    if monthly_on:
        return nominal_on <= monthly_on
    return interval_min_days <= days_between(period_from, nominal_on) <= interval_max_days


@rule(
    "Day on which the prescribed days run out",
    "EIA 48(1); EIA 50(1)",
    "{days_remaining} from {period_from}, after waiting until {waiting_to}, if every day is paid",
)
def last_needed_on(period_from: date, waiting_to: date | None, days_remaining: int | None) -> date | None:
    if days_remaining is None:
        return None
    first = period_from if waiting_to is None else max(period_from, waiting_to + ONE)
    return first + timedelta(days_remaining) - ONE


@rule(
    "Another recognition day is needed", "EIA 48(1)", "Days left: {days_remaining}; benefit period until {benefit_to}"
)
def another_day_needed(period_from: date, days_remaining: int | None, benefit_to: date | None) -> bool:
    return days_remaining != 0 and (benefit_to is None or benefit_to >= period_from)


@rule(
    "Day before days off are considered",
    "EIA 44(2); ED 65 item 5-ga",
    "The earliest of {nominal_on}, {last_needed_on} and the end of the benefit period {benefit_to}",
)
def wished_on(nominal_on: date, last_needed_on: date | None, benefit_to: date | None, another_day_needed: bool) -> date:
    if not another_day_needed:
        return nominal_on
    return min(day for day in (nominal_on, last_needed_on, benefit_to) if day is not None)


@rule(
    "The office must set another day",
    "ED 65 item 5-na; ER 88(2)",
    "Is {wished_on} a Saturday or a public holiday? The office tells the person beforehand",
)
def office_must_change(wished_on: date) -> bool:
    return not holidays("kr").is_working_day(wished_on)


@rule("Recognition day", "EIA 44(2); ED 61(4); ED 65 item 5", "{wished_on}, or the first working day after it")
def recognition_on(wished_on: date) -> date:
    return holidays("kr").next_working_day(wished_on)


@rule("Days in the period", "EIA 44(2)", "{period_from} to {recognition_on}, both counted")
def days_in_period(period_from: date, recognition_on: date) -> Days:
    return days_between(period_from, recognition_on)


@rule(
    "Last recognition day",
    "EIA 48(1); ED 65 item 5-ga",
    "{recognition_on}; days run out on {last_needed_on}, benefit period until {benefit_to}",
)
def is_last(recognition_on: date, last_needed_on: date | None, benefit_to: date | None) -> bool:
    return any(day is not None and recognition_on >= day for day in (last_needed_on, benefit_to))


DECISION = Decision(
    "recognition_day",
    rule,
    "previous_on",
    (
        "recognition_on",
        "nominal_on",
        "period_from",
        "days_in_period",
        "interval",
        "interval_allowed",
        "last_needed_on",
        "another_day_needed",
        "office_must_change",
        "is_last",
    ),
    (PARAMETERS / "certification",),
)
