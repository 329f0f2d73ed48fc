"""What every answer tells the browser, what it never fetches, and what signing in gives away."""

import re

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from backoffice.staff.models import User
from tests import kept, worlds
from tests.security import matrix

pytestmark = pytest.mark.django_db(databases=["default", "looking"])
BACKEND = "django.contrib.auth.backends.ModelBackend"
FETCHED = re.compile(
    rb"""\s(?:src|href|action|formaction|hx-(?:get|post|put|patch|delete)|poster)\s*=\s*["']([^"']+)["']"""
)
NAMES = sorted(matrix.addresses())


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    with kept.for_the_module(django_db_blocker):
        yield matrix.a_world()


@pytest.fixture
def _django_db_helper(world):
    cache.clear()
    with kept.undone():
        yield


@pytest.fixture(scope="module")
def pages(world) -> dict[str, object]:
    """Every address as somebody who may open it sees it."""
    return {name: first_shown(world, name) for name in NAMES}


def first_shown(world, name):
    for role in matrix.WHO:
        client = Client(raise_request_exception=False)
        if role != "anonymous":
            client.cookies[settings.SESSION_COOKIE_NAME] = world.sessions[role, "own"]
        response = client.get(matrix.address_of(world, name))
        if response.status_code == 200:
            return response
    return response


@pytest.mark.parametrize("name", NAMES)
def test_every_page_is_guarded_by_its_headers(pages, name):
    page = pages[name]
    policy = page["Content-Security-Policy"]

    assert "default-src 'none'" in policy
    assert "unsafe-inline" not in policy and "unsafe-eval" not in policy and "*" not in policy
    assert page["X-Content-Type-Options"] == "nosniff"
    assert page["Referrer-Policy"] == "same-origin"
    assert page["X-Frame-Options"] == "DENY" and page["Cross-Origin-Opener-Policy"] == "same-origin"


@pytest.mark.parametrize("name", [name for name in NAMES if name not in matrix.WITHOUT_PERSONS])
def test_no_browser_keeps_a_page_with_people_on_it(pages, name):
    if pages[name].status_code == 200:
        assert "no-store" in pages[name].get("Cache-Control", "")


@pytest.mark.parametrize("name", NAMES)
def test_a_page_fetches_and_sends_nothing_elsewhere(pages, name):
    page = pages[name]
    if not page["Content-Type"].startswith("text/html"):
        return

    elsewhere = [url for url in FETCHED.findall(page.content) if not url.startswith((b"/", b"#", b"?", b"tel:"))]

    assert not elsewhere
    assert not re.search(rb"""(?:src|href)=["']//""", page.content)


@pytest.mark.parametrize("name", NAMES)
def test_a_page_has_no_script_or_style_of_its_own(pages, name):
    page = pages[name]
    if not page["Content-Type"].startswith("text/html"):
        return

    assert not re.search(rb"<[^>]+\s(?:style|on[a-z]+)\s*=", page.content)
    for script in re.findall(rb"<script\b[^>]*>", page.content):
        assert b"src=" in script or b"nonce=" in script or b"application/json" in script


# ── forgery ──────────────────────────────────────────────────────────────────
@pytest.mark.parametrize("name", NAMES)
def test_a_post_without_the_token_is_refused(world, name):
    client = Client(enforce_csrf_checks=True)
    client.cookies[settings.SESSION_COOKIE_NAME] = world.sessions["caseworker", "own"]

    assert client.post(matrix.address_of(world, name), {"verdict": "approve"}).status_code == 403


def test_a_post_from_another_place_is_refused_even_with_the_token(world):
    client = Client(enforce_csrf_checks=True)
    client.cookies[settings.SESSION_COOKIE_NAME] = world.sessions["caseworker", "own"]
    page = client.get(reverse("hold", args=[world.filed.number]))
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.content.decode())[1]

    response = client.post(
        reverse("set_language"),
        {"csrfmiddlewaretoken": token, "language": "en"},
        HTTP_ORIGIN="https://elsewhere.example",
    )

    assert response.status_code == 403


# ── cookies ──────────────────────────────────────────────────────────────────
def test_no_script_reads_a_cookie_and_no_other_site_sends_it(world):
    client = Client()
    client.force_login(User.objects.get(pk=world.centre.caseworker.pk), backend=BACKEND)
    client.get(reverse("hold", args=[world.filed.number]))
    client.post(reverse("set_language"), {"language": "en"})

    assert {"sessionid", "csrftoken", settings.LANGUAGE_COOKIE_NAME} <= set(client.cookies)
    for cookie in client.cookies.values():
        assert cookie["httponly"] and cookie["samesite"] == "Lax", cookie.key


@pytest.mark.parametrize("target", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)"])
def test_nobody_is_sent_to_another_site(world, target):
    client = Client()

    assert client.post(reverse("set_language"), {"language": "en", "next": target})["Location"] == "/"
    user = somebody_with_a_password()
    signed_in = client.post(f"{reverse('account_login')}?next={target}", {"login": user, "password": PASSWORD})
    assert signed_in["Location"] == "/"


# ── signing in ───────────────────────────────────────────────────────────────
PASSWORD = "vier-Koffer-am-Bahnsteig"


def somebody_with_a_password(**more) -> str:
    user = worlds.somebody(worlds.an_office(), "caseworker")
    user.set_password(PASSWORD)
    User.objects.filter(pk=user.pk).update(password=user.password, **more)
    return user.username


def seen(response) -> str:
    """A page without what differs from request to request."""
    text = re.sub(r'(?:value|nonce)="[^"]*"', "", response.content.decode())
    return re.sub(r"\b[A-Za-z0-9]{64}\b", "", text)


def test_a_wrong_password_and_an_unknown_name_are_answered_alike():
    known = somebody_with_a_password()

    wrong = Client().post(reverse("account_login"), {"login": known, "password": "x" * 14})
    unknown = Client().post(reverse("account_login"), {"login": "nobody-here", "password": "x" * 14})

    assert (wrong.status_code, seen(wrong)) == (unknown.status_code, seen(unknown))


def test_a_leaver_is_answered_like_a_stranger():
    leaver = somebody_with_a_password(is_active=False)

    gone = Client().post(reverse("account_login"), {"login": leaver, "password": PASSWORD})
    unknown = Client().post(reverse("account_login"), {"login": "nobody-here", "password": PASSWORD})

    assert "_auth_user_id" not in gone.client.session
    assert (gone.status_code, gone.get("Location")) == (unknown.status_code, unknown.get("Location"))


def test_guessing_is_slowed_down():
    known, client = somebody_with_a_password(), Client()

    codes = [
        client.post(reverse("account_login"), {"login": known, "password": f"wrong-{n}"}).status_code for n in range(12)
    ]
    right = client.post(reverse("account_login"), {"login": known, "password": PASSWORD})

    assert 429 in codes or right.status_code != 302


def test_signing_in_gives_a_new_session(world):
    user, client = somebody_with_a_password(), Client()
    client.get(reverse("account_login"))
    before = client.session.session_key

    assert client.post(reverse("account_login"), {"login": user, "password": PASSWORD}).status_code == 302
    assert client.session.session_key != before


def test_signing_out_ends_the_session_and_takes_a_post(world):
    user, client = somebody_with_a_password(), Client()
    client.post(reverse("account_login"), {"login": user, "password": PASSWORD})
    key = client.session.session_key

    assert client.get(reverse("account_logout")).status_code == 200
    assert client.get(reverse("home")).status_code == 200
    client.post(reverse("account_logout"))
    thief = Client()
    thief.cookies[settings.SESSION_COOKIE_NAME] = key
    assert thief.get(reverse("home")).status_code == 302


@pytest.mark.parametrize("change", ["leaves", "loses the role"])
def test_what_is_taken_away_is_gone_with_the_next_page(world, change):
    user = worlds.somebody(world.centre.office, "caseworker")
    client = Client()
    client.force_login(user, backend=BACKEND)
    address = reverse("case", args=[world.filed.number])
    assert client.get(address).status_code == 200

    if change == "leaves":
        User.objects.filter(pk=user.pk).update(is_active=False)
    else:
        from backoffice.staff import grants

        grants.end(user.appointments.get(), on=worlds.FILED_ON)

    assert client.get(address).status_code in (302, 403)


def test_the_production_switches_are_on():
    import os
    import subprocess
    import sys

    code = (
        "from backoffice import settings as s; assert s.SESSION_COOKIE_SECURE and s.CSRF_COOKIE_SECURE and"
        " s.SECURE_SSL_REDIRECT and s.SECURE_HSTS_SECONDS >= 31536000 and s.SECURE_HSTS_INCLUDE_SUBDOMAINS"
        " and not s.DEBUG and '*' not in s.ALLOWED_HOSTS"
    )
    environment = os.environ | {"PRODUCTION": "1", "DEBUG": "1", "ALLOWED_HOSTS": "office.example"}

    assert subprocess.run([sys.executable, "-c", code], env=environment, check=False).returncode == 0
