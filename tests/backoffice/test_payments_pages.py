"""Payment runs through their pages: built, released by another person, answered by the bank, paid again."""

import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from audits.models import Access
from backoffice.views import payments
from claims.models import BankAnswer, Batch
from contributions.models import Recusal
from tests import worlds
from tests.bank import an_answer

pytestmark = pytest.mark.django_db(databases=["default", "looking"])
PAY_DAY = date(2026, 10, 26)


@pytest.fixture
def centre():
    return worlds.a_centre()


@pytest.fixture
def payment(centre):
    claim = worlds.with_an_account(centre, worlds.a_granted_claim(centre))
    return worlds.a_recognised_round(centre, claim).payments.get()


@pytest.fixture
def sign_in(client):
    """Signs somebody in, reading a language."""

    def signed_in(user, language="en"):
        user.language = language
        user.save()
        client.force_login(user)
        return client

    return signed_in


def built(centre, desk) -> Batch:
    desk.post(reverse("batch_build"), {"office": centre.office.pk})
    return Batch.objects.get(office=centre.office)


def test_a_run_is_built_released_and_its_file_taken_by_two_people(centre, payment, sign_in):
    with worlds.on(PAY_DAY):
        batch = built(centre, sign_in(centre.payment_officer))
        desk = sign_in(centre.releaser)
        wrong = desk.post(reverse("batch_release", args=[batch.pk]), {"count": "7"})
        desk.post(reverse("batch_release", args=[batch.pk]), {"count": "1"})
        file = desk.get(reverse("batch_file", args=[batch.pk]))

    batch.refresh_from_db()
    assert "not the number of payments" in wrong.content.decode() and batch.state == "released"
    assert file.status_code == 200 and str(payment.amount).encode() in file.content and file["Cache-Control"] == "no-store"
    assert Access.objects.filter(page="batch_file", person_id=payment.claim.person_id, user_id=centre.releaser.pk).count() == 1


def test_the_builder_sees_why_they_cannot_release(centre, payment, sign_in):
    with worlds.on(PAY_DAY):
        desk = sign_in(centre.payment_officer)
        batch = built(centre, desk)

        page = desk.get(reverse("batch", args=[batch.pk]))
        tried = desk.post(reverse("batch_release", args=[batch.pk]), {"count": "1"})

    assert "This needs the right" in page.content.decode() and tried.status_code == 403
    assert Batch.objects.get(pk=batch.pk).state == "built"


@pytest.mark.parametrize("language", ["ko", "en"])
def test_what_is_payable_is_shown_with_masked_accounts_and_recorded(centre, payment, sign_in, language):
    with worlds.on(PAY_DAY):
        page = sign_in(centre.payment_officer, language).get(reverse("payments"))

    text = page.content.decode()
    assert payment.claim.person.name in text and payment.account.masked in text and payment.account.number not in text
    assert Access.objects.filter(page="payments", person_id=payment.claim.person_id).count() == 1


def test_a_cancelled_run_says_why(centre, payment, sign_in):
    with worlds.on(PAY_DAY):
        desk = sign_in(centre.payment_officer)
        batch = built(centre, desk)
        desk.post(reverse("batch_cancel", args=[batch.pk]), {"reason": "금액 확인"})
        page = desk.get(reverse("batch", args=[batch.pk]))

    payment.refresh_from_db()
    assert (page.status_code, payment.state) == (200, "scheduled")
    assert "not what was sealed" not in page.content.decode()


def test_the_banks_answer_is_read_and_its_returns_listed(centre, payment, sign_in):
    batch = worlds.a_released_run(centre, PAY_DAY)
    answer = SimpleUploadedFile("answer.xml", an_answer(batch, {batch.items.get(): "RJCT", "P000099999-1-0": "ACSC"}))
    with worlds.on(PAY_DAY):
        desk = sign_in(centre.payment_officer)
        page = desk.post(reverse("bank_answer"), {"file": answer}, follow=True)
        returned = desk.get(reverse("payments_returned"))

    assert BankAnswer.objects.get().returned == 1 and "P000099999-1-0" in page.content.decode()
    assert payment.claim.number in returned.content.decode() and "account is closed" in returned.content.decode()


def test_a_file_that_is_no_answer_is_refused_with_a_sentence(centre, payment, sign_in):
    worlds.a_released_run(centre, PAY_DAY)
    hostile = SimpleUploadedFile("answer.xml", b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>')
    page = sign_in(centre.payment_officer).post(reverse("bank_answer"), {"file": hostile})

    assert page.status_code == 200 and "Please put this right" in page.content.decode() and BankAnswer.objects.count() == 0


def test_a_returned_payment_is_paid_again_by_the_caseworker(centre, payment, sign_in):
    batch = worlds.a_released_run(centre, PAY_DAY)
    answer = SimpleUploadedFile("answer.xml", an_answer(batch, {batch.items.get(): "RJCT"}))
    page = reverse("payment_reissue", args=[payment.claim.number, payment.pk])
    with worlds.on(PAY_DAY):
        sign_in(centre.payment_officer).post(reverse("bank_answer"), {"file": answer})
        desk = sign_in(centre.caseworker)
        unexplained = desk.post(page, {"account": payment.account_id, "reason": ""})
        desk.post(page, {"account": payment.account_id, "reason": "은행이 오류를 확인함"})

    payment.refresh_from_db()
    assert "Please put this right" in unexplained.content.decode()
    assert (payment.state, payment.attempt) == ("scheduled", 2)


def test_a_run_of_another_office_is_not_found(centre, payment, sign_in):
    batch = worlds.a_released_run(centre, PAY_DAY)
    other = worlds.a_centre()

    for user, names in ((other.payment_officer, ("batch", "batch_file", "batch_cancel")), (other.releaser, ("batch_release",))):
        desk = sign_in(user)
        for name in names:
            assert desk.get(reverse(name, args=[batch.pk])).status_code == 404


def test_a_caseworker_sees_no_runs(centre, payment, sign_in):
    batch = worlds.a_released_run(centre, PAY_DAY)
    desk = sign_in(centre.caseworker)

    for address in (reverse("payments"), reverse("batch", args=[batch.pk]), reverse("batch_file", args=[batch.pk])):
        assert desk.get(address).status_code == 403


def test_the_pages_of_runs_ask_no_more_for_more_rows(centre, payment, sign_in, django_assert_max_num_queries):
    for _each in range(2):
        worlds.a_recognised_round(centre, worlds.with_an_account(centre, worlds.a_granted_claim(centre)))
    desk = sign_in(centre.payment_officer)
    with worlds.on(PAY_DAY):
        with django_assert_max_num_queries(26):
            desk.get(reverse("payments"))
        batch = built(centre, desk)
        with django_assert_max_num_queries(26):
            page = desk.get(reverse("batch", args=[batch.pk]))

    assert page.content.decode().count("P0000") == 3


def test_runs_and_their_payments_turn_pages_by_key(centre, payment, sign_in, monkeypatch):
    worlds.a_recognised_round(centre, worlds.with_an_account(centre, worlds.a_granted_claim(centre)))
    first = worlds.a_released_run(centre, PAY_DAY)
    worlds.a_recognised_round(centre, worlds.with_an_account(centre, worlds.a_granted_claim(centre)))
    second = worlds.a_released_run(centre, PAY_DAY)
    monkeypatch.setattr(payments, "SIZE", 1)
    desk = sign_in(centre.releaser)

    def walked(address: str, shown: str) -> list[str]:
        found = []
        while address:
            text = desk.get(address).content.decode()
            found += re.findall(shown, text)
            following = re.search(r'rel="next" href="([^"]+)"', text)
            address = following[1].replace("&amp;", "&") if following else ""
        return found

    assert walked(reverse("payments"), r"<a[^>]*data-open>([\d-]+)</a>") == [second.number, first.number]
    assert len(set(walked(reverse("batch", args=[first.pk]), r">(P\d{9}-1-\d)<"))) == 2


def test_somebody_kept_away_stays_unnamed_on_a_list(centre, payment, sign_in):
    person = payment.claim.person
    Recusal.objects.create(user=centre.payment_officer, resident_number_hash=person.resident_number_hash, reason="친족",
                           declared_by=centre.payment_officer)
    with worlds.on(PAY_DAY):
        text = sign_in(centre.payment_officer).get(reverse("payments")).content.decode()

    assert person.name not in text and "(you are recused)" in text
    assert not Access.objects.filter(page="payments", person_id=person.pk).exists()


@pytest.mark.parametrize("key", ["²", "-1", "x", "9" * 40, "2026-10-26.²"])
def test_an_address_with_a_strange_key_is_harmless(centre, payment, sign_in, key):
    batch = worlds.a_released_run(centre, PAY_DAY)
    desk = sign_in(centre.payment_officer)

    assert desk.get(reverse("payments"), {"before": key}).status_code == 200
    assert desk.get(reverse("payments_returned"), {"after": key}).status_code == 200
    assert desk.get(reverse("batch", args=[batch.pk]), {"after": key}).status_code == 200
    assert desk.get(reverse("batch_build"), {"office": key}).status_code == 404
