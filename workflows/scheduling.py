"""A right to money becomes a scheduled payment: its days, its account, its booking. No events of their own."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from backoffice.staff import clock
from backoffice.staff.refusal import Refused
from claims.models import BankAccount, Certification, Claim, Determination, PaidSpan, Payment
from claims.models.ledger import book
from claims.recognition import working_day_from

from .steps import move

ONE_DAY = timedelta(days=1)
Span = tuple[date, date]


def account_of(claim: Claim) -> BankAccount | None:
    """The account in use, to which the person is paid; None before one was entered."""
    return BankAccount.objects.filter(person=claim.person_id, state="active").first()


def schedule(
    certification: Certification,
    determination: Determination,
    *,
    amount: int,
    spans: Iterable[Span],
    kind: str = "benefit",
) -> Payment:
    """Schedules a payment of `amount` won for days of a round, payable from the next working day on, and books it.

    Raises Refused where no account is in use, and where one of the days is paid already.
    """
    claim, spans = certification.claim, list(spans)
    account = account_of(claim)
    if account is None:
        raise Refused(_("No bank account is in use for this person. Enter the account first."))
    payment = Payment.objects.create(
        claim=claim,
        certification=certification,
        determination=determination,
        account=account,
        kind=kind,
        days=sum((to_on - from_on).days + 1 for from_on, to_on in spans),
        amount=amount,
        payable_on=working_day_from(),
    )
    _pay_for(payment, spans)
    book(claim, "scheduled", debit="benefit", credit="payable", amount=amount, on=clock.today(), payment=payment)
    return payment


def _pay_for(payment: Payment, spans: list[Span]) -> None:
    try:
        with transaction.atomic():
            PaidSpan.objects.bulk_create(
                PaidSpan(
                    claim_id=payment.claim_id,
                    payment=payment,
                    person_id=payment.claim.person_id,
                    days=(from_on, to_on + ONE_DAY),
                )
                for from_on, to_on in spans
            )
    except IntegrityError as error:
        if "nobody_is_paid_twice_for_the_same_day" not in str(error):
            raise
        raise Refused(
            _(
                "Some of these days have been paid to this person already, on this claim or on another. Nobody is paid "
                "twice for a day: look for the other payment first."
            )
        ) from None


def cancel(payment: Payment) -> None:
    """Cancels a payment that has not left: its days are free again and its booking is reversed."""
    move(payment, Payment.cancel)
    payment.spans.update(live=False)
    book(
        payment.claim,
        "cancelled",
        debit="payable",
        credit="benefit",
        amount=payment.amount,
        on=clock.today(),
        payment=payment,
    )


def days_of(spans: Iterable[Span]) -> set[date]:
    """The days of spans, both ends included."""
    return {from_on + timedelta(n) for from_on, to_on in spans for n in range((to_on - from_on).days + 1)}


def spans_of(days: Iterable[date]) -> list[Span]:
    """Days put together as spans, both ends included."""
    result: list[Span] = []
    for day in sorted(days):
        if result and result[-1][1] + ONE_DAY == day:
            result[-1] = (result[-1][0], day)
        else:
            result.append((day, day))
    return result
