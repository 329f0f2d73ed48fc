"""An ordinary claim for entitlement, and what the law says to it, for tests."""
from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

from law.calendars import ONE, add_months, period_start
from law.kr.facts import Entitlement, Pay, Spell
from law.kr.job_seeking import DECISION

DAY = date(2026, 10, 31)


def claim(separation_on: date = DAY, *, wages: int = 9_900_000, **known: Any) -> Entitlement:
    """A 40-year-old laid off after five years, who earned `wages` won in the last three months."""
    first = add_months(separation_on + ONE, -60)
    ordinary = Entitlement(
        birth_on=add_months(separation_on, -480), separation_on=separation_on, filed_on=separation_on + ONE,
        registered_on=separation_on, spells=(Spell(first, separation_on, separation_code="23", unpaid_weekdays=(6,)),),
        wages=(Pay(period_start(separation_on, 3), separation_on, wages),))
    return replace(ordinary, **known)


def decided(facts: Entitlement, *names: str) -> Any:
    """The results of these names; a single one as it is."""
    results = DECISION.decide(facts, wanted=names).results
    return results[names[0]] if len(names) == 1 else tuple(results[n] for n in names)


def insured_for(months: int, separation_on: date = DAY) -> tuple[Spell, ...]:
    """One job of whole months up to the separation."""
    return (Spell(add_months(separation_on + ONE, -months), separation_on, separation_code="23", unit_days=200),)


def aged(years: int, separation_on: date = DAY) -> date:
    """The day of birth of somebody who turns `years` on the separation day."""
    return add_months(separation_on, -12 * years)


def daily_amount(separation_on: date, wages: int, hours: int = 8) -> int:
    facts = claim(separation_on, wages=wages, contractual_hours=Fraction(hours))
    return int(decided(facts, "daily_amount"))
