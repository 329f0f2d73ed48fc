"""A database is made ready before the server starts, any number of times."""

import pytest
from django.core.management import call_command

from backoffice.staff.models import User

pytestmark = pytest.mark.django_db


def test_the_worker_finds_its_account_before_any_office_exists():
    call_command("make_ready")

    night = User.objects.get(username="night")
    assert not night.has_usable_password()


def test_making_ready_again_changes_nothing():
    call_command("make_ready")
    before = User.objects.values_list("id", "password").get(username="night")

    call_command("make_ready")

    assert User.objects.values_list("id", "password").get(username="night") == before


def test_an_empty_database_is_told_from_one_with_an_office():
    with pytest.raises(SystemExit) as empty:
        call_command("is_empty")
    call_command("found_office", "--code=1", "--office=가", "--office-en=A", "--username=a", "--person=나")
    with pytest.raises(SystemExit) as filled:
        call_command("is_empty")

    assert (empty.value.code, filled.value.code) == (0, 1)
