"""`@step`: the one way a record changes state.

A step locks the case (the claim's row, the parent: caps and remaining days are broken by locking only the child),
reads the record afresh, checks permission and state, moves the row, writes the one event, and then runs the body,
which says only what follows. Everything happens in one transaction or not at all.
"""

import inspect
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django_fsm import TransitionNotAllowed

from audits.chain import remember
from audits.models import Event
from backoffice.staff import clock
from backoffice.staff.refusal import Refused
from claims.models import Claim
from claims.permissions import May, may
from contributions.models import Recusal

from .plain import plain


def step(transition: Callable | None = None, *, needs: str = "", prepare: Callable | None = None) -> Callable:
    """Makes a verb of a function `(noun, *, by, **said)`; see the module.

    `transition` is a django-fsm transition of the noun, or None for an act that leaves the state alone; then `needs`
    names the verb that must be granted at the case's office. `prepare(noun, by=..., **said)` may refuse, and may
    return further arguments for the transition.
    """

    def make(body: Callable) -> Callable:
        @wraps(body)
        @transaction.atomic
        def run(noun, *, by, **said):
            noun = locked(noun)
            refuse_unless_allowed(noun, transition, may(needs) if needs else None, by)
            prepared = prepare(noun, by=by, **said) if prepare else {}
            source = getattr(noun, "state", "")
            if transition:
                _move(noun, transition, by=by, **said, **(prepared or {}))
            remember(
                body.__name__, by=by, claim=_claim(noun), chain=chain_of(noun), subject=subject_of(noun),
                source=source, target=getattr(noun, "state", ""), **_told(noun, said),
            )
            result = body(noun, by=by, **said)
            return noun if result is None else result

        run.transition, run.needs = transition, needs
        return run

    return make


def locked(noun):
    """The noun read afresh under the lock of its case (or its own, where it belongs to no case)."""
    if hasattr(noun, "claim_id"):
        claim = Claim.objects.select_for_update(of=("self",)).select_related("person__key").get(pk=noun.claim_id)
        fresh = type(noun).objects.select_for_update().get(pk=noun.pk)
        fresh.claim = claim
        return fresh
    joined = type(noun).objects.select_for_update(of=("self",))
    return (joined.select_related("person__key") if isinstance(noun, Claim) else joined).get(pk=noun.pk)


def move(noun, transition: Callable, **given) -> None:
    """Moves another record as a consequence of a step, under the lock already held; writes no event of its own."""
    _move(noun, transition, **given)


def refuse_unless_allowed(noun, transition, permission, by) -> None:
    """Raises Refused, saying why, where the person may not or the state does not allow it."""
    claim = _claim(noun)
    if claim and Recusal.objects.filter(
        user=by, ended_at=None, resident_number_hash=claim.person.resident_number_hash
    ).exists():
        raise Refused(_("You are recused from this person's case. Ask your supervisor to give it to somebody else."))
    if transition:
        permission = permission or _permission_of(noun, transition)
    if permission and (why := permission.why_not(noun, by)):
        raise Refused(why)
    if transition and not _possible(noun, transition):
        raise Refused(_too_late(noun))


def why_not(noun, verb: Callable, by) -> str:
    """Why a person cannot take a step on a noun now; empty where they can. For menus that explain themselves."""
    try:
        refuse_unless_allowed(noun, verb.transition, may(verb.needs) if verb.needs else None, by)
    except Refused as refused:
        return refused.sentence
    return ""


def subject_of(noun) -> str:
    """How an event names what it is about: model and id, never a person's name."""
    return f"{noun._meta.label_lower}:{noun.pk}"


def chain_of(noun) -> str:
    """The chain an act on this noun belongs to: its claim's, or its own."""
    claim = _claim(noun)
    return f"claim:{claim.pk}" if claim else f"{noun._meta.model_name}:{noun.pk}"


def require(by, verb: str, office) -> None:
    """Raises Refused unless the verb is granted to the person at the office (an Office or its id)."""
    office_id = getattr(office, "pk", office)
    if why := May(verb).why_not(_At(office_id), by):
        raise Refused(why)


class _At:
    def __init__(self, office_id: int) -> None:
        self.office_id = office_id


def _claim(noun):
    return getattr(noun, "claim", None)


def _move(noun, transition, **given) -> None:
    allowed = inspect.signature(transition).parameters
    given.setdefault("at", clock.now())
    given.setdefault("on", clock.today())
    try:
        getattr(noun, transition.__name__)(**{k: v for k, v in given.items() if k in allowed})
    except TransitionNotAllowed:
        raise Refused(_too_late(noun)) from None
    noun.save()


def _permission_of(noun, transition):
    for candidate in transition._django_fsm.transitions.values():
        return candidate.permission or _nobody
    return _nobody


class _Nobody:
    def why_not(self, noun, by) -> str:
        return _("This follows from other steps; nobody takes it directly.")


_nobody = _Nobody()


def _possible(noun, transition) -> bool:
    return transition._django_fsm.has_transition(noun.state)


def _too_late(noun) -> str:
    last = Event.objects.filter(chain=chain_of(noun), subject=subject_of(noun)).select_related("by").order_by("-number").first()
    said = {"state": noun.get_state_display()}
    if not last:
        return _("This is “%(state)s” now, so the step is not possible. Reload the page to see it as it is.") % said
    said |= {"who": last.by, "when": last.at.astimezone(clock.SEOUL).strftime("%Y-%m-%d %H:%M")}
    return _(
        "This is “%(state)s” since %(who)s acted on %(when)s, so the step is not possible any more. "
        "Reload the page to see it as it is."
    ) % said


def _told(noun, said: dict[str, Any]) -> dict[str, Any]:
    words = {key: plain(value) for key, value in said.items() if not key.startswith("_")}
    return {"content": words} if _claim(noun) else {"public": words}
