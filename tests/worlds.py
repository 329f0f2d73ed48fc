"""Small worlds for tests, made through the product's own verbs: an office with its people, persons, claims, rounds."""

import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from types import SimpleNamespace

from stdnum.kr import brn

from backoffice.staff import clock, grants
from backoffice.staff.models import Office, User
from claims.models import Certification, Claim
from workflows import accounts, certifying, deciding, filing, paying, points, registering

SEPARATED_ON = date(2026, 9, 30)
FILED_ON = date(2026, 10, 12)
ROLES = ("intake", "caseworker", "supervisor", "payment_officer", "releaser", "auditor")
_serial = itertools.count(1)


@contextmanager
def on(day: date, hour: int = 10) -> Iterator[None]:
    """Holds the clock at an hour of a legal day in Seoul."""
    with clock.frozen(datetime(day.year, day.month, day.day, hour, tzinfo=clock.SEOUL)):
        yield


def an_office(code: str = "") -> Office:
    """A job centre with everything that its letters need."""
    number = next(_serial)
    return Office.objects.create(
        code=code or f"T{number:04}",
        name="서울서부고용센터",
        name_en="Seoul West Job Centre",
        address="서울특별시 마포구 마포대로 1",
        address_en="1 Mapo-daero, Mapo-gu, Seoul",
        phone="02-000-0000",
        head="센터장 김가온",
        head_en="Gaon Kim, head of the centre",
    )


def somebody(office: Office, *roles: str, name: str = "") -> User:
    """A member of staff who holds these roles at the office."""
    number = next(_serial)
    user = User.objects.create(username=f"staff{number}", name=name or f"담당자{number}", office=office)
    for role in roles:
        grants.appoint(user, office, role, by=None, on=date(2026, 1, 2))
    return user


@dataclass(frozen=True)
class Centre:
    """An office and one person for each role, with a second caseworker."""

    office: Office
    people: SimpleNamespace

    def __getattr__(self, role: str) -> User:
        return getattr(self.people, role)


def a_centre() -> Centre:
    """An office with a person in every role: `centre.caseworker`, `centre.colleague`, `centre.supervisor` ..."""
    office = an_office()
    people = {role: somebody(office, role, name=role) for role in ROLES}
    people["colleague"] = somebody(office, "caseworker", name="colleague")
    return Centre(office, SimpleNamespace(**people))


def a_resident_number(born_on: date = date(1990, 3, 1), *, female: bool = True) -> str:
    """A resident number in its form that nobody else in this run has."""
    digit = (2 if female else 1) + (2 if born_on.year >= 2000 else 0)
    return f"{born_on:%y%m%d}{digit}{next(_serial):06}"


def a_person(centre: Centre, *, born_on: date = date(1990, 3, 1), name: str = "김하늘", **particulars):
    """A registered person, with an address."""
    contact = {"phone": "010-0000-0000", "address": "서울특별시 마포구 월드컵로 1"}
    return registering.register_person(
        a_resident_number(born_on),
        by=centre.caseworker,
        office=centre.office,
        name=name,
        contact=contact,
        **particulars,
    )


def an_employer(centre: Centre):
    """A registered workplace."""
    first = f"{next(_serial) % 800 + 101}86{next(_serial) % 10_000:04}"
    number = next(first + digit for digit in "0123456789" if brn.is_valid(first + digit)) + "0"
    return registering.record_employer(number, by=centre.caseworker, office=centre.office, name="㈜가온물산")


def a_job(
    centre: Centre, person, *, acquired_on=date(2024, 7, 1), separation_on=SEPARATED_ON, monthly=3_000_000, reason="23"
):
    """An insured spell that ended, with its separation certificate; returns the certificate."""
    employer = an_employer(centre)
    entered = {"by": centre.caseworker, "office": centre.office}
    registering.record_status(
        person,
        employer,
        acquired_on=acquired_on,
        lost_on=separation_on + timedelta(days=1),
        loss_reason=reason,
        **entered,
    )
    return registering.record_certificate(
        person,
        employer,
        wages=three_months(separation_on, monthly),
        acquired_on=acquired_on,
        separation_on=separation_on,
        reason_code=reason,
        unit_days_from_on=separation_on - timedelta(days=500),
        unit_days=410,
        **entered,
    )


def three_months(separation_on: date, monthly: int) -> list[tuple[date, date, int]]:
    """Three calendar months of wages before a separation at the end of a month."""
    rows, last = [], separation_on
    for _month in range(3):
        first = last.replace(day=1)
        rows.append((first, last, monthly))
        last = first - timedelta(days=1)
    return rows[::-1]


def a_filed_claim(centre: Centre, *, filed_on: date = FILED_ON, person=None, **job) -> Claim:
    """A claim under examination, filed on `filed_on` for a job that ended by the end of a contract."""
    with on(filed_on):
        person = person or a_person(centre)
        certificate = a_job(centre, person, **job)
        answers = {
            "claimant_reason": certificate.reason_code,
            "registered_on": filed_on,
            "able_to_work": True,
            "willing_to_work": True,
        }
        return filing.file(
            person,
            by=centre.caseworker,
            office=centre.office,
            filed_on=filed_on,
            answers=answers,
            separation_on=certificate.separation_on,
            certificate=certificate,
        )


def a_recommended_determination(centre: Centre, claim: Claim, *, decided_on: date):
    """The claim's draft with its points cleared, recommended by the caseworker."""
    with on(decided_on):
        determination = deciding.draft(claim, by=centre.caseworker)
        for point in claim.points.filter(cleared_at=None):
            points.clear(point, by=centre.caseworker, reason="확인함", finding={"ground": "none"})
        determination = deciding.draft(claim, by=centre.caseworker)
        return deciding.recommend(determination, by=centre.caseworker, text="계약기간 만료를 확인함")


def a_granted_claim(centre: Centre, *, filed_on: date = FILED_ON, **job) -> Claim:
    """A claim granted two days after it was filed: its first recognition day is set."""
    claim = a_filed_claim(centre, filed_on=filed_on, **job)
    decided_on = filed_on + timedelta(days=2)
    determination = a_recommended_determination(centre, claim, decided_on=decided_on)
    with on(decided_on):
        deciding.approve(determination, by=centre.supervisor)
    return Claim.objects.get(pk=claim.pk)


def with_an_account(centre: Centre, claim: Claim, number: str = "") -> Claim:
    """The claim with a bank account entered."""
    with on(pending(claim).due_on):
        accounts.enter_first(claim, by=centre.caseworker, bank_code="004", number=number or f"110-{next(_serial):09}")
    return claim


def pending(claim: Claim) -> Certification:
    """The claim's round that is due or reported."""
    return Certification.objects.get(claim=claim, state__in=["due", "reported"])


def a_report(certification: Certification, **more) -> dict:
    """A report that shows enough job search for any early round."""
    activities = [
        {"kind": "application", "on": certification.due_on.isoformat(), "evidence": True} for _each in range(4)
    ]
    return {"activities": activities} | more


ACCEPTED = {"activities": [True] * 4}


def a_reported_round(centre: Centre, claim: Claim, **more) -> Certification:
    """The pending round, reported on its day."""
    certification = pending(claim)
    with on(certification.due_on):
        return certifying.report(
            certification,
            by=centre.caseworker,
            on=certification.due_on,
            manner="attended",
            report=a_report(certification, **more),
        )


def a_recognised_round(centre: Centre, claim: Claim, **more) -> Certification:
    """The pending round, reported and recognised on its day: its payment is scheduled."""
    certification = a_reported_round(centre, claim, **more)
    with on(certification.due_on):
        return certifying.recognise(certification, by=centre.caseworker, findings=ACCEPTED)


def a_released_run(centre: Centre, day: date):
    """Everything payable on a day, built and released by two people."""
    with on(day):
        batch = paying.build(centre.office, by=centre.payment_officer, on=day)
        return paying.release(batch, by=centre.releaser)
