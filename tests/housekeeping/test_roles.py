"""The three database roles can do what they must, and no more."""

import psycopg2
import pytest
from django.db import connection

from backoffice.housekeeping import roles

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_application_reads_adds_and_changes(connected_as):
    cursor = connected_as(roles.APPLICATION)

    cursor.execute("INSERT INTO staff_office (code, name, name_en, address, address_en, phone, head, head_en)"
                   " VALUES ('9', 'a', 'a', '', '', '', '', '')")  # fmt: skip
    cursor.execute("UPDATE staff_office SET name = 'b' WHERE code = '9'")

    cursor.execute("SELECT name FROM staff_office WHERE code = '9'")
    assert cursor.fetchall() == [("b",)]


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM staff_office",
        "TRUNCATE audits_event",
        "DELETE FROM audits_event",
        "ALTER TABLE audits_event DISABLE TRIGGER ALL",
        "DROP TABLE audits_event",
        "CREATE TABLE mine (id int)",
        "CREATE TRIGGER mine BEFORE INSERT ON staff_office EXECUTE FUNCTION tsvector_update_trigger()",
        "SET session_replication_role = replica",
        "INSERT INTO django_migrations (app, name, applied) VALUES ('a', 'b', now())",
    ],
)
def test_the_application_may_not(connected_as, statement):
    cursor = connected_as(roles.APPLICATION)

    with pytest.raises((psycopg2.errors.InsufficientPrivilege, psycopg2.errors.UndefinedTable)) as refused:
        cursor.execute(statement)

    assert isinstance(refused.value, psycopg2.errors.InsufficientPrivilege)


@pytest.mark.parametrize("statement", ["UPDATE staff_office SET name = ''", "INSERT INTO django_session VALUES ('a')"])
def test_the_reader_only_looks(connected_as, statement):
    cursor = connected_as(roles.READER)
    cursor.execute("SELECT count(*) FROM staff_office")

    with pytest.raises(psycopg2.errors.InsufficientPrivilege):
        cursor.execute(statement)


def test_no_table_of_a_case_can_lose_rows():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace"
            " AND (has_table_privilege(%s, oid, 'DELETE') OR has_table_privilege(%s, oid, 'TRUNCATE'))",
            [roles.APPLICATION, roles.APPLICATION],
        )
        can_lose_rows = {name for (name,) in cursor.fetchall()}

    assert can_lose_rows <= set(roles.DELETABLE)
    assert not {
        name for name in can_lose_rows if name.startswith(("claims_", "contributions_", "audits_", "workflows_"))
    }


def test_nobody_connects_without_a_password():
    where = connection.settings_dict

    with pytest.raises(psycopg2.OperationalError, match="no password supplied|authentication failed"):
        psycopg2.connect(
            dbname=where["NAME"], user=roles.OWNER, host=where["HOST"], port=where["PORT"], passfile="/none"
        )


def test_the_driver_is_psycopg2():
    from django.db.backends.postgresql.psycopg_any import is_psycopg3

    assert is_psycopg3 is False


def test_both_connections_are_real_and_lead_to_one_database():
    from django.db import connections

    def backend(alias):
        with connections[alias].cursor() as cursor:
            cursor.execute("SELECT current_database(), pg_backend_pid()")
            return cursor.fetchone()

    name, process = backend("default")

    other_name, other_process = backend("looking")
    assert name == other_name and process != other_process


test_both_connections_are_real_and_lead_to_one_database.pytestmark = [
    pytest.mark.django_db(transaction=True, databases=["default", "looking"])
]
