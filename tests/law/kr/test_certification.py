"""Which days of a period are recognised, and what is paid for them (EIA 44, 47-49, 56, 60, 61, 63; TFA 47)."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path

import pytest

from law.engine import NotInLaw
from law.examples import check
from law.kr.certification_codes import HindranceKind, Status, StopKind, WorkKind
from law.kr.certification_facts import Hindrance, Income, Stop, Work
from law.kr.examples_certification import AREAS
from tests.law.kr.recognitions import FIRST, LAST, outcome_on, recognised

EXAMPLES = Path(__file__).parents[1] / "data" / "kr.json"
MIDDLE = date(2026, 12, 1)


def test_the_worked_examples_come_out_right() -> None:
    report = check(EXAMPLES, AREAS, only=frozenset({"waiting_recognition", "recognition_payment"}))

    assert (report.right, report.lines) == (23, [])


def test_four_quiet_weeks_are_paid_in_full() -> None:
    result = recognised()

    assert (result["payable_days"], result["paid_spans"], result["days_left_after"]) == (28, ((FIRST, LAST),), 144)
    assert (result["gross"], result["payment"]) == (1_849_344, 1_849_340)


def test_waiting_days_are_recognised_but_not_paid() -> None:
    result = recognised(period_from=date(2026, 11, 3), period_to=date(2026, 11, 17), search_found_sufficient=True)

    assert (result["waiting_days_in_period"], result["recognised_days"], result["payable_days"]) == (7, 15, 8)


def test_the_last_waiting_day_is_not_paid_and_the_next_is() -> None:
    change = {"period_from": date(2026, 11, 3)}

    assert outcome_on(date(2026, 11, 9), **change) == ("waiting", "waiting_period")
    assert outcome_on(date(2026, 11, 10), **change) == ("payable", "recognised")


@pytest.mark.parametrize(("left", "paid"), [(27, 27), (28, 28), (29, 28), (0, 0)])
def test_no_more_days_are_paid_than_are_left(left: int, paid: int) -> None:
    result = recognised(prescribed_days=8 + left)

    assert (result["payable_days"], result["days_left_after"]) == (paid, left - paid)


def test_days_run_out_in_the_order_of_the_calendar() -> None:
    assert outcome_on(FIRST + timedelta(9), prescribed_days=18) == ("payable", "recognised")
    assert outcome_on(FIRST + timedelta(10), prescribed_days=18) == ("exhausted", "no_days_left")


def test_the_last_day_of_the_benefit_period_is_paid_and_the_day_after_is_not() -> None:
    assert outcome_on(MIDDLE, benefit_to=MIDDLE) == ("payable", "recognised")
    assert outcome_on(MIDDLE + timedelta(1), benefit_to=MIDDLE) == ("outside_period", "after_benefit_period")


def test_stopped_days_are_not_recognised() -> None:
    stop = Stop(StopKind.REFUSAL_STOP, MIDDLE, date(2026, 12, 14))

    assert outcome_on(MIDDLE, stops=(stop,)) == ("suspended", "refusal_stop")
    assert recognised(stops=(stop,))["payable_days"] == 14


def test_a_missed_recognition_day_costs_the_whole_period() -> None:
    result = recognised(attendance_accepted=False)

    assert (result["payable_days"], result["payment"], result["days_left_after"]) == (0, 0, 172)
    assert {d.reason for d in result["days"]} == {"recognition_day_missed"}


# ── illness and other hindrances ─────────────────────────────────────────────
def ill(days: int, certificate: bool = True, found: bool | None = None) -> Hindrance:
    return Hindrance(HindranceKind.SICKNESS, MIDDLE, MIDDLE + timedelta(days - 1), certificate, found)


def test_an_illness_under_seven_days_with_a_certificate_is_recognised() -> None:
    assert outcome_on(MIDDLE, hindrances=(ill(6),)) == ("payable", "recognised")


def test_an_illness_of_seven_days_is_for_sickness_benefit() -> None:
    assert outcome_on(MIDDLE, hindrances=(ill(7),)) == ("sick", "sickness")
    assert recognised(hindrances=(ill(7),))["payable_days"] == 21


def test_rows_of_illness_that_touch_are_one_illness() -> None:
    later = Hindrance(HindranceKind.SICKNESS, MIDDLE + timedelta(4), MIDDLE + timedelta(6), certificate=True)

    assert recognised(hindrances=(ill(4), later))["payable_days"] == 21


def test_a_short_illness_without_a_certificate_waits_for_a_person() -> None:
    result = recognised(hindrances=(ill(2, certificate=False),))

    assert [(p.code, p.from_on) for p in result["points"]] == [("availability_unclear", MIDDLE)]
    assert result["payable_days"] == 26


def test_a_finding_of_a_person_settles_whether_somebody_was_able_to_work() -> None:
    assert outcome_on(MIDDLE, hindrances=(ill(9, found=True),)) == ("payable", "recognised")
    assert outcome_on(MIDDLE, hindrances=(ill(2, found=False),)) == ("sick", "sickness")


@pytest.mark.parametrize(
    ("kind", "outcome"),
    [
        (HindranceKind.CHILDBIRTH, "sick"),
        (HindranceKind.ACCIDENT_BENEFIT, "not_available"),
        (HindranceKind.CARE, "undecided"),
        (HindranceKind.MISSED_GUIDANCE, "undecided"),
        (HindranceKind.ABROAD, "undecided"),
    ],
)
def test_hindrances_speak_against_a_day_or_ask_a_person(kind: HindranceKind, outcome: str) -> None:
    assert outcome_on(MIDDLE, hindrances=(Hindrance(kind, MIDDLE, MIDDLE),)) == (outcome, kind)


@pytest.mark.parametrize(("last", "outcome"), [(date(2025, 6, 30), "abroad"), (date(2025, 7, 1), "payable")])
def test_searching_abroad_with_a_plan_is_recognised_from_july_2025(last: date, outcome: str) -> None:
    away = Hindrance(HindranceKind.APPROVED_SEARCH_ABROAD, last, last)

    found = outcome_on(
        last,
        hindrances=(away,),
        period_from=last - timedelta(27),
        period_to=last,
        due_on=last,
        benefit_from=date(2025, 1, 1),
        waiting_from=None,
        waiting_to=None,
        search_found_sufficient=True,
    )

    assert found[0] == outcome


# ── money ────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize(("daily", "paid"), [(9, 0), (10, 10), (19, 10), (66_048, 66_040)])
def test_what_is_below_ten_won_is_dropped_from_a_payment(daily: int, paid: int) -> None:
    assert recognised(daily_amount=daily, prescribed_days=9)["payment"] == paid


def earned(amount: int, **changes: object) -> dict[str, object]:
    return recognised(
        status=Status.ARTIST,
        daily_amount=60_000,
        exempt_daily_amount=20_000,
        incomes=(Income(FIRST, LAST, amount),),
        **changes,
    )


def test_income_of_artists_above_the_notified_amount_is_deducted() -> None:
    result = earned(30_000 * 28)

    assert (result["gross"], result["deduction"], result["payment"]) == (1_680_000, 280_000, 1_400_000)


def test_income_at_the_notified_amount_is_free() -> None:
    assert earned(20_000 * 28)["deduction"] == 0
    assert earned(20_000 * 28 + 28)["deduction"] == 28


def test_a_deduction_never_takes_more_than_the_benefit() -> None:
    assert earned(10_000_000)["payment"] == 0


def test_income_of_employees_is_reported_but_not_deducted() -> None:
    result = recognised(incomes=(Income(FIRST, LAST, 500_000),))

    assert (result["deduction"], result["payment"]) == (Fraction(0), 1_849_340)


def test_pay_of_artists_does_not_make_work_employment_but_is_deducted() -> None:
    work = Work(WorkKind.ONE_OFF, MIDDLE, MIDDLE, pay=70_000)

    result = recognised(status=Status.ARTIST, works=(work,), exempt_daily_amount=20_000)

    assert (result["payable_days"], result["deduction"]) == (28, 50_000)


def test_without_the_notified_amount_the_law_refuses_to_guess() -> None:
    with pytest.raises(NotInLaw, match="exempt_daily_amount"):
        recognised(status=Status.CONTRACTOR, incomes=(Income(FIRST, LAST, 500_000),))
