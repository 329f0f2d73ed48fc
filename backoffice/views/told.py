"""What the history tells, in the reader's words: the content of an event, the state of a record once, stored facts."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.apps import apps
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop, pgettext

from backoffice import formats
from backoffice.staff.models import User
from backoffice.staff.roles import ROLES
from claims.bank.reasons import REASONS as RETURNED
from claims.fact_words import fact_word
from claims.models import Determination
from claims.models.claim import ClosedBecause
from claims.models.determination import SentBackBecause
from claims.models.document import KINDS as DOCUMENTS
from contributions.models import ImportBatch, InsuredStatus
from law.catalogue import catalogue
from law.kr import certification_codes as recognition
from law.kr import entitlement_codes as entitlement
from workflows import holding, overrides, points

from .words import state_word

LABELS = {
    "account": gettext_noop("Account"),
    "accepted": gettext_noop("Accepted"),
    "activities": gettext_noop("Job search"),
    "added": gettext_noop("Rows added"),
    "amount": gettext_noop("Amount"),
    "answers": gettext_noop("Answers"),
    "bank": gettext_noop("Bank"),
    "because": gettext_noop("Reason"),
    "before": gettext_noop("Before"),
    "cause": gettext_noop("Cause"),
    "cause_from": gettext_noop("First day of the cause"),
    "cause_to": gettext_noop("Last day of the cause"),
    "certificate": gettext_noop("Certificate in the file"),
    "channel_allowed": gettext_noop("The special way of reporting was granted before"),
    "content": gettext_noop("SHA-256"),
    "count": gettext_noop("Payments"),
    "country": gettext_noop("Nationality"),
    "daily_hours": gettext_noop("Contractual hours a day"),
    "died_on": gettext_noop("Day of death"),
    "documents": gettext_noop("Documents"),
    "due_on": gettext_noop("Due"),
    "employer": gettext_noop("Workplace"),
    "erased": gettext_noop("Erased"),
    "evidence": gettext_noop("Evidence"),
    "excuse": gettext_noop("Why on another day"),
    "exempt_daily_amount": gettext_noop("Notified daily amount"),
    "facts": gettext_noop("Facts"),
    "finding": gettext_noop("Finding"),
    "findings": gettext_noop("Findings"),
    "found_available": gettext_noop("Able and willing to work all the same"),
    "found_employed": gettext_noop("Counts as employment"),
    "hindrances": gettext_noop("Illness, childbirth, care, stays abroad"),
    "hired_from": gettext_noop("Hired from"),
    "hired_on": gettext_noop("Hired on"),
    "ids": gettext_noop("Numbers of the entries"),
    "incomes": gettext_noop("Other income"),
    "instruction": gettext_noop("Instruction"),
    "kinds": gettext_noop("Documents"),
    "language": gettext_noop("Language of letters"),
    "law": gettext_noop("Law"),
    "law_on": gettext_noop("Law as of"),
    "left_on": gettext_noop("Left on"),
    "loss_reason": gettext_noop("Loss reason code"),
    "lost_on": gettext_noop("Lost on"),
    "manner": gettext_noop("How it was reported"),
    "message_id": gettext_noop("Message id"),
    "monthly_hours": gettext_noop("Hours a month"),
    "monthly_income": gettext_noop("Income a month"),
    "months": gettext_noop("Months in a row"),
    "name": gettext_noop("Name"),
    "name_latin": gettext_noop("Name in Latin letters"),
    "nationality": gettext_noop("Nationality"),
    "note": gettext_noop("Note"),
    "on": gettext_noop("Day"),
    "plan_approved_on": gettext_noop("Plan confirmed on"),
    "proposed": gettext_noop("Proposed by the system"),
    "reason_code": gettext_noop("Reason for the separation"),
    "reason_text": gettext_noop("Details of the reason"),
    "received_on": gettext_noop("Received on"),
    "refused": gettext_noop("Rows refused"),
    "replaces": gettext_noop("Replaces"),
    "report": gettext_noop("What was reported"),
    "role": gettext_noop("Role"),
    "rule": gettext_noop("Finding"),
    "run": gettext_noop("Payment run"),
    "seal": gettext_noop("Seal"),
    "search_sufficient": gettext_noop("Job search sufficient as a whole"),
    "search_waived": gettext_noop("Job search need not be shown, because"),
    "seen": gettext_noop("What was on the screen"),
    "sha256": gettext_noop("SHA-256"),
    "text": gettext_noop("Reason"),
    "to": gettext_noop("Went to"),
    "total": gettext_noop("Total"),
    "unemployment_covered": gettext_noop("Insured for unemployment benefits"),
    "unit_days_from_on": gettext_noop("Unit days counted from"),
    "until": gettext_noop("Until"),
    "user": gettext_noop("Person"),
    "value": gettext_noop("Set to"),
    "visa": gettext_noop("Visa"),
    "what": gettext_noop("What has to be checked"),
    "work_days": gettext_noop("Days worked in a row"),
    "workplace_number": gettext_noop("Workplace number"),
    "works": gettext_noop("Work"),
}
SUBJECTS = {
    "claims.bankaccount": gettext_noop("Bank account"),
    "claims.batch": gettext_noop("Payment run"),
    "claims.certification": gettext_noop("Round"),
    "claims.claim": gettext_noop("Claim"),
    "claims.determination": gettext_noop("Determination"),
    "claims.document": gettext_noop("Document"),
    "claims.payment": gettext_noop("Payment"),
    "claims.point": gettext_noop("Point"),
    "contributions.employer": gettext_noop("Workplace"),
    "contributions.importbatch": gettext_noop("Import"),
    "contributions.insuredstatus": gettext_noop("Insured status"),
    "contributions.person": gettext_noop("Person"),
    "contributions.separationcertificate": gettext_noop("Separation certificate"),
    "staff.appointment": gettext_noop("Role"),
    "staff.office": gettext_noop("Office"),
    "staff.recusal": gettext_noop("Recusal"),
    "staff.user": gettext_noop("Member of staff"),
    "workflows.task": gettext_noop("Task"),
}
MANNERS = {
    "attended": gettext_lazy("In person"),
    "online": gettext_lazy("Online"),
    "post": gettext_lazy("By post"),
    "fax": gettext_lazy("By fax"),
}
NIGHTLY = {
    "decide_on_what_is_known": gettext_noop("Decide on what is known"),
    "miss": gettext_noop("Record the day as missed"),
    "close": gettext_noop("Close the claim"),
}
CORRECTED = {
    "employer": gettext_noop("The employer corrected what was certified"),
    "registers": gettext_noop("Insured status was corrected"),
    "statement": gettext_noop("The claimant's answers were wrong"),
    "own_mistake": gettext_noop("We made a mistake"),
}
CODES: Mapping[str, tuple[Mapping[str, Any], ...]] = {
    "because": (holding.REASONS, dict(SentBackBecause.choices), dict(ClosedBecause.choices)),
    "cause": (recognition.CAUSES,),
    "documents": (DOCUMENTS,),
    "ground": (entitlement.GROUNDS,),
    "hours_fixed_by": (entitlement.HOURS_FIXED_BY,),
    "just_cause": (entitlement.JUST_CAUSES,),
    "kind": (
        DOCUMENTS,
        dict(InsuredStatus.KINDS),
        dict(ImportBatch.KINDS),
        recognition.WORK_KINDS,
        recognition.HINDRANCES,
        recognition.ACTIVITIES,
    ),
    "kinds": (DOCUMENTS,),
    "manner": (MANNERS,),
    "outcome": (dict(Determination.OUTCOMES),),
    "proposed": (dict(Determination.OUTCOMES), NIGHTLY),
    "reason": (CORRECTED, entitlement.INTERRUPTIONS, entitlement.DEFERRALS, RETURNED),
    "role": ({code: named for code, (named, _verbs) in ROLES.items()},),
    "rule": ({rule: named for rule, (_kind, named) in overrides.OVERRIDABLE.items()},),
    "search_waived": (recognition.SEARCH_WAIVERS,),
    "what": (points.OFFICE_POINTS,),
} | dict.fromkeys(("claimant_reason", "separation_code", "reason_code", "loss_reason"), (entitlement.SEPARATION_CODES,))
WON = {
    "amount",
    "total",
    "pay",
    "yearly_bonus",
    "yearly_leave_pay",
    "ordinary_daily_wage",
    "standard_daily_pay",
    "wages",
    "exempt_daily_amount",
    "monthly_income",
}
DAY = re.compile(r"\d{4}-\d\d-\d\d")
RECORD = re.compile(r"([a-z]+\.[a-z]+):(\d+)")
HASH = re.compile(r"(?:sha256:)?([0-9a-f]{64})")
FRACTION = re.compile(r"(-?\d+)/(\d+)")


def label(key: str) -> str:
    """The name of a fact or of a part of an event."""
    return _(LABELS[key]) if key in LABELS else fact_word(key)


def told(content: Mapping[str, Any], language: str) -> dict[str, str]:
    """What an event tells, label by label; what is empty is left out."""
    return {
        label(key): shown(key, value, language) for key, value in content.items() if value not in (None, "", [], {})
    }


def shown(key: str, value: Any, language: str) -> str:
    """A stored value for people: days, amounts, codes, records and lists of them; what somebody typed stays as it is."""
    match value:
        case bool():
            return pgettext("answer", "Yes") if value else pgettext("answer", "No")
        case int():
            return formats.money(value, language) if key in WON else str(value)
        case Mapping():
            return ", ".join(f"{name}: {said}" for name, said in told(value, language).items())
        case list():
            return " · ".join(shown(key, item, language) for item in value)
        case _:
            return _text(key, str(value), language)


def _text(key: str, text: str, language: str) -> str:
    for table in CODES.get(key, ()):
        if text in table:
            return _coded(str(table[text]), language)
    if DAY.fullmatch(text):
        return formats.date(date.fromisoformat(text), language)
    if record := RECORD.fullmatch(text):
        return subject(text) if record[1] in SUBJECTS else text
    if digest := HASH.fullmatch(text):
        return digest[1][:16]
    if fraction := FRACTION.fullmatch(text):
        return f"{int(fraction[1]) / int(fraction[2]):g}"
    return text


def _coded(word: str, language: str) -> str:
    by_law = catalogue(language)(word)
    return by_law if by_law != word else _(word)


def staff_named(contents: list[dict[str, Any]], language: str) -> list[dict[str, Any]]:
    """The contents of events with members of staff by their names, asked for all at once."""
    named = {value for content in contents for value in content.values() if isinstance(value, str)}
    numbers = [int(value.partition(":")[2]) for value in named if re.fullmatch(r"staff\.user:\d+", value)]
    names = (
        {f"staff.user:{user.pk}": user.name_in(language) for user in User.objects.filter(pk__in=numbers)}
        if numbers
        else {}
    )
    return [
        {key: names.get(value, value) if isinstance(value, str) else value for key, value in content.items()}
        for content in contents
    ]


def subject(record: str) -> str:
    """What an event is about, as `claims.claim:7` names it: "Claim 7", or the name of a member of staff."""
    model, _colon, pk = record.partition(":")
    return f"{_(SUBJECTS[model]) if model in SUBJECTS else model} {pk}"


def states(record: str, *names: str) -> list[str]:
    """The states that the kind of record had, in words; empty for none."""
    model = apps.get_model(record.partition(":")[0])
    return [state_word(model, name) if name and hasattr(model, "state") else name for name in names]
