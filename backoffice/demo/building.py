"""Building the demo office: who claims, then day by day what happens, in each job centre by itself."""

import heapq
import itertools
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from django.db import connection

from audits import sealing
from backoffice.staff.refusal import Refused
from workflows import night, registering

from . import names, profiles
from .bank import clerk
from .case import Case, Unconfirmed, at, working
from .histories import HISTORIES, History
from .offices import Centre, centres, found
from .spreading import spread

FOUNDED_DAYS_BEFORE = 420
FIRST_SERIAL = 100_001


@dataclass(frozen=True)
class Planned:
    """A case to come: its history and its profile."""

    history: str
    profile: profiles.Profile


def plan(
    day: date, seed: int, each: int | None, codes: list[str], kinds: Mapping[str, History] = HISTORIES
) -> list[Planned]:
    """All cases in the order of filing; `each` fixes how many there are of each kind (None: about 400 in all)."""
    serials = itertools.count(FIRST_SERIAL)
    planned = []
    for name, history in kinds.items():
        for _one in range(max(each, history.at_least) if each else history.count):
            serial = next(serials)
            random = Random(f"{day} {seed} {serial}")
            centre = serial % len(codes) if history.centre is None else history.centre
            planned.append(Planned(name, _profile(random, serial, centre, codes[centre], day, history)))
    return sorted(planned, key=lambda case: (case.profile.filed_on, case.profile.serial))


def _profile(random: Random, serial: int, centre: int, code: str, day: date, history: History) -> profiles.Profile:
    filed_on = working(day - timedelta(days=random.randint(*history.filed_days_ago)))
    filed_on = filed_on if filed_on < day else _working_before(day)
    profile = profiles.draw(random, serial, centre, code, filed_on)
    history.fix(profile)
    return profile


def _working_before(day: date) -> date:
    day -= timedelta(days=1)
    while working(day) != day:
        day -= timedelta(days=1)
    return day


def build(
    day: date, seed: int, *, each: int | None = None, kinds: Mapping[str, History] = HISTORIES, processes: int = 1
) -> Counter:
    """Founds the offices and lets everything happen up to the night of `day`; counts cases and refusals by kind."""
    commit_lightly()
    with at(day - timedelta(days=FOUNDED_DAYS_BEFORE)):
        found(day - timedelta(days=FOUNDED_DAYS_BEFORE))
        places = centres()
        _register_employers(places[0])
    planned = plan(day, seed, each, [centre.office.code for centre in places], kinds)
    claims = file_all(planned, places)
    lives = [
        (day, place, [(p, pk) for p, pk in zip(planned, claims, strict=True) if p.profile.centre == place])
        for place in range(len(places))
    ]
    counted = sum(spread(live, lives, processes=processes), Counter())
    last_night(day)
    return counted


def commit_lightly() -> None:
    """Commits of this connection don't wait for the disk: a demo lost in a power cut is built again."""
    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit = off")


def _register_employers(centre: Centre) -> None:
    for number, name in enumerate(names.EMPLOYERS):
        registering.record_employer(
            profiles.workplace_number(number), by=centre.intake, office=centre.office, name=name,
            address="서울특별시 마포구 가온길 1", phone="02-000-0000",
        )  # fmt: skip


def file_all(planned: Iterable[Planned], places: list[Centre]) -> list[int]:
    """Registers and files everybody, in order, so that the claim numbers are the same whenever this is done."""
    keys = []
    for each in planned:
        case = Case(places[each.profile.centre], each.profile)
        with at(each.profile.filed_on, 9 + each.profile.serial % 8, each.profile.serial % 60):
            case.file()
        keys.append(case.claim_pk)
    return keys


def live(day: date, place: int, planned: list[tuple[Planned, int]]) -> Counter:
    """Lets the stories of one centre happen in the order of their days, up to the evening before `day`.

    Takes the centre's place among the centres, and its cases with the ids of their claims.
    """
    commit_lightly()
    centre = centres()[place]
    cases = [(each.history, Case(centre, each.profile, key)) for each, key in planned]
    order = itertools.count()
    counted: Counter = Counter(name for name, _case in cases)
    returns = {case.claim_pk for name, case in cases if name in ("returned", "reissued")}
    stories = [HISTORIES[name].story(case) for name, case in cases]
    stories.append(clerk(centre, place, returns, first=_first_day(cases, day), until=_working_before(day)))
    agenda: list[tuple[date, int, Iterator[date]]] = []
    for story in stories:
        _wait(story, agenda, order, counted, day)
    while agenda:
        on, turn, story = heapq.heappop(agenda)
        with at(on, 9 + turn % 9, turn % 60):
            _wait(story, agenda, order, counted, day)
    return counted


def _first_day(cases: list[tuple[str, Case]], day: date) -> date:
    return min((case.profile.filed_on for _name, case in cases), default=day)


def _wait(story: Iterator[date], agenda: list, order: Iterator[int], counted: Counter, day: date) -> None:
    """Lets a story go on until it waits again, and puts it on the agenda; it ends where a verb refuses."""
    try:
        on = next(story, None)
    except Unconfirmed:
        counted["stopped at unconfirmed law"] += 1
        return
    except Refused as refused:
        counted[f"refused: {refused.sentence}"] += 1
        return
    if on is not None and (on := working(on)) < day:
        heapq.heappush(agenda, (on, next(order), story))


def last_night(day: date) -> None:
    """The night of the demo's day, and the seal over everything."""
    with at(day, 0, 0):
        night.run(day)
        sealing.seal()
