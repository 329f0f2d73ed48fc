"""Recognition through its pages: the list, the report, the judgement, the money of the case, and its account."""

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from audits.models import Access
from backoffice.views import recognition
from claims.models import BankAccount, Certification
from tests import worlds
from workflows import accounts

pytestmark = pytest.mark.django_db(databases=["default", "looking"])
IMPOSSIBLE = "This round cannot be recognised as it stands"
ROWS = {"works-rows": 3, "incomes-rows": 2, "hindrances-rows": 2, "activities-rows": 4}


@pytest.fixture
def centre():
    return worlds.a_centre()


@pytest.fixture
def claim(centre):
    return worlds.with_an_account(centre, worlds.a_granted_claim(centre))


@pytest.fixture
def sign_in(client):
    """Signs somebody in, reading a language."""

    def signed_in(user, language="en"):
        user.language = language
        user.save()
        client.force_login(user)
        return client

    return signed_in


def a_report(day: date, **more) -> dict:
    """A report as it is typed, with four applications that have evidence."""
    rows = {}
    for n in range(4):
        rows |= {f"activities-{n}-kind": "application", f"activities-{n}-on": f"{day:%Y.%m.%d}", f"activities-{n}-evidence": "on"}
    return {"on": f"{day:%Y%m%d}", "manner": "attended"} | ROWS | rows | more


def seen(page) -> str:
    """The name of the result that a page shows."""
    return re.search(r'name="seen" value="(\w+)"', page.content.decode())[1]


def findings(accepted: str = "yes") -> dict:
    return {f"activities_{n}": accepted for n in range(4)}


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("state", ["due", "reported", "recognised"])
def test_a_round_opens_in_every_state_and_both_languages(centre, claim, sign_in, state, language):
    certification = worlds.pending(claim)
    {"due": lambda *_: None, "reported": worlds.a_reported_round, "recognised": worlds.a_recognised_round}[state](centre, claim)

    with worlds.on(certification.due_on):
        page = sign_in(centre.caseworker, language).get(reverse("certification", args=[certification.pk]))

    assert page.status_code == 200
    assert claim.number in page.content.decode()


def test_a_report_is_taken_judged_and_recognised_through_the_pages(centre, claim, sign_in):
    worlds.a_recognised_round(centre, claim)
    certification = worlds.pending(claim)
    page = reverse("certification", args=[certification.pk])
    with worlds.on(certification.due_on):
        desk = sign_in(centre.caseworker)
        taken = desk.post(reverse("certification_report", args=[certification.pk]), a_report(certification.due_on))
        unjudged = desk.get(page)
        judged = desk.post(page, findings() | {"verdict": "compute"})
        done = desk.post(page, findings() | {"verdict": "recognise", "seen": seen(judged)})

    certification.refresh_from_db()
    assert taken.status_code == done.status_code == 302
    assert IMPOSSIBLE in unjudged.content.decode() and IMPOSSIBLE not in judged.content.decode()
    assert (certification.state, certification.days_recognised) == ("recognised", 28)
    assert certification.payments.get().amount == certification.amount > 0


def test_computing_again_saves_nothing(centre, claim, sign_in):
    certification = worlds.a_reported_round(centre, claim)
    with worlds.on(certification.due_on):
        sign_in(centre.caseworker).post(
            reverse("certification", args=[certification.pk]), findings("no") | {"verdict": "compute"})

    certification.refresh_from_db()
    assert (certification.state, certification.sealed_trace, claim.payments.count()) == ("reported", "", 0)


def test_nobody_recognises_a_result_that_was_not_shown(centre, claim, sign_in):
    certification = worlds.a_reported_round(centre, claim)
    page = reverse("certification", args=[certification.pk])
    with worlds.on(certification.due_on):
        desk = sign_in(centre.caseworker)
        shown = desk.post(page, findings("no") | {"verdict": "compute"})
        answer = desk.post(page, findings() | {"verdict": "recognise", "seen": seen(shown)})

    certification.refresh_from_db()
    assert answer.status_code == 200 and "have changed" in answer.content.decode()
    assert certification.state == "reported"


def test_more_rows_save_nothing_and_lose_nothing(centre, claim, sign_in):
    certification = worlds.pending(claim)
    typed = a_report(certification.due_on) | {"works-0-kind": "daily", "works-0-from_on": "2026.10.20", "works-0-pay": "abc"}
    with worlds.on(certification.due_on):
        page = sign_in(centre.caseworker).post(
            reverse("certification_report", args=[certification.pk]), typed | {"more": "works"})

    text = page.content.decode()
    assert 'name="works-5-kind"' in text and 'value="abc"' in text and 'value="2026.10.20"' in text
    assert Certification.objects.get(pk=certification.pk).state == "due"


def test_what_cannot_be_read_is_named_and_what_was_typed_stays(centre, claim, sign_in):
    certification = worlds.pending(claim)
    typed = a_report(certification.due_on) | {"works-0-kind": "daily", "works-0-from_on": "<b>1</b>", "works-0-pay": "-5"}
    with worlds.on(certification.due_on):
        page = sign_in(centre.caseworker).post(reverse("certification_report", args=[certification.pk]), typed)

    text = page.content.decode()
    assert "Please put this right" in text and "&lt;b&gt;1&lt;/b&gt;" in text and "<b>1</b>" not in text
    assert Certification.objects.get(pk=certification.pk).state == "due"


def test_a_report_on_another_day_without_a_reason_is_too_late(centre, claim, sign_in):
    certification = worlds.pending(claim)
    late = certification.due_on + timedelta(days=2)
    with worlds.on(late):
        page = sign_in(centre.caseworker).post(reverse("certification_report", args=[certification.pk]), a_report(late))

    assert "This is too late" in page.content.decode()


def test_an_own_mistake_takes_the_report_late_once(centre, claim, sign_in):
    certification = worlds.pending(claim)
    late = certification.due_on + timedelta(days=2)
    with worlds.on(late):
        sign_in(centre.caseworker).post(
            reverse("certification_report", args=[certification.pk]), a_report(late, cause="mistake"))

    certification.refresh_from_db()
    assert (certification.state, certification.to_on, certification.moved_because) == ("reported", late, "mistake")


def test_the_recognition_day_is_moved_through_its_page(centre, claim, sign_in):
    certification = worlds.pending(claim)
    to = certification.due_on + timedelta(days=1)
    with worlds.on(certification.due_on):
        sign_in(centre.caseworker).post(
            reverse("certification_move", args=[certification.pk]), {"to": f"{to:%Y.%m.%d}", "cause": "mistake", "on": "+0"})

    certification.refresh_from_db()
    assert (certification.due_on, claim.letters.filter(kind="certification_day_changed").count()) == (to, 1)


def test_a_missed_day_is_recorded_and_can_still_be_opened(centre, claim, sign_in):
    certification = worlds.pending(claim)
    with worlds.on(certification.due_on + timedelta(days=1)):
        desk = sign_in(centre.caseworker)
        desk.post(reverse("certification_miss", args=[certification.pk]))
        page = desk.get(reverse("certification", args=[certification.pk]))

    certification.refresh_from_db()
    assert (certification.state, page.status_code) == ("missed", 200)


def test_the_list_shows_what_is_due_and_records_who_was_seen(centre, claim, sign_in):
    certification = worlds.pending(claim)
    with worlds.on(certification.due_on):
        page = sign_in(centre.caseworker).get(reverse("recognition"))

    assert claim.number in page.content.decode()
    assert Access.objects.filter(page="recognition", person_id=claim.person_id, user_id=centre.caseworker.pk).exists()


def test_the_list_turns_its_pages_by_key(centre, claim, sign_in, monkeypatch):
    numbers = {claim.number, worlds.a_granted_claim(centre).number, worlds.a_granted_claim(centre).number}
    monkeypatch.setattr(recognition, "SIZE", 1)
    seen_numbers, address = [], reverse("recognition")
    with worlds.on(worlds.pending(claim).due_on):
        desk = sign_in(centre.caseworker)
        while address:
            text = desk.get(address).content.decode()
            seen_numbers += re.findall(r"<td[^>]*>(\d\d-\d{7}-\d)</td>", text)
            following = re.search(r'rel="next" href="([^"]+)"', text)
            address = following and following[1].replace("&amp;", "&")

    assert sorted(seen_numbers) == sorted(numbers)


def test_a_recognised_round_says_what_was_found(centre, claim, sign_in):
    certification = worlds.a_recognised_round(centre, claim)

    page = sign_in(centre.auditor).get(reverse("certification", args=[certification.pk]))

    assert page.content.decode().count("evidence in the file: accepted") == 4


def test_the_list_asks_no_more_for_more_rows(centre, claim, sign_in, django_assert_max_num_queries):
    for _each in range(3):
        worlds.a_reported_round(centre, worlds.with_an_account(centre, worlds.a_granted_claim(centre)))
    desk = sign_in(centre.caseworker)
    with worlds.on(worlds.pending(claim).due_on), django_assert_max_num_queries(22):
        page = desk.get(reverse("recognition") + "?show=reported")

    assert page.content.decode().count("4 activities") == 3


def test_a_round_of_another_office_is_not_found(centre, claim, sign_in):
    desk = sign_in(worlds.a_centre().caseworker)
    certification = worlds.pending(claim)

    for name in ("certification", "certification_report", "certification_move", "certification_miss"):
        assert desk.get(reverse(name, args=[certification.pk])).status_code == 404
    for name in ("case_certifications", "case_payments", "account_enter"):
        assert desk.get(reverse(name, args=[claim.number])).status_code == 404


def test_somebody_who_only_looks_can_judge_nothing(centre, claim, sign_in):
    certification = worlds.a_reported_round(centre, claim)
    desk = sign_in(centre.auditor)

    assert desk.get(reverse("certification", args=[certification.pk])).status_code == 200
    assert desk.post(reverse("certification", args=[certification.pk]), findings()).status_code == 403


# ── the account ──────────────────────────────────────────────────────────────
def test_the_first_account_is_entered_and_never_shown_again(centre, sign_in):
    claim = worlds.a_granted_claim(centre)
    with worlds.on(worlds.pending(claim).due_on):
        desk = sign_in(centre.caseworker)
        desk.post(reverse("account_enter", args=[claim.number]), {"bank_code": "004", "number": "110-987-654321"})
        page = desk.get(reverse("case_payments", args=[claim.number]))

    text = page.content.decode()
    assert "004 ****4321" in text and "987654321" not in text and "987-654321" not in text


def test_a_changed_account_is_confirmed_by_somebody_else_only(centre, claim, sign_in):
    with worlds.on(worlds.pending(claim).due_on):
        proposed = accounts.propose_change(claim, by=centre.caseworker, bank_code="088", number="110123456789", reason="이체")
        page = reverse("account_settle", args=[claim.number, proposed.pk])
        own = sign_in(centre.caseworker).post(page, {"verdict": "confirm"})
        sign_in(centre.colleague).post(page, {"verdict": "confirm"})

    assert own.status_code == 200 and "You entered this account" in own.content.decode()
    assert BankAccount.objects.get(pk=proposed.pk).state == "active"


def test_the_payments_of_a_case_show_a_ledger_that_runs(centre, claim, sign_in):
    certification = worlds.a_recognised_round(centre, claim)
    worlds.a_released_run(centre, certification.due_on)

    page = sign_in(centre.caseworker).get(reverse("case_payments", args=[claim.number]))

    ledger = page.content.decode().partition("Booked because")[2]
    assert ledger.index("Scheduled for payment") < ledger.index("Sent to the bank")
    assert ledger.count(f"₩{certification.amount:,}") == 4 and ledger.count("₩0") == 2


@pytest.mark.parametrize("tab", ["case_certifications", "case_payments"])
def test_a_longer_case_asks_no_more(centre, claim, sign_in, tab):
    certification = worlds.a_recognised_round(centre, claim)
    worlds.a_released_run(centre, certification.due_on)
    desk, address = sign_in(centre.caseworker), reverse(tab, args=[claim.number])
    desk.get(address)
    with CaptureQueriesContext(connection) as short:
        desk.get(address)
    for _each in range(2):
        later = worlds.a_recognised_round(centre, claim)
        worlds.a_released_run(centre, later.due_on)
    with CaptureQueriesContext(connection) as long:
        desk.get(address)

    assert len(long) == len(short)
