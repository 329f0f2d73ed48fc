"""The approval inbox: what was decided, what a person changed against the proposal, the letter; sign or send back."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _

from backoffice import formats
from backoffice.staff.refusal import Refused
from claims.fact_words import fact_word
from claims.facts import differences, entitlement_facts
from claims.models import Determination
from contributions.models import Recusal
from workflows import correcting, deciding, entitlement_letters
from workflows.steps import why_not

from . import approving_forms as forms
from .awards import changes
from .cases import checked, overrides_shown, point_row, shown, why
from .pages import act, listed, page, show, the_case

SIZE = 50


@page("approve")
def approvals(request):
    """What waits for this person's approval, the oldest first; never their own."""
    found = list(_waiting(request.user, request.GET.get("after", ""))[: SIZE + 1])
    rows = [_row(d, request.user.language) for d in found[:SIZE]]
    if rows:
        listed(request, "approvals", [d.claim.person_id for d in found[:SIZE]])
    after = f"{reverse('approvals')}?after={found[SIZE - 1].pk}" if len(found) > SIZE else ""
    return show(request, "approvals/approvals.html", rows=rows, columns=_columns(), next_url=after,
                first_url=reverse("approvals") if request.GET.get("after") else "")


def _waiting(user, after: str):
    recused = Recusal.objects.hashes(user)
    waiting = Determination.objects.awaiting_approval_by(user).exclude(claim__person__resident_number_hash__in=recused)
    waiting = waiting.select_related("claim__person", "claim__office", "recommended_by").order_by("pk")
    return waiting.filter(pk__gt=int(after)) if after.isdecimal() else waiting


def _columns() -> list[dict]:
    return [
        {"key": "name", "label": _("Name"), "row_header": True}, {"key": "number", "label": _("Claim number")},
        {"key": "outcome", "label": _("Recommended outcome")}, {"key": "changed", "label": _("Against the proposal")},
        {"key": "due", "label": _("Due"), "kind": "deadline"}, {"key": "by", "label": _("Recommended by")},
        {"key": "at", "label": _("At"), "kind": "instant"},
    ]


def _row(determination: Determination, language: str) -> dict:
    claim = determination.claim
    differs = determination.outcome != determination.proposed
    return {
        "url": reverse("approval", args=[claim.number]),
        "name": f"{formats.name(claim.person.name, claim.person.name_en, language)} {formats.date(claim.person.birth_on, language)}", "number": claim.number,
        "outcome": determination.get_outcome_display(),
        "changed": {"word": _("Differs"), "tone": "warning"} if differs else _("As proposed"),
        "due": claim.due_on, "by": determination.recommended_by.name_in(language), "at": determination.recommended_at,
    }


@act("approve")
def approval(request, number):
    """One recommendation: the decision, the changes, the checks and the letter; approve it or send it back."""
    claim = the_case(request, number, "approval")
    determination = claim.determinations.filter(state="recommended").select_related(
        "recommended_by", "drafted_by", "supersedes").first()
    if determination is None:
        if request.method == "POST":
            messages.error(request, _("Nothing waits for approval on this case any more. Reload to see what happened."))
            return redirect("case", number)
        raise Http404
    determination.claim = claim
    form = forms.Approval(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            _sign(request, determination, form.cleaned_data)
        except Refused as refused:
            form.add_error(None, refused.sentence)
        else:
            return redirect("approvals")
    return show(request, "approvals/approval.html", **_context(request, claim, determination), form=form,
                wrong=bool(form.is_bound and form.errors))


def _sign(request, determination: Determination, said: dict) -> None:
    if said["verdict"] == "approve":
        deciding.approve(determination, by=request.user, seen=said["seen"])
        messages.success(request, _("Approved. The letter has been issued."))
    else:
        deciding.send_back(determination, by=request.user, because=said["because"], note=said["note"])
        messages.success(request, _("Sent back."))


def _context(request, claim, determination) -> dict:
    changed = differences(determination.facts, entitlement_facts(claim))
    cleared = [point_row(claim, p) for p in claim.points.filter(certification=None).select_related("cleared_by", "evidence")]
    preview = correcting.preview_of(determination) if determination.supersedes_id else None
    return {
        "claim": claim, "person": claim.person, "determination": shown(determination), "conditions": checked(determination),
        "why": why(determination), "points": cleared, "overrides": overrides_shown(determination),
        "facts_changed": [fact_word(name) for name in changed],
        "preview": preview, "cannot": why_not(determination, deciding.approve, request.user),
        "letter": entitlement_letters.words(determination, by=request.user, difference=preview),
        "letter_url": reverse("letter_preview", args=[claim.number]),
        "award": changes(determination, request.user.language),
    }


urls = [
    path("approvals/", approvals, name="approvals"),
    path("approvals/<str:number>/", approval, name="approval"),
]
