"""The machines: drawn as they are, the same in the database, and no move outside of them, whoever asks."""

from itertools import product

import pytest
from django.db import IntegrityError, connection, transaction

from backoffice.housekeeping import roles
from backoffice.management.commands.draw_states import MACHINES, WHERE, drawing, moves
from claims.models import Batch, Claim, LegalMove
from claims.models.moves import machine_moves
from tests import kept, worlds
from workflows.models import Task

pytestmark = pytest.mark.django_db(databases=["default", "looking"])

# What a row needs besides its state to satisfy the other constraints of any state.
COMPLETE = {
    "claims_claim": "held_until = '2027-01-01', closed_because = 'work'",
    "claims_determination": "recommended_by_id = {one}, approved_by_id = {other}, approved_at = now()",
    "claims_certification": "recognised_by_id = {one}, law_digest = 'x'",
    "claims_payment": "paid_on = '2026-10-26'",
    "claims_batch": "released_by_id = {other}, built_by_id = {one}, released_at = now(), file_sha256 = 'x'",
    "workflows_task": "ended_at = now()",
}


def states(model) -> list[str]:
    return [value for value, _label in model._meta.get_field("state").flatchoices]


ILLEGAL = [
    (model, source, target)
    for model in MACHINES
    for source, target in product(states(model), repeat=2)
    if source != target and (source, target) not in machine_moves(model)
]
NOT_FIRST = [(model, state) for model in MACHINES for state in states(model) if ("", state) not in machine_moves(model)]


def named(case) -> str:
    return "-".join(getattr(part, "__name__", part) for part in case)


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """A claim with a row in every machine, and two people who may sign."""
    with kept.for_the_module(django_db_blocker):
        centre = worlds.a_centre()
        claim = worlds.with_an_account(centre, worlds.a_granted_claim(centre))
        certification = worlds.a_recognised_round(centre, claim)
        worlds.a_released_run(centre, certification.due_on)
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        yield centre


@pytest.fixture
def _django_db_helper(world):
    with kept.undone():
        yield


@pytest.fixture
def cursor():
    with connection.cursor() as cursor:
        yield cursor


def put(cursor, model, state: str, centre) -> int:
    """The id of a row that stands in this state, put there behind the triggers' back."""
    table = model._meta.db_table
    cursor.execute(f"SELECT max(id) FROM {table}")
    (pk,) = cursor.fetchone()
    complete = COMPLETE[table].format(one=centre.caseworker.pk, other=centre.supervisor.pk)
    cursor.execute("SET LOCAL session_replication_role = replica")
    cursor.execute(f"UPDATE {table} SET state = %s, {complete} WHERE id = %s", [state, pk])
    cursor.execute("SET LOCAL session_replication_role = origin")
    return pk


def test_the_drawing_is_that_of_the_code():
    assert WHERE.read_text("utf-8") == drawing(), "run `manage.py draw_states`"


@pytest.mark.parametrize("model", MACHINES)
def test_every_state_can_be_reached(model):
    reached, edges = {str(model._meta.get_field("state").default)}, {(m.source, m.target) for m in moves(model)}

    for _round in states(model):
        reached |= {target for source, target in edges if source in reached}

    assert reached == set(states(model))


def test_the_database_knows_the_same_moves(world):
    for model in MACHINES:
        rows = LegalMove.objects.filter(machine=model._meta.db_table)

        assert set(rows.values_list("source", "target")) == machine_moves(model)


@pytest.mark.parametrize("role", [roles.OWNER, roles.APPLICATION])
@pytest.mark.parametrize("case", ILLEGAL, ids=named)
def test_the_database_refuses_a_move_that_no_machine_has(world, cursor, case, role):
    model, source, target = case
    pk = put(cursor, model, source, world)
    cursor.execute(f"SET LOCAL ROLE {role}")

    refusal = f'{model._meta.db_table} cannot move from "{source}" to "{target}"'
    with pytest.raises(IntegrityError, match=refusal), transaction.atomic():
        cursor.execute(f"UPDATE {model._meta.db_table} SET state = %s WHERE id = %s", [target, pk])


@pytest.mark.parametrize("role", [roles.OWNER, roles.APPLICATION])
@pytest.mark.parametrize("case", NOT_FIRST, ids=named)
def test_the_database_refuses_a_row_that_begins_in_the_middle(world, cursor, case, role):
    model, state = case
    table = model._meta.db_table
    cursor.execute(f"SET LOCAL ROLE {role}")

    with pytest.raises(IntegrityError, match=f'{table} cannot move from "" to "{state}"'), transaction.atomic():
        cursor.execute(
            f"INSERT INTO {table} SELECT (jsonb_populate_record(row, jsonb_build_object('id', row.id + 1000000,"
            f" 'state', %s::text))).* FROM {table} row WHERE id = (SELECT max(id) FROM {table})",
            [state],
        )


@pytest.mark.parametrize("model", [Claim, Batch, Task])
def test_a_state_cannot_be_set_by_assignment(model):
    with pytest.raises(AttributeError, match="Direct state modification"):
        model(state=states(model)[0]).state = states(model)[1]
