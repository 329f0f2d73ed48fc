"""Filing a claim at the counter: who the person is, what the registers know, what the law still needs."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from audits.chain import remember
from backoffice.staff import clock
from backoffice.staff.refusal import Refused
from claims.models import Claim, Statement
from claims.models.serial import next_serials
from claims.numbers import claim_number
from contributions import resident_numbers
from contributions.models import InsuredStatus, Person, Recusal, SeparationCertificate
from law.kr import clocks

from . import tasks
from .models import Kind
from .plain import plain
from .steps import require, step, subject_of

BENEFIT = "job_seeking"
DAYS_BEFORE_FILING = ("last_worked_on",)


@dataclass(frozen=True)
class Known:
    """What the registers know of a person at the counter."""

    person: Person
    statuses: list[InsuredStatus]
    certificates: list[SeparationCertificate]
    claims: list[Claim]


def find(resident_number: str, *, by) -> Person | None:
    """The person with a resident number as typed, or None. Raises Refused for a number that is none, or when recused."""
    number = resident_numbers.parse(resident_number, on=clock.today())
    person = Person.objects.select_related("key").with_resident_number(number.digits).first()
    if person and Recusal.objects.filter(
        user=by, ended_at=None, resident_number_hash=person.resident_number_hash
    ).exists():
        raise Refused(_("You are recused from this person's case. Ask a colleague to take the claim."))
    return person


def known(person: Person) -> Known:
    """Insured status, certificates and earlier claims of a person, the latest first. Three queries."""
    certificates = SeparationCertificate.objects.current().filter(person=person).select_related("employer")
    return Known(
        person=person,
        statuses=list(InsuredStatus.objects.of(person).reverse()),
        certificates=list(certificates.prefetch_related("wage_periods").order_by("-separation_on", "-id")),
        claims=list(person.claims.select_related("office").order_by("-filed_on", "-id")),
    )


def standing_in_the_way(person: Person, separation_on: date) -> list[Claim]:
    """Claims that make another one a duplicate: open for the same separation, or under examination."""
    same = Q(separation_on=separation_on, state__in=["filed", "held", "granted"])
    pending = Q(state__in=["filed", "held"])
    return list(person.claims.filter(Q(benefit=BENEFIT) & (same | pending)).select_related("office").order_by("id"))


@transaction.atomic
def file(
    person: Person, *, by, office, separation_on: date, answers: Mapping[str, Any], filed_on: date | None = None,
    certificate: SeparationCertificate | None = None,
) -> Claim:
    """Files a claim for job-seeking benefit and opens its examination, due by the statutory clock.

    Raises Refused for a duplicate or overlapping claim, for days that cannot be, and for a person who has died.
    """
    require(by, "file_claim", office)
    filed_on = filed_on or clock.today()
    _refuse_impossible(person, separation_on, filed_on, answers, by)
    claim = _create(person, office, by, separation_on, filed_on, certificate)
    Statement.objects.create(
        claim=claim, recorded_by=by, sealed_answers=person.seal(plain(answers), "statement")
    )
    remember("file", by=by, claim=claim, subject=subject_of(claim), target=claim.state,
             content=plain({"separation_on": separation_on, "filed_on": filed_on, "answers": answers}))
    tasks.open_task(claim, Kind.EXAMINE, by=by, due_on=claim.due_on)
    return claim


def _refuse_impossible(person: Person, separation_on: date, filed_on: date, answers, by) -> None:
    Person.objects.select_for_update().get(pk=person.pk)
    if Recusal.objects.filter(user=by, ended_at=None, resident_number_hash=person.resident_number_hash).exists():
        raise Refused(_("You are recused from this person's case. Ask a colleague to take the claim."))
    if filed_on > clock.today():
        raise Refused(_("A claim cannot be filed on a day that is still to come."))
    if separation_on >= filed_on:
        raise Refused(_("The last day of work must lie before the day of the claim. Check both days."))
    if any(_day(answers.get(name)) > filed_on for name in DAYS_BEFORE_FILING if answers.get(name)):
        raise Refused(_("The last day of daily work must not lie after the day of the claim. Check both days."))
    if person.died_on:
        raise Refused(_("The register says that this person has died. A claim of the heirs is a different claim."))
    if in_the_way := standing_in_the_way(person, separation_on):
        numbers = ", ".join(f"{claim.number} ({claim.office})" for claim in in_the_way)
        raise Refused(_("There is an open claim already: %(numbers)s. Go on with that one, or withdraw it first.")
                      % {"numbers": numbers})


def _day(answer: date | str) -> date:
    return answer if isinstance(answer, date) else date.fromisoformat(answer)


def _create(person, office, by, separation_on, filed_on, certificate) -> Claim:
    year = filed_on.year
    try:
        with transaction.atomic():
            return Claim.objects.create(
                number=claim_number(year, next_serials(year)), person=person, office=office, filed_on=filed_on,
                filed_by=by, certificate=certificate, separation_on=separation_on,
                due_on=clocks.limit("entitlement_decision_days", filed_on).last_on,
            )
    except IntegrityError as error:
        if "one_open_claim_for_a_separation" in str(error):
            raise Refused(_("A claim for this separation was filed at the same moment. Search for it.")) from None
        raise


@step(needs="file_claim")
def restate(claim: Claim, *, by, answers: Mapping[str, Any], reason: str):
    """The claimant's answers have changed or were taken down wrongly; the earlier statement stays."""
    if claim.state not in ("filed", "held"):
        raise Refused(_("The claim has been decided. A change now is a correction of the decision."))
    earlier = claim.statements.select_for_update().current().first()
    at = clock.now()
    if earlier:
        earlier.known_until = at
        earlier.save(update_fields=["known_until"])
    Statement.objects.create(
        claim=claim, recorded_by=by, known_from=at, replaces=earlier,
        sealed_answers=claim.person.seal(plain(answers), "statement"),
    )
