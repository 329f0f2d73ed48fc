"""The daily amount of the job-seeking benefit: EIA 46."""
from __future__ import annotations

from datetime import date
from fractions import Fraction

from law import rounding
from law.engine import Rules
from law.kr.facts import Entitlement

rule = Rules(Entitlement)
SIXTY_PERCENT = date(2019, 10, 1)


@rule("Minimum daily amount", "EIA 46(1)2", "{floor_base} × {minimum_rate}", "KRW/day")
def minimum_daily_amount(floor_base: int, minimum_rate: Fraction) -> Fraction:
    return floor_base * minimum_rate


@rule("Minimum daily amount", "EIA 46(1)2; Act 16557 addenda 8(2)",
      "{floor_base} × {minimum_rate}, not below the former minimum of {kept_minimum_per_hour} × "
      "{daily_hours}", "KRW/day",
      of="minimum_daily_amount", since=SIXTY_PERCENT)
def minimum_daily_amount_with_former(floor_base: int, minimum_rate: Fraction, daily_hours: int,
                                     kept_minimum_per_hour: int) -> Fraction:
    return max(floor_base * minimum_rate, Fraction(kept_minimum_per_hour * daily_hours))


@rule("Highest daily amount", "EIA 46(1)1; ED 68(1)", "{base_cap} × {benefit_rate}", "KRW/day")
def highest_daily_amount(base_cap: int, benefit_rate: Fraction) -> Fraction:
    """What the ceiling allows, for information; the minimum goes before it."""
    return base_cap * benefit_rate


@rule("Minimum counts", "EIA 46(1)2, 46(2)",
      "Minimum base counts: {floor_base_counts}; or {base_daily_amount} × {benefit_rate} < {minimum_daily_amount}")
def minimum_counts(floor_base_counts: bool, base_daily_amount: Fraction, benefit_rate: Fraction,
                   minimum_daily_amount: Fraction) -> bool:
    return floor_base_counts or base_daily_amount * benefit_rate < minimum_daily_amount


@rule("Daily amount before rounding", "EIA 46",
      "{base_daily_amount} × {benefit_rate}, or the minimum {minimum_daily_amount} ({minimum_counts})", "KRW/day")
def daily_amount_exact(base_daily_amount: Fraction, benefit_rate: Fraction, minimum_daily_amount: Fraction,
                       minimum_counts: bool) -> Fraction:
    return minimum_daily_amount if minimum_counts else base_daily_amount * benefit_rate


@rule("Daily amount", "EIA 46", "{daily_amount_exact}, cut below one won", "KRW/day",
      assumption="No article says how the daily amount is rounded: parts of a won are dropped.")
def daily_amount(daily_amount_exact: Fraction) -> int:
    return rounding.down(daily_amount_exact)


@rule("What the daily amount rests on", "EIA 45, 46",
      "Minimum: {minimum_counts}; ordinary wage: {ordinary_wage_counts}; standard pay: {standard_pay_counts}; "
      "{daily_pay} > {base_cap}")
def amount_basis(minimum_counts: bool, ordinary_wage_counts: bool, standard_pay_counts: bool, daily_pay: Fraction,
                 base_cap: int) -> str:
    """"floor", or "average", "ordinary" or "standard", with "+cap" where the ceiling bites."""
    if minimum_counts:
        return "floor"
    source = "standard" if standard_pay_counts else "ordinary" if ordinary_wage_counts else "average"
    return source + "+cap" if daily_pay > base_cap else source
