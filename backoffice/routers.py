"""Sends what must be remembered about looking through its own connection, so that a GET can be read-only."""

from __future__ import annotations

LOOKING = {"sessions.session", "audits.access"}


class LookingRouter:
    """Sessions and access records go through the connection `looking`; everything else through `default`."""

    def db_for_read(self, model, **hints) -> str | None:
        return "looking" if model._meta.label_lower in LOOKING else None

    db_for_write = db_for_read

    def allow_relation(self, one, other, **hints) -> bool:
        """Both connections lead to the same database."""
        return True

    def allow_migrate(self, database: str, app_label: str, **hints) -> bool:
        """The tables are made once, through `default`."""
        return database != "looking"
