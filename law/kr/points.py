"""What a person must look at before a draft on entitlement is signed. Codes are listed in POINTS."""
from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from itertools import pairwise

from law.calendars import overlap
from law.engine import Rules
from law.kr.covered_spells import is_employee
from law.kr.entitlement_codes import DAILY_KINDS
from law.kr.facts import Deferral, Entitlement, Spell

rule = Rules(Entitlement)
NEAR_DAYS = 10  # office practice, not law: so near to the limit a count is looked at again


@rule("Points on the reason for leaving", "EIA 43(2), 58",
      "Employer: {employer_code}; claimant: {claimant_reason}; to be judged: {needs_reason_finding}; "
      "the claim has to stand on job no. {job_to_judge}")
def points_on_reason(employer_code: str | None, claimant_reason: str | None, needs_reason_finding: bool,
                     judged_spell: Spell | None, spells: tuple[Spell, ...], unit_days_by_spell: tuple[int, ...],
                     is_daily_worker: bool, qualifying_codes: tuple[str, ...],
                     job_to_judge: int | None) -> tuple[str, ...]:
    others = [s for s, days in zip(spells, unit_days_by_spell, strict=True) if days and s != judged_spell]
    open_others = [s for s in others if s.disqualifying is None and s.separation_code not in qualifying_codes]
    return raised({
        "reason_conflict": bool(employer_code and claimant_reason and employer_code != claimant_reason),
        "reason_finding_needed": needs_reason_finding,
        "other_reason_finding_needed": is_daily_worker and bool(open_others),
        "reason_not_stated": not employer_code,
        "judged_on_other_job": job_to_judge is not None and spells[job_to_judge - 1] != judged_spell,
    })


@rule("Points on papers and status", "EIA 10(3), 18, 40(1), 42",
      "Certificate: {certificate_received}; registration: {is_registered}; begun at the age limit: {begun_at_age_limit}")
def points_on_status(certificate_received: bool, is_registered: bool, begun_at_age_limit: tuple[bool, ...],
                     spells: tuple[Spell, ...], other_status_open: bool, employed_at_filing: bool, runs_business: bool,
                     is_daily_worker: bool, days_worked_before_filing: int | None,
                     judged_spell: Spell | None) -> tuple[str, ...]:
    reported = days_worked_before_filing is not None or bool(judged_spell and judged_spell.unit_day_rows)
    return raised({
        "certificate_missing": not certificate_received,
        "registration_missing": not is_registered,
        "overlapping_status": other_status_open or any_overlap(spells),
        "first_insured_at_65": any(begun_at_age_limit),
        "employed_at_filing": employed_at_filing or runs_business,
        "daily_work_missing": is_daily_worker and not reported,
    })


@rule("Points on days and money", "EIA 41, 45, 48, 61(5)",
      "{unit_days} of {unit_days_needed}; wages {wages_in_window}; payable {payable_days}")
def points_on_days(unit_days: int, unit_days_needed: int, spells: tuple[Spell, ...],
                   unit_days_by_spell: tuple[int, ...], base_period_start: date, wages_in_window: Fraction,
                   standard_daily_pay: int, deferrals: tuple[Deferral, ...], counted_deferrals: tuple[Deferral, ...],
                   payable_days: int, barred_until: date | None, filed_on: date) -> tuple[str, ...]:
    counted = [s for s, days in zip(spells, unit_days_by_spell, strict=True) if days]
    return raised({
        "unit_days_close": abs(unit_days - unit_days_needed) <= NEAR_DAYS,
        "unit_days_estimated": any(is_estimated(s, base_period_start) for s in counted),
        "wages_missing": not wages_in_window and not standard_daily_pay,
        "deferral_reported_late": len(counted_deferrals) < len(deferrals),
        "filed_too_late": not payable_days,
        "barred_for_fraud": barred_until is not None and barred_until >= filed_on,
    })


@rule("Points to look at", "EIA 43(2)", "{points_on_reason}; {points_on_status}; {points_on_days}")
def points(points_on_reason: tuple[str, ...], points_on_status: tuple[str, ...],
           points_on_days: tuple[str, ...]) -> tuple[str, ...]:
    return points_on_reason + points_on_status + points_on_days


def raised(points: dict[str, bool]) -> tuple[str, ...]:
    return tuple(code for code, is_raised in points.items() if is_raised)


def any_overlap(spells: tuple[Spell, ...]) -> bool:
    """Whether two statuses as employee cover the same day; daily jobs may."""
    steady = sorted((s.acquired_on, s.last_on) for s in spells if is_employee(s) and s.kind not in DAILY_KINDS)
    return any(overlap(*one, *other) for one, other in pairwise(steady))


def is_estimated(spell: Spell, edge: date) -> bool:
    """Whether unit days rest on a pattern or on a proportion instead of on the rows of a certificate."""
    rows: Iterable[tuple[date, date]] = [(row.from_on, row.to_on) for row in spell.unit_day_rows]
    if not rows:
        return spell.unit_days is None or spell.acquired_on < edge
    return any(first < edge <= last for first, last in rows)
