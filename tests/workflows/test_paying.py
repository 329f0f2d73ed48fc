"""Payment runs: built and sealed, released by another person, settled by the bank's answer, sent again after a return."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from audits.chain import verify, verify_in_database
from audits.models import Event
from backoffice.staff.refusal import Refused
from claims.bank import pain001
from claims.models import BankAccount, Batch, Payment, Posting, Transfer
from tests import worlds
from tests.bank import an_answer
from workflows import accounts, paying
from workflows.models import Task

PAY_DAY = date(2026, 10, 26)


@pytest.fixture
def payment(centre, claim) -> Payment:
    """A scheduled payment of a first round."""
    return worlds.a_recognised_round(centre, claim).payments.get()


@pytest.fixture
def batch(centre, payment):
    """A released run that holds the payment."""
    return worlds.a_released_run(centre, PAY_DAY)


def balance(account: str) -> int:
    return sum(Posting.objects.filter(account=account).values_list("amount", flat=True))


def test_a_run_is_sealed_with_count_total_and_digest(centre, payment):
    with worlds.on(PAY_DAY):
        batch = paying.build(centre.office, by=centre.payment_officer, on=PAY_DAY)

    payment.refresh_from_db()
    assert (batch.count, batch.total, len(batch.digest), payment.state) == (1, payment.amount, 64, "in_batch")


def test_nothing_payable_makes_no_run(centre):
    with pytest.raises(Refused, match=r"."):
        paying.build(centre.office, by=centre.payment_officer, on=PAY_DAY)


def test_nobody_releases_the_run_they_built(centre, payment):
    with worlds.on(PAY_DAY):
        batch = paying.build(centre.office, by=centre.payment_officer, on=PAY_DAY)

        with pytest.raises(Refused):
            paying.release(batch, by=centre.payment_officer)


def test_a_released_run_is_a_valid_file_and_every_case_remembers_it(batch, payment, claim):
    content = paying.bank_file(batch)

    pain001.validate(content)
    payment.refresh_from_db()
    assert str(payment.amount).encode() in content and payment.state == "sent"
    assert claim.events.filter(verb="sent", source="in_batch", target="sent").count() == 1
    assert (balance("payable"), balance("in_transit")) == (0, -payment.amount)


def test_a_run_whose_account_was_replaced_is_not_released(centre, claim, payment):
    with worlds.on(PAY_DAY):
        batch = paying.build(centre.office, by=centre.payment_officer, on=PAY_DAY)
        another = accounts.propose_change(
            claim, by=centre.caseworker, bank_code="088", number="110123456789", reason="이체"
        )
        accounts.confirm(another, by=centre.colleague)

        with pytest.raises(Refused, match=claim.number):
            paying.release(batch, by=centre.releaser)


def test_a_cancelled_run_gives_its_payments_back(centre, payment):
    with worlds.on(PAY_DAY):
        batch = paying.build(centre.office, by=centre.payment_officer, on=PAY_DAY)

        paying.cancel_batch(batch, by=centre.payment_officer, reason="금액 확인")

        again = paying.build(centre.office, by=centre.payment_officer, on=PAY_DAY)
    assert again.items.get().payment == payment


def test_an_accepted_answer_pays_once(centre, batch, payment, claim):
    answer = an_answer(batch, {item: "ACSC" for item in batch.items.all()})
    with worlds.on(PAY_DAY):
        settled = paying.settle(answer, by=centre.payment_officer)

        with pytest.raises(Refused):
            paying.settle(answer, by=centre.payment_officer)

    payment.refresh_from_db()
    batch.refresh_from_db()
    assert (settled.paid, settled.returned, payment.state, payment.paid_on) == (1, 0, "paid", PAY_DAY)
    assert batch.state == "settled"
    assert (balance("in_transit"), balance("paid")) == (0, -payment.amount)


def test_a_return_opens_a_task_and_writes_a_letter(centre, batch, payment, claim):
    answer = an_answer(batch, {batch.items.get(): "RJCT"}, reason="AC04")
    with worlds.on(PAY_DAY):
        paying.settle(answer, by=centre.payment_officer)

    payment.refresh_from_db()
    assert (payment.state, payment.return_reason) == ("returned", "AC04")
    assert Task.objects.open().filter(claim=claim, kind="returned").count() == 1
    assert claim.letters.filter(kind="payment_returned").count() == 1
    assert (balance("in_transit"), balance("returned")) == (0, -payment.amount)


def test_a_returned_payment_is_sent_again_to_another_account(centre, batch, payment, claim):
    with worlds.on(PAY_DAY):
        paying.settle(an_answer(batch, {batch.items.get(): "RJCT"}), by=centre.payment_officer)
        proposed = accounts.propose_change(
            claim, by=centre.caseworker, bank_code="088", number="11022233344", reason="해지"
        )
        accounts.confirm(proposed, by=centre.colleague)

        payment = paying.reissue(payment, by=centre.caseworker, account=BankAccount.objects.get(pk=proposed.pk))

        again = worlds.a_released_run(centre, PAY_DAY)
    assert (payment.attempt, again.items.get().attempt) == (2, 2)
    assert again.items.get().end_to_end_id != batch.items.get().end_to_end_id
    assert not Task.objects.open().filter(claim=claim, kind="returned").exists()


def test_the_same_account_again_needs_a_reason(centre, batch, payment, claim):
    with worlds.on(PAY_DAY):
        paying.settle(an_answer(batch, {batch.items.get(): "RJCT"}), by=centre.payment_officer)

        with pytest.raises(Refused):
            paying.reissue(payment, by=centre.caseworker, account=payment.account)


def test_what_fits_nothing_is_listed_and_not_lost(centre, batch):
    answer = an_answer(batch, {"P000099999-1-0": "ACSC"})
    with worlds.on(PAY_DAY):
        settled = paying.settle(answer, by=centre.payment_officer)

    assert [(entry["why"], entry["instruction"]) for entry in settled.unmatched] == [("unknown", "P000099999-1-0")]
    assert settled.answer.unmatched == settled.unmatched and settled.pending == 1


def test_an_answer_that_contradicts_an_earlier_one_changes_nothing(centre, batch, payment):
    with worlds.on(PAY_DAY):
        paying.settle(an_answer(batch, {batch.items.get(): "ACSC"}, message="M1"), by=centre.payment_officer)

        settled = paying.settle(an_answer(batch, {batch.items.get(): "RJCT"}, message="M2"), by=centre.payment_officer)

    payment.refresh_from_db()
    assert [entry["why"] for entry in settled.unmatched] == ["contradicts"] and payment.state == "paid"


def test_an_answer_to_nobody_is_refused(centre, batch):
    stranger = an_answer(batch, {batch.items.get(): "ACSC"}).replace(batch.message_id.encode(), b"B000099999-1-9")

    with pytest.raises(Refused, match="B000099999-1-9"):
        paying.settle(stranger, by=centre.payment_officer)


def test_a_paid_day_cannot_be_paid_again_even_by_raw_sql(payment):
    again = (
        "INSERT INTO claims_paidspan (claim_id, payment_id, person_id, days, live) "
        "SELECT claim_id, payment_id, person_id, daterange(upper(days) - 1, upper(days)), true "
        "FROM claims_paidspan WHERE payment_id = %s"
    )

    with pytest.raises(IntegrityError, match="nobody_is_paid_twice_for_the_same_day"), transaction.atomic():
        connection.cursor().execute(again, [payment.pk])


def test_the_ledger_sums_to_nothing_and_the_chains_hold(centre, batch):
    with worlds.on(PAY_DAY):
        paying.settle(an_answer(batch, {batch.items.get(): "ACSC"}), by=centre.payment_officer)

    assert sum(Posting.objects.values_list("amount", flat=True)) == 0 and Transfer.objects.count() == 3
    assert list(verify(Event.objects.order_by("chain", "number"))) == [] and verify_in_database() == []


def queries_of(act) -> int:
    with CaptureQueriesContext(connection) as seen:
        act()
    return len(seen)


def counts_for(centre, number: int) -> tuple[int, int, int]:
    """Queries of building, releasing and settling a run of so many payments."""
    for _claim in range(number):
        worlds.a_recognised_round(centre, worlds.with_an_account(centre, worlds.a_granted_claim(centre)))
    with worlds.on(PAY_DAY):
        built = queries_of(lambda: paying.build(centre.office, by=centre.payment_officer, on=PAY_DAY))
        batch = Batch.objects.get(state="built")
        released = queries_of(lambda: paying.release(batch, by=centre.releaser))
        answer = an_answer(batch, dict.fromkeys(batch.items.all(), "ACSC"), message=f"for {batch.number}")
        settled = queries_of(lambda: paying.settle(answer, by=centre.payment_officer))
    return built, released, settled


def test_a_larger_run_asks_the_database_no_more_often(centre):
    counts_for(centre, 1)  # fills what is read once, such as grants

    assert counts_for(centre, 1) == counts_for(centre, 4)
