"""The ledger under every payment: transfers of signed postings that sum to zero, never changed, never removed."""

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from backoffice.staff import clock

ACCOUNTS = {
    "benefit": _("Benefit granted"),
    "payable": _("Payable to claimants"),
    "in_transit": _("With the bank"),
    "paid": _("Paid out"),
    "returned": _("Returned by the bank"),
    "receivable": _("Overpaid, to be recovered"),
}


class Transfer(models.Model):
    """Why money moved. Its postings balance at commit; the database checks."""

    claim = models.ForeignKey("claims.Claim", models.PROTECT, related_name="transfers")
    payment = models.ForeignKey("claims.Payment", models.PROTECT, null=True, related_name="transfers")
    debt = models.ForeignKey("claims.Debt", models.PROTECT, null=True, related_name="transfers")
    reason = models.CharField(max_length=24)
    booked_on = models.DateField()
    booked_at = models.DateTimeField(default=clock.now)

    class Meta:
        indexes = [models.Index(fields=["booked_on"])]


class Posting(models.Model):
    """One leg: debit positive, credit negative, in whole won."""

    transfer = models.ForeignKey(Transfer, models.PROTECT, related_name="postings")
    account = models.CharField(max_length=12, choices=list(ACCOUNTS.items()))
    amount = models.BigIntegerField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(name="a_posting_moves_something", condition=~Q(amount=0)),
            models.CheckConstraint(name="a_posting_names_a_known_account", condition=Q(account__in=list(ACCOUNTS))),
        ]


def book(claim, reason: str, *, debit: str, credit: str, amount: int, on, payment=None, debt=None) -> Transfer:
    """Books an amount in won from one account to another, inside the caller's transaction."""
    transfer = Transfer.objects.create(claim=claim, payment=payment, debt=debt, reason=reason, booked_on=on)
    Posting.objects.bulk_create(
        [
            Posting(transfer=transfer, account=debit, amount=amount),
            Posting(transfer=transfer, account=credit, amount=-amount),
        ]
    )
    return transfer


def book_many(reason: str, payments: Iterable[Any], *, debit: str, credit: str, on) -> None:
    """Books every payment's own amount from one account to another: two statements, however many there are."""
    payments = list(payments)
    transfers = Transfer.objects.bulk_create(
        Transfer(claim_id=payment.claim_id, payment=payment, reason=reason, booked_on=on) for payment in payments
    )
    Posting.objects.bulk_create(
        Posting(transfer=transfer, account=account, amount=sign * payment.amount)
        for transfer, payment in zip(transfers, payments, strict=True)
        for account, sign in ((debit, 1), (credit, -1))
    )
