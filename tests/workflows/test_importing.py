"""Registers from files: what holds is added, what does not is named row by row, and nothing else is lost."""

import csv
import io
from datetime import date

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError
from django.utils.translation import override

from audits.chain import verify_in_database
from audits.models import Event
from backoffice.staff.refusal import Refused
from contributions import vault
from contributions.models import Employer, ImportBatch, InsuredStatus, Person, Recusal, SeparationCertificate
from tests import worlds
from workflows import import_files, importing
from workflows.import_columns import COLUMNS

TEMPLATE = {kind: {column.name: column.example for column in columns} for kind, columns in COLUMNS.items()}


def a_file(kind: str, *rows: dict, encoding: str = "utf-8") -> bytes:
    out = io.StringIO(newline="")
    names = list(TEMPLATE[kind])
    writer = csv.DictWriter(out, names)
    writer.writeheader()
    writer.writerows(TEMPLATE[kind] | row for row in rows)
    return out.getvalue().encode(encoding)


def staged(centre, kind, content, by=None):
    return importing.stage(kind, "file.csv", content, by=by or centre.caseworker, office=centre.office)


def imported(centre, kind, content):
    return importing.bring_in(staged(centre, kind, content), by=centre.caseworker)


def refusals(centre, kind, *rows):
    checked = importing.check_content(kind, a_file(kind, *rows), by=centre.caseworker)
    return [(row.number, column) for row in checked.refused for column, _sentence in row.wrong]


@pytest.mark.parametrize(
    "name", ['O\'Brien "Bo"', "<b>굵게</b>", "=cmd|' /C calc'!A0", "\u200fאבג\u200e", "\U00020000𠮷野", "a,b;c"]
)
def test_hostile_names_are_kept_exactly(centre, name):
    imported(centre, "persons", a_file("persons", {"name": name}))

    person = Person.objects.with_resident_number("9001011234567").get()
    assert person.name == name
    assert person.resident_number == "9001011234567"
    assert person.contact == {"phone": "010-0000-0000", "address": "서울특별시 마포구 월드컵로 1"}


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\xff\xfe", "UTF-8"),
        (a_file("persons", {}, encoding="cp949"), "CP949"),
        (b"name,address\n", "resident_number, name_en"),
        (a_file("persons", {}).replace(b"name_en", b"nom_en"), "name_en"),
        (b"resident_number\0", "NUL"),
        (b"x" * (import_files.MOST_BYTES + 1), "10 MB"),
        (a_file("persons", {}) + b'"open', "CSV"),
        (b"", "empty"),
        (a_file("persons", {}).replace(b"language", b"language,shoe_size"), "shoe_size"),
    ],
)
def test_a_file_that_cannot_be_read_whole_is_refused_whole(centre, content, said):
    with override("en"), pytest.raises(Refused, match=said):
        staged(centre, "persons", content)

    assert not Person.objects.exists()


def test_a_byte_order_mark_is_no_part_of_the_first_column(centre):
    batch = imported(centre, "persons", a_file("persons", {}, encoding="utf-8-sig"))

    assert batch.added == 1


def test_wrong_rows_are_named_and_the_rows_beside_them_are_added(centre):
    content = a_file(
        "persons",
        {},
        {"resident_number": "900132-1234567"},
        {"resident_number": "910101-1234567", "name": "a\x1bb"},
        {"resident_number": "920101-1234567", "name": "남은 사람"},
        {},
        {"name": "x" * 121, "disabled": "perhaps"},
    )

    batch = imported(centre, "persons", content)

    assert (batch.added, batch.refused) == (2, 4)
    assert set(Person.objects.values_list("name", flat=True)) == {"김하늘", "남은 사람"}


def test_each_refused_row_says_its_number_and_column(centre):
    assert refusals(centre, "persons", {}, {}, {"resident_number": "1"}, {"resident_number": "910101-5234567"}) == [
        (3, "resident_number"),
        (4, "resident_number"),
        (5, "nationality"),
    ]


def test_a_row_with_too_few_cells_is_refused_alone(centre):
    content = a_file("persons", {}) + b"920101-1234567,short\n"

    checked = importing.check_content("persons", content, by=centre.caseworker)

    assert [row.number for row in checked.refused] == [3]
    assert len(checked.good) == 1


def test_refused_rows_come_back_with_their_reason_and_run_nothing(centre):
    file = staged(centre, "persons", a_file("persons", {}, {"name": "=1+1", "resident_number": "@x"}))
    importing.bring_in(file, by=centre.caseworker)
    file.refresh_from_db()

    header, row = csv.reader(io.StringIO(importing.refused_file(file, by=centre.caseworker).content.decode("utf-8-sig")))

    assert header[-1] == "reason"
    assert row[:2] == ["'@x", "'=1+1"]
    assert row[-1].startswith("resident_number: ")


def test_the_same_file_is_imported_once(centre):
    content = a_file("persons", {})
    second = staged(centre, "persons", content, by=centre.colleague)
    imported(centre, "persons", content)

    with pytest.raises(Refused):
        importing.bring_in(second, by=centre.colleague)
    with pytest.raises(Refused):
        staged(centre, "persons", content)
    with pytest.raises(IntegrityError, match="a_file_is_imported_once"):
        ImportBatch.objects.create(
            kind="persons", sha256=second.sha256, added=1, office=centre.office, imported_by=centre.caseworker
        )


def test_an_import_writes_one_event_without_personal_data(centre):
    batch = imported(centre, "persons", a_file("persons", {}))

    event = Event.objects.get(chain=f"import:{batch.pk}")
    assert event.verb == "import_register"
    assert "김하늘" not in event.canonical
    assert not verify_in_database()


def test_the_staged_file_is_sealed_and_emptied_by_the_import(centre):
    file = staged(centre, "persons", a_file("persons", {}))
    assert file.sealed_content.startswith(f"{vault.VERSION}.")
    assert "김하늘" not in file.sealed_content

    importing.bring_in(file, by=centre.caseworker)

    file.refresh_from_db()
    assert (file.sealed_content, file.sealed_refused) == ("", "")


def test_certificates_with_wages_rest_on_persons_and_workplaces_imported_before(centre):
    for kind in ("persons", "employers", "insured_statuses"):
        imported(centre, kind, a_file(kind, {}))

    batch = imported(centre, "certificates", a_file("certificates", {}))

    certificate = SeparationCertificate.objects.get(source=f"import:{batch.pk}")
    assert certificate.separation_on == date(2026, 9, 30)
    assert [p.wages for p in certificate.wage_periods.all()] == [3_000_000] * 3
    assert InsuredStatus.objects.get().lost_on == date(2026, 10, 1)
    assert Employer.objects.get().workplace_number == "10186001040"


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ({"resident_number": "910101-1234567"}, "resident_number"),
        ({"workplace_number": "101-86-00105-0"}, "workplace_number"),
        ({"unit_days": "100000"}, "separation_on"),
        ({"wage2_from_on": "2026-07-15"}, "separation_on"),
        ({"wage3_won": ""}, "wage3_from_on"),
        ({"reason_code": "99"}, "reason_code"),
        ({"separation_on": "2026-02-30"}, "separation_on"),
        ({"daily_hours": "25"}, "daily_hours"),
        ({"ordinary_daily_wage": "-5"}, "ordinary_daily_wage"),
    ],
)
def test_a_certificate_that_cannot_be_is_refused_by_row_and_column(centre, row, column):
    for kind in ("persons", "employers"):
        imported(centre, kind, a_file(kind, {}))

    assert refusals(centre, "certificates", row) == [(2, column)]


def test_a_spell_known_already_is_refused(centre):
    for kind in ("persons", "employers", "insured_statuses"):
        imported(centre, kind, a_file(kind, {}))

    assert refusals(centre, "insured_statuses", {}, {"lost_on": "2024-06-30", "acquired_on": "2024-07-02"}) == [
        (2, "acquired_on"),
        (3, "lost_on"),
    ]


def test_rows_about_a_relative_are_refused_to_the_recused(centre):
    Recusal.objects.create(
        user=centre.caseworker,
        resident_number_hash=vault.identity_hash("9001011234567"),
        reason="가족",
        declared_by=centre.supervisor,
    )

    assert refusals(centre, "persons", {}) == [(2, "resident_number")]


def test_without_the_right_nothing_is_staged(centre):
    with pytest.raises(Refused):
        staged(centre, "persons", a_file("persons", {}), by=centre.auditor)


def test_the_number_of_queries_does_not_grow_with_the_rows(centre, django_assert_num_queries):
    rows = [{"resident_number": worlds.a_resident_number()} for _each in range(60)]
    assert centre.caseworker.grants  # read once per request
    few, many = a_file("persons", *rows[:5]), a_file("persons", *rows)

    for content in (few, many):
        with django_assert_num_queries(2):
            importing.check_content("persons", content, by=centre.caseworker)
    with django_assert_num_queries(21):
        importing.bring_in(staged(centre, "persons", few), by=centre.caseworker)
    other = a_file("persons", *[{"resident_number": worlds.a_resident_number()} for _each in range(60)])
    with django_assert_num_queries(21):
        importing.bring_in(staged(centre, "persons", other), by=centre.caseworker)


def test_the_command_does_the_same_and_a_dry_run_changes_nothing(centre, tmp_path):
    file = tmp_path / "persons.csv"
    file.write_bytes(a_file("persons", {}, {"resident_number": "1"}))
    out = io.StringIO()
    given = {"username": centre.caseworker.username, "office": centre.office.code, "stdout": out}

    call_command("import_register", "persons", str(file), dry_run=True, **given)
    assert not Person.objects.exists()
    call_command("import_register", "persons", str(file), **given)

    assert Person.objects.count() == 1
    assert "1 / 1" in out.getvalue()
    with pytest.raises(CommandError):
        call_command("import_register", "persons", str(file), **given)
