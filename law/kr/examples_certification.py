"""Worked examples of waiting, recognition days and payment, each through the rules that decide cases."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from law.calendars import ONE, days_between
from law.examples import Area
from law.kr import attendance as attendances
from law.kr import certification as certifications
from law.kr import recognition_days, waiting
from law.kr.certification_codes import Cause, HindranceKind, RecipientType, Status, WorkKind
from law.kr.certification_facts import Attendance, Certification, Hindrance, Income, Schedule, Waiting, Work

Inputs = Mapping[str, Any]
Results = dict[str, Any]

RECIPIENT_TYPES = {
    "general": RecipientType.GENERAL,
    "repeat_3_in_5y": RecipientType.REPEAT,
    "age60_or_disabled": RecipientType.SENIOR_DISABLED,
}
WORK_KINDS = {"daily": WorkKind.DAILY, "one-off": WorkKind.ONE_OFF, "one_off_not_employment": WorkKind.ONE_OFF}
DAYS = "days"
SEARCH_SHOWN = {"search_met": True, "search_open": False, "search_short_by": 0}
ASKED = ("payable_days", "waiting_days_in_period", "period_days", "work_findings", "gross", "deduction", "payment")
# An example without days is put on these: any would do.
SOME_MONDAY = date(2026, 6, 1)


# ── waiting_recognition ──────────────────────────────────────────────────────
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


def decide(facts: Certification) -> Results:
    """The period with the job search taken as shown: examples about days and money do not speak of it."""
    return certifications.DECISION.decide(facts, wanted=ASKED, given=SEARCH_SHOWN).results


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
    last = inputs.get("illness_to") or first + timedelta(inputs.get("illness_days") or inputs[DAYS]) - ONE
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


# ── recognition_payment ──────────────────────────────────────────────────────
def recognition_payment(inputs: Inputs, effective_on: date | None, wanted: frozenset[str]) -> Results:
    """One period and its payment."""
    facts = period_facts(inputs, effective_on)
    counted = sum(days_between(f.from_on, f.to_on) for f in decide(facts)["work_findings"] if f.employed is not False)
    result = decide(with_other_days(facts, inputs.get("days_not_payable", 0) - counted))
    return {
        "paid_days": result["payable_days"],
        "gross": result["gross"],
        "deduction": result["deduction"],
        "paid_amount": result["payment"],
    }


def period_facts(inputs: Inputs, effective_on: date | None) -> Certification:
    """An example that only counts days, put on a calendar: work first, income last."""
    first = effective_on or SOME_MONDAY
    last = first + timedelta(inputs.get("calendar_days") or inputs["days_in_period"]) - ONE
    left = min(n for n in (inputs.get("remaining_days"), inputs["days_in_period"]) if n is not None)
    return Certification(
        daily_amount=inputs["daily_benefit"],
        prescribed_days=left,
        days_paid_before=0,
        benefit_from=first,
        benefit_to=last,
        waiting_from=None,
        waiting_to=None,
        period_from=first,
        period_to=last,
        due_on=last,
        status=Status(inputs.get("status", "employee")),
        works=on_days(inputs.get("reported_work", ()), first),
        incomes=income(inputs, last),
        exempt_daily_amount=inputs.get("exempt_daily_amount"),
    )


def with_other_days(facts: Certification, days: int) -> Certification:
    """Days not payable for a reason that the example does not name, after the days of work."""
    if days <= 0:
        return facts
    first = max((w.to_on + ONE for w in facts.works), default=facts.period_from)
    return replace(
        facts,
        hindrances=(Hindrance(HindranceKind.ABROAD, first, first + timedelta(days) - ONE, found_available=False),),
    )


def on_days(reported: tuple[Inputs, ...], first: date) -> tuple[Work, ...]:
    """The rows of work one after the other, from the first day on."""
    works: list[Work] = []
    for row in reported:
        start = works[-1].to_on + ONE if works else first
        works.append(one_work(row, start))
    return tuple(works)


def one_work(row: Inputs, first: date) -> Work:
    """The kind says whether it was employment where no pay is given that decides."""
    found = {"one-off": True, "one_off_not_employment": False}.get(row["kind"]) if "pay" not in row else None
    return Work(
        WORK_KINDS[row["kind"]],
        first,
        first + timedelta(row.get("days", 1)) - ONE,
        pay=row.get("pay"),
        found_employed=found,
    )


def income(inputs: Inputs, last: date) -> tuple[Income, ...]:
    days = inputs.get("income_days", inputs["days_in_period"])
    if "average_daily_income" not in inputs or not days:
        return ()
    return (Income(last - timedelta(days) + ONE, last, inputs["average_daily_income"] * days),)


AREAS = {
    "waiting_recognition": Area(
        inputs=frozenset(
            (
                "applied_on attended continuous_work_days days first_recognition_offset_days hired_on illness_days "
                "illness_from illness_to income_drop_exception income_drop_pct interval_days last_loss_exception "
                "last_status previous_recognition_date reason recipient_type recognition_date round submitted "
                "times_used_in_benefit_period unemployment_report_date"
            ).split()
        ),
        outputs=frozenset(
            (
                "accepted allowed any_activity certificate_route change_allowed days first_payable_day "
                "first_recognition_date interval_weeks job_search_min job_search_only last_day_to_apply "
                "last_day_to_submit next_business_day_if_closed office_must_change_date payable_days per_4_weeks "
                "recognised_from recognised_to recognition_date recognition_from recognition_to "
                "sickness_benefit_route waiting_days waiting_days_in_period waiting_end"
            ).split()
        ),
        run=waiting_recognition,
    ),
    "recognition_payment": Area(
        inputs=frozenset(
            (
                "average_daily_income calendar_days daily_benefit days_in_period days_not_payable "
                "exempt_daily_amount income_days remaining_days reported_work[].days reported_work[].kind "
                "reported_work[].pay status"
            ).split()
        ),
        outputs=frozenset(("deduction gross paid_amount paid_days").split()),
        run=recognition_payment,
    ),
}
