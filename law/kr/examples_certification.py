"""Worked examples of waiting, recognition days and payment, each through the rules that decide cases."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from law.calendars import ONE, days_between
from law.examples import Area
from law.kr import attendance as attendances
from law.kr import certification as certifications
from law.kr import recognition_days, waiting
from law.kr.certification_codes import Cause, RecipientType, Status
from law.kr.certification_facts import Attendance, Certification, Schedule, Waiting
from law.kr.examples_payment import SOME_MONDAY, decide, recognition_payment
from law.kr.examples_procedure import AREAS as PROCEDURE

Inputs = Mapping[str, Any]
Results = dict[str, Any]

RECIPIENT_TYPES = {
    "general": RecipientType.GENERAL,
    "repeat_3_in_5y": RecipientType.REPEAT,
    "age60_or_disabled": RecipientType.SENIOR_DISABLED,
}


def waiting_recognition(inputs: Inputs, effective_on: date | None, wanted: frozenset[str]) -> Results:
    """Each kind of example asks one decision; which one shows in its inputs."""
    results: Results = {}
    for needed, ask in QUESTIONS:
        if any(name in inputs for name in needed):
            results |= ask(inputs, effective_on)
    return results


def waiting_period(inputs: Inputs, effective_on: date | None = None) -> Results:
    facts = Waiting(
        filed_on=inputs["unemployment_report_date"],
        status=Status(inputs.get("last_status", "employee")),
        income_drop_rate=drop_rate(inputs.get("income_drop_pct")),
        last_loss_by_income_drop=bool(inputs.get("income_drop_exception") or inputs.get("last_loss_exception")),
    )
    return waiting.DECISION.results(facts)


def drop_rate(percent: int | Fraction | None) -> Fraction | None:
    return None if percent is None else Fraction(percent) / 100


def first_recognition(inputs: Inputs, effective_on: date | None) -> Results:
    """The first recognition day, and what of its period is waited and what is paid."""
    report_on = inputs["unemployment_report_date"]
    day = next_day(Schedule(report_on, True, inputs["first_recognition_offset_days"]))
    wait = waiting_period(inputs)
    period = recognised(report_on, day["nominal_on"], wait)
    return {
        "allowed": day["interval_allowed"],
        "first_recognition_date": day["nominal_on"],
        "recognition_from": report_on,
        "recognition_to": day["nominal_on"],
        "waiting_days_in_period": period["waiting_days_in_period"],
        "payable_days": period["payable_days"],
        "days": period["period_days"],
    }


def recognised(first: date, last: date, wait: Results) -> Results:
    """A period in which nothing happened and the job search was shown."""
    return decide(
        Certification(
            daily_amount=0,
            prescribed_days=(last - first).days + 1,
            days_paid_before=0,
            benefit_from=first,
            benefit_to=last,
            waiting_from=first if wait["waiting_days"] else None,
            waiting_to=wait["waiting_end"],
            period_from=first,
            period_to=last,
            due_on=last,
        )
    )


def following_recognition(inputs: Inputs, effective_on: date | None) -> Results:
    day = next_day(Schedule(inputs["previous_recognition_date"], False, inputs["interval_days"]))
    return {
        "allowed": day["interval_allowed"],
        "recognition_date": day["nominal_on"],
        "recognition_from": day["period_from"],
        "recognition_to": day["nominal_on"],
        "days": (day["nominal_on"] - day["period_from"] + ONE).days,
    }


def next_day(facts: Schedule) -> Results:
    return recognition_days.DECISION.results(facts)


def started_working(inputs: Inputs, effective_on: date | None) -> Results:
    """Applied by post after starting a job."""
    previous, hired_on = inputs["previous_recognition_date"], inputs["hired_on"]
    applied_on = inputs.get("applied_on")
    worked = inputs.get("continuous_work_days", days_between(hired_on, applied_on or hired_on))
    result = attend(
        Attendance(
            due_on=hired_on,
            period_from=previous + ONE,
            cause=Cause.CONTINUING_JOB,
            applied_on=applied_on,
            hired_on=hired_on,
            work_days=worked,
        )
    )
    return {
        "accepted": result["accepted"],
        "recognised_from": previous + ONE,
        "recognised_to": result["recognised_to"],
        "days": result["recognisable_days"],
        "last_day_to_apply": result["last_day"],
    }


def set_day(inputs: Inputs, effective_on: date | None) -> Results:
    """A recognition day that was set: a day off, or missed by mistake."""
    due_on, came_on = inputs["recognition_date"], inputs.get("attended") or inputs.get("applied_on")
    cause = Cause(inputs["reason"]) if "reason" in inputs else Cause.UNAVOIDABLE if "applied_on" in inputs else None
    result = attend(
        Attendance(
            due_on=due_on,
            period_from=due_on,
            cause=cause,
            applied_on=came_on,
            mistakes_used=inputs.get("times_used_in_benefit_period", 0),
        )
    )
    allowed = result["accepted"] if came_on else result["late_allowed"]
    return {
        "office_must_change_date": result["office_must_change"],
        "change_allowed": allowed,
        "last_day_to_apply": result["last_day"] or result["change_beforehand_until"],
        "next_business_day_if_closed": result["last_day"],
    }


def illness(inputs: Inputs, effective_on: date | None) -> Results:
    """An illness shown by a certificate, or long enough for sickness benefit."""
    first = inputs.get("illness_from", SOME_MONDAY)
    last = inputs.get("illness_to") or first + timedelta(inputs.get("illness_days") or inputs["days"]) - ONE
    handed_in_on = inputs.get("submitted")
    result = attend(
        Attendance(
            due_on=last,
            period_from=first,
            cause=Cause.ILLNESS,
            applied_on=handed_in_on,
            cause_from=first,
            cause_to=last,
            certificate=True,
        )
    )
    return {
        "certificate_route": result["certificate_route"],
        "sickness_benefit_route": result["sickness_benefit_route"],
        "last_day_to_submit": result["last_day_counted"],
        "next_business_day_if_closed": result["last_day"],
        "accepted": result["accepted"] if handed_in_on else result["late_allowed"],
    }


def attend(facts: Attendance) -> Results:
    return attendances.DECISION.results(facts)


def activity_duty(inputs: Inputs, effective_on: date | None) -> Results:
    due_on = effective_on or SOME_MONDAY
    facts = Certification(
        daily_amount=0,
        prescribed_days=0,
        days_paid_before=0,
        benefit_from=due_on,
        benefit_to=due_on,
        waiting_from=None,
        waiting_to=None,
        period_from=due_on,
        period_to=due_on,
        due_on=due_on,
        recipient_type=RECIPIENT_TYPES[inputs["recipient_type"]],
        round=inputs["round"],
    )
    result = certifications.DECISION.results(
        facts,
        wanted=(
            "search_in_four_weeks",
            "applications_in_four_weeks",
            "weeks_per_activity",
            "any_activity",
            "applications_only",
        ),
    )
    return {
        "per_4_weeks": result["search_in_four_weeks"],
        "job_search_min": result["applications_in_four_weeks"],
        "interval_weeks": result["weeks_per_activity"],
        "any_activity": result["any_activity"],
        "job_search_only": result["applications_only"],
    }


QUESTIONS = (
    (("unemployment_report_date",), waiting_period),
    (("first_recognition_offset_days",), first_recognition),
    (("interval_days",), following_recognition),
    (("hired_on",), started_working),
    (("recognition_date",), set_day),
    (("illness_from", "illness_to", "illness_days"), illness),
    (("recipient_type",), activity_duty),
)


AREAS = PROCEDURE | {
    "waiting_recognition": Area(
        inputs=frozenset(
            [
                "applied_on",
                "attended",
                "continuous_work_days",
                "days",
                "first_recognition_offset_days",
                "hired_on",
                "illness_days",
                "illness_from",
                "illness_to",
                "income_drop_exception",
                "income_drop_pct",
                "interval_days",
                "last_loss_exception",
                "last_status",
                "previous_recognition_date",
                "reason",
                "recipient_type",
                "recognition_date",
                "round",
                "submitted",
                "times_used_in_benefit_period",
                "unemployment_report_date",
            ]
        ),
        outputs=frozenset(
            [
                "accepted",
                "allowed",
                "any_activity",
                "certificate_route",
                "change_allowed",
                "days",
                "first_payable_day",
                "first_recognition_date",
                "interval_weeks",
                "job_search_min",
                "job_search_only",
                "last_day_to_apply",
                "last_day_to_submit",
                "next_business_day_if_closed",
                "office_must_change_date",
                "payable_days",
                "per_4_weeks",
                "recognised_from",
                "recognised_to",
                "recognition_date",
                "recognition_from",
                "recognition_to",
                "sickness_benefit_route",
                "waiting_days",
                "waiting_days_in_period",
                "waiting_end",
            ]
        ),
        run=waiting_recognition,
    ),
    "recognition_payment": Area(
        inputs=frozenset(
            [
                "average_daily_income",
                "calendar_days",
                "daily_benefit",
                "days_in_period",
                "days_not_payable",
                "exempt_daily_amount",
                "income_days",
                "remaining_days",
                "reported_work[].days",
                "reported_work[].kind",
                "reported_work[].pay",
                "status",
            ]
        ),
        outputs=frozenset(["deduction", "gross", "paid_amount", "paid_days"]),
        run=recognition_payment,
    ),
}
