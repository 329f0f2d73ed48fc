"""Who may open what: every address as every role, at the office of the case, at another office, and recused.

`tests/approved/permissions.md` is what was agreed; test_matrix.py compares. After a wanted change:
`APPROVE=1 python -m pytest tests/security/test_matrix.py`, then read the difference.
"""

import os
from collections.abc import Iterable
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.test import Client
from django.urls import get_resolver, reverse

from backoffice.staff import roles
from claims.models import BankAnswer, Claim
from contributions.models import Employer, InsuredStatus, SeparationCertificate
from tests import kept, worlds
from tests.bank import an_answer
from workflows import accounts, appointing, documents, importing, paying, points

APPROVED = Path(__file__).parents[1] / "approved" / "permissions.md"
PLACES = ("own", "other", "recused")
WHO = (*roles.ROLES, "nobody", "anonymous")
NAME = "강하늘빛"
PERSONS = b"resident_number,name,name_en,nationality,visa,disabled,phone,address,language\n1,,,,,,,,\n"
WITHOUT_PERSONS = {
    "account_login", "account_logout", "account_inactive", "account_change_password", "set_language",
}  # fmt: skip


@dataclass
class World:
    """Two cases of one person's office, everything an address may name, and the people who try."""

    centre: worlds.Centre
    filed: Claim
    granted: Claim
    things: dict[str, tuple]
    sessions: dict[tuple[str, str], str]


def a_world() -> World:
    """Made once; every request is undone."""
    centre, other = worlds.a_centre(), worlds.a_centre()
    filed = a_recommended_claim(centre)
    granted, things = a_paid_claim(centre)
    things |= things_of_the_office(centre, filed, granted)
    tries = [(role, place) for role in WHO for place in PLACES if role != "anonymous"]
    sessions = {(role, place): a_session(role, place, centre, other, (filed, granted)) for role, place in tries}
    return World(centre, filed, granted, things, sessions)


def a_session(role: str, place: str, centre: worlds.Centre, other: worlds.Centre, claims: Iterable[Claim]) -> str:
    """The session of somebody in this role who is signed in."""
    office = other.office if place == "other" else centre.office
    if (role, place) == ("caseworker", "own"):
        user = centre.caseworker  # whose upload it is that waits for its import
    else:
        user = worlds.somebody(office, *([] if role == "nobody" else [role]), name=f"{role} {place}")
    for claim in claims if place == "recused" else ():
        appointing.recuse(user, claim.person.resident_number, by=user, reason="친척")
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client.session.session_key


def a_recommended_claim(centre: worlds.Centre) -> Claim:
    claim = worlds.a_filed_claim(centre, person=worlds.a_person(centre, name=NAME))
    worlds.a_recommended_determination(centre, claim, decided_on=worlds.FILED_ON)
    return Claim.objects.get(pk=claim.pk)


def a_paid_claim(centre: worlds.Centre) -> tuple[Claim, dict[str, tuple]]:
    claim = worlds.a_granted_claim(centre, person=worlds.a_person(centre, name=NAME))
    worlds.with_an_account(centre, claim)
    certification = worlds.a_recognised_round(centre, claim)
    batch = worlds.a_released_run(centre, certification.due_on)
    with worlds.on(certification.due_on):
        paying.settle(an_answer(batch, {batch.items.get(): "RJCT"}), by=centre.payment_officer)
        change = accounts.propose_change(
            claim, by=centre.caseworker, bank_code="088", number="110222333444", reason="해지"
        )
    number = claim.number
    things = {
        "letter": (number, claim.letters.first().pk),
        "payment_reissue": (number, claim.payments.get().pk),
        "account_settle": (number, change.pk),
        "bank_answer_read": (BankAnswer.objects.get().pk,),
        **{name: (batch.pk,) for name in ("batch", "batch_release", "batch_cancel", "batch_file")},
        **{
            name: (worlds.pending(claim).pk,)
            for name in ("certification", "certification_report", "certification_move", "certification_miss")
        },
    }
    return Claim.objects.get(pk=claim.pk), things


def things_of_the_office(centre: worlds.Centre, filed: Claim, granted: Claim) -> dict[str, tuple]:
    """An object for each address that names one."""
    case, person = (filed.number,), (granted.person_id,)
    with worlds.on(worlds.FILED_ON):
        document = documents.receive_document(
            filed, by=centre.caseworker, kind="other", name="a.txt", content="증거".encode()
        )
        points.raise_by_hand(granted, by=centre.caseworker, what="확인")
        recusal = appointing.recuse(centre.colleague, worlds.a_resident_number(), by=centre.colleague, reason="사촌")
        staged = importing.stage("persons", "p.csv", PERSONS, by=centre.caseworker, office=centre.office)
    task = granted.tasks.open().first()
    return {
        "document": (filed.number, document.pk),
        "point": (granted.number, granted.points.get(code="by_hand").pk),
        "task_take": (task.pk,),
        "task_give_back": (task.pk,),
        "approval": case,
        "person_roles": (centre.colleague.pk,),
        "recuse": (centre.colleague.pk,),
        "end_role": (centre.colleague.appointments.get().pk,),
        "end_recusal": (recusal.pk,),
        "employer": (Employer.objects.first().pk,),
        "correct_status": (InsuredStatus.objects.filter(person=granted.person).first().pk,),
        "correct_certificate": (SeparationCertificate.objects.filter(person=granted.person).first().pk,),
        "import": (staged.pk,),
        "import_refused": (staged.pk,),
        "import_template": ("persons",),
        **{name: (granted.number,) for name in ("correct", "account_enter", "account_change", "case_payments")},
        **{
            name: person
            for name in ("counter_person", "person", "reveal", "record_death", "record_status", "record_certificate")
        },
    }


def addresses() -> dict[str, object]:
    """Name -> pattern of every address there is."""
    return {pattern.name: pattern for pattern in get_resolver().url_patterns}


def address_of(world: World, name: str) -> str:
    """The address of a name, for the world's own objects; fails where the world has nothing to put into it."""
    pattern = addresses()[name].pattern
    wanted = set(pattern.converters)
    if name in world.things:
        return reverse(name, args=world.things[name])
    assert wanted <= {"number"}, f"give the world an object for “{name}” ({pattern}) in tests/security/matrix.py"
    return reverse(name, args=[world.filed.number] if wanted else [])


def answers(world: World, name: str, method: str, agreed: dict[str, str] | None = None) -> dict[str, str]:
    """Role -> the status at the own office, at another, and recused; one number where all three are the same.

    Where one number for a refusal was agreed, the own office alone is tried, unless `PROVE` asks for everything.
    """
    address, found = address_of(world, name), {}
    for role in WHO:
        short = agreed and not os.environ.get("PROVE") and agreed[role] in ("403", "405")
        places = PLACES[:1] if short or role in ("nobody", "anonymous") else PLACES
        codes = [answer(world, address, method, role, place) for place in places]
        found[role] = codes[0] if len(set(codes)) == 1 else " ".join(codes)
    return found


def answer(world: World, address: str, method: str, role: str, place: str) -> str:
    """The status of one request, with "!" where a stranger reads the person's name. Whatever it did is undone."""
    client = Client(raise_request_exception=False)
    if role != "anonymous":
        client.cookies[settings.SESSION_COOKIE_NAME] = world.sessions[role, place]
    with kept.undone() if method == "POST" else nullcontext():
        response = client.generic(method, address)
    leaks = place != "own" and not is_register(address) and NAME.encode() in response.content
    return f"{response.status_code}{'!' if leaks else ''}"


def is_register(address: str) -> bool:
    """Registers are the agency's: whoever keeps them sees everybody whom they are not recused from."""
    return address.startswith(("/registers/", "/counter/people/"))


def table(rows: dict[str, dict[str, str]]) -> str:
    """Rows as a Markdown table."""
    head = f"| address | {' | '.join(WHO)} |\n| --- |{' --- |' * len(WHO)}\n"
    return head + "".join(f"| {name} | {' | '.join(row[who] for who in WHO)} |\n" for name, row in rows.items())


def read(text: str, title: str) -> dict[str, dict[str, str]]:
    """The rows of one of the tables in the agreed file."""
    part = text.partition(f"## {title}\n")[2].partition("\n## ")[0]
    lines = [line.strip("| \n").split(" | ") for line in part.splitlines() if line.startswith("| ")]
    return {line[0]: dict(zip(lines[0][1:], line[1:], strict=True)) for line in lines[2:]}
