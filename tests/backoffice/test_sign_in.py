"""The pages at the entrance."""

import pytest
from django.urls import reverse

from backoffice.staff.models import User

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.mark.parametrize(("language", "heading"), [("ko", "<h1>로그인</h1>"), ("en", "<h1>Sign in</h1>")])
def test_the_sign_in_page_speaks_the_readers_language(client, language, heading):
    shown = client.get(reverse("account_login"), headers={"accept-language": language})

    assert heading in shown.content.decode()


def test_a_wrong_password_keeps_the_name_and_says_nothing_about_who_exists(client):
    shown = client.post(reverse("account_login"), {"login": "nobody", "password": "wrong"}).content.decode()

    assert 'value="nobody"' in shown
    assert 'class="error-summary"' in shown
    assert "wrong" not in shown.split("<main")[1].split('type="password"')[1]


def test_where_people_were_going_is_kept(client):
    shown = client.get(reverse("account_login"), {"next": "/claims/1/"}).content.decode()

    assert '<input type="hidden" name="next" value="/claims/1/">' in shown


@pytest.mark.parametrize("must", [True, False])
def test_people_who_must_change_their_password_are_told_so(client, must):
    client.force_login(User.objects.create(username="kim", name="김서연", language="en", must_change_password=must))

    shown = client.get(reverse("account_change_password")).content.decode()

    assert ("before you go on" in shown) == must
    assert shown.count('type="password"') == 3


def test_signing_out_asks_first_by_a_form(client):
    client.force_login(User.objects.create(username="kim", name="김서연"))

    shown = client.get(reverse("account_logout")).content.decode()

    assert "<h1>로그아웃</h1>" in shown
    assert f'<form method="post" action="{reverse("account_logout")}">' in shown


def test_a_form_whose_session_has_ended_is_told_so(client):
    client.handler.enforce_csrf_checks = True

    shown = client.post(reverse("account_login"), {"login": "kim"}, headers={"accept-language": "en"})

    assert shown.status_code == 403
    assert "Your session has ended" in shown.content.decode()


def test_an_unknown_address_offers_the_search(client):
    shown = client.get("/no/such/page/", headers={"accept-language": "en"})

    assert shown.status_code == 404
    assert "There is nothing at this address" in shown.content.decode()


def test_nobody_makes_an_account_for_themselves(client):
    assert client.post("/account/signup/", {"username": "x", "password1": "a-long-password-1"}).status_code in (302, 404)
    assert not User.objects.filter(username="x").exists()


def test_a_one_time_password_is_changed_before_anything_else(client):
    person = User.objects.create_user("new", password="one-time-password", must_change_password=True, name="새 직원")
    client.force_login(person)

    held_back = client.get("/")
    changed = client.post("/account/password/", {
        "oldpassword": "one-time-password", "password1": "long-enough-and-mine", "password2": "long-enough-and-mine"})
    let_in = client.get("/")

    person.refresh_from_db()
    assert held_back.status_code == 302 and held_back.url == "/account/password/"
    assert changed.status_code == 302
    assert let_in.status_code == 200
    assert not person.must_change_password
