"""What a grant gives: amount, days, periods and total, out of the reasoning that was stored."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from backoffice import formats
from claims.models import Determination
from workflows.entitlement_letters import step_values


def gives(determination: Determination, language: str) -> list[dict[str, str]]:
    """Rows {label, value}; none where entitlement is refused."""
    if not determination.award:
        return []
    return [{"label": label, "value": value} for label, value in _rows(determination, language)]


def changes(determination: Determination, language: str) -> list[dict[str, str]]:
    """The same beside what the determination that is to be superseded gave: {label, before, after}."""
    former = determination.supersedes
    if former:
        former.claim = determination.claim
    before = dict(_rows(former, language)) if former and former.award else {}
    return [
        {"label": label, "before": before.get(label, "-"), "after": value}
        for label, value in (_rows(determination, language) if determination.award else [])
    ]


def _rows(determination: Determination, language: str) -> list[tuple[str, str]]:
    values, award = step_values(determination.trace), determination.award
    return [
        (_("Daily amount"), formats.money(award["daily_amount"], language)),
        (_("Prescribed days"), formats.days(award["prescribed_days"], language)),
        (_("Benefit period"), _span(award["benefit_from_on"], award["benefit_until_on"], language)),
        (_("Waiting period"), _span(values.get("waiting_start"), values.get("waiting_end"), language)),
        (_("First payable day"), formats.date(date.fromisoformat(award["payable_from_on"]), language)),
        (_("In all, at most"), formats.money(values["total_potential"], language)),
    ]


def _span(first: Any, last: Any, language: str) -> str:
    if not first or not last:
        return _("none")
    return formats.span(date.fromisoformat(first), date.fromisoformat(last), language)
