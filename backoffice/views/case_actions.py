"""What can be done on a case: every act stays visible, with the reason where it is impossible now."""

from django.urls import reverse
from django.utils.translation import gettext as _

from claims.models import Claim
from workflows import documents, filing, holding, points
from workflows.steps import why_not


def actions(user, claim: Claim) -> list[dict]:
    """The menu of a case: {label, url, because?}."""
    draft = claim.determinations.filter(state__in=["draft", "recommended"]).first()
    state = draft.state if draft else ""
    busy = _("A recommendation waits for approval; it must be sent back first.") if state == "recommended" else ""
    return [
        _item(claim, _("Draft the determination"), "draft", busy or _not_examining(user, claim)),
        _item(claim, _("Recommend"), "recommend", _cannot_recommend(user, claim, state)),
        _item(claim, _("Ask for documents"), "request_documents", why_not(claim, documents.request_documents, user)),
        _item(claim, _("Add a document"), "receive_document", why_not(claim, documents.receive_document, user)),
        _item(claim, _("Ask for something to be checked"), "raise_point", why_not(claim, points.raise_by_hand, user)),
        _item(claim, _("Change the answers"), "restate", _cannot_restate(user, claim)),
        _item(claim, _("Put on hold"), "hold", busy or why_not(claim, holding.hold, user)),
        _item(claim, _("End the hold"), "wake", why_not(claim, holding.wake, user)),
        _item(claim, _("Withdraw"), "withdraw", why_not(claim, holding.withdraw, user)),
        _item(claim, _("Give to somebody else"), "reassign", why_not(claim, holding.reassign, user)),
        _item(claim, _("Correct the decision"), "correct", _cannot_correct(user, claim, state)),
    ]


def _item(claim: Claim, label: str, name: str, because: str) -> dict:
    item = {"label": label, "url": reverse(name, args=[claim.number])}
    return item | {"because": because} if because else item


def _not_examining(user, claim: Claim) -> str:
    if not user.may("examine", claim.office_id):
        return _("This needs the right to examine claims at the office of the case.")
    return "" if claim.state == "filed" else _("Nothing is to be decided on this claim now.")


def _cannot_recommend(user, claim: Claim, state: str) -> str:
    if not user.may("examine", claim.office_id):
        return _("This needs the right to examine claims at the office of the case.")
    return "" if state == "draft" else _("There is no draft to recommend.")


def _cannot_restate(user, claim: Claim) -> str:
    return why_not(claim, filing.restate, user) or (
        "" if claim.state in ("filed", "held") else _("The claim has been decided; a change now is a correction.")
    )


def _cannot_correct(user, claim: Claim, state: str) -> str:
    if not user.may("examine", claim.office_id):
        return _("This needs the right to examine claims at the office of the case.")
    if state:
        return _("A determination is in the making already.")
    return "" if claim.determinations.filter(state="approved").exists() else _("Nothing has been decided yet.")
