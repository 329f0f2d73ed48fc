"""The bank account: entered once, changed by two people, its number nowhere in the events."""

import pytest
from django.db import IntegrityError, connection, transaction

from audits import chain
from backoffice.staff.refusal import Refused
from claims.models import BankAccount
from tests import worlds
from workflows import accounts, certifying, points


@pytest.fixture
def claim(centre):
    """A granted claim without an account."""
    return worlds.a_granted_claim(centre)


def entered(centre, claim, number="110-234-567890"):
    return accounts.enter_first(claim, by=centre.caseworker, bank_code="004", number=number)


def proposed(centre, claim, number="110999888777"):
    return accounts.propose_change(
        claim, by=centre.caseworker, bank_code="088", number=number, reason="주거래 은행 변경"
    )


def test_the_number_is_sealed_and_only_its_last_digits_are_in_the_event(centre, claim):
    account = entered(centre, claim)

    event = claim.events.get(verb="enter_account")
    assert account.number == "110234567890" and "110234567890" not in account.sealed_number
    assert chain.content_of(event) == {"bank": "004", "account": "****7890"}


@pytest.mark.parametrize(
    ("bank_code", "number"), [("4", "110234567890"), ("004", "12"), ("004", "11023456789a"), ("004", "=1+1")]
)
def test_what_is_no_account_is_refused(centre, claim, bank_code, number):
    with pytest.raises(Refused):
        accounts.enter_first(claim, by=centre.caseworker, bank_code=bank_code, number=number)

    assert not BankAccount.objects.exists()


def test_a_second_account_is_a_change(centre, claim):
    entered(centre, claim)

    with pytest.raises(Refused):
        entered(centre, claim, "110999888777")


def test_nobody_confirms_the_change_they_entered(centre, claim):
    entered(centre, claim)
    change = proposed(centre, claim)

    with pytest.raises(Refused):
        accounts.confirm(change, by=centre.caseworker)


def test_a_confirmed_change_takes_over_payments_that_have_not_left(centre, claim):
    entered(centre, claim)
    payment = worlds.a_recognised_round(centre, claim).payments.get()
    change = proposed(centre, claim)

    accounts.confirm(change, by=centre.colleague)

    payment.refresh_from_db()
    assert payment.account_id == change.pk
    assert [a.state for a in BankAccount.objects.order_by("id")] == ["replaced", "active"]


def test_a_refused_change_leaves_the_account_in_use(centre, claim):
    first = entered(centre, claim)

    accounts.refuse(proposed(centre, claim), by=centre.colleague, reason="예금주가 다름")

    assert BankAccount.objects.get(state="active") == first


def test_an_account_of_somebody_else_raises_a_point_that_stops_payment(centre, claim):
    other = worlds.a_granted_claim(centre)
    entered(centre, other)
    entered(centre, claim)
    certification = worlds.a_reported_round(centre, claim)

    with worlds.on(certification.due_on), pytest.raises(Refused):
        certifying.recognise(certification, by=centre.caseworker, findings=worlds.ACCEPTED)

    point = claim.points.get(code="account_shared")
    points.clear(point, by=centre.caseworker, reason="배우자와 공동 사용 확인")
    with worlds.on(certification.due_on):
        assert certifying.recognise(certification, by=centre.caseworker, findings=worlds.ACCEPTED).amount > 0


def test_the_database_wants_a_second_person_too(centre, claim):
    entered(centre, claim)
    change = proposed(centre, claim)

    twice = "UPDATE claims_bankaccount SET state = 'replaced', confirmed_by_id = entered_by_id WHERE id = %s"
    with pytest.raises(IntegrityError, match="an_account_change_is_confirmed_by_another_person"), transaction.atomic():
        connection.cursor().execute(twice, [change.pk])
