"""From when to when benefit can be paid: EIA 48, 49, 50(1)."""
from __future__ import annotations

from datetime import date, timedelta

from law.calendars import ONE, days_between, period_end
from law.engine import Rules
from law.facts import Days, Won
from law.kr.facts import Deferral, Entitlement
from law.kr.spans import merged

rule = Rules(Entitlement)


@rule("Benefit period begins", "EIA 48(1)", "The day after {separation_on}")
def benefit_period_start(separation_on: date) -> date:
    return separation_on + ONE


@rule("Benefit period ends without deferral", "EIA 48(1); Civil Act 157, 160",
      "{benefit_period_months} from {benefit_period_start}")
def ordinary_benefit_period_end(benefit_period_start: date, benefit_period_months: int) -> date:
    return period_end(benefit_period_start, benefit_period_months)


@rule("Deferrals that count", "EIA 48(2)-(3); ED 70, 71",
      "Begun and reported within the benefit period; {late_deferral_reasons} up to {late_deferral_days} after their "
      "end; "
      "{deemed_deferral_reasons} count as reported")
def counted_deferrals(deferrals: tuple[Deferral, ...], benefit_period_start: date, ordinary_benefit_period_end: date,
                      deferral_reasons: tuple[str, ...], late_deferral_reasons: tuple[str, ...],
                      deemed_deferral_reasons: tuple[str, ...], late_deferral_days: int) -> tuple[Deferral, ...]:
    """Those accepted, in order of time; a period that one of them has lengthened counts for the next."""
    counted: list[Deferral] = []
    for d in sorted(deferrals, key=lambda d: (d.from_on, d.to_on)):
        end = ordinary_benefit_period_end + timedelta(days_deferred(counted, benefit_period_start))
        late_until = d.to_on + timedelta(late_deferral_days) if d.reason in late_deferral_reasons else end
        in_time = d.reported_on is None or d.reason in deemed_deferral_reasons or d.reported_on <= max(end, late_until)
        if d.reason in deferral_reasons and d.from_on <= end and in_time:
            counted.append(d)
    return tuple(counted)


@rule("Days deferred", "EIA 48(2)", "Days from {benefit_period_start} on of {counted_deferrals}, each day once")
def deferral_days(counted_deferrals: tuple[Deferral, ...], benefit_period_start: date) -> Days:
    return days_deferred(counted_deferrals, benefit_period_start)


@rule("Latest end of the benefit period", "EIA 48(2)", "{longest_benefit_period_months} from {benefit_period_start}")
def latest_benefit_period_end(benefit_period_start: date, longest_benefit_period_months: int) -> date:
    return period_end(benefit_period_start, longest_benefit_period_months)


@rule("Deferral cut at the longest period", "EIA 48(2)",
      "{ordinary_benefit_period_end} + {deferral_days} > {latest_benefit_period_end}")
def deferral_is_cut(ordinary_benefit_period_end: date, deferral_days: int, latest_benefit_period_end: date) -> bool:
    return ordinary_benefit_period_end + timedelta(deferral_days) > latest_benefit_period_end


@rule("Benefit period ends", "EIA 48(1)-(2)",
      "{ordinary_benefit_period_end} + {deferral_days}, at the latest {latest_benefit_period_end}")
def benefit_period_end(ordinary_benefit_period_end: date, deferral_days: int, latest_benefit_period_end: date) -> date:
    return min(ordinary_benefit_period_end + timedelta(deferral_days), latest_benefit_period_end)


@rule("Waiting period", "EIA 49; ED 71-2",
      "{ordinary_waiting_days}; construction daily worker ({is_construction_daily}): {construction_waiting_days}; "
      "after an income-drop loss ({last_loss_by_income_drop}): {income_drop_waiting_days}")
def waiting_days(is_construction_daily: bool, last_loss_by_income_drop: bool, ordinary_waiting_days: int,
                 construction_waiting_days: int, income_drop_waiting_days: int) -> Days:
    if last_loss_by_income_drop:
        return income_drop_waiting_days
    return construction_waiting_days if is_construction_daily else ordinary_waiting_days


@rule("Waiting begins", "EIA 49(1)",
      "The day of the unemployment report, {filed_on}, if there is a waiting period ({waiting_days})")
def waiting_start(filed_on: date, waiting_days: int) -> date | None:
    return filed_on if waiting_days else None


@rule("Waiting ends", "EIA 49(1)", "{waiting_days} from {filed_on}, that day counted")
def waiting_end(filed_on: date, waiting_days: int) -> date | None:
    return filed_on + timedelta(waiting_days - 1) if waiting_days else None


@rule("First day that can be paid", "EIA 49(1), 50(1)", "After {waiting_days} from {filed_on}")
def first_payable_on(filed_on: date, waiting_days: int) -> date:
    return filed_on + timedelta(waiting_days)


@rule("Days left in the benefit period", "EIA 48(1), 50(1)",
      "{first_payable_on} to {benefit_period_end}; below 0 if it is over", "day")
def days_available(first_payable_on: date, benefit_period_end: date) -> int:
    return (benefit_period_end - first_payable_on).days + 1


@rule("Days that can be paid", "EIA 48(1), 50(1)", "{prescribed_days}, at most the days left, {days_available}")
def payable_days(prescribed_days: int, days_available: int) -> Days:
    return max(0, min(prescribed_days, days_available))


@rule("Benefit in all, at most", "EIA 50(1)", "{daily_amount} × {payable_days}, if entitled ({eligible})")
def total_potential(daily_amount: int, payable_days: int, eligible: bool) -> Won:
    return daily_amount * payable_days if eligible else 0


def days_deferred(deferrals: list[Deferral] | tuple[Deferral, ...], since: date) -> int:
    """Days of the deferrals from a day on; a day with two reasons once."""
    return sum(days_between(first, last) for first, last in merged((max(d.from_on, since), d.to_on) for d in deferrals))
