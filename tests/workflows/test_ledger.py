"""Whatever is done in whatever order, the ledger says of every won where it is, and nobody is paid for a day twice.

A seeded walk through the steps of money on real claims; `PROVE=500` walks that many times.
"""

import os
import random
from collections.abc import Callable
from datetime import date

import pytest
from django.db.models import Sum

from audits.chain import verify_in_database
from backoffice.staff.refusal import Refused
from claims.models import BankAccount, Batch, Claim, Debt, PaidSpan, Payment, Posting
from contributions.models import SeparationCertificate
from tests import worlds
from tests.bank import an_answer
from workflows import accounts, correcting, deciding, paying, points, registering

WALKS = int(os.environ.get("PROVE", "2"))
STEPS = 20


class Walk:
    """Two claims, a day that only moves on, and the steps that may be tried on them."""

    def __init__(self, seed: int) -> None:
        self.chance, self.centre, self.day = random.Random(seed), worlds.a_centre(), date(2026, 10, 14)
        self.number, self.steps_done = 0, 0
        make = worlds.a_granted_claim
        self.claims = [worlds.with_an_account(self.centre, make(self.centre, monthly=3_440_000)) for _each in range(2)]

    def step(self) -> None:
        act = self.chance.choice([act for act, among in self.likely().items() for _ticket in range(among)])
        try:
            with worlds.on(self.day):
                act()
            self.steps_done += 1
        except Refused:
            pass  # what is not possible now leaves everything as it was; the invariants are checked all the same

    def likely(self) -> dict[Callable, int]:
        """The steps and how many tickets each has in the draw: more for what can follow now."""
        built, released = (Batch.objects.filter(state=state).exists() for state in ("built", "released"))
        returned = Payment.objects.filter(state="returned").exists()
        scheduled = Payment.objects.filter(state="scheduled").exists()
        return {
            self.recognise: 2, self.correct: 1, self.build: 3 * scheduled, self.release: 4 * built, self.cancel: built,
            self.settle: 4 * released, self.reissue: 3 * returned,
        }  # fmt: skip

    def recognise(self) -> None:
        due = {c.pk: worlds.pending(c).due_on for c in self.claims if c.certifications.filter(state="due").exists()}
        claim = next(c for c in self.claims if c.pk == min(due, key=due.get))
        self.day = max(self.day, due[claim.pk])
        worlds.a_recognised_round(self.centre, claim)

    def build(self) -> None:
        paying.build(self.centre.office, by=self.centre.payment_officer, on=self.day)

    def release(self) -> None:
        paying.release(self.one(Batch, "built"), by=self.centre.releaser)

    def cancel(self) -> None:
        paying.cancel_batch(self.one(Batch, "built"), by=self.centre.payment_officer, reason="확인")

    def settle(self) -> None:
        batch = self.one(Batch, "released")
        self.number += 1
        said = {item: self.chance.choice(["ACSC", "ACSC", "RJCT", "PDNG"]) for item in batch.items.all()}
        paying.settle(an_answer(batch, said, message=f"W{self.number}"), by=self.centre.payment_officer)

    def reissue(self) -> None:
        payment = self.one(Payment, "returned")
        self.number += 1
        change = accounts.propose_change(
            payment.claim, by=self.centre.caseworker, bank_code="088", number=f"77000000{self.number:04}", reason="해지"
        )
        accounts.confirm(change, by=self.centre.colleague)
        account = BankAccount.objects.get(pk=change.pk)
        paying.reissue(payment, by=self.centre.caseworker, account=account)

    def correct(self) -> None:
        claim = self.chance.choice(self.claims)
        old = SeparationCertificate.objects.current().get(person=claim.person)
        kept = ("acquired_on", "separation_on", "reason_code", "unit_days_from_on", "unit_days")
        registering.record_certificate(
            claim.person,
            old.employer,
            by=self.centre.caseworker,
            office=self.centre.office,
            replaces=old,
            wages=worlds.three_months(claim.separation_on, self.chance.choice([3_400_000, 3_440_000, 3_470_000])),
            **{name: getattr(old, name) for name in kept},
        )
        if not claim.determinations.filter(state__in=["draft", "recommended"]).exists():
            correcting.redraft(claim, by=self.centre.caseworker, reason="employer")
        determination = deciding.draft(claim, by=self.centre.caseworker)
        for point in claim.points.filter(cleared_at=None):
            points.clear(point, by=self.centre.caseworker, reason="확인함", finding={"ground": "none"})
        determination = deciding.recommend(determination, by=self.centre.caseworker, text="임금 정정")
        try:
            deciding.approve(determination, by=self.centre.supervisor)
        except Refused:
            deciding.send_back(determination, by=self.centre.supervisor, because="procedure", note="지급 처리 뒤")
            raise

    def one(self, model, state: str):
        found = model.objects.filter(state=state).order_by("pk").first()
        assert found, f"the step is only drawn where something is {state}"
        return found


def total(rows, field: str = "amount") -> int:
    return rows.aggregate(total=Sum(field))["total"] or 0


def in_state(*states: str) -> int:
    return total(Payment.objects.filter(state__in=states))


def where_the_money_is() -> dict[str, int]:
    """What the ledger must say, account by account, counted from payments and debts."""
    owed = total(Debt.objects.all())
    return {
        "payable": -in_state("scheduled", "in_batch"),
        "in_transit": -in_state("sent"),
        "paid": -in_state("paid"),
        "returned": -in_state("returned"),
        "receivable": owed,
        "benefit": total(Payment.objects.exclude(state="cancelled")) - owed,
    }


def the_ledger() -> dict[str, int]:
    return {account: total(Posting.objects.filter(account=account)) for account in where_the_money_is()}


@pytest.mark.usefixtures("letters_are_not_printed")
@pytest.mark.parametrize("seed", range(WALKS))
def test_the_ledger_knows_where_every_won_is(db, seed):
    walk = Walk(seed)

    for _step in range(STEPS):
        walk.step()

        assert the_ledger() == where_the_money_is()
        for claim in Claim.objects.all():
            days = [day for span in PaidSpan.objects.filter(claim=claim, live=True) for day in range(
                span.days.lower.toordinal(), span.days.upper.toordinal())]  # fmt: skip
            assert len(days) == len(set(days)) == claim.days_recognised <= claim.prescribed_days
    assert walk.steps_done >= STEPS // 2 and verify_in_database() == []
