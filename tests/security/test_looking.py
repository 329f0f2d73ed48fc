"""Looking changes nothing, and is remembered: where it cannot be remembered, nothing is shown."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.db import DatabaseError, connection, transaction
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import path, reverse

from audits.models import Access, Event
from backoffice import urls
from backoffice.staff import clock
from backoffice.staff.models import User
from backoffice.views.pages import address_of, page
from contributions.models import Employer, Person
from tests import kept, worlds

pytestmark = pytest.mark.django_db(databases=["default", "looking"])


@page()
def writing(request):
    """A view that breaks the rule: it changes somebody's name while it is looked at."""
    User.objects.filter(pk=request.user.pk).update(name="changed")
    return HttpResponse("written")


@page()
def hiding(request):
    """The same, and it hides the error."""
    try:
        with transaction.atomic():
            User.objects.filter(pk=request.user.pk).update(name="changed")
    except DatabaseError:
        return HttpResponse("refused")
    return HttpResponse("written")


@page()
def turning(request):
    """It asks the database to allow writing first."""
    with connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION READ WRITE")
    User.objects.filter(pk=request.user.pk).update(name="changed")
    return HttpResponse("written")


urlpatterns = [
    *urls.urlpatterns,
    path("writing/", writing),
    path("hiding/", hiding),
    path("turning/", turning),
]


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    with kept.for_the_module(django_db_blocker):
        centre = worlds.a_centre()
        claim = worlds.a_granted_claim(centre)
        yield centre, claim


@pytest.fixture
def _django_db_helper(world):
    with kept.undone():
        yield


@pytest.fixture
def caseworker(world) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(User.objects.get(pk=world[0].caseworker.pk), backend="django.contrib.auth.backends.ModelBackend")
    return client


@override_settings(ROOT_URLCONF=__name__)
@pytest.mark.parametrize("address", ["/writing/", "/turning/"])
@pytest.mark.parametrize("method", ["get", "head", "options"])
def test_a_view_that_writes_while_looking_fails_and_nothing_is_written(world, caseworker, address, method):
    if method == "options":
        assert caseworker.options(address).status_code == 405
        return

    response = getattr(caseworker, method)(address)

    assert response.status_code == 500
    assert b"changed" not in response.content
    assert User.objects.get(pk=world[0].caseworker.pk).name == "caseworker"


@override_settings(ROOT_URLCONF=__name__)
def test_hiding_the_error_does_not_help(world, caseworker):
    assert caseworker.get("/hiding/").content == b"refused"
    assert User.objects.get(pk=world[0].caseworker.pk).name == "caseworker"


@override_settings(ROOT_URLCONF=__name__)
def test_the_database_names_the_reason(caseworker):
    caseworker.raise_request_exception = True

    with pytest.raises(DatabaseError, match="cannot execute UPDATE in a read-only transaction"):
        caseworker.get("/writing/")


def test_looking_at_a_case_is_remembered_with_who_when_what_and_from_where(world, caseworker):
    centre, claim = world
    day = worlds.FILED_ON
    with worlds.on(day):
        caseworker.force_login(centre.caseworker, backend="django.contrib.auth.backends.ModelBackend")
        caseworker.get(reverse("case", args=[claim.number]), REMOTE_ADDR="192.0.2.7")

    look = Access.objects.order_by("-pk").first()
    assert (look.user_id, look.claim_id, look.person_id) == (centre.caseworker.pk, claim.pk, claim.person_id)
    assert (look.page, look.address, clock.day_of(look.at), look.office_id) == (
        "case",
        "192.0.2.7",
        day,
        centre.office.pk,
    )


TABS = ["case", "case_conditions", "case_letters", "case_documents", "case_history", "case_payments",
        "case_certifications", "hold", "withdraw", "request_documents"]  # fmt: skip


@pytest.mark.parametrize("name", TABS)
def test_every_page_of_a_case_leaves_a_record(world, caseworker, name):
    before = Access.objects.count()

    assert caseworker.get(reverse(name, args=[world[1].number])).status_code == 200
    assert Access.objects.count() == before + 1


@pytest.mark.parametrize("name", ["queue", "recognition"])
def test_a_list_remembers_everybody_it_showed(world, caseworker, name):
    caseworker.get(reverse(name))

    assert Access.objects.filter(page=name, person_id=world[1].person_id, what="list").exists()


def test_what_a_stranger_did_not_see_is_not_remembered_as_seen(world):
    stranger = Client()
    stranger.force_login(worlds.a_centre().caseworker, backend="django.contrib.auth.backends.ModelBackend")
    before = Access.objects.count()

    assert stranger.get(reverse("case", args=[world[1].number])).status_code == 404
    assert Access.objects.count() == before


@pytest.mark.parametrize("name", [*TABS, "queue", "letter", "recognition"])
def test_what_cannot_be_remembered_is_not_shown(world, caseworker, name, monkeypatch):
    """The table of access records refuses: a full disk, a lost right."""
    claim = world[1]
    arguments = {"queue": [], "recognition": [], "letter": [claim.number, claim.letters.get().pk]}.get(
        name, [claim.number]
    )
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")

    def refuse(*_rows, **_more):
        raise DatabaseError("no space left")

    monkeypatch.setattr(Access, "save", refuse)
    monkeypatch.setattr(type(Access.objects), "bulk_create", refuse)
    response = caseworker.get(reverse(name, args=arguments))

    assert response.status_code == 500
    for secret in (claim.person.name, claim.number, "010-0000-0000"):
        assert secret.encode() not in response.content
    assert b"%PDF" not in response.content


def test_looking_leaves_no_event_and_changes_no_row(world, caseworker):
    claim = world[1]
    before = (Event.objects.count(), Person.objects.count(), Employer.objects.count())

    for name in TABS:
        caseworker.get(reverse(name, args=[claim.number]))

    assert (Event.objects.count(), Person.objects.count(), Employer.objects.count()) == before


def test_a_session_lives_on_while_looking(caseworker):
    key = caseworker.session.session_key
    with worlds.on(clock.today()):
        caseworker.get(reverse("home"))

    assert Session.objects.filter(session_key=key).exists()
    assert Session._meta.label_lower == "sessions.session"


def test_the_longest_day_ends_whatever_is_done(world, caseworker):
    began = clock.now()
    assert caseworker.get(reverse("home")).status_code == 200

    with clock.frozen(began + timedelta(hours=9, minutes=59)):
        assert caseworker.get(reverse("home")).status_code == 200
    with clock.frozen(began + timedelta(hours=10, minutes=1)):
        response = caseworker.get(reverse("home"))

    assert response.status_code == 302 and response["Location"].startswith("/account/login/")


def test_the_address_is_that_of_the_connection_and_no_header(rf):
    assert address_of(rf.get("/", HTTP_X_FORWARDED_FOR="203.0.113.9", REMOTE_ADDR="192.0.2.1")) == "192.0.2.1"
