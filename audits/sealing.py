"""Seals: checkpoints over all events so far. Kept outside as well, they make rewriting the register evident."""

import hashlib
from collections.abc import Iterator

from django.db import connection, transaction

from .models import Seal

BEGINNING = "0" * 64

DIGEST_SQL = """
SELECT count(*), coalesce(max(id), %(after)s),
       encode(sha256(coalesce(string_agg(hash, ''::bytea ORDER BY id), ''::bytea)), 'hex')
FROM audits_event WHERE id > %(after)s AND id <= coalesce(%(until)s, id)
"""


@transaction.atomic
def seal() -> Seal | None:
    """Seals the events since the last seal; None where there are none. One statement, whatever their number."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('seal', 0))")
    last = Seal.objects.order_by("-up_to").first()
    count, up_to, digest = _digest(last.up_to if last else 0, None)
    if not count:
        return None
    previous = last.digest if last else BEGINNING
    return Seal.objects.create(up_to=up_to, count=count, digest=_linked(previous, digest), previous=previous)


def broken() -> Iterator[Seal]:
    """The seals that no longer fit the events they were set over, or the seal before them."""
    after, previous = 0, BEGINNING
    for each in Seal.objects.order_by("up_to"):
        count, _up_to, digest = _digest(after, each.up_to)
        if (count, each.previous, each.digest) != (each.count, previous, _linked(previous, digest)):
            yield each
        after, previous = each.up_to, each.digest


def _digest(after: int, until: int | None) -> tuple[int, int, str]:
    with connection.cursor() as cursor:
        cursor.execute(DIGEST_SQL, {"after": after, "until": until})
        return cursor.fetchone()


def _linked(previous: str, digest: str) -> str:
    return hashlib.sha256(bytes.fromhex(previous) + bytes.fromhex(digest)).hexdigest()
