"""Whether the reason for leaving limits the entitlement: EIA 40(1)3, 58."""
from __future__ import annotations

from law.engine import Rules
from law.kr.facts import Entitlement, ReasonFinding, Spell

rule = Rules(Entitlement)


@rule("Code stated by the employer", "EIA 42(3), 43(4)", "Of the job judged")
def employer_code(judged_spell: Spell | None) -> str | None:
    return judged_spell.separation_code if judged_spell else None


@rule("No separation", "EIA 14(1)", "Code {employer_code}; codes without separation: {no_separation_codes}")
def is_no_separation(employer_code: str | None, no_separation_codes: tuple[str, ...]) -> bool:
    return employer_code in no_separation_codes


@rule("Just cause proved", "EIA 58 item 2-da; ER 101(2), Annex 2",
      "Found: {reason_finding}. No. 1 needs {bad_conditions_months} in the last year, no. 6 a way of "
      "{commuting_minutes} "
      "there and back, no. 7 care for {relative_care_days}")
def has_just_cause(reason_finding: ReasonFinding | None, just_causes: tuple[str, ...], bad_conditions_months: int,
                   commuting_minutes: int, relative_care_days: int) -> bool:
    """Whether a finding names a just cause and its measure, where the annex has one, is reached."""
    if reason_finding is None or reason_finding.ground != "just_cause" or reason_finding.just_cause not in just_causes:
        return False
    measures = {"1": (reason_finding.months_in_last_year, bad_conditions_months),
                "6": (reason_finding.round_trip_minutes, commuting_minutes),
                "7": (reason_finding.care_days, relative_care_days)}
    reached, needed = measures.get(reason_finding.just_cause, (0, 0))
    return reached is None or reached >= needed


@rule("Limiting reason", "EIA 58",
      "Found: {reason_finding}; just cause: {has_just_cause}; as long as nothing is found, code {employer_code} is "
      "read as it stands")
def limiting_ground(reason_finding: ReasonFinding | None, has_just_cause: bool, employer_code: str | None,
                    own_reason_codes: tuple[str, ...]) -> str:
    """The ground of EIA 58, as in GROUNDS; "none" if nothing limits.

    Until a person has judged it, a code for own reasons counts as without just cause, any other as not limiting.
    """
    if reason_finding is None:
        return "58_2_c" if employer_code in own_reason_codes else "none"
    if reason_finding.ground == "just_cause":
        return "none" if has_just_cause else "58_2_c"
    return reason_finding.ground


@rule("Reason for leaving does not limit", "EIA 40(1)3, 58",
      "Limiting reason: {limiting_ground}; no separation: {is_no_separation}")
def reason_qualifies(limiting_ground: str, is_no_separation: bool) -> bool:
    return limiting_ground == "none" and not is_no_separation


@rule("Reason has to be judged by a person", "EIA 58",
      "Code {employer_code}, claimant says {claimant_reason}, found: {reason_finding}")
def needs_reason_finding(employer_code: str | None, claimant_reason: str | None, reason_finding: ReasonFinding | None,
                         qualifying_codes: tuple[str, ...], no_separation_codes: tuple[str, ...]) -> bool:
    """Open until a finding exists, unless both sides give a code that does not limit, or the job has not ended."""
    plain = employer_code in qualifying_codes and (claimant_reason or employer_code) in qualifying_codes
    return reason_finding is None and not plain and employer_code not in no_separation_codes


@rule("Left another job for a limiting reason", "EIA 40(1)6, 58",
      "Jobs with insured-unit days in the base period, other than the job judged; codes for own reasons: "
      "{own_reason_codes}")
def left_other_job_for_limiting_reason(spells: tuple[Spell, ...], unit_days_by_spell: tuple[int, ...],
                                       judged_spell: Spell | None,
                                       own_reason_codes: tuple[str, ...]) -> bool:
    return any(is_limiting(s, own_reason_codes) for s, days in zip(spells, unit_days_by_spell, strict=True)
               if days and s != judged_spell)


def is_limiting(spell: Spell, own_reason_codes: tuple[str, ...]) -> bool:
    """The finding on a separation, or else the plain reading of its code."""
    return spell.separation_code in own_reason_codes if spell.disqualifying is None else spell.disqualifying
