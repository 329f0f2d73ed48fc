"""Points: what is uncertain on a case, raised by the law or by a person, cleared by a person with reason and evidence."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from backoffice.staff import clock
from backoffice.staff.refusal import Refused
from claims.models import Claim, Document, Point
from law.facts import load
from law.kr.certification_codes import POINTS as CERTIFICATION_POINTS
from law.kr.entitlement_codes import GROUNDS, JUST_CAUSES, POINTS
from law.kr.facts import ReasonFinding
from law.words import catalogue

from .plain import plain
from .steps import step

OFFICE_POINTS = {
    "unconfirmed_law": gettext_noop("A value of law for this day is not confirmed yet"),
    "account_shared": gettext_noop("Another person is paid to the same bank account"),
    "by_hand": gettext_noop("A colleague asks for something to be checked"),
}
NEEDS_FINDING = frozenset({"reason_conflict", "reason_finding_needed", "reason_not_stated"})
NOT_BY_HAND = frozenset({"unconfirmed_law"})


def label(code: str, language: str | None = None) -> str:
    """A point's name for a reader; the law's own points are worded by the law."""
    if code in OFFICE_POINTS:
        return _(OFFICE_POINTS[code])
    from django.utils.translation import get_language

    return catalogue(language or (get_language() or "ko")[:2])((POINTS | CERTIFICATION_POINTS).get(code, code))


def raise_from_law(claim: Claim, proposal, *, by) -> None:
    """Opens the points that the law sees in a proposal, and closes those that no longer arise."""
    seen = set(proposal.outcome.results["points"])
    if proposal.outcome.unconfirmed:
        seen.add("unconfirmed_law")
    known = Point.objects.filter(claim=claim, certification=None)
    settled = set(known.filter(cleared_at__isnull=False).exclude(cleared_by=None).values_list("code", flat=True))
    Point.objects.bulk_create(
        Point(claim=claim, code=code, raised_by=by)
        for code in sorted(seen - settled)
        if not known.filter(code=code, cleared_at=None).exists()
    )
    for point in known.filter(cleared_at=None).exclude(code__in=[*seen, "by_hand", "account_shared"]):
        _close(point, claim, by, {"reason": gettext_noop("No longer arises from what is known.")}, None)


def _complete(point: Point, *, by, reason: str, finding: Mapping[str, Any] | None = None, **_said) -> None:
    if point.cleared_at:
        raise Refused(_("%(who)s has cleared this point already.") % {"who": point.cleared_by})
    if point.code in NOT_BY_HAND:
        raise Refused(_("Nobody can clear this by hand. It goes away once the value of law is confirmed."))
    if not reason.strip():
        raise Refused(_("Say why. A point is cleared with a reason that the approver and the auditor will read."))
    if point.code in NEEDS_FINDING:
        _check_finding(finding)


def _check_finding(finding: Mapping[str, Any] | None) -> None:
    if not finding or finding.get("ground") not in GROUNDS:
        raise Refused(_("Choose what you found on the reason for leaving."))
    if finding["ground"] == "just_cause" and finding.get("just_cause") not in JUST_CAUSES:
        raise Refused(_("Choose which just cause it was."))


@step(needs="examine", prepare=_complete)
def clear(
    point: Point, *, by, reason: str, finding: Mapping[str, Any] | None = None, evidence: Document | None = None
):
    """Clears a point with a reason, with evidence where there is some, and with the finding it asks for."""
    said = {"reason": reason} | ({"finding": plain(load(ReasonFinding, finding))} if finding else {})
    _close(point, point.claim, by, said, evidence)


@step(needs="examine")
def raise_by_hand(claim: Claim, *, by, what: str):
    """A person asks for something to be checked before the claim is decided."""
    if claim.points.filter(code="by_hand", cleared_at=None).exists():
        raise Refused(_("A colleague's question is open on this case already. Clear that one first."))
    Point.objects.create(claim=claim, code="by_hand", raised_by=by)


def _close(point: Point, claim: Claim, by, said: dict, evidence) -> None:
    point.cleared_at, point.cleared_by, point.evidence = clock.now(), by, evidence
    point.sealed_clearing = claim.person.seal(said, "point")
    point.save()
