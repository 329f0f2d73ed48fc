"""What must hold before the back office opens its doors."""

from __future__ import annotations

import os

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.db import connection


@register(Tags.security, deploy=True)
def roles_are_apart(**_options) -> list[CheckMessage]:
    """On a real server the role that migrates and the role that only reads should not be the one that works."""
    missing = [name for name in ("DATABASE_OWNER_URL", "DATABASE_READER_URL") if not os.environ.get(name)]
    if not os.environ.get("DATABASE_URL") or not missing:
        return []
    return [
        Warning(
            f"{' and '.join(missing)} not set: the role of DATABASE_URL does that work, too.",
            hint="Make the roles as docs/operations.md says, so that a fault in the application can't delete records.",
            id="backoffice.W001",
        )
    ]


@register(Tags.database)
def nobody_is_for_training(databases: list[str] | None = None, **_options) -> list[CheckMessage]:
    """In production no account of the demo office may exist: its passwords are public."""
    if not settings.PRODUCTION or "default" not in (databases or []):
        return []
    found = demo_accounts()
    return [Error(_refusal(found), id="backoffice.E001")] if found else []


def demo_accounts() -> int:
    """How many accounts of the demo office there are (none before the first migration)."""
    with connection.cursor() as cursor:
        if "staff_user" not in connection.introspection.table_names(cursor):
            return 0
        cursor.execute("SELECT count(*) FROM staff_user WHERE is_demo")
        return cursor.fetchone()[0]


def refuse_training_data_in_production() -> None:
    """Called as the server starts: stop it where the demo office stands in a production database."""
    if settings.PRODUCTION and (found := demo_accounts()):
        raise SystemExit(_refusal(found))
    connection.close()


def _refusal(found: int) -> str:
    return (
        f"PRODUCTION is set, but {found} demo accounts exist, whose passwords are public."
        " Start production on a database of its own that the demo office was never loaded into."
    )
