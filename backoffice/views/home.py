"""Today: what is due and late, what came back, what waits; and the language switch."""

from datetime import timedelta

from django.conf import settings
from django.db.models import Count, Q
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import check_for_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from backoffice.staff import clock
from claims.models import Batch, Determination
from workflows.models import Kind, Task

from .pages import listed, page, show
from .queue import COLUMNS, queue_rows

SOON = timedelta(days=3)
SHOWN = 10


@page()
def home(request):
    """The day at a glance; every number leads to its list."""
    today = clock.today()
    mine = Task.objects.seen_by(request.user).open()
    tasks = mine.filter(assigned_to=request.user).order_by("due_on", "id")
    rows = queue_rows(tasks.select_related("claim__person", "claim__office", "assigned_to")[:SHOWN], request.user, today)
    if rows:
        listed(request, "home", [row["person"] for row in rows])
    return show(request, "home/today.html", tiles=_tiles(request.user, mine, today), columns=COLUMNS(), rows=rows)


def _tiles(user, tasks, today) -> list[dict]:
    tiles = []
    if user.may("see_case"):
        tiles += _case_tiles(user, tasks, today)
    if user.may("approve"):
        waiting = Determination.objects.awaiting_approval_by(user).count()
        tiles.append({"title": _("Approvals"), "rows": [
            {"label": _("Wait for my approval"), "count": waiting, "url": reverse("approvals")}]})
    if user.may("see_payments"):
        tiles.append(_payment_tile(user))
    return tiles


def _case_tiles(user, tasks, today) -> list[dict]:
    late, now, soon = Q(due_on__lt=today), Q(due_on=today), Q(due_on__gt=today, due_on__lte=today + SOON)
    own = Q(assigned_to=user)
    n = tasks.aggregate(
        late=Count("pk", late), today=Count("pk", now), soon=Count("pk", soon), free=Count("pk", Q(assigned_to=None)),
        back=Count("pk", Q(kind=Kind.REVISE)), returned=Count("pk", Q(kind=Kind.RETURNED)),
        woken=Count("pk", Q(kind=Kind.WOKEN)), own=Count("pk", own),
        certify_today=Count("pk", Q(kind=Kind.CERTIFY, due_on=today)),
    )
    queue = reverse("queue")
    return [
        {"title": _("Deadlines"), "rows": [
            {"label": _("Late"), "count": n["late"], "url": f"{queue}?due=late", "tone": "danger" if n["late"] else None},
            {"label": _("Today"), "count": n["today"], "url": f"{queue}?due=today"},
            {"label": _("Within three days"), "count": n["soon"], "url": f"{queue}?due=soon"}]},
        {"title": _("Came back"), "rows": [
            {"label": _("Sent back to revise"), "count": n["back"], "url": f"{queue}?kind=revise"},
            {"label": _("Payments returned"), "count": n["returned"], "url": f"{queue}?kind=returned"},
            {"label": _("Holds ended"), "count": n["woken"], "url": f"{queue}?kind=woken"}]},
        {"title": _("Work"), "rows": [
            {"label": _("Mine"), "count": n["own"], "url": f"{queue}?owner=me"},
            {"label": _("Nobody's yet"), "count": n["free"], "url": f"{queue}?owner=nobody"}]},
        {"title": _("Recognition"), "rows": [
            {"label": _("Due today"), "count": n["certify_today"], "url": f"{queue}?kind=certify&due=today"}]},
    ]


def _payment_tile(user) -> dict:
    runs = Batch.objects.filter(office_id__in=user.offices("see_payments"))
    states = dict(runs.values_list("state").annotate(n=Count("pk")).order_by("state"))
    url = reverse("payments")
    return {"title": _("Payment runs"), "rows": [
        {"label": _("Wait for release"), "count": states.get("built", 0), "url": url},
        {"label": _("Wait for the bank's answer"), "count": states.get("released", 0), "url": url}]}


@require_POST
def set_language(request):
    """Remembers the reader's language, for people who are signed in with their account, and goes back."""
    language = request.POST.get("language", "")
    target = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()}):
        target = "/"
    response = redirect(target)
    if check_for_language(language):
        response.set_cookie(settings.LANGUAGE_COOKIE_NAME, language, samesite="Lax", httponly=True,
                            secure=settings.SESSION_COOKIE_SECURE)
        if request.user.is_authenticated and language in ("ko", "en"):
            request.user.language = language
            request.user.save(update_fields=["language"])
    return response


set_language.login_required = False

urls = [
    path("", home, name="home"),
    path("language/", set_language, name="set_language"),
]
