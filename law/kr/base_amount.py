"""The wage on which the benefit rests: EIA 45, with LSA 2(1)6."""
from __future__ import annotations

from datetime import date
from fractions import Fraction

from law import rounding
from law.calendars import ONE, days_between, overlap, period_start
from law.engine import NotInLaw, Rules
from law.facts import Days, ExactWon, Hours
from law.kr.covered_spells import is_employee
from law.kr.facts import Entitlement, Pay, Spell
from law.kr.spans import merged

rule = Rules(Entitlement)
REMUNERATION_BASE = date(2028, 1, 1)
HOURS_BY_WEEK_OR_MONTH = date(2023, 1, 1)


@rule("Wages count back from", "LSA 2(1)6",
      "{separation_on}; the day before protected days if these fill the whole {wage_window_months}")
def wages_counted_to(separation_on: date, protected_pay: tuple[Pay, ...], wage_window_months: int) -> date:
    """The last day of the wage window, before daily workers' months are skipped."""
    last = separation_on
    for first, end in reversed(merged((p.from_on, p.to_on) for p in protected_pay)):
        if end >= last and first <= period_start(last, wage_window_months):
            last = first - ONE
    return last


@rule("Jobs begun in the last months", "former EIA 45(1) proviso",
      "In {wage_window_months} up to {wages_counted_to}")
def acquisitions_in_window(spells: tuple[Spell, ...], wages_counted_to: date, wage_window_months: int) -> int:
    first = period_start(wages_counted_to, wage_window_months)
    return sum(is_employee(s) and first <= s.acquired_on <= wages_counted_to for s in spells)


@rule("Wage window ends", "former EIA 45(1)",
      "{wages_counted_to}; {daily_worker_skipped_months} earlier for a daily worker ({is_daily_worker}) with at least "
      "{acquisitions_for_full_window} jobs begun in the last months ({acquisitions_in_window})")
def wage_window_end(wages_counted_to: date, is_daily_worker: bool, acquisitions_in_window: int,
                    acquisitions_for_full_window: int, daily_worker_skipped_months: int) -> date:
    if is_daily_worker and acquisitions_in_window >= acquisitions_for_full_window:
        return period_start(wages_counted_to, daily_worker_skipped_months) - ONE
    return wages_counted_to


@rule("Wage window ends", "EIA 45(1) (Act 21473)", "{separation_on}", of="wage_window_end", since=REMUNERATION_BASE)
def remuneration_window_end(separation_on: date) -> date:
    return separation_on


@rule("Wage window begins", "former EIA 45(1); LSA 2(1)6; Civil Act 160",
      "{wage_window_months} up to {wage_window_end}; not before the job judged began, unless at least "
      "{acquisitions_for_full_window} jobs began in the last months ({acquisitions_in_window})")
def wage_window_start(wage_window_end: date, wage_window_months: int, judged_spell: Spell | None,
                      acquisitions_in_window: int, acquisitions_for_full_window: int) -> date:
    first = period_start(wage_window_end, wage_window_months)
    if acquisitions_in_window >= acquisitions_for_full_window or judged_spell is None:
        return first
    return max(first, judged_spell.acquired_on) if judged_spell.acquired_on <= wage_window_end else first


@rule("Wage window begins", "EIA 45(1) (Act 21473)",
      "{wage_window_months} up to {wage_window_end}, from the first month reported",
      of="wage_window_start", since=REMUNERATION_BASE,
      assumption="The decree on the window is not out yet: one year, or less if pay was reported for less.")
def remuneration_window_start(wage_window_end: date, wage_window_months: int, remuneration: tuple[Pay, ...]) -> date:
    first = period_start(wage_window_end, wage_window_months)
    reported = [p.from_on for p in remuneration if first <= p.to_on]
    return max(first, min(reported)) if reported else first


@rule("Days of the wage window", "former EIA 45(1); LSA 2(1)6",
      "{wage_window_start} to {wage_window_end}, without protected days")
def wage_days(wage_window_start: date, wage_window_end: date, protected_pay: tuple[Pay, ...]) -> Days:
    left_out = sum(overlap(first, last, wage_window_start, wage_window_end)
                   for first, last in merged((p.from_on, p.to_on) for p in protected_pay))
    return days_between(wage_window_start, wage_window_end) - left_out


@rule("Days of the wage window", "EIA 45(1) (Act 21473)", "{wage_window_start} to {wage_window_end}",
      of="wage_days", since=REMUNERATION_BASE)
def remuneration_days(wage_window_start: date, wage_window_end: date) -> Days:
    return days_between(wage_window_start, wage_window_end)


@rule("Wages in the window", "former EIA 45(1); LSA 2(1)6",
      "{wages}, without protected pay, and {wage_window_months} ÷ {bonus_year_months} of bonus {yearly_bonus} and "
      "leave pay {yearly_leave_pay}")
def wages_in_window(wages: tuple[Pay, ...], protected_pay: tuple[Pay, ...], wage_window_start: date,
                    wage_window_end: date, yearly_bonus: int, yearly_leave_pay: int, wage_window_months: int,
                    bonus_year_months: int) -> ExactWon:
    within = pay_within(wages, wage_window_start, wage_window_end)
    left_out = pay_within(protected_pay, wage_window_start, wage_window_end)
    return within - left_out + Fraction(wage_window_months, bonus_year_months) * (yearly_bonus + yearly_leave_pay)


@rule("Remuneration in the window", "EIA 45(1) (Act 21473)", "Reported monthly pay: {remuneration}",
      of="wages_in_window", since=REMUNERATION_BASE)
def remuneration_in_window(remuneration: tuple[Pay, ...], wage_window_start: date, wage_window_end: date) -> ExactWon:
    return pay_within(remuneration, wage_window_start, wage_window_end)


@rule("Average daily wage", "former EIA 45(1); LSA 2(1)6", "{wages_in_window} ÷ {wage_days}", "KRW/day")
def average_daily_wage(wages_in_window: Fraction, wage_days: int) -> Fraction:
    """Exact won a day; 0 where no day of the window is left."""
    return wages_in_window / wage_days if wage_days else Fraction(0)


@rule("Ordinary wage counts", "EIA 45(2)",
      "{ordinary_daily_wage} > {average_daily_wage}; not for a daily worker ({is_daily_worker})")
def ordinary_wage_counts(ordinary_daily_wage: int, average_daily_wage: Fraction, is_daily_worker: bool) -> bool:
    return not is_daily_worker and ordinary_daily_wage > average_daily_wage


@rule("Daily wage", "EIA 45(1)-(2)",
      "{average_daily_wage}, or the ordinary wage {ordinary_daily_wage} ({ordinary_wage_counts})", "KRW/day")
def daily_wage(average_daily_wage: Fraction, ordinary_daily_wage: int, ordinary_wage_counts: bool) -> Fraction:
    return Fraction(ordinary_daily_wage) if ordinary_wage_counts else average_daily_wage


@rule("Standard pay counts", "EIA 45(3)",
      "Standard pay {standard_daily_pay}; premiums on it: {premiums_on_standard_pay}; daily wage {daily_wage}")
def standard_pay_counts(standard_daily_pay: int, premiums_on_standard_pay: bool, daily_wage: Fraction) -> bool:
    """Where wages can't be found out, or premiums were on standard pay and wages are not above it."""
    return standard_daily_pay > daily_wage if premiums_on_standard_pay else standard_daily_pay > 0 and not daily_wage


@rule("Daily wage or standard pay", "EIA 45(1)-(3)",
      "{daily_wage}, or standard pay {standard_daily_pay} ({standard_pay_counts})", "KRW/day")
def daily_pay(daily_wage: Fraction, standard_daily_pay: int, standard_pay_counts: bool) -> Fraction:
    return Fraction(standard_daily_pay) if standard_pay_counts else daily_wage


@rule("Daily hours before rounding", "EIA 45(4)", "{contractual_hours} ({hours_fixed_by})", "hour")
def daily_hours_exact(contractual_hours: Fraction, hours_fixed_by: str, separation_on: date) -> Fraction:
    if hours_fixed_by != "by_day":
        raise NotInLaw("daily_hours_exact", separation_on, HOURS_BY_WEEK_OR_MONTH)
    return contractual_hours


@rule("Daily hours before rounding", "EIA 45(4); ER 91-2(1)",
      "{contractual_hours} and {paid_holiday_hours} of paid rest ({hours_fixed_by}): by the day as they are; by the "
      "week ÷ {full_week_hours} × "
      "{full_day_hours}; by the month ÷ {full_month_hours} × {full_day_hours}; of four weeks ÷ "
      "{days_of_four_weeks}", "hour",
      of="daily_hours_exact", since=HOURS_BY_WEEK_OR_MONTH)
def daily_hours_by_span(contractual_hours: Fraction, paid_holiday_hours: Fraction, hours_fixed_by: str,
                        full_week_hours: int,
                        full_month_hours: int, full_day_hours: int, days_of_four_weeks: int) -> Fraction:
    if hours_fixed_by == "by_day":
        return contractual_hours
    share = {"by_week": Fraction(full_day_hours, full_week_hours), "by_month": Fraction(full_day_hours, full_month_hours),
             "by_four_weeks": Fraction(1, days_of_four_weeks)}
    return (contractual_hours + paid_holiday_hours) * share[hours_fixed_by]


@rule("Daily hours", "EIA 45(4); ER 91-2(2) (notice)",
      "{daily_hours_exact} rounded up, at least {shortest_daily_hours}, at most {longest_daily_hours}")
def daily_hours(daily_hours_exact: Fraction, shortest_daily_hours: int, longest_daily_hours: int) -> Hours:
    return min(longest_daily_hours, max(shortest_daily_hours, rounding.up(daily_hours_exact)))


@rule("Minimum base", "EIA 45(4)", "{minimum_hourly_wage} × {daily_hours}", "KRW/day")
def floor_base(daily_hours: int, minimum_hourly_wage: int) -> int:
    return minimum_hourly_wage * daily_hours


@rule("Minimum base counts", "EIA 45(4)", "{daily_pay} < {floor_base}")
def floor_base_counts(daily_pay: Fraction, floor_base: int) -> bool:
    return daily_pay < floor_base


@rule("Base daily amount", "EIA 45(4)-(5); ED 68(1)",
      "{daily_pay}, at most {base_cap}; the minimum base {floor_base} if that is higher "
      "({floor_base_counts})", "KRW/day")
def base_daily_amount(daily_pay: Fraction, floor_base: int, floor_base_counts: bool, base_cap: int) -> Fraction:
    return Fraction(floor_base) if floor_base_counts else min(daily_pay, Fraction(base_cap))


def pay_within(rows: tuple[Pay, ...], first: date, last: date) -> Fraction:
    """Won paid for the days between two days; a row that reaches over an edge is cut by days."""
    shares = (Fraction(row.pay * overlap(row.from_on, row.to_on, first, last), days_between(row.from_on, row.to_on))
              for row in rows if row.from_on <= row.to_on)
    return sum(shares, Fraction(0))
