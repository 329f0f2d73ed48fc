"""The auditor's desk: cases of the agency read-only, whether the register holds together, and who looked at whom."""

from datetime import date, timedelta

from django.db.models import Q
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _

from audits.chain import verify_in_database
from audits.models import Access, Event, Seal
from backoffice import formats
from backoffice.staff import clock
from backoffice.staff.models import User
from claims.models import Claim
from claims.numbers import is_valid
from contributions.models import Person

from .look_words import page_word, shown_word
from .pages import listed, page, show
from .words import state_tag

SIZE = 50


@page("see_history")
def audit(request):
    """Cases the reader may see, the latest filed first; a claim number jumps in."""
    number = request.GET.get("number", "").strip()
    if is_valid(number):
        return redirect("case_history", number)
    found = list(_cases(request)[: SIZE + 1])
    rows = [_row(claim, request.user.language) for claim in found[:SIZE]]
    if rows:
        listed(request, "audit", [claim.person_id for claim in found[:SIZE]])
    return show(
        request, "audits/audit.html", rows=rows, columns=_columns(), number=number,
        not_found=bool(number), next_url=_next_url(found), first_url=reverse("audit") if request.GET.get("before") else "",
        seal=Seal.objects.order_by("-up_to").first(),
    )


def _cases(request):
    cases = Claim.objects.seen_by(request.user).filter(office_id__in=request.user.offices("see_history"))
    cases = cases.select_related("person", "office").order_by("-filed_on", "-pk")
    day, _dot, pk = request.GET.get("before", "").partition(".")
    try:
        filed_on, last = date.fromisoformat(day), int(pk)
    except ValueError:
        return cases
    return cases.filter(Q(filed_on__lt=filed_on) | Q(filed_on=filed_on, pk__lt=last))


def _next_url(found) -> str:
    if len(found) <= SIZE:
        return ""
    last = found[SIZE - 1]
    return f"{reverse('audit')}?before={last.filed_on.isoformat()}.{last.pk}"


def _row(claim: Claim, language: str) -> dict:
    return {
        "url": reverse("case_history", args=[claim.number]), "number": claim.number,
        "name": f"{formats.name(claim.person.name, claim.person.name_en, language)} {formats.date(claim.person.birth_on, language)}", "filed_on": claim.filed_on,
        "office": claim.office.name_in(language), "state": state_tag(claim),
    }


def _columns() -> list[dict]:
    return [
        {"key": "name", "label": _("Name"), "row_header": True}, {"key": "number", "label": _("Claim number")},
        {"key": "filed_on", "label": _("Filed on"), "kind": "date"}, {"key": "office", "label": _("Office")},
        {"key": "state", "label": _("State")},
    ]


@page("see_history")
def integrity(request):
    """Walks every chain of the register and says whether it holds together."""
    faults = verify_in_database()
    count = Event.objects.count()
    return show(request, "audits/integrity.html", faults=faults[:SIZE], total=len(faults), count=count,
                seals=Seal.objects.order_by("-up_to")[:10])


@page("see_history")
def looks(request):
    """Who looked at whom within the last days, the latest first, at the reader's offices."""
    since = clock.now() - timedelta(days=7)
    rows = Access.objects.filter(at__gte=since, office_id__in=request.user.offices("see_history")).order_by("-at", "-pk")
    before = request.GET.get("before", "")
    found = list((rows.filter(pk__lt=int(before)) if before.isdecimal() else rows)[: SIZE + 1])
    names = {u.pk: u.name_in(request.user.language) for u in User.objects.filter(pk__in={r.user_id for r in found})}
    whom, numbers = _whom(found, request.user)
    shown = [{"at": r.at, "who": names.get(r.user_id, ""), "whom": whom.get(r.person_id, "-"),
              "claim": numbers.get(r.claim_id, "-"), "page": page_word(r.page), "what": shown_word(r.what),
              "shown": r.shown, "address": r.address or "", "why": r.why} for r in found[:SIZE]]
    after = f"{reverse('looks')}?before={found[SIZE - 1].pk}" if len(found) > SIZE else ""
    return show(request, "audits/looks.html", rows=shown, columns=_look_columns(), next_url=after)


def _whom(looked: list[Access], user) -> tuple[dict[int, str], dict[int, str]]:
    """Names of the people and numbers of the claims that were looked at, without those the reader keeps away from."""
    people = Person.objects.not_recused_for(user).filter(pk__in={look.person_id for look in looked})
    claims = Claim.objects.seen_by(user).filter(pk__in={look.claim_id for look in looked})
    return dict(people.values_list("pk", "name")), dict(claims.values_list("pk", "number"))


def _look_columns() -> list[dict]:
    return [
        {"key": "at", "label": _("At"), "kind": "instant", "row_header": True}, {"key": "who", "label": _("Who")},
        {"key": "whom", "label": _("Whom")}, {"key": "claim", "label": _("Claim number")},
        {"key": "page", "label": _("Page")}, {"key": "what", "label": _("What was shown")},
        {"key": "shown", "label": _("People shown"), "kind": "number"}, {"key": "address", "label": _("From where")},
        {"key": "why", "label": _("Why")},
    ]


urls = [
    path("audit/", audit, name="audit"),
    path("audit/integrity/", integrity, name="integrity"),
    path("audit/looks/", looks, name="looks"),
]
