"""What must hold for every claim, whatever its numbers."""
from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as some

from law.facts import dump, load
from law.kr.facts import Entitlement, Spell
from law.kr.job_seeking import DECISION, WANTED
from tests.law.kr.claims_for_entitlement import DAY, claim, decided

DAYS = some.dates(date(2015, 1, 1), date(2027, 12, 31))
WAGES = some.integers(0, 60_000_000)


@some.composite
def careers(draw: some.DrawFn) -> tuple[Spell, ...]:
    """Up to four jobs, the last of which ends on the day of separation."""
    spells, last_on = [], DAY
    for _ in range(draw(some.integers(1, 4))):
        length = draw(some.integers(1, 2500))
        begun = last_on - timedelta(length - 1)
        spells.append(Spell(begun, last_on, unit_days=draw(some.integers(0, length))))
        last_on = begun - timedelta(draw(some.integers(1, 1500)))
    return tuple(reversed(spells))


@given(careers(), some.integers(1, 400))
def test_a_longer_job_never_lowers_the_prescribed_days(spells, more):
    longer = (replace(spells[0], acquired_on=spells[0].acquired_on - timedelta(more)), *spells[1:])

    assert decided(claim(spells=spells), "prescribed_days") <= decided(claim(spells=longer), "prescribed_days")


@given(careers(), some.randoms())
def test_the_order_of_jobs_changes_nothing(spells, random):
    shuffled = list(spells)
    random.shuffle(shuffled)

    found = [decided(claim(spells=tuple(s)), "unit_days", "prescribed_days", "eligible") for s in (spells, shuffled)]

    assert found[0] == found[1]


@given(DAYS, WAGES, some.integers(1, 8))
def test_the_daily_amount_is_never_below_the_floor_nor_above_both_limits(separation_on, wages, hours):
    facts = claim(separation_on, wages=wages, contractual_hours=Fraction(hours))

    exact, low, high = decided(facts, "daily_amount_exact", "minimum_daily_amount", "highest_daily_amount")

    assert low <= exact <= max(low, high)


@given(DAYS, WAGES, WAGES)
def test_who_earned_more_never_gets_less(separation_on, wages, more):
    amounts = [decided(claim(separation_on, wages=w), "daily_amount_exact") for w in (wages, wages + more)]

    assert amounts[0] <= amounts[1]


@given(careers(), DAYS)
@settings(max_examples=50)
def test_stored_facts_give_the_same_decision(spells, filed_on):
    facts = claim(spells=spells, filed_on=filed_on)

    again = load(Entitlement, dump(facts))

    assert again == facts
    assert DECISION.decide(again).results == DECISION.results(facts, wanted=WANTED)
