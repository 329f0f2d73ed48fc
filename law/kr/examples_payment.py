"""Worked examples of one period and its payment, each through the rules that decide cases."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from law.calendars import ONE, days_between
from law.kr.certification import DECISION
from law.kr.certification_codes import HindranceKind, Status, WorkKind
from law.kr.certification_facts import Certification, Hindrance, Income, Work

Inputs = Mapping[str, Any]
Results = dict[str, Any]

WORK_KINDS = {"daily": WorkKind.DAILY, "one-off": WorkKind.ONE_OFF, "one_off_not_employment": WorkKind.ONE_OFF}
SEARCH_SHOWN = {"search_met": True, "search_open": False, "search_short_by": 0}
ASKED = ("payable_days", "waiting_days_in_period", "period_days", "work_findings", "gross", "deduction", "payment")
# An example without days is put on these: any would do.
SOME_MONDAY = date(2026, 6, 1)


def decide(facts: Certification) -> Results:
    """The period with the job search taken as shown: examples about days and money do not speak of it."""
    return DECISION.decide(facts, wanted=ASKED, given=SEARCH_SHOWN).results


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
    left = min(inputs[name] for name in ("remaining_days", "days_in_period", "calendar_days") if name in inputs)
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
