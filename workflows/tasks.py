"""Tasks are opened, finished and dropped as a consequence of steps; people take, give back and reassign them."""

from datetime import date

from django.utils.translation import gettext as _

from backoffice.staff import clock
from backoffice.staff.models import User
from backoffice.staff.refusal import Refused

from .models import Kind, Task
from .steps import move, step

VERB_OF = {
    Kind.EXAMINE: "examine",
    Kind.APPROVE: "approve",
    Kind.REVISE: "examine",
    Kind.DOCUMENTS: "examine",
    Kind.CERTIFY: "certify",
    Kind.MISSED: "certify",
    Kind.ACCOUNT: "certify",
    Kind.RETURNED: "examine",
    Kind.CORRECT: "examine",
    Kind.OVERDUE: "examine",
    Kind.WOKEN: "examine",
    Kind.WORK: "certify",
}


def open_task(claim, kind: Kind, *, by, due_on: date, subject: str = "", assigned_to: User | None = None) -> Task:
    """Opens a task on a claim, or returns the same one where it is open already (its due day brought forward)."""
    task = Task.objects.filter(claim=claim, kind=kind, subject=subject).open().first()
    if task is None:
        return Task.objects.create(
            claim=claim, office_id=claim.office_id, kind=kind, verb=VERB_OF[kind], due_on=due_on, subject=subject,
            assigned_to=assigned_to, opened_by=by,
        )
    if due_on < task.due_on:
        task.due_on = due_on
        task.save()
    return task


def finish(claim, *kinds: Kind, subject: str | None = None) -> None:
    """Finishes the claim's open tasks of these kinds (of one subject, where given)."""
    _end(Task.finish, claim, kinds, subject)


def drop(claim, *kinds: Kind, subject: str | None = None) -> None:
    """Drops the claim's open tasks of these kinds, or all of them where none is named."""
    _end(Task.drop, claim, kinds or tuple(Kind), subject)


def _end(transition, claim, kinds, subject) -> None:
    tasks = Task.objects.filter(claim=claim, kind__in=kinds).open()
    for task in tasks if subject is None else tasks.filter(subject=subject):
        move(task, transition)


@step(needs="see_case")
def take(task: Task, *, by):
    """A person takes a task for themselves."""
    _may_do(task, by)
    if task.assigned_to_id not in (None, by.pk):
        held_by = {"who": task.assigned_to}
        raise Refused(_("%(who)s has this already. Ask them, or a supervisor, to give it back.") % held_by)
    _assign(task, by)


@step(needs="see_case")
def give_back(task: Task, *, by, reason: str = ""):
    """The person who holds a task puts it back into the queue."""
    if task.assigned_to_id != by.pk:
        raise Refused(_("You do not hold this task, so you cannot give it back."))
    _assign(task, None)


@step(needs="assign")
def reassign(task: Task, *, by, to: User, reason: str):
    """A supervisor gives a task to somebody who may do it."""
    _may_do(task, to)
    _assign(task, to)


def _may_do(task: Task, person: User) -> None:
    if task.state != "open":
        raise Refused(_("This task has been done already."))
    if not person.may(task.verb, task.office_id):
        raise Refused(_("%(who)s may not do this task at this office.") % {"who": person})


def _assign(task: Task, person: User | None) -> None:
    task.assigned_to = person
    task.save()
    if task.kind in (Kind.EXAMINE, Kind.REVISE):
        task.claim.assigned_to = person
        task.claim.save()


def due_today_or(days_from_today: int) -> date:
    """A day counted from today, for tasks without a statutory clock."""
    return date.fromordinal(clock.today().toordinal() + days_from_today)
