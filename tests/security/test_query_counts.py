"""How many questions a page asks the database: pinned, and the same for three rows and for thirty."""

import pytest
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import kept, worlds
from workflows import documents, points
from workflows.models import Task

pytestmark = pytest.mark.django_db(databases=["default", "looking"])

FEW, MANY = 3, 30
TABS = ("case", "case_conditions", "case_documents", "case_history")
PINNED = {
    "queue": 10, "approvals": 10, "approval": 22,
    "case": 25, "case_conditions": 24, "case_documents": 23, "case_history": 24,
}  # fmt: skip


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    with kept.for_the_module(django_db_blocker):
        yield worlds.a_centre()


@pytest.fixture
def _django_db_helper(world):
    with kept.undone():
        yield


def queries(user, name: str, *arguments) -> int:
    """Statements of one look at a page, on both connections, savepoints left out."""
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    client.get(reverse(name, args=arguments))
    with CaptureQueriesContext(connections["default"]) as one, CaptureQueriesContext(connections["looking"]) as other:
        assert client.get(reverse(name, args=arguments)).status_code == 200
    return sum("SAVEPOINT" not in query["sql"] for query in [*one, *other])


def counted(centre, claim) -> dict[str, int]:
    return {
        "queue": queries(centre.caseworker, "queue"),
        "approvals": queries(centre.supervisor, "approvals"),
        "approval": queries(centre.supervisor, "approval", claim.number),
        **{name: queries(centre.caseworker, name, claim.number) for name in TABS},
    }


def more(centre, claim, count: int) -> None:
    """So many more recommended claims in the lists, and points, documents and events on one case."""
    for n in range(count):
        points.raise_by_hand(claim, by=centre.caseworker, what=f"{n}")
        points.clear(claim.points.get(code="by_hand", cleared_at=None), by=centre.colleague, reason="확인함")
        documents.receive_document(claim, by=centre.caseworker, kind="other", name=f"{n}.txt", content=b"x")
        other = worlds.a_filed_claim(centre)
        worlds.a_recommended_determination(centre, other, decided_on=worlds.FILED_ON)


def test_pages_ask_as_often_with_thirty_rows_as_with_three(world):
    claim = worlds.a_filed_claim(world)
    worlds.a_recommended_determination(world, claim, decided_on=worlds.FILED_ON)
    with worlds.on(worlds.FILED_ON):
        more(world, claim, FEW - 1)
        few = counted(world, claim)
        more(world, claim, MANY - FEW)
        many = counted(world, claim)

    assert Task.objects.open().count() == claim.documents.count() + 1 == MANY
    assert many == few
    assert few == PINNED
