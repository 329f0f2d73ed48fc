"""The launcher of the embedded server survives what can befall it."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import psycopg2
import pytest

from backoffice.housekeeping import places, postgres, processes, roles


def test_a_killed_server_starts_again_with_its_data(cluster):
    cluster = postgres.Cluster(cluster.data, durable=True)
    cluster.start()
    roles.make(cluster, "trial")
    with cluster.superuser("trial") as cursor:
        cursor.execute("CREATE TABLE kept AS SELECT 1 AS one")
    os.kill(cluster.pid(), signal.SIGKILL)
    assert processes.wait_until(lambda: cluster.pid() is None, 10)

    cluster.start()

    with cluster.superuser("trial") as cursor:
        cursor.execute("SELECT one FROM kept")
        assert cursor.fetchall() == [(1,)]


def test_a_number_that_belongs_to_a_stranger_now_does_not_stop_the_start(cluster):
    cluster.start()
    cluster.stop()
    stranger = os.getpid()
    (cluster.files / "postmaster.pid").write_text(f"{stranger}\n{cluster.files}\n0\n5432\n{cluster.sockets}\n\n0 0\n")
    (cluster.sockets / ".s.PGSQL.5432.lock").write_text(f"{stranger}\n")
    assert cluster.pid() is None

    cluster.start()

    assert cluster.pid() not in (None, stranger)


def test_a_making_that_was_killed_is_begun_anew(cluster):
    places.own_folder(cluster.data, 0o700, places.account())
    (cluster.data / "cluster.new").mkdir()
    (cluster.data / "cluster.new" / "PG_VERSION").write_text("18")
    (cluster.data / "password.new").write_text("half")

    cluster.start()

    assert cluster.pid() is not None
    assert not (cluster.data / "cluster.new").exists() and not (cluster.data / "password.new").exists()


def test_starting_twice_keeps_the_running_server(cluster):
    assert cluster.start(started_by="run") == "run"
    first = cluster.pid()

    assert cluster.start(started_by="command") == "run"

    assert cluster.pid() == first


def test_every_connection_needs_a_password_and_none_comes_by_the_network(cluster):
    cluster.start()

    with cluster.superuser() as cursor:
        cursor.execute("SELECT DISTINCT auth_method FROM pg_hba_file_rules")
        methods = cursor.fetchall()
        cursor.execute("SHOW listen_addresses")
        assert cursor.fetchall() == [("",)]
    assert methods == [("scram-sha-256",)]
    with pytest.raises(psycopg2.OperationalError):
        psycopg2.connect(dbname="postgres", user="postgres", password="wrong", host=str(cluster.sockets))


def test_there_is_room_for_250_connections(cluster):
    cluster.start()

    with cluster.superuser() as cursor:
        cursor.execute(
            "SELECT current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int"
        )
        assert cursor.fetchone()[0] >= 250


def test_the_making_of_roles_may_be_repeated(cluster):
    cluster.start()

    roles.make(cluster, "trial")
    roles.make(cluster, "trial")

    with cluster.superuser() as cursor:
        cursor.execute("SELECT rolname FROM pg_roles WHERE rolsuper OR rolcreaterole OR rolcreatedb OR rolbypassrls")
        assert cursor.fetchall() == [("postgres",)]


def test_sockets_of_long_paths_go_to_a_short_folder():
    deep = Path("/a" * 60) / "postgres"

    assert len(os.fsencode(places.socket_folder(deep))) <= places.LONGEST_SOCKET_FOLDER
    assert places.socket_folder(deep) != places.socket_folder(deep / "other")
    assert places.socket_folder(Path("/short/postgres")) == Path("/short/postgres")


def test_a_durable_server_of_another_version_is_left_alone(cluster):
    cluster.start()
    cluster.stop()
    (cluster.files / "PG_VERSION").write_text("12\n")

    with pytest.raises(places.Trouble, match="PostgreSQL 12.*Dump it"):
        postgres.Cluster(cluster.data, durable=True).start()

    (cluster.files / "PG_VERSION").write_text("18\n")


def test_only_this_server_counts_as_running(cluster):
    cluster.start()
    (cluster.data / "started_by.json").unlink()
    other = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    try:
        (cluster.data / "other.pid").write_text(str(other.pid))

        assert postgres.Cluster(cluster.data / "elsewhere").pid() is None
        assert "postgres" in processes.command_line(cluster.pid())
    finally:
        other.kill()
        other.wait()
