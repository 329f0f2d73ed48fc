"""Search: what is typed about a person goes by POST and stays out of addresses and logs; an exact number jumps in."""

from django.db.models import Q
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _

from backoffice import formats
from backoffice.staff import clock
from backoffice.staff.refusal import Refused
from claims.models import Claim
from claims.numbers import is_valid
from contributions import resident_numbers, vault

from .pages import act, listed, show
from .words import state_tag

MOST = 50


@act("see_case")
def search(request):
    """Cases of one's offices by claim number, name, birth date or resident number."""
    typed = request.POST.get("q", "").replace("\0", "").strip()
    cases = Claim.objects.seen_by(request.user)
    if is_valid(typed) and cases.filter(number=typed).exists():
        return redirect("case", typed)
    found = list(_found(cases, typed)[: MOST + 1]) if typed else []
    if found:
        listed(request, "search", [claim.person_id for claim in found])
    return show(
        request, "search/search.html", rows=[_row(claim, request.user.language) for claim in found[:MOST]],
        columns=_columns(), typed=typed, asked=request.method == "POST", more=len(found) > MOST,
    )


def _found(cases, typed: str):
    cases = cases.select_related("person", "office").order_by("-filed_on", "-pk")
    return cases.filter(_meant(typed))


def _meant(typed: str) -> Q:
    """What was meant: a claim number begun, a resident number, a birth date, or a name."""
    try:
        digits = resident_numbers.parse(typed, on=clock.today()).digits
        return Q(person__resident_number_hash=vault.identity_hash(digits))
    except Refused:
        pass
    try:
        return Q(person__birth_on=formats.parse_date(typed, clock.today()))
    except ValueError:
        pass
    if typed[:2].isdigit() and typed[2:3] == "-":
        return Q(number__startswith=typed)
    return Q(person__name__startswith=typed) | Q(person__name_en__istartswith=typed)


def _row(claim: Claim, language: str) -> dict:
    person = claim.person
    return {
        "url": reverse("case", args=[claim.number]), "name": formats.name(person.name, person.name_en, language),
        "birth": person.birth_on, "resident": person.resident_number_masked, "number": claim.number,
        "filed_on": claim.filed_on, "office": claim.office.name_in(language), "state": state_tag(claim),
    }


def _columns() -> list[dict]:
    return [
        {"key": "name", "label": _("Name"), "row_header": True}, {"key": "birth", "label": _("Date of birth"), "kind": "date"},
        {"key": "resident", "label": _("Resident number")}, {"key": "number", "label": _("Claim number")},
        {"key": "filed_on", "label": _("Filed on"), "kind": "date"}, {"key": "office", "label": _("Office")},
        {"key": "state", "label": _("State")},
    ]


urls = [path("search/", search, name="search")]
