"""The settings are safe by default, and clean in production."""

import os
import subprocess
import sys

import pytest

from backoffice.housekeeping import places

PRODUCTION = {"PRODUCTION": "1", "ALLOWED_HOSTS": "office.example"}


OF_THE_TESTS = ("DJANGO_SETTINGS_MODULE", "DB_ROLE", "DJANGO_ALLOW_ASYNC_UNSAFE")


def run(*arguments, **environment):
    kept = {name: value for name, value in os.environ.items() if name not in OF_THE_TESTS}
    command = [sys.executable, *arguments]
    return subprocess.run(command, cwd=places.ROOT, env=kept | environment, capture_output=True, text=True, check=False)


def said(expression, **environment):
    return run("-c", f"from backoffice import settings; print({expression})", **environment).stdout.strip()


def test_the_production_check_is_clean():
    done = run("manage.py", "check", "--deploy", "--fail-level", "WARNING", **PRODUCTION)

    assert done.returncode == 0, done.stderr


def test_a_server_of_ones_own_without_an_owner_is_warned_of():
    done = run("manage.py", "check", "--deploy", **PRODUCTION, DATABASE_URL="postgres://a:b@127.0.0.1:1/c")

    assert "backoffice.W001" in done.stderr


@pytest.mark.parametrize("environment", [{}, PRODUCTION | {"DEBUG": "1"}])
def test_nothing_is_shown_of_faults_unless_asked_for(environment):
    assert said("settings.DEBUG", **environment) == "False"


def test_each_role_has_its_own_name_and_password():
    roles = [
        said("[(d['USER'], d['PASSWORD']) for d in settings.DATABASES.values()]", DB_ROLE=role)
        for role in ("owner", "application", "reader")
    ]

    assert len(set(roles)) == 3


def test_a_real_servers_owner_migrates_and_its_application_works():
    urls = {
        "DATABASE_URL": "postgres://works:w@db.example:6432/c",
        "DATABASE_OWNER_URL": "postgres://owns:o@db.example/c",
    }
    shown = "[settings.DATABASES['default'][key] for key in ('USER', 'HOST', 'PORT', 'NAME')]"

    assert said(shown, **urls) == "['works', 'db.example', 6432, 'c']"
    assert said(shown, **urls, DB_ROLE="owner") == "['owns', 'db.example', '', 'c']"


def test_an_unknown_role_is_named():
    assert "DB_ROLE is 'boss'" in run("-c", "import backoffice.settings", DB_ROLE="boss").stderr
