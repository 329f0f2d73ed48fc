"""Recognition days: when they are due, how they move, and what a missed one costs (EIA 44, ED 65, 66; ER 88)."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest

from law.kr import attendance, recognition_days, waiting
from law.kr.certification_codes import Cause, Status
from law.kr.certification_facts import Attendance, Schedule, Waiting

DUE = date(2026, 12, 15)
BEFORE = date(2026, 11, 18)


def attend(cause: Cause | None = None, applied_on: date | None = None, **facts: Any) -> dict[str, Any]:
    given = {"due_on": DUE, "period_from": BEFORE, "cause": cause, "applied_on": applied_on} | facts
    return attendance.DECISION.decide(Attendance(**given)).results


def next_day(previous_on: date = date(2026, 11, 17), is_first: bool = False, **facts: Any) -> dict[str, Any]:
    return recognition_days.DECISION.decide(Schedule(previous_on, is_first, **facts)).results


# ── the next day ─────────────────────────────────────────────────────────────
def test_the_first_period_begins_on_the_day_of_the_report() -> None:
    day = next_day(date(2026, 11, 3), is_first=True)

    assert (day["recognition_on"], day["period_from"], day["days_in_period"]) == (
        date(2026, 11, 17),
        date(2026, 11, 3),
        15,
    )


def test_later_periods_begin_on_the_day_after() -> None:
    day = next_day()

    assert (day["recognition_on"], day["period_from"], day["days_in_period"]) == (DUE, BEFORE, 28)


@pytest.mark.parametrize(("days", "allowed"), [(6, False), (7, True), (28, True), (29, False)])
def test_a_recognition_day_comes_every_one_to_four_weeks(days: int, allowed: bool) -> None:
    assert next_day(interval_days=days)["interval_allowed"] is allowed


def test_the_report_day_counts_into_the_first_interval() -> None:
    assert next_day(is_first=True, interval_days=27)["interval_allowed"] is True
    assert next_day(is_first=True, interval_days=28)["interval_allowed"] is False


def test_a_recognition_day_is_never_on_a_day_off() -> None:
    day = next_day(date(2026, 11, 27))

    assert (day["nominal_on"], day["office_must_change"], day["recognition_on"]) == (
        date(2026, 12, 25),
        True,
        date(2026, 12, 28),
    )


@pytest.mark.parametrize(("left", "last"), [(28, date(2026, 12, 15)), (27, date(2026, 12, 14)), (29, DUE)])
def test_the_last_day_is_the_one_on_which_days_run_out(left: int, last: date) -> None:
    day = next_day(days_remaining=left)

    assert (day["recognition_on"], day["is_last"]) == (last, left < 29)


def test_the_last_day_is_not_after_the_benefit_period() -> None:
    day = next_day(benefit_to=date(2026, 12, 10), days_remaining=90)

    assert (day["recognition_on"], day["is_last"]) == (date(2026, 12, 10), True)


@pytest.mark.parametrize("facts", [{"days_remaining": 0}, {"benefit_to": date(2026, 11, 17)}])
def test_no_day_is_needed_when_days_or_the_period_are_over(facts: dict[str, Any]) -> None:
    assert next_day(**facts)["another_day_needed"] is False


@pytest.mark.parametrize(
    ("to_on", "due_on"),
    [
        (date(2026, 12, 14), date(2026, 12, 15)),
        (date(2026, 12, 15), date(2026, 12, 15)),
        (date(2026, 12, 16), date(2026, 12, 16)),
        (date(2027, 2, 26), date(2026, 12, 17)),
    ],
)
def test_a_course_of_four_weeks_is_recognised_by_the_month(to_on: date, due_on: date) -> None:
    day = next_day(training_from=date(2026, 11, 18), training_to=to_on)

    assert (day["recognition_on"], day["interval_allowed"]) == (due_on, True)


@pytest.mark.parametrize(("from_on", "due_on"), [(date(2026, 11, 10), date(2026, 12, 7)), (date(2026, 11, 11), DUE)])
def test_a_course_under_twenty_eight_days_changes_nothing(from_on: date, due_on: date) -> None:
    day = next_day(training_from=from_on, training_to=date(2026, 12, 7))

    assert day["recognition_on"] == due_on


# ── coming, moving, missing ──────────────────────────────────────────────────
def test_coming_on_the_day_is_accepted() -> None:
    result = attend(applied_on=DUE)

    assert (result["accepted"], result["recognised_to"], result["missed_days_lost"]) == (True, DUE, 0)


def test_not_coming_without_a_cause_loses_the_period() -> None:
    result = attend()

    assert (result["accepted"], result["late_allowed"], result["missed_days_lost"]) == (False, False, 28)
    assert result["next_period_from"] == date(2026, 12, 16)


@pytest.mark.parametrize(("asked_on", "accepted"), [(date(2026, 12, 14), True), (DUE, False)])
def test_another_day_is_asked_for_by_the_day_before(asked_on: date, accepted: bool) -> None:
    assert attend(Cause.INTERVIEW, asked_on, changed_to=date(2026, 12, 18))["accepted"] is accepted


def test_a_changed_day_recognises_every_day_up_to_itself() -> None:
    result = attend(Cause.INTERVIEW, date(2026, 12, 14), changed_to=date(2026, 12, 18))

    assert (result["recognised_to"], result["recognisable_days"]) == (date(2026, 12, 18), 31)


@pytest.mark.parametrize(("came_on", "accepted"), [(date(2026, 12, 31), True), (date(2027, 1, 4), False)])
def test_after_the_cause_there_are_fourteen_days(came_on: date, accepted: bool) -> None:
    result = attend(Cause.UNAVOIDABLE, came_on, cause_to=date(2026, 12, 17))

    assert (result["last_day"], result["accepted"]) == (date(2026, 12, 31), accepted)


@pytest.mark.parametrize(
    ("used", "came_on", "accepted"),
    [(0, date(2026, 12, 29), True), (0, date(2026, 12, 30), False), (1, date(2026, 12, 16), False)],
)
def test_an_own_mistake_is_mended_once_within_fourteen_days(used: int, came_on: date, accepted: bool) -> None:
    assert attend(Cause.MISTAKE, came_on, mistakes_used=used)["accepted"] is accepted


def test_a_used_mistake_is_said_so() -> None:
    result = attend(Cause.MISTAKE, mistakes_used=1)

    assert (result["late_allowed"], result["hurdle"]) == (False, "mistake_used_up")


@pytest.mark.parametrize(
    ("days", "applied_on", "accepted"),
    [(7, date(2027, 2, 1), True), (7, date(2027, 2, 2), False), (6, date(2026, 12, 20), False)],
)
def test_a_continuing_job_gives_two_months(days: int, applied_on: date, accepted: bool) -> None:
    result = attend(Cause.CONTINUING_JOB, applied_on, hired_on=date(2026, 12, 1), work_days=days)

    assert result["accepted"] is accepted
    assert result["recognised_to"] == (date(2026, 11, 30) if accepted else None)


def test_a_last_day_on_a_day_off_moves_on() -> None:
    result = attend(
        Cause.ILLNESS, date(2027, 1, 4), cause_from=date(2026, 12, 14), cause_to=date(2026, 12, 18), certificate=True
    )

    assert (result["last_day_counted"], result["last_day"]) == (date(2027, 1, 1), date(2027, 1, 4))
    assert (result["accepted"], result["recognised_to"]) == (True, DUE)


@pytest.mark.parametrize(("days", "certificate", "sickness_benefit"), [(6, True, False), (7, False, True)])
def test_seven_days_of_illness_are_for_sickness_benefit(days: int, certificate: bool, sickness_benefit: bool) -> None:
    result = attend(Cause.ILLNESS, cause_from=DUE, cause_to=DUE + timedelta(days - 1), certificate=True)

    assert (result["certificate_route"], result["sickness_benefit_route"]) == (certificate, sickness_benefit)


def test_without_the_certificate_it_is_open_but_not_accepted() -> None:
    result = attend(Cause.REFERRAL_INTERVIEW, DUE + timedelta(1), cause_to=DUE)

    assert (result["late_allowed"], result["accepted"], result["hurdle"]) == (True, False, "excuse_certificate_missing")


def test_ordered_training_has_no_last_day() -> None:
    result = attend(Cause.ORDERED_TRAINING, date(2027, 3, 2), certificate=True)

    assert (result["last_day"], result["accepted"]) == (None, True)


@pytest.mark.parametrize(("granted", "accepted"), [(True, True), (False, False)])
def test_reporting_online_needs_to_be_granted(granted: bool, accepted: bool) -> None:
    assert attend(Cause.ONLINE, DUE, channel_allowed=granted)["accepted"] is accepted


@pytest.mark.parametrize(("approved_on", "accepted"), [(date(2026, 11, 30), True), (date(2026, 12, 1), False)])
def test_a_plan_for_abroad_is_confirmed_before_leaving(approved_on: date, accepted: bool) -> None:
    assert (
        attend(Cause.SEARCH_ABROAD, DUE, plan_approved_on=approved_on, left_on=date(2026, 12, 1))["accepted"]
        is accepted
    )


@pytest.mark.parametrize(("day", "closed"), [(date(2026, 12, 25), True), (date(2026, 12, 26), True), (DUE, False)])
def test_the_office_moves_a_day_on_which_it_is_closed(day: date, closed: bool) -> None:
    assert attend(due_on=day, period_from=day)["office_must_change"] is closed


# ── waiting ──────────────────────────────────────────────────────────────────
def wait(status: Status, on: date = date(2026, 11, 3), **facts: Any) -> int:
    days: int = waiting.DECISION.decide(Waiting(on, status, **facts)).results["waiting_days"]
    return days


@pytest.mark.parametrize(
    ("status", "drop", "days"),
    [
        (Status.EMPLOYEE, None, 7),
        (Status.CONSTRUCTION_DAILY, None, 0),
        (Status.ARTIST, None, 7),
        (Status.ARTIST, 19, 7),
        (Status.ARTIST, 20, 28),
        (Status.CONTRACTOR, 29, 7),
        (Status.CONTRACTOR, 30, 28),
        (Status.CONTRACTOR, 49, 28),
        (Status.CONTRACTOR, 50, 14),
    ],
)
def test_waiting_depends_on_status_and_income_drop(status: Status, drop: int | None, days: int) -> None:
    assert wait(status, income_drop_rate=None if drop is None else Fraction(drop, 100)) == days


def test_of_two_reasons_for_waiting_the_longest_applies() -> None:
    assert wait(Status.ARTIST, income_drop_rate=Fraction(1, 4), last_loss_by_income_drop=True) == 28
    assert wait(Status.CONTRACTOR, last_loss_by_income_drop=True) == 14


@pytest.mark.parametrize(("on", "days"), [(date(2023, 6, 30), 7), (date(2023, 7, 1), 14)])
def test_waiting_after_the_loss_of_a_later_status_began_in_july_2023(on: date, days: int) -> None:
    assert wait(Status.EMPLOYEE, on, last_loss_by_income_drop=True) == days


def test_who_does_not_wait_has_no_last_day_of_waiting() -> None:
    results = waiting.DECISION.decide(Waiting(DUE, Status.CONSTRUCTION_DAILY)).results

    assert (results["waiting_end"], results["first_payable_day"]) == (None, DUE)
