"""The money of a case: payments, their attempts, the ledger, debts, and the bank account with its two people."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from backoffice import formats
from backoffice.staff.refusal import Refused
from claims.bank import reasons
from claims.models import BankAccount, BatchItem, Claim, Payment
from claims.models.ledger import ACCOUNTS
from workflows import accounts, paying
from workflows.steps import why_not

from . import accounts_forms as forms
from .cases import frame_of
from .pages import act, page, show, the_case
from .recognition_shown import language
from .words import TONES, state_tag

BOOKED = {
    "scheduled": gettext_lazy("Scheduled for payment"), "cancelled": gettext_lazy("Cancelled before it left"),
    "sent": gettext_lazy("Sent to the bank"), "paid": gettext_lazy("The bank paid"),
    "returned": gettext_lazy("The bank returned it"), "reissued": gettext_lazy("To be paid again"),
    "overpaid": gettext_lazy("Found to be overpaid"),
}  # fmt: skip
STILL_OWED = ("payable", "in_transit", "returned")


# ── the tab ──────────────────────────────────────────────────────────────────
@page("see_case")
def case_payments(request, number):
    """Payments, attempts, ledger, debts and accounts of a case; no account number in clear."""
    claim = the_case(request, number, "case_payments")
    return show(
        request, "cases/payments.html", **frame_of(request, claim, "case_payments"), acts=_acts(request.user, claim),
        payments=_payments(claim, request.user), payment_columns=_payment_columns(),
        attempts=_attempts(claim), attempt_columns=_attempt_columns(),
        ledger=_ledger(claim), ledger_columns=_ledger_columns(), debts=_debts(claim), debt_columns=_debt_columns(),
        accounts=_accounts(claim), account_columns=_account_columns(),
    )


def _acts(user, claim: Claim) -> list[dict]:
    """Entering or changing the account; what cannot be done says why."""
    in_use = BankAccount.objects.filter(person=claim.person_id, first=True).exists()
    may = "" if user.may("certify", claim.office_id) else _("This needs the right to recognise unemployment.")
    items = [
        (_("Enter the first account"), "account_enter", may or (_("An account was entered before.") if in_use else "")),
        (_("Propose another account"), "account_change", may or ("" if in_use else _("No account is in use yet."))),
    ]
    return [{"label": label, "url": reverse(name, args=[claim.number])} | ({"because": because} if because else {})
            for label, name, because in items]


def _payments(claim: Claim, user) -> list[dict]:
    found = claim.payments.select_related("account", "certification").order_by("-id")
    may = user.may("examine", claim.office_id)
    return [
        {
            "round": {"text": str(payment.certification.round), "url": reverse("certification", args=[payment.certification_id])},
            "kind": payment.get_kind_display(), "days": payment.days, "amount": payment.amount, "on": payment.payable_on,
            "account": _named(payment.account), "state": state_tag(payment), "paid_on": payment.paid_on,
            "why": reasons.sentence(payment.return_reason) if payment.state == "returned" else "",
            "act": _reissue_link(claim, payment) if may and payment.state == "returned" else "",
        }
        for payment in found
    ]


def _reissue_link(claim: Claim, payment: Payment) -> dict[str, str]:
    return {"text": _("Pay again"), "url": reverse("payment_reissue", args=[claim.number, payment.pk])}


def _payment_columns() -> list[dict]:
    return [
        {"key": "round", "label": _("Round"), "row_header": True}, {"key": "kind", "label": _("Kind")},
        {"key": "days", "label": _("Days"), "kind": "number"}, {"key": "amount", "label": _("Amount"), "kind": "money"},
        {"key": "on", "label": _("Payable on"), "kind": "date"}, {"key": "account", "label": _("Account"), "kind": "code"},
        {"key": "state", "label": _("State")}, {"key": "paid_on", "label": _("Paid on"), "kind": "date"},
        {"key": "why", "label": _("What the bank says")}, {"key": "act", "label": _("To do")},
    ]


def _attempts(claim: Claim) -> list[dict]:
    items = BatchItem.objects.filter(claim=claim).select_related("batch", "account").order_by("-id")
    return [
        {"run": item.batch.number, "on": item.batch.run_on, "attempt": item.attempt, "amount": item.amount,
         "account": _named(item.account), "name": item.end_to_end_id, "outcome": _outcome(item)}
        for item in items
    ]


def _outcome(item: BatchItem) -> dict[str, str]:
    if item.withdrawn:
        return {"word": _("Run cancelled"), "tone": "gray"}
    if item.outcome:
        return {"word": item.get_outcome_display(), "tone": TONES[item.outcome]}
    return {"word": item.batch.get_state_display(), "tone": TONES[item.batch.state]}


def _attempt_columns() -> list[dict]:
    return [
        {"key": "run", "label": _("Run"), "row_header": True}, {"key": "on", "label": _("Run day"), "kind": "date"},
        {"key": "attempt", "label": _("Attempt"), "kind": "number"}, {"key": "amount", "label": _("Amount"), "kind": "money"},
        {"key": "account", "label": _("Account"), "kind": "code"}, {"key": "name", "label": _("Instruction id"), "kind": "code"},
        {"key": "outcome", "label": _("Outcome")},
    ]


def _ledger(claim: Claim) -> list[dict]:
    """Every booking in its order, with what is still to be paid and what has been paid after it."""
    rows, owed, paid = [], 0, 0
    for transfer in claim.transfers.prefetch_related("postings").order_by("id"):
        legs = list(transfer.postings.all())
        owed -= sum(leg.amount for leg in legs if leg.account in STILL_OWED)
        paid -= sum(leg.amount for leg in legs if leg.account == "paid")
        rows.append({
            "number": transfer.pk, "on": transfer.booked_on, "why": BOOKED.get(transfer.reason, transfer.reason),
            "debit": ", ".join(str(ACCOUNTS[leg.account]) for leg in legs if leg.amount > 0),
            "credit": ", ".join(str(ACCOUNTS[leg.account]) for leg in legs if leg.amount < 0),
            "amount": sum(leg.amount for leg in legs if leg.amount > 0), "owed": owed, "paid": paid,
        })  # fmt: skip
    return rows


def _ledger_columns() -> list[dict]:
    return [
        {"key": "why", "label": _("Booked because"), "row_header": True}, {"key": "on", "label": _("Day"), "kind": "date"},
        {"key": "debit", "label": _("Debit")}, {"key": "credit", "label": _("Credit")},
        {"key": "amount", "label": _("Amount"), "kind": "money"}, {"key": "owed", "label": _("Still to be paid"), "kind": "money"},
        {"key": "paid", "label": _("Paid so far"), "kind": "money"},
    ]


def _debts(claim: Claim) -> list[dict]:
    return [
        {"round": str(debt.certification.round), "on": debt.found_on, "amount": debt.amount,
         "state": {"word": _("Recorded, not yet pursued"), "tone": "warning"}}
        for debt in claim.debts.select_related("certification").order_by("id")
    ]


def _debt_columns() -> list[dict]:
    return [
        {"key": "round", "label": _("Round"), "row_header": True}, {"key": "on", "label": _("Found on"), "kind": "date"},
        {"key": "amount", "label": _("Paid too much"), "kind": "money"}, {"key": "state", "label": _("State")},
    ]


def _accounts(claim: Claim) -> list[dict]:
    found = BankAccount.objects.filter(person=claim.person_id)
    rows = found.select_related("entered_by", "confirmed_by").order_by("-id")
    return [
        {
            "account": _named(account), "state": {"word": account.get_state_display(), "tone": TONES.get(account.state, "gray")},
            "reason": account.reason, "entered": account.entered_by.name_in(language()), "entered_at": account.entered_at,
            "settled": account.confirmed_by.name_in(language()) if account.confirmed_by else None,
            "act": {"text": _("Confirm or refuse"), "url": reverse("account_settle", args=[claim.number, account.pk])}
            if account.state == "proposed" and account.claim_id == claim.pk else "",
        }
        for account in rows
    ]


def _account_columns() -> list[dict]:
    return [
        {"key": "account", "label": _("Account"), "row_header": True, "kind": "code"}, {"key": "state", "label": _("State")},
        {"key": "reason", "label": _("Reason of the change")}, {"key": "entered", "label": _("Entered by")},
        {"key": "entered_at", "label": _("Entered at"), "kind": "instant"}, {"key": "settled", "label": _("Second person")},
        {"key": "act", "label": _("To do")},
    ]


def _named(account: BankAccount) -> str:
    return f"{account.bank_code} {account.masked}"


# ── the acts ─────────────────────────────────────────────────────────────────
@act("certify")
def account_enter(request, number):
    """Enters the account that the person names at the first recognition day."""
    claim = the_case(request, number, "account_enter")
    return _money_act(
        request, claim, forms.Account(request.POST or None), title=_("Enter the bank account"), button=_("Enter the account"),
        text=_("Payments go to this account from now on. Another one later needs a second person."),
        done=_("The account is in use."), step=lambda said: accounts.enter_first(claim, by=request.user, **said),
    )


@act("certify")
def account_change(request, number):
    """Takes down another account; a second person confirms it."""
    claim = the_case(request, number, "account_change")
    return _money_act(
        request, claim, forms.AnotherAccount(request.POST or None), title=_("Propose another bank account"),
        button=_("Propose the account"), text=_("It is used once a second person has confirmed it."),
        done=_("Proposed. A second person must confirm it."),
        step=lambda said: accounts.propose_change(claim, by=request.user, **said),
    )


@act("certify")
def account_settle(request, number, pk):
    """The second person confirms or refuses a changed account."""
    claim = the_case(request, number, "account_settle")
    account = get_object_or_404(BankAccount.objects.select_related("entered_by"), pk=pk, claim=claim)
    form = forms.Settle(request.POST or None)

    def step(said):
        if said["verdict"] == "confirm":
            accounts.confirm(account, by=request.user)
        else:
            accounts.refuse(account, by=request.user, reason=said["reason"])

    return _money_act(request, claim, form, title=_("Confirm or refuse a changed account"), button=_("Decide"), step=step,
                      text=_("Check it with the claimant or their bank book. The person who entered it cannot decide."),
                      facts=_proposal_facts(claim, account), done=_("Decided."))


def _proposal_facts(claim: Claim, account: BankAccount) -> list[dict]:
    in_use = BankAccount.objects.filter(person=claim.person_id, state="active").first()
    return [
        {"label": _("In use now"), "value": _named(in_use) if in_use else "-"},
        {"label": _("Proposed"), "value": _named(account)},
        {"label": _("Reason of the change"), "value": account.reason},
        {"label": _("Entered by"), "value": account.entered_by.name_in(language())},
    ]


@act("examine")
def payment_reissue(request, number, pk):
    """Schedules a returned payment again, for the account in use."""
    claim = the_case(request, number, "payment_reissue")
    payment = get_object_or_404(claim.payments.select_related("account"), pk=pk)
    payment.claim = claim
    in_use = BankAccount.objects.filter(person=claim.person_id, state="active")
    form = forms.Reissue(request.POST or None, accounts=in_use)

    def step(said):
        paying.reissue(payment, by=request.user, account=form.accounts[said["account"]], reason=said["reason"])

    return _money_act(
        request, claim, form, title=_("Pay again after a return"), button=_("Schedule it again"), step=step,
        text=why_not(payment, paying.reissue, request.user) or reasons.sentence(payment.return_reason),
        facts=[{"label": _("Amount"), "value": formats.money(payment.amount, language())},
               {"label": _("Returned from"), "value": _named(payment.account)}],
        done=_("Scheduled again. The next payment run takes it."),
    )


def _money_act(request, claim: Claim, form, *, step, title, button, text, done, facts=()):
    """Shows an act on the money of a case and takes it when it is posted and right."""
    refused = ""
    if request.method == "POST" and form.is_valid():
        try:
            step(form.cleaned_data)
        except Refused as refusal:
            refused = refusal.sentence
        else:
            messages.success(request, done)
            return _back(claim, request.user)
    return show(
        request, "payments/case_act.html", **frame_of(request, claim, "case_payments"), form=form, title=title,
        button=button, text=text, facts=list(facts), refused=refused, wrong=bool(refused or (form.is_bound and form.errors)),
    )


def _back(claim: Claim, user):
    """The round in hand, where the account was asked for; otherwise the payments of the case."""
    pending = claim.certifications.filter(state__in=["due", "reported"]).first()
    if pending and user.may("certify", claim.office_id):
        return redirect("certification", pending.pk)
    return redirect("case_payments", claim.number)


urls = [
    path("claims/<str:number>/payments/", case_payments, name="case_payments"),
    path("claims/<str:number>/payments/<int:pk>/again/", payment_reissue, name="payment_reissue"),
    path("claims/<str:number>/account/", account_enter, name="account_enter"),
    path("claims/<str:number>/account/change/", account_change, name="account_change"),
    path("claims/<str:number>/account/<int:pk>/", account_settle, name="account_settle"),
]
