"""The night and the jobs: done once, taken over, safe to repeat."""

from datetime import timedelta

import pytest
from django.core.management import call_command

from audits import sealing
from audits.models import Event
from backoffice.staff import clock, grants
from claims.models import Claim, Determination
from tests import worlds
from workflows import holding, jobs, night
from workflows.models import Job, Kind, Task
from workflows.replaying import replay

pytestmark = pytest.mark.django_db


@pytest.fixture
def centre(db):
    made = worlds.a_centre()
    grants.night_account()
    return made


def test_the_night_wakes_a_hold_on_its_day_and_only_once(centre):
    claim = worlds.a_filed_claim(centre)
    with worlds.on(worlds.FILED_ON):
        holding.hold(claim, by=centre.caseworker, until=worlds.FILED_ON + timedelta(5), because="comwel")

    with worlds.on(worlds.FILED_ON + timedelta(5)):
        first, second = night.run(), night.run()

    assert first["woken"] == 1
    assert second["woken"] == 0
    assert Task.objects.open().filter(claim=claim, kind=Kind.WOKEN).count() == 1


def test_the_night_never_refuses_it_only_opens_a_task_when_the_deadline_has_passed(centre):
    claim = worlds.a_filed_claim(centre)

    with worlds.on(claim.due_on + timedelta(1)):
        night.run()
        night.run()

    claim.refresh_from_db()
    assert claim.get_state_display() == Claim(state="filed").get_state_display()
    assert Task.objects.open().filter(claim=claim, kind=Kind.OVERDUE).count() == 1
    assert Event.objects.filter(claim=claim, verb="deadline_passed").count() == 1


def test_the_night_closes_a_claim_whose_benefit_period_is_over_with_event_and_letter(centre):
    claim = worlds.a_granted_claim(centre)

    with worlds.on(Claim.objects.get(pk=claim.pk).benefit_until_on + timedelta(1)):
        done = night.run()

    claim = Claim.objects.get(pk=claim.pk)
    assert done["closed"] == 1
    assert claim.closed_because == "expired"
    assert claim.letters.filter(kind="claim_closed").count() == 1


def test_a_job_of_a_silent_worker_is_taken_over_and_the_silent_one_is_fenced_off(centre):
    with worlds.on(worlds.FILED_ON, hour=9):
        jobs.request_tonight()
        silent = jobs.take()
        assert jobs.take() is None

    with worlds.on(worlds.FILED_ON, hour=10):
        heir = jobs.take()
        with pytest.raises(jobs.LeaseLost):
            jobs.HANDLERS["night"](silent, lambda done, total: jobs._renew(silent, done, total)) or jobs._renew(
                silent, 0, 0
            )
        jobs.work_off(heir)

    assert Job.objects.get().state == "done"


def test_replay_finds_nothing_in_what_was_just_decided(centre):
    worlds.a_granted_claim(centre)

    assert list(replay()) == [None] * Determination.objects.count()


def test_a_broken_register_is_told_by_its_seal(centre):
    worlds.a_filed_claim(centre)
    sealed = sealing.seal()

    call_command("verify_register")

    assert sealed.count == Event.objects.count()
    assert list(sealing.broken()) == []
    assert clock.day_of(sealed.sealed_at)
