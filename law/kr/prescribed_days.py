"""For how many days benefit is paid: EIA 50, Annex 1."""
from __future__ import annotations

from datetime import date

from law.calendars import ONE, add_months, days_between, full_years
from law.engine import Rules
from law.facts import Days, Years
from law.kr.covered_spells import end_and_start, is_employee
from law.kr.facts import Entitlement, InsuredPeriod, Spell
from law.kr.spans import Span, merged

rule = Rules(Entitlement)
Table = tuple[tuple[int, int], ...]
TWO_AGE_GROUPS = date(2019, 10, 1)


@rule("Acquisition that counts", "EIA 50(5)",
      "As it was; for late reports at most from the first day of the year {late_report_years} before, or from "
      "proven premiums")
def counted_acquisitions(spells: tuple[Spell, ...], late_report_years: int) -> tuple[date, ...]:
    """For each spell, the first day of its insured period."""
    return tuple(counted_acquisition(s, late_report_years) for s in spells)


@rule("Jobs added up", "EIA 50(3)-(4)",
      "From the job judged back, each lost at most {link_years} before the next was acquired; up to a loss for "
      "which benefit was paid")
def jobs_added_up(spells: tuple[Spell, ...], covered_spells: tuple[bool, ...], counted_acquisitions: tuple[date, ...],
                  judged_spell: Spell | None, link_years: int) -> tuple[int, ...]:
    """Places in `spells`, the first being 1; the latest job first."""
    if judged_spell is None:
        return ()
    chain: list[int] = []
    begun = judged_spell.last_on
    for i in sorted(range(len(spells)), key=lambda i: end_and_start(spells[i]), reverse=True):
        spell = spells[i]
        if not covered_spells[i] or not is_employee(spell) or spell.last_on > judged_spell.last_on:
            continue
        if chain and (spell.benefit_paid or add_months(spell.last_on + ONE, 12 * link_years) < begun):
            break
        chain.append(i + 1)
        begun = min(begun, counted_acquisitions[i])
    return tuple(chain)


@rule("Spans insured", "EIA 50(3)-(5)", "Of the jobs added up, days insured twice once")
def jobs_added_up_spans(spells: tuple[Spell, ...], jobs_added_up: tuple[int, ...],
                        counted_acquisitions: tuple[date, ...]) -> tuple[tuple[date, date], ...]:
    return merged((counted_acquisitions[i - 1], spells[i - 1].last_on) for i in jobs_added_up)


@rule("Insured days in all", "EIA 50(3)-(4)", "Calendar days of {jobs_added_up_spans}")
def insured_days(jobs_added_up_spans: tuple[tuple[date, date], ...]) -> Days:
    return sum(days_between(first, last) for first, last in jobs_added_up_spans)


@rule("Insured period", "EIA 50(3)-(4); Civil Act 160",
      "{jobs_added_up_spans}, each by the calendar; single days of several spans make a month for each "
      "{days_of_a_month}")
def insured_period(jobs_added_up_spans: tuple[tuple[date, date], ...], days_of_a_month: int) -> InsuredPeriod:
    parts = [months_and_days(span) for span in jobs_added_up_spans]
    months, days = sum(m for m, _ in parts), sum(d for _, d in parts)
    more, days = divmod(days, days_of_a_month) if len(parts) > 1 else (0, days)
    years, months = divmod(months + more, 12)
    return InsuredPeriod(years, months, days)


@rule("Insured years", "EIA 50(3)-(4)", "Whole years of {insured_period}")
def insured_years(insured_period: InsuredPeriod) -> Years:
    return insured_period.years


@rule("Age at separation", "EIA 50(1), Annex 1; Civil Act 158", "Born {birth_on}, separated {separation_on}")
def age_at_separation(birth_on: date, separation_on: date) -> int:
    """In full years."""
    return full_years(birth_on, separation_on)


@rule("Age group", "EIA 50(1), Annex 1 (former, Act 16557 addenda 10)",
      "{age_at_separation} (limits {young_age} and {senior_age}), disability {disabled}")
def age_group(age_at_separation: int, disabled: bool, senior_age: int, young_age: int) -> str:
    if disabled or age_at_separation >= senior_age:
        return "senior"
    return "young" if age_at_separation < young_age else "under_50"


@rule("Age group", "EIA 50(1), Annex 1", "{age_at_separation} (limit {senior_age}), disability {disabled}",
      of="age_group", since=TWO_AGE_GROUPS)
def age_group_of_two(age_at_separation: int, disabled: bool, senior_age: int) -> str:
    return "senior" if disabled or age_at_separation >= senior_age else "under_50"


@rule("Prescribed days", "EIA 50(1), Annex 1 (former, Act 16557 addenda 10)",
      "Insured {insured_years}, age group {age_group}")
def prescribed_days(insured_years: int, age_group: str, days_if_young: tuple[tuple[int, int], ...],
                    days_if_under_50: tuple[tuple[int, int], ...], days_if_senior: tuple[tuple[int, int], ...]) -> Days:
    tables = {"young": days_if_young, "under_50": days_if_under_50, "senior": days_if_senior}
    return in_band(tables[age_group], insured_years)


@rule("Prescribed days", "EIA 50(1), Annex 1", "Insured {insured_years}, age group {age_group}",
      of="prescribed_days", since=TWO_AGE_GROUPS)
def prescribed_days_of_two(insured_years: int, age_group: str, days_if_under_50: tuple[tuple[int, int], ...],
                           days_if_senior: tuple[tuple[int, int], ...]) -> Days:
    return in_band(days_if_senior if age_group == "senior" else days_if_under_50, insured_years)


@rule("Insured period falls in", "EIA 50(1), Annex 1", "{insured_years}")
def insured_band(insured_years: int, days_if_under_50: tuple[tuple[int, int], ...]) -> str:
    """The band of the table in years: "<1", "1-3" … or ">=10"."""
    starts = [threshold for threshold, _ in days_if_under_50]
    low = max(start for start in starts if start <= insured_years)
    following = [start for start in starts if start > low]
    if not following:
        return f">={low}"
    return f"{low}-{following[0]}" if low else f"<{following[0]}"


def counted_acquisition(spell: Spell, years: int) -> date:
    """EIA 50(5): a late report reaches back to 1 January of the year `years` before it, or to proven premiums."""
    if spell.late_reported_on is None:
        return spell.acquired_on
    limit = add_months(spell.late_reported_on, -12 * years).replace(month=1, day=1)
    if spell.premiums_proven_from is not None and spell.premiums_proven_from < limit:
        return max(spell.acquired_on, spell.premiums_proven_from)
    return max(spell.acquired_on, limit)


def months_and_days(span: Span) -> tuple[int, int]:
    """Whole calendar months of a span, and the days left over."""
    first, after = span[0], span[1] + ONE
    months = 12 * (after.year - first.year) + after.month - first.month
    if add_months(first, months) > after:
        months -= 1
    return months, (after - add_months(first, months)).days


def in_band(table: Table, years: int) -> int:
    """The amount of the highest band whose threshold is reached."""
    return next(days for threshold, days in reversed(table) if years >= threshold)
