"""Importing a file through the page: dry run, import, refused rows."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from audits.models import Access
from contributions.models import ImportBatch, Person, StagedImport
from tests import worlds
from workflows.import_columns import COLUMNS

pytestmark = pytest.mark.django_db(databases=["default", "looking"])

HEADER = ",".join(column.name for column in COLUMNS["persons"])
GOOD = "900101-1234567,김하늘,,KR,,no,,,ko"
EVIL = "910132-1234567,=HYPERLINK(1),,KR,,no,,,ko"


@pytest.fixture
def centre():
    return worlds.a_centre()


@pytest.fixture
def desk(client, centre):
    """A client signed in as the caseworker."""
    client.force_login(centre.caseworker)
    return client


def upload(desk, *rows, kind="persons", header=HEADER):
    content = "\n".join([header, *rows]).encode()
    return desk.post(reverse("imports"), {"kind": kind, "file": SimpleUploadedFile("people.csv", content)})


def text(response) -> str:
    return response.content.decode()


@pytest.mark.parametrize("language", ["ko", "en"])
def test_a_dry_run_adds_nothing_names_the_rows_and_masks_numbers(desk, centre, language):
    centre.caseworker.language = language
    centre.caseworker.save()
    assert desk.get(reverse("imports")).status_code == 200

    shown = text(desk.get(upload(desk, GOOD, EVIL, "920101-1234567,<b>x</b>,,KR,,no,,,ko").url))

    assert "1234567" not in shown and "900101-1******" in shown
    assert "&lt;b&gt;x&lt;/b&gt;" in shown
    assert "resident_number" in shown
    assert not Person.objects.exists()


def test_the_rows_that_hold_are_imported_and_the_others_come_back_harmless(desk):
    address = upload(desk, GOOD, EVIL).url

    done = desk.post(address)
    pk = StagedImport.objects.get().pk
    refused = desk.get(reverse("import_refused", args=[pk]))

    assert done.url == address
    assert desk.get(address).status_code == 200
    assert [p.name for p in Person.objects.all()] == ["김하늘"]
    assert "910132-1234567,'=HYPERLINK(1)" in text(refused)
    assert "attachment" in refused["Content-Disposition"]


def test_who_downloads_rows_about_registered_people_is_recorded_as_having_looked(desk, centre):
    person = worlds.a_person(centre)
    address = upload(desk, GOOD, f"{person.resident_number},x,,KR,,no,,,ko").url
    desk.post(address)
    assert not Access.objects.filter(page="import").exists()

    desk.get(reverse("import_refused", args=[StagedImport.objects.get().pk]))

    assert Access.objects.get(page="import").person_id == person.pk


def test_a_file_that_cannot_be_read_is_refused_with_its_reason_and_the_choice_stays(desk):
    shown = text(upload(desk, GOOD, header="resident_number,name"))

    assert 'class="error-summary"' in shown and "nationality" in shown
    assert '<option value="persons" selected' in shown
    assert not StagedImport.objects.exists()


def test_importing_twice_is_refused_with_a_sentence(desk):
    address = upload(desk, GOOD).url
    desk.post(address)

    again = desk.post(address, follow=True)

    assert again.status_code == 200
    assert ImportBatch.objects.count() == 1


def test_an_uploaded_file_is_seen_by_nobody_else(client, desk, centre):
    address = upload(desk, GOOD).url
    client.force_login(centre.colleague)

    assert client.get(address).status_code == 404
    assert client.post(address).status_code == 404
    client.force_login(centre.auditor)
    assert client.get(reverse("imports")).status_code == 403


@pytest.mark.parametrize("kind", list(COLUMNS))
def test_every_register_has_a_template_that_holds_its_columns(desk, kind):
    answer = desk.get(reverse("import_template", args=[kind]))

    assert answer.content.decode("utf-8-sig").split("\r\n")[0] == ",".join(c.name for c in COLUMNS[kind])


def test_the_queries_of_a_dry_run_do_not_grow_with_the_rows(desk, django_assert_num_queries):
    few = upload(desk, *(f"{worlds.a_resident_number()},x,,KR,,no,,,ko" for _each in range(2))).url
    desk.get(few)
    with django_assert_num_queries(14):
        desk.get(few)
    many = upload(desk, *(f"{worlds.a_resident_number()},x,,KR,,no,,,ko" for _each in range(50))).url
    with django_assert_num_queries(14):
        desk.get(many)
