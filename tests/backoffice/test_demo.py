"""The demo office: the same for the same day and seed, with something in every state, and true to the last hash."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from backoffice.demo import building, bulk, bulk_rows, histories, profiles
from backoffice.demo.digest import demo_digest
from backoffice.demo.names import HARD
from backoffice.staff.models import Office, User
from claims.facts import differences, entitlement_facts
from claims.models import BankAccount, Batch, Certification, Claim, Determination, Payment, Point
from contributions.models import Person
from law.kr.entitlement_codes import POINTS
from tests import worlds
from workflows.models import Kind, Task

DAY = date(2026, 11, 22)
SEED = 7
MADE_ONLY_BY_OTHER_ROADS = {
    "other_reason_finding_needed", "judged_on_other_job", "barred_for_fraud"
}  # fmt: skip


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker):
    """The smallest demo office; what was counted while it was built."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield building.build(DAY, SEED, each=1)
        transaction.set_rollback(True)


def test_claims_that_need_unconfirmed_law_stop_at_the_draft_with_that_point(db):
    kinds = {name: histories.HISTORIES[name] for name in ("recommended", "granted")}

    counted = building.build(date(2028, 1, 2), SEED, each=1, kinds=kinds)

    assert counted["stopped at unconfirmed law"] == 2
    assert states(Determination) == {"draft"} and all(Determination.objects.values_list("unconfirmed", flat=True))
    assert Point.objects.filter(code="unconfirmed_law", cleared_at=None).count() == 2


def digest_of(seed: int) -> str:
    """The digest of a demo office with a few kinds of cases, which is gone afterwards."""
    kinds = {name: histories.HISTORIES[name] for name in ("reason_conflict", "held", "refused_voluntary", "reissued")}
    with transaction.atomic():
        building.build(DAY, seed, each=1, kinds=kinds)
        digest = demo_digest()
        transaction.set_rollback(True)
    return digest


def states(model) -> set[str]:
    return set(model.objects.values_list("state", flat=True))


def test_the_same_day_and_seed_give_the_same_office_and_another_seed_another(db):
    first = digest_of(SEED)

    assert digest_of(SEED) == first != digest_of(SEED + 1)


def test_no_verb_refuses_what_the_stories_do(demo):
    assert [name for name in demo if name.startswith("refused:")] == []
    assert demo.keys() == histories.HISTORIES.keys()


@pytest.mark.parametrize("model", [Claim, Determination, Certification, Payment, Batch, Task])
def test_every_state_of_every_machine_occurs(demo, model):
    assert states(model) == {value for value, _label in model._meta.get_field("state").choices}


def test_every_reason_to_close_occurs(demo):
    reasons = {value for value, _label in Claim._meta.get_field("closed_because").choices}

    assert set(Claim.objects.filter(state="closed").values_list("closed_because", flat=True)) == reasons


def test_points_of_every_kind_stand_open(demo):
    open_codes = set(Point.objects.filter(cleared_at=None).values_list("code", flat=True))

    assert set(POINTS) - open_codes <= MADE_ONLY_BY_OTHER_ROADS


def test_tasks_of_every_kind_were_opened(demo):
    assert set(Kind.values) - set(Task.objects.values_list("kind", flat=True)) <= {Kind.WORK, Kind.CORRECT}


def test_accounts_wait_for_a_second_person_and_some_were_replaced(demo):
    assert states(BankAccount) >= {"active", "proposed", "replaced"}


def test_the_register_and_the_decisions_hold(demo):
    said = StringIO()
    call_command("verify_register", stdout=said)
    call_command("replay", stdout=said)

    assert "all seals hold" in said.getvalue() and ", 0 differ." in said.getvalue()


def test_a_second_demo_office_beside_the_first_is_refused(demo):
    with pytest.raises(CommandError, match="already"):
        call_command("demo", on=DAY)


def test_claims_loaded_by_copy_are_whole_and_hold(demo):
    with transaction.atomic():
        before = Claim.objects.count()
        counted = bulk.load(DAY, SEED, 200)
        said = StringIO()
        call_command("verify_register", stdout=said)
        call_command("replay", stdout=said)
        decided = Claim.objects.order_by("-pk").filter(determinations__isnull=False)[:40]

        assert Claim.objects.count() == before + 200 and counted.total() == 200
        assert "all seals hold" in said.getvalue() and ", 0 differ." in said.getvalue()
        assert len(decided) == 40
        assert [differences(each.determinations.get().facts, entitlement_facts(each)) for each in decided] == [[]] * 40
        transaction.set_rollback(True)


def test_the_hard_names_are_there(demo):
    names = set(Person.objects.values_list("name", flat=True))

    assert len(names & {hard[0] for hard in HARD}) >= 8


def test_production_refuses(settings, db):
    settings.PRODUCTION = True

    with pytest.raises(CommandError, match="production"):
        call_command("demo", on=DAY)


def test_beside_real_people_it_refuses(db):
    worlds.a_centre()

    with pytest.raises(CommandError, match="real people"):
        call_command("demo", on=DAY)

    assert not User.objects.filter(is_demo=True).exists() and Office.objects.count() == 1


def test_other_seeds_give_other_people():
    codes = ["1101", "2601"]
    one, other = (building.plan(DAY, seed, 1, codes) for seed in (1, 2))

    assert [p.profile.name for p in one] != [p.profile.name for p in other]
    assert [p.profile.resident_number for p in one] == [
        p.profile.resident_number for p in building.plan(DAY, 1, 1, codes)
    ]


@pytest.mark.parametrize("day", [DAY, date(2027, 1, 2), date(2028, 1, 2)])
def test_about_four_hundred_claims_of_people_from_19_to_70(day):
    planned = building.plan(day, 1, None, ["1101", "2601"])
    ages = {(day - each.profile.born_on).days // 366 for each in planned}

    assert 370 <= len(planned) <= 430
    assert min(ages) <= 22 and 66 <= max(ages) <= 70
    assert {"F", "M"} == {each.profile.sex for each in planned}
    assert len({each.profile.nationality for each in planned}) >= 8
    assert all(profiles.unit_days(each.profile) > 0 for each in planned)


@pytest.mark.parametrize(("model", "state", "way"), [
    (Payment, "paid", ("scheduled", "in_batch", "sent", "paid")),
    (Determination, "approved", ("draft", "recommended", "approved")),
    (Claim, "filed", ("filed",)),
])  # fmt: skip
def test_a_loaded_row_takes_the_shortest_lawful_way_to_its_state(model, state, way):
    assert bulk_rows.way_to(model, state) == way


def test_a_row_without_a_needed_column_is_refused():
    with pytest.raises(KeyError):
        bulk_rows.Rows().add(Claim, id=1)
