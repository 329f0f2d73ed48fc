"""CPU time of the road from filing to payment, through the real steps: `python -m benchmarks.road [CLAIMS]`.

The baseline is what the database alone needs to take the same rows: the load by COPY of as many whole claims, without
their letters. Runs in a database with the demo office and leaves its claims there: use one that may be thrown away.
"""

import itertools
import os
import sys
from datetime import date, timedelta

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "backoffice.settings")
os.environ.setdefault("LOG_LEVEL", "ERROR")

import django

django.setup()

from random import Random

from backoffice.demo import bank, bulk, profiles, stories
from backoffice.demo.case import Case, at, working
from backoffice.demo.offices import centres
from benchmarks.frame import HEAD, Measured, measure
from claims.models import Claim
from contributions.models import Person
from workflows import paying

DAY = date(2026, 11, 20)
CLAIMS = 20
FIRST_SERIAL = 900_000


def cases(count: int) -> list[Case]:
    """Cases to come, of people whom nobody knows yet."""
    centre = centres()[0]
    begun = FIRST_SERIAL + Person.objects.count() % 90_000
    filed_on = working(DAY - timedelta(days=30))
    drawn = (
        profiles.draw(Random(serial), serial, 0, centre.office.code, filed_on)
        for serial in itertools.count(begun)
        if serial % 6
    )
    return [Case(centre, profile) for profile in itertools.islice(drawn, count)]


def file(road: list[Case]) -> None:
    for case in road:
        with at(case.profile.filed_on):
            case.file()


def go_on(road: list[Case]) -> None:
    """Drafted, recommended, approved, reported and recognised."""
    for case in road:
        story = stories.recognised(case, 1)
        on = next(story, None)
        while on is not None:
            with at(working(on)):
                on = next(story, None)


def pay(road: list[Case]) -> None:
    """One run for all of them, built, released and answered."""
    centre = road[0].centre
    with at(DAY):
        batch = paying.build(centre.office, by=centre.payment_officer, on=DAY)
        paying.release(batch, by=centre.releaser)
        paying.settle(bank.answer(batch, set()), by=centre.payment_officer)


def parts(count: int) -> tuple[list[Measured], Measured]:
    """The parts of the road, and the load by COPY, milliseconds for one claim each."""
    road = cases(count)
    steps = [
        measure("registered and filed", lambda: file(road), calls=count),
        measure("decided and recognised once", lambda: go_on(road), calls=count),
        measure("paid", lambda: pay(road), calls=count),
    ]
    assert Claim.objects.filter(pk__in=[case.claim_pk for case in road], payments__state="paid").count() == count
    return steps, measure("whole claims by COPY", lambda: bulk.load(DAY, 1, count * 5), calls=count * 5)


def main(count: int) -> None:
    steps, baseline = parts(count)
    whole = Measured(
        "filed to paid", sum(s.python for s in steps), sum(s.database or 0 for s in steps), sum(s.wall for s in steps)
    )
    print(HEAD)
    for each in (baseline, *steps, whole):
        print(each.line(None if each is baseline else baseline))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else CLAIMS)
