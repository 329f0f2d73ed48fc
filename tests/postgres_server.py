"""Gives the test suite its PostgreSQL: a throw-away cluster, started when the first test needs it, shared by all runs."""

from __future__ import annotations

import fcntl
import hashlib
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import django
import psycopg2
import pytest
from django.apps import apps
from django.db import connection, connections
from django.db.backends.postgresql.creation import DatabaseCreation
from django.db.backends.postgresql.operations import DatabaseOperations

from backoffice.housekeeping import places, postgres, processes, roles
from backoffice.housekeeping.secrets import secret


@pytest.fixture(scope="session")
def test_cluster() -> Iterator[postgres.Cluster]:
    """The running cluster; the last of all runs to leave stops it."""
    cluster = postgres.for_tests()
    places.make_home()
    with open(places.home() / "test-postgres.users", "w") as users:
        fcntl.flock(users, fcntl.LOCK_SH)
        cluster.start("tests")
        with _alone():
            roles.make_for_tests(cluster)
            _drop_leftovers(cluster)
        yield cluster
        try:
            fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return
        cluster.stop()


@contextmanager
def _alone() -> Iterator[None]:
    """One process at a time prepares the cluster: runs, and the processes of a run, begin together."""
    with open(places.home() / "test-postgres.preparing", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _drop_leftovers(cluster: postgres.Cluster) -> None:
    """Drop the databases of runs that were killed."""
    with cluster.superuser() as cursor:
        cursor.execute("SELECT datname FROM pg_database WHERE datname LIKE 'test_office_%'")
        for (name,) in cursor.fetchall():
            run = re.match(r"test_office_(\d+)", name)
            if run and not processes.lives(int(run[1])):
                cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


@pytest.fixture(scope="session")
def django_db_modify_db_settings(test_cluster, django_db_modify_db_settings_parallel_suffix) -> None:
    """pytest-django makes its databases after this: the server is there by then, and one database migrated already."""
    template = _migrated(test_cluster)
    for alias in connections:
        connections[alias].settings_dict["TEST"]["TEMPLATE"] = template


def _migrated(cluster: postgres.Cluster) -> str:
    """The name of a database with the present migrations done, made at their first use; outdated ones are dropped."""
    name = f"migrated_{_digest_of_migrations()}"
    with _alone(), cluster.superuser() as cursor:
        cursor.execute("SELECT datname FROM pg_database WHERE datname LIKE 'migrated_%'")
        there = {row[0] for row in cursor.fetchall()}
        if name in there:
            return name
        for outdated in there:
            cursor.execute(f'DROP DATABASE "{outdated}" WITH (FORCE)')
        cursor.execute(f"CREATE DATABASE {name}_draft OWNER {roles.OWNER}")
        _migrate(f"{name}_draft")
        cursor.execute(f"ALTER DATABASE {name}_draft RENAME TO {name}")
    return name


def _digest_of_migrations() -> str:
    digest = hashlib.sha256(django.__version__.encode())
    for config in apps.get_app_configs():
        for path in sorted(Path(config.path).glob("migrations/*.py")):
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def _migrate(name: str) -> None:
    done = subprocess.run(
        [sys.executable, "manage.py", "migrate", "-v0"],
        cwd=places.ROOT, env=os.environ | {"DJANGO_SETTINGS_MODULE": "tests.settings", "TEST_DATABASE": name},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="session", autouse=True)
def _emptying_passes_the_guards() -> Iterator[None]:
    """Between tests with real commits tables are emptied, which their triggers forbid to everybody else."""
    original = DatabaseOperations.execute_sql_flush

    def execute(operations, statements):
        return original(operations, ["SET LOCAL session_replication_role = replica;", *statements])

    DatabaseOperations.execute_sql_flush = execute
    yield
    DatabaseOperations.execute_sql_flush = original


@pytest.fixture(scope="session", autouse=True)
def _databases_go_for_good() -> Iterator[None]:
    """The second connection, or one of a server's threads, may still be open when the database is dropped."""
    original = DatabaseCreation._destroy_test_db

    def destroy(creation, test_database_name, verbosity):
        for each in connections.all():
            each.close()
        with creation._nodb_cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s AND usename = user",
                           [test_database_name])
        original(creation, test_database_name, verbosity)

    DatabaseCreation._destroy_test_db = destroy
    yield
    DatabaseCreation._destroy_test_db = original


@pytest.fixture
def connected_as() -> Iterator[Callable[[str], psycopg2.extensions.cursor]]:
    """A function that connects to the test's database as a role of `roles`, each statement its own transaction.

    It sees what was committed: use it with `django_db(transaction=True)`.
    """
    opened = []

    def connect(role: str) -> psycopg2.extensions.cursor:
        where = connection.settings_dict
        opened.append(
            psycopg2.connect(
                dbname=where["NAME"], user=role, password=secret(roles.PASSWORDS[role]),
                host=where["HOST"], port=where["PORT"],
            )
        )  # fmt: skip
        opened[-1].autocommit = True
        return opened[-1].cursor()

    yield connect
    for each in opened:
        each.close()
