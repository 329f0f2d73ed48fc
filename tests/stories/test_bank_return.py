"""A payment comes back from the bank: its task, its letter, another account by two people, and the next run."""

import pytest

from claims.models import BankAccount, Batch
from tests import worlds
from tests.stories import road

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, databases=["default", "looking"])]


@pytest.fixture
def sent(centre):
    """A run that was released, with one payment."""
    claim = worlds.with_an_account(centre, worlds.a_granted_claim(centre))
    certification = worlds.a_recognised_round(centre, claim)
    return worlds.a_released_run(centre, certification.due_on)


def test_a_returned_payment_goes_out_again_to_an_account_that_two_people_checked(told, sent):
    payment = sent.items.get().payment
    claim = payment.claim
    story = told("ko")
    story.on(sent.run_on)
    road.answered(story, sent, "RJCT", reason="AC04")
    story.payment_officer.go("payments").shot("payments-returned").follow("payments_returned").sees(claim.number)

    desk = story.caseworker.go("queue", kind="returned").shot("queue-returned").open_row(claim.number)
    assert claim.letters.filter(kind="payment_returned").count() == 1
    desk.go("case_payments", claim.number).shot("case-payments-returned", checked=True)
    desk.follow("account_change", claim.number)
    desk.send(bank_code="088", number="110-987-654321", reason="계좌 해지로 통장 사본을 다시 받음")
    change = BankAccount.objects.get(state="proposed")
    desk.go("case_payments", claim.number).follow("account_settle", claim.number, change.pk)
    assert desk.shot("own-change").refused(verdict="confirm")
    story.colleague.go("account_settle", claim.number, change.pk).shot("account-settle", checked=True).send(
        verdict="confirm"
    )

    desk.go("case_payments", claim.number).follow("payment_reissue", claim.number, payment.pk)
    desk.shot("pay-again", checked=True).send(account=str(change.pk))
    payment.refresh_from_db()
    assert (payment.state, payment.account_id) == ("scheduled", change.pk)

    second = road.released(story, payment)
    road.answered(story, second, "ACSC", message="BANK-2")
    payment.refresh_from_db()
    assert (payment.state, payment.attempt, Batch.objects.count()) == ("paid", 2, 2)
    story.caseworker.go("case_payments", claim.number).shot("case-payments-paid")
    assert not claim.tasks.open().filter(kind="returned").exists()
