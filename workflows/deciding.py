"""Deciding a claim: the system drafts, a caseworker recommends, another person approves or sends back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import OperationalError, transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from audits.chain import remember
from backoffice.staff import clock
from backoffice.staff.refusal import Refused
from claims import facts as bridge
from claims.fact_words import fact_words
from claims.models import Claim, Determination, Override, Point
from claims.permissions import may
from law import explain
from law.engine import NotInLaw
from law.facts import plain as law_plain
from law.pack import Outcome
from law.schemes import SCHEMES

from . import certifying, correcting, entitlement_letters, points, tasks
from .models import Kind
from .overrides import given_by
from .plain import plain
from .steps import locked, move, refuse_unless_allowed, step, subject_of

AWARD = {
    "daily_amount": "daily_amount",
    "prescribed_days": "prescribed_days",
    "benefit_from_on": "benefit_period_start",
    "benefit_until_on": "benefit_period_end",
    "payable_from_on": "first_payable_on",
}


@dataclass(frozen=True)
class Proposal:
    """What the law says on a claim now: with what people fixed, and without it."""

    facts: Any
    outcome: Outcome
    unaided: Outcome

    @property
    def decides(self) -> str:
        """ "grant" or "refuse", as recommended."""
        return "grant" if self.outcome.results["eligible"] else "refuse"


def decision_of(claim: Claim):
    """The legal decision about entitlement in the claim's scheme."""
    return SCHEMES[claim.scheme].decisions["entitlement"]


def propose(claim: Claim, overrides: Mapping[str, Any] | None = None, *, facts: Any = None) -> Proposal:
    """What the law says on the claim as known now; saves nothing.

    Raises Refused where the registers hold no employment to judge, or where the law has no value for the day.
    """
    facts = facts or bridge.entitlement_facts(claim)
    if not any(spell.last_on == claim.separation_on for spell in facts.spells):
        raise Refused(
            _("No insured employment that ended on %(day)s is in the registers. Record it, or ask COMWEL to confirm it.")
            % {"day": claim.separation_on}
        )
    decide = decision_of(claim).decide
    try:
        unaided = decide(facts)
        return Proposal(facts, decide(facts, given=overrides) if overrides else unaided, unaided)
    except NotInLaw as missing:
        raise Refused(explain.refusal(missing, (get_language() or "ko")[:2])) from None


@transaction.atomic
def draft(claim: Claim, *, by, supersedes: Determination | None = None, correction_reason: str = "") -> Determination:
    """Drafts the determination of a claim, or drafts it afresh from what is known now; raises its points.

    Takes the determination that this one is to supersede, for a correction. Raises Refused while another one waits
    for approval, and for a claim on which nothing is to be decided.
    """
    claim = locked(claim)
    refuse_unless_allowed(claim, None, may("examine"), by)
    supersedes = supersedes or _superseded_by_open_draft(claim)
    if claim.state != "filed" and supersedes is None:
        raise Refused(_("Nothing is to be decided on this claim now. A decided claim is corrected instead."))
    current = claim.determinations.filter(state__in=["draft", "recommended"]).first()
    if current and current.state == "recommended":
        raise Refused(_("A recommendation waits for approval. It must be sent back before it can be drafted afresh."))
    proposal = propose(claim, given_by(current))
    determination = _written(current or _new(claim, by, supersedes, correction_reason), proposal)
    points.raise_from_law(claim, proposal, by=by)
    remember(
        "draft", by=by, claim=claim, subject=subject_of(determination), target=determination.state,
        content={"facts": determination.facts_hash, "law_on": determination.law_on.isoformat(),
                 "law": determination.law_digest, "proposed": determination.proposed, "reason": correction_reason},
    )
    return determination


def _superseded_by_open_draft(claim: Claim) -> Determination | None:
    open_draft = claim.determinations.filter(state__in=["draft", "recommended"]).select_related("supersedes").first()
    return open_draft.supersedes if open_draft else None


def _new(claim, by, supersedes, correction_reason) -> Determination:
    number = (claim.determinations.order_by("-number").values_list("number", flat=True).first() or 0) + 1
    return Determination(claim=claim, number=number, drafted_by=by, supersedes=supersedes,
                         correction_reason=correction_reason)


def _written(determination: Determination, proposal: Proposal) -> Determination:
    """The determination with facts, law, reasoning and result of a proposal put into it, and saved."""
    claim, outcome = determination.claim, proposal.outcome
    determination.drafted_at = clock.now()
    determination.proposed = "grant" if proposal.unaided.results["eligible"] else "refuse"
    determination.outcome = proposal.decides
    determination.law_on, determination.law_digest = outcome.law_date, outcome.digest
    determination.unconfirmed = bool(outcome.unconfirmed)
    determination.facts_hash = bridge.facts_hash(proposal.facts)
    trace = outcome.to_json()
    determination.sealed_facts = claim.person.seal(trace["facts"], "facts")
    determination.sealed_trace = claim.person.seal(trace, "trace")
    determination.grounds = law_plain(outcome.results["refusal_grounds"])
    determination.award = award_of(outcome) if proposal.decides == "grant" else {}
    determination.save()
    return determination


def award_of(outcome: Outcome) -> dict[str, Any]:
    """What a grant gives the claim: won, days and days of the calendar, as JSON."""
    return {field: law_plain(outcome.results[rule]) for field, rule in AWARD.items()}


def award_values(award: Mapping[str, Any]) -> dict[str, Any]:
    """The same with its days as dates, as the claim's fields take them."""
    return {field: date.fromisoformat(value) if field.endswith("_on") else value for field, value in award.items()}


def _ready(determination: Determination, *, by, text: str = "", **_said) -> None:
    claim = determination.claim
    if determination.unconfirmed:
        raise Refused(
            _("This rests on a value of law that is not confirmed yet, so it can be drafted but not recommended.")
        )
    if open_points := list(Point.objects.filter(claim=claim, certification=None, cleared_at=None)):
        names = ", ".join(points.label(point.code) for point in open_points)
        raise Refused(_("Points are still open: %(points)s. Clear each of them first.") % {"points": names})
    if changed := bridge.differences(determination.facts, bridge.entitlement_facts(claim)):
        raise Refused(_("What is known has changed since the draft (%(facts)s). Draft it afresh.")
                      % {"facts": fact_words(changed)})
    determination.sealed_finding = claim.person.seal(
        plain({"finding": bridge.reason_finding(claim), "text": text}), "finding"
    )


@step(Determination.recommend, prepare=_ready)
def recommend(determination: Determination, *, by, text: str = ""):
    """The caseworker recommends the draft; `text` is the finding in their own words, which goes into the letter."""
    claim = determination.claim
    tasks.finish(claim, Kind.EXAMINE, Kind.REVISE, Kind.WOKEN, Kind.CORRECT)
    tasks.open_task(claim, Kind.APPROVE, by=by, due_on=claim.due_on or clock.today())


def _nobody_signs_their_own_judgement(determination: Determination, by) -> None:
    judged = Point.objects.filter(claim=determination.claim, certification=None, cleared_by=by).exists()
    if judged or determination.overrides.filter(made_by=by, withdrawn_at=None).exists():
        raise Refused(_("You cleared a point or set a finding in this decision yourself. Another person must sign it."))


def _still_true(determination: Determination, *, by, seen: str = "", **_said) -> None:
    _nobody_signs_their_own_judgement(determination, by)
    changed = bridge.differences(determination.facts, bridge.entitlement_facts(determination.claim))
    if seen and seen != determination.facts_hash or changed:
        raise Refused(
            _("The facts have changed since this was recommended (%(facts)s). Send it back so that it is drafted afresh.")
            % {"facts": fact_words(changed) or _("what you saw is not what stands here now")}
        )
    if determination.state == "recommended" and determination.supersedes_id:
        move(Determination.objects.get(pk=determination.supersedes_id), Determination.supersede)


@step(Determination.approve, prepare=_still_true)
def approve(determination: Determination, *, by, seen: str = ""):
    """A second person signs: the letter goes out, the claim is granted or refused, what follows is scheduled.

    `seen` is the hash of the facts that were on the approver's screen.
    """
    claim = determination.claim
    granted_before = claim.state == "granted"
    difference = correcting.settle_difference(determination, by=by) if determination.supersedes_id else None
    if determination.outcome == "grant":
        _replace_earlier_entitlement(claim, determination, by)
        move(claim, Claim.grant, award=award_values(determination.award))
    else:
        move(claim, Claim.refuse)
    tasks.finish(claim, Kind.APPROVE)
    if determination.outcome == "grant" and not granted_before:
        certifying.schedule_first(claim, by=by)
    entitlement_letters.issue(determination, by=by, difference=difference)
    _settle_due_day(claim)


def _replace_earlier_entitlement(claim: Claim, determination: Determination, by) -> None:
    """EIA 43(5): a new entitlement replaces the old one during its benefit period."""
    earlier = Claim.objects.select_for_update(of=("self",), nowait=True).filter(
        person=claim.person_id, benefit=claim.benefit, state="granted",
        benefit_until_on__gte=determination.award["benefit_from_on"],
    )
    try:
        replaced = list(earlier.exclude(pk=claim.pk).select_related("person__key").order_by("pk"))
    except OperationalError:
        raise Refused(
            _("Somebody is working on this person's earlier claim at this moment. Approve again in a minute.")
        ) from None
    for old in replaced:
        certifying.end(old, by=by, because="replaced", on=clock.today())


def _settle_due_day(claim: Claim) -> None:
    due = claim.tasks.open().order_by("due_on").values_list("due_on", flat=True).first()
    claim.due_on = due
    claim.save()


@step(Determination.send_back)
def send_back(determination: Determination, *, by, because: str, note: str):
    """The supervisor sends the recommendation back with a coded reason and a note."""
    claim = determination.claim
    tasks.finish(claim, Kind.APPROVE)
    tasks.open_task(claim, Kind.REVISE, by=by, due_on=claim.due_on or clock.today(),
                    assigned_to=determination.recommended_by)


@step(Determination.discard)
def discard(determination: Determination, *, by, reason: str):
    """A draft that is not wanted any more (a correction that proved needless) is put aside, and stays readable."""
    tasks.drop(determination.claim, Kind.APPROVE, Kind.CORRECT, Kind.REVISE)


def overrides_in_force(determination: Determination) -> list[Override]:
    """What people put in the place of rules' results, with who and why."""
    return list(determination.overrides.filter(withdrawn_at=None).select_related("made_by"))
