"""Who may take a transition: the verb is granted at the case's office, and the person did not take the earlier step."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from backoffice.staff import roles


@dataclass(frozen=True, slots=True)
class May:
    """A permission that can say why not. Called by django-fsm with the noun and the person."""

    verb: str
    never_after: str = ""

    def __call__(self, noun, user) -> bool:
        return not self.why_not(noun, user)

    def why_not(self, noun, user) -> str:
        """Empty where the person may; otherwise a sentence for them."""
        if not user.may(self.verb, office_of(noun)):
            return _("This needs the right “%(right)s” at the office of the case.") % {"right": _(roles.VERBS[self.verb])}
        if self.never_after and getattr(noun, f"{self.never_after}_id") == user.pk:
            return _("You took the step before this one. Another person must take this one.")
        return ""


def may(verb: str, *, never_after: str = "") -> Callable:
    """The permission of a transition: a granted verb, and never by the person named in field `never_after`."""
    return May(verb, never_after)


def office_of(noun) -> int:
    """Id of the office that a noun belongs to: its own, or its claim's."""
    return noun.office_id if hasattr(noun, "office_id") else noun.claim.office_id
