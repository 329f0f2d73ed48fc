"""Rows to facts: the bridge between a case in the database and what the law may know of it."""

import hashlib
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import Any

import rfc8785

from contributions.models import InsuredStatus, SeparationCertificate
from law.facts import dump, load
from law.kr.facts import Deferral, Entitlement, Interruption, Pay, ReasonFinding, Spell, UnitDays
from law.kr.very_short_hours import is_very_short

from .models import Claim, Point

ONE_DAY = timedelta(days=1)
SATURDAY = 6
REASON_POINTS = ("reason_conflict", "reason_finding_needed", "reason_not_stated")
OTHER_REASON_POINTS = ("other_reason_finding_needed",)

ANSWERS = {
    "claimant_reason": str, "registered_on": date, "able_to_work": bool, "willing_to_work": bool,
    "employed_at_filing": bool, "runs_business": bool, "days_worked_before_filing": int, "last_worked_on": date,
}


def entitlement_facts(claim: Claim, *, known_at: datetime | None = None) -> Entitlement:
    """The facts of a job-seeking claim as known now, or as known at an earlier instant. Four queries."""
    statuses = _as_known(InsuredStatus.objects, known_at).filter(person=claim.person_id)
    statuses = list(statuses.filter(acquired_on__lte=claim.separation_on).order_by("acquired_on", "id"))
    certificates = _as_known(SeparationCertificate.objects, known_at).filter(person=claim.person_id)
    certificates = list(certificates.prefetch_related("wage_periods").order_by("separation_on", "id"))
    answers = current_answers(claim, known_at)
    judged = judged_certificate(claim, certificates)
    return Entitlement(
        birth_on=claim.person.birth_on,
        disabled=claim.person.disabled,
        separation_on=claim.separation_on,
        filed_on=claim.filed_on,
        spells=_spells(claim, statuses, certificates, known_at),
        other_status_open=any(s.lost_on is None and not _judged(s, claim, judged) for s in statuses),
        certificate_received=judged is not None,
        reason_finding=reason_finding(claim, known_at),
        **_last_hours(claim, statuses),
        **_answered(answers),
        **(_certified(judged) if judged else {}),
    )


def facts_hash(facts: Entitlement) -> str:
    """SHA-256 over the canonical form of the facts: equal for equal facts, in any order of arrival."""
    return hashlib.sha256(rfc8785.dumps(dump(facts))).hexdigest()


def differences(stored: Mapping[str, Any], now: Entitlement) -> list[str]:
    """Names of the facts that are no longer as they were stored."""
    fresh = dump(now)
    return sorted(name for name in fresh if fresh[name] != stored.get(name))


def judged_certificate(claim: Claim, certificates) -> SeparationCertificate | None:
    """The certificate of the separation on which the claim stands, as it is known now."""
    matching = [c for c in certificates if c.separation_on == claim.separation_on]
    return matching[-1] if matching else None


def current_answers(claim: Claim, known_at: datetime | None = None) -> dict[str, Any]:
    """What the claimant answered, as known now or at an instant; empty before a first statement."""
    statement = _as_known(claim.statements, known_at).order_by("-id").first()
    if statement is None:
        return {}
    statement.claim = claim
    return statement.answers


def reason_finding(claim: Claim, known_at: datetime | None = None) -> ReasonFinding | None:
    """What a person found on the reason for the separation when clearing a point; None while nobody has."""
    cleared = Point.objects.filter(claim=claim, code__in=REASON_POINTS, cleared_at__isnull=False)
    if known_at:
        cleared = cleared.filter(cleared_at__lte=known_at)
    for point in cleared.order_by("-cleared_at", "-id"):
        point.claim = claim
        if finding := point.clearing.get("finding"):
            return load(ReasonFinding, finding)
    return None


def _as_known(rows, known_at: datetime | None):
    return rows.as_known_at(known_at) if known_at else rows.current()


def _answered(answers: Mapping[str, Any]) -> dict[str, Any]:
    plain = {name: _typed(answers[name], kind) for name, kind in ANSWERS.items() if answers.get(name) not in (None, "")}
    spans = {
        "interruptions": tuple(load(Interruption, item) for item in answers.get("interruptions", ())),
        "deferrals": tuple(load(Deferral, item) for item in answers.get("deferrals", ())),
    }
    return plain | {name: value for name, value in spans.items() if value}


def _typed(value: Any, kind: type) -> Any:
    return date.fromisoformat(value) if kind is date else kind(value)


def _certified(certificate: SeparationCertificate) -> dict[str, Any]:
    return {
        "wages": tuple(Pay(p.from_on, p.to_on, p.wages) for p in certificate.wage_periods.all()),
        "yearly_bonus": certificate.yearly_bonus,
        "yearly_leave_pay": certificate.yearly_leave_pay,
        "ordinary_daily_wage": certificate.ordinary_daily_wage,
        "contractual_hours": Fraction(certificate.daily_hours),
    }


def _spells(claim, statuses, certificates, known_at) -> tuple[Spell, ...]:
    paid_for = _separations_paid(claim)
    certified = {(c.employer_id, c.separation_on): c for c in certificates}
    spells = [_spell(status, claim, certified, paid_for) for status in statuses]
    return tuple(spell for spell in spells if spell)


def _spell(status, claim, certified, paid_for) -> Spell | None:
    certificate = certified.get((status.employer_id, claim.separation_on))
    if status.lost_on is None and certificate is None:
        return None
    last_on = status.lost_on - ONE_DAY if status.lost_on else claim.separation_on
    certificate = certified.get((status.employer_id, last_on))
    return Spell(
        acquired_on=status.acquired_on,
        last_on=last_on,
        kind=status.kind,
        separation_code=certificate.reason_code if certificate else status.loss_reason,
        unit_day_rows=_unit_days(certificate, last_on),
        unpaid_weekdays=() if certificate else (SATURDAY,),
        benefit_paid=last_on in paid_for,
        chapter_4=status.unemployment_covered,
        very_short_hours=is_very_short(Fraction(status.weekly_hours), status.weekly_days, last_on),
    )


def _unit_days(certificate: SeparationCertificate | None, last_on: date) -> tuple[UnitDays, ...]:
    return (UnitDays(certificate.unit_days_from_on, last_on, certificate.unit_days),) if certificate else ()


def _judged(status, claim, certificate) -> bool:
    return certificate is not None and status.employer_id == certificate.employer_id


def _last_hours(claim: Claim, statuses) -> dict[str, Any]:
    """Agreed hours and days a week at the separation judged, where they are short; nothing for others."""
    for status in statuses:
        ended = status.lost_on is not None and status.lost_on - ONE_DAY == claim.separation_on
        if ended and is_very_short(Fraction(status.weekly_hours), status.weekly_days, claim.separation_on):
            return {"weekly_hours": Fraction(status.weekly_hours), "weekly_days": status.weekly_days}
    return {}


def _separations_paid(claim: Claim) -> set[date]:
    earlier = Claim.objects.filter(person=claim.person_id, benefit=claim.benefit, days_recognised__gt=0)
    return set(earlier.exclude(pk=claim.pk).values_list("separation_on", flat=True))
