"""Statutory time limits end on the day the law says (Civil Act 157-161, CPA 19, APA 15, 21, EIA 87-99, ER 129)."""

from __future__ import annotations

from datetime import date

import pytest

from law.engine import NotInLaw
from law.kr.clocks import clock, clocks, limit, public_notice_takes_effect_on, unpaid_goes_back_by
from law.parameters import CONFIDENCE
from law.words import catalogue


@pytest.mark.parametrize(
    ("name", "start_on", "counted_on", "last_on"),
    [
        ("entitlement_decision_days", date(2026, 11, 3), date(2026, 11, 20), date(2026, 11, 20)),
        ("opinion_days", date(2026, 11, 4), date(2026, 11, 14), date(2026, 11, 16)),
        ("examination_request_days", date(2026, 3, 5), date(2026, 6, 3), date(2026, 6, 4)),
        ("reexamination_request_days", date(2026, 7, 10), date(2026, 10, 8), date(2026, 10, 8)),
        ("forwarding_days", date(2026, 11, 2), date(2026, 11, 7), date(2026, 11, 9)),
        ("repayment_days", date(2026, 11, 2), date(2026, 12, 2), date(2026, 12, 2)),
        ("certificate_instead_days", date(2026, 12, 18), date(2027, 1, 1), date(2027, 1, 4)),
        ("recognition_after_hire_months", date(2026, 12, 1), date(2027, 2, 1), date(2027, 2, 1)),
        ("sickness_claim_after_period_days", date(2026, 12, 31), date(2027, 1, 30), date(2027, 2, 1)),
        ("recovery_years", date(2023, 11, 20), date(2026, 11, 20), date(2026, 11, 20)),
        ("tip_reward_days", date(2026, 11, 2), date(2026, 11, 16), date(2026, 11, 16)),
        ("separation_certificate_days", date(2026, 11, 2), date(2026, 11, 12), date(2026, 11, 12)),
        ("deferral_report_days", date(2026, 11, 2), date(2026, 12, 2), date(2026, 12, 2)),
        ("sickness_claim_days", date(2026, 11, 2), date(2026, 11, 16), date(2026, 11, 16)),
        ("sickness_claim_force_majeure_days", date(2026, 11, 2), date(2026, 11, 9), date(2026, 11, 9)),
        ("court_action_days", date(2026, 11, 2), date(2027, 1, 31), date(2027, 2, 1)),
        ("challenge_decision_days", date(2026, 11, 2), date(2026, 11, 17), date(2026, 11, 17)),
        ("tip_result_days", date(2026, 11, 2), date(2026, 12, 2), date(2026, 12, 2)),
        ("premium_years", date(2026, 11, 2), date(2029, 11, 2), date(2029, 11, 2)),
        ("examination_decision_days", date(2026, 11, 2), date(2026, 12, 2), date(2026, 12, 2)),
        ("suspension_notice_days", date(2026, 11, 2), date(2026, 11, 1), date(2026, 11, 1)),
        ("search_abroad_approval_days", date(2026, 11, 2), date(2026, 11, 1), date(2026, 11, 1)),
        ("committee_hearing_notice_days", date(2026, 11, 2), date(2026, 10, 30), date(2026, 10, 30)),
        ("change_beforehand_days", date(2026, 12, 15), date(2026, 12, 14), date(2026, 12, 14)),
        ("hearing_notice_days", date(2026, 12, 15), date(2026, 12, 5), date(2026, 12, 5)),
    ],
)
def test_a_time_limit_ends_on_its_day(name: str, start_on: date, counted_on: date, last_on: date) -> None:
    end = limit(name, start_on)

    assert (end.counted_on, end.last_on) == (counted_on, last_on)


def test_the_time_to_decide_an_appeal_is_extended_once() -> None:
    examiner = limit("examination_decision_days", date(2026, 10, 7), extended_by="decision_extension_days")
    committee = limit("reexamination_decision_days", date(2026, 8, 13), extended_by="decision_extension_days")

    assert (examiner.last_on, committee.last_on) == (date(2026, 11, 16), date(2026, 10, 12))


def test_service_by_public_notice_takes_effect_when_fourteen_days_have_passed() -> None:
    assert public_notice_takes_effect_on(date(2026, 11, 2)) == date(2026, 11, 17)


@pytest.mark.parametrize(
    ("notice_on", "back_by"),
    [
        (date(2025, 12, 10), date(2026, 12, 31)),
        (date(2025, 11, 30), date(2026, 12, 5)),
        (date(2025, 1, 31), date(2026, 2, 5)),
    ],
)
def test_what_could_not_be_paid_goes_back_after_a_year(notice_on: date, back_by: date) -> None:
    assert unpaid_goes_back_by(notice_on) == back_by


def test_every_clock_has_its_article_its_words_and_how_sure_it_is() -> None:
    korean = catalogue("ko")

    for found in clocks(date(2026, 11, 22)).values():
        assert found.reference and korean(found.label) != found.label and found.confidence in CONFIDENCE


def test_a_clock_is_unknown_before_its_law() -> None:
    with pytest.raises(NotInLaw, match="separation_certificate_days"):
        clock("separation_certificate_days", date(2020, 8, 27))
