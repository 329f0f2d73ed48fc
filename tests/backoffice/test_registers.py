"""The registers' pages: people and workplaces are found and recorded, corrections supersede, looks are recorded."""

import re
from datetime import date

import pytest
from django.urls import reverse

from audits.models import Access, Event
from contributions import vault
from contributions.models import Employer, InsuredStatus, Person, Recusal, SeparationCertificate
from tests import worlds
from workflows import registering

pytestmark = pytest.mark.django_db(databases=["default", "looking"])


@pytest.fixture
def centre():
    return worlds.a_centre()


@pytest.fixture
def desk(client, centre):
    """A client signed in as the caseworker."""
    client.force_login(centre.caseworker)
    return client


def text(response) -> str:
    return response.content.decode()


def a_certificate_form(employer, **more) -> dict:
    return {
        "employer": employer.workplace_number, "acquired_on": "2024.7.1", "separation_on": "2026.9.30", "reason_code": "23",
        "reason_text": "", "daily_hours": "8", "ordinary_daily_wage": "110,000", "yearly_bonus": "", "yearly_leave_pay": "",
        "unit_days_from_on": "2025.5.18", "unit_days": "410", "received_on": "2026.10.5",
        "pay-TOTAL_FORMS": "4", "pay-INITIAL_FORMS": "4",
        "pay-0-from_on": "2026.7.1", "pay-0-to_on": "2026.7.31", "pay-0-wages": "3,000,000",
        "pay-1-from_on": "2026.8.1", "pay-1-to_on": "2026.8.31", "pay-1-wages": "3,000,000",
        "pay-2-from_on": "2026.9.1", "pay-2-to_on": "2026.9.30", "pay-2-wages": "3,000,000",
    } | more


@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_page_of_the_registers_opens_in_both_languages(desk, centre, language):
    centre.caseworker.language = language
    centre.caseworker.save()
    person = worlds.a_person(centre)
    certificate = worlds.a_job(centre, person)
    status = InsuredStatus.objects.get()

    for name, *arguments in [
        ("registers",), ("register_person",), ("person", person.pk), ("reveal", person.pk), ("record_death", person.pk),
        ("record_employer",), ("employer", certificate.employer_id), ("record_status", person.pk),
        ("correct_status", status.pk), ("record_certificate", person.pk), ("correct_certificate", certificate.pk),
    ]:
        assert desk.get(reverse(name, args=arguments)).status_code == 200, name


def test_a_person_is_found_by_number_and_the_number_stands_in_no_address(desk, centre):
    person = worlds.a_person(centre)

    answer = desk.post(reverse("registers"), {"find_person": "1", "resident_number": person.resident_number})

    assert answer.url == reverse("person", args=[person.pk])


def test_a_person_page_masks_number_and_contact_and_records_the_look(desk, centre):
    person = worlds.a_person(centre, name='<b>김</b> "하늘"')

    shown = text(desk.get(reverse("person", args=[person.pk])))

    assert person.resident_number[6:] not in shown
    assert "010-0000" not in shown and "월드컵로" not in shown
    assert "&lt;b&gt;김&lt;/b&gt;" in shown and "<b>김" not in shown
    assert Access.objects.filter(user_id=centre.caseworker.pk, person_id=person.pk, page="person").count() == 1


def test_the_whole_number_is_shown_once_for_a_reason_that_is_recorded(desk, centre):
    person = worlds.a_person(centre)
    address = reverse("reveal", args=[person.pk])

    without = desk.post(address, {"why": ""})
    shown = desk.post(address, {"why": "본인 확인"})

    whole = f"{person.resident_number[:6]}-{person.resident_number[6:]}"
    assert whole not in text(without)
    assert whole in text(shown)
    assert shown["Cache-Control"] == "no-store"
    look = Access.objects.get(what="resident number")
    assert (look.person_id, look.user_id, look.why) == (person.pk, centre.caseworker.pk, "본인 확인")


def test_the_recused_find_nobody(desk, centre):
    person = worlds.a_person(centre)
    Recusal.objects.create(user=centre.caseworker, resident_number_hash=vault.identity_hash(person.resident_number),
                           reason="가족", declared_by=centre.supervisor)

    for name in ("person", "reveal", "record_status", "record_certificate", "record_death", "counter_person"):
        assert desk.get(reverse(name, args=[person.pk])).status_code == 404, name
    shown = desk.post(reverse("registers"), {"find_person": "1", "resident_number": person.resident_number})
    assert "recused" in text(shown) or "제척" in text(shown) or "회피" in text(shown)


def test_who_keeps_no_register_sees_those_of_whom_they_see_a_case(client, centre):
    with_case = worlds.a_filed_claim(centre).person
    without = worlds.a_person(centre)
    officer = worlds.somebody(centre.office, "payment_officer")

    client.force_login(centre.supervisor)
    assert client.get(reverse("person", args=[with_case.pk])).status_code == 200
    client.force_login(centre.auditor)
    assert client.get(reverse("person", args=[without.pk])).status_code == 200
    assert client.get(reverse("record_death", args=[without.pk])).status_code == 403
    client.force_login(officer)
    assert client.get(reverse("person", args=[with_case.pk])).status_code == 403


def test_registering_a_foreigner_asks_for_the_nationality_and_loses_nothing(desk):
    said = {"resident_number": "900101-5234567", "name": "NGUYEN Văn 𠮷", "nationality": "KR", "visa": "E-9",
            "disabled": "no", "language": "en", "phone": "010-1111-2222", "address": "=경기도"}

    wrong = text(desk.post(reverse("register_person"), said))
    right = desk.post(reverse("register_person"), said | {"nationality": "vn"})

    assert 'value="NGUYEN Văn 𠮷"' in wrong and 'aria-invalid="true"' in wrong
    person = Person.objects.get()
    assert right.url == reverse("person", args=[person.pk])
    assert (person.nationality, person.visa, person.contact["address"]) == ("VN", "E-9", "=경기도")


def test_control_characters_in_a_name_are_refused(desk):
    said = {"resident_number": "900101-1234567", "name": "a\x1bb", "nationality": "KR", "disabled": "no", "language": "ko"}

    desk.post(reverse("register_person"), said)

    assert not Person.objects.exists()


def test_a_workplace_is_recorded_and_found_by_number_and_by_name(desk):
    said = {"workplace_number": "101-86-00104-0", "name": "㈜가온 <물산>", "established_on": "2015.3.2"}

    desk.post(reverse("record_employer"), said)

    employer = Employer.objects.get()
    assert employer.established_on == date(2015, 3, 2)
    for what in ("10186001040", "가온"):
        shown = desk.post(reverse("registers"), {"find_employer": "1", "what": what})
        assert reverse("employer", args=[employer.pk]) in text(shown)


def test_a_corrected_spell_supersedes_and_an_earlier_one_cannot_be_corrected_again(desk, centre):
    person = worlds.a_person(centre)
    employer = worlds.a_job(centre, person).employer
    first = InsuredStatus.objects.get()
    said = {"employer": employer.workplace_number, "kind": "employee", "acquired_on": "2024.8.1", "lost_on": "2026.10.1",
            "loss_reason": "23", "weekly_hours": "40", "unemployment_covered": "yes"}

    desk.post(reverse("correct_status", args=[first.pk]), said)

    first.refresh_from_db()
    assert first.known_until is not None
    assert InsuredStatus.objects.current().get().replaces == first
    assert desk.get(reverse("correct_status", args=[first.pk])).status_code == 404


def test_a_certificate_is_recorded_with_its_three_months_of_wages(desk, centre):
    person, employer = worlds.a_person(centre), worlds.an_employer(centre)

    desk.post(reverse("record_certificate", args=[person.pk]), a_certificate_form(employer))

    certificate = SeparationCertificate.objects.get()
    assert [(p.from_on, p.wages) for p in certificate.wage_periods.all()] == [
        (date(2026, 7, 1), 3_000_000), (date(2026, 8, 1), 3_000_000), (date(2026, 9, 1), 3_000_000)]
    assert (certificate.ordinary_daily_wage, certificate.yearly_bonus) == (110_000, 0)


def test_the_months_that_count_are_filled_in_and_what_was_typed_stays(desk, centre):
    person, employer = worlds.a_person(centre), worlds.an_employer(centre)
    said = a_certificate_form(employer, separation_on="2026.9.15", fill="1", reason_text="계약 종료", unit_days="")

    shown = text(desk.post(reverse("record_certificate", args=[person.pk]), said))

    typed = re.findall(r'name="pay-\d-(?:from|to)_on"[^>]*?value="([^"]*)"', shown)
    assert typed == ["2026.06.16", "2026.06.30", "2026.07.01", "2026.07.31", "2026.08.01", "2026.08.31", "2026.09.01",
                     "2026.09.15"]
    assert "계약 종료" in shown and 'value="3,000,000"' in shown
    assert not SeparationCertificate.objects.exists()


def test_what_the_verb_refuses_is_said_and_what_was_typed_stays(desk, centre):
    person, employer = worlds.a_person(centre), worlds.an_employer(centre)
    said = a_certificate_form(employer, unit_days="5000", reason_text="오래 일함")

    shown = text(desk.post(reverse("record_certificate", args=[person.pk]), said))

    assert 'class="error-summary"' in shown and "오래 일함" in shown and 'value="5000"' in shown
    assert not SeparationCertificate.objects.exists()


def test_a_corrected_certificate_starts_from_what_is_known_and_supersedes_it(desk, centre):
    person = worlds.a_person(centre)
    first = worlds.a_job(centre, person, monthly=2_800_000)
    address = reverse("correct_certificate", args=[first.pk])

    shown = text(desk.get(address))
    desk.post(address, a_certificate_form(first.employer))

    assert 'value="2,800,000"' in shown and 'value="2026.09.30"' in shown
    assert SeparationCertificate.objects.current().get().replaces == first


def test_a_job_that_ended_without_a_certificate_leads_to_its_form_already_begun(desk, centre):
    person, employer = worlds.a_person(centre), worlds.an_employer(centre)
    status = registering.record_status(person, employer, by=centre.caseworker, office=centre.office,
                                       acquired_on=date(2024, 7, 1), lost_on=date(2026, 10, 1), loss_reason="32")
    address = f"{reverse('record_certificate', args=[person.pk])}?status={status.pk}"

    known, form = text(desk.get(reverse("person", args=[person.pk]))), text(desk.get(address))

    assert f'href="{address}"' in known
    assert 'value="2026.09.30"' in form and 'value="32" selected' in form and 'value="2026.07.01"' in form


def test_a_death_is_recorded_with_its_evidence(desk, centre):
    person = worlds.a_person(centre)

    desk.post(reverse("record_death", args=[person.pk]), {"died_on": "2026.1.5", "evidence": "사망진단서"})

    person.refresh_from_db()
    assert person.died_on == date(2026, 1, 5)
    assert Event.objects.filter(chain=f"person:{person.pk}", verb="record_death").exists()


def test_the_queries_of_a_person_page_do_not_grow_with_what_is_known(desk, centre, django_assert_num_queries):
    few, many = worlds.a_person(centre), worlds.a_person(centre)
    worlds.a_job(centre, few)
    for year in range(2018, 2026):
        worlds.a_job(centre, many, acquired_on=date(year - 2, 1, 2), separation_on=date(year, 12, 31))
    desk.get(reverse("person", args=[few.pk]))

    for person in (few, many):
        with django_assert_num_queries(17):
            desk.get(reverse("person", args=[person.pk]))
