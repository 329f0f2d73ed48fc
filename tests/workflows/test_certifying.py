"""Recognition days: set by rule, reported, recognised, moved, missed, excused."""

from tests import worlds


def test_the_first_recognition_day_is_set_by_rule(claim):
    certification = worlds.pending(claim)

    assert (certification.round, certification.from_on.isoformat()) == (1, "2026-10-12")
    assert certification.due_on.isoformat() == "2026-10-26"


def test_recognised_days_are_scheduled_for_payment(centre, claim):
    certification = worlds.a_recognised_round(centre, claim)

    payment = certification.payments.get()
    assert (payment.days, payment.amount) == (8, certification.daily_amount * 8 // 10 * 10)
