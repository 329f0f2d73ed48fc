"""The tables of the law on entitlement, cell by cell, and the lists of reasons, reason by reason."""
from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest

from law.kr.entitlement_codes import DEFERRALS, INTERRUPTIONS, JUST_CAUSES
from law.kr.facts import Deferral, Interruption, ReasonFinding, Spell
from tests.law.kr.claims_for_entitlement import DAY, aged, claim, decided, insured_for

WAGES = [(2015, 5580), (2016, 6030), (2017, 6470), (2018, 7530), (2019, 8350), (2020, 8590), (2021, 8720), (2022, 9160),
         (2023, 9620), (2024, 9860), (2025, 10030), (2026, 10320), (2027, 10700)]
BANDS = (11, 12, 35, 36, 59, 60, 119, 120)


@pytest.mark.parametrize(("year", "wage"), WAGES)
def test_the_minimum_base_follows_the_minimum_wage_of_the_year(year, wage):
    for day in (date(year, 1, 1), date(year, 12, 31)):
        assert decided(claim(day), "floor_base") == 8 * wage


@pytest.mark.parametrize(("first", "last", "highest"), [
    (date(2015, 1, 1), date(2017, 3, 31), 43_000), (date(2017, 4, 1), date(2017, 12, 31), 50_000),
    (date(2018, 1, 1), date(2018, 12, 31), 60_000), (date(2019, 1, 1), date(2019, 9, 30), 66_000),
    (date(2019, 10, 1), date(2025, 12, 31), 66_000), (date(2026, 1, 1), date(2026, 12, 31), 68_100)])
def test_the_highest_daily_amount_holds_from_its_first_to_its_last_day(first, last, highest):
    assert [decided(claim(day), "highest_daily_amount") for day in (first, last)] == [highest, highest]


@pytest.mark.parametrize(("age", "days"), [
    (29, (90, 90, 90, 120, 120, 150, 150, 180)), (30, (90, 120, 120, 150, 150, 180, 180, 210)),
    (49, (90, 120, 120, 150, 150, 180, 180, 210)), (50, (90, 150, 150, 180, 180, 210, 210, 240))])
def test_the_former_table_of_prescribed_days(age, days):
    day = date(2019, 9, 30)

    found = [decided(claim(day, birth_on=aged(age, day), spells=insured_for(m, day)), "prescribed_days") for m in BANDS]

    assert tuple(found) == days


@pytest.mark.parametrize("reason", INTERRUPTIONS)
def test_each_reason_but_another_one_lengthens_the_base_period(reason):
    away = Interruption(DAY - timedelta(99), DAY, reason)

    assert decided(claim(interruptions=(away,)), "unpaid_days_added") == (0 if reason == "other" else 100)


def test_reasons_that_follow_on_each_other_are_one_stretch():
    ill = Interruption(date(2026, 6, 1), date(2026, 6, 20), "illness")
    suspended = Interruption(date(2026, 6, 21), date(2026, 7, 10), "business_suspended")

    assert decided(claim(interruptions=(suspended, ill)), "unpaid_days_added") == 40


@pytest.mark.parametrize("reason", DEFERRALS)
def test_each_reason_defers_if_it_is_reported_in_time(reason):
    unable = Deferral(date(2027, 1, 1), date(2027, 1, 31), reason, date(2027, 1, 5))

    assert decided(claim(deferrals=(unable,)), "benefit_period_end") == date(2027, 12, 1)


@pytest.mark.parametrize("reason", DEFERRALS)
def test_some_reasons_may_be_reported_later(reason):
    unable = Deferral(date(2027, 10, 1), date(2027, 11, 15), reason, date(2027, 12, 10))

    later = reason in {"military_service", "disaster", "industrial_accident", "long_treatment"}
    assert decided(claim(deferrals=(unable,)), "deferral_days") == (46 if later else 0)


@pytest.mark.parametrize("number", JUST_CAUSES)
def test_each_just_cause_of_the_annex_qualifies(number):
    for day in (date(2019, 12, 30), DAY):
        known = day == DAY or number != "3-2"

        assert decided(claim(day, reason_finding=ReasonFinding("just_cause", number)), "reason_qualifies") is known


@pytest.mark.parametrize(("months", "needed"), [(Fraction(3), 135), (Fraction(11), 15), (Fraction(12), 0)])
def test_months_as_a_contractor_make_up_for_missing_days(months, needed):
    assert decided(claim(contractor_months=months), "unit_days_needed") == needed


@pytest.mark.parametrize(("filed_on", "waiting"), [(date(2019, 7, 15), 7), (date(2019, 7, 16), 0)])
def test_construction_daily_workers_wait_no_more_from_july_2019(filed_on, waiting):
    daily = Spell(date(2018, 10, 1), date(2019, 6, 20), "construction_daily", "32", unit_days=190)
    facts = claim(date(2019, 6, 20), spells=(daily,), filed_on=filed_on, days_worked_before_filing=20)

    assert decided(facts, "waiting_days", "daily_worker_test_met") == (waiting, waiting == 0)


def test_after_an_income_drop_the_waiting_period_is_two_weeks():
    facts = claim(last_loss_by_income_drop=True, filed_on=date(2026, 11, 3))

    assert decided(facts, "waiting_end", "first_payable_on") == (date(2026, 11, 16), date(2026, 11, 17))


@pytest.mark.parametrize(("days", "short"), [(30, True), (31, False)])
def test_a_last_daily_job_is_short_below_the_days_of_a_month(days, short):
    daily = Spell(date(2026, 7, 1), DAY, "daily", unit_days=days)

    assert decided(claim(spells=(*insured_for(12, date(2026, 6, 30)), daily)), "last_job_is_short_daily") is short


@pytest.mark.parametrize(("begun_on", "covered"), [(date(2019, 1, 14), False), (date(2019, 1, 15), True)])
def test_going_on_after_65_counts_for_jobs_begun_from_15_january_2019(begun_on, covered):
    before = Spell(date(2010, 1, 1), begun_on - timedelta(1), unit_days=100)
    after = Spell(begun_on, date(2020, 6, 30), separation_code="32", unit_days=300)
    facts = claim(date(2020, 6, 30), birth_on=date(1953, 12, 1), spells=(before, after))

    assert decided(facts, "is_covered") is covered


@pytest.mark.parametrize(("extra", "days"), [(13, 150), (14, 180)])
def test_single_days_of_several_jobs_make_a_month_of_thirty(extra, days):
    first = Spell(date(2022, 1, 1), date(2022, 1, extra), unit_days=10)
    # 35 months and 16 days up to the separation
    second = Spell(date(2023, 11, 16), DAY, unit_days=200)

    assert decided(claim(spells=(first, second)), "prescribed_days") == days


def test_nobody_is_counted_for_more_than_eight_hours_a_day():
    assert decided(claim(contractual_hours=Fraction(9)), "daily_hours") == 8
