"""Entitlement at its thresholds: the day, the age, the won on either side."""
from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest

from law.engine import NotInLaw
from law.kr.facts import Deferral, Interruption, Pay, ReasonFinding, Spell, UnitDays
from law.kr.job_seeking import DECISION
from tests.law.kr.claims_for_entitlement import DAY, aged, claim, daily_amount, decided, insured_for


@pytest.mark.parametrize(("days", "enough", "short_by"), [(179, False, 1), (180, True, 0)])
def test_180_unit_days_are_needed(days, enough, short_by):
    facts = claim(spells=(replace(insured_for(12)[0], unit_days=days),))

    result = decided(facts, "has_unit_days", "unit_days_short_by", "eligible", "refusal_grounds")

    assert result == (enough, short_by, enough, () if enough else ("unit_days",))


@pytest.mark.parametrize(("unpaid", "start"), [(29, date(2025, 5, 1)), (30, date(2025, 4, 1)), (200, date(2024, 10, 13)),
                                              (545, date(2023, 11, 3)), (600, date(2023, 11, 1))])
def test_thirty_days_without_pay_lengthen_the_base_period_to_three_years_at_most(unpaid, start):
    sick = Interruption(DAY - timedelta(unpaid - 1), DAY, "illness")

    assert decided(claim(interruptions=(sick,)), "base_period_start") == start


def test_an_unnamed_reason_does_not_lengthen_the_base_period():
    away = Interruption(DAY - timedelta(99), DAY, "other")

    assert decided(claim(interruptions=(away,)), "unpaid_days_added") == 0


@pytest.mark.parametrize(("hours", "days", "such_days", "months"), [
    (14, 2, 90, 24), (15, 2, 90, 18), (14, 3, 90, 18), (14, 2, 89, 18)])
def test_very_short_hours_give_24_months(hours, days, such_days, months):
    part_time = Spell(date(2026, 3, 1), DAY, unit_days=such_days, very_short_hours=True)
    facts = claim(spells=(part_time,), weekly_hours=Fraction(hours), weekly_days=days)

    assert decided(facts, "base_period_months") == months


def test_days_up_to_a_loss_with_benefit_are_used_up():
    used = Spell(date(2025, 6, 1), date(2025, 12, 31), unit_days=150, benefit_paid=True)
    new = Spell(date(2026, 1, 1), DAY, unit_days=160)

    assert decided(claim(spells=(used, new)), "unit_days_by_spell", "has_unit_days") == ((0, 160), False)


def test_rows_of_the_certificate_are_cut_in_proportion_at_the_edge_of_the_base_period():
    rows = (UnitDays(date(2025, 4, 16), date(2025, 5, 15), 20), UnitDays(date(2025, 5, 16), DAY, 170))

    facts = claim(spells=(Spell(date(2020, 1, 1), DAY, separation_code="23", unit_day_rows=rows),))

    assert decided(facts, "unit_days") == 180
    assert "unit_days_estimated" in decided(facts, "points")


def test_months_as_an_artist_make_up_for_missing_days():
    facts = claim(spells=(replace(insured_for(12)[0], unit_days=100),), artist_months=Fraction(4))

    assert decided(facts, "unit_days_needed", "has_unit_days") == (100, True)


@pytest.mark.parametrize(("worked", "met"), [(16, True), (17, False)])
def test_a_daily_worker_worked_less_than_a_third_of_the_days(worked, met):
    daily = Spell(date(2026, 3, 1), DAY, "daily", "32", unit_days=190)
    facts = claim(spells=(daily,), filed_on=date(2026, 11, 19), days_worked_before_filing=worked)

    assert decided(facts, "application_window_days", "daily_worker_test_met") == (50, met)
    assert decided(facts, "refusal_grounds") == (() if met else ("daily_worker_test",))


@pytest.mark.parametrize(("filed_on", "worked", "met"), [
    (date(2023, 6, 30), 9, True), (date(2023, 6, 30), 10, False), (date(2023, 7, 1), 10, True)])
def test_before_july_2023_ten_days_in_a_month_were_the_limit(filed_on, worked, met):
    daily = Spell(date(2022, 10, 1), date(2023, 6, 20), "daily", "32", unit_days=190)
    facts = claim(date(2023, 6, 20), spells=(daily,), filed_on=filed_on, days_worked_before_filing=worked)

    assert decided(facts, "worked_few_days") is met


@pytest.mark.parametrize(("last_worked_on", "met"), [(date(2026, 11, 6), False), (date(2026, 11, 5), True)])
def test_fourteen_idle_days_suffice_in_construction(last_worked_on, met):
    daily = Spell(date(2026, 3, 1), last_worked_on, "construction_daily", "32", unit_days=190)
    facts = claim(last_worked_on, spells=(daily,), filed_on=date(2026, 11, 20), days_worked_before_filing=30)

    assert decided(facts, "daily_worker_test_met") is met
    assert decided(facts, "waiting_days", "waiting_start", "first_payable_on") == (0, None, date(2026, 11, 20))


@pytest.mark.parametrize(("daily_days", "met"), [(89, False), (90, True)])
def test_a_daily_worker_who_left_another_job_needs_90_days_as_such(daily_days, met):
    left = Spell(date(2025, 12, 1), date(2026, 5, 31), separation_code="11", unit_days=120)
    daily = Spell(date(2026, 6, 1), DAY, "daily", "32", unit_days=daily_days)

    facts = claim(spells=(left, daily), days_worked_before_filing=5)

    assert decided(facts, "daily_worker_days_met", "daily_worker_days_short_by") == (met, 90 - daily_days)
    assert "other_reason_finding_needed" in decided(facts, "points")


def test_a_short_last_daily_job_that_gives_nothing_is_passed_over():
    steady = Spell(date(2026, 1, 1), date(2026, 9, 30), separation_code="23", unit_days=200)
    daily = Spell(date(2026, 10, 20), DAY, "daily", unit_days=10)
    facts = claim(spells=(steady, daily), days_worked_before_filing=20)

    on_last = DECISION.decide(facts, wanted=("job_to_judge", "eligible", "points")).results
    on_steady = decided(replace(facts, separation_on=steady.last_on), "job_to_judge", "eligible", "unit_days")

    assert (on_last["job_to_judge"], on_last["eligible"]) == (1, False)
    assert "judged_on_other_job" in on_last["points"]
    assert on_steady == (1, True, 200)


@pytest.mark.parametrize(("code", "qualifies", "to_be_judged"), [
    ("11", False, True), ("12", False, True), ("22", True, False), ("23", True, False), ("26", True, True),
    ("31", True, False), ("32", True, False), ("41", False, False), ("42", False, False), (None, True, True)])
def test_each_separation_code_has_a_plain_reading(code, qualifies, to_be_judged):
    facts = claim(spells=(replace(insured_for(12)[0], separation_code=code),))

    assert decided(facts, "reason_qualifies", "needs_reason_finding") == (qualifies, to_be_judged)


@pytest.mark.parametrize(("finding", "ground"), [
    (ReasonFinding("just_cause", "1", months_in_last_year=1), "58_2_c"),
    (ReasonFinding("just_cause", "1", months_in_last_year=2), "none"),
    (ReasonFinding("just_cause", "6", round_trip_minutes=179), "58_2_c"),
    (ReasonFinding("just_cause", "6", round_trip_minutes=180), "none"),
    (ReasonFinding("just_cause", "7", care_days=29), "58_2_c"),
    (ReasonFinding("just_cause", "7", care_days=30), "none"),
    (ReasonFinding("just_cause", "14"), "58_2_c"),
    (ReasonFinding("58_1_c"), "58_1_c"), (ReasonFinding("none"), "none")])
def test_a_finding_goes_before_the_code(finding, ground):
    facts = claim(spells=(replace(insured_for(12)[0], separation_code="11"),), reason_finding=finding)

    assert decided(facts, "limiting_ground") == ground
    assert decided(facts, "refusal_grounds") == (() if ground == "none" else (f"reason_{ground}",))


def test_bullying_is_a_just_cause_from_the_last_day_of_2019():
    finding = ReasonFinding("just_cause", "3-2")

    days = date(2019, 12, 30), date(2019, 12, 31)
    found = [decided(claim(day, reason_finding=finding), "has_just_cause") for day in days]

    assert found == [False, True]


def test_employer_and_claimant_disagree():
    facts = claim(claimant_reason="12")

    assert {"reason_conflict", "reason_finding_needed"} <= set(decided(facts, "points"))


@pytest.mark.parametrize(("known", "ground"), [
    ({"employed_at_filing": True}, "not_unemployed"), ({"runs_business": True}, "not_unemployed"),
    ({"able_to_work": False}, "not_unemployed"), ({"willing_to_work": False}, "not_unemployed")])
def test_who_is_not_unemployed_is_refused(known, ground):
    assert decided(claim(**known), "eligible", "refusal_grounds") == (False, (ground,))


def test_a_status_without_chapter_4_neither_counts_nor_entitles():
    facts = claim(spells=(replace(insured_for(12)[0], chapter_4=False),))

    assert decided(facts, "unit_days", "refusal_grounds") == (0, ("unit_days", "excluded"))


@pytest.mark.parametrize(("begun_on", "covered"), [(date(2024, 12, 31), True), (date(2025, 1, 1), False)])
def test_a_first_job_at_65_is_not_covered(begun_on, covered):
    facts = claim(birth_on=date(1960, 1, 1), spells=(Spell(begun_on, DAY, separation_code="31", unpaid_weekdays=(6,)),))

    assert decided(facts, "is_covered", "eligible") == (covered, covered)
    assert ("first_insured_at_65" in decided(facts, "points")) is not covered


@pytest.mark.parametrize(("next_on", "covered"), [(date(2025, 6, 1), True), (date(2025, 6, 2), False)])
def test_at_65_a_job_that_follows_without_a_break_is_covered(next_on, covered):
    before = Spell(date(2015, 1, 1), date(2025, 5, 31), separation_code="23", unit_days=100)
    after = Spell(next_on, DAY, separation_code="32", unit_days=300)

    assert decided(claim(birth_on=date(1960, 1, 1), spells=(before, after)), "is_covered") is covered


def test_somebody_never_insured_is_refused_and_not_an_error():
    result = decided(claim(spells=()), "eligible", "refusal_grounds", "job_to_judge", "total_potential")

    assert result == (False, ("unit_days", "excluded"), None, 0)


@pytest.mark.parametrize(("separation_on", "wages", "amount"), [
    (date(2025, 12, 31), 20_000_000, 66_000), (date(2026, 1, 1), 20_000_000, 68_100),
    (date(2026, 8, 31), 10_442_000, 68_100), (date(2026, 8, 31), 10_441_000, 68_093),
    (date(2026, 8, 31), 10_127_360, 66_048), (date(2026, 8, 31), 10_128_000, 66_052),
    (date(2019, 9, 30), 7_000_000, 60_120), (date(2019, 10, 1), 7_000_000, 60_120),
    (date(2022, 12, 31), 7_000_000, 60_120), (date(2023, 1, 1), 7_000_000, 61_568),
    (date(2016, 12, 31), 20_000_000, 43_416),
    (date(2017, 3, 31), 20_000_000, 46_584), (date(2017, 4, 1), 20_000_000, 50_000),
    (date(2017, 12, 31), 20_000_000, 50_000), (date(2018, 1, 1), 20_000_000, 60_000),
    (date(2018, 12, 31), 20_000_000, 60_000), (date(2019, 1, 1), 20_000_000, 66_000)])
def test_the_daily_amount_lies_between_floor_and_ceiling_of_its_day(separation_on, wages, amount):
    assert daily_amount(separation_on, wages) == amount


@pytest.mark.parametrize(("separation_on", "hours"), [(date(2023, 11, 30), 4), (date(2023, 12, 1), 2)])
def test_two_hours_a_day_counted_as_four_to_november_2023(separation_on, hours):
    assert decided(claim(separation_on, contractual_hours=Fraction(2)), "daily_hours") == hours


@pytest.mark.parametrize(("fixed_by", "hours", "rest", "exact"), [
    ("by_week", 24, Fraction("4.8"), Fraction("4.8")), ("by_month", 130, 26, Fraction(156 * 8, 209)),
    ("by_four_weeks", 110, 22, Fraction(132, 28)), ("by_day", 6, 0, Fraction(6))])
def test_daily_hours_follow_from_the_span_in_which_they_were_agreed(fixed_by, hours, rest, exact):
    facts = claim(hours_fixed_by=fixed_by, contractual_hours=Fraction(hours), paid_holiday_hours=Fraction(rest))

    assert decided(facts, "daily_hours_exact") == exact


def test_hours_by_the_week_before_2023_are_not_in_the_law():
    facts = claim(date(2022, 12, 31), hours_fixed_by="by_week", contractual_hours=Fraction(24))

    with pytest.raises(NotInLaw, match="daily_hours_exact"):
        decided(facts, "daily_amount")


def test_before_2015_the_law_says_by_name_what_it_does_not_have():
    with pytest.raises(NotInLaw, match="2014-12-31"):
        decided(claim(date(2014, 12, 31)), "prescribed_days")


def test_a_separation_of_2027_rests_on_an_unconfirmed_ceiling():
    last, first = (DECISION.decide(claim(day, wages=20_000_000)) for day in (date(2026, 12, 31), date(2027, 1, 1)))

    assert (last.unconfirmed, last.results["daily_amount"]) == ((), 68_100)
    assert (first.unconfirmed, first.results["daily_amount"]) == (("base_cap",), 68_480)


def test_from_2028_the_remuneration_of_a_year_counts():
    year = (Pay(date(2027, 1, 1), date(2027, 12, 31), 36_500_000), Pay(date(2028, 1, 1), date(2028, 1, 1), 0))
    old, new = (claim(day, wages=9_200_000, remuneration=year) for day in (date(2027, 12, 31), date(2028, 1, 1)))

    assert decided(old, "wage_days", "average_daily_wage") == (92, 100_000)
    assert decided(new, "wage_days", "wages_in_window") == (365, Fraction(36_500_000 * 364, 365))
    assert "wage_window_months" in DECISION.decide(new).unconfirmed


def test_the_ordinary_wage_counts_if_higher_but_not_for_daily_workers():
    steady = claim(date(2026, 8, 31), wages=9_200_000, ordinary_daily_wage=112_000)
    daily = replace(steady, spells=(replace(steady.spells[0], kind="daily"),))

    assert decided(steady, "amount_basis", "daily_amount") == ("ordinary", 67_200)
    assert decided(daily, "amount_basis", "daily_amount") == ("floor", 66_048)


def test_bonus_and_leave_pay_count_with_a_quarter():
    facts = claim(date(2026, 8, 31), wages=9_200_000, yearly_bonus=4_000_000, yearly_leave_pay=800_000)

    assert decided(facts, "wages_in_window") == 10_400_000


def test_a_job_of_less_than_three_months_has_a_shorter_window():
    facts = claim(date(2026, 8, 31), wages=4_600_000, spells=(Spell(date(2026, 7, 17), date(2026, 8, 31)),))

    assert decided(facts, "wage_window_start", "wage_days") == (date(2026, 7, 17), 46)


def test_daily_workers_with_several_jobs_leave_out_the_last_month():
    months = (Spell(date(2026, 7, 1), date(2026, 7, 31), "daily"), Spell(date(2026, 8, 1), date(2026, 8, 31), "daily"))

    facts = claim(date(2026, 8, 31), spells=months)

    assert decided(facts, "wage_window_start", "wage_window_end") == (date(2026, 5, 1), date(2026, 7, 31))


def test_protected_days_are_left_out_of_the_average():
    leave = Pay(date(2026, 8, 1), date(2026, 8, 31), 0)
    whole = Pay(date(2025, 9, 1), date(2026, 8, 31), 0)

    partly = decided(claim(date(2026, 8, 31), protected_pay=(leave,)), "wage_days", "wage_window_end")
    wholly = decided(claim(date(2026, 8, 31), protected_pay=(whole,)), "wage_days", "wage_window_end")

    assert partly == (61, date(2026, 8, 31))
    assert wholly == (92, date(2025, 8, 31))


@pytest.mark.parametrize(("wages", "on_it", "basis"), [
    (0, False, "standard"), (9_900_000, False, "average"), (9_900_000, True, "standard"), (10_400_000, True, "average")])
def test_standard_pay_counts_where_wages_are_unknown_or_lower(wages, on_it, basis):
    facts = claim(date(2026, 8, 31), wages=wages, standard_daily_pay=112_000, premiums_on_standard_pay=on_it)

    assert decided(facts, "standard_pay_counts") is (basis == "standard")


@pytest.mark.parametrize(("months", "under_50", "senior"), [
    (11, 120, 120), (12, 150, 180), (35, 150, 180), (36, 180, 210), (59, 180, 210), (60, 210, 240),
    (119, 210, 240), (120, 240, 270)])
def test_prescribed_days_change_at_one_three_five_and_ten_years(months, under_50, senior):
    spells = insured_for(months)

    assert decided(claim(spells=spells, birth_on=aged(50) + timedelta(1)), "prescribed_days") == under_50
    assert decided(claim(spells=spells, birth_on=aged(50)), "prescribed_days") == senior
    assert decided(claim(spells=spells, disabled=True), "prescribed_days") == senior


def test_one_day_is_missing_for_three_years():
    whole = insured_for(36)[0]

    days = [decided(claim(spells=(replace(whole, acquired_on=day),)), "prescribed_days")
            for day in (whole.acquired_on, whole.acquired_on + timedelta(1))]

    assert days == [180, 150]


@pytest.mark.parametrize(("age", "to_september", "from_october"), [
    (29, 150, 210), (30, 180, 210), (49, 180, 210), (50, 210, 240)])
def test_the_longer_tables_begin_on_1_october_2019(age, to_september, from_october):
    found = [decided(claim(day, birth_on=aged(age, day), spells=insured_for(60, day)), "prescribed_days")
             for day in (date(2019, 9, 30), date(2019, 10, 1))]

    assert found == [to_september, from_october]


@pytest.mark.parametrize(("acquired_on", "jobs"), [(date(2023, 1, 1), (2, 1)), (date(2023, 1, 2), (2,))])
def test_jobs_are_added_up_over_gaps_of_three_years(acquired_on, jobs):
    spells = (Spell(date(2015, 1, 1), date(2019, 12, 31)), Spell(acquired_on, DAY, unit_days=200))

    assert decided(claim(spells=spells), "jobs_added_up") == jobs


def test_jobs_before_a_loss_with_benefit_are_not_reached():
    spells = (Spell(date(2010, 1, 1), date(2014, 12, 31)), Spell(date(2015, 1, 1), date(2019, 12, 31), benefit_paid=True),
              Spell(date(2020, 2, 1), DAY, unit_days=300))

    assert decided(claim(spells=spells), "jobs_added_up", "insured_band", "prescribed_days") == ((3,), "5-10", 210)


@pytest.mark.parametrize(("hired_on", "proven_from", "counts_from"), [
    (date(2020, 3, 1), None, date(2023, 1, 1)), (date(2023, 1, 1), None, date(2023, 1, 1)),
    (date(2024, 5, 7), None, date(2024, 5, 7)), (date(2020, 3, 1), date(2021, 2, 1), date(2021, 2, 1)),
    (date(2020, 3, 1), date(2023, 5, 1), date(2023, 1, 1))])
def test_a_late_report_reaches_back_to_the_first_day_of_the_third_year_before(hired_on, proven_from, counts_from):
    spell = Spell(hired_on, DAY, late_reported_on=date(2026, 9, 15), premiums_proven_from=proven_from)

    assert decided(claim(spells=(spell,)), "counted_acquisitions") == (counts_from,)


@pytest.mark.parametrize(("filed_on", "left", "payable"), [
    (date(2027, 3, 29), 210, 210), (date(2027, 3, 30), 209, 209), (date(2027, 10, 25), 0, 0), (date(2027, 10, 28), -3, 0)])
def test_days_left_at_the_end_of_the_benefit_period_are_lost(filed_on, left, payable):
    facts = claim(filed_on=filed_on, registered_on=filed_on)

    assert decided(facts, "days_available", "payable_days") == (left, payable)
    assert ("filed_too_late" in decided(facts, "points")) is (payable == 0)


@pytest.mark.parametrize(("days", "end", "cut"), [
    (100, date(2028, 2, 8), False), (1096, date(2030, 10, 31), False), (1097, date(2030, 10, 31), True)])
def test_deferrals_lengthen_the_benefit_period_to_four_years_at_most(days, end, cut):
    care = Deferral(date(2026, 11, 1), date(2026, 10, 31) + timedelta(days), "childcare")

    assert decided(claim(deferrals=(care,)), "benefit_period_end", "deferral_is_cut") == (end, cut)


@pytest.mark.parametrize(("reason", "reported_on", "counted"), [
    ("own_illness", date(2027, 10, 31), True), ("own_illness", date(2027, 11, 1), False),
    ("military_service", date(2028, 2, 14), True), ("military_service", date(2028, 2, 15), False),
    ("industrial_accident", date(2029, 1, 1), True)])
def test_a_deferral_is_reported_within_the_period(reason, reported_on, counted):
    unable = Deferral(date(2027, 1, 1), date(2028, 1, 15), reason, reported_on)
    facts = claim(deferrals=(unable,))

    assert decided(facts, "counted_deferrals") == ((unable,) if counted else ())
    assert ("deferral_reported_late" in decided(facts, "points")) is not counted


def test_the_whole_decision_of_an_ordinary_case_has_no_points():
    rows = (UnitDays(date(2025, 5, 1), DAY, 470),)
    facts = claim(date(2026, 10, 31), wages=12_000_000,
                  spells=(Spell(date(2021, 11, 1), DAY, separation_code="23", unit_day_rows=rows),))

    outcome = DECISION.decide(facts)

    assert outcome.results["points"] == ()
    assert outcome.results["eligible"] and outcome.results["total_potential"] == 210 * 68_100
    assert outcome.unconfirmed == ()
    assert outcome.assumptions == ("daily_amount", "days_of_a_month")
