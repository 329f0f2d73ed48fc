"""The queue: open tasks, the most urgent first, filtered by codes in the address, paged by key."""

from datetime import date, timedelta
from urllib.parse import urlencode

from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _

from backoffice import formats
from backoffice.staff import clock
from workflows import tasks as verbs
from workflows.models import Kind, Task

from .pages import act, attempt, listed, page, show
from .words import state_tag

SIZE = 50
DUE = ("late", "today", "soon", "later")
OWNERS = ("me", "nobody", "others")


def COLUMNS() -> list[dict]:
    """The columns of a list of tasks."""
    return [
        {"key": "name", "label": _("Name"), "row_header": True},
        {"key": "number", "label": _("Claim number")},
        {"key": "todo", "label": _("To do")},
        {"key": "due", "label": _("Due"), "kind": "deadline"},
        {"key": "age", "label": _("Days open"), "kind": "number"},
        {"key": "office", "label": _("Office")},
        {"key": "held_by", "label": _("Held by")},
        {"key": "state", "label": _("State of the claim")},
    ]


def queue_rows(tasks, user, today: date) -> list[dict]:
    """Tasks as rows of the queue, grouped by urgency; no query of its own beyond the list."""
    language = user.language
    return [
        {
            "id": task.pk, "person": task.claim.person_id, "url": reverse("case", args=[task.claim.number]),
            "name": f"{formats.name(task.claim.person.name, task.claim.person.name_en, language)} {formats.date(task.claim.person.birth_on, language)}",
            "number": task.claim.number, "todo": task.get_kind_display(), "due": task.due_on,
            "age": (today - clock.day_of(task.opened_at)).days,
            "office": task.claim.office.name_in(language),
            "held_by": task.assigned_to.name_in(language) if task.assigned_to else "",
            "state": state_tag(task.claim), "group": urgency(task.due_on, today),
        }
        for task in tasks
    ]


def urgency(due_on: date, today: date) -> str:
    """The urgency group of a day."""
    if due_on < today:
        return _("Past the deadline")
    if due_on == today:
        return _("Today")
    return _("Within three days") if due_on <= today + timedelta(days=3) else _("Later")


@page("examine", "certify", "approve", "file_claim", "see_history")
def queue(request):
    """Open tasks of one's offices; what is filtered stands in the address as codes and dates only."""
    chosen = _chosen(request)
    tasks = _filtered(Task.objects.seen_by(request.user).open(), request.user, chosen)
    tasks = tasks.select_related("claim__person", "claim__office", "assigned_to").order_by("due_on", "id")
    found = list(_after(tasks, request.GET.get("after", ""))[: SIZE + 1])
    rows = queue_rows(found[:SIZE], request.user, clock.today())
    if rows:
        listed(request, "queue", [row["person"] for row in rows])
    return show(
        request, "queue/queue.html", columns=COLUMNS(), rows=rows, chosen=chosen, kinds=Kind.choices,
        chips=_chips(chosen), next_url=_next_url(chosen, found), first_url=_url(chosen) if request.GET.get("after") else "",
    )


def _chosen(request) -> dict[str, str]:
    allowed = {"kind": set(Kind.values), "due": set(DUE), "owner": set(OWNERS)}
    return {name: value for name, value in request.GET.items() if name in allowed and value in allowed[name]}


def _filtered(tasks, user, chosen):
    today = clock.today()
    soon = today + timedelta(days=3)
    spans = {"late": Q(due_on__lt=today), "today": Q(due_on=today), "soon": Q(due_on__gt=today, due_on__lte=soon),
             "later": Q(due_on__gt=soon)}
    owners = {"me": Q(assigned_to=user), "nobody": Q(assigned_to=None),
              "others": Q(assigned_to__isnull=False) & ~Q(assigned_to=user)}
    if "kind" in chosen:
        tasks = tasks.filter(kind=chosen["kind"])
    if "due" in chosen:
        tasks = tasks.filter(spans[chosen["due"]])
    return tasks.filter(owners[chosen["owner"]]) if "owner" in chosen else tasks


def _after(tasks, key: str):
    """Tasks after a key "2026-11-22.123" (the day and id of the last row shown)."""
    day, _dot, pk = key.partition(".")
    try:
        due_on = date.fromisoformat(day)
        return tasks.filter(Q(due_on__gt=due_on) | Q(due_on=due_on, pk__gt=int(pk)))
    except ValueError:
        return tasks


def _next_url(chosen, found) -> str:
    if len(found) <= SIZE:
        return ""
    last = found[SIZE - 1]
    return _url(chosen | {"after": f"{last.due_on.isoformat()}.{last.pk}"})


def _url(chosen) -> str:
    return f"{reverse('queue')}?{urlencode(chosen)}" if chosen else reverse("queue")


def _chips(chosen) -> list[dict]:
    words = {
        **{("kind", value): str(label) for value, label in Kind.choices},
        ("due", "late"): _("Past the deadline"), ("due", "today"): _("Today"), ("due", "soon"): _("Within three days"),
        ("due", "later"): _("Later"), ("owner", "me"): _("Mine"), ("owner", "nobody"): _("Nobody's yet"),
        ("owner", "others"): _("Held by others"),
    }
    return [
        {"label": words[item], "remove_url": _url({k: v for k, v in chosen.items() if k != item[0]})}
        for item in chosen.items()
    ]


@act("examine", "certify", "approve", "assign")
def task_act(request, pk: int, verb: str):
    """Takes a task, or gives it back; then the case."""
    task = get_object_or_404(Task.objects.seen_by(request.user).select_related("claim"), pk=pk)
    if request.method == "POST":
        attempt(request, {"take": verbs.take, "give-back": verbs.give_back}[verb], task)
    return redirect("case", task.claim.number)


urls = [
    path("queue/", queue, name="queue"),
    path("tasks/<int:pk>/take/", task_act, {"verb": "take"}, name="task_take"),
    path("tasks/<int:pk>/give-back/", task_act, {"verb": "give-back"}, name="task_give_back"),
]
