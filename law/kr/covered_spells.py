"""Which insured statuses unemployment benefit covers, and which of them the claim stands on: EIA 10, 10-2."""
from __future__ import annotations

from datetime import date

from law.calendars import ONE, full_years
from law.engine import Rules
from law.kr.entitlement_codes import EMPLOYEE_KINDS
from law.kr.facts import Entitlement, Spell
from law.parameters import Dated

rule = Rules(Entitlement)


@rule("Job judged", "EIA 43(3)", "The job that ended on {separation_on}")
def judged_spell(spells: tuple[Spell, ...], separation_on: date) -> Spell | None:
    """The spell as employee that ended last, on the separation day or before; None if there was none."""
    return max((s for s in spells if is_employee(s) and s.last_on <= separation_on), key=end_and_start, default=None)


@rule("Jobs begun at the age limit or later", "EIA 10(3)",
      "Born {birth_on}; begun at {coverage_age} or later, and not continued from before that without a break")
def begun_at_age_limit(spells: tuple[Spell, ...], birth_on: date, coverage_age: int,
                       continued_after_coverage_age: Dated[bool]) -> tuple[bool, ...]:
    """For each spell, whether its chapter-4 cover is excluded by age."""
    return tuple(
        full_years(birth_on, s.acquired_on) >= coverage_age
        and not (continued_after_coverage_age.on(s.acquired_on) and continues_from_before(s, spells, birth_on,
        coverage_age))
        for s in spells)


@rule("Jobs covered by unemployment benefit", "EIA 10(1)(3), 10-2; ED 3-3",
      "Not begun at the age limit: {begun_at_age_limit}; visa, application and office allow it")
def covered_spells(spells: tuple[Spell, ...], begun_at_age_limit: tuple[bool, ...]) -> tuple[bool, ...]:
    """For each spell, whether chapter 4 applies to it."""
    return tuple(s.chapter_4 and not too_old for s, too_old in zip(spells, begun_at_age_limit, strict=True))


@rule("Covered by unemployment benefit", "EIA 10(1)(3), 10-2; ED 3-3", "The job judged is covered")
def is_covered(spells: tuple[Spell, ...], judged_spell: Spell | None, covered_spells: tuple[bool, ...]) -> bool:
    return judged_spell is not None and covered_spells[spells.index(judged_spell)]


def is_employee(spell: Spell) -> bool:
    return spell.kind in EMPLOYEE_KINDS


def end_and_start(spell: Spell) -> tuple[date, date]:
    return spell.last_on, spell.acquired_on


def continues_from_before(spell: Spell, spells: tuple[Spell, ...], birth_on: date, age: int) -> bool:
    """Whether insurance began before an age and went on, job after job, until this one began.

    The act does not say what a break is: read as one day without insurance.
    """
    reached = spell.acquired_on
    while earlier := [s.acquired_on for s in spells if s.acquired_on < reached <= s.last_on + ONE]:
        reached = min(earlier)
    return full_years(birth_on, reached) < age
