"""Correcting a decision that was paid on: what another award changes, round by round, and how that is settled.

Nothing is edited. A new determination supersedes the old one by two people; what was paid too little becomes a payment,
what was paid too much a recorded debt that nobody pursues yet. Each round is judged again on its stored facts, under
the law of its own day.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from backoffice.staff import clock
from backoffice.staff.refusal import Refused
from claims import facts as entitlement
from claims import recognition as bridge
from claims.models import Certification, Claim, Debt, Determination, PaidSpan, Payment
from claims.models.ledger import book

from . import certifying, scheduling, tasks
from .models import Kind
from .steps import move, subject_of

ON_ITS_WAY = {"in_batch", "returned"}
Span = tuple[date, date]


@dataclass(frozen=True)
class Round:
    """One recognised round before and after: days, won, what was settled so far (paid or on its way, less debts)."""

    certification: Certification
    days_before: int
    days_after: int
    amount_before: int
    amount_after: int
    settled: int
    spans_after: tuple[Span, ...]

    @property
    def difference(self) -> int:
        """Won still owed to the person; below zero what was paid too much."""
        return self.amount_after - self.settled


@dataclass(frozen=True)
class Difference:
    """What a correction changes. `award_after` is empty where the claim would be refused now."""

    award_before: Mapping[str, Any]
    award_after: Mapping[str, Any]
    rounds: tuple[Round, ...]
    pay_on: date

    @property
    def amount(self) -> int:
        """Won in all: above zero a payment follows, below zero debts are recorded."""
        return sum(round.difference for round in self.rounds)

    @property
    def days_before(self) -> int:
        return sum(round.days_before for round in self.rounds)

    @property
    def days_after(self) -> int:
        return sum(round.days_after for round in self.rounds)

    @property
    def letter(self) -> str:
        """The kind of letter that would go out."""
        return "correction" if self.award_after else "entitlement_refused"

    @property
    def changes_nothing(self) -> bool:
        return self.award_before == self.award_after and not any(round.difference for round in self.rounds)


def preview(claim: Claim) -> Difference:
    """What deciding the claim again on what is known now would change; saves nothing.

    Raises Refused where no determination stands, or where nothing can be proposed.
    """
    from . import deciding

    standing = _standing(claim)
    proposal = deciding.propose(claim)
    after = deciding.award_of(proposal.outcome) if proposal.decides == "grant" else {}
    return compare(claim, standing.award, after)


def preview_of(determination: Determination) -> Difference:
    """What approving this draft of a correction would change; saves nothing."""
    after = determination.award if determination.outcome == "grant" else {}
    return compare(determination.claim, determination.supersedes.award, after)


def redraft(claim: Claim, *, by, reason: str) -> Determination:
    """Drafts the determination that is to supersede the standing one; `reason` is a key of CORRECTION_REASONS.

    Raises Refused where nothing that the decision rests on has changed.
    """
    from . import deciding
    from .entitlement_letters import CORRECTION_REASONS

    if reason not in CORRECTION_REASONS:
        raise Refused(_("Say what was wrong: the employer's figures, the registers, a statement, or our own work."))
    standing = _standing(claim)
    if not entitlement.differences(standing.facts, entitlement.entitlement_facts(claim)):
        raise Refused(_("Nothing that the decision rests on has changed. Correct the register entry first."))
    return deciding.draft(claim, by=by, supersedes=standing, correction_reason=reason)


@dataclass(frozen=True)
class AsKnown:
    """A case as it was known at the end of a day: the facts then, and the determination that stood then (or None)."""

    on: date
    facts: Any
    determination: Determination | None


def as_known_on(claim: Claim, on: date) -> AsKnown:
    """The case as it was known at the end of an earlier day."""
    instant = clock.midnight_after(on)
    approved = claim.determinations.filter(state__in=["approved", "superseded"], approved_at__lt=instant)
    return AsKnown(
        on, entitlement.entitlement_facts(claim, known_at=instant), approved.order_by("-approved_at").first()
    )


def _standing(claim: Claim) -> Determination:
    standing = claim.determinations.standing().first()
    if standing is None:
        raise Refused(_("No approved decision stands on this claim, so there is nothing to correct."))
    standing.claim = claim
    return standing


# ── the comparison ───────────────────────────────────────────────────────────
def compare(claim: Claim, before: Mapping[str, Any], after: Mapping[str, Any]) -> Difference:
    """Every recognised round under two awards (as JSON, see Determination.award; empty: nothing is due)."""
    recognised = list(claim.certifications.filter(state="recognised").order_by("round"))
    for certification in recognised:
        certification.claim = claim
    settled = _settled(claim)
    rounds = zip(recognised, _judged(claim, recognised, before), _judged(claim, recognised, after), strict=True)
    return Difference(
        before,
        after,
        tuple(
            Round(
                certification,
                old["payable_days"],
                new["payable_days"],
                old["payment"],
                new["payment"],
                settled.get(certification.pk, 0),
                tuple(new["paid_spans"]),
            )
            for certification, old, new in rounds
        ),
        bridge.working_day_from(),
    )


def _judged(claim: Claim, recognised: list[Certification], award: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Results of the decision on each round under an award, days running down from round to round."""
    days = 0
    for certification in recognised:
        if not award:
            yield {"payable_days": 0, "payment": 0, "paid_spans": ()}
            continue
        stored = claim.person.open(certification.sealed_facts, "facts")
        facts = bridge.under_award(stored, award_values(award), claim.filed_on, days)
        found = bridge.decision(claim, "certification").results(facts, law_date=certification.law_on)
        days += found["payable_days"]
        yield found


def award_values(award: Mapping[str, Any]) -> dict[str, Any]:
    """An award with its days as dates."""
    return {name: date.fromisoformat(value) if name.endswith("_on") else value for name, value in award.items()}


def _settled(claim: Claim) -> dict[int, int]:
    """Certification id -> won that are paid or on their way, less what was recorded as a debt. Two queries."""
    result: dict[int, int] = {}
    for pk, amount in claim.payments.exclude(state="cancelled").values_list("certification_id", "amount"):
        result[pk] = result.get(pk, 0) + amount
    for pk, amount in claim.debts.values_list("certification_id", "amount"):
        result[pk] = result.get(pk, 0) - amount
    return result


# ── settling it ──────────────────────────────────────────────────────────────
def settle_difference(determination: Determination, *, by) -> Difference:
    """Part of approving a correction: payments, debts and remaining days follow from the new award.

    To be called before the claim takes the new award: it sets award and days together, as their constraint wants.
    """
    claim = determination.claim
    difference = preview_of(determination)
    for round in difference.rounds:
        _settle(round, determination)
    for name, value in award_values(difference.award_after).items():
        setattr(claim, name, value)
    claim.days_recognised = difference.days_after
    claim.save()
    _set_the_next_day(claim, difference, by)
    return difference


def _settle(round: Round, determination: Determination) -> None:
    if not round.difference:
        return
    certification = round.certification
    payments = list(certification.payments.exclude(state="cancelled").select_for_update().order_by("id"))
    _refuse_on_its_way(payments)
    waiting = [payment for payment in payments if payment.state == "scheduled"]
    for payment in waiting:
        payment.claim = certification.claim
        scheduling.cancel(payment)
    owed = round.difference + sum(payment.amount for payment in waiting)
    left = [payment for payment in payments if payment not in waiting]
    if owed > 0:
        spans = scheduling.spans_of(scheduling.days_of(round.spans_after) - _days_paid(certification))
        scheduling.schedule(
            certification, determination, amount=owed, spans=spans, kind="supplement" if left else "benefit"
        )
    if owed < 0:
        _record_debt(certification, determination, -owed)
    if not round.amount_after:
        PaidSpan.objects.filter(payment__in=left, live=True).update(live=False)


def _refuse_on_its_way(payments: list[Payment]) -> None:
    for payment in payments:
        if payment.state in ON_ITS_WAY:
            raise Refused(
                _(
                    "A payment of this claim is “%(state)s”. Release or cancel the payment run, or send the returned payment "
                    "again, before the correction is approved."
                )
                % {"state": payment.get_state_display()}
            )


def _days_paid(certification: Certification) -> set[date]:
    spans = PaidSpan.objects.filter(payment__certification=certification, live=True).values_list("days", flat=True)
    return {day for days in spans for day in scheduling.days_of([(days.lower, days.upper - scheduling.ONE_DAY)])}


def _record_debt(certification: Certification, determination: Determination, amount: int) -> None:
    claim = certification.claim
    debt = Debt.objects.create(
        claim=claim, certification=certification, determination=determination, amount=amount, found_on=clock.today()
    )
    book(claim, "overpaid", debit="receivable", credit="benefit", amount=amount, on=clock.today(), debt=debt)


def _set_the_next_day(claim: Claim, difference: Difference, by) -> None:
    pending = claim.certifications.filter(state__in=["due", "reported"]).select_for_update().first()
    if difference.award_after and not pending and difference.rounds and claim.days_remaining:
        last = difference.rounds[-1].certification
        if last.hired_on is None:
            certifying.schedule_next(claim, after=last.to_on, by=by)
    if not difference.award_after and pending:
        pending.claim = claim
        move(pending, Certification.cancel)
        tasks.drop(claim, Kind.CERTIFY, Kind.MISSED, subject=subject_of(pending))
