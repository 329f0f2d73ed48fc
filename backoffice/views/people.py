"""A person of the registers as pages show them: who may look, what is masked, what is known."""

from datetime import timedelta

from django.db.models import Q
from django.http import Http404
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from audits import access
from backoffice import formats
from backoffice.staff.models import Office
from claims.models import Claim
from contributions import vault
from contributions.models import Person
from law.kr.entitlement_codes import SEPARATION_CODES
from law.words import catalogue
from workflows import filing

from .pages import address_of
from .words import state_tag

ONE_DAY = timedelta(days=1)


def the_person(request, pk: int, page_name: str, what: str = "person", *, why: str = "", record: bool = True) -> Person:
    """The person if whoever asks may look, the look recorded; a 404 for strangers and for the recused.

    Those who keep registers see everybody; the others see those of whom they see a case.
    """
    user = request.user
    people = Person.objects.not_recused_for(user).select_related("key")
    if not any(user.may(verb) for verb in ("enter_register", "see_history")):
        people = people.filter(Q(pk__in=Claim.objects.seen_by(user).values("person_id")))
    person = people.filter(pk=pk).first()
    if person is None:
        raise Http404
    if record:
        access.looked(user, page_name, what, person=person, why=why, address=address_of(request))
    return person


def office_for(user, verb: str) -> Office:
    """The office for which somebody does this: their own where it is granted there, else the first one granted."""
    granted = user.offices(verb)
    own = user.office_id if user.office_id in granted else min(granted, default=0)
    office = Office.objects.filter(pk=own).first()
    if office is None:
        raise Http404
    return office


def identity(person: Person) -> dict:
    """The bar above a person's pages; number, telephone and address masked."""
    language = reader()
    contact = contact_of(person)
    return {
        "name": formats.name(person.name, person.name_en, language), "note": formats.date(person.birth_on, language),
        "lines": [[
            {"text": person.resident_number_masked, "label": _("Resident number")},
            {"text": formats.phone(contact.get("phone", "")) if contact.get("phone") else "–", "label": _("Telephone")},
            {"text": masked_address(contact.get("address", "")) or "–", "label": _("Address")},
            {"text": " ".join(filter(None, [person.nationality, person.visa])), "label": _("Nationality")},
        ]],
        "flags": _flags(person, language),
    }


def _flags(person: Person, language: str) -> list[dict]:
    if person.died_on is None:
        return []
    return [{"text": _("Died on %(day)s") % {"day": formats.date(person.died_on, language)}, "tone": "danger"}]


def contact_of(person: Person) -> dict:
    """How to reach a person; empty once their key is gone."""
    try:
        return person.contact
    except vault.Erased:
        return {}


def masked_address(address: str) -> str:
    """An address down to the district: 서울특별시 마포구 ***."""
    parts = address.split()
    return " ".join([*parts[:2], "***"]) if len(parts) > 1 else "***" if parts else ""


def known_to(request, person: Person, *, brief: bool = False, editable: bool = False) -> dict:
    """What the registers know of a person, as `templates/registers/known.html` shows it; `brief` for half a screen."""
    known = filing.known(person)
    seen = set(Claim.objects.seen_by(request.user).filter(person=person).values_list("pk", flat=True))
    return {
        "known": known, "status_columns": status_columns(editable, brief), "statuses": [status_row(s) for s in known.statuses],
        "missing": _without_certificate(person, known),
        "certificates": [certificate_shown(c) for c in known.certificates],
        "claim_columns": claim_columns(), "claims": [claim_row(c, seen) for c in known.claims],
    }


def _without_certificate(person: Person, known: filing.Known) -> list[dict]:
    """Spells that ended and for which no certificate came, each with the page that records it."""
    there = {(c.employer_id, c.separation_on) for c in known.certificates}
    lost = [(s, s.lost_on - ONE_DAY) for s in known.statuses if s.lost_on]
    return [
        {"label": f"{status.employer.name}, {formats.date(last_on, reader())}",
         "url": f"{reverse('record_certificate', args=[person.pk])}?status={status.pk}"}
        for status, last_on in lost if (status.employer_id, last_on) not in there
    ]


def status_columns(editable: bool = False, brief: bool = False) -> list[dict]:
    """The columns of a table of insured spells."""
    columns = [
        {"key": "employer", "label": _("Workplace"), "row_header": True}, {"key": "number", "label": _("Workplace number"), "kind": "code"},
        {"key": "kind", "label": _("Kind")}, {"key": "acquired_on", "label": _("Acquired on"), "kind": "date"},
        {"key": "lost_on", "label": _("Lost on"), "kind": "date"}, {"key": "reason", "label": _("Loss reason code")},
        {"key": "hours", "label": _("Weekly hours"), "kind": "number"}, {"key": "source", "label": _("Source")},
    ]
    if brief:
        columns = [column for column in columns if column["key"] not in ("number", "kind", "hours", "source")]
    return columns + ([{"key": "act", "label": _("Correct")}] if editable else [])


def status_row(status) -> dict:
    """An insured spell as a row."""
    return {
        "employer": status.employer.name, "number": formats.workplace_number(status.employer.workplace_number),
        "kind": status.get_kind_display(), "acquired_on": status.acquired_on, "lost_on": status.lost_on,
        "reason": reason(status.loss_reason), "hours": status.weekly_hours, "source": source(status.source),
        "act": {"text": _("Correct"), "url": reverse("correct_status", args=[status.pk])},
    }


def certificate_shown(certificate) -> dict:
    """A certificate with its pay periods, as pages show it."""
    language = reader()
    rows = [(_("Insured from"), formats.date(certificate.acquired_on, language)),
            (_("Reason"), reason(certificate.reason_code)), (_("Details of the reason"), certificate.reason_text),
            (_("Contractual hours a day"), formats.number(certificate.daily_hours)),
            (_("Unit days"), _("%(n)s since %(day)s") % {
                "n": certificate.unit_days, "day": formats.date(certificate.unit_days_from_on, language)}),
            (_("Ordinary daily wage"), formats.money(certificate.ordinary_daily_wage, language)),
            (_("Bonus of the last 12 months"), formats.money(certificate.yearly_bonus, language)),
            (_("Annual-leave pay"), formats.money(certificate.yearly_leave_pay, language)),
            (_("Received on"), formats.date(certificate.received_on, language)), (_("Source"), source(certificate.source))]
    periods = list(certificate.wage_periods.all())
    return {
        "it": certificate, "facts": [{"label": label, "value": value} for label, value in rows if value],
        "title": f"{certificate.employer.name}, {formats.date(certificate.separation_on, language)}",
        "periods": [{"span": formats.span(p.from_on, p.to_on, language), "wages": p.wages} for p in periods],
        "total": {"span": _("Together"), "wages": sum(p.wages for p in periods)},
        "period_columns": [{"key": "span", "label": _("Pay period"), "row_header": True},
                           {"key": "wages", "label": _("Wages"), "kind": "money"}],
        "url": reverse("correct_certificate", args=[certificate.pk]),
    }


def claim_columns() -> list[dict]:
    """The columns of a table of claims."""
    return [
        {"key": "number", "label": _("Claim number"), "row_header": True}, {"key": "filed_on", "label": _("Filed on"), "kind": "date"},
        {"key": "separation_on", "label": _("Last day of work"), "kind": "date"},
        {"key": "office", "label": _("Office")}, {"key": "state", "label": _("State")},
    ]


def claim_row(claim, seen: set[int]) -> dict:
    """A claim as a row; a link only where its case may be seen."""
    link = {"url": reverse("case", args=[claim.number])} if claim.pk in seen else {}
    return link | {
        "number": claim.number, "filed_on": claim.filed_on, "separation_on": claim.separation_on,
        "office": claim.office.name_in(reader()), "state": state_tag(claim),
    }


def reason(code: str) -> str:
    """A separation code with its words; empty for none."""
    return f"{code} {catalogue(reader())(SEPARATION_CODES[code])}" if code in SEPARATION_CODES else code


def source(name: str) -> str:
    """Where a register entry came from."""
    return _("File") if name.startswith("import:") else _("Counter") if name == "counter" else name


def reader() -> str:
    """The reader's language."""
    return (get_language() or "ko")[:2]
