"""The employer corrects the wages after two payments: a preview, two people, the difference paid or recorded."""

from datetime import date

import pytest

from claims.models import Claim, Debt
from contributions.models import SeparationCertificate
from tests import worlds
from tests.bank import an_answer
from workflows import paying

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, databases=["default", "looking"])]
CORRECTED_ON, DAY_BEFORE = date(2026, 11, 30), "2026.11.29"


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


def corrected(story, claim: Claim, wages: str) -> None:
    """The certificate is corrected in the registers, the decision drafted again, recommended and approved."""
    certificate = SeparationCertificate.objects.current().get(person=claim.person)
    desk = story.caseworker.go("person", claim.person_id).follow("correct_certificate", certificate.pk)
    desk.send(**{f"pay__{row}__wages": wages for row in range(3)})
    desk.go("case", claim.number).follow("correct", claim.number).shot("preview", checked=True).send(reason="employer")
    while point := claim.points.filter(cleared_at=None).first():
        desk.go("point", claim.number, point.pk).send(reason="사업장 정정 내용을 확인함")
    desk.go("recommend", claim.number).send(text="사업장이 임금을 정정함")
    story.supervisor.go("approvals").open_row(claim.number).shot("approval", checked=True).send("verdict", "approve")


def known(story, claim: Claim) -> None:
    """The case as known on the day before shows the old wages, as known now the new ones."""
    desk = story.auditor.go("case_history", claim.number, known_on=DAY_BEFORE).shot("as-known-before", checked=True)
    desk.sees("3,440,000").go("case_wages", claim.number, known_on=DAY_BEFORE).shot("wages-as-known-before")
    desk.sees("3,440,000")
    assert "3,440,000" not in desk.go("case_wages", claim.number).text


def test_higher_wages_become_a_payment_and_a_letter(told, paid_twice):
    story = told("ko")
    story.on(CORRECTED_ON)
    corrected(story, paid_twice, "3,470,000")

    supplements = paid_twice.payments.filter(kind="supplement", state="scheduled")
    owed = sum(supplements.values_list("amount", flat=True))
    desk = story.caseworker.go("case_payments", paid_twice.number).shot("supplement", checked=True)
    assert owed > 0 and not Debt.objects.exists()
    desk.sees(*(f"{payment.amount:,}" for payment in supplements))
    letter = paid_twice.letters.get(kind="correction")
    assert f"{owed:,}" in letter.text["ko"]
    known(story, paid_twice)


def test_lower_wages_become_a_debt_that_is_recorded_and_not_pursued(told, paid_twice):
    story = told("en")
    story.on(CORRECTED_ON)
    corrected(story, paid_twice, "3,400,000")

    debts = list(Debt.objects.filter(claim=paid_twice))
    desk = story.caseworker.go("case_payments", paid_twice.number).shot("debt", checked=True)
    assert debts and not paid_twice.payments.filter(kind="supplement").exists()
    desk.sees("Recorded, not yet pursued", *(f"{debt.amount:,}" for debt in debts))
    known(story, paid_twice)
