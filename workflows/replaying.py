"""Replay: every stored decision computed again from its own facts, under the law it was made with."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from claims.models import Certification, Determination
from law.facts import load, plain
from law.schemes import SCHEMES

AT_A_TIME = 500


@dataclass(frozen=True, slots=True)
class Departure:
    """A stored decision that comes out differently now: where, and what differs (stored, computed)."""

    decision: str
    differs: dict[str, tuple[Any, Any]]


def replay(claims=None) -> Iterator[Departure | None]:
    """Replays determinations and recognitions (of a queryset of claims, or all); yields None for each that holds."""
    for rows, name in ((Determination.objects.all(), "entitlement"), (_recognised(), "certification")):
        rows = rows.filter(claim__in=claims) if claims is not None else rows
        for row in rows.select_related("claim__person__key").order_by("pk").iterator(chunk_size=AT_A_TIME):
            yield departure(row, name)


def departure(row: Determination | Certification, name: str) -> Departure | None:
    """How one stored decision departs from its own recomputation; None where it does not."""
    stored = row.trace
    decision = SCHEMES[row.claim.scheme].decisions[name]
    facts = load(decision.facts, stored["facts"])
    again = decision.decide(facts, given=stored["given"], law_date=row.law_on)
    results = {key: plain(value) for key, value in again.results.items()}
    differs = {key: (stored["results"].get(key), value) for key, value in results.items() if stored["results"].get(key) != value}
    if again.digest != row.law_digest:
        differs["law"] = (row.law_digest, again.digest)
    return Departure(str(row), differs) if differs else None


def _recognised():
    return Certification.objects.filter(state="recognised")
