"""Filing at the counter: who the person is, what stands in the way, and what is kept."""

from datetime import date

import pytest

from audits.models import Event
from backoffice.staff.refusal import Refused
from claims.models import Claim
from claims.numbers import is_valid
from contributions import vault
from contributions.models import Recusal
from tests import worlds
from workflows import filing, holding, registering

ANSWERS = {"claimant_reason": "23", "registered_on": date(2026, 10, 10), "able_to_work": True, "willing_to_work": True}


def filed(centre, person, **more) -> Claim:
    said = {"separation_on": worlds.SEPARATED_ON, "answers": ANSWERS, "by": centre.intake, "office": centre.office}
    with worlds.on(worlds.FILED_ON):
        return filing.file(person, **(said | more))


def test_a_filed_claim_has_a_number_with_a_check_digit_a_deadline_and_a_task(centre):
    claim = filed(centre, worlds.a_person(centre))

    assert is_valid(claim.number)
    assert claim.due_on == date(2026, 10, 29)  # the fourteenth working day, that of filing counted
    assert claim.tasks.get().due_on == claim.due_on
    assert Event.objects.get(claim=claim, verb="file").target == "filed"


def test_what_the_claimant_said_is_sealed_under_their_key(centre):
    claim = filed(centre, worlds.a_person(centre))

    statement = claim.statements.get()
    assert "claimant_reason" not in statement.sealed_answers
    assert statement.answers["registered_on"] == "2026-10-10"


@pytest.mark.parametrize("separation_on", [worlds.SEPARATED_ON, date(2026, 8, 31)])
def test_a_claim_under_examination_stands_in_the_way_of_any_other_and_is_named(centre, separation_on):
    person = worlds.a_person(centre)
    first = filed(centre, person)

    with pytest.raises(Refused, match=first.number):
        filed(centre, person, separation_on=separation_on)


def test_after_a_withdrawal_the_way_is_free(centre):
    person = worlds.a_person(centre)
    holding.withdraw(filed(centre, person), by=centre.caseworker, reason="본인 요청")

    assert filed(centre, person).state == "filed"


def test_a_granted_claim_stands_in_the_way_for_its_own_separation_only(centre):
    claim = worlds.a_granted_claim(centre)

    assert filing.standing_in_the_way(claim.person, claim.separation_on) == [claim]
    assert filing.standing_in_the_way(claim.person, date(2026, 10, 2)) == []


def test_the_claim_of_another_person_is_no_obstacle(centre):
    filed(centre, worlds.a_person(centre))

    assert filed(centre, worlds.a_person(centre)).pk


@pytest.mark.parametrize("impossible", [{"filed_on": date(2026, 10, 13)}, {"separation_on": worlds.FILED_ON}])
def test_days_that_cannot_be_are_refused(centre, impossible):
    with pytest.raises(Refused):
        filed(centre, worlds.a_person(centre), **impossible)

    assert not Claim.objects.exists()


def test_the_dead_file_no_claims(centre):
    person = worlds.a_person(centre)
    registering.record_death(person, by=centre.caseworker, office=centre.office, died_on=date(2026, 1, 5), evidence="x")
    person.refresh_from_db()

    with pytest.raises(Refused):
        filed(centre, person)


def test_relatives_are_neither_found_nor_filed_for(centre):
    person = worlds.a_person(centre)
    Recusal.objects.create(user=centre.intake, resident_number_hash=vault.identity_hash(person.resident_number),
                           reason="가족", declared_by=centre.supervisor)

    with pytest.raises(Refused):
        filing.find(person.resident_number, by=centre.intake)
    with pytest.raises(Refused):
        filed(centre, person)


def test_filing_needs_the_right_at_that_office(centre):
    for who, office in ((centre.auditor, centre.office), (centre.intake, worlds.an_office())):
        with pytest.raises(Refused):
            filed(centre, worlds.a_person(centre), by=who, office=office)


def test_what_is_known_takes_a_fixed_number_of_queries(centre, django_assert_num_queries):
    few, many = worlds.a_person(centre), worlds.a_person(centre)
    worlds.a_job(centre, few)
    for year in range(2018, 2026):
        worlds.a_job(centre, many, acquired_on=date(year - 2, 1, 2), separation_on=date(year, 12, 31))
    filed(centre, many)
    filed(centre, few)

    for person, jobs in ((few, 1), (many, 8)):
        with django_assert_num_queries(4):
            known = filing.known(person)
        assert (len(known.statuses), len(known.certificates), len(known.claims)) == (jobs, jobs, 1)


def test_a_changed_answer_leaves_the_earlier_one_readable(centre):
    claim = filed(centre, worlds.a_person(centre))

    filing.restate(claim, by=centre.intake, answers=ANSWERS | {"claimant_reason": "11"}, reason="잘못 적음")

    later, earlier = claim.statements.order_by("-id")
    later.claim = earlier.claim = claim
    assert (earlier.answers["claimant_reason"], later.answers["claimant_reason"]) == ("23", "11")
    assert later.replaces == earlier and earlier.known_until is not None
