"""What the letters about entitlement say: the determination's own findings, as plain values."""

from copy import copy
from datetime import date
from typing import Any

from django.utils.translation import gettext_noop

from backoffice.staff import clock
from claims.models import Determination, Letter
from law.kr.entitlement_codes import SEPARATION_CODES
from law.words import catalogue

from . import certifying, letters
from .correcting import Difference, award_values

PARAGRAPHS = {"a": "ga", "b": "na", "c": "da"}
IN_BOTH = (("", "ko"), ("_en", "en"))

CORRECTION_REASONS = {
    "employer": gettext_noop("Your employer corrected what was certified."),
    "registers": gettext_noop("Your insured status was corrected in the register."),
    "statement": gettext_noop("What you told us was taken down wrongly."),
    "office": gettext_noop("We found a mistake of our own."),
}


def issue(determination: Determination, *, by, difference: Difference | None = None) -> Letter:
    """Issues the letter of an approved determination: granted, refused, or changed by a correction."""
    kind, facts = wording(determination, difference)
    return letters.issue(kind, determination.claim, by=by, officer=determination.recommended_by, facts=facts,
                         trace=determination.trace, determination=determination)


def preview(determination: Determination, *, by, difference: Difference | None = None):
    """The same letter as it would be issued now."""
    kind, facts = wording(determination, difference)
    return letters.preview(kind, determination.claim, by=by, officer=determination.recommended_by, facts=facts,
                           trace=determination.trace)


def words(determination: Determination, *, by, difference: Difference | None = None) -> dict[str, str]:
    """Language -> its words, for reading before a signature; without the annex, which stands on the page already."""
    kind, facts = wording(determination, difference)
    return letters.words(kind, determination.claim, by=by, officer=determination.recommended_by, facts=facts)


def wording(determination: Determination, difference: Difference | None) -> tuple[str, dict[str, Any]]:
    """The kind of letter and the facts its wording uses."""
    values = step_values(determination.trace)
    if determination.outcome == "refuse":
        return "entitlement_refused", refused(determination, values) | replaced(determination)
    if determination.supersedes_id and determination.supersedes.outcome == "grant":
        return "correction", corrected(determination, values, difference)
    return "entitlement_granted", granted(determination, values) | replaced(determination)


def replaced(determination: Determination) -> dict[str, Any]:
    """Which earlier decision this one takes the place of; empty for a first one."""
    former = determination.supersedes
    if former is None:
        return {}
    earlier_letter = determination.claim.letters.filter(determination=former).order_by("id").first()
    return {
        "former_decided_on": clock.day_of(former.approved_at),
        "former_document_number": earlier_letter.document_number if earlier_letter else determination.claim.number,
    }


def step_values(trace: dict) -> dict[str, Any]:
    """Rule -> its value in the stored reasoning."""
    return {step["rule"]: step["value"] for step in trace["steps"]}


def granted(determination: Determination, values: dict[str, Any]) -> dict[str, Any]:
    """Facts of a letter that grants."""
    return _common(determination, values) | {
        "reason_ko": _code(values["employer_code"], "ko"), "reason_en": _code(values["employer_code"], "en"),
        "payable_from_on": _day(values["first_payable_on"]), "daily_amount": values["daily_amount"],
        "base_daily_amount": _whole(values["base_daily_amount"]), "base_kind": _base_kind(values["amount_basis"]),
        "prescribed_days": values["prescribed_days"],
        "total_amount": values["daily_amount"] * values["payable_days"],
        "benefit_period": (_day(values["benefit_period_start"]), _day(values["benefit_period_end"])),
        "waiting_period": _span(values.get("waiting_start"), values.get("waiting_end")),
        "first_certification_on": first_recognition_on(determination),
        "unit_days": values["unit_days"], "unit_days_needed": values["unit_days_needed"],
        "insured_months": _months(values["insured_period"]), "age": values["age_at_separation"],
        "disabled": determination.facts["disabled"],
    }


def first_recognition_on(determination: Determination) -> date:
    """The first recognition day: the one that is set, or before the approval the one that it would set."""
    claim = determination.claim
    if due_on := claim.certifications.order_by("round").values_list("due_on", flat=True).first():
        return due_on
    granted = copy(claim)
    for name, value in award_values(determination.award).items():
        setattr(granted, name, value)
    return certifying.first_day(granted)


def refused(determination: Determination, values: dict[str, Any]) -> dict[str, Any]:
    """Facts of a letter that refuses: each ground with what was found."""
    return _common(determination, values) | {
        "grounds": tuple(_ground(code, determination, values) for code in determination.grounds),
        "finding": determination.finding.get("text", ""),
    }


def corrected(determination: Determination, values: dict[str, Any], difference: Difference | None) -> dict[str, Any]:
    """Facts of a letter that changes an earlier grant."""
    former, claim = determination.supersedes, determination.claim
    account = claim.person.accounts.filter(state="active").first()
    reason = CORRECTION_REASONS.get(determination.correction_reason, CORRECTION_REASONS["employer"])
    return _common(determination, values) | replaced(determination) | {
        "effective_on": _day(determination.award["payable_from_on"]),
        "reason_ko": letters.in_language(reason, "ko"), "reason_en": letters.in_language(reason, "en"),
        "changes": _changes(former.award, determination.award),
        "difference": difference.amount if difference else 0,
        "pay_on": difference.pay_on if difference else None,
        "account_masked": account.masked if account else "",
    }


def _changes(former: dict, new: dict) -> tuple[dict[str, Any], ...]:
    rows = (
        ("daily_amount", "구직급여일액", "Daily amount", "won"),
        ("prescribed_days", "소정급여일수", "Prescribed days", "days"),
        ("benefit_until_on", "수급기간 마지막 날", "Benefit period ends", "date"),
    )
    return tuple(
        {"ko": ko, "en": en, "unit": unit, "former": _typed(former[name], unit), "new": _typed(new[name], unit)}
        for name, ko, en, unit in rows
    )


def _common(determination: Determination, values: dict[str, Any]) -> dict[str, Any]:
    claim = determination.claim
    certificate = current_certificate(claim)
    employer = certificate.employer.name if certificate else "-"
    evidence = {
        f"evidence{suffix}": tuple(letters.in_language(text, language) for text in _evidence(certificate))
        for suffix, language in IN_BOTH
    }
    return evidence | {
        "applied_on": claim.filed_on, "separated_on": claim.separation_on, "employer": employer, "employer_en": employer
    }


def _evidence(certificate) -> tuple[str, ...]:
    known = gettext_noop("Record of insured status")
    return (gettext_noop("Separation certificate of the employer"), known) if certificate else (known,)


def current_certificate(claim):
    """The certificate of the separation judged, as known now."""
    rows = claim.person.certificates.current().filter(separation_on=claim.separation_on)
    return rows.select_related("employer").order_by("-id").first()


def _ground(code: str, determination: Determination, values: dict[str, Any]) -> dict[str, Any]:
    if code.startswith("reason_58"):
        _reason, article, item, paragraph = code.split("_")
        return {"code": "reason", "provision": f"{article}-{item}-{PARAGRAPHS[paragraph]}"}
    return GROUND_FACTS[code](determination, values)


def _unit_days(determination, values) -> dict[str, Any]:
    return {"code": "unit_days", "unit_days": values["unit_days"], "unit_days_needed": values["unit_days_needed"],
            "base_period": (_day(values["base_period_start"]), determination.claim.separation_on)}


def _not_unemployed(determination, values) -> dict[str, Any]:
    business = determination.facts["runs_business"]
    return {"code": "not_unemployed", "situation": "business" if business else "employed",
            "since_on": determination.claim.filed_on}


def _no_separation(determination, values) -> dict[str, Any]:
    return {"code": "not_unemployed", "situation": "employed", "since_on": determination.claim.filed_on}


def _daily_worker_test(determination, values) -> dict[str, Any]:
    start, end = _day(values["application_window_start"]), determination.claim.filed_on
    return {"code": "daily_worker_test", "period": (start, end), "period_days": values["application_window_days"],
            "worked_days": values["days_worked"], "construction": values["is_construction_daily"]}


def _daily_worker_days(determination, values) -> dict[str, Any]:
    short_by = values["daily_worker_days_short_by"]
    daily = values["unit_days_as_daily"]
    return {"code": "daily_worker_share", "daily_days": daily, "daily_days_needed": daily + short_by}


def _excluded(determination, values) -> dict[str, Any]:
    person = determination.claim.person
    foreign = person.nationality != "KR"
    at_65 = "first_insured_at_65" in values.get("points", ())
    return {"code": "excluded", "basis": "age_65" if at_65 else "foreign_status" if foreign else "not_insured"}


GROUND_FACTS = {
    "unit_days": _unit_days,
    "not_unemployed": _not_unemployed,
    "no_separation": _no_separation,
    "daily_worker_test": _daily_worker_test,
    "daily_worker_days": _daily_worker_days,
    "excluded": _excluded,
}


def _code(code: str, language: str) -> str:
    return catalogue(language)(SEPARATION_CODES.get(code, code))


def _base_kind(basis: str) -> str:
    return "floor" if basis == "floor" else "cap" if basis.endswith("+cap") else "wages"


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _span(start: str | None, end: str | None) -> tuple[date, date] | None:
    return (date.fromisoformat(start), date.fromisoformat(end)) if start and end else None


def _whole(amount: int | str) -> int:
    numerator, _slash, denominator = str(amount).partition("/")
    return int(numerator) // int(denominator or 1)


def _months(period: dict[str, int]) -> int:
    return 12 * period["years"] + period["months"]


def _typed(value: Any, unit: str) -> Any:
    return date.fromisoformat(value) if unit == "date" else value
