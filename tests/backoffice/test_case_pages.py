"""The pages of a case, as the people who use them open them."""

import pytest
from django.urls import reverse

from tests import worlds

pytestmark = pytest.mark.django_db(databases=["default", "looking"])

TABS = ("case", "case_conditions", "case_letters", "case_documents", "case_history")


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("tab", TABS)
def test_every_tab_of_a_granted_case_opens_in_both_languages(client, tab, language):
    centre = worlds.a_centre()
    claim = worlds.a_granted_claim(centre)
    centre.caseworker.language = language
    centre.caseworker.save()
    client.force_login(centre.caseworker)

    page = client.get(reverse(tab, args=[claim.number]))

    assert page.status_code == 200
    assert claim.number in page.content.decode()


ACTS = (
    "draft",
    "recommend",
    "raise_point",
    "override",
    "request_documents",
    "receive_document",
    "restate",
    "hold",
    "wake",
    "withdraw",
)


@pytest.mark.parametrize("name", ACTS)
def test_every_act_of_a_filed_case_shows_its_form(client, name):
    centre = worlds.a_centre()
    claim = worlds.a_filed_claim(centre)
    client.force_login(centre.caseworker)

    page = client.get(reverse(name, args=[claim.number]), follow=True)

    assert page.status_code == 200


def test_a_supervisor_approves_through_the_page(client):
    centre = worlds.a_centre()
    claim = worlds.a_filed_claim(centre)
    determination = worlds.a_recommended_determination(centre, claim, decided_on=worlds.FILED_ON)
    client.force_login(centre.supervisor)

    listed = client.get(reverse("approvals"))
    shown = client.get(reverse("approval", args=[claim.number]))
    signed = client.post(
        reverse("approval", args=[claim.number]), {"verdict": "approve", "seen": determination.facts_hash}
    )

    assert claim.number in listed.content.decode()
    assert shown.status_code == 200
    assert signed.status_code == 302
    claim.refresh_from_db()
    assert claim.get_state_display()
    assert claim.letters.count() == 1


@pytest.mark.parametrize("name", ["home", "queue", "approvals"])
def test_the_lists_open(client, name):
    centre = worlds.a_centre()
    worlds.a_filed_claim(centre)
    client.force_login(centre.supervisor)

    assert client.get(reverse(name)).status_code == 200


def test_a_case_of_another_office_is_not_found(client):
    centre, other = worlds.a_centre(), worlds.a_centre()
    claim = worlds.a_filed_claim(centre)
    client.force_login(other.caseworker)

    assert client.get(reverse("case", args=[claim.number])).status_code == 404
