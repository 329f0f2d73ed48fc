"""The database's three roles and their rights: owner (migrates), application (works, never deletes), reader (looks).

`make` sets up the roles of an embedded cluster as its superuser; `grant` gives the rights, as the owner, after each
migration. Both may run any number of times.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from backoffice.housekeeping.secrets import secret

if TYPE_CHECKING:
    from backoffice.housekeeping.postgres import Cluster

OWNER, APPLICATION, READER = "office_owner", "office_application", "office_reader"
PASSWORDS = {OWNER: "OWNER_PASSWORD", APPLICATION: "APPLICATION_PASSWORD", READER: "READER_PASSWORD"}
EXTENSIONS = ("btree_gist", "pg_trgm")

# Where a library deletes rows by design. No register, no case, no event, no posting: those are superseded.
DELETABLE = (
    "django_session",
    "office_cache",
    "staff_user_groups",
    "staff_user_user_permissions",
    "staff_officegroupobjectpermission",
    "staff_officeuserobjectpermission",
    "auth_group_permissions",
    "guardian_groupobjectpermission",
    "guardian_userobjectpermission",
    "account_emailaddress",
    "account_emailconfirmation",
    "mfa_authenticator",
    "usersessions_usersession",
)


class Cursor(Protocol):
    def execute(self, sql: str, parameters: tuple[object, ...] | None = None) -> object: ...
    def fetchall(self) -> list[tuple[object, ...]]: ...


def make(cluster: Cluster, database: str) -> None:
    """Make the three roles with their passwords, the database `database` and its extensions, as the superuser."""
    with cluster.superuser() as cursor:
        cursor.execute("SELECT pg_advisory_lock(1)")  # until the cursor is closed: two may come at once
        for role in PASSWORDS:
            _make_role(cursor, role)
        _make_database(cursor, database)
    with cluster.superuser(database) as cursor:
        add_extensions(cursor)


def make_for_tests(cluster: Cluster) -> None:
    """The same roles for throw-away databases: here the owner makes and empties them, and can take the other roles."""
    with cluster.superuser("template1") as cursor:
        for role in PASSWORDS:
            _make_role(cursor, role)
        cursor.execute(f"ALTER ROLE {OWNER} CREATEDB")
        cursor.execute(f"GRANT {APPLICATION}, {READER} TO {OWNER}")
        cursor.execute(f"GRANT SET ON PARAMETER session_replication_role TO {OWNER}")
        add_extensions(cursor)


def add_extensions(cursor: Cursor) -> None:
    """What the schema needs of PostgreSQL's own extensions, in the database of the cursor."""
    for extension in EXTENSIONS:
        cursor.execute(f"CREATE EXTENSION IF NOT EXISTS {extension}")


def _make_role(cursor: Cursor, role: str) -> None:
    cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", (role,))
    verb = "ALTER" if cursor.fetchall() else "CREATE"
    cursor.execute(
        f"{verb} ROLE {role} LOGIN NOSUPERUSER NOCREATEROLE NOBYPASSRLS PASSWORD %s", (secret(PASSWORDS[role]),)
    )


def _make_database(cursor: Cursor, database: str) -> None:
    cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", (database,))
    if not cursor.fetchall():
        cursor.execute(f"CREATE DATABASE {database} OWNER {OWNER}")
    cursor.execute(f"REVOKE ALL ON DATABASE {database} FROM PUBLIC")
    cursor.execute(f"GRANT CONNECT ON DATABASE {database} TO {APPLICATION}, {READER}")


def grant(cursor: Cursor, application: str = APPLICATION, reader: str = READER) -> None:
    """Give the application and the reader their rights on every table there is and will be, as the tables' owner."""
    for statement in (
        "REVOKE ALL ON SCHEMA public FROM PUBLIC",
        f"GRANT USAGE ON SCHEMA public TO {application}, {reader}",
        f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {application}, {reader}",
        f"GRANT SELECT, INSERT, UPDATE ON ALL TABLES IN SCHEMA public TO {application}",
        f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {application}",
        f"GRANT SELECT ON ALL TABLES IN SCHEMA public TO {reader}",
        f"ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE ON TABLES TO {application}",
        f"ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO {application}",
        f"ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO {reader}",
    ):
        cursor.execute(statement)
    for table in _existing(cursor, DELETABLE):
        cursor.execute(f"GRANT DELETE ON {table} TO {application}")
    for table in _existing(cursor, ("django_migrations", "claims_legalmove")):
        cursor.execute(f"REVOKE INSERT, UPDATE ON {table} FROM {application}")


def _existing(cursor: Cursor, tables: tuple[str, ...]) -> list[object]:
    cursor.execute(
        "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename = ANY(%s)", (list(tables),)
    )
    return [row[0] for row in cursor.fetchall()]
