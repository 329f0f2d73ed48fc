"""Whatever stands in an address or a field, nobody gets a broken page."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from tests import kept, worlds
from tests.security import matrix

pytestmark = pytest.mark.django_db(databases=["default", "looking"])

ODD = ["²", "-1", "1" * 40, "x.1", "9999-99-99.1", "2026-11-22.²", "2026-11-22." + "1" * 40, "'--", "%00", "<b>", "٣"]
LISTS = {"queue": "caseworker", "recognition": "caseworker", "approvals": "supervisor", "audit": "auditor",
         "looks": "auditor", "payments": "payment_officer", "payments_returned": "payment_officer"}  # fmt: skip
NUMBERS = ["x", "%00", "26-0000001-4%00", "'; DROP TABLE claims_claim", "..", "a" * 5000]


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    with kept.for_the_module(django_db_blocker), worlds.on(worlds.FILED_ON.replace(month=11)):
        yield matrix.a_world()


@pytest.fixture
def _django_db_helper(world):
    with kept.undone():
        yield


def signed_in(world, role: str, place: str = "own") -> Client:
    client = Client(raise_request_exception=False)
    client.cookies[settings.SESSION_COOKIE_NAME] = world.sessions[role, place]
    return client


@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize("name", LISTS)
def test_an_odd_place_to_go_on_from_breaks_no_list(world, name, odd):
    client = signed_in(world, LISTS[name])

    for key in ("after", "before", "number"):
        assert client.get(f"{reverse(name)}?{key}={odd}").status_code in (200, 302, 404), key


@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize("key", ["before", "known_on"])
def test_an_odd_day_breaks_no_history(world, key, odd):
    address = reverse("case_history", args=[world.granted.number])

    assert signed_in(world, "auditor").get(f"{address}?{key}={odd}").status_code == 200


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("address", ["/claims/{}/", "/claims/{}/history/", "/approvals/{}/", "/claims/{}/hold/"])
def test_a_claim_number_that_is_none_is_not_found(world, address, number):
    role = "supervisor" if "approvals" in address else "caseworker"

    assert signed_in(world, role).get(address.format(number)).status_code == 404


@pytest.mark.parametrize("pk", ["0", "9" * 18, "9" * 30])
@pytest.mark.parametrize("address", ["/tasks/{}/take/", "/recognition/{}/", "/registers/people/{}/",
                                     "/registers/employers/{}/", "/registers/import/{}/"])  # fmt: skip
def test_an_id_that_is_none_is_not_found(world, address, pk):
    assert signed_in(world, "caseworker").get(address.format(pk)).status_code == 404


@pytest.mark.parametrize(
    "typed", ["\x00", "' OR 1=1 --", "%", "_", "\\", "<script>", "a" * 100_000, "\u202e", "9" * 13]
)
def test_search_takes_anything_and_finds_nobody_by_tricks(world, typed):
    response = signed_in(world, "caseworker").post(reverse("search"), {"q": typed})

    assert response.status_code == 200
    assert matrix.NAME not in response.content.decode()


@pytest.mark.parametrize("name", ["hold", "restate", "recommend", "withdraw", "request_documents", "point"])
def test_a_null_character_in_a_field_is_no_broken_page(world, name):
    posted = dict.fromkeys(["reason", "note", "because", "until", "text", "ground", "kinds"], "\x00")

    response = signed_in(world, "caseworker").post(matrix.address_of(world, name), posted)

    assert response.status_code in (200, 302)
