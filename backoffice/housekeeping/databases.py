"""The database connections for the settings: the embedded server's, or those that the environment names."""

from __future__ import annotations

import os

import dj_database_url

from backoffice.housekeeping import postgres, roles
from backoffice.housekeeping.secrets import secret

ROLES = {
    "owner": ("DATABASE_OWNER_URL", roles.OWNER),
    "application": ("DATABASE_URL", roles.APPLICATION),
    "reader": ("DATABASE_READER_URL", roles.READER),
}


def is_embedded() -> bool:
    """Whether the data are in the server that the project runs itself."""
    return not os.environ.get("DATABASE_URL")


def connection(role: str) -> dict[str, object]:
    """Django's settings of a connection as the role "owner", "application" or "reader"."""
    if role not in ROLES:
        raise ValueError(f"DB_ROLE is {role!r}, but must be one of {', '.join(ROLES)}")
    variable, name = ROLES[role]
    if is_embedded():
        return embedded(postgres.office(), name)
    url = os.environ.get(variable) or os.environ["DATABASE_URL"]
    return dict(dj_database_url.parse(url, conn_max_age=60, conn_health_checks=True))


def embedded(cluster: postgres.Cluster, role: str) -> dict[str, object]:
    """Django's settings of a connection to an embedded cluster as one of its database roles."""
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": postgres.DATABASE,
        "USER": role,
        "PASSWORD": secret(roles.PASSWORDS[role]),
        "HOST": str(cluster.sockets),
        "PORT": str(postgres.PORT),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


def role_names() -> tuple[str, str]:
    """The names of the database roles that the application and the reader connect as."""
    return str(connection("application")["USER"]), str(connection("reader")["USER"])
