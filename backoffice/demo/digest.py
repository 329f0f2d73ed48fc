"""What a demo office is, as one digest: people, numbers, decisions, amounts and acts, without keys and row ids."""

import hashlib
import json
from collections.abc import Iterable
from typing import Any

from audits.models import Event
from claims.models import Batch, Certification, Claim, Debt, Determination, Payment, Point
from contributions.models import InsuredStatus, SeparationCertificate, WagePeriod
from workflows.models import Task

PERSON = (
    "person__name",
    "person__name_en",
    "person__birth_on",
    "person__sex",
    "person__nationality",
    "person__died_on",
)
CLAIM = (
    "number", *PERSON, "office__code", "separation_on", "filed_on", "state", "closed_because", "closed_on", "due_on",
    "daily_amount", "prescribed_days", "days_recognised", "benefit_from_on", "benefit_until_on", "payable_from_on",
)  # fmt: skip
CERTIFICATE = ("separation_on", "reason_code", "unit_days", "daily_hours", "employer__workplace_number")
PLAIN: dict[Any, tuple[str, ...]] = {
    Claim: CLAIM,
    InsuredStatus: ("person__resident_number_hash", "employer__workplace_number", "acquired_on", "lost_on", "kind"),
    SeparationCertificate: ("person__resident_number_hash", *CERTIFICATE),
    WagePeriod: ("certificate__person__resident_number_hash", "from_on", "to_on", "wages"),
    Determination: ("claim__number", "number", "state", "outcome", "facts_hash", "law_digest", "award", "grounds"),
    Certification: ("claim__number", "round", "state", "due_on", "to_on", "moved_because", "days_recognised", "amount"),
    Payment: ("claim__number", "certification__round", "kind", "state", "amount", "payable_on", "attempt", "paid_on"),
    Batch: ("number", "state", "count", "total", "built_at"),
    Debt: ("claim__number", "certification__round", "amount", "found_on"),
    Point: ("claim__number", "code", "raised_at", "cleared_at", "cleared_by__username"),
    Task: ("claim__number", "kind", "state", "due_on", "opened_at", "ended_at"),
    Event: ("claim__number", "verb", "source", "target", "at", "by__username"),
}


def demo_digest() -> str:
    """SHA-256 in hexadecimal over the plain facts of everything in the database: equal for equal demo offices."""
    digest = hashlib.sha256()
    for model, columns in PLAIN.items():
        for line in sorted(_lines(model.objects.values_list(*columns))):
            digest.update(line.encode())
    return digest.hexdigest()


def _lines(rows: Iterable[tuple]) -> Iterable[str]:
    return (json.dumps([bytes(v).hex() if isinstance(v, memoryview) else v for v in row], default=str) for row in rows)
