"""Entering people, employers, insured status and certificates into the registers; correcting by superseding."""

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import pairwise
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from stdnum.kr import brn

from audits.chain import remember
from backoffice.staff import clock
from backoffice.staff.refusal import Refused
from contributions import resident_numbers, vault
from contributions.models import Employer, InsuredStatus, Person, PersonKey, Recusal, SeparationCertificate, WagePeriod

from .plain import plain
from .steps import require, subject_of


@transaction.atomic
def register_person(
    resident_number: str, *, by, office, name: str, on: date | None = None, contact: Mapping[str, str] | None = None,
    **particulars: Any,
) -> Person:
    """Puts a person into the register and gives them a key of their own.

    Takes the resident number as typed; birth date and sex come from it. Raises Refused for a number that is none,
    for one that is registered already, and for a missing name.
    """
    require(by, "enter_register", office)
    number = resident_numbers.parse(resident_number, on=on or clock.today())
    if not name.strip():
        raise Refused(_("A person needs a name. Type it as it stands in the resident register."))
    if Person.objects.with_resident_number(number.digits).exists():
        raise Refused(_("This resident number is registered already. Search for it instead."))
    person = _new_person(number, name.strip(), by, particulars)
    key = vault.new_key()
    PersonKey.objects.create(person=person, wrapped=vault.wrap(key, person.pk))
    person.sealed_resident_number = person.seal(number.digits, "resident number")
    person.sealed_contact = person.seal(dict(contact or {}), "contact")
    person.save(update_fields=["sealed_resident_number", "sealed_contact"])
    remember("register_person", by=by, person=person, subject=subject_of(person),
             content={"name": name, "birth_on": number.birth_on.isoformat(), **plain(particulars)})
    return person


def _new_person(number, name: str, by, particulars: Mapping[str, Any]) -> Person:
    foreign = {"nationality": "ZZ"} if number.foreign else {}
    return Person.objects.create(
        name=name, birth_on=number.birth_on, sex=number.sex, registered_by=by,
        resident_number_hash=vault.identity_hash(number.digits),
        resident_tail_hash=vault.identity_hash(number.digits[6:]),
        sealed_resident_number=f"{vault.VERSION}.", sealed_contact="", **(foreign | dict(particulars)),
    )


@transaction.atomic
def record_employer(workplace_number: str, *, by, office, name: str, **particulars: Any) -> Employer:
    """Puts a workplace into the register.

    Takes the management number with or without hyphens: a business number and a serial digit.
    """
    require(by, "enter_register", office)
    digits = read_workplace_number(workplace_number)
    if Employer.objects.filter(workplace_number=digits).exists():
        raise Refused(_("This workplace is registered already."))
    if not name.strip():
        raise Refused(_("A workplace needs a name."))
    since, until = particulars.get("established_on"), particulars.get("closed_on")
    if since and until and until < since:
        raise Refused(_("The insurance relation ends before it begins. Check both days."))
    employer = Employer.objects.create(workplace_number=digits, name=name.strip(), recorded_by=by, **particulars)
    remember("record_employer", by=by, chain=f"employer:{employer.pk}", subject=subject_of(employer),
             public={"workplace_number": digits, **plain(particulars)})
    return employer


def read_workplace_number(text: str) -> str:
    """The eleven digits of a workplace number as typed. Raises Refused for a wrong form or check digit."""
    digits = text.replace("-", "").replace(" ", "")
    if len(digits) != 11 or not (digits.isascii() and digits.isdigit()):
        raise Refused(_("A workplace number has eleven digits: the business number and a serial digit."))
    if not brn.is_valid(digits[:10]):
        raise Refused(_("The first ten digits are not a business registration number. Check what was typed."))
    return digits


@transaction.atomic
def record_status(
    person: Person, employer: Employer, *, by, office, acquired_on: date, lost_on: date | None = None,
    replaces: InsuredStatus | None = None, source: str = "counter", **particulars: Any,
) -> InsuredStatus:
    """Records a spell of insured status, or a corrected one that `replaces` what was known; `lost_on` is the day of loss."""
    _allowed(by, office, person)
    if lost_on is not None and lost_on <= acquired_on:
        raise Refused(_("The day of loss is the day after the last day of work, so it must follow the day of acquisition."))
    _refuse_impossible_status(person, employer, acquired_on, replaces)
    _close(replaces)
    status = InsuredStatus.objects.create(
        person=person, employer=employer, acquired_on=acquired_on, lost_on=lost_on, recorded_by=by, replaces=replaces,
        source=source, **particulars,
    )
    remember("correct_status" if replaces else "record_status", by=by, person=person, subject=subject_of(status),
             content=plain({"employer": employer, "acquired_on": acquired_on, "lost_on": lost_on,
                            "replaces": replaces, **particulars}))
    return status


def _refuse_impossible_status(person: Person, employer: Employer, acquired_on: date, replaces) -> None:
    if acquired_on <= person.birth_on:
        raise Refused(_("The insured status begins before the person was born. Check the day."))
    same = InsuredStatus.objects.current().filter(person=person, employer=employer, acquired_on=acquired_on)
    if same.exclude(pk=replaces.pk if replaces else None).exists():
        raise Refused(_("This spell is in the register already. Correct that one instead."))


@transaction.atomic
def record_certificate(
    person: Person, employer: Employer, *, by, office, wages: Iterable[tuple[date, date, int]],
    replaces: SeparationCertificate | None = None, source: str = "counter", **particulars: Any,
) -> SeparationCertificate:
    """Records a separation certificate with its pay periods (from, to, won), or a corrected one that `replaces` another."""
    _allowed(by, office, person)
    wages = list(wages)
    check_certificate(wages, particulars)
    current = SeparationCertificate.objects.current().filter(
        person=person, employer=employer, separation_on=particulars["separation_on"]
    )
    if replaces is None and current.exists():
        raise Refused(_("There is a certificate for this separation already. Correct that one instead."))
    _close(replaces)
    particulars.setdefault("received_on", clock.today())
    certificate = SeparationCertificate.objects.create(
        person=person, employer=employer, recorded_by=by, replaces=replaces, source=source, **particulars
    )
    WagePeriod.objects.bulk_create(WagePeriod(certificate=certificate, from_on=f, to_on=t, wages=w) for f, t, w in wages)
    remember("correct_certificate" if replaces else "record_certificate", by=by, person=person,
             subject=subject_of(certificate),
             content=plain({"employer": employer, "wages": wages, "replaces": replaces, **particulars}))
    return certificate


def check_certificate(wages: list[tuple[date, date, int]], said: Mapping[str, Any]) -> None:
    """Raises Refused for days, unit days or pay periods (from, to, won) that cannot be."""
    if said["separation_on"] < said["acquired_on"]:
        raise Refused(_("The last day of work lies before the first. Check both days."))
    if not said["acquired_on"] <= said["unit_days_from_on"] <= said["separation_on"]:
        raise Refused(_("The unit days must be counted from a day within the employment."))
    if said["unit_days"] > (said["separation_on"] - said["unit_days_from_on"]).days + 1:
        raise Refused(_("There are more unit days than days in that span. Check the number."))
    ordered = sorted(wages)
    for (_f, to_on, _w), (from_on, _t, _w2) in pairwise(ordered):
        if from_on <= to_on:
            raise Refused(_("Two pay periods overlap. Each day of work belongs to one period."))
    if any(to_on < from_on for from_on, to_on, _w in ordered):
        raise Refused(_("A pay period ends before it begins. Check both days."))


def _close(replaced) -> None:
    if replaced is None:
        return
    fresh = type(replaced).objects.select_for_update().get(pk=replaced.pk)
    if fresh.known_until is not None:
        raise Refused(_("This entry has been corrected by somebody else already. Reload to see what is known now."))
    fresh.known_until = clock.now()
    fresh.save(update_fields=["known_until"])


@transaction.atomic
def record_death(person: Person, *, by, office, died_on: date, evidence: str) -> Person:
    """Records a death; the night closes the person's claims."""
    _allowed(by, office, person)
    person = Person.objects.select_for_update(of=("self",)).select_related("key").get(pk=person.pk)
    if died_on < person.birth_on or died_on > clock.today():
        raise Refused(_("The day of death must lie between the birth date and today."))
    before, person.died_on = person.died_on, died_on
    person.save(update_fields=["died_on"])
    remember("record_death", by=by, person=person, subject=subject_of(person),
             content=plain({"died_on": died_on, "before": before, "evidence": evidence}))
    return person


def _allowed(by, office, person: Person) -> None:
    require(by, "enter_register", office)
    if Recusal.objects.filter(user=by, ended_at=None, resident_number_hash=person.resident_number_hash).exists():
        raise Refused(_("You are recused from this person's case. Ask your supervisor to give it to somebody else."))
