"""Putting a claim on hold with a wake-up day, waking it, withdrawing it, and moving it between people."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from backoffice.staff import clock
from backoffice.staff.models import User
from backoffice.staff.refusal import Refused
from claims.models import Certification, Claim, Determination

from . import letters, tasks
from .models import Kind
from .steps import move, step

REASONS = {
    "certificate": gettext_noop("Waiting for the separation certificate"),
    "comwel": gettext_noop("Waiting for COMWEL to confirm the insured status"),
    "documents": gettext_noop("Waiting for documents of the claimant"),
    "dispute": gettext_noop("Waiting for the end of a dispute on the dismissal"),
    "law": gettext_noop("Waiting for a value of law to be confirmed"),
}


def _can_wait(claim: Claim, *, by, until: date, because: str, **_said) -> None:
    if because not in REASONS:
        raise Refused(_("Choose the reason for the hold."))
    if until <= clock.today():
        raise Refused(_("The wake-up day must lie after today."))
    if claim.determinations.filter(state="recommended").exists():
        raise Refused(_("A recommendation waits for approval. It must be sent back before the claim can be put on hold."))


@step(Claim.hold, prepare=_can_wait)
def hold(claim: Claim, *, by, until: date, because: str, note: str = ""):
    """Puts the claim on hold until a day; the claimant is told, the night wakes it."""
    letters.issue("hold", claim, by=by, facts={
        "applied_on": claim.filed_on, "wake_on": until,
        "reason_ko": letters.in_language(REASONS[because], "ko"), "reason_en": letters.in_language(REASONS[because], "en")})
    tasks.drop(claim, Kind.EXAMINE, Kind.REVISE, Kind.WOKEN)


@step(Claim.wake)
def wake(claim: Claim, *, by, reason: str = ""):
    """The hold ends: by the night on its day, or earlier by a person."""
    tasks.open_task(claim, Kind.WOKEN, by=by, due_on=max(claim.due_on or clock.today(), clock.today()),
                    assigned_to=claim.assigned_to)


def _says_why(claim: Claim, *, by, reason: str, **_said) -> None:
    if not reason.strip():
        raise Refused(_("Say why the claim is withdrawn, in the claimant's words."))


@step(Claim.withdraw, prepare=_says_why)
def withdraw(claim: Claim, *, by, reason: str):
    """The claimant withdraws before a decision; everything stays readable."""
    for determination in claim.determinations.filter(state__in=["draft", "recommended"]):
        move(determination, Determination.discard)
    for certification in claim.certifications.filter(state__in=["due", "reported"]):
        move(certification, Certification.cancel)
    tasks.drop(claim)
    letters.issue("withdrawn", claim, by=by, facts={
        "applied_on": claim.filed_on, "withdrawn_on": clock.today(), "separated_on": claim.separation_on})


@step(needs="assign")
def reassign(claim: Claim, *, by, to: User, reason: str):
    """A supervisor gives the case, with its open tasks, to somebody who may examine it."""
    if not to.may("examine", claim.office_id):
        raise Refused(_("%(who)s may not examine cases at this office.") % {"who": to})
    claim.assigned_to = to
    claim.save()
    for task in claim.tasks.open().filter(verb__in=["examine", "certify"]):
        task.assigned_to = to
        task.save()

