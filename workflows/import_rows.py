"""Adding the rows of an import that hold: many at a time, each person with a key of their own."""

from collections.abc import Callable, Iterator
from typing import Any

from django.db import connection

from backoffice.staff import clock
from contributions import vault
from contributions.models import Employer, InsuredStatus, Person, PersonKey, SeparationCertificate, WagePeriod

AT_ONCE = 2000
PERSON = ("name", "name_en", "nationality", "visa", "disabled", "language")
EMPLOYER = ("workplace_number", "name", "address", "phone", "established_on", "closed_on")
STATUS = ("kind", "acquired_on", "lost_on", "loss_reason", "weekly_hours", "unemployment_covered")
CERTIFICATE = ("acquired_on", "separation_on", "reason_code", "reason_text", "daily_hours", "ordinary_daily_wage",
               "yearly_bonus", "yearly_leave_pay", "unit_days_from_on", "unit_days", "received_on")
Progress = Callable[[int, int], None]


def add_persons(rows: list, source: str, by, progress: Progress) -> list[int]:
    """Persons with their keys; gives their ids."""
    ids: list[int] = []
    for some in _some(rows, progress):
        keys = [vault.new_key() for _row in some]
        fresh = _next_ids(Person, len(some))
        Person.objects.bulk_create(_person(*each, by) for each in zip(some, fresh, keys, strict=True))
        PersonKey.objects.bulk_create(
            PersonKey(person_id=pk, wrapped=vault.wrap(key, pk)) for pk, key in zip(fresh, keys, strict=True)
        )
        ids += fresh
    return ids


def add_employers(rows: list, source: str, by, progress: Progress) -> list[int]:
    """Workplaces; gives their ids."""
    return _added(Employer, rows, progress, lambda row: Employer(recorded_by=by, **_only(row.said, EMPLOYER)))


def add_statuses(rows: list, source: str, by, progress: Progress) -> list[int]:
    """Insured spells; gives their ids."""
    return _added(InsuredStatus, rows, progress, lambda row: InsuredStatus(
        person_id=row.person_id, employer_id=row.employer_id, recorded_by=by, source=source, **_only(row.said, STATUS)
    ))


def add_certificates(rows: list, source: str, by, progress: Progress) -> list[int]:
    """Certificates with their pay periods; gives the ids of the certificates."""
    ids: list[int] = []
    for some in _some(rows, progress):
        made = SeparationCertificate.objects.bulk_create(_certificate(row, source, by) for row in some)
        WagePeriod.objects.bulk_create(
            WagePeriod(certificate=certificate, from_on=from_on, to_on=to_on, wages=wages)
            for certificate, row in zip(made, some, strict=True) for from_on, to_on, wages in row.said["wages"]
        )
        ids += [certificate.pk for certificate in made]
    return ids


def _person(row, pk: int, key: bytes, by) -> Person:
    number, said = row.said["resident_number"], row.said
    contact = {name: said.get(name, "") for name in ("phone", "address")}
    return Person(
        pk=pk, birth_on=number.birth_on, sex=number.sex, registered_by=by,
        resident_number_hash=vault.identity_hash(number.digits),
        resident_tail_hash=vault.identity_hash(number.digits[6:]),
        sealed_resident_number=vault.seal_json(number.digits, key, pk, "resident number"),
        sealed_contact=vault.seal_json(contact, key, pk, "contact"), **_only(said, PERSON),
    )


def _certificate(row, source: str, by) -> SeparationCertificate:
    given = {"received_on": clock.today()} | _only(row.said, CERTIFICATE)
    return SeparationCertificate(
        person_id=row.person_id, employer_id=row.employer_id, recorded_by=by, source=source, **given
    )


def _added(model, rows: list, progress: Progress, make: Callable) -> list[int]:
    return [one.pk for some in _some(rows, progress) for one in model.objects.bulk_create(make(row) for row in some)]


def _some(rows: list, progress: Progress) -> Iterator[list]:
    for start in range(0, len(rows), AT_ONCE):
        yield rows[start : start + AT_ONCE]
        progress(min(start + AT_ONCE, len(rows)), len(rows))


def _next_ids(model, count: int) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
                       [model._meta.db_table, count])
        return [pk for (pk,) in cursor.fetchall()]


def _only(said: dict[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    return {name: said[name] for name in names if name in said}


ADD = {
    "persons": add_persons, "employers": add_employers,
    "insured_statuses": add_statuses, "certificates": add_certificates,
}
