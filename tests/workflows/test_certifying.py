"""Recognition days: set by rule, reported, recognised, moved, missed, excused, and the end of a claim."""

from datetime import date, timedelta

import pytest

from backoffice.staff.refusal import Refused
from claims.models import Certification, Claim, Letter
from contributions.models import InsuredStatus
from tests import worlds
from workflows import certifying, registering
from workflows.models import Task

DUE_ON = date(2026, 10, 26)


def fresh(noun):
    return type(noun).objects.get(pk=noun.pk)


def test_the_first_recognition_day_is_set_by_rule(claim):
    certification = worlds.pending(claim)

    assert (certification.round, certification.from_on, certification.due_on) == (1, date(2026, 10, 12), DUE_ON)
    assert Task.objects.open().get(claim=claim, kind="certify").due_on == DUE_ON


def test_recognised_days_run_down_are_paid_and_the_next_day_is_set(centre, claim):
    certification = worlds.a_recognised_round(centre, claim)

    payment, claim = certification.payments.get(), fresh(claim)
    assert (payment.days, payment.amount) == (8, certification.daily_amount * 8 // 10 * 10)
    assert [(s.days.lower, s.days.upper) for s in payment.spans.all()] == [(date(2026, 10, 19), date(2026, 10, 27))]
    assert claim.days_remaining == claim.prescribed_days - 8
    assert worlds.pending(claim).due_on == date(2026, 11, 23)
    assert Letter.objects.filter(claim=claim, kind="certification_result", certification=certification).count() == 1


def test_what_was_found_is_kept_with_its_facts_and_law(centre, claim):
    certification = fresh(worlds.a_recognised_round(centre, claim))

    assert certification.law_on == DUE_ON and len(certification.law_digest) == 64
    assert certification.trace["results"]["payable_days"] == 8
    assert certification.trace["facts"]["activities"][0]["accepted"] is True
    assert claim.events.get(verb="recognise").source == "reported"


def test_worked_days_are_not_paid(centre, claim):
    work = {"kind": "daily", "from_on": "2026-10-21", "to_on": "2026-10-22", "pay": 300_000}

    certification = worlds.a_recognised_round(centre, claim, works=[work])

    assert (certification.days_recognised, certification.payments.get().spans.count()) == (6, 2)


def test_without_an_account_nothing_is_recognised(centre):
    claim = worlds.a_granted_claim(centre)
    certification = worlds.a_reported_round(centre, claim)

    with worlds.on(DUE_ON), pytest.raises(Refused, match="계좌|account"):
        certifying.recognise(certification, by=centre.caseworker, findings=worlds.ACCEPTED)

    assert not claim.payments.exists() and fresh(claim).days_recognised == 0


def test_a_person_decides_what_the_law_leaves_open(centre, claim):
    certification = worlds.a_reported_round(
        centre,
        claim,
        works=[{"kind": "family_business", "from_on": "2026-10-20", "to_on": "2026-10-20", "pay": 10_000}],
    )

    with worlds.on(DUE_ON), pytest.raises(Refused):
        certifying.recognise(certification, by=centre.caseworker, findings=worlds.ACCEPTED)
    with worlds.on(DUE_ON):
        found = certifying.recognise(certification, by=centre.caseworker, findings=worlds.ACCEPTED | {"works": [True]})

    assert found.days_recognised == 7


def test_work_in_the_registers_that_was_not_reported_stops_the_recognition(centre, claim):
    certification = worlds.a_reported_round(centre, claim)
    with worlds.on(DUE_ON):
        registering.record_status(
            claim.person,
            worlds.an_employer(centre),
            by=centre.caseworker,
            office=centre.office,
            acquired_on=date(2026, 10, 20),
        )

        with pytest.raises(Refused):
            certifying.recognise(certification, by=centre.caseworker, findings=worlds.ACCEPTED)

    assert InsuredStatus.objects.filter(acquired_on=date(2026, 10, 20)).exists()


def test_a_report_on_another_day_needs_a_reason(centre, claim):
    certification = worlds.pending(claim)

    with worlds.on(date(2026, 10, 27)), pytest.raises(Refused, match="2026-10-26"):
        certifying.report(certification, by=centre.caseworker, on=date(2026, 10, 27), manner="attended", report={})


def test_an_own_mistake_is_excused_once_within_its_time(centre, claim):
    certification = worlds.pending(claim)
    came_on = date(2026, 11, 3)
    with worlds.on(came_on):
        certification = certifying.report(
            certification,
            by=centre.caseworker,
            on=came_on,
            manner="attended",
            report=worlds.a_report(certification, excuse={"cause": "mistake"}),
        )
        certification = certifying.recognise(certification, by=centre.caseworker, findings=worlds.ACCEPTED)

    assert (certification.to_on, certification.days_recognised, certification.moved_because) == (came_on, 16, "mistake")
    second = worlds.pending(claim)
    with worlds.on(second.due_on + timedelta(days=3)), pytest.raises(Refused):
        certifying.report(
            second,
            by=centre.caseworker,
            on=second.due_on + timedelta(days=3),
            manner="attended",
            report=worlds.a_report(second, excuse={"cause": "mistake"}),
        )


def test_a_mistake_beyond_its_time_is_refused(centre, claim):
    certification = worlds.pending(claim)
    late = certifying.late_last_day(certification) + timedelta(days=1)

    with worlds.on(late), pytest.raises(Refused, match="2026-11-09"):
        certifying.report(
            certification,
            by=centre.caseworker,
            on=late,
            manner="attended",
            report=worlds.a_report(certification, excuse={"cause": "mistake"}),
        )


def test_a_missed_day_loses_its_days_and_the_next_round_follows(centre, claim):
    certification = worlds.pending(claim)
    with worlds.on(date(2026, 10, 28)):
        certifying.miss(certification, by=centre.caseworker, on=date(2026, 10, 28))

    following = worlds.pending(claim)
    assert (fresh(certification).state, fresh(claim).days_recognised) == ("missed", 0)
    assert (following.round, following.from_on, following.due_on) == (2, date(2026, 10, 27), date(2026, 11, 23))
    assert claim.letters.filter(kind="certification_result").count() == 1


def test_nothing_is_missed_before_its_day_has_passed(centre, claim):
    with worlds.on(DUE_ON), pytest.raises(Refused):
        certifying.miss(worlds.pending(claim), by=centre.caseworker, on=DUE_ON)


def test_a_missed_round_is_taken_up_again_with_a_certificate(centre, claim):
    certification = worlds.pending(claim)
    with worlds.on(date(2026, 10, 28)):
        certifying.miss(certification, by=centre.caseworker, on=date(2026, 10, 28))
    excuse = {"cause": "illness", "cause_from": "2026-10-25", "cause_to": "2026-10-28", "certificate": True}
    sick = {"kind": "sickness", "from_on": "2026-10-25", "to_on": "2026-10-28", "certificate": True}

    with worlds.on(date(2026, 11, 2)):
        report = worlds.a_report(certification, excuse=excuse, hindrances=[sick])
        again = certifying.report(
            certification, by=centre.caseworker, on=date(2026, 11, 2), manner="attended", report=report
        )
        again = certifying.recognise(again, by=centre.caseworker, findings=worlds.ACCEPTED)

    assert (again.state, again.days_recognised) == ("recognised", 8)
    assert [(c.round, c.state) for c in Certification.objects.filter(claim=claim).order_by("id")] == [
        (1, "recognised"),
        (2, "cancelled"),
        (2, "due"),
    ]


def test_working_again_is_recognised_to_the_day_before_and_ends_the_rounds(centre, claim):
    certification = worlds.pending(claim)
    excuse = {"cause": "continuing_job", "hired_on": "2026-10-24", "work_days": 20}
    with worlds.on(date(2026, 11, 20)):
        report = {"excuse": excuse, "hired_from": "2026-10-24"}
        certification = certifying.report(
            certification, by=centre.caseworker, on=date(2026, 11, 20), manner="online", report=report
        )
        certification = certifying.recognise(certification, by=centre.caseworker)

    assert (certification.to_on, certification.days_recognised) == (date(2026, 10, 23), 5)
    assert certification.hired_on == date(2026, 10, 24)
    assert not claim.certifications.filter(state="due").exists()


def test_the_day_is_moved_for_an_interview_asked_for_before(centre, claim):
    with worlds.on(date(2026, 10, 23)):
        certification = certifying.move_day(
            worlds.pending(claim),
            by=centre.caseworker,
            to=date(2026, 10, 28),
            cause="interview",
            cause_to=date(2026, 10, 26),
        )

    assert (certification.due_on, certification.first_due_on) == (date(2026, 10, 28), DUE_ON)
    assert Task.objects.open().get(claim=claim, kind="certify").due_on == date(2026, 10, 28)
    assert claim.letters.filter(kind="certification_day_changed").count() == 1


def test_the_day_is_never_moved_to_a_holiday(centre, claim):
    with worlds.on(date(2026, 10, 23)), pytest.raises(Refused):
        certifying.move_day(worlds.pending(claim), by=centre.caseworker, to=date(2026, 10, 31), cause="office")


@pytest.mark.parametrize(
    "rows",
    [
        {"works": [{"kind": "daily", "from_on": "2026-10-20", "to_on": "2026-10-19", "pay": 1}]},
        {"works": [{"kind": "daily", "from_on": "2026-10-20", "to_on": "2026-10-20", "pay": -1}]},
        {"works": [{"kind": "<b>", "from_on": "2026-10-20", "to_on": "2026-10-20", "pay": 1}]},
        {"works": [{"kind": "daily", "from_on": "gestern", "to_on": "2026-10-20", "pay": 1}]},
        {"activities": [{"kind": "application", "on": "2026-12-24"}]},
        {"activities": [{"kind": "application", "on": "2026-10-20", "colour": "red"}]},
        {"nonsense": []},
    ],
)
def test_nonsense_in_a_report_is_refused(centre, claim, rows):
    with worlds.on(DUE_ON), pytest.raises(Refused):
        certifying.report(worlds.pending(claim), by=centre.caseworker, on=DUE_ON, manner="attended", report=rows)


def test_a_report_never_carries_the_findings_of_the_office(centre, claim):
    certification = worlds.pending(claim)
    boastful = {"activities": [{"kind": "application", "on": "2026-10-20", "accepted": True}]}

    with worlds.on(DUE_ON):
        certification = certifying.report(
            certification, by=centre.caseworker, on=DUE_ON, manner="attended", report=boastful
        )

    assert "accepted" not in certification.report["activities"][0]


def test_the_night_or_a_new_claim_ends_a_claim_with_its_letter(centre, claim):
    with worlds.on(DUE_ON):
        certifying.end(claim, by=centre.supervisor, because="replaced", on=DUE_ON)

    closed = Claim.objects.get(pk=claim.pk)
    assert (closed.state, closed.closed_because) == ("closed", "replaced")
    assert (
        not closed.certifications.filter(state="due").exists() and not Task.objects.open().filter(claim=claim).exists()
    )
    assert closed.letters.filter(kind="claim_closed").count() == 1
