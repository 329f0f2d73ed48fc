"""What a caseworker does on a case before the decision; each act a small form of its own."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _

from backoffice.staff.grants import staff_who_may
from backoffice.staff.refusal import Refused
from workflows import correcting, deciding, documents, filing, holding, overrides, points
from workflows.letters import LANGUAGES

from . import examining_forms as forms
from .cases import checked, frame_of, latest_determination, point_row, shown, why
from .pages import act, attempt, back_to_case, show, the_case


def form_act(request, claim, form, *, title, button, step, tab="case", text="", kind="primary", done="", **more):
    """Shows a form of a case and, when it is posted and right, takes the step; what was typed is never lost."""
    refused = ""
    if request.method == "POST" and form.is_valid():
        try:
            step(form.cleaned_data)
        except Refused as refusal:
            refused = refusal.sentence
        else:
            messages.success(request, done or _("Done."))
            return redirect(tab, claim.number)
    return show(
        request, "cases/act.html", **frame_of(request, claim, tab), form=form, title=title, button=button, text=text,
        kind=kind, refused=refused, wrong=bool(refused or (form.is_bound and form.errors)), **more,
    )


@act("examine")
def draft(request, number):
    """Drafts the determination from what is known now."""
    claim = the_case(request, number, "draft")
    if request.method == "POST":
        attempt(request, deciding.draft, claim, done=_("Drafted."))
        return redirect("case_conditions", number)
    return form_act(request, claim, forms.Nothing(), title=_("Draft the determination"), button=_("Draft"), step=None,
                    text=_("The system computes the result from what the registers and the claimant say now."))


@act("examine")
def point(request, number, pk):
    """Clears a point with a reason, evidence and, where one is needed, a finding."""
    claim = the_case(request, number, "point")
    found = get_object_or_404(claim.points, pk=pk)
    form = forms.ClearPoint(request.POST or None, claim=claim, code=found.code)

    def step(said):
        points.clear(found, by=request.user, reason=said["reason"], finding=form.finding(), evidence=form.evidence())
        if claim.determinations.filter(state="draft").exists():
            deciding.draft(claim, by=request.user)

    return form_act(request, claim, form, title=point_row(claim, found)["label"], button=_("Clear the point"), step=step,
                    tab="case_conditions", done=_("The point is cleared."))


@act("examine")
def raise_point(request, number):
    """Asks for something to be checked."""
    claim = the_case(request, number, "raise_point")
    form = forms.Question(request.POST or None)
    return form_act(request, claim, form, title=_("Ask for something to be checked"), button=_("Raise the point"),
                    step=lambda said: points.raise_by_hand(claim, by=request.user, what=said["what"]))


@act("examine")
def override(request, number):
    """Sets a finding of the draft by hand, with a reason that the approver sees; or takes one back."""
    claim = the_case(request, number, "override")
    determination = latest_determination(claim)
    if determination is None:
        return redirect("case_conditions", number)
    form = forms.OverrideFinding(request.POST or None)

    def step(said):
        if said["value"] == "computed":
            overrides.withdraw_override(determination, by=request.user, rule=said["rule"], reason=said["reason"])
        else:
            value = overrides.read_value(said["rule"], said["value"])
            overrides.override(determination, by=request.user, rule=said["rule"], value=value, reason=said["reason"])

    return form_act(request, claim, form, title=_("Set a finding by hand"), button=_("Set the finding"), step=step,
                    tab="case_conditions",
                    text=_("It is always visible beside what was computed, and a second person signs it."))


@act("examine")
def recommend(request, number):
    """The finding in words, the letter beside it, and the recommendation."""
    claim = the_case(request, number, "recommend")
    determination = latest_determination(claim)
    if determination is None or determination.state != "draft":
        return back_to_case(claim)
    form = forms.Recommend(request.POST or None)
    return form_act(
        request, claim, form, title=_("Recommend"), button=_("Send for approval"), tab="case",
        step=lambda said: deciding.recommend(determination, by=request.user, text=said["text"]),
        done=_("Sent for approval."), determination=shown(determination), conditions=checked(determination),
        why=why(determination), letter_url=reverse("letter_preview", args=[claim.number]), languages=LANGUAGES,
    )


@act("examine")
def request_documents(request, number):
    """Asks the claimant for missing documents by a day."""
    claim = the_case(request, number, "request_documents")
    form = forms.AskForDocuments(request.POST or None)
    return form_act(request, claim, form, title=_("Ask for documents"), button=_("Send the letter"),
                    tab="case_documents", done=_("The letter has been issued."),
                    step=lambda said: documents.request_documents(claim, by=request.user, **said))


@act("file_claim")
def receive_document(request, number):
    """Keeps a document that came in."""
    claim = the_case(request, number, "receive_document")
    form = forms.AddDocument(request.POST or None, request.FILES or None)

    def step(said):
        documents.receive_document(claim, by=request.user, kind=said["kind"], name=said["file"].name,
                                   content=said["file"].read())

    return form_act(request, claim, form, title=_("Add a document"), button=_("Keep the document"), step=step,
                    tab="case_documents", done=_("The document is in the file."), upload=True)


@act("file_claim")
def restate(request, number):
    """Takes down changed answers; the earlier ones stay."""
    from claims.facts import current_answers

    claim = the_case(request, number, "restate")
    form = forms.Restate(request.POST or None, initial=forms.typed_answers(current_answers(claim)))
    return form_act(request, claim, form, title=_("Change the answers"), button=_("Take down"),
                    step=lambda said: filing.restate(claim, by=request.user, answers=form.answers(), reason=said["reason"]),
                    done=_("Taken down. Draft the determination afresh to use the new answers."))


@act("examine")
def hold(request, number):
    """Puts the claim on hold until a day."""
    claim = the_case(request, number, "hold")
    form = forms.Hold(request.POST or None)
    return form_act(request, claim, form, title=_("Put on hold"), button=_("Put on hold"), done=_("The claim is on hold."),
                    step=lambda said: holding.hold(claim, by=request.user, **said))


@act("examine")
def wake(request, number):
    """Ends the hold before its day."""
    claim = the_case(request, number, "wake")
    form = forms.Reason(request.POST or None)
    return form_act(request, claim, form, title=_("End the hold"), button=_("End the hold"), done=_("The hold has ended."),
                    step=lambda said: holding.wake(claim, by=request.user, reason=said["reason"]))


@act("examine")
def withdraw(request, number):
    """The claimant withdraws."""
    claim = the_case(request, number, "withdraw")
    form = forms.Reason(request.POST or None)
    return form_act(request, claim, form, title=_("Withdraw"), button=_("Withdraw the claim"), kind="danger",
                    text=_("The claim ends here. The claimant gets a letter and may file again."),
                    done=_("The claim is withdrawn."),
                    step=lambda said: holding.withdraw(claim, by=request.user, reason=said["reason"]))


@act("assign")
def reassign(request, number):
    """Gives the case to somebody else."""
    claim = the_case(request, number, "reassign")
    people = {str(person.pk): person for person in staff_who_may("examine", claim.office)}
    form = forms.Reassign(request.POST or None, people=people)

    def step(said):
        holding.reassign(claim, by=request.user, to=people[said["to"]], reason=said["reason"])

    return form_act(request, claim, form, title=_("Give to somebody else"), button=_("Give the case"), step=step)


@act("examine")
def correct(request, number):
    """Opens a correction: what would change, in days, won and letter; then a new draft that supersedes."""
    claim = the_case(request, number, "correct")
    form = forms.Correct(request.POST or None)
    try:
        preview, refused = correcting.preview(claim), ""
    except Refused as refusal:
        preview, refused = None, refusal.sentence
    return form_act(
        request, claim, form, title=_("Correct the decision"), button=_("Draft the correction"), tab="case_conditions",
        text=refused or _("Nothing is changed until another person approves. Only what is known now counts."),
        step=lambda said: correcting.redraft(claim, by=request.user, reason=said["reason"]), preview=preview,
    )


urls = [
    path("claims/<str:number>/draft/", draft, name="draft"),
    path("claims/<str:number>/points/<int:pk>/", point, name="point"),
    path("claims/<str:number>/points/raise/", raise_point, name="raise_point"),
    path("claims/<str:number>/override/", override, name="override"),
    path("claims/<str:number>/recommend/", recommend, name="recommend"),
    path("claims/<str:number>/documents/request/", request_documents, name="request_documents"),
    path("claims/<str:number>/documents/add/", receive_document, name="receive_document"),
    path("claims/<str:number>/answers/", restate, name="restate"),
    path("claims/<str:number>/hold/", hold, name="hold"),
    path("claims/<str:number>/wake/", wake, name="wake"),
    path("claims/<str:number>/withdraw/", withdraw, name="withdraw"),
    path("claims/<str:number>/reassign/", reassign, name="reassign"),
    path("claims/<str:number>/correct/", correct, name="correct"),
]
