"""A real server begins with one office and one administrator, and never with the training data."""

import io
import re

import pytest
from django.core.management import CommandError, call_command
from django.test import override_settings

from audits.models import Event
from backoffice import checks
from backoffice.staff.models import Appointment, Office, User

pytestmark = pytest.mark.django_db

NAMES = ("--code=1101", "--office=서울고용센터", "--office-en=Seoul Job Centre", "--username=first", "--person=김하나")


def founded() -> str:
    out = io.StringIO()
    call_command("found_office", *NAMES, stdout=out)
    return re.search(r"one-time password (\S+)\. ", out.getvalue())[1]


def test_the_first_administrator_has_a_one_time_password_and_one_role():
    password = founded()

    first = User.objects.get(username="first")
    assert first.check_password(password) and first.must_change_password and not first.is_superuser
    assert [(a.role, a.office.code) for a in Appointment.objects.filter(user=first)] == [
        ("office_administrator", "1101")
    ]
    assert first.may("administer_office", first.office_id) and not first.may("see_case")
    assert Event.objects.filter(verb="found_office").count() == 1


def test_an_office_is_founded_only_once():
    founded()

    with pytest.raises(CommandError):
        call_command("found_office", *NAMES)

    assert Office.objects.count() == 1 and User.objects.filter(username="first").count() == 1


def test_production_does_not_start_with_demo_accounts():
    User.objects.create(username="demo", name="Demo", is_demo=True)

    with override_settings(PRODUCTION=True), pytest.raises(SystemExit, match="1 demo accounts exist"):
        checks.refuse_training_data_in_production()
    with override_settings(PRODUCTION=True):
        assert [fault.id for fault in checks.nobody_is_for_training(["default"])] == ["backoffice.E001"]


def test_production_starts_without_them():
    User.objects.create(username="real", name="Real")

    with override_settings(PRODUCTION=True):
        assert checks.demo_accounts() == 0
        assert checks.nobody_is_for_training(["default"]) == []


def test_a_training_server_starts_with_them():
    User.objects.create(username="demo", name="Demo", is_demo=True)

    with override_settings(PRODUCTION=False):
        assert checks.nobody_is_for_training(["default"]) == []
