"""The history of a case: one timeline of who did what, when, why, from what to what, with facts and law of that moment."""

from datetime import date

from django.urls import path
from django.utils.translation import gettext as _

from audits.chain import content_of, verify
from audits.models import Access, Event
from backoffice import formats
from backoffice.staff import clock
from backoffice.staff.models import User
from claims.facts import entitlement_facts
from claims.models import Claim
from contributions import vault
from law.facts import dump

from .cases import frame_of
from .look_words import page_word, shown_word
from .pages import page, show, the_case
from .told import shown, staff_named, states, subject, told
from .words import act_word

SIZE = 100


@page("see_case")
def history(request, number):
    """The timeline of the case and, for auditors, who looked at it; with the chain verified as it is shown."""
    claim = the_case(request, number, "case_history")
    events = list(_events(claim, request.GET.get("before", ""))[: SIZE + 1])
    for event in events:
        event.claim = claim
    faults = list(verify(Event.objects.filter(chain=f"claim:{claim.pk}").order_by("chain", "number")))
    may_audit = request.user.may("see_history", claim.office_id)
    known_on = _day(request.GET.get("known_on", ""))
    contents = staff_named([_content(event) for event in events[:SIZE]], request.user.language)
    return show(
        request, "cases/history.html", **frame_of(request, claim, "case_history"), faults=faults,
        events=[_shown(event, said, request.user.language) for event, said in zip(events, contents)],
        more=events[SIZE - 1].number if len(events) > SIZE else None, may_audit=may_audit,
        looks=_looks(claim, request.user.language) if may_audit else [], look_columns=_look_columns(),
        known_on=known_on, facts=_facts(claim, known_on, request.user.language) if known_on else None,
        determinations=_determinations(claim, request.user.language),
    )


def _events(claim: Claim, before: str):
    events = Event.objects.filter(claim=claim).select_related("by__office").order_by("-number")
    return events.filter(number__lt=int(before)) if before.isdecimal() else events


def _content(event: Event) -> dict:
    try:
        return content_of(event)
    except vault.Erased:
        return {"erased": _("The personal content of this event has been erased.")}


def _shown(event: Event, said: dict, language: str) -> dict:
    reason = said.pop("reason", "") or said.pop("note", "") or said.pop("text", "")
    return {
        "at": event.at, "who": event.by.name_in(language), "where": event.by.office.name_in(language) if event.by.office else "",
        "what": act_word(event.verb), "why": shown("reason", reason, language) if reason else "", "number": event.number,
        **_moved(event),
        "facts": told(said, language) | {_("Subject"): subject(event.subject), _("Hash"): bytes(event.hash).hex()[:16]},
    }


def _moved(event: Event) -> dict:
    """From which state to which, in words, where the act moved its subject."""
    before, after = states(event.subject, event.source, event.target)
    return {"from": before, "to": after} if after and after != before else {}


def _looks(claim: Claim, language: str) -> list[dict]:
    looks = list(Access.objects.filter(claim_id=claim.pk).order_by("-at")[:SIZE])
    names = {user.pk: user.name_in(language) for user in User.objects.filter(pk__in={look.user_id for look in looks})}
    return [
        {"at": look.at, "who": names.get(look.user_id, str(look.user_id)), "page": page_word(look.page), "what": shown_word(look.what),
         "address": look.address or "", "why": look.why}
        for look in looks
    ]


def _look_columns() -> list[dict]:
    return [
        {"key": "at", "label": _("At"), "kind": "instant", "row_header": True}, {"key": "who", "label": _("Who")},
        {"key": "page", "label": _("Page")}, {"key": "what", "label": _("What was shown")},
        {"key": "address", "label": _("From where")}, {"key": "why", "label": _("Why")},
    ]


def _day(text: str) -> date | None:
    try:
        return formats.parse_date(text, clock.today()) if text else None
    except ValueError:
        return None


def _facts(claim: Claim, known_on: date, language: str) -> list[dict]:
    """The facts of the claim as they were known at the end of a day."""
    facts = dump(entitlement_facts(claim, known_at=clock.midnight_after(known_on)))
    return [{"label": name, "value": value} for name, value in told(facts, language).items()]


def _determinations(claim: Claim, language: str) -> list[dict]:
    made = claim.determinations.select_related("recommended_by", "approved_by", "supersedes").order_by("number")
    return [
        {"number": d.number, "state": d.get_state_display(), "outcome": d.get_outcome_display(), "law_on": d.law_on,
         "law": d.law_digest[:16], "facts": d.facts_hash[:16],
         "recommended_by": d.recommended_by.name_in(language) if d.recommended_by else "",
         "approved_by": d.approved_by.name_in(language) if d.approved_by else "",
         "supersedes": d.supersedes.number if d.supersedes else ""}
        for d in made
    ]


urls = [path("claims/<str:number>/history/", history, name="case_history")]
