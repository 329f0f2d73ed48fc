"""Long work in the background: one row a job, leased to one worker at a time, taken over when that one dies."""

from collections.abc import Callable
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q

from audits import sealing
from backoffice.staff import clock

from . import night
from .models import Job

LEASE = timedelta(minutes=5)


def run_night(job: Job, progress: Callable[[int, int], None]) -> list[str]:
    """The night of the job's day, then a seal over the register."""
    done = night.run(date.fromisoformat(job.key), progress=lambda _name, count: progress(count, 0))
    sealing.seal()
    return [f"{name}: {count}" for name, count in sorted(done.items())]


HANDLERS: dict[str, Callable] = {"night": run_night}


def request(kind: str, key: str, *, by, arguments: dict | None = None) -> Job:
    """Asks for work to be done once; asking again for the same kind and key gives the same job."""
    job, _new = Job.objects.get_or_create(
        kind=kind, key=key, defaults={"requested_by": by, "arguments": arguments or {}}
    )
    return job


def request_tonight() -> Job:
    """The night job of today; it is asked for as soon as the legal day begins."""
    return request("night", clock.today().isoformat(), by=night.actor())


def take() -> Job | None:
    """Leases the oldest job that waits, or whose worker went silent; None where there is none."""
    silent = Q(state="running", leased_until__lt=clock.now())
    with transaction.atomic():
        job = Job.objects.select_for_update(skip_locked=True).filter(Q(state="waiting") | silent).order_by("id").first()
        if job is None:
            return None
        job.state, job.leased_until, job.lease_number = "running", clock.now() + LEASE, job.lease_number + 1
        job.save()
    return job


def work_off(job: Job) -> None:
    """Does a leased job. Its work commits in its own small steps, each safe to repeat; a lost lease ends it quietly."""
    messages = HANDLERS[job.kind](job, lambda done, total: _renew(job, done, total))
    _held(job).update(state="done", messages=messages, ended_at=clock.now(), leased_until=None)


def fail(job: Job, message: str) -> None:
    """Marks a job that could not be done, with what went wrong; a person decides what follows."""
    _held(job).update(state="failed", messages=[message], ended_at=clock.now(), leased_until=None)


class LeaseLost(Exception):
    """Another worker has taken this job over."""


def _renew(job: Job, done: int, total: int) -> None:
    if not _held(job).update(done=done, total=total, leased_until=clock.now() + LEASE):
        raise LeaseLost


def _held(job: Job):
    return Job.objects.filter(pk=job.pk, lease_number=job.lease_number, state="running")
