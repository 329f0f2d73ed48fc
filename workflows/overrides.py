"""A person puts a finding in the place of a rule's result: with a reason, always visible, signed by a second person."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from backoffice.staff import clock
from backoffice.staff.refusal import Refused
from claims.models import Determination, Override

from .steps import step

OVERRIDABLE = {
    "has_unit_days": (bool, gettext_noop("Enough insured-unit days")),
    "is_unemployed": (bool, gettext_noop("Unemployed, willing and able to work")),
    "is_covered": (bool, gettext_noop("Covered by unemployment benefit")),
    "daily_worker_test_met": (bool, gettext_noop("Daily worker: few days worked before the application")),
    "insured_years": (int, gettext_noop("Whole years of the insured period")),
    "waiting_days": (int, gettext_noop("Days of waiting")),
}


def given_by(determination: Determination | None) -> dict[str, Any]:
    """Rule -> the value people fixed for it in this draft."""
    if determination is None:
        return {}
    return dict(determination.overrides.filter(withdrawn_at=None).values_list("rule", "value"))


def read_value(rule: str, text: str) -> Any:
    """A typed value as the rule gives it; raises Refused for a rule that cannot be overridden and for a wrong value."""
    if rule not in OVERRIDABLE:
        raise Refused(_("This result follows from others and cannot be set by hand. Set the finding it rests on."))
    kind = OVERRIDABLE[rule][0]
    if kind is bool:
        if text not in ("yes", "no"):
            raise Refused(_("Answer yes or no."))
        return text == "yes"
    if not (text.isascii() and text.isdigit()):
        raise Refused(_("Type a whole number, 0 or more."))
    return int(text)


def _is_draft(determination: Determination, *, by, reason: str = "", **_said) -> None:
    if determination.state != "draft":
        raise Refused(_("Only a draft can be changed. A recommendation must be sent back first."))
    if not reason.strip():
        raise Refused(_("Say why. The reason stays with the finding for ever, and the approver reads it."))


@step(needs="examine", prepare=_is_draft)
def override(determination: Determination, *, by, rule: str, value: Any, reason: str):
    """Sets the result of a rule in this draft, which is then drafted afresh."""
    if rule not in OVERRIDABLE:
        raise Refused(_("This result follows from others and cannot be set by hand. Set the finding it rests on."))
    computed = next((s["value"] for s in determination.trace["steps"] if s["rule"] == rule and not s["given"]), None)
    determination.overrides.filter(rule=rule, withdrawn_at=None).update(withdrawn_at=clock.now())
    Override.objects.create(
        determination=determination, rule=rule, computed=computed, value=value, made_by=by,
        sealed_reason=determination.claim.person.seal(reason, "override"),
    )
    return _drafted_afresh(determination, by)


@step(needs="examine", prepare=_is_draft)
def withdraw_override(determination: Determination, *, by, rule: str, reason: str):
    """Takes a finding back; the rule's own result stands again."""
    determination.overrides.filter(rule=rule, withdrawn_at=None).update(withdrawn_at=clock.now())
    return _drafted_afresh(determination, by)


def _drafted_afresh(determination: Determination, by) -> Determination:
    from .deciding import draft

    with transaction.atomic():
        return draft(determination.claim, by=by)
