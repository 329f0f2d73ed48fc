"""Tampering is found: both verifiers and the seals, on events changed behind the triggers' back."""

import pytest
from django.db import connection

from audits import sealing
from audits.chain import content_of, verify, verify_in_database
from audits.models import Event, Seal
from contributions import vault
from contributions.models import PersonKey
from tests import kept, worlds

pytestmark = pytest.mark.django_db(databases=["default", "looking"])


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """A sealed register: two granted claims."""
    with kept.for_the_module(django_db_blocker):
        centre = worlds.a_centre()
        claims = [worlds.a_granted_claim(centre) for _each in range(2)]
        sealing.seal()
        yield claims


@pytest.fixture
def _django_db_helper(world):
    with kept.undone():
        yield


@pytest.fixture
def event(world) -> Event:
    """An event in the middle of a chain, with one before it and one after."""
    return Event.objects.get(claim=world[0], number=3)


def tamper(sql: str, *given) -> None:
    """A change with the triggers silent, as somebody with the disk would make it."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(sql, given)
        cursor.execute("SET LOCAL session_replication_role = origin")


def found() -> tuple[set, set]:
    """Where each of the two verifiers finds a fault: (chain, number)."""
    walked = {(f.chain, f.number) for f in verify(Event.objects.order_by("chain", "number").iterator())}
    return walked, {(f.chain, f.number) for f in verify_in_database()}


def test_an_honest_register_holds_together():
    assert found() == (set(), set())
    assert list(sealing.broken()) == []


COLUMN_CHANGES = [
    "verb = 'other'",
    "subject = 'other'",
    "source = 'other'",
    "target = 'other'",
    "by_id = (SELECT max(id) FROM staff_user)",
    "at = at + interval '1 second'",
    "claim_id = NULL",
    "hash = sha256('x')",
    "previous_hash = sha256('x')",
    "canonical = replace(canonical, '\"form\":1', '\"form\":2')",
]


@pytest.mark.parametrize("change", COLUMN_CHANGES, ids=lambda change: change.split(" ")[0])
def test_a_changed_column_is_found_by_both(event, change):
    tamper(f"UPDATE audits_event SET {change} WHERE id = %s", event.pk)

    walked, in_database = found()

    assert walked == in_database
    assert (event.chain, event.number) in walked


def test_a_change_with_a_hash_of_its_own_is_found_at_the_next_event(event):
    forged = "replace(canonical, '\"form\":1', '\"form\":2')"
    tamper(f"UPDATE audits_event SET hash = sha256(convert_to({forged}, 'UTF8')), canonical = {forged} WHERE id = %s",
           event.pk)  # fmt: skip

    walked, in_database = found()

    assert walked == in_database == {(event.chain, event.number + 1)}


def test_a_removed_event_is_found(event):
    tamper("DELETE FROM audits_event WHERE id = %s", event.pk)

    walked, in_database = found()

    assert walked == in_database == {(event.chain, event.number + 1)}


def test_two_exchanged_events_are_found(event):
    tamper(
        "UPDATE audits_event SET number = number + 1000 WHERE chain = %s AND number IN (3, 4);"
        "UPDATE audits_event SET number = 1007 - number WHERE chain = %s AND number > 1000",
        event.chain,
        event.chain,
    )

    walked, in_database = found()

    assert walked == in_database
    assert {(event.chain, 3), (event.chain, 4)} <= walked


def test_a_first_event_removed_is_found(event):
    tamper("DELETE FROM audits_event WHERE chain = %s AND number = 1", event.chain)

    assert found() == ({(event.chain, 2)}, {(event.chain, 2)})


def test_a_tail_cut_off_is_found_by_the_seal(event):
    tamper("DELETE FROM audits_event WHERE chain = %s AND number >= 3", event.chain)

    assert found() == (set(), set())
    assert list(sealing.broken()) == [Seal.objects.get()]


def test_a_whole_chain_removed_is_found_by_the_seal(event):
    tamper("DELETE FROM audits_event WHERE chain = %s", event.chain)

    assert found() == (set(), set())
    assert list(sealing.broken()) == [Seal.objects.get()]


def test_a_chain_rewritten_from_its_beginning_is_found_by_the_seal(event):
    tamper("UPDATE audits_event SET hash = sha256(hash) WHERE chain = %s AND number = (SELECT max(number) FROM"
           " audits_event WHERE chain = %s)", event.chain, event.chain)  # fmt: skip

    assert list(sealing.broken()) == [Seal.objects.get()]


def test_a_rewritten_seal_is_found_by_the_next_one(world):
    centre = worlds.a_centre()
    worlds.a_filed_claim(centre)
    sealing.seal()
    first, second = Seal.objects.order_by("up_to")
    tamper("UPDATE audits_seal SET digest = %s WHERE id = %s", "0" * 64, first.pk)

    assert list(sealing.broken()) == [first, second]
    assert second.previous == first.digest


def test_nothing_new_is_not_sealed_again():
    assert sealing.seal() is None
    assert Seal.objects.count() == 1


def test_an_erased_person_cannot_be_read_and_the_chain_holds(world):
    person = world[0].person
    told = [event for event in Event.objects.filter(claim=world[0]) if '"sealed":""' not in event.canonical]
    assert content_of(told[0])

    PersonKey.objects.filter(person=person).update(wrapped="", erased_at="2026-11-22T00:00:00Z")

    assert found() == (set(), set())
    assert list(sealing.broken()) == []
    for event in Event.objects.filter(pk__in=[event.pk for event in told]):
        with pytest.raises(vault.Erased):
            content_of(event)
