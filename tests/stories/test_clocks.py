"""The road at other clocks: in later years, where the law is not confirmed yet, and half an hour after midnight."""

from datetime import UTC, date, datetime

import pytest

from backoffice.staff import clock, grants
from backoffice.staff.refusal import Refused
from claims.models import Claim
from tests import worlds
from tests.bank import an_answer
from workflows import deciding, filing, holding, night, paying, points

pytestmark = pytest.mark.django_db

NEW_YEAR = datetime(2027, 1, 1, 0, 30, tzinfo=clock.SEOUL)
LAST_DAY = date(2026, 12, 30)


@pytest.fixture
def centre():
    return worlds.a_centre()


def just_after_midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 0, 30, tzinfo=clock.SEOUL)


@pytest.mark.parametrize(
    "filed_on, separation_on", [(date(2026, 11, 22), date(2026, 10, 31)), (date(2027, 1, 2), date(2026, 12, 31))]
)
def test_a_separation_of_2026_is_filed_decided_recognised_and_paid(centre, filed_on, separation_on):
    claim = worlds.with_an_account(
        centre, worlds.a_granted_claim(centre, filed_on=filed_on, separation_on=separation_on)
    )
    payment = worlds.a_recognised_round(centre, claim).payments.get()
    batch = worlds.a_released_run(centre, payment.payable_on)
    with worlds.on(payment.payable_on):
        paying.settle(an_answer(batch, {batch.items.get(): "ACSC"}), by=centre.payment_officer)

    payment.refresh_from_db()
    assert payment.state == "paid" and claim.number.startswith(f"{filed_on:%y}-")
    assert claim.points.filter(code="unconfirmed_law").count() == 0


@pytest.mark.parametrize(
    "filed_on, separation_on", [(date(2027, 2, 10), date(2027, 1, 31)), (date(2028, 1, 2), date(2027, 12, 31))]
)
def test_a_later_separation_stops_at_the_draft_for_the_law_is_not_confirmed(centre, filed_on, separation_on):
    claim = worlds.a_filed_claim(centre, filed_on=filed_on, separation_on=separation_on)
    with worlds.on(filed_on):
        determination = deciding.draft(claim, by=centre.caseworker)
        point = claim.points.get(code="unconfirmed_law")

        with pytest.raises(Refused):
            points.clear(point, by=centre.caseworker, reason="값이 곧 확정됨")
        with pytest.raises(Refused):
            deciding.recommend(determination, by=centre.caseworker, text="")

    determination.refresh_from_db()
    assert (determination.state, determination.unconfirmed, point.cleared_at) == ("draft", True, None)


@pytest.mark.parametrize("day", [date(2026, 11, 22), date(2027, 1, 2), date(2028, 1, 2)])
def test_half_an_hour_after_midnight_the_legal_day_is_that_of_seoul(centre, day):
    with clock.frozen(just_after_midnight(day)):
        person = worlds.a_person(centre)
        claim = filing.file(
            person, by=centre.caseworker, office=centre.office, separation_on=date(day.year - 1, 9, 30), answers={}
        )

        assert clock.now().astimezone(UTC).day != day.day and clock.today() == day
        assert claim.filed_on == day and claim.due_on > day
        with pytest.raises(Refused):
            filing.file(person, by=centre.caseworker, office=centre.office, separation_on=day, answers={})


def test_a_claim_of_the_new_years_first_hour_is_numbered_in_that_year(centre):
    with clock.frozen(NEW_YEAR):
        person = worlds.a_person(centre)
        claim = filing.file(person, by=centre.caseworker, office=centre.office, separation_on=LAST_DAY, answers={})

    assert (claim.number[:2], claim.filed_on) == ("27", date(2027, 1, 1))


def test_a_letter_signed_after_midnight_bears_the_day_in_seoul(centre):
    claim = worlds.a_filed_claim(centre)
    determination = worlds.a_recommended_determination(centre, claim, decided_on=date(2026, 10, 14))

    with clock.frozen(just_after_midnight(date(2026, 10, 15))):
        deciding.approve(determination, by=centre.supervisor)

    assert claim.letters.get().issued_on == date(2026, 10, 15)


def test_a_hold_wakes_in_the_first_hour_of_its_day_and_not_before(centre):
    grants.night_account()
    claim = worlds.a_filed_claim(centre)
    wake_on = date(2026, 10, 20)
    with worlds.on(date(2026, 10, 14)):
        holding.hold(claim, by=centre.caseworker, until=wake_on, because="comwel")

    states = []
    for instant in (datetime(2026, 10, 19, 23, 30, tzinfo=clock.SEOUL), just_after_midnight(wake_on)):
        with clock.frozen(instant):
            night.run(clock.today())
        states.append(Claim.objects.get(pk=claim.pk).state)

    assert states == ["held", "filed"]
