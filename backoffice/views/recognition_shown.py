"""How a round, its days and its reasoning look on a page: from the stored or proposed trace, in the reader's language."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from backoffice import formats
from claims.models import Certification, Payment
from claims.recognition import FINDING_OF
from law import explain
from law.kr.certification_codes import ACTIVITIES, CAUSES, HINDRANCES, OUTCOMES, REASONS, WORK_KINDS
from law.references import reference
from law.words import catalogue

from .recognition_forms import MANNERS
from .words import state_tag

MARKS = {
    "payable": ("●", "success"), "waiting": ("○", "information"), "worked": ("W", "warning"), "sick": ("S", "warning"),
    "abroad": ("A", "warning"), "not_available": ("N", "danger"), "suspended": ("‖", "danger"),
    "outside_period": ("–", "gray"), "exhausted": ("0", "gray"), "not_recognised": ("×", "danger"),
    "undecided": ("?", "point"),
}  # fmt: skip


def language() -> str:
    """The reader's language, "ko" or "en"."""
    return (get_language() or "ko")[:2]


def result_of(trace: Mapping[str, Any]) -> dict[str, Any]:
    """A trace of the decision `certification` as pages show it: days, sums, search and the reasoning."""
    found = trace["results"]
    return {
        "days": _days(found["days"]), "outcomes": _outcomes(found["days"]), "spans": _spans(found["outcome_spans"]),
        "sums": _sums(found, trace["facts"]["daily_amount"]), "payment": found["payment"], "gross": found["gross"],
        "payable_days": found["payable_days"], "search": _search(found),
        "why": {"steps": explain.render(dict(trace), language()), "law_date": date.fromisoformat(trace["law_date"]),
                "version": trace["digest"][:12]},
    }


def _days(days: list[dict[str, str]]) -> list[dict[str, Any]]:
    say = catalogue(language())
    return [
        {"on": date.fromisoformat(day["on"]), "outcome": day["outcome"],
         "note": f"{say(REASONS.get(day['reason'], day['reason']))} · {reference(day['ref'], language())}"}
        for day in days
    ]


def _outcomes(days: list[dict[str, str]]) -> dict[str, dict[str, str]]:
    say = catalogue(language())
    seen = dict.fromkeys(day["outcome"] for day in days)
    return {code: {"word": say(OUTCOMES[code]), "mark": MARKS[code][0], "tone": MARKS[code][1]} for code in seen}


def _spans(spans: list[dict[str, Any]]) -> list[dict[str, Any]]:
    say = catalogue(language())
    return [
        {"span": formats.span(date.fromisoformat(span["from_on"]), date.fromisoformat(span["to_on"]), language()),
         "days": span["days"], "outcome": {"word": say(OUTCOMES[span["outcome"]]), "tone": MARKS[span["outcome"]][1]},
         "why": say(REASONS.get(span["reason"], span["reason"])), "ref": reference(span["ref"], language())}
        for span in spans
    ]


def span_columns() -> list[dict[str, str]]:
    """The columns of the days in short."""
    return [
        {"key": "span", "label": _("Days"), "row_header": True}, {"key": "days", "label": _("How many"), "kind": "number"},
        {"key": "outcome", "label": _("Outcome")}, {"key": "why", "label": _("Why")}, {"key": "ref", "label": _("Article")},
    ]


def _sums(found: Mapping[str, Any], daily_amount: int) -> list[dict[str, Any]]:
    say = language()
    return [
        {"label": _("Days in the period"), "value": formats.days(found["period_days"], say)},
        {"label": _("Days to be paid"), "value": formats.days(found["payable_days"], say)},
        {"label": _("Daily amount"), "value": formats.money(daily_amount, say)},
        {"label": _("Benefit for these days"), "value": formats.money(found["gross"], say)},
        {"label": _("To be paid"), "value": formats.money(found["payment"], say)},
        {"label": _("Days left afterwards"), "value": formats.days(found["days_left_after"], say)},
    ]


def _search(found: Mapping[str, Any]) -> list[dict[str, str]]:
    counted = _("%(done)s, %(required)s due")
    rows = [(_("Job search accepted"), "search"), (_("Job applications among it"), "applications")]
    shown = [
        {"label": label, "value": counted % {"done": found[f"{name}_done"], "required": found[f"{name}_required"]}}
        for label, name in rows
    ]
    return [*shown, {"label": _("Not judged yet"), "value": formats.number(found["search_unjudged"])}]


def reported(certification: Certification) -> dict[str, list[str]]:
    """Each row of the report as a sentence, by kind of row; once recognised, with what the caseworker found."""
    say, report = catalogue(language()), certification.report
    said = {
        "works": [_row(say(WORK_KINDS[row["kind"]]), row, row.get("pay")) for row in report.get("works", ())],
        "hindrances": [_row(say(HINDRANCES[row["kind"]]), row, None, certificate=row["certificate"])
                       for row in report.get("hindrances", ())],
        "activities": [_activity(say(ACTIVITIES[row["kind"]]), row) for row in report.get("activities", ())],
        "incomes": [_row(_("Income"), row, row["amount"]) for row in report.get("incomes", ())],
    }  # fmt: skip
    return _with_findings(said, certification) if certification.recognised_at else said


def _with_findings(said: dict[str, list[str]], certification: Certification) -> dict[str, list[str]]:
    facts = certification.trace["facts"]
    words = {
        "works": {True: _("counts as employment"), False: _("does not count as employment")},
        "hindrances": {True: _("able and willing to work all the same"), False: _("not available for work")},
        "activities": {True: _("accepted"), False: _("not accepted"), None: _("not judged")},
    }
    for kind, word in words.items():
        found = [word.get(row[FINDING_OF[kind]]) for row in facts[kind]]
        said[kind] = [f"{line}: {verdict}" if verdict else line for line, verdict in zip(said[kind], found, strict=True)]
    return said


def _row(what: str, row: Mapping[str, Any], won: int | None, certificate: bool = False) -> str:
    first, last = date.fromisoformat(row["from_on"]), date.fromisoformat(row["to_on"])
    days = formats.date(first, language()) if first == last else formats.span(first, last, language())
    more = [formats.money(won, language())] if won is not None else []
    return ", ".join([what, days, *more, *([_("certificate in the file")] if certificate else [])])


def _activity(what: str, row: Mapping[str, Any]) -> str:
    evidence = _("evidence in the file") if row["evidence"] else _("no evidence")
    return ", ".join([what, formats.date(date.fromisoformat(row["on"]), language()), evidence])


def in_short(certification: Certification) -> str:
    """What was reported, in a few words for a list."""
    if not certification.sealed_report:
        return ""
    report = certification.report
    counts = [
        (len(report.get("works", ())), lambda n: ngettext("%(n)s work", "%(n)s works", n)),
        (len(report.get("hindrances", ())), lambda n: ngettext("%(n)s hindrance", "%(n)s hindrances", n)),
        (len(report.get("activities", ())), lambda n: ngettext("%(n)s activity", "%(n)s activities", n)),
        (len(report.get("incomes", ())), lambda n: ngettext("%(n)s income", "%(n)s incomes", n)),
    ]
    return ", ".join(word(n) % {"n": n} for n, word in counts if n) or _("Nothing to report")


def round_facts(certification: Certification) -> list[dict[str, Any]]:
    """What is known of a round besides its days: when it was due, came, was moved, and by whom recognised."""
    say = language()
    rows = [
        (_("Period"), formats.span(certification.from_on, certification.to_on or certification.due_on, say)),
        (_("Recognition day"), formats.date_with_weekday(certification.due_on, say)),
        (_("First set for"), formats.date(certification.first_due_on, say)
         if certification.first_due_on != certification.due_on else ""),
        (_("Moved because"), catalogue(say)(CAUSES[certification.moved_because]) if certification.moved_because else ""),
        (_("Reported"), _came(certification)),
        (_("Recognised by"), certification.recognised_by.name_in(say) if certification.recognised_by else ""),
        (_("Recognised at"), formats.instant(certification.recognised_at, say) if certification.recognised_at else ""),
    ]
    return [{"label": label, "value": value} for label, value in rows if value]


def _came(certification: Certification) -> str:
    if not certification.reported_on:
        return ""
    return f"{formats.date(certification.reported_on, language())}, {MANNERS[certification.manner]}"


def payment_row(payment: Payment) -> dict[str, Any]:
    """A payment of a round in one line."""
    account = f"{payment.account.bank_code} {payment.account.masked}"
    return {"state": state_tag(payment), "amount": payment.amount, "days": payment.days, "account": account,
            "payable_on": payment.payable_on}


def round_row(certification: Certification) -> dict[str, Any]:
    """A round as a row of a list."""
    last = certification.to_on or certification.due_on
    return {
        "url": reverse("certification", args=[certification.pk]), "round": certification.round,
        "period": formats.span(certification.from_on, last, language()), "due": certification.due_on,
        "state": state_tag(certification), "reported": in_short(certification),
        "settled": certification.state not in ("due", "reported"),
    }
