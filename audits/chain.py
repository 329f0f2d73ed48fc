"""The register's chains: writing one event, and verifying all of them.

What is hashed is the RFC 8785 form of the stored event: its place in the chain, who, when, what, from what to what,
the hash before it, and its personal content in sealed form. Erasing a person's key leaves every hash true.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import rfc8785
from django.db import connection, transaction
from django.utils.translation import gettext_noop

from backoffice.staff import clock
from claims.models import Claim
from contributions import vault
from contributions.models import Person

from .models import Event

BEGINNING = bytes(32)
FORM = 1


def remember(
    verb: str,
    *,
    by,
    subject: str,
    claim=None,
    person=None,
    chain: str = "",
    source: str = "",
    target: str = "",
    content: dict | None = None,
    public: dict | None = None,
) -> Event:
    """Writes one event at the end of its chain (by default its claim's, or its person's), in the caller's transaction.

    `content` may be personal: it is sealed under the key of the person. `public` may not: codes and counts only.
    """
    assert transaction.get_connection().in_atomic_block, "an event belongs to the transaction of its act"
    person = claim.person if claim else person
    chain = chain or (f"claim:{claim.pk}" if claim else f"person:{person.pk}")
    number, previous = _head(chain)
    at = clock.now()
    canonical = canonical_form(
        chain=chain,
        number=number + 1,
        verb=verb,
        subject=subject,
        claim=claim.pk if claim else None,
        source=source,
        target=target,
        at=at,
        by=by.pk,
        previous=previous,
        public=public or {},
        sealed=person.seal(content, "event") if content else "",
    )
    return Event.objects.create(
        chain=chain,
        number=number + 1,
        claim=claim,
        verb=verb,
        subject=subject,
        source=source,
        target=target,
        at=at,
        by=by,
        canonical=canonical,
        previous_hash=previous,
        hash=hashlib.sha256(canonical.encode()).digest(),
    )


@dataclass(frozen=True, slots=True)
class Act:
    """One of many events of the same verb: what it is about, on which claim, and what is to be remembered of it."""

    claim: Claim
    subject: str
    source: str = ""
    target: str = ""
    content: Mapping[str, Any] = field(default_factory=dict)


def remember_many(verb: str, acts: Iterable[Act], *, by) -> list[Event]:
    """Writes one event for each act at the end of its claim's chain: three statements, however many there are.

    The claims are locked already, in the order of their ids; no claim comes twice.
    """
    assert transaction.get_connection().in_atomic_block, "an event belongs to the transaction of its act"
    acts = sorted(acts, key=lambda act: act.claim.pk)
    chains = [f"claim:{act.claim.pk}" for act in acts]
    heads, at = _heads(chains), clock.now()
    rows = (
        _event(verb, act, *heads.get(chain, (0, BEGINNING)), by=by, at=at)
        for chain, act in zip(chains, acts, strict=True)
    )
    return Event.objects.bulk_create(rows, batch_size=1000)


def _event(verb: str, act: Act, number: int, previous: bytes, *, by, at: datetime) -> Event:
    chain, claim = f"claim:{act.claim.pk}", act.claim
    canonical = canonical_form(
        chain=chain,
        number=number + 1,
        verb=verb,
        subject=act.subject,
        claim=claim.pk,
        source=act.source,
        target=act.target,
        at=at,
        by=by.pk,
        previous=previous,
        public={},
        sealed=claim.person.seal(act.content, "event") if act.content else "",
    )
    return Event(
        chain=chain,
        number=number + 1,
        claim=claim,
        verb=verb,
        subject=act.subject,
        source=act.source,
        target=act.target,
        at=at,
        by=by,
        canonical=canonical,
        previous_hash=previous,
        hash=hashlib.sha256(canonical.encode()).digest(),
    )


def _heads(chains: list[str]) -> dict[str, tuple[int, bytes]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(chain, 0)) FROM unnest(%s) AS chain", [chains])
    last = Event.objects.filter(chain__in=chains).order_by("chain", "-number").distinct("chain")
    return {chain: (number, bytes(digest)) for chain, number, digest in last.values_list("chain", "number", "hash")}


def canonical_form(*, at: datetime, previous: bytes, **fields) -> str:
    """The text that is hashed: RFC 8785 over the fields of the event (instants in UTC, hashes in hex)."""
    body = fields | {"form": FORM, "at": at.isoformat(), "previous": previous.hex()}
    return rfc8785.dumps(body).decode()


def content_of(event: Event) -> dict:
    """The event's own words: what is public and, while the person's key exists, what is sealed."""
    body = json.loads(event.canonical)
    return body["public"] | (_unsealed(event, body["sealed"]) if body["sealed"] else {})


def _unsealed(event: Event, sealed: str) -> dict:
    person = event.claim.person if event.claim_id else Person.objects.select_related("key").get(pk=vault.owner(sealed))
    return person.open(sealed, "event")


def _head(chain: str) -> tuple[int, bytes]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [chain])
    last = Event.objects.filter(chain=chain).order_by("-number").values_list("number", "hash").first()
    return (last[0], bytes(last[1])) if last else (0, BEGINNING)


@dataclass(frozen=True, slots=True)
class Fault:
    """What a verifier found wrong, and where."""

    chain: str
    number: int
    problem: str


def verify(events: Iterable[Event]) -> Iterator[Fault]:
    """Walks events ordered by chain and number and reports whatever does not hold together."""
    chain, number, previous = "", 0, BEGINNING
    for event in events:
        if event.chain != chain:
            chain, number, previous = event.chain, 0, BEGINNING
        yield from (Fault(chain, event.number, problem) for problem in _problems(event, number, previous))
        number, previous = event.number, bytes(event.hash)


def _problems(event: Event, number: int, previous: bytes) -> Iterator[str]:
    body = json.loads(event.canonical)
    if event.number != number + 1:
        yield gettext_noop("an event before it is missing")
    if bytes(event.previous_hash) != previous or body["previous"] != previous.hex():
        yield gettext_noop("it does not follow the event before it")
    if hashlib.sha256(event.canonical.encode()).digest() != bytes(event.hash):
        yield gettext_noop("its hash is not that of its content")
    if rfc8785.dumps(body).decode() != event.canonical:
        yield gettext_noop("its content is not in canonical form")
    if _columns(event) != {key: body[key] for key in _columns(event)}:
        yield gettext_noop("its columns differ from what was hashed")


def _columns(event: Event) -> dict:
    return {
        "chain": event.chain,
        "number": event.number,
        "verb": event.verb,
        "subject": event.subject,
        "claim": event.claim_id,
        "source": event.source,
        "target": event.target,
        "by": event.by_id,
        "at": event.at.astimezone(UTC).isoformat(),
    }


VERIFY_SQL = """
WITH linked AS (
    SELECT *, canonical::jsonb AS body,
           lag(hash, 1, decode(repeat('00', 32), 'hex')) OVER walk AS expected,
           lag(number, 1, 0) OVER walk AS before
    FROM audits_event WINDOW walk AS (PARTITION BY chain ORDER BY number))
SELECT chain, number FROM linked
WHERE number <> before + 1 OR previous_hash <> expected OR hash <> sha256(convert_to(canonical, 'UTF8'))
   OR (body->>'chain', body->>'verb', body->>'subject', body->>'source', body->>'target', body->>'previous')
      IS DISTINCT FROM (chain::text, verb::text, subject::text, source::text, target::text, encode(previous_hash, 'hex'))
   OR ((body->>'number')::bigint, (body->>'by')::bigint, (body->>'claim')::bigint, (body->>'at')::timestamptz)
      IS DISTINCT FROM (number::bigint, by_id, claim_id, at)
ORDER BY chain, number
"""


def verify_in_database() -> list[Fault]:
    """The second, independent verifier: the database checks every link in one statement."""
    with connection.cursor() as cursor:
        cursor.execute(VERIFY_SQL)
        return [Fault(chain, number, "the database finds it out of place") for chain, number in cursor.fetchall()]
