"""The counter: from a resident number to a filed claim."""

import pytest
from django.urls import reverse

from audits.models import Access
from claims.models import Claim
from contributions import vault
from contributions.models import Person, Recusal
from tests import worlds
from workflows import registering

pytestmark = pytest.mark.django_db(databases=["default", "looking"])

ANSWERS = {"claimant_reason": "23", "registered_on": "2026.10.10", "able_to_work": "yes", "willing_to_work": "yes",
           "employed_at_filing": "no", "runs_business": "no"}


@pytest.fixture
def centre():
    return worlds.a_centre()


@pytest.fixture
def desk(client, centre):
    """A client signed in as the person at the counter."""
    client.force_login(centre.intake)
    return client


def text(response) -> str:
    return response.content.decode()


def filed(desk, person, **more):
    with worlds.on(worlds.FILED_ON):
        return desk.post(reverse("counter_person", args=[person.pk]), ANSWERS | more)


def test_a_known_person_is_found_and_the_look_is_recorded(desk, centre):
    person = worlds.a_person(centre)

    answer = desk.post(reverse("counter"), {"resident_number": person.resident_number})
    shown = desk.get(answer.url)

    assert answer.url == reverse("counter_person", args=[person.pk])
    assert shown.status_code == 200
    assert Access.objects.filter(user_id=centre.intake.pk, person_id=person.pk, page="counter").exists()


@pytest.mark.parametrize("number", ["900132-1234567", "12", "990101-3234567", "900101-123456a"])
def test_a_number_that_is_none_is_refused_and_stays_on_the_page(desk, number):
    shown = text(desk.post(reverse("counter"), {"resident_number": number}))

    assert 'class="error-summary"' in shown
    assert f'value="{number}"' in shown


def test_somebody_unknown_is_registered_on_the_way(desk):
    offered = text(desk.post(reverse("counter"), {"resident_number": "900101-1234567"}))
    said = {"resident_number": "900101-1234567", "name": "김하늘", "nationality": "KR", "disabled": "no", "language": "ko"}
    answer = desk.post(reverse("counter_register"), said)

    assert f'action="{reverse("counter_register")}"' in offered and 'value="900101-1234567"' in offered
    assert answer.url == reverse("counter_person", args=[Person.objects.get().pk])


def test_a_claim_is_filed_on_the_certificate_that_was_chosen(desk, centre):
    person = worlds.a_person(centre)
    certificate = worlds.a_job(centre, person)

    answer = filed(desk, person, separation=f"c{certificate.pk}")

    claim = Claim.objects.get()
    assert answer.url == reverse("case", args=[claim.number])
    assert (claim.certificate, claim.separation_on, claim.office) == (certificate, certificate.separation_on, centre.office)
    assert claim.statements.get().answers["claimant_reason"] == "23"


def test_a_claim_is_filed_on_a_day_that_no_register_knows(desk, centre):
    person = worlds.a_person(centre)

    missing = text(filed(desk, person, separation="other"))
    filed(desk, person, separation="other", last_day="2026.9.15")

    assert 'id="id_last_day_error"' in missing and 'value="2026.10.10"' in missing
    assert Claim.objects.get().separation_on.isoformat() == "2026-09-15"


def test_filing_twice_names_the_other_claim_and_keeps_what_was_typed(desk, centre):
    person = worlds.a_person(centre)
    certificate = worlds.a_job(centre, person)
    filed(desk, person, separation=f"c{certificate.pk}")

    shown = text(filed(desk, person, separation=f"c{certificate.pk}", days_worked_before_filing="7"))

    number = Claim.objects.get().number
    assert number in shown.split('class="error-summary"')[1].split("</ul>")[0]
    assert reverse("case", args=[number]) in shown
    assert 'value="7"' in shown


def test_a_claim_in_the_way_at_another_office_is_named_without_a_link(client, desk, centre):
    claim = worlds.a_filed_claim(centre)
    elsewhere = worlds.a_centre()
    client.force_login(elsewhere.intake)

    shown = text(client.get(reverse("counter_person", args=[claim.person_id])))

    assert claim.number in shown
    assert reverse("case", args=[claim.number]) not in shown


def test_a_relative_is_refused_with_a_sentence(desk, centre):
    person = worlds.a_person(centre)
    Recusal.objects.create(user=centre.intake, resident_number_hash=vault.identity_hash(person.resident_number),
                           reason="가족", declared_by=centre.supervisor)

    shown = desk.post(reverse("counter"), {"resident_number": person.resident_number})

    assert shown.status_code == 200
    assert 'class="error-summary"' in text(shown)
    assert person.name not in text(shown)


def test_the_counter_is_closed_to_those_who_file_no_claims(client, centre):
    client.force_login(centre.auditor)

    assert client.get(reverse("counter")).status_code == 403


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_case_shows_wages_as_known_now_and_as_known_on_an_earlier_day(client, centre, language):
    claim = worlds.a_filed_claim(centre, monthly=2_000_000)
    old = claim.certificate
    with worlds.on(worlds.FILED_ON.replace(day=20)):
        registering.record_certificate(
            claim.person, old.employer, by=centre.caseworker, office=centre.office, replaces=old,
            wages=worlds.three_months(old.separation_on, 3_100_000), acquired_on=old.acquired_on,
            separation_on=old.separation_on, reason_code="23", unit_days_from_on=old.unit_days_from_on, unit_days=410,
        )
    centre.caseworker.language = language
    centre.caseworker.save()
    client.force_login(centre.caseworker)
    address = reverse("case_wages", args=[claim.number])

    now, then = text(client.get(address)), text(client.get(address, {"known_on": "2026-10-15"}))
    wrong = client.get(address, {"known_on": "<b>"})

    assert "3,100,000" in now and "2,000,000" not in now
    assert "2,000,000" in then and "3,100,000" not in then
    assert wrong.status_code == 200 and "&lt;b&gt;" in text(wrong)
