"""Worked examples of entitlement, each through the rules that decide cases."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from law.calendars import ONE, add_months
from law.examples import Area
from law.kr.examples_unit_days import AREA as UNIT_DAYS
from law.kr.facts import Deferral, Entitlement, ReasonFinding, Spell
from law.kr.job_seeking import DECISION

Inputs = Mapping[str, Any]
Results = dict[str, Any]
TODAY = date(2026, 10, 31)  # of an example without any day
ADULT = date(1990, 5, 10)
HOURS_FIXED_BY = {"weekly": "by_week", "monthly": "by_month", "varying": "by_four_weeks"}
HOURS = ("daily_hours", "weekly_hours", "monthly_hours", "four_week_hours")
FINDINGS = {
    "58_1_ga": ReasonFinding("58_1_a"), "58_1_na": ReasonFinding("58_1_b"), "58_1_da": ReasonFinding("58_1_c"),
    "58_2_ga": ReasonFinding("58_2_a"), "new_job": ReasonFinding("58_2_a"), "58_2_na": ReasonFinding("58_2_b"),
    "58_2_da": ReasonFinding("58_2_c"), "renewal_declined_by_worker": ReasonFinding("58_2_c"),
    "workplace_bullying": ReasonFinding("just_cause", "3-2"),
    **dict.fromkeys(("closure", "contract_end", "retirement", "recommended_resignation_management", "not_within_58_1"),
                    ReasonFinding("none")),
}


def prescribed_days(inputs: Inputs, effective_on: date | None, wanted: frozenset[str]) -> Results:
    separation_on = inputs["separation_date"]
    months = 12 * inputs["insured_period"]["years"] + inputs["insured_period"]["months"]
    spell = Spell(add_months(separation_on + ONE, -months), separation_on)
    facts = case(separation_on, spell, birth_on=inputs["birth_date"], disabled=inputs.get("disabled", False))
    return results(facts, wanted, {name: name for name in wanted})


def insured_period(inputs: Inputs, effective_on: date | None, wanted: frozenset[str]) -> Results:
    spells = late_reported(inputs) if "actual_hire_date" in inputs else listed(inputs["jobs"])
    separation_on = max(s.last_on for s in spells)
    facts = case(separation_on, *spells, birth_on=add_months(separation_on, -12 * inputs.get("age", 40)),
                 disabled=inputs.get("disabled", False))
    names = {"insured_band": "insured_band", "prescribed_days": "prescribed_days",
             "aggregated_jobs": "jobs_added_up", "deemed_acquisition_date": "counted_acquisitions"}
    found = results(facts, wanted, names)
    if "aggregated_jobs" in found:
        found["aggregated_jobs"] = len(found["aggregated_jobs"])
    if "deemed_acquisition_date" in found:
        found["deemed_acquisition_date"] = found["deemed_acquisition_date"][-1]
    return found


def late_reported(inputs: Inputs) -> list[Spell]:
    reported_on = inputs["acquisition_report_or_confirmation_date"]
    hired_on = inputs["actual_hire_date"]
    return [Spell(hired_on, max(reported_on, hired_on), late_reported_on=reported_on,
                  premiums_proven_from=inputs.get("premium_paid_proven_from"))]


def listed(jobs: tuple[Inputs, ...]) -> list[Spell]:
    return [Spell(job["acquired"], job["lost"] - ONE, benefit_paid=job.get("benefit_received_for_this_loss", False))
            for job in jobs]


def base_amount(inputs: Inputs, effective_on: date | None, wanted: frozenset[str]) -> Results:
    separation_on = inputs.get("separation_date") or inputs.get("last_day") or effective_on or TODAY
    facts = case(separation_on, *jobs_until(separation_on, inputs.get("daily_worker", False)),
                 ordinary_daily_wage=inputs.get("ordinary_daily_wage", 0), **agreed_hours(inputs))
    given = {"wages_in_window": Fraction(inputs["wages_in_window"])} if "wages_in_window" in inputs else {}
    given |= {"wage_days": inputs["window_days"]} if "window_days" in inputs else {}
    names = {"average_daily_wage": "average_daily_wage", "basis": "amount_basis", "daily_benefit": "daily_amount",
             "daily_benefit_exact": "daily_amount_exact", "daily_cap": "highest_daily_amount",
             "base_cap": "highest_daily_amount", "daily_floor": "minimum_daily_amount",
             "daily_hours": "daily_hours", "raw_hours": "daily_hours_exact",
             "window_start": "wage_window_start", "window_end": "wage_window_end", "window_days": "wage_days"}
    found = results(facts, wanted, names, given)
    if "base_cap" in found:
        found["base_cap"] = parameter(facts, "base_cap", "highest_daily_amount")
    return found


def jobs_until(last_on: date, daily: bool) -> list[Spell]:
    """One job of ten years; for daily workers three, each for a month."""
    if not daily:
        return [Spell(add_months(last_on, -120), last_on)]
    starts = [add_months(last_on + ONE, -n) for n in (3, 2, 1)]
    ends = [start - ONE for start in starts[1:]] + [last_on]
    return [Spell(start, end, "daily") for start, end in zip(starts, ends, strict=True)]


def agreed_hours(inputs: Inputs) -> Results:
    hours = next((Fraction(inputs[name]) for name in HOURS if name in inputs), Fraction(8))
    kind = inputs.get("kind") or next((k for k, n in zip(HOURS_FIXED_BY, HOURS[1:], strict=True) if n in inputs), "")
    return {"contractual_hours": hours, "hours_fixed_by": HOURS_FIXED_BY.get(kind, "by_day"),
            "paid_holiday_hours": Fraction(inputs.get("paid_holiday_hours", 0))}


def benefit_period(inputs: Inputs, effective_on: date | None, wanted: frozenset[str]) -> Results:
    first = inputs["last_day"] + ONE
    deferrals: tuple[Deferral, ...] = ()
    if inputs.get("deferral_days"):
        last = first + timedelta(inputs["deferral_days"]) - ONE
        deferrals = (Deferral(first, last, inputs.get("deferral_reason", "childcare")),)
    facts = case(inputs["last_day"], Spell(add_months(first, -120), inputs["last_day"]), deferrals=deferrals,
                 filed_on=inputs.get("unemployment_report_date", first))
    given = {name: inputs[name] for name in ("prescribed_days", "waiting_days") if name in inputs}
    return results(facts, wanted, PERIOD, given)


PERIOD = {
    "start": "benefit_period_start", "end": "benefit_period_end", "period_end": "benefit_period_end",
    "end_with_deferral": "benefit_period_end", "end_without_deferral": "ordinary_benefit_period_end",
    "capped_at_4_years": "deferral_is_cut", "waiting_start": "waiting_start", "waiting_end": "waiting_end",
    "first_payable_day": "first_payable_on", "days_available_in_period": "days_available",
    "max_payable_days": "payable_days",
}


def separation_reason(inputs: Inputs, effective_on: date | None, wanted: frozenset[str]) -> Results:
    separation_on = effective_on or TODAY
    facts = case(separation_on, Spell(add_months(separation_on, -120), separation_on, separation_code=inputs["code"]),
                 reason_finding=finding(inputs))
    return results(facts, wanted, {"qualifying_reason": "reason_qualifies"})


def finding(inputs: Inputs) -> ReasonFinding | None:
    """What was found on the reason; an example without a detail leaves it to the code."""
    detail = inputs.get("detail")
    if detail == "wage_arrears" or (detail is None and "months_in_last_year" in inputs):
        return ReasonFinding("just_cause", "1", months_in_last_year=inputs.get("months_in_last_year"))
    if detail == "relocation" or (detail is None and "round_trip_minutes" in inputs):
        return ReasonFinding("just_cause", "6", round_trip_minutes=inputs.get("round_trip_minutes"))
    return FINDINGS[detail] if detail else None


def case(separation_on: date, *spells: Spell, **known: Any) -> Entitlement:
    """The ordinary claim around what an example says."""
    ordinary = Entitlement(birth_on=ADULT, separation_on=separation_on, filed_on=separation_on + ONE, spells=spells)
    return replace(ordinary, **known)


def results(facts: Entitlement, wanted: frozenset[str], names: Mapping[str, str],
            given: Results | None = None) -> Results:
    """The wanted fields, each from the rule that it names."""
    rules = tuple(dict.fromkeys(names[field] for field in wanted))
    found = DECISION.decide(facts, wanted=rules, given=given).results
    return {field: found[names[field]] for field in wanted}


def parameter(facts: Entitlement, name: str, rule: str) -> Any:
    """The value of a parameter that a rule goes by."""
    steps = DECISION.decide(facts, wanted=(rule,)).steps
    return next(c.parameter.value for step in steps for c in step.cited if c.parameter.name == name)


AREAS: dict[str, Area] = {
    "prescribed_days": Area(
        frozenset({"birth_date", "disabled", "insured_period.years", "insured_period.months", "separation_date"}),
        frozenset({"age_at_separation", "prescribed_days"}), prescribed_days),
    "insured_period": Area(
        frozenset({"acquisition_report_or_confirmation_date", "actual_hire_date", "age", "disabled", "jobs[].acquired",
                   "jobs[].lost", "jobs[].benefit_received_for_this_loss", "premium_paid_proven_from"}),
        frozenset({"aggregated_jobs", "deemed_acquisition_date", "insured_band", "prescribed_days"}), insured_period),
    "base_amount": Area(
        frozenset({*HOURS, "daily_worker", "kind", "last_day", "ordinary_daily_wage", "paid_holiday_hours",
                   "separation_date", "wages_in_window", "window_days"}),
        frozenset({"average_daily_wage", "base_cap", "basis", "daily_benefit", "daily_benefit_exact", "daily_cap",
                   "daily_floor", "daily_hours", "raw_hours", "window_days", "window_end", "window_start"}),
        base_amount),
    "benefit_period": Area(
        frozenset({"deferral_days", "deferral_reason", "last_day", "prescribed_days", "unemployment_report_date",
                   "waiting_days"}), frozenset(PERIOD), benefit_period),
    "separation_reason": Area(
        frozenset({"code", "detail", "months_in_last_year", "round_trip_minutes"}), frozenset({"qualifying_reason"}),
        separation_reason),
    "unit_days_eligibility": UNIT_DAYS,
}
