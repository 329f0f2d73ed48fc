"""An ordinary period of four weeks on which the tests of recognition make their changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from law.kr.certification import DECISION
from law.kr.certification_codes import ActivityKind
from law.kr.certification_facts import Activity, Certification

FIRST, LAST = date(2026, 11, 18), date(2026, 12, 15)
PROGRAMME = Activity(ActivityKind.PROGRAMME, date(2026, 11, 25), evidence=True, accepted=True)
ORDINARY = Certification(
    daily_amount=66_048,
    prescribed_days=180,
    days_paid_before=8,
    benefit_from=date(2026, 11, 1),
    benefit_to=date(2027, 10, 31),
    waiting_from=date(2026, 11, 3),
    waiting_to=date(2026, 11, 9),
    period_from=FIRST,
    period_to=LAST,
    due_on=LAST,
    round=2,
    activities=(PROGRAMME,),
)


def recognised(**changes: Any) -> dict[str, Any]:
    """The results for the ordinary period with some facts changed."""
    return DECISION.decide(replace(ORDINARY, **changes)).results


def outcome_on(day: date, **changes: Any) -> tuple[str, str]:
    """What becomes of one day, and why."""
    found = next(d for d in recognised(**changes)["days"] if d.on == day)
    return found.outcome, found.reason
