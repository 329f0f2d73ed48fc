"""Fifty people approve one determination at once: one wins, everybody else reads who it was.

`PROVE` repeats it (tests/prove.py).
"""

import os
import threading
from contextvars import copy_context

import pytest
from django.db import connections
from django.db.models import Count

from audits.chain import verify_in_database
from audits.models import Event
from backoffice.staff.refusal import Refused
from claims.models import Claim, Determination
from tests import worlds
from workflows import deciding

APPROVERS = 50
TIMES = int(os.environ.get("PROVE", "1"))

pytestmark = pytest.mark.django_db(transaction=True)


def approve_at_once(determination, people) -> list:
    """What each of the people got: the determination, or the exception they met."""
    gate, results = threading.Barrier(len(people)), [None] * len(people)

    def run(place: int, person) -> None:
        try:
            assert person.grants
            gate.wait(timeout=60)
            results[place] = deciding.approve(determination, by=person)
        except BaseException as met:  # noqa: BLE001 - a thread hands its failure to the test
            results[place] = met
        finally:
            connections.close_all()

    threads = [threading.Thread(target=copy_context().run, args=(run, n, p)) for n, p in enumerate(people)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=120)
    return results


def test_one_of_fifty_approvals_wins_and_all_others_are_told_who():
    centre = worlds.a_centre()
    people = [worlds.somebody(centre.office, "supervisor", name=f"결재자{n:02}") for n in range(APPROVERS)]
    for _time in range(TIMES):
        claim = worlds.a_filed_claim(centre)
        determination = worlds.a_recommended_determination(centre, claim, decided_on=worlds.FILED_ON)

        with worlds.on(worlds.FILED_ON):
            results = approve_at_once(determination, people)

        winners = [result for result in results if isinstance(result, Determination)]
        refused = [result for result in results if isinstance(result, Refused)]
        assert (len(winners), len(refused)) == (1, APPROVERS - 1), [r for r in results if r not in winners + refused]
        assert all(winners[0].approved_by.name in refusal.sentence for refusal in refused)
        assert Event.objects.filter(claim=claim, verb="approve").count() == 1
        assert claim.letters.count() == claim.certifications.count() == 1
        assert Claim.objects.get(pk=claim.pk).state == "granted"
    assert verify_in_database() == []
    assert not Event.objects.values("chain", "number").annotate(n=Count("pk")).filter(n__gt=1).exists()


def test_approving_and_sending_back_at_once_do_not_both_happen():
    centre = worlds.a_centre()
    other = worlds.somebody(centre.office, "supervisor")
    claim = worlds.a_filed_claim(centre)
    determination = worlds.a_recommended_determination(centre, claim, decided_on=worlds.FILED_ON)
    gate, results = threading.Barrier(2), []

    def run(act) -> None:
        gate.wait(timeout=60)
        try:
            act()
            results.append("done")
        except Refused:
            results.append("refused")
        finally:
            connections.close_all()

    acts = [
        lambda: deciding.approve(determination, by=centre.supervisor),
        lambda: deciding.send_back(determination, by=other, because="result", note="다시 확인"),
    ]
    with worlds.on(worlds.FILED_ON):
        threads = [threading.Thread(target=copy_context().run, args=(run, act)) for act in acts]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(timeout=120)

    determination.refresh_from_db()
    assert sorted(results) == ["done", "refused"]
    assert Event.objects.filter(claim=claim, verb__in=["approve", "send_back"]).count() == 1
    assert claim.letters.count() == (1 if determination.state == "approved" else 0)
