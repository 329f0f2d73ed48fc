"""Two people at once: whatever they do, days, money and instructions are counted once.

Small counts by default; `PROVE=500` runs the full ones.
"""

import os
import threading
import time
from collections import Counter
from collections.abc import Callable
from contextvars import copy_context
from datetime import date
from functools import partial

import pytest
from django.db import DatabaseError, IntegrityError, connection, connections, transaction

from audits.chain import verify_in_database
from backoffice.staff.refusal import Refused
from claims.models import BankAccount, Batch, Certification, Claim, Payment, Posting, Transfer
from tests import worlds
from tests.bank import an_answer
from workflows import accounts, certifying, paying, steps

TIMES = int(os.environ.get("PROVE", "3"))
DUE_ON = date(2026, 10, 26)

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("letters_are_not_printed")]


@pytest.fixture
def centre(transactional_db):
    return worlds.a_centre()


def at_once(*acts: Callable) -> list:
    """Runs the acts on connections of their own, let loose together; what each gave, or the exception it met."""
    gate, results = threading.Barrier(len(acts)), [None] * len(acts)

    def run(place: int, act: Callable) -> None:
        try:
            gate.wait(timeout=30)
            results[place] = act()
        except (Refused, DatabaseError, AssertionError) as error:
            results[place] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=copy_context().run, args=(run, n, act)) for n, act in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=120)
    return results


def outcomes(results: list) -> Counter:
    """How many succeeded, were refused with a sentence, or met anything else (which is a failure)."""
    strange = [r for r in results if isinstance(r, BaseException) and not isinstance(r, Refused)]
    assert not strange, strange
    return Counter("refused" if isinstance(r, Refused) else "done" for r in results)


def two_rounds_with_one_day_left(centre) -> list[Certification]:
    """Two reported rounds of one claim (which the verbs never allow together) and one day left."""
    claim = worlds.with_an_account(centre, worlds.a_granted_claim(centre))
    first = worlds.a_reported_round(centre, claim)
    claim.refresh_from_db()
    Claim.objects.filter(pk=claim.pk).update(days_recognised=claim.prescribed_days - 1)
    second = Certification.objects.create(
        claim=claim, round=2, from_on=date(2026, 10, 27), due_on=date(2026, 10, 30), first_due_on=date(2026, 10, 30)
    )
    with worlds.on(date(2026, 10, 30)):
        second = certifying.report(
            second, by=centre.caseworker, on=date(2026, 10, 30), manner="attended", report=worlds.a_report(second)
        )
    return [first, second]


@pytest.fixture
def without_the_one_pending_rule(transactional_db):
    """Takes one safeguard away, so that the lock and the cap are seen to hold by themselves; puts it back after."""
    rule = next(c for c in Certification._meta.constraints if c.name == "one_certification_is_pending")
    with connection.schema_editor() as editor:
        editor.remove_constraint(Certification, rule)
    yield
    Certification.objects.filter(state__in=["due", "reported"]).update(state="cancelled")
    with connection.schema_editor() as editor:
        editor.add_constraint(Certification, rule)


def test_two_rounds_with_one_day_left_never_pass_the_cap(centre, without_the_one_pending_rule):
    for _time in range(TIMES):
        rounds = two_rounds_with_one_day_left(centre)

        with worlds.on(date(2026, 10, 30)):
            results = at_once(
                *[partial(certifying.recognise, c, by=centre.caseworker, findings=worlds.ACCEPTED) for c in rounds]
            )

        claim = Claim.objects.get(pk=rounds[0].claim_id)
        paid = sum(claim.payments.values_list("days", flat=True))
        outcomes(results)
        assert (claim.days_recognised, paid) == (claim.prescribed_days, 1)


def test_the_cap_holds_by_itself_where_nobody_takes_the_lock(centre, without_the_one_pending_rule, monkeypatch):
    rounds = two_rounds_with_one_day_left(centre)
    monkeypatch.setattr(steps, "locked", unlocked)

    with worlds.on(date(2026, 10, 30)):
        at_once(*[partial(certifying.recognise, c, by=centre.caseworker, findings=worlds.ACCEPTED) for c in rounds])

    claim = Claim.objects.get(pk=rounds[0].claim_id)
    assert claim.days_recognised <= claim.prescribed_days
    assert sum(claim.payments.values_list("days", flat=True)) <= 1


def unlocked(noun):
    """What a step would read if it took no lock."""
    fresh = type(noun).objects.get(pk=noun.pk)
    fresh.claim = Claim.objects.select_related("person__key").get(pk=noun.claim_id)
    time.sleep(0.05)
    return fresh


def test_one_round_is_recognised_once_by_many(centre):
    for _time in range(TIMES):
        claim = worlds.with_an_account(centre, worlds.a_granted_claim(centre))
        certification = worlds.a_reported_round(centre, claim)

        with worlds.on(DUE_ON):
            results = at_once(
                *[
                    partial(certifying.recognise, certification, by=by, findings=worlds.ACCEPTED)
                    for by in (centre.caseworker, centre.colleague) * 2
                ]
            )

        assert outcomes(results) == {"done": 1, "refused": 3}
        assert claim.payments.count() == 1 and claim.events.filter(verb="recognise").count() == 1
        assert Claim.objects.get(pk=claim.pk).days_recognised == 8


def test_two_runs_built_at_once_share_no_payment(centre):
    for _time in range(TIMES):
        for _claim in range(3):
            worlds.a_recognised_round(centre, worlds.with_an_account(centre, worlds.a_granted_claim(centre)))

        with worlds.on(DUE_ON):
            results = at_once(*[partial(paying.build, centre.office, by=centre.payment_officer, on=DUE_ON)] * 2)

        built = [r for r in results if isinstance(r, Batch)]
        outcomes(results)
        assert sum(batch.count for batch in built) == 3 and not Payment.objects.filter(state="scheduled").exists()


def test_a_run_is_released_once_and_answered_once(centre):
    for number in range(TIMES):
        worlds.a_recognised_round(centre, worlds.with_an_account(centre, worlds.a_granted_claim(centre)))
        with worlds.on(DUE_ON):
            batch = paying.build(centre.office, by=centre.payment_officer, on=DUE_ON)

            released = at_once(*[partial(paying.release, batch, by=centre.releaser)] * 3)
            answer = an_answer(batch, {batch.items.get(): "ACSC"}, message=f"M{number}")
            settled = at_once(*[partial(paying.settle, answer, by=centre.payment_officer)] * 3)

        assert outcomes(released) == outcomes(settled) == {"done": 1, "refused": 2}
    assert Transfer.objects.filter(reason="sent").count() == Transfer.objects.filter(reason="paid").count() == TIMES
    assert sum(Posting.objects.values_list("amount", flat=True)) == 0


def test_release_and_cancel_of_one_run_do_not_both_happen(centre):
    for _time in range(TIMES):
        worlds.a_recognised_round(centre, worlds.with_an_account(centre, worlds.a_granted_claim(centre)))
        with worlds.on(DUE_ON):
            batch = paying.build(centre.office, by=centre.payment_officer, on=DUE_ON)

            results = at_once(
                partial(paying.release, batch, by=centre.releaser),
                partial(paying.cancel_batch, batch, by=centre.payment_officer, reason="확인"),
            )

        assert outcomes(results) == {"done": 1, "refused": 1}
        batch.refresh_from_db()
        assert batch.items.get().payment.state == ("sent" if batch.state == "released" else "scheduled")
        if batch.state == "cancelled":
            Payment.objects.filter(state="scheduled").update(state="cancelled")


def test_a_returned_payment_is_sent_again_once(centre):
    for number in range(TIMES):
        claim = worlds.with_an_account(centre, worlds.a_granted_claim(centre))
        payment = worlds.a_recognised_round(centre, claim).payments.get()
        batch = worlds.a_released_run(centre, DUE_ON)
        with worlds.on(DUE_ON):
            paying.settle(
                an_answer(batch, {batch.items.get(): "RJCT"}, message=f"R{number}"), by=centre.payment_officer
            )
            change = accounts.propose_change(
                claim, by=centre.caseworker, bank_code="088", number=f"1109998887{number:03}", reason="해지"
            )
            accounts.confirm(change, by=centre.colleague)
            account = BankAccount.objects.get(pk=change.pk)

            results = at_once(
                *[
                    partial(paying.reissue, payment, by=by, account=account)
                    for by in (centre.caseworker, centre.colleague)
                ]
            )

        payment.refresh_from_db()
        assert outcomes(results) == {"done": 1, "refused": 1}
        assert (payment.attempt, Transfer.objects.filter(payment=payment, reason="reissued").count()) == (2, 1)
        worlds.a_released_run(centre, DUE_ON)


def test_two_first_accounts_become_one(centre):
    for _time in range(TIMES):
        claim = worlds.a_granted_claim(centre)

        results = at_once(
            *[
                partial(accounts.enter_first, claim, by=centre.caseworker, bank_code="004", number=number)
                for number in ("11000000111", "11000000222")
            ]
        )

        assert outcomes(results) == {"done": 1, "refused": 1}
        assert claim.person.accounts.filter(state="active").count() == 1


def test_many_at_once_leave_every_chain_whole(centre):
    claims = [worlds.with_an_account(centre, worlds.a_granted_claim(centre)) for _each in range(2)]
    rounds = [worlds.a_reported_round(centre, claim) for claim in claims]

    with worlds.on(DUE_ON):
        at_once(
            *[partial(certifying.recognise, c, by=centre.caseworker, findings=worlds.ACCEPTED) for c in rounds * 2],
            partial(paying.build, centre.office, by=centre.payment_officer, on=DUE_ON),
        )

    assert verify_in_database() == []


def test_the_second_payment_of_a_day_is_refused_by_the_database_whoever_comes_second(centre):
    claim = worlds.with_an_account(centre, worlds.a_granted_claim(centre))
    payment = worlds.a_recognised_round(centre, claim).payments.get()
    again = (
        "INSERT INTO claims_paidspan (claim_id, payment_id, person_id, days, live) "
        "SELECT claim_id, payment_id, person_id, days, true FROM claims_paidspan WHERE payment_id = %s"
    )

    def pay_again():
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(again, [payment.pk])

    results = at_once(pay_again, pay_again)

    assert all(isinstance(r, IntegrityError) and "nobody_is_paid_twice" in str(r) for r in results)
