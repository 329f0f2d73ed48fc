"""Base period and insured-unit days: EIA 40(1)1, 40(2), 41."""
from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

from law import rounding
from law.calendars import ONE, Holidays, days_between, holidays, overlap, period_start
from law.engine import Rules
from law.facts import Days, Months
from law.kr.covered_spells import is_employee
from law.kr.entitlement_codes import DAILY_KINDS
from law.kr.facts import Entitlement, Interruption, Spell, UnitDays
from law.kr.spans import merged

rule = Rules(Entitlement)
SUNDAY = 7  # a paid day of rest, also where public holidays are unpaid


@rule("Earlier loss with benefit", "EIA 41(2)", "The latest loss before {separation_on} for which benefit was paid")
def earlier_benefit_loss_on(spells: tuple[Spell, ...], separation_on: date) -> date | None:
    """The latest loss, before the separation judged, for which benefit was paid; None if there is none."""
    return max((s.last_on + ONE for s in spells if s.benefit_paid and s.last_on < separation_on), default=None)


@rule("Days added to the base period", "EIA 40(2)1; ED 60",
      "Unpaid for at least {shortest_interruption} one after another within {ordinary_base_period_months} before "
      "{separation_on}")
def unpaid_days_added(separation_on: date, interruptions: tuple[Interruption, ...], ordinary_base_period_months: int,
                      shortest_interruption: int, interruption_reasons: tuple[str, ...]) -> Days:
    # The act adds the days unpaid "for that reason": a stretch that begins before the 18 months counts as a whole.
    start = period_start(separation_on, ordinary_base_period_months)
    recognised = (i for i in interruptions if i.reason in interruption_reasons)
    stretches = merged((i.from_on, min(i.to_on, separation_on)) for i in recognised)
    return sum(days_between(first, last) for first, last in stretches
               if overlap(first, last, start, separation_on) >= shortest_interruption)


@rule("Unit days with very short hours", "EIA 40(2)2-na",
      "In {short_time_base_period_months} before {separation_on}", "day")
def short_time_days(spells: tuple[Spell, ...], covered_spells: tuple[bool, ...], separation_on: date,
                    earlier_benefit_loss_on: date | None, short_time_base_period_months: int) -> int:
    start = counted_from(period_start(separation_on, short_time_base_period_months), earlier_benefit_loss_on)
    return sum(unit_days_of(s, start, separation_on) for s, covered in zip(spells, covered_spells, strict=True)
               if covered and s.very_short_hours and is_employee(s))


@rule("Very short hours", "EIA 40(2)2",
      "{weekly_hours} a week (fewer than {short_time_weekly_hours}), {weekly_days} days a week "
      "(at most {short_time_weekly_days}), {short_time_days} such unit days (at least {short_time_unit_days})")
def is_short_time(weekly_hours: Fraction | None, weekly_days: int | None, short_time_days: int,
                  short_time_weekly_hours: int, short_time_weekly_days: int, short_time_unit_days: int) -> bool:
    return (weekly_hours is not None and weekly_hours < short_time_weekly_hours
            and weekly_days is not None and weekly_days <= short_time_weekly_days
            and short_time_days >= short_time_unit_days)


@rule("Length of the base period", "EIA 40(2)",
      "{ordinary_base_period_months}; with very short hours ({is_short_time}): {short_time_base_period_months}")
def base_period_months(is_short_time: bool, ordinary_base_period_months: int,
                       short_time_base_period_months: int) -> Months:
    """Whole months, before days without pay are added."""
    return short_time_base_period_months if is_short_time else ordinary_base_period_months


@rule("Base period begins", "EIA 40(2); Civil Act 160",
      "{base_period_months} up to {separation_on}, or {ordinary_base_period_months} and {unpaid_days_added} "
      "(at most {longest_base_period_months}), whichever is longer")
def base_period_start(separation_on: date, base_period_months: int, unpaid_days_added: int,
                      ordinary_base_period_months: int, longest_base_period_months: int) -> date:
    lengthened = period_start(separation_on, ordinary_base_period_months) - timedelta(unpaid_days_added)
    longest = period_start(separation_on, longest_base_period_months)
    return min(period_start(separation_on, base_period_months), max(lengthened, longest))


@rule("Base period ends", "EIA 40(2)", "The last day of work, {separation_on}")
def base_period_end(separation_on: date) -> date:
    return separation_on


@rule("Unit days by job", "EIA 41(1)-(2)",
      "Days that are the basis of pay, {base_period_start} to {base_period_end}; those before an earlier loss with "
      "benefit ({earlier_benefit_loss_on}) are used up", "day")
def unit_days_by_spell(spells: tuple[Spell, ...], covered_spells: tuple[bool, ...], base_period_start: date,
                       base_period_end: date, earlier_benefit_loss_on: date | None) -> tuple[int, ...]:
    start = counted_from(base_period_start, earlier_benefit_loss_on)
    return tuple(unit_days_of(s, start, base_period_end) if covered and is_employee(s) else 0
                 for s, covered in zip(spells, covered_spells, strict=True))


@rule("Insured-unit days", "EIA 41(1)", "Sum of {unit_days_by_spell}")
def unit_days(unit_days_by_spell: tuple[int, ...]) -> Days:
    return sum(unit_days_by_spell)


@rule("Unit days as a daily worker", "EIA 40(1)6", "Of {unit_days_by_spell}, those of daily jobs", "day")
def unit_days_as_daily(spells: tuple[Spell, ...], unit_days_by_spell: tuple[int, ...]) -> int:
    return sum(days for s, days in zip(spells, unit_days_by_spell, strict=True) if s.kind in DAILY_KINDS)


@rule("Unit days required of an employee", "EIA 40(1)1; ED 60-2",
      "{required_unit_days}, less the share insured as artist ({artist_months} of {required_artist_months}) "
      "or contractor ({contractor_months} of {required_contractor_months})", "day")
def unit_days_needed(required_unit_days: int, artist_months: Fraction, required_artist_months: int,
                     contractor_months: Fraction, required_contractor_months: int) -> int:
    """The fewest whole days with which days / required + months / required reach 1."""
    elsewhere = artist_months / required_artist_months + contractor_months / required_contractor_months
    return max(0, rounding.up(required_unit_days * (1 - elsewhere)))


@rule("Enough insured-unit days", "EIA 40(1)1", "{unit_days} ≥ {unit_days_needed}")
def has_unit_days(unit_days: int, unit_days_needed: int) -> bool:
    return unit_days >= unit_days_needed


@rule("Unit days short by", "EIA 40(1)1", "{unit_days_needed} − {unit_days}, not below 0")
def unit_days_short_by(unit_days: int, unit_days_needed: int) -> Days:
    return max(0, unit_days_needed - unit_days)


def counted_from(start: date, loss_on: date | None) -> date:
    """The first day that counts: days before an earlier loss are used up; on its day a new job may have begun."""
    return start if loss_on is None else max(start, loss_on)


def unit_days_of(spell: Spell, first: date, last: date) -> int:
    """Unit days of a spell between two days: by certificate rows, else by their total, else by the calendar."""
    if spell.unit_day_rows:
        return sum(days_within(row, first, last) for row in spell.unit_day_rows)
    if spell.unit_days is not None:
        return days_within(UnitDays(spell.acquired_on, spell.last_on, spell.unit_days), first, last)
    return calendar_unit_days(spell, max(first, spell.acquired_on), min(last, spell.last_on), holidays("kr"))


def days_within(row: UnitDays, first: date, last: date) -> int:
    """Days of a row between two days; a row that reaches over an edge is cut in proportion, down."""
    length = days_between(row.from_on, row.to_on)
    return row.days * overlap(row.from_on, row.to_on, first, last) // length if length else 0


def calendar_unit_days(spell: Spell, first: date, last: date, public: Holidays) -> int:
    """Days of the calendar that are paid by a weekly pattern: all but unpaid weekdays and unpaid holidays."""
    days = (first + timedelta(n) for n in range(days_between(first, last)))
    return sum(is_paid(day, spell, public) for day in days)


def is_paid(day: date, spell: Spell, public: Holidays) -> bool:
    is_public = day in public.of_year(day.year)
    if day.isoweekday() in spell.unpaid_weekdays:
        return spell.holidays_paid_on_unpaid_weekdays and is_public
    return spell.holidays_paid or day.isoweekday() == SUNDAY or not is_public
