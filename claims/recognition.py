"""Rows to facts for a recognition day: the bridge between a round in the database and what the law may know of it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from backoffice.staff import clock
from backoffice.staff.refusal import Refused
from law.calendars import full_years, holidays
from law.facts import dump, load
from law.kr import certification_facts as law_facts
from law.kr.certification_codes import CAUSES, RecipientType, SearchWaiver, Status
from law.kr.recipient_types import Recipient
from law.schemes import SCHEMES

from .models import Certification, Claim

ONE_DAY = timedelta(days=1)
ROWS = {
    "works": law_facts.Work,
    "incomes": law_facts.Income,
    "hindrances": law_facts.Hindrance,
    "activities": law_facts.Activity,
}
FINDING_OF = {"works": "found_employed", "hindrances": "found_available", "activities": "accepted"}
WHOLE_NUMBERS = ("pay", "amount", "months", "monthly_income")
EXCUSE = {
    "cause",
    "cause_from",
    "cause_to",
    "hired_on",
    "work_days",
    "certificate",
    "plan_approved_on",
    "left_on",
    "channel_allowed",
}
NOTHING: Mapping[str, Any] = {}


def decision(claim: Claim, name: str):
    """A legal decision ("certification", "attendance", "recognition_day") of the claim's scheme."""
    return SCHEMES[claim.scheme].decisions[name]


# ── what was reported ────────────────────────────────────────────────────────
def checked(report: Mapping[str, Any], first: date, last: date) -> dict[str, Any]:
    """A report as JSON, once every row is of a known kind and touches the period; raises Refused, naming the row.

    Takes {"works": [...], "incomes": [...], "hindrances": [...], "activities": [...], "hired_from": day,
    "excuse": {...}}, the rows with the fields of `law.kr.certification_facts`, days in ISO form.
    """
    if unknown := report.keys() - ROWS.keys() - {"hired_from", "excuse", "exempt_daily_amount", "note"}:
        raise Refused(_("The report has parts that are not known: %(parts)s.") % {"parts": ", ".join(sorted(unknown))})
    result = {name: [_checked_row(name, row, first, last) for row in report.get(name, ())] for name in ROWS}
    hired_from = _day(report.get("hired_from"), _("the day of the hire"))
    excuse = _checked_excuse(report.get("excuse") or NOTHING)
    kept = {name: report[name] for name in ("exempt_daily_amount", "note") if report.get(name)}
    return result | kept | {"hired_from": hired_from.isoformat() if hired_from else None, "excuse": excuse}


def _checked_row(name: str, row: Mapping[str, Any], first: date, last: date) -> dict[str, Any]:
    said = {"row": str(dict(row))[:120]}
    try:
        facts = load(ROWS[name], {k: v for k, v in row.items() if v not in ("", None)})
    except (TypeError, ValueError):
        raise Refused(
            _("This row of the report cannot be read: %(row)s. Check its kind, days and amounts.") % said
        ) from None
    if not all(_is_amount(getattr(facts, field, None)) for field in WHOLE_NUMBERS):
        raise Refused(_("Amounts are whole numbers from 0 on, in won: %(row)s.") % said)
    from_on, to_on = (facts.on, facts.on) if name == "activities" else (facts.from_on, facts.to_on)
    if to_on < from_on or to_on < first or from_on > last:
        raise Refused(
            _("This row does not lie within the period from %(first)s to %(last)s: %(row)s.")
            % (said | {"first": first, "last": last})
        )
    return {field: value for field, value in dump(facts).items() if field != FINDING_OF.get(name)}


def _is_amount(value: Any) -> bool:
    return value is None or (isinstance(value, int) and not isinstance(value, bool) and value >= 0)


def _checked_excuse(excuse: Mapping[str, Any]) -> dict[str, Any]:
    if unknown := excuse.keys() - EXCUSE:
        raise Refused(_("The report has parts that are not known: %(parts)s.") % {"parts": ", ".join(sorted(unknown))})
    if excuse.get("cause") and excuse["cause"] not in CAUSES:
        raise Refused(_("Choose one of the reasons that the law knows for coming on another day."))
    for name in ("cause_from", "cause_to", "hired_on", "plan_approved_on", "left_on"):
        _day(excuse.get(name), _("a day of the excuse"))
    return {name: value for name, value in excuse.items() if value not in (None, "")}


def _day(text: Any, what: str) -> date | None:
    try:
        return date.fromisoformat(text) if isinstance(text, str) and text else text or None
    except ValueError:
        raise Refused(_("%(what)s is not a day: %(text)s.") % {"what": what, "text": text}) from None


# ── facts ────────────────────────────────────────────────────────────────────
def attendance_facts(
    certification: Certification,
    *,
    applied_on: date | None,
    excuse: Mapping[str, Any] = NOTHING,
    changed_to: date | None = None,
) -> law_facts.Attendance:
    """What the law may know of one recognition day: who came when, and why not on the day."""
    mistakes = certification.claim.certifications.exclude(pk=certification.pk).exclude(state="cancelled")
    said = {name: value for name, value in excuse.items() if value not in (None, "")}
    facts = load(
        law_facts.Attendance,
        {
            "due_on": certification.due_on.isoformat(),
            "period_from": certification.from_on.isoformat(),
            **said,
        },
    )
    return replace(
        facts,
        applied_on=applied_on,
        changed_to=changed_to,
        mistakes_used=mistakes.filter(moved_because="mistake").count(),
    )


def certification_facts(
    certification: Certification,
    report: Mapping[str, Any],
    findings: Mapping[str, Any] = NOTHING,
    *,
    accepted: bool = True,
) -> law_facts.Certification:
    """What the law may know of the days of one round.

    `report` is what `checked` gave; `findings` are the caseworker's: for each of works, hindrances and activities a
    list as long as the report's (True, False or None), `search_found_sufficient`, `search_waived`.
    """
    claim = certification.claim
    waits = claim.payable_from_on > claim.filed_on
    rows = {name: _rows(name, report.get(name, ()), findings.get(name, ())) for name in ROWS}
    return law_facts.Certification(
        daily_amount=claim.daily_amount,
        prescribed_days=claim.prescribed_days,
        days_paid_before=claim.days_recognised,
        benefit_from=claim.benefit_from_on,
        benefit_to=claim.benefit_until_on,
        waiting_from=claim.filed_on if waits else None,
        waiting_to=claim.payable_from_on - ONE_DAY if waits else None,
        period_from=certification.from_on,
        period_to=certification.to_on or certification.due_on,
        due_on=certification.due_on,
        status=status_of(claim),
        recipient_type=recipient_type(claim, certification.due_on),
        round=certification.round,
        attendance_accepted=accepted,
        exempt_daily_amount=report.get("exempt_daily_amount"),
        hired_from=_day(report.get("hired_from"), ""),
        search_waived=SearchWaiver(findings["search_waived"]) if findings.get("search_waived") else None,
        search_found_sufficient=findings.get("search_found_sufficient"),
        **rows,
    )


def _rows(name: str, rows, found) -> tuple[Any, ...]:
    facts = [load(ROWS[name], row) for row in rows]
    if name not in FINDING_OF:
        return tuple(facts)
    judged = [*found, *[None] * (len(facts) - len(found))]
    return tuple(replace(row, **{FINDING_OF[name]: finding}) for row, finding in zip(facts, judged, strict=False))


def schedule_facts(claim: Claim, *, previous_on: date, is_first: bool) -> law_facts.Schedule:
    """What the law may know when the next recognition day is set."""
    waits = claim.payable_from_on > max(previous_on, claim.filed_on)
    return law_facts.Schedule(
        previous_on=previous_on,
        is_first=is_first,
        waiting_to=claim.payable_from_on - ONE_DAY if waits else None,
        benefit_to=claim.benefit_until_on,
        days_remaining=claim.days_remaining,
    )


def under_award(stored: Mapping[str, Any], award: Mapping[str, Any], filed_on: date, days_before: int):
    """The stored facts of a recognised round as they would have been under another award (see Claim's fields)."""
    facts = load(law_facts.Certification, dict(stored))
    waits = award["payable_from_on"] > filed_on
    return replace(
        facts,
        daily_amount=award["daily_amount"],
        prescribed_days=award["prescribed_days"],
        days_paid_before=days_before,
        benefit_from=award["benefit_from_on"],
        benefit_to=award["benefit_until_on"],
        waiting_from=filed_on if waits else None,
        waiting_to=award["payable_from_on"] - ONE_DAY if waits else None,
    )


def status_of(claim: Claim) -> Status:
    """The status on which the benefit rests: that of the employment judged by the standing determination."""
    determination = claim.determinations.standing().first()
    if determination is None:
        return Status.EMPLOYEE
    determination.claim = claim
    spells = determination.facts["spells"]
    judged = next((s for s in spells if s["last_on"] == claim.separation_on.isoformat()), {})
    kind = judged.get("kind", "")
    return Status(kind) if kind in set(Status) else Status.EMPLOYEE


def recipient_type(claim: Claim, on: date) -> RecipientType:
    """Which duty to look for work applies to the person on a day (ministry guideline)."""
    facts = Recipient(
        on=on,
        age=full_years(claim.person.birth_on, on),
        disabled=claim.person.disabled,
        prescribed_days=claim.prescribed_days,
        earlier_benefits=tuple(_earlier_benefits(claim)),
    )
    return RecipientType(decision(claim, "recipient_type").results(facts)["recipient_type"])


def _earlier_benefits(claim: Claim) -> list[date]:
    earlier = Claim.objects.filter(person=claim.person_id, days_recognised__gt=0).exclude(pk=claim.pk)
    return sorted(earlier.values_list("filed_on", flat=True))


def working_day_from(day: date | None = None) -> date:
    """The day itself (by default today) if offices work on it, otherwise the next one on which they do."""
    return holidays("kr").next_working_day(day or clock.today())
