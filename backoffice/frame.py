"""What stands around every page: who is here, where they may go, and whether the data is invented."""

from django.core.cache import cache
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from backoffice.staff.models import User

PLACES = [
    ("home", gettext_noop("Today"), ("see_case", "see_payments", "administer_office", "administer_system"), "today"),
    ("queue", gettext_noop("Queue"), ("examine", "certify", "approve", "file_claim"), "queue"),
    ("counter", gettext_noop("Counter"), ("file_claim",), ""),
    ("recognition", gettext_noop("Recognition"), ("certify",), "recognition"),
    ("approvals", gettext_noop("Approvals"), ("approve",), "approvals"),
    ("registers", gettext_noop("Registers"), ("enter_register", "see_history"), ""),
    ("payments", gettext_noop("Payments"), ("see_payments",), ""),
    ("audit", gettext_noop("Audit"), ("see_history",), ""),
    ("staff", gettext_noop("Staff"), ("administer_office", "administer_system"), ""),
]


def frame(request) -> dict:
    """The context of the page frame (docs/how-to/screens.md)."""
    user = getattr(request, "user", None)
    signed_in = user is not None and user.is_authenticated
    return {
        "frame": {
            "nav": _places(request, user) if signed_in else [],
            "language_url": reverse("set_language"),
            "training": has_demo_people(),
            **(_person(user) if signed_in else {}),
            **({"search": {"url": reverse("search")}} if signed_in and user.may("see_case") else {}),
        }
    }


def _places(request, user) -> list[dict]:
    return [
        {"label": _(label), "url": reverse(name), "current": _stands_in(request, reverse(name)), "go": go}
        for name, label, verbs, go in PLACES
        if any(user.may(verb) for verb in verbs)
    ]


def _stands_in(request, place: str) -> bool:
    return request.path == place if place == "/" else request.path.startswith(place)


def _person(user) -> dict:
    language = user.language
    return {
        "user": {
            "name": user.name_in(language),
            "office": user.office.name_in(language) if user.office else "",
            "menu": [
                {"label": _("Change password"), "url": reverse("account_change_password")},
                {"label": _("Sign out"), "url": reverse("account_logout")},
            ],
        }
    }


def has_demo_people() -> bool:
    """Whether invented people are in this database; asked once a minute."""
    return cache.get_or_set("has_demo_people", lambda: User.objects.filter(is_demo=True).exists(), 60)
