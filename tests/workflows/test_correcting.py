"""Corrections: another award by two people, the difference paid or recorded, the earlier day still as it was known."""

from datetime import date

import pytest

from audits.chain import verify_in_database
from backoffice.staff.refusal import Refused
from claims.models import Claim, Debt, Posting
from contributions.models import SeparationCertificate
from tests import worlds
from tests.bank import an_answer
from workflows import correcting, deciding, paying, points, registering

CORRECTED_ON = date(2026, 11, 30)


@pytest.fixture
def paid_twice(centre):
    """A claim on which two rounds were recognised and paid."""
    claim = worlds.with_an_account(centre, worlds.a_granted_claim(centre, monthly=3_440_000))
    for message in ("B1", "B2"):
        certification = worlds.a_recognised_round(centre, claim)
        batch = worlds.a_released_run(centre, certification.due_on)
        with worlds.on(certification.due_on):
            paying.settle(an_answer(batch, {batch.items.get(): "ACSC"}, message=message), by=centre.payment_officer)
    return Claim.objects.get(pk=claim.pk)


def correct_wages(centre, claim, monthly):
    """The employer certifies other wages for the same separation."""
    old = SeparationCertificate.objects.current().get(person=claim.person, separation_on=claim.separation_on)
    kept = ("acquired_on", "separation_on", "reason_code", "unit_days_from_on", "unit_days")
    return registering.record_certificate(
        claim.person,
        old.employer,
        by=centre.caseworker,
        office=centre.office,
        replaces=old,
        wages=worlds.three_months(claim.separation_on, monthly),
        **{name: getattr(old, name) for name in kept},
    )


def decide_again(centre, claim):
    """The correction drafted, recommended and approved by two people."""
    determination = correcting.redraft(claim, by=centre.caseworker, reason="employer")
    for point in claim.points.filter(cleared_at=None):
        points.clear(point, by=centre.caseworker, reason="확인함", finding={"ground": "none"})
    determination = deciding.draft(claim, by=centre.caseworker)
    determination = deciding.recommend(determination, by=centre.caseworker, text="임금 정정")
    return deciding.approve(determination, by=centre.supervisor)


def test_a_preview_shows_days_won_and_letter_and_saves_nothing(centre, paid_twice):
    with worlds.on(CORRECTED_ON):
        correct_wages(centre, paid_twice, 3_470_000)

        difference = correcting.preview(paid_twice)

    assert difference.award_after["daily_amount"] > difference.award_before["daily_amount"]
    assert (difference.days_before, difference.days_after, difference.letter) == (36, 36, "correction")
    assert difference.amount == sum(r.amount_after - r.settled for r in difference.rounds) > 0
    assert paid_twice.determinations.count() == 1


def test_an_underpayment_becomes_a_payment(centre, paid_twice):
    with worlds.on(CORRECTED_ON):
        correct_wages(centre, paid_twice, 3_470_000)
        expected = correcting.preview(paid_twice)

        decide_again(centre, paid_twice)

    supplements = paid_twice.payments.filter(kind="supplement", state="scheduled")
    assert sum(supplements.values_list("amount", flat=True)) == expected.amount
    assert all(payment.days == 0 for payment in supplements) and not Debt.objects.exists()
    assert paid_twice.determinations.standing().get().supersedes.state == "superseded"
    assert paid_twice.letters.filter(kind="correction").count() == 1


def test_an_overpayment_becomes_a_recorded_debt_that_nobody_pursues(centre, paid_twice):
    with worlds.on(CORRECTED_ON):
        correct_wages(centre, paid_twice, 3_400_000)
        expected = correcting.preview(paid_twice)

        decide_again(centre, paid_twice)

    assert expected.amount < 0
    assert sum(paid_twice.debts.values_list("amount", flat=True)) == -expected.amount
    assert sum(Posting.objects.filter(account="receivable").values_list("amount", flat=True)) == -expected.amount
    assert not paid_twice.payments.filter(kind="supplement").exists() and verify_in_database() == []


def test_what_has_not_left_is_scheduled_afresh(centre):
    claim = worlds.with_an_account(centre, worlds.a_granted_claim(centre, monthly=3_440_000))
    certification = worlds.a_recognised_round(centre, claim)
    with worlds.on(CORRECTED_ON):
        correct_wages(centre, claim, 3_400_000)

        determination = decide_again(centre, claim)

    live = certification.payments.exclude(state="cancelled").get()
    assert (live.kind, live.determination, live.days) == ("benefit", determination, 8)
    assert live.amount < certification.amount and not Debt.objects.exists()
    assert certification.payments.get(state="cancelled").spans.filter(live=True).count() == 0


def test_a_refusal_now_makes_everything_paid_a_debt(centre, paid_twice):
    with worlds.on(CORRECTED_ON):
        old = SeparationCertificate.objects.current().get(person=paid_twice.person)
        registering.record_certificate(
            paid_twice.person,
            old.employer,
            by=centre.caseworker,
            office=centre.office,
            replaces=old,
            unit_days=100,
            wages=worlds.three_months(paid_twice.separation_on, 3_440_000),
            acquired_on=old.acquired_on,
            separation_on=old.separation_on,
            reason_code=old.reason_code,
            unit_days_from_on=old.unit_days_from_on,
        )

        decide_again(centre, paid_twice)

    paid_twice = Claim.objects.get(pk=paid_twice.pk)
    paid = sum(paid_twice.payments.filter(state="paid").values_list("amount", flat=True))
    assert (paid_twice.state, paid_twice.days_recognised) == ("refused", 0)
    assert sum(paid_twice.debts.values_list("amount", flat=True)) == paid > 0
    assert not paid_twice.certifications.filter(state__in=["due", "reported"]).exists()


def test_fewer_prescribed_days_make_the_last_days_a_debt(centre):
    claim = worlds.with_an_account(centre, worlds.a_granted_claim(centre))
    certification = worlds.a_recognised_round(centre, claim)
    standing = claim.determinations.standing().get()

    with worlds.on(CORRECTED_ON):
        difference = correcting.compare(
            Claim.objects.get(pk=claim.pk), standing.award, standing.award | {"prescribed_days": 5}
        )

    assert [(r.days_before, r.days_after) for r in difference.rounds] == [(8, 5)]
    assert difference.amount == certification.daily_amount * 5 // 10 * 10 - certification.amount


def test_nothing_changed_is_nothing_to_correct(centre, claim):
    with worlds.on(CORRECTED_ON), pytest.raises(Refused):
        correcting.redraft(claim, by=centre.caseworker, reason="employer")


def test_a_payment_on_its_way_stops_a_correction(centre):
    claim = worlds.with_an_account(centre, worlds.a_granted_claim(centre, monthly=3_440_000))
    day = worlds.a_recognised_round(centre, claim).due_on
    with worlds.on(day):
        paying.build(centre.office, by=centre.payment_officer, on=day)
    with worlds.on(CORRECTED_ON):
        correct_wages(centre, claim, 3_400_000)

        with pytest.raises(Refused):
            decide_again(centre, claim)

    assert not Debt.objects.exists()


def test_the_case_as_known_before_still_shows_the_old_wages(centre, paid_twice):
    with worlds.on(CORRECTED_ON):
        correct_wages(centre, paid_twice, 3_470_000)

        decided = decide_again(centre, paid_twice)

        known, now = (correcting.as_known_on(paid_twice, date(2026, 11, day)) for day in (29, 30))
    assert (known.facts.wages[0].pay, now.facts.wages[0].pay) == (3_440_000, 3_470_000)
    assert (known.determination, now.determination) == (decided.supersedes, decided)
    assert known.facts.wages[0].pay == known.determination.facts["wages"][0]["pay"]


def test_days_recognised_beyond_a_new_prescription_are_a_debt_and_no_constraint_is_in_the_way(centre):
    claim = worlds.with_an_account(centre, worlds.a_granted_claim(centre, acquired_on=date(2016, 7, 1)))
    for _round in range(6):
        worlds.a_recognised_round(centre, claim)
    before = Claim.objects.get(pk=claim.pk)
    last_on = worlds.pending(claim).from_on
    old = SeparationCertificate.objects.current().get(person=claim.person)
    spell = claim.person.insured_statuses.current().get()
    entered = {"by": centre.caseworker, "office": centre.office}

    with worlds.on(last_on):
        since = date(2025, 12, 1)
        registering.record_status(
            claim.person, old.employer, acquired_on=since, lost_on=spell.lost_on, replaces=spell, **entered
        )
        registering.record_certificate(
            claim.person,
            old.employer,
            replaces=old,
            acquired_on=since,
            separation_on=old.separation_on,
            reason_code=old.reason_code,
            unit_days_from_on=since,
            unit_days=260,
            wages=worlds.three_months(old.separation_on, 3_000_000),
            **entered,
        )
        decide_again(centre, claim)

    after = Claim.objects.get(pk=claim.pk)
    assert (before.days_recognised, after.prescribed_days, after.days_recognised) == (148, 120, 120)
    live = claim.payments.exclude(state="cancelled").values_list("days", flat=True)
    assert sum(live) == 120 and not Debt.objects.exists()
