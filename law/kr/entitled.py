"""Whether the person is entitled, and on which job the claim stands: EIA 40(1), 42, 43."""
from __future__ import annotations

from datetime import date

from law.calendars import add_months
from law.engine import Rules
from law.kr import unit_days
from law.kr.covered_spells import end_and_start, is_employee
from law.kr.entitlement_codes import DAILY_KINDS
from law.kr.facts import Condition, Entitlement, Spell

rule = Rules(Entitlement)


@rule("Unemployed", "EIA 40(1)2; ER 92",
      "Able to work: {able_to_work}; willing: {willing_to_work}; employed: {employed_at_filing}; "
      "runs a business: {runs_business}")
def is_unemployed(able_to_work: bool, willing_to_work: bool, employed_at_filing: bool, runs_business: bool) -> bool:
    return able_to_work and willing_to_work and not employed_at_filing and not runs_business


@rule("Registered as job seeker", "EIA 40(1)4, 42(2); ED 61(1)",
      "Registered on {registered_on}, reported on {filed_on}. The search itself is judged at each recognition, not "
      "here")
def is_registered(registered_on: date | None, filed_on: date) -> bool:
    return registered_on is not None and registered_on <= filed_on


@rule("Conditions", "EIA 40(1), 43(1)",
      "Unit days: {has_unit_days}; unemployed: {is_unemployed}; reason: {reason_qualifies}; covered: {is_covered}; "
      "daily workers: days worked {daily_worker_test_met}, unit days as such {daily_worker_days_met}")
def conditions(has_unit_days: bool, unit_days_short_by: int, is_unemployed: bool, reason_qualifies: bool,
               is_covered: bool,
               is_daily_worker: bool, daily_worker_test_met: bool, daily_worker_days_met: bool,
               daily_worker_days_short_by: int) -> tuple[Condition, ...]:
    """Each condition that applies to the person, as in CONDITIONS."""
    daily = (Condition("daily_worker_test", daily_worker_test_met, 0),
             Condition("daily_worker_days", daily_worker_days_met, daily_worker_days_short_by))
    return (Condition("unit_days", has_unit_days, unit_days_short_by), Condition("unemployed", is_unemployed, 0),
            Condition("reason", reason_qualifies, 0), Condition("covered", is_covered, 0),
            *(daily if is_daily_worker else ()))


@rule("Entitled", "EIA 43(1)-(2)", "All conditions are met: {conditions}")
def eligible(conditions: tuple[Condition, ...]) -> bool:
    return all(c.met for c in conditions)


@rule("Grounds of refusal", "EIA 43(2); ED 62(2)",
      "From {conditions}; limiting reason: {limiting_ground}; no separation: {is_no_separation}")
def refusal_grounds(conditions: tuple[Condition, ...], limiting_ground: str, is_no_separation: bool) -> tuple[str, ...]:
    """As in REFUSALS; empty if entitled."""
    reason = "no_separation" if is_no_separation else f"reason_{limiting_ground}"
    names = {"unemployed": "not_unemployed", "reason": reason, "covered": "excluded"}
    return tuple(names.get(c.name, c.name) for c in conditions if not c.met)


@rule("Last job is a short daily job", "EIA 43(3) proviso",
      "The last job was a daily job with fewer insured-unit days than {short_daily_job_months} has days")
def last_job_is_short_daily(spells: tuple[Spell, ...], short_daily_job_months: int) -> bool:
    """The month is taken as the calendar days of the month from the acquisition."""
    last = max((s for s in spells if is_employee(s)), key=end_and_start, default=None)
    if last is None or last.kind not in DAILY_KINDS:
        return False
    month = (add_months(last.acquired_on, short_daily_job_months) - last.acquired_on).days
    return unit_days.unit_days_of(last, last.acquired_on, last.last_on) < month


@rule("Job on which the claim has to stand", "EIA 43(3)",
      "The last job; if that is a short daily job ({last_job_is_short_daily}) and gives no entitlement, "
      "the last job that was not daily. Entitled by the job judged: {eligible}")
def job_to_judge(spells: tuple[Spell, ...], judged_spell: Spell | None, last_job_is_short_daily: bool,
                 last_daily_job_qualifies: bool | None, eligible: bool) -> int | None:
    """Its place in `spells`, the first being 1; None without a job.

    Making the claim on an earlier job says that the last one gave no entitlement.
    """
    jobs = sorted((s for s in spells if is_employee(s)), key=end_and_start)
    if not jobs:
        return None
    qualifies = eligible and judged_spell == jobs[-1] if last_daily_job_qualifies is None else last_daily_job_qualifies
    steady = [s for s in jobs if s.kind not in DAILY_KINDS]
    chosen = steady[-1] if last_job_is_short_daily and not qualifies and steady else jobs[-1]
    return spells.index(chosen) + 1
