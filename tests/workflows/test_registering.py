"""Entering the registers: checked, sealed, told in the register of acts; corrected by superseding."""

from datetime import date, timedelta

import pytest

from audits.chain import content_of, verify_in_database
from audits.models import Event
from backoffice.staff.refusal import Refused
from contributions import vault
from contributions.models import InsuredStatus, Person, Recusal, SeparationCertificate
from tests import worlds
from workflows import registering
from workflows.pay_periods import pay_periods


@pytest.fixture
def entered(centre) -> dict:
    """Who enters, and for which office."""
    return {"by": centre.caseworker, "office": centre.office}


def a_certificate(person, employer, entered, **more):
    said = {
        "acquired_on": date(2024, 7, 1), "separation_on": date(2026, 9, 30), "reason_code": "23",
        "unit_days_from_on": date(2025, 5, 18), "unit_days": 410,
        "wages": worlds.three_months(date(2026, 9, 30), 3_000_000),
    }
    return registering.record_certificate(person, employer, **entered, **(said | more))


def test_a_resident_number_is_found_by_keyed_hash_and_readable_nowhere(entered):
    person = registering.register_person("900101-1234567", name=" 김하늘 ", **entered)

    stored = Person.objects.filter(pk=person.pk).values().get()
    assert Person.objects.with_resident_number("9001011234567").get() == person
    assert "1234567" not in str({name: bytes(v) if isinstance(v, memoryview) else v for name, v in stored.items()})
    assert (person.name, person.birth_on, person.sex) == ("김하늘", date(1990, 1, 1), "M")
    assert Person.objects.get(pk=person.pk).resident_number == "9001011234567"


@pytest.mark.parametrize(
    "number", ["900101-123456", "900230-1234567", "301301-1234567", "300101-3234567", "９００１０１-1234567", "", "900101--1234567"]
)
def test_a_number_that_is_none_is_refused(entered, number):
    with pytest.raises(Refused), worlds.on(worlds.FILED_ON):
        registering.register_person(number, name="x", **entered)

    assert not Person.objects.exists()


@pytest.mark.parametrize("number", ["210101-4234567", "900101-5234567", "050101-7234567", "000229-3123456"])
def test_numbers_of_foreigners_and_of_leap_days_are_read_without_a_checksum(entered, number):
    with worlds.on(worlds.FILED_ON):
        assert registering.register_person(number, name="x", **entered).pk


def test_a_resident_number_is_registered_once(entered):
    registering.register_person("900101-1234567", name="하나", **entered)

    with pytest.raises(Refused):
        registering.register_person("9001011234567", name="둘", **entered)


def test_what_was_registered_is_told_under_the_persons_key_and_the_chain_holds(entered):
    person = registering.register_person("900101-1234567", name="김하늘", **entered)

    event = Event.objects.get(chain=f"person:{person.pk}")
    assert "김하늘" not in event.canonical
    assert content_of(event)["name"] == "김하늘"
    assert not verify_in_database()


@pytest.mark.parametrize("number", ["1234567890", "000-86-00104-0", "101-00-00104-0", "101-86-0010a-0", "１０１８６００１０４０"])
def test_a_workplace_number_that_is_none_is_refused(entered, number):
    with pytest.raises(Refused):
        registering.record_employer(number, name="x", **entered)


def test_a_workplace_is_recorded_once(entered):
    registering.record_employer("101-86-00104-0", name="가온", **entered)

    with pytest.raises(Refused):
        registering.record_employer("10186001040", name="가온", **entered)


def test_an_insurance_relation_does_not_end_before_it_begins(entered):
    with pytest.raises(Refused):
        registering.record_employer("101-86-00104-0", name="가온", established_on=date(2020, 1, 1),
                                    closed_on=date(2019, 1, 1), **entered)


def test_the_day_of_loss_follows_the_day_of_acquisition(centre, entered):
    with pytest.raises(Refused):
        registering.record_status(worlds.a_person(centre), worlds.an_employer(centre), acquired_on=date(2026, 1, 2),
                                  lost_on=date(2026, 1, 2), **entered)

    assert not InsuredStatus.objects.exists()


def test_a_corrected_spell_replaces_what_was_known_and_both_stay(centre, entered):
    person, employer = worlds.a_person(centre), worlds.an_employer(centre)
    with worlds.on(date(2026, 10, 1)):
        first = registering.record_status(person, employer, acquired_on=date(2024, 7, 1), **entered)
    with worlds.on(date(2026, 10, 20)):
        second = registering.record_status(person, employer, acquired_on=date(2024, 8, 1), replaces=first, **entered)

    then = InsuredStatus.objects.as_known_at(first.known_from + timedelta(days=1))
    assert list(InsuredStatus.objects.current()) == [second]
    assert list(then) == [first]
    with pytest.raises(Refused):
        registering.record_status(person, employer, acquired_on=date(2024, 9, 1), replaces=first, **entered)


@pytest.mark.parametrize(
    "wrong",
    [
        {"separation_on": date(2024, 6, 30)},
        {"unit_days_from_on": date(2024, 6, 30)},
        {"unit_days_from_on": date(2026, 10, 1)},
        {"unit_days": 502},
        {"wages": [(date(2026, 8, 1), date(2026, 8, 31), 1), (date(2026, 8, 31), date(2026, 9, 30), 1)]},
        {"wages": [(date(2026, 8, 31), date(2026, 8, 1), 1)]},
    ],
)
def test_a_certificate_that_cannot_be_is_refused(centre, entered, wrong):
    with pytest.raises(Refused):
        a_certificate(worlds.a_person(centre), worlds.an_employer(centre), entered, **wrong)

    assert not SeparationCertificate.objects.exists()


def test_as_many_unit_days_as_days_are_the_most(centre, entered):
    assert a_certificate(worlds.a_person(centre), worlds.an_employer(centre), entered, unit_days=501).pk


def test_a_second_certificate_for_a_separation_must_correct_the_first(centre, entered):
    person, employer = worlds.a_person(centre), worlds.an_employer(centre)
    first = a_certificate(person, employer, entered)

    with pytest.raises(Refused):
        a_certificate(person, employer, entered)
    second = a_certificate(person, employer, entered, replaces=first, wages=worlds.three_months(date(2026, 9, 30), 1))

    assert SeparationCertificate.objects.current().get() == second
    assert [p.wages for p in first.wage_periods.all()] == [3_000_000] * 3


def test_nobody_dies_before_birth_or_tomorrow(centre, entered):
    person = worlds.a_person(centre)
    for died_on in (date(1990, 2, 28), date(2100, 1, 1)):
        with pytest.raises(Refused):
            registering.record_death(person, died_on=died_on, evidence="사망진단서", **entered)

    person.refresh_from_db()
    assert person.died_on is None


def test_relatives_and_strangers_to_the_office_enter_nothing(centre, entered):
    person, employer = worlds.a_person(centre), worlds.an_employer(centre)
    Recusal.objects.create(user=centre.caseworker, resident_number_hash=vault.identity_hash(person.resident_number),
                           reason="가족", declared_by=centre.supervisor)

    for who in (centre.caseworker, centre.auditor, worlds.a_centre().caseworker):
        with pytest.raises(Refused):
            registering.record_status(person, employer, by=who, office=centre.office, acquired_on=date(2026, 1, 2))


@pytest.mark.parametrize(
    ("separation_on", "acquired_on", "periods"),
    [
        ("2026-09-30", None, ["2026-07-01/2026-07-31", "2026-08-01/2026-08-31", "2026-09-01/2026-09-30"]),
        ("2026-09-15", None, ["2026-06-16/2026-06-30", "2026-07-01/2026-07-31", "2026-08-01/2026-08-31", "2026-09-01/2026-09-15"]),
        ("2026-09-15", "2026-09-01", ["2026-09-01/2026-09-15"]),
    ],
)
def test_the_months_of_wages_are_those_before_the_separation(separation_on, acquired_on, periods):
    found = pay_periods(date.fromisoformat(separation_on), acquired_on and date.fromisoformat(acquired_on))

    assert [f"{first}/{last}" for first, last in found] == periods
