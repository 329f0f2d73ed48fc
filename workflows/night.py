"""The night step, run by date and safe to repeat: it wakes, reminds, proposes and closes, but never refuses anyone."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date

from django.db import transaction
from django.db.models import F, Q

from audits.chain import remember
from backoffice.staff import clock
from backoffice.staff.models import User
from backoffice.staff.refusal import Refused
from claims.models import Certification, Claim
from contributions.models import InsuredStatus

from . import certifying, holding, tasks
from .models import Kind, Task
from .steps import locked, subject_of

ACCOUNT = "night"


def actor() -> User:
    """The account in whose name automatic acts are done."""
    return User.objects.get(username=ACCOUNT)


def run(on: date | None = None, *, progress: Callable[[str, int], None] | None = None) -> Counter:
    """Does everything that is due by a legal day, one small transaction for each case; returns what was done, by name.

    Every part asks what is still to be done, so a second run for the same day, or a run after a crash, does only what
    is left. A case that refuses (somebody changed it a moment ago) is left for the next run and counted as "left".
    """
    on, by, done = on or clock.today(), actor(), Counter()
    for name, due, act in PARTS:
        for pk in due(on):
            try:
                done[name] += bool(act(pk, by=by, on=on))
            except Refused:
                done["left"] += 1
            if progress:
                progress(name, done[name])
    return done


def _holds_ended(on: date) -> Iterator[int]:
    return _ids(Claim.objects.filter(state="held", held_until__lte=on))


def _wake(pk: int, *, by: User, on: date) -> bool:
    holding.wake(Claim.objects.get(pk=pk), by=by, reason="the hold has ended")
    return True


def _documents_overdue(on: date) -> Iterator[int]:
    overdue = Claim.objects.filter(state="filed", document_requests__answered_at=None, document_requests__due_on__lt=on)
    return _ids(overdue.exclude(tasks__kind=Kind.OVERDUE, tasks__state="open"))


def _decisions_overdue(on: date) -> Iterator[int]:
    overdue = Claim.objects.filter(state="filed", due_on__lt=on)
    return _ids(overdue.exclude(tasks__kind=Kind.OVERDUE, tasks__state="open"))


@transaction.atomic
def _remind(pk: int, *, by: User, on: date) -> bool:
    """A deadline has passed: a person decides what follows; the lawful outcome is only proposed."""
    claim = locked(Claim(pk=pk))
    if claim.state != "filed" or claim.tasks.open().filter(kind=Kind.OVERDUE).exists():
        return False
    task = tasks.open_task(claim, Kind.OVERDUE, by=by, due_on=on, assigned_to=claim.assigned_to)
    late = claim.document_requests.filter(answered_at=None, due_on__lt=on).values_list("kind", flat=True)
    remember("deadline_passed", by=by, claim=claim, subject=subject_of(task),
             content={"documents": list(late), "due_on": claim.due_on.isoformat() if claim.due_on else None,
                      "proposed": "decide_on_what_is_known"})
    return True


def _recognition_days_missed(on: date) -> Iterator[int]:
    missed = Certification.objects.filter(state="due", due_on__lt=on, claim__state="granted")
    return _ids(missed.exclude(claim__tasks__kind=Kind.MISSED, claim__tasks__state="open"))


@transaction.atomic
def _missed(pk: int, *, by: User, on: date) -> bool:
    """Nobody reported on the recognition day: a person decides whether it is excused, moved or missed."""
    certification = locked(Certification.objects.get(pk=pk))
    claim = certification.claim
    if certification.state != "due" or certification.due_on >= on:
        return False
    if claim.tasks.open().filter(kind=Kind.MISSED).exists():
        return False
    task = tasks.open_task(claim, Kind.MISSED, by=by, due_on=certifying.late_last_day(certification),
                           subject=subject_of(certification))
    remember("recognition_day_passed", by=by, claim=claim, subject=subject_of(task),
             content={"due_on": certification.due_on.isoformat(), "proposed": "miss"})
    return True


def _over(on: date) -> Iterator[int]:
    done = Q(prescribed_days__gt=0, days_recognised__gte=F("prescribed_days"))
    works = Q(certifications__state="recognised", certifications__hired_on__lte=on)
    over = done | works | Q(benefit_until_on__lt=on) | Q(person__died_on__isnull=False)
    return _ids(Claim.objects.filter(over, state="granted"))


def _close(pk: int, *, by: User, on: date) -> bool:
    """Exhausted, expired, ended by death or by work that a caseworker has recognised."""
    claim = Claim.objects.select_related("person").get(pk=pk)
    if claim.certifications.filter(state="reported").exists() and not claim.person.died_on:
        return False
    certifying.end(claim, by=by, because=reason_to_close(claim, on), on=on)
    return True


def reason_to_close(claim: Claim, on: date) -> str:
    """Why a granted claim is over on a day: death first, then exhaustion, work, the end of the period."""
    if claim.person.died_on:
        return "death"
    if claim.days_recognised >= claim.prescribed_days:
        return "exhausted"
    return "work" if claim.certifications.filter(state="recognised", hired_on__lte=on).exists() else "expired"


def _work_begun(on: date) -> Iterator[int]:
    begun = InsuredStatus.objects.current().filter(acquired_on__lte=on, acquired_on__gt=F("person__claims__filed_on"))
    granted = Claim.objects.filter(state="granted", person__in=begun.values("person"))
    return _ids(granted.exclude(tasks__kind=Kind.WORK, tasks__state="open"))


@transaction.atomic
def _ask_about_work(pk: int, *, by: User, on: date) -> bool:
    """The register shows a new insured status: a person asks and decides; nothing is stopped by itself."""
    claim = locked(Claim(pk=pk))
    begun = InsuredStatus.objects.current().filter(
        person=claim.person_id, acquired_on__gt=claim.filed_on, acquired_on__lte=on
    )
    status = begun.order_by("-acquired_on", "-id").first()
    subject = subject_of(status) if status else ""
    if not status or claim.state != "granted" or Task.objects.filter(claim=claim, kind=Kind.WORK, subject=subject).exists():
        return False
    task = tasks.open_task(claim, Kind.WORK, by=by, due_on=on, subject=subject, assigned_to=claim.assigned_to)
    remember("work_seen_in_register", by=by, claim=claim, subject=subject_of(task),
             content={"acquired_on": status.acquired_on.isoformat(), "proposed": "close"})
    return True


def _ids(rows) -> Iterator[int]:
    return iter(list(rows.order_by("pk").values_list("pk", flat=True).distinct()))


PARTS = (
    ("woken", _holds_ended, _wake),
    ("documents overdue", _documents_overdue, _remind),
    ("decisions overdue", _decisions_overdue, _remind),
    ("recognition days missed", _recognition_days_missed, _missed),
    ("work seen in the register", _work_begun, _ask_about_work),
    ("closed", _over, _close),
)
