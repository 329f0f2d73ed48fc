"""The one table of roles: what each may do, and which two no person may hold together.

A role is a set of verbs. It is held at an office, and reaches that office and the ones below it.
"""

from django.utils.translation import gettext_noop as _

VERBS = {
    "see_case": _("See cases"),
    "see_history": _("See the whole history of a case"),
    "enter_register": _("Enter and import register entries"),
    "file_claim": _("File claims"),
    "examine": _("Examine claims and recommend"),
    "certify": _("Recognise unemployment"),
    "assign": _("Assign cases to people"),
    "approve": _("Approve what another person recommended"),
    "see_payments": _("See payment runs"),
    "build_batch": _("Build payment runs and read bank answers"),
    "release_batch": _("Release payment runs"),
    "review_quality": _("Review the quality of decisions"),
    "edit_parameters": _("Propose statutory values"),
    "administer_office": _("Appoint people at an office"),
    "administer_system": _("Run the system, without seeing cases"),
}

ROLES = {
    "intake": (_("Intake"), ("see_case", "enter_register", "file_claim")),
    "caseworker": (_("Caseworker"), ("see_case", "enter_register", "file_claim", "examine", "certify")),
    "supervisor": (_("Supervisor"), ("see_case", "see_history", "assign", "approve")),
    "payment_officer": (_("Payment officer"), ("see_payments", "build_batch")),
    "releaser": (_("Releaser"), ("see_payments", "release_batch")),
    "auditor": (_("Auditor"), ("see_case", "see_history", "see_payments")),
    "quality_reviewer": (_("Quality reviewer"), ("see_case", "see_history", "review_quality")),
    "parameter_editor": (_("Parameter editor"), ("edit_parameters",)),
    "office_administrator": (_("Office administrator"), ("administer_office",)),
    "system_administrator": (_("System administrator"), ("administer_system",)),
}

NIGHT = ("night", ("see_case", "examine", "certify"))

_ACTING = ("intake", "caseworker", "supervisor", "payment_officer", "releaser")

CONFLICTS = frozenset(
    [frozenset({"payment_officer", "releaser"}), frozenset({"parameter_editor", "supervisor"})]
    + [frozenset({watcher, acting}) for watcher in ("auditor", "quality_reviewer") for acting in _ACTING]
    + [frozenset({"system_administrator", role}) for role in ROLES if role != "system_administrator"]
)


def label(role: str) -> str:
    """The English message id of a role's name."""
    return ROLES[role][0]


def conflicting(role: str, held: set[str]) -> set[str]:
    """Those of the held roles that nobody may hold together with this one."""
    return {other for other in held if frozenset({role, other}) in CONFLICTS}
