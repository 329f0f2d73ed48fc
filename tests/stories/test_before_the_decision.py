"""What happens on the way to a decision: documents, a hold, an override, a sending back, a withdrawal."""

from datetime import date

import pytest

from tests import worlds
from tests.stories import road

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, databases=["default", "looking"])]
DOCUMENT = b"%PDF-1.7 a scan"


@pytest.fixture
def claim(centre):
    return worlds.a_filed_claim(centre)


def test_documents_are_asked_for_by_a_day_and_received(told, claim):
    story = told("ko")
    story.on(road.DECIDED_ON)
    desk = story.caseworker.go("case", claim.number).follow("request_documents", claim.number).shot("ask", checked=True)
    assert desk.refused(due_on="+14")
    kind = desk.find("[name=kinds]").first.get_attribute("value")
    desk.send(kinds=kind, due_on="+14", note="이직사유를 확인하기 위함").shot("asked", checked=True)
    desk.sees("2026.10.28")
    assert claim.letters.get().kind == "missing_documents"

    desk = story.intake.go("case", claim.number).follow("receive_document", claim.number).shot("add", checked=True)
    desk.send(kind=kind, file=("통장 <b>사본.pdf", DOCUMENT)).shot("received").sees("통장 <b>사본.pdf")
    assert claim.document_requests.get().answered_at
    assert desk.download("document", claim.number, claim.documents.get().pk) == DOCUMENT


def test_a_claim_waits_and_is_woken_and_another_is_withdrawn(told, claim):
    story = told("ko")
    story.on(road.DECIDED_ON)
    desk = story.caseworker.go("case", claim.number).follow("hold", claim.number).shot("hold", checked=True)
    assert desk.refused(until="2026.10.14", because="comwel")
    desk.send(until="+10", because="comwel", note="피보험자격 확인 중").shot("held", checked=True).sees("2026.10.24")
    desk.follow("wake", claim.number).send(reason="확인이 끝남").shot("woken")
    claim.refresh_from_db()
    assert claim.state == "filed"

    desk.follow("withdraw", claim.number).shot("withdraw", checked=True)
    desk.send(reason="다른 일자리를 구함").shot("withdrawn")
    claim.refresh_from_db()
    assert (claim.state, claim.tasks.open().count()) == ("withdrawn", 0)
    assert {letter.kind for letter in claim.letters.all()} == {"hold", "withdrawn"}


def test_an_override_is_seen_by_the_approver_sent_back_with_a_code_and_revised(told, claim):
    story = told("ko")
    story.on(road.DECIDED_ON)
    desk = story.caseworker.go("case", claim.number).follow("draft", claim.number).send()
    desk.follow("override", claim.number).shot("override", checked=True)
    desk.send(rule="has_unit_days", value="no", reason="단위기간 기록에 의문이 있음").shot("overridden", checked=True)
    desk.sees("예 → 아니요", "단위기간 기록에 의문이 있음").go("recommend", claim.number).send(text="단위기간 부족")

    desk = (
        story.supervisor.go("approvals")
        .shot("approvals-differs")
        .open_row(claim.number)
        .shot("approval-differs", checked=True)
    )
    desk.sees("단위기간 기록에 의문이 있음")
    assert desk.refused("verdict", "send_back")
    code = desk.find("[name=because] option").nth(1).get_attribute("value")
    desk.send("verdict", "send_back", because=code, note="근거 자료를 붙여 주세요")

    story.on(date(2026, 10, 15))
    desk = (
        story.caseworker.go("queue", kind="revise")
        .shot("queue-revise")
        .open_row(claim.number)
        .shot("sent-back", checked=True)
        .sees("근거 자료를 붙여 주세요")
    )
    desk.go("override", claim.number).send(rule="has_unit_days", value="computed", reason="기록을 확인함")
    desk.go("recommend", claim.number).send(text="단위기간을 확인함")
    story.supervisor.go("approval", claim.number).send("verdict", "approve")
    claim.refresh_from_db()
    assert claim.state == "granted"
