"""The two conditions that only daily workers have to meet: EIA 40(1)5-6."""
from __future__ import annotations

from datetime import date
from fractions import Fraction

from law.calendars import ONE, add_months, days_between, period_start
from law.engine import Rules
from law.facts import Days
from law.kr.covered_spells import is_employee
from law.kr.entitlement_codes import DAILY_KINDS
from law.kr.facts import Entitlement, Spell
from law.kr.unit_days import unit_days_of

rule = Rules(Entitlement)


@rule("Daily worker at separation", "EIA 40(1) proviso", "By the job judged")
def is_daily_worker(judged_spell: Spell | None) -> bool:
    return judged_spell is not None and judged_spell.kind in DAILY_KINDS


@rule("Construction daily worker at separation", "EIA 40(1)5-na", "By the job judged")
def is_construction_daily(judged_spell: Spell | None) -> bool:
    return judged_spell is not None and judged_spell.kind == "construction_daily"


@rule("Days worked are counted from", "EIA 40(1)5-ga",
      "The first day of the month before {filed_on}; where the law knows no share of days ({share_of_days_worked}), "
      "one month before")
def application_window_start(filed_on: date, share_of_days_worked: Fraction) -> date:
    return add_months(filed_on.replace(day=1), -1) if share_of_days_worked else period_start(filed_on, 1)


@rule("Days looked at", "EIA 40(1)5-ga", "{application_window_start} to {filed_on}, both counted")
def application_window_days(application_window_start: date, filed_on: date) -> Days:
    return days_between(application_window_start, filed_on)


@rule("Days worked before the application", "EIA 40(1)5-ga",
      "As stated ({days_worked_before_filing}), otherwise the days of the daily work reports from "
      "{application_window_start}", "day")
def days_worked(days_worked_before_filing: int | None, spells: tuple[Spell, ...], application_window_start: date,
                filed_on: date) -> int:
    if days_worked_before_filing is not None:
        return days_worked_before_filing
    return sum(unit_days_of(s, application_window_start, filed_on) for s in spells if is_employee(s))


@rule("Days worked must stay below", "EIA 40(1)5-ga (Act 19210 addenda 5)",
      "{share_of_days_worked} of {application_window_days}; by the former law {number_of_days_worked}", "day")
def days_worked_limit(application_window_days: int, share_of_days_worked: Fraction,
                      number_of_days_worked: int) -> Fraction:
    """A share of the days looked at; for applications before July 2023, when there was no share, a number of days."""
    return share_of_days_worked * application_window_days if share_of_days_worked else Fraction(number_of_days_worked)


@rule("Few days worked before the application", "EIA 40(1)5-ga", "{days_worked} < {days_worked_limit}")
def worked_few_days(days_worked: int, days_worked_limit: Fraction) -> bool:
    return days_worked < days_worked_limit


@rule("Days without work before the application", "EIA 40(1)5-na",
      "After {last_worked_on} (or {separation_on}), before {filed_on}")
def idle_days(last_worked_on: date | None, separation_on: date, filed_on: date) -> Days:
    """Days after the last one worked and before the application, which is not counted itself."""
    return days_between((last_worked_on or separation_on) + ONE, filed_on - ONE)


@rule("Idle long enough, construction", "EIA 40(1)5-na", "{idle_days} ≥ {construction_idle_days}")
def idle_long_enough(idle_days: int, construction_idle_days: int | None) -> bool:
    return construction_idle_days is not None and idle_days >= construction_idle_days


@rule("Daily worker's condition on days worked", "EIA 40(1)5",
      "Daily worker: {is_daily_worker}; few days worked: {worked_few_days}; "
      "construction: {is_construction_daily}, idle long enough: {idle_long_enough}")
def daily_worker_test_met(is_daily_worker: bool, is_construction_daily: bool, worked_few_days: bool,
                          idle_long_enough: bool) -> bool:
    """Condition 5; always met by those who were not daily workers."""
    return not is_daily_worker or worked_few_days or (is_construction_daily and idle_long_enough)


@rule("Daily worker's condition after leaving another job", "EIA 40(1)6",
      "Daily worker: {is_daily_worker}; left another job for a limiting reason: {left_other_job_for_limiting_reason}; "
      "{unit_days_as_daily} ≥ {required_daily_unit_days}")
def daily_worker_days_met(is_daily_worker: bool, left_other_job_for_limiting_reason: bool, unit_days_as_daily: int,
                          required_daily_unit_days: int) -> bool:
    """Condition 6; always met by those who were not daily workers or left no other job for such a reason."""
    applies = is_daily_worker and left_other_job_for_limiting_reason
    return not applies or unit_days_as_daily >= required_daily_unit_days


@rule("Daily worker's unit days short by", "EIA 40(1)6",
      "{required_daily_unit_days} − {unit_days_as_daily} if the condition is not met ({daily_worker_days_met})")
def daily_worker_days_short_by(daily_worker_days_met: bool, unit_days_as_daily: int,
                               required_daily_unit_days: int) -> Days:
    return 0 if daily_worker_days_met else required_daily_unit_days - unit_days_as_daily
