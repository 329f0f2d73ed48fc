"""Payment runs: what is payable, the sealed run, its release by another person, the file, and the bank's answer."""

from collections.abc import Iterable
from datetime import date

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q, Sum
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _

from audits.models import Event
from backoffice import formats
from backoffice.staff import clock
from backoffice.staff.models import Office
from backoffice.staff.refusal import Refused
from claims.bank import reasons
from claims.models import BankAnswer, Batch, BatchItem, Payment
from contributions.models import Recusal
from workflows import paying
from workflows.steps import why_not

from . import payments_forms as forms
from .pages import act, listed, page, show
from .recognition_shown import language
from .words import TONES, act_word, state_tag

SIZE = 50
LARGEST = 10


# ── the runs ─────────────────────────────────────────────────────────────────
@page("see_payments")
def payments(request):
    """What is payable today at one's offices, and the runs, the latest first."""
    offices = [_payable(request, office) for office in _topmost(request.user, "see_payments")]
    runs = Batch.objects.filter(office_id__in=request.user.offices("see_payments")).select_related(
        "office", "built_by", "released_by").order_by("-run_on", "-id")
    found = list(_before(runs, request.GET.get("before", ""))[: SIZE + 1])
    last = found[SIZE - 1] if len(found) > SIZE else None
    return show(
        request, "payments/payments.html", offices=offices, largest_columns=_largest_columns(),
        runs=[_run_row(batch) for batch in found[:SIZE]], run_columns=_run_columns(), returned=_returned(request.user).count(),
        may_read=request.user.may("build_batch"), first_url=reverse("payments") if request.GET.get("before") else "",
        next_url=f"{reverse('payments')}?before={last.run_on.isoformat()}.{last.pk}" if last else "",
    )


def _topmost(user, verb: str) -> list[Office]:
    """Offices where the verb is granted that do not lie below another such office."""
    reach = user.offices(verb)
    return list(Office.objects.filter(pk__in=reach).exclude(parent_id__in=reach).order_by("code"))


def _payable(request, office: Office) -> dict:
    waiting = paying.waiting(office, on=clock.today())
    sums = waiting.aggregate(count=Count("pk"), total=Sum("amount"))
    largest = list(waiting.order_by("-amount", "id")[:LARGEST])
    may_build = request.user.may("build_batch", office.pk)
    return {
        "name": office.name_in(language()), "count": sums["count"], "total": sums["total"] or 0,
        "largest": _largest(request, "payments", largest),
        "build_url": f"{reverse('batch_build')}?office={office.pk}", "because": _cannot_build(may_build, sums["count"]),
    }


def _cannot_build(may_build: bool, count: int) -> str:
    if not may_build:
        return _("This needs the right to build payment runs.")
    return "" if count else _("Nothing is payable today.")


def _largest(request, page_name: str, found: Iterable[Payment | BatchItem]) -> list[dict]:
    """The largest amounts with payee and masked account; who is shown is recorded."""
    found = list(found)
    names = _payees(request, page_name, found)
    return [
        {"name": names[thing.claim.person_id], "number": thing.claim.number, "account": _named(thing.account), "amount": thing.amount}
        for thing in found
    ]


def _payees(request, page_name: str, found: list) -> dict[int, str]:
    """Names of the people on a list, whose look is recorded; those one keeps away from stay unnamed."""
    people = {thing.claim.person_id: thing.claim.person for thing in found}
    recused = Recusal.objects.hashes(request.user).values_list("resident_number_hash", flat=True)
    kept_away = {bytes(known) for known in recused}
    hidden = {pk for pk, person in people.items() if bytes(person.resident_number_hash) in kept_away}
    if people.keys() - hidden:
        listed(request, page_name, sorted(people.keys() - hidden))
    return {pk: _("(you are recused)") if pk in hidden else formats.name(person.name, person.name_en, language())
            for pk, person in people.items()}


def _named(account) -> str:
    return f"{account.bank_code} {account.masked}"


def _before(runs, key: str):
    """Runs before a key "2026-11-22.123" (the day and id of the last row shown)."""
    day, _dot, pk = key.partition(".")
    try:
        run_on = date.fromisoformat(day)
        return runs.filter(Q(run_on__lt=run_on) | Q(run_on=run_on, pk__lt=int(pk)))
    except ValueError:
        return runs


def _key(text: str) -> int:
    """A key out of an address; 0, before every key, where it is none."""
    return int(text) if text.isascii() and text.isdigit() else 0


def _run_row(batch: Batch) -> dict:
    return {
        "url": reverse("batch", args=[batch.pk]), "number": batch.number, "on": batch.run_on,
        "office": batch.office.name_in(language()), "count": batch.count, "total": batch.total, "state": state_tag(batch),
        "built": batch.built_by.name_in(language()),
        "released": batch.released_by.name_in(language()) if batch.released_by else None,
    }


def _run_columns() -> list[dict]:
    return [
        {"key": "number", "label": _("Run"), "row_header": True}, {"key": "on", "label": _("Run day"), "kind": "date"},
        {"key": "office", "label": _("Office")}, {"key": "count", "label": _("Payments"), "kind": "number"},
        {"key": "total", "label": _("Total"), "kind": "money"}, {"key": "state", "label": _("State")},
        {"key": "built", "label": _("Built by")}, {"key": "released", "label": _("Released by")},
    ]


def _largest_columns() -> list[dict]:
    return [
        {"key": "name", "label": _("Payee"), "row_header": True}, {"key": "number", "label": _("Claim number")},
        {"key": "account", "label": _("Account"), "kind": "code"}, {"key": "amount", "label": _("Amount"), "kind": "money"},
    ]


@act("build_batch")
def batch_build(request):
    """Shows what a run would hold, and builds it."""
    chosen = request.POST.get("office") or request.GET.get("office", "")
    office = get_object_or_404(Office, pk=_key(chosen))
    if not request.user.may("build_batch", office.pk):
        raise Http404
    refused = ""
    if request.method == "POST":
        try:
            batch = paying.build(office, by=request.user, on=clock.today())
        except Refused as refusal:
            refused = refusal.sentence
        else:
            messages.success(request, _("Built and sealed. Another person releases it."))
            return redirect("batch", batch.pk)
    return show(request, "payments/build.html", office=office, payable=_payable(request, office), refused=refused,
                largest_columns=_largest_columns(), wrong=bool(refused))


# ── one run ──────────────────────────────────────────────────────────────────
@page("see_payments")
def batch(request, pk):
    """One run: its seal, its sums against what was sealed, its payments, the bank's answers."""
    found = the_run(request, pk)
    items = found.items.select_related("claim__person__key", "account", "payment").order_by("id")
    after = request.GET.get("after", "")
    rows = list(items.filter(pk__gt=_key(after))[: SIZE + 1])
    here = reverse("batch", args=[pk])
    return show(
        request, "payments/batch.html", batch=found, state=state_tag(found), facts=_facts(found), sums=_sums(found),
        items=_items(request, rows[:SIZE]), item_columns=_item_columns(), acts=_acts(request.user, found),
        answers=found.answers.select_related("received_by").order_by("id"), events=_events(found),
        may_download=bool(found.file_sha256) and _may_have_the_file(request.user, found),
        next_url=f"{here}?after={rows[SIZE - 1].pk}" if len(rows) > SIZE else "", first_url=here if after else "",
    )


def the_run(request, pk: int) -> Batch:
    """The run if it belongs to an office whose payments the person may see; anything else is a 404."""
    seen = Batch.objects.filter(office_id__in=request.user.offices("see_payments"))
    return get_object_or_404(seen.select_related("office", "built_by", "released_by"), pk=pk)


def _facts(batch: Batch) -> list[dict]:
    say = language()
    rows = [
        (_("Run day"), formats.date(batch.run_on, say)), (_("Office"), batch.office.name_in(say)),
        (_("Built by"), f"{batch.built_by.name_in(say)}, {formats.instant(batch.built_at, say)}"),
        (_("Released by"), f"{batch.released_by.name_in(say)}, {formats.instant(batch.released_at, say)}"
         if batch.released_by else ""),
        (_("Seal"), batch.digest), (_("Message id"), batch.message_id), (_("SHA-256 of the file"), batch.file_sha256),
    ]
    return [{"label": label, "value": value} for label, value in rows if value]


def _sums(batch: Batch) -> dict:
    """What was sealed beside what the items say now, and how far the bank has answered."""
    said = Q(outcome="")
    items = batch.items.all() if batch.state == "cancelled" else batch.items.filter(withdrawn=False)
    found = items.aggregate(
        count=Count("pk"), total=Sum("amount"), paid=Sum("amount", filter=Q(outcome="paid")),
        returned=Sum("amount", filter=Q(outcome="returned")), open=Sum("amount", filter=said),
        paid_count=Count("pk", filter=Q(outcome="paid")), returned_count=Count("pk", filter=Q(outcome="returned")),
        open_count=Count("pk", filter=said),
    )
    count, total = found["count"], found["total"] or 0
    rows = [
        (_("Sealed"), batch.count, batch.total), (_("In the run now"), count, total),
        (_("Difference"), batch.count - count, batch.total - total),
        (_("Paid"), found["paid_count"], found["paid"] or 0), (_("Returned by the bank"), found["returned_count"], found["returned"] or 0),
        (_("Without an answer"), found["open_count"], found["open"] or 0),
    ]
    return {
        "rows": [{"what": what, "count": number, "amount": won} for what, number, won in rows],
        "columns": [{"key": "what", "label": _("Control sums"), "row_header": True},
                    {"key": "count", "label": _("Payments"), "kind": "number"},
                    {"key": "amount", "label": _("Amount"), "kind": "money"}],
        "differs": (count, total) != (batch.count, batch.total),
    }


def _items(request, found: list[BatchItem]) -> list[dict]:
    names = _payees(request, "batch", found)
    return [
        {
            "name": names[item.claim.person_id], "number": item.claim.number, "account": _named(item.account),
            "amount": item.amount, "attempt": item.attempt, "instruction": item.end_to_end_id,
            "state": {"word": item.get_outcome_display(), "tone": TONES[item.outcome]} if item.outcome else state_tag(item.payment),
        }
        for item in found
    ]


def _item_columns() -> list[dict]:
    return [
        *_largest_columns(), {"key": "attempt", "label": _("Attempt"), "kind": "number"},
        {"key": "instruction", "label": _("Instruction id"), "kind": "code"}, {"key": "state", "label": _("State")},
    ]


def _acts(user, batch: Batch) -> list[dict]:
    verbs = [(_("Release"), "batch_release", paying.release, "primary"), (_("Cancel the run"), "batch_cancel", paying.cancel_batch, "secondary")]
    return [{"label": label, "url": reverse(name, args=[batch.pk]), "because": why_not(batch, verb, user), "kind": kind}
            for label, name, verb, kind in verbs]


def _events(batch: Batch) -> list[dict]:
    found = Event.objects.filter(chain=f"batch:{batch.pk}").select_related("by").order_by("-number")
    return [{"at": event.at, "who": event.by.name_in(language()), "what": act_word(event.verb), "number": event.number}
            for event in found]


@act("release_batch")
def batch_release(request, pk):
    """The second person releases the run, having typed how many payments it holds."""
    found = the_run(request, pk)
    form = forms.Release(request.POST or None, batch=found)
    return _run_act(request, found, form, title=_("Release the payment run"), button=_("Release"),
                    text=_("The file is fixed and the money leaves. This cannot be undone."),
                    done=_("Released. Bring the file to the bank."), step=lambda said: paying.release(found, by=request.user))


@act("build_batch")
def batch_cancel(request, pk):
    """Cancels a run that must not leave."""
    found = the_run(request, pk)
    form = forms.Cancel(request.POST or None)
    return _run_act(request, found, form, title=_("Cancel the payment run"), button=_("Cancel the run"), kind="danger",
                    text=_("Its payments wait for the next run."), done=_("Cancelled."),
                    step=lambda said: paying.cancel_batch(found, by=request.user, reason=said["reason"]))


def _run_act(request, batch: Batch, form, *, step, title, button, text, done, kind="primary"):
    refused = ""
    if request.method == "POST" and form.is_valid():
        try:
            step(form.cleaned_data)
        except Refused as refusal:
            refused = refusal.sentence
        else:
            messages.success(request, done)
            return redirect("batch", batch.pk)
    largest = batch.items.filter(withdrawn=False).select_related("claim__person", "account").order_by("-amount", "id")[:LARGEST]
    return show(
        request, "payments/act.html", batch=batch, facts=_facts(batch), sums=_sums(batch), form=form, title=title,
        button=button, text=text, kind=kind, refused=refused, largest=_largest(request, "batch_act", largest),
        largest_columns=_largest_columns(), wrong=bool(refused or (form.is_bound and form.errors)),
    )


@page("release_batch", "build_batch")
def batch_file(request, pk):
    """The file of a released run for the bank; everybody in it is recorded as looked at."""
    found = the_run(request, pk)
    if not _may_have_the_file(request.user, found):
        raise PermissionDenied
    if not found.file_sha256:
        raise Http404
    people = found.items.filter(withdrawn=False).values_list("claim__person_id", flat=True)
    listed(request, "batch_file", sorted(set(people)))
    response = HttpResponse(paying.bank_file(found), content_type="application/xml")
    response["Content-Disposition"] = f'attachment; filename="{found.number}.xml"'
    response["Cache-Control"] = "no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _may_have_the_file(user, batch: Batch) -> bool:
    return user.may("release_batch", batch.office_id) or user.may("build_batch", batch.office_id)


# ── the bank's answer ────────────────────────────────────────────────────────
@act("build_batch")
def bank_answer(request):
    """Reads a file from the bank; what is wrong with it as a whole is said, and nothing is done."""
    form = forms.Answer(request.POST or None, request.FILES or None) if request.method == "POST" else forms.Answer()
    refused = ""
    if request.method == "POST" and form.is_valid():
        try:
            settled = paying.settle(form.cleaned_data["file"].read(), by=request.user)
        except Refused as refusal:
            refused = refusal.sentence
        else:
            _say_how_it_was_read(request, settled)
            return redirect("bank_answer_read", settled.answer.pk)
    return show(request, "payments/answer.html", form=form, refused=refused,
                wrong=bool(refused or (form.is_bound and form.errors)))


def _say_how_it_was_read(request, settled) -> None:
    if settled.unmatched:
        messages.warning(request, _("The bank's answer has been read, but entries of it fit nothing. Ask the bank about them."))
    else:
        messages.success(request, _("The bank's answer has been read."))


@page("see_payments")
def bank_answer_read(request, pk):
    """What an answer did: how many were paid or returned, and every entry that fitted nothing."""
    seen = BankAnswer.objects.filter(batch__office_id__in=request.user.offices("see_payments"))
    answer = get_object_or_404(seen.select_related("batch", "received_by"), pk=pk)
    returned = answer.items.filter(outcome="returned").select_related("claim__person", "account", "payment").order_by("id")
    return show(
        request, "payments/answered.html", answer=answer, unmatched=[_unmatched(entry) for entry in answer.unmatched],
        unmatched_columns=_unmatched_columns(), returned=_largest(request, "bank_answer_read", returned[:SIZE]),
        returned_columns=_largest_columns(), tasks_url=reverse("payments_returned"),
    )


def _unmatched(entry: dict[str, str]) -> dict:
    why = {"unknown": _("No instruction of this run has this name"), "unclear": _("The bank's word on it is not known"),
           "contradicts": _("It contradicts what the bank said before")}
    return entry | {"why": why.get(entry["why"], entry["why"]), "reason": reasons.sentence(entry["reason"]) if entry["reason"] else ""}


def _unmatched_columns() -> list[dict]:
    return [
        {"key": "instruction", "label": _("Instruction id"), "row_header": True, "kind": "code"},
        {"key": "status", "label": _("State at the bank")}, {"key": "why", "label": _("Why it fits nothing")},
        {"key": "reason", "label": _("What the bank says")}, {"key": "text", "label": _("In its own words")},
    ]


# ── returned payments ────────────────────────────────────────────────────────
@page("see_payments")
def payments_returned(request):
    """Payments that the bank returned and nobody has sent again yet."""
    after = request.GET.get("after", "")
    waiting = _returned(request.user).select_related("claim__person", "claim__office", "account").order_by("id")
    found = list(waiting.filter(pk__gt=_key(after))[: SIZE + 1])
    shown = found[:SIZE]
    rows = [
        {**row, "why": reasons.sentence(payment.return_reason), "office": payment.claim.office.name_in(language()),
         "attempt": payment.attempt}
        for row, payment in zip(_largest(request, "payments_returned", shown), shown, strict=True)
    ]
    columns = [*_largest_columns(), {"key": "attempt", "label": _("Attempt"), "kind": "number"},
               {"key": "why", "label": _("What the bank says")}, {"key": "office", "label": _("Office that settles it")}]
    here = reverse("payments_returned")
    return show(request, "payments/returned.html", rows=rows, columns=columns, first_url=here if after else "",
                next_url=f"{here}?after={shown[-1].pk}" if len(found) > SIZE else "")


def _returned(user):
    return Payment.objects.filter(state="returned", claim__office_id__in=user.offices("see_payments"))


urls = [
    path("payments/", payments, name="payments"),
    path("payments/build/", batch_build, name="batch_build"),
    path("payments/answer/", bank_answer, name="bank_answer"),
    path("payments/answers/<int:pk>/", bank_answer_read, name="bank_answer_read"),
    path("payments/returned/", payments_returned, name="payments_returned"),
    path("payments/<int:pk>/", batch, name="batch"),
    path("payments/<int:pk>/release/", batch_release, name="batch_release"),
    path("payments/<int:pk>/cancel/", batch_cancel, name="batch_cancel"),
    path("payments/<int:pk>/file/", batch_file, name="batch_file"),
]
