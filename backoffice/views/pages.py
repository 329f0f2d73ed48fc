"""What every page is made with: who may open it, whose case it is, the record of looking, and refusals as sentences."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from audits import access
from backoffice.staff import clock
from backoffice.staff.refusal import Refused
from claims.models import Claim
from claims.numbers import is_valid


def page(*verbs: str, methods: tuple[str, ...] = ("GET",)) -> Callable:
    """A page for people to whom one of the verbs is granted somewhere; everybody else gets a 403. No browser keeps it."""

    def make(view):
        @require_http_methods([*methods, *(("HEAD",) if "GET" in methods else ())])
        @wraps(view)
        def shown(request, *args, **kwargs):
            if verbs and not any(request.user.may(verb) for verb in verbs):
                raise PermissionDenied
            response = view(request, *args, **kwargs)
            response.headers.setdefault("Cache-Control", "no-store")
            return response

        shown.verbs = verbs
        return shown

    return make


def act(*verbs: str) -> Callable:
    """A page that does something when it is posted to. What is refused leaves nothing behind and is said on the page.

    The view returns a response. Where a step refuses, the view's own `back` (its attribute, or the referring case)
    is shown again with the sentence; what was typed comes back through the form that the view renders itself.
    """
    return page(*verbs, methods=("GET", "POST"))


def attempt(request: HttpRequest, step: Callable, *args, done: str = "", **said) -> bool:
    """Takes a step for the signed-in person; True if it was taken, otherwise the refusal is shown as a message."""
    try:
        with transaction.atomic():
            step(*args, by=request.user, **said)
    except Refused as refused:
        messages.error(request, refused.sentence)
        return False
    if done:
        messages.success(request, done)
    return True


def the_case(request: HttpRequest, number: str, page_name: str, what: str = "case", *, record: bool = True) -> Claim:
    """The claim with this number if the person may see it, the look recorded; somebody else's case is a 404."""
    cases = Claim.objects.seen_by(request.user).select_related("person__key", "office", "assigned_to", "certificate")
    claim = cases.filter(number=number).first() if is_valid(number) else None
    if claim is None:
        raise Http404
    if record:
        access.looked(request.user, page_name, what, claim=claim, address=address_of(request))
    return claim


def listed(request: HttpRequest, page_name: str, people: list[int]) -> None:
    """Records that a list showed these people."""
    access.listed(request.user, page_name, "list", people, address=address_of(request))


def address_of(request: HttpRequest) -> str | None:
    """From where a request came, as the server in front of us says."""
    return request.META.get("REMOTE_ADDR") or None


def show(request: HttpRequest, template: str, *, status: int = 200, **context) -> HttpResponse:
    """Renders a page; `today` and `now` are there in every one."""
    return render(request, template, context | {"today": clock.today(), "now": clock.now()}, status=status)


def back_to_case(claim: Claim, tab: str = "case") -> HttpResponse:
    """Goes back to a case (or one of its tabs) after something was done."""
    return redirect(tab, claim.number)
