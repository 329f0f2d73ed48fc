"""Recognition: whose day it is, the report, the days as the law sees them, and the recognition itself."""

import hashlib
import json
from datetime import date, timedelta
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django_fsm import can_proceed

from backoffice import formats
from backoffice.staff import clock
from backoffice.staff.refusal import Refused
from claims.models import Certification, Claim
from contributions.models import Recusal
from law import explain
from workflows import certifying, scheduling
from workflows.steps import why_not

from . import recognition_forms as forms
from .cases import frame_of, point_row
from .examining_forms import Nothing
from .pages import act, listed, page, show, the_case
from .recognition_shown import language, payment_row, reported, result_of, round_facts, round_row, span_columns
from .words import state_tag

SIZE = 50
SOON = timedelta(days=7)
SHOWN = ("today", "late", "soon", "reported", "missed")


# ── the list ─────────────────────────────────────────────────────────────────
@page("certify")
def recognition(request):
    """Rounds of one's offices by recognition day: by default those due up to today."""
    chosen = request.GET.get("show", "") if request.GET.get("show", "") in SHOWN else ""
    found = list(_after(_rounds(request.user, chosen), request.GET.get("after", ""))[: SIZE + 1])
    rows = [_row(certification) for certification in found[:SIZE]]
    if rows:
        listed(request, "recognition", [certification.claim.person_id for certification in found[:SIZE]])
    return show(
        request, "recognition/recognition.html", columns=_columns(), rows=rows, places=_places(chosen),
        next_url=_url(chosen, found[SIZE - 1]) if len(found) > SIZE else "",
        first_url=_url(chosen) if request.GET.get("after") else "",
    )


def _rounds(user, chosen: str):
    today, due = clock.today(), Q(state="due")
    meant = {
        "": due & Q(due_on__lte=today), "today": due & Q(due_on=today), "late": due & Q(due_on__lt=today),
        "soon": due & Q(due_on__gt=today, due_on__lte=today + SOON), "reported": Q(state="reported"),
        "missed": Q(state="missed"),
    }[chosen]
    rounds = Certification.objects.filter(meant, claim__office_id__in=user.offices("certify"))
    rounds = rounds.exclude(claim__person__resident_number_hash__in=Recusal.objects.hashes(user))
    return rounds.select_related("claim__person__key").order_by("due_on", "id")


def _after(rounds, key: str):
    """Rounds after a key "2026-11-22.123" (the day and id of the last row shown)."""
    day, _dot, pk = key.partition(".")
    try:
        due_on = date.fromisoformat(day)
        return rounds.filter(Q(due_on__gt=due_on) | Q(due_on=due_on, pk__gt=int(pk)))
    except ValueError:
        return rounds


def _url(chosen: str, last: Certification | None = None) -> str:
    said = {"show": chosen} if chosen else {}
    if last:
        said["after"] = f"{last.due_on.isoformat()}.{last.pk}"
    return f"{reverse('recognition')}?{urlencode(said)}" if said else reverse("recognition")


def _places(chosen: str) -> list[dict]:
    words = [
        ("", _("Due up to today")), ("today", _("Due today")), ("late", _("Past the recognition day")),
        ("soon", _("In the next seven days")), ("reported", _("Reported, to be recognised")), ("missed", _("Missed")),
    ]
    return [{"label": label, "url": _url(code), "current": code == chosen} for code, label in words]


def _row(certification: Certification) -> dict:
    person = certification.claim.person
    name = formats.name(person.name, person.name_en, language())
    return round_row(certification) | {
        "name": f"{name} {formats.date(person.birth_on, language())}", "number": certification.claim.number,
    }


def _columns() -> list[dict]:
    return [{"key": "name", "label": _("Name"), "row_header": True}, {"key": "number", "label": _("Claim number")},
            *_round_columns()]


def _round_columns() -> list[dict]:
    return [
        {"key": "round", "label": _("Round"), "kind": "number"}, {"key": "period", "label": _("Period")},
        {"key": "due", "label": _("Recognition day"), "kind": "deadline"}, {"key": "state", "label": _("State")},
        {"key": "reported", "label": _("Reported")},
    ]


@page("see_case")
def case_certifications(request, number):
    """The rounds of a case, the latest first."""
    claim = the_case(request, number, "case_certifications")
    rounds = list(claim.certifications.order_by("-round", "-pk"))
    for certification in rounds:
        certification.claim = claim
    rows = [_case_row(certification) for certification in rounds]
    columns = [{"key": "round", "label": _("Round"), "row_header": True}, *_round_columns()[1:],
               {"key": "days", "label": _("Days recognised"), "kind": "number"},
               {"key": "amount", "label": _("Amount"), "kind": "money"}]
    return show(request, "cases/certifications.html", **frame_of(request, claim, "case_certifications"), rows=rows,
                columns=columns)


def _case_row(certification: Certification) -> dict:
    settled = certification.state in ("recognised", "missed")
    return round_row(certification) | {
        "days": certification.days_recognised if settled else None, "amount": certification.amount if settled else None,
    }


# ── one round ────────────────────────────────────────────────────────────────
@page("see_case", methods=("GET", "POST"))
def certification(request, pk):
    """One round: what is known, what the law makes of it, and what a caseworker can do now."""
    found = the_round(request, pk, "certification")
    if request.method == "POST":
        return _judge(request, found)
    if found.state == "reported":
        return _proposed(request, found, forms.Findings(report=found.report))
    if found.state in ("due", "missed") and not why_not(found, certifying.report, request.user):
        return _asked(request, found, forms.WholeReport())
    return show(request, "recognition/round.html", **_context(request, found))


def the_round(request, pk: int, page_name: str) -> Certification:
    """The round if the person may see its case, the look recorded; somebody else's is a 404."""
    found = get_object_or_404(Certification.objects.select_related("claim", "recognised_by"), pk=pk)
    found.claim = the_case(request, found.claim.number, page_name, f"round {found.round}")
    return found


def _context(request, certification: Certification) -> dict:
    """What every view of a round shows."""
    claim, trace = certification.claim, certification.trace
    return frame_of(request, claim, "case_certifications") | {
        "round": certification, "state_of_round": state_tag(certification), "facts": round_facts(certification), "said": reported(certification),
        "result": result_of(trace) if trace else None, "span_columns": span_columns(), "acts": _acts(request.user, certification),
        "account": scheduling.account_of(claim), "cannot_certify": why_not_certify(request.user, claim),
        "letters": certification.letters.all(), "payments": [payment_row(payment) for payment in certification.payments.select_related("account")],
    }


def why_not_certify(user, claim: Claim) -> str:
    """Why a person cannot enter anything about recognition on this case; empty where they can."""
    return "" if user.may("certify", claim.office_id) else _("This needs the right to recognise unemployment.")


def _acts(user, certification: Certification) -> list[dict]:
    verbs = [
        (_("Take the report") if certification.state == "due" else _("Take the report again"), "certification_report",
         certifying.report),
        (_("Move the recognition day"), "certification_move", certifying.move_day),
        (_("Record the day as missed"), "certification_miss", certifying.miss),
    ]
    items = [(label, reverse(name, args=[certification.pk]), why_not(certification, verb, user)) for label, name, verb in verbs]
    return [{"label": label, "url": url} | ({"because": because} if because else {}) for label, url, because in items]


# ── the proposal and the recognition ─────────────────────────────────────────
def _judge(request, certification: Certification):
    """Computes again with the findings, or recognises if the result is the one that was seen."""
    if not request.user.may("certify", certification.claim.office_id):
        raise PermissionDenied
    if certification.state != "reported":
        messages.error(request, _("Nothing waits to be recognised in this round now. Here is how it stands."))
        return redirect("certification", certification.pk)
    form = forms.Findings(request.POST, report=certification.report)
    if request.POST.get("verdict") != "recognise" or not form.is_valid():
        return _proposed(request, certification, form)
    try:
        if request.POST.get("seen") != _seen(certifying.propose(certification, form.findings())):
            raise Refused(_("The findings have changed, and with them the result. Look at it as it is now, then recognise."))
        certifying.recognise(certification, by=request.user, findings=form.findings())
    except Refused as refused:
        return _proposed(request, certification, form, refused.sentence)
    messages.success(request, _("Recognised. The letter has been issued."))
    return redirect("certification", certification.pk)


def _proposed(request, certification: Certification, form: forms.Findings, refused: str = ""):
    try:
        proposal = certifying.propose(certification, form.findings())
    except Refused as impossible:
        proposal, refused = None, impossible.sentence
    context = _context(request, certification) | ({"result": result_of(proposal.outcome.to_json())} if proposal else {})
    return show(
        request, "recognition/proposal.html", **context, form=form, refused=refused, wrong=bool(refused),
        obstacles=proposal.obstacles if proposal else [], seen=_seen(proposal) if proposal else "",
        points=[point_row(certification.claim, point) for point in proposal.open_points] if proposal else [],
        in_register=proposal.in_register if proposal else [],
    )


def _seen(proposal: certifying.Proposal) -> str:
    """A name for what a proposal says, so that nobody recognises what they have not seen."""
    results = {name: str(value) for name, value in proposal.results.items()}
    return hashlib.sha256(json.dumps(results, sort_keys=True).encode()).hexdigest()[:16]


# ── the report ───────────────────────────────────────────────────────────────
@act("certify")
def certification_report(request, pk):
    """Takes the report; asking for more rows saves nothing and loses nothing."""
    found = the_round(request, pk, "certification_report")
    if request.method == "GET":
        stored = forms.stored_report(found.report, found.reported_on, found.manner)
        return _asked(request, found, forms.WholeReport(stored=stored))
    if more := request.POST.get("more", ""):
        return _asked(request, found, forms.WholeReport(request.POST, more=more))
    whole = forms.WholeReport(request.POST)
    if not whole.is_valid():
        return _asked(request, found, whole)
    said = whole.form.cleaned_data
    try:
        certifying.report(found, by=request.user, on=said["on"], manner=said["manner"], report=whole.report())
    except Refused as refused:
        return _asked(request, found, whole, refused.sentence)
    messages.success(request, _("The report is taken. Judge it and recognise the days."))
    return redirect("certification", pk)


def _asked(request, certification: Certification, whole: forms.WholeReport, refused: str = ""):
    errors = [{"text": refused}] if refused else whole.errors(_row_titles())
    return show(
        request, "recognition/report.html", **_context(request, certification), whole=whole, form=whole.form,
        errors=errors, wrong=bool(errors), special=bool(refused) or whole.is_special(), windows=_windows(certification), row_titles=_row_titles(),
        cannot=why_not(certification, certifying.report, request.user), was_missed=not can_proceed(certification.miss),
    )


def _row_titles() -> dict[str, str]:
    return {"activities": _("Job search"), "works": _("Days of work"), "incomes": _("Other income"),
            "hindrances": _("Illness, childbirth, care, stays abroad")}


def _windows(certification: Certification) -> dict | None:
    """What the law still allows for this recognition day, with its reasoning; None where the law has no answer."""
    try:
        outcome = certifying.attendance(certification, on=clock.today(), excuse={})
        last = certifying.late_last_day(certification)
    except Refused:
        return None
    mistake = last if last > certification.due_on else None
    trace = outcome.to_json()
    return {
        "beforehand": outcome.results["change_beforehand_until"], "mistake": mistake, "law_date": outcome.law_date,
        "steps": explain.render(trace, language()), "version": trace["digest"][:12],
    }


# ── another day, no day ──────────────────────────────────────────────────────
@act("certify")
def certification_move(request, pk):
    """Moves the recognition day."""
    found = the_round(request, pk, "certification_move")
    form = forms.Move(request.POST or None)
    return _round_act(
        request, found, form, title=_("Move the recognition day"), button=_("Move the day"),
        text=_("The law knows the causes and their time limits. The claimant gets a letter."), done=_("The day is moved."),
        step=lambda said: certifying.move_day(found, by=request.user, **said),
    )


@act("certify")
def certification_miss(request, pk):
    """Records that nobody came, and nothing excuses it."""
    found = the_round(request, pk, "certification_miss")
    return _round_act(
        request, found, Nothing(request.POST if request.method == "POST" else None), kind="danger",
        title=_("Record the day as missed"), button=_("Record as missed"), done=_("Recorded as missed. The letter has been issued."),
        text=_("The days of the round are not recognised, the claimant gets a letter, and the next recognition day is "
               "set. A reason that comes to light in time can still be taken."),
        step=lambda said: certifying.miss(found, by=request.user, on=clock.today()),
    )


def _round_act(request, certification: Certification, form, *, step, title, button, text, done, kind="primary"):
    refused = ""
    if request.method == "POST" and form.is_valid():
        try:
            step(form.cleaned_data)
        except Refused as refusal:
            refused = refusal.sentence
        else:
            messages.success(request, done)
            return redirect("certification", certification.pk)
    return show(
        request, "recognition/act.html", **_context(request, certification), form=form, title=title, button=button,
        text=text, kind=kind, refused=refused, wrong=bool(refused or (form.is_bound and form.errors)),
        windows=_windows(certification),
    )


urls = [
    path("recognition/", recognition, name="recognition"),
    path("recognition/<int:pk>/", certification, name="certification"),
    path("recognition/<int:pk>/report/", certification_report, name="certification_report"),
    path("recognition/<int:pk>/move/", certification_move, name="certification_move"),
    path("recognition/<int:pk>/miss/", certification_miss, name="certification_miss"),
    path("claims/<str:number>/certifications/", case_certifications, name="case_certifications"),
]
