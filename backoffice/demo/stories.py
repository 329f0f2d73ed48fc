"""What becomes of a claim, as a story told day by day: each `yield` waits for the next working day from a date on.

A story begins on the day after filing. What comes after the demo's day has not happened yet, so a story is cut there.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta

from claims.models import BankAccount, Payment
from contributions.models import SeparationCertificate
from law.calendars import add_months, last_of_month
from workflows import accounts, certifying, correcting, deciding, documents, holding, overrides, paying, points
from workflows import registering as registers

from .case import Case, working

Story = Iterator[date]
Days = timedelta
A_FAX = "%PDF-1.7\n% 이직확인서 사본 (교육용)\n".encode()


# ── before the decision ──────────────────────────────────────────────────────
def filed(case: Case) -> Story:
    yield from ()


def drafted(case: Case) -> Story:
    yield case.profile.filed_on + Days(1)
    case.draft()


def asked_by_a_colleague(case: Case) -> Story:
    yield from drafted(case)
    points.raise_by_hand(case.claim, by=case.caseworker, what="고용관계 확인 필요")


def documents_requested(case: Case) -> Story:
    yield from drafted(case)
    due_on = case.profile.filed_on + Days(12)
    documents.request_documents(
        case.claim, by=case.caseworker, kinds=["separation_certificate", "wage_records"], due_on=due_on
    )


def documents_came(case: Case) -> Story:
    yield from documents_requested(case)
    yield case.profile.filed_on + Days(6)
    documents.receive_document(
        case.claim, by=case.caseworker, kind="separation_certificate", name="이직확인서 '사본'.pdf", content=A_FAX
    )


def held(case: Case) -> Story:
    yield from drafted(case)
    yield case.profile.filed_on + Days(2)
    holding.hold(case.claim, by=case.caseworker, until=case.profile.filed_on + Days(30), because="comwel")


def held_and_taken_up(case: Case) -> Story:
    yield from held(case)
    yield case.profile.filed_on + Days(9)
    holding.wake(case.claim, by=case.caseworker, reason="근로복지공단의 회신이 도착함")


def withdrawn(case: Case) -> Story:
    yield from drafted(case)
    yield case.profile.filed_on + Days(4)
    holding.withdraw(case.claim, by=case.caseworker, reason="다른 회사에 바로 취업하게 되었다고 함")


def recommended(case: Case) -> Story:
    yield case.profile.filed_on + Days(2)
    case.recommend()


def sent_back(case: Case) -> Story:
    yield from recommended(case)
    yield case.profile.filed_on + Days(3)
    deciding.send_back(
        case.claim.determinations.get(state="recommended"), by=case.supervisor, because="evidence",
        note="급여대장을 첨부할 것",
    )  # fmt: skip


# ── refused ──────────────────────────────────────────────────────────────────
def refused(case: Case) -> Story:
    yield from recommended(case)
    yield case.profile.filed_on + Days(4)
    case.approve()


def left_without_cause(case: Case) -> Story:
    yield case.profile.filed_on + Days(3)
    case.recommend("58_2_c")
    yield case.profile.filed_on + Days(5)
    case.approve()


def dismissed_for_fault(case: Case) -> Story:
    yield case.profile.filed_on + Days(3)
    case.recommend("58_1_c")
    yield case.profile.filed_on + Days(5)
    case.approve()


# ── granted ──────────────────────────────────────────────────────────────────
def granted(case: Case) -> Story:
    yield from recommended(case)
    yield case.profile.filed_on + Days(3)
    case.approve()


def granted_with_cause(case: Case) -> Story:
    yield case.profile.filed_on + Days(3)
    case.recommend("just_cause", "1")
    yield case.profile.filed_on + Days(5)
    case.approve()


def overridden(case: Case) -> Story:
    yield case.profile.filed_on + Days(2)
    determination = case.draft()
    case.clear_points()
    determination = case.draft()
    overrides.override(
        determination,
        by=case.caseworker,
        rule="has_unit_days",
        value=True,
        reason="누락된 일용근로 12일을 급여이체 내역으로 확인함",
    )
    case.clear_points()
    deciding.recommend(case.draft(), by=case.caseworker, text="피보험단위기간 충족을 확인함")
    yield case.profile.filed_on + Days(4)
    case.approve()


def recognised(case: Case, rounds: int = 99) -> Story:
    """Granted, and round after round recognised on its day, until the claim is exhausted."""
    yield from granted(case)
    yield from rounds_of(case, rounds)


def rounds_of(case: Case, rounds: int) -> Story:
    for number in range(rounds):
        certification = case.pending()
        if certification is None:
            return
        yield certification.due_on
        if number == 0 and not BankAccount.objects.filter(person=case.claim.person_id).exists():
            case.enter_account()
        case.report(**_now_and_then(case, number, certification))
        case.recognise()


def _now_and_then(case: Case, number: int, certification) -> dict:
    """Some report a day of work, some small income."""
    day = certification.from_on.isoformat()
    if (case.profile.serial + number) % 5 == 0:
        return {"works": [{"kind": "daily", "from_on": day, "to_on": day, "pay": 120_000}]}
    return {}


def in_rounds(count: int) -> Callable[[Case], Story]:
    """Granted with so many rounds recognised; the next one is on its way."""
    return lambda case: recognised(case, count)


def reported(case: Case) -> Story:
    """The last report waits to be recognised."""
    yield from recognised(case, 1)
    certification = case.pending()
    if certification is not None:
        yield certification.due_on
        case.report()


def missed(case: Case) -> Story:
    yield from recognised(case, 1)
    certification = case.pending()
    if certification is not None:
        yield certification.due_on + Days(16)
        certifying.miss(certification, by=case.caseworker, on=certification.due_on + Days(16))


def moved(case: Case) -> Story:
    yield from granted(case)
    certification = case.pending()
    if certification is not None:
        yield certification.due_on - Days(3)
        certifying.move_day(
            certification, by=case.caseworker, to=working(certification.due_on + Days(2)), cause="interview",
            cause_to=certification.due_on,
        )  # fmt: skip


def late_by_mistake(case: Case) -> Story:
    yield from granted(case)
    certification = case.pending()
    if certification is not None:
        yield certification.due_on + Days(5)
        case.enter_account()
        case.report(excuse={"cause": "mistake"})
        case.recognise()


def exhausted(case: Case) -> Story:
    yield from recognised(case)
    if case.claim.state == "granted" and not case.claim.days_remaining:
        yield case.claim.certifications.latest("due_on").due_on + Days(1)
        case.end("exhausted")


def expired(case: Case) -> Story:
    """Recognised twice, then nobody came any more until the benefit period was over."""
    yield from recognised(case, 2)
    certification = case.pending()
    if certification is not None:
        yield certification.due_on + Days(16)
        certifying.miss(certification, by=case.caseworker, on=certification.due_on + Days(15))
    yield case.claim.benefit_until_on + Days(1)
    case.end("expired")


def back_to_work(case: Case) -> Story:
    yield from recognised(case, 2)
    certification = case.pending()
    if certification is not None:
        yield certification.due_on
        certifying.close(case.claim, by=case.caseworker, because="work", on=certification.due_on)


def died(case: Case) -> Story:
    yield from recognised(case, 1)
    certification = case.pending()
    if certification is not None:
        yield certification.from_on + Days(9)
        registers.record_death(
            case.claim.person, by=case.caseworker, office=case.centre.office, died_on=certification.from_on + Days(5),
            evidence="사망진단서",
        )  # fmt: skip
        yield certification.from_on + Days(10)
        case.end("death")


def replaced(case: Case) -> Story:
    """A new job was taken without a word and lost again: the new entitlement takes the place of the old one."""
    yield from recognised(case, 1)
    who = case.profile
    acquired_on = who.filed_on + Days(45)
    separation_on = last_of_month(add_months(acquired_on, 7))
    again = Case(
        case.centre,
        replace(who, acquired_on=acquired_on, separation_on=separation_on, filed_on=working(separation_on + Days(6)),
                employer=who.employer + 1, code="32", claimant_code="32", monthly=2_600_000),
    )  # fmt: skip
    yield again.profile.filed_on
    again.file_for(case.claim.person)
    yield from granted(again)


# ── money ────────────────────────────────────────────────────────────────────
def returned_by_the_bank(case: Case) -> Story:
    """The payment of the first round comes back; the clerk of the demo's bank knows these claims."""
    yield from recognised(case, 1)


def reissued(case: Case) -> Story:
    yield from recognised(case, 1)
    case_round = case.claim.certifications.get(round=1)
    yield case_round.due_on + Days(9)
    payment = Payment.objects.filter(certification=case_round, state="returned").first()
    if payment is None:
        return
    account = accounts.propose_change(
        case.claim,
        by=case.caseworker,
        bank_code="020",
        number=f"1002-{case.profile.serial:09}",
        reason="은행 반송 후 본인이 신고함",
    )
    yield case_round.due_on + Days(10)
    account = accounts.confirm(account, by=case.colleague)
    paying.reissue(Payment.objects.get(pk=payment.pk), by=case.caseworker, account=account)


def account_change_proposed(case: Case) -> Story:
    yield from recognised(case, 1)
    yield case.claim.certifications.get(round=1).due_on + Days(2)
    accounts.propose_change(
        case.claim,
        by=case.caseworker,
        bank_code="088",
        number=f"110-{case.profile.serial:09}",
        reason="주거래은행 변경",
    )


def corrected(won_more: int) -> Callable[[Case], Story]:
    """After two rounds the employer corrects the wages by so many won a month; two people decide."""

    def story(case: Case) -> Story:
        yield from recognised(case, 2)
        last = case.claim.certifications.filter(state="recognised").latest("round")
        yield last.due_on + Days(8)
        certificate = SeparationCertificate.objects.current().get(person=case.claim.person_id)
        entered = {"by": case.caseworker, "office": case.centre.office}
        case.certify(case.claim.person, case.profile.monthly + won_more, entered, replaces=certificate)
        determination = correcting.redraft(case.claim, by=case.caseworker, reason="employer")
        case.clear_points()
        yield last.due_on + Days(9)
        deciding.recommend(determination, by=case.caseworker, text="이직확인서 정정에 따름")
        yield last.due_on + Days(12)
        case.approve()

    return story


def corrected_at_once(case: Case) -> Story:
    """The certificate is corrected on the very day of the recognition, before its payment leaves."""
    yield from recognised(case, 1)
    certificate = SeparationCertificate.objects.current().get(person=case.claim.person_id)
    case.certify(case.claim.person, case.profile.monthly - 100_000, case.entered, replaces=certificate)
    determination = correcting.redraft(case.claim, by=case.caseworker, reason="employer")
    case.clear_points()
    deciding.recommend(determination, by=case.caseworker, text="이직확인서 정정에 따름")
    case.approve()


def corrected_draft(case: Case) -> Story:
    """The correction is drafted and waits."""
    story = corrected(200_000)(case)
    yield next(story)
    while (following := next(story, None)) is not None:
        if case.claim.determinations.filter(state="draft").exists():
            return
        yield following


def correction_discarded(case: Case) -> Story:
    yield from corrected_draft(case)
    yield case.claim.certifications.filter(state="recognised").latest("round").due_on + Days(10)
    deciding.discard(case.claim.determinations.get(state="draft"), by=case.caseworker, reason="정정이 취소됨")
