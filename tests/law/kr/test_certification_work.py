"""What counts as employment in a recognition period (ER 92)."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from law.kr.certification_codes import Status, WorkKind
from law.kr.certification_facts import Work
from tests.law.kr.recognitions import outcome_on, recognised

DAY = date(2026, 12, 1)


def work(kind: WorkKind, **facts: Any) -> Work:
    return Work(kind, DAY, facts.pop("to_on", DAY), **facts)


def finding(one: Work, **changes: Any) -> tuple[bool | None, str]:
    found = recognised(works=(one,), **changes)["work_findings"][0]
    return found.employed, found.ref


@pytest.mark.parametrize(("hours", "employed"), [(Fraction(119, 2), False), (Fraction(60), True)])
def test_sixty_agreed_hours_a_month_are_employment(hours: Fraction, employed: bool) -> None:
    assert finding(work(WorkKind.REGULAR, monthly_hours=hours, pay=1))[0] is employed


@pytest.mark.parametrize(("hours", "employed"), [(Fraction(29, 2), False), (Fraction(15), True)])
def test_fifteen_agreed_hours_a_week_are_employment(hours: Fraction, employed: bool) -> None:
    assert finding(work(WorkKind.REGULAR, weekly_hours=hours, pay=1))[0] is employed


@pytest.mark.parametrize(("months", "employed"), [(2, False), (3, True)])
def test_three_months_in_a_row_are_employment(months: int, employed: bool) -> None:
    assert finding(work(WorkKind.ONE_OFF, months=months, pay=1))[0] is employed


@pytest.mark.parametrize(("pay", "employed"), [(66_047, False), (66_048, True)])
def test_pay_of_the_daily_amount_is_employment(pay: int, employed: bool) -> None:
    assert finding(work(WorkKind.ONE_OFF, pay=pay))[0] is employed


def test_pay_for_several_days_is_compared_by_the_day() -> None:
    two_days = work(WorkKind.ONE_OFF, to_on=date(2026, 12, 2), pay=100_000)

    assert finding(two_days) == (False, "ER 92")


@pytest.mark.parametrize(
    ("kind", "income", "item"),
    [
        (WorkKind.ARTIST_CONTRACT, 499_999, ""),
        (WorkKind.ARTIST_CONTRACT, 500_000, " item 5"),
        (WorkKind.CONTRACTOR_CONTRACT, 799_999, ""),
        (WorkKind.CONTRACTOR_CONTRACT, 800_000, " item 6"),
    ],
)
def test_a_new_contract_is_employment_from_its_limit(kind: WorkKind, income: int, item: str) -> None:
    assert finding(work(kind, monthly_income=income, pay=1)) == (bool(item), f"ER 92{item}")


@pytest.mark.parametrize("kind", [WorkKind.DAILY, WorkKind.SHORT_TERM_ARTIST, WorkKind.SHORT_TERM_CONTRACTOR])
def test_work_by_the_day_is_always_employment(kind: WorkKind) -> None:
    assert finding(work(kind, found_employed=False)) == (True, "ER 92 item 3")
    assert outcome_on(DAY, works=(work(kind),)) == ("worked", kind)


def test_a_registered_business_is_employment_unless_found_dormant() -> None:
    assert finding(work(WorkKind.BUSINESS_REGISTRATION)) == (True, "ER 92 item 8")
    assert finding(work(WorkKind.BUSINESS_REGISTRATION, found_employed=False)) == (False, "ER 92")


def test_family_work_waits_for_a_person() -> None:
    result = recognised(works=(work(WorkKind.FAMILY_BUSINESS, pay=0),))

    assert [p.code for p in result["points"]] == ["work_unclear"]
    assert outcome_on(DAY, works=(work(WorkKind.FAMILY_BUSINESS, pay=0),)) == ("undecided", "work_unclear")
    assert finding(work(WorkKind.FAMILY_BUSINESS, found_employed=True)) == (True, "ER 92 item 7")


@pytest.mark.parametrize("missing", [work(WorkKind.REGULAR, pay=1), work(WorkKind.ONE_OFF)])
def test_work_with_facts_missing_waits_for_a_person(missing: Work) -> None:
    assert finding(missing)[0] is None


def test_pay_does_not_decide_for_contractors() -> None:
    assert finding(work(WorkKind.ONE_OFF, pay=200_000), status=Status.CONTRACTOR, exempt_daily_amount=0)[0] is False


def test_nothing_is_paid_from_the_day_of_hire() -> None:
    assert outcome_on(date(2026, 11, 30), hired_from=DAY) == ("payable", "recognised")
    assert outcome_on(DAY, hired_from=DAY) == ("worked", "hired")
