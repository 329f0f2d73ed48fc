"""The case: what state it is in and what must happen by when, why this amount, what is still uncertain; tabs as addresses."""

from django.urls import path, reverse
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _
from django_fsm import can_proceed

from audits.chain import content_of
from audits.models import Event
from backoffice import formats
from claims.models import Certification, Claim, Determination
from contributions import vault
from law import explain
from law.kr.entitlement_codes import CONDITIONS
from law.words import catalogue
from workflows import deciding, entitlement_letters, points
from workflows.models import Kind
from workflows.overrides import OVERRIDABLE
from workflows.steps import subject_of

from . import people
from .awards import gives
from .case_actions import actions
from .pages import page, show, the_case
from .words import state_tag

VERDICTS = {"unit_days": "has_unit_days", "unemployed": "is_unemployed", "reason": "reason_qualifies",
            "covered": "is_covered", "daily_worker_test": "daily_worker_test_met",
            "daily_worker_days": "daily_worker_days_met"}


DESK_OF = {
    Kind.APPROVE: "approval", Kind.DOCUMENTS: "case_documents", Kind.CERTIFY: "case_certifications",
    Kind.MISSED: "case_certifications", Kind.WORK: "case_certifications", Kind.ACCOUNT: "case_payments",
    Kind.RETURNED: "case_payments",
}


@page("see_case")
def case(request, number):
    """The case at a glance."""
    claim = the_case(request, number, "case")
    determination = latest_determination(claim)
    return show(
        request, "cases/case.html", **frame_of(request, claim, "case"), determination=shown(determination),
        points=_open_points(claim), tasks=_tasks(claim, request.user), deadlines=_deadlines(claim),
        why=why(determination) if determination else None, benefit=_benefit(claim), can=can(request.user, claim),
    )


@page("see_case")
def conditions(request, number):
    """Each condition of the law: met or not, by how much, by which article, and what a person fixed."""
    claim = the_case(request, number, "case_conditions")
    determination = latest_determination(claim)
    return show(
        request, "cases/conditions.html", **frame_of(request, claim, "case_conditions"),
        determination=shown(determination), conditions=checked(determination) if determination else [],
        why=why(determination) if determination else None, points=_all_points(claim), overrides=overrides_shown(determination),
        may_set=bool(determination) and request.user.may("examine", claim.office_id) and can_proceed(determination.recommend),
    )


def frame_of(request, claim: Claim, tab: str) -> dict:
    """What stands above every tab of a case: whose it is, its tabs, what can be done."""
    return {
        "claim": claim, "person": claim.person, "state": state_tag(claim), "identity": _identity(claim),
        "tabs": _tabs(claim, tab), "actions": actions(request.user, claim),
    }


def latest_determination(claim: Claim) -> Determination | None:
    """The determination in the making, or else the one that stands."""
    made = claim.determinations.exclude(state__in=["discarded"]).select_related(
        "recommended_by", "approved_by", "supersedes", "drafted_by"
    )
    found = made.order_by("-number").first()
    if found:
        found.claim = claim
    return found


def shown(determination: Determination | None) -> dict | None:
    """A determination as pages show it."""
    if determination is None:
        return None
    return {
        "it": determination, "state": state_tag(determination), "outcome": determination.get_outcome_display(),
        "proposed": determination.get_proposed_display(), "differs": determination.outcome != determination.proposed,
        "gives": gives(determination, _language()),
        "finding": determination.finding.get("text", "") if determination.sealed_finding else "",
        "sent_back": determination.get_sent_back_because_display() if determination.sent_back_because else "",
        "sent_back_note": _note(determination) if determination.sent_back_because else "",
    }


def _note(determination: Determination) -> str:
    """What the supervisor wrote when sending it back."""
    events = Event.objects.filter(claim=determination.claim_id, subject=subject_of(determination), verb="send_back")
    last = events.order_by("-number").first()
    try:
        return content_of(last).get("note", "") if last else ""
    except vault.Erased:
        return ""


def why(determination: Determination) -> dict:
    """The reasoning as it was stored, in the reader's language."""
    return {
        "steps": explain.render(determination.trace, _language()), "law_date": determination.law_on,
        "version": determination.law_digest[:12],
    }


def checked(determination: Determination) -> list[dict]:
    """The conditions of the stored reasoning as a checklist."""
    steps = {step["rule"]: step for step in determination.trace["steps"]}
    rendered = {raw["rule"]: step for raw, step in zip(
        determination.trace["steps"], explain.render(determination.trace, _language()), strict=True)}
    say = catalogue(_language())
    values = entitlement_letters.step_values(determination.trace)
    return [
        {
            "label": say(CONDITIONS[condition["name"]]), "verdict": "met" if condition["met"] else "not_met",
            "shown": rendered[VERDICTS[condition["name"]]]["sentence"], "articles": rendered[VERDICTS[condition["name"]]]["ref"],
            "margin": _margin(condition, values),
            "source": _("Set by hand") if steps[VERDICTS[condition["name"]]]["given"] else _("Computed"),
        }
        for condition in values["conditions"]
    ]


def _margin(condition: dict, values: dict) -> str:
    short = condition["short_by"]
    if short:
        return ngettext("%(n)s day short", "%(n)s days short", short) % {"n": short}
    if condition["name"] == "unit_days" and condition["met"]:
        over = values["unit_days"] - values["unit_days_needed"]
        return ngettext("%(n)s day more than needed", "%(n)s days more than needed", over) % {"n": over}
    return ""


def _language() -> str:
    return (get_language() or "ko")[:2]


def _identity(claim: Claim) -> dict:
    """The person's bar with the claim in it: number, days and office."""
    bar, language = people.identity(claim.person), _language()
    about_the_claim = [
        {"text": claim.number, "copy": claim.number, "strong": True},
        {"text": formats.date(claim.filed_on, language), "label": _("Filed on")},
        {"text": formats.date(claim.separation_on, language), "label": _("Last day of work")},
        {"text": claim.office.name_in(language)},
    ]
    return bar | {"lines": [*bar["lines"], about_the_claim]}


def _tabs(claim: Claim, current: str) -> list[dict]:
    names = [
        ("case", _("Summary"), None), ("case_conditions", _("Conditions"), claim.points.filter(cleared_at=None).count()),
        ("case_wages", _("Wages and insurance"), None), ("case_certifications", _("Recognition"), None),
        ("case_payments", _("Payments"), None), ("case_letters", _("Letters"), None),
        ("case_documents", _("Documents"), claim.document_requests.filter(answered_at=None).count()),
        ("case_history", _("History"), None),
    ]
    return [
        {"label": label, "url": reverse(name, args=[claim.number]), "count": count or None, "current": name == current}
        for name, label, count in names
    ]


def _open_points(claim: Claim) -> list[dict]:
    return [point_row(claim, point) for point in claim.points.filter(cleared_at=None)]


def _all_points(claim: Claim) -> list[dict]:
    return [point_row(claim, point) for point in claim.points.select_related("cleared_by", "evidence")]


def point_row(claim: Claim, point) -> dict:
    """A point as pages show it: what it is, and who cleared it why."""
    point.claim = claim
    return {
        "it": point, "label": points.label(point.code), "open": point.cleared_at is None,
        "needs_finding": point.code in points.NEEDS_FINDING, "by_hand": point.code not in points.NOT_BY_HAND,
        "reason": _(point.clearing.get("reason", "")) if point.clearing.get("reason") else "",
        "url": reverse("point", args=[claim.number, point.pk]),
    }


def overrides_shown(determination: Determination | None) -> list[dict]:
    if determination is None:
        return []
    rows = deciding.overrides_in_force(determination)
    for row in rows:
        row.determination = determination
    return [
        {"it": row, "label": _(OVERRIDABLE[row.rule][1]), "reason": row.reason, "computed": _said(row.computed),
         "value": _said(row.value)}
        for row in rows
    ]


def _said(value) -> str:
    words = {True: pgettext("answer", "Yes"), False: pgettext("answer", "No"), None: "–"}
    return words[value] if value is None or isinstance(value, bool) else str(value)


def _tasks(claim: Claim, user) -> list[dict]:
    tasks = claim.tasks.open().select_related("assigned_to").order_by("due_on", "id")
    return [
        {"it": task, "label": task.get_kind_display(), "due_on": task.due_on, "held_by": task.assigned_to,
         "may_take": user.may(task.verb, claim.office_id), "url": reverse(DESK_OF.get(task.kind, "case_conditions"), args=[claim.number])}
        for task in tasks
    ]


def _deadlines(claim: Claim) -> list[dict]:
    rows = [(_("Decision due"), claim.due_on if claim.state == "filed" else None),
            (_("On hold until"), claim.held_until), (_("Benefit period ends"), claim.benefit_until_on)]
    due = Certification.objects.filter(claim=claim, state__in=["due", "reported"]).values_list("due_on", flat=True).first()
    return [{"label": label, "on": on} for label, on in [*rows, (_("Next recognition day"), due)] if on]


def _benefit(claim: Claim) -> dict | None:
    if not claim.prescribed_days:
        return None
    return {
        "daily_amount": claim.daily_amount, "prescribed_days": claim.prescribed_days,
        "recognised": claim.days_recognised, "remaining": claim.days_remaining,
        "most": claim.daily_amount * claim.prescribed_days,
    }


def can(user, claim: Claim) -> dict[str, bool]:
    """What this person may do at the office of the case; templates show or leave out forms by it."""
    granted = {verb: user.may(verb, claim.office_id) for verb in
               ("examine", "certify", "approve", "assign", "enter_register", "file_claim", "see_history")}
    return granted | {"draft": granted["examine"] and claim.state == "filed"}


urls = [
    path("claims/<str:number>/", case, name="case"),
    path("claims/<str:number>/conditions/", conditions, name="case_conditions"),
]
