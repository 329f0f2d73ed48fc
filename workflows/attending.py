"""Who came when: the law's word on a recognition day that was kept, moved, missed or excused, and its refusals."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from backoffice.staff import clock
from backoffice.staff.refusal import Refused
from claims import recognition as bridge
from claims.models import Certification, Claim
from law import explain
from law.engine import NotInLaw
from law.kr.certification_codes import HURDLES
from law.pack import Outcome
from law.words import catalogue


def attendance(certification: Certification, *, on: date, excuse: Mapping[str, Any], to: date | None = None) -> Outcome:
    """The law's word on who came (or asked) on a day, for a reason: accepted or not, until when. Saves nothing."""
    facts = bridge.attendance_facts(certification, applied_on=on, excuse=excuse, changed_to=to)
    return decide(certification.claim, "attendance", facts)


def late_last_day(certification: Certification) -> date:
    """The last day on which a missed day may still be excused as an own mistake; the day itself if that is used up."""
    excuse = {"cause": "mistake"}
    facts = bridge.attendance_facts(certification, applied_on=clock.today(), excuse=excuse)
    found = decide(certification.claim, "attendance", facts).results
    return found["last_day"] if found["mistake_allowed"] else certification.due_on


def excuse_of(report: Mapping[str, Any], manner: str) -> dict[str, Any]:
    """The excuse of a report; a report online is a special way of its own, granted by whoever takes it down so."""
    excuse = as_json(report.get("excuse") or {})
    if manner == "online" and not excuse.get("cause"):
        excuse |= {"cause": "online", "channel_allowed": True}
    return excuse


def refuse_too_early(certification: Certification, on: date, excuse: Mapping[str, Any]) -> None:
    """Raises Refused for a report before its recognition day without a reason for that."""
    if on < certification.due_on and excuse.get("cause") in (None, "", "online"):
        raise Refused(
            _(
                "The recognition day is %(day)s. If the person cannot come then, move the day; a report before it "
                "cannot be taken."
            )
            % {"day": certification.due_on}
        )


def refuse_unaccepted(outcome: Outcome) -> None:
    """Raises Refused, with the reason and the last day, where the law does not accept what was done."""
    found = outcome.results
    if found["accepted"]:
        return
    if hurdle := found["hurdle"]:
        raise Refused(_("The law does not accept this: %(why)s.") % {"why": law_word(HURDLES, hurdle)})
    if found["last_day"]:
        raise Refused(
            _("This is too late: the last day was %(day)s. Without another reason the day is missed.")
            % {"day": found["last_day"]}
        )
    raise Refused(
        _(
            "The report came on another day than the recognition day, %(day)s. Say why: the law excuses some reasons, "
            "with their own time limits."
        )
        % {"day": outcome.facts.due_on}
    )


def decide(claim: Claim, name: str, facts: Any) -> Outcome:
    """A legal decision of the claim's scheme; Refused, by name and day, where the law has no value."""
    try:
        return bridge.decision(claim, name).decide(facts)
    except NotInLaw as missing:
        raise Refused(explain.refusal(missing, _language())) from None


def law_word(table: Mapping[str, str], code: str) -> str:
    """A code of the law in the reader's language."""
    return catalogue(_language())(table.get(code, code))


def _language() -> str:
    return (get_language() or "ko")[:2]


def as_json(values: Mapping[str, Any]) -> dict[str, Any]:
    """Days in ISO form, what is empty left out."""
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in values.items() if value}
