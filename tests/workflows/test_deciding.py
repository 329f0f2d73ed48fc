"""Deciding: drafts and points, findings and overrides, recommending and sending back, holds, withdrawals, who has it."""

from datetime import date, timedelta

import pytest

from audits.chain import content_of, verify_in_database
from audits.models import Event
from backoffice.staff.refusal import Refused
from claims.fact_words import fact_word
from claims.models import Claim, Determination
from contributions.models import InsuredStatus
from tests import worlds
from workflows import deciding, documents, filing, holding, overrides, points, registering, tasks
from workflows.models import Task

DAY = worlds.FILED_ON
NONE = {"ground": "none"}
VOLUNTARY = {"ground": "58_2_c"}


@pytest.fixture(autouse=True)
def _on_the_day():
    with worlds.on(DAY):
        yield


@pytest.fixture
def claim(centre) -> Claim:
    """A claim under examination."""
    return worlds.a_filed_claim(centre)


@pytest.fixture
def draft(centre, claim) -> Determination:
    return deciding.draft(claim, by=centre.caseworker)


@pytest.fixture
def recommended(centre, claim) -> Determination:
    return worlds.a_recommended_determination(centre, claim, decided_on=DAY)


def open_points(claim) -> set[str]:
    return set(claim.points.filter(cleared_at=None).values_list("code", flat=True))


def clear_all(centre, claim, finding) -> None:
    for point in claim.points.filter(cleared_at=None):
        points.clear(point, by=centre.caseworker, reason="확인함", finding=finding)


def fresh(noun):
    return type(noun).objects.get(pk=noun.pk)


# ── drafting and points ──────────────────────────────────────────────────────
def test_a_draft_keeps_facts_law_and_reasoning_of_its_moment(draft):
    assert (draft.state, draft.law_on, len(draft.law_digest), len(draft.facts_hash)) == ("draft", draft.law_on, 64, 64)
    assert draft.facts["separation_on"] == worlds.SEPARATED_ON.isoformat()
    assert {step["rule"] for step in draft.trace["steps"]} >= {"eligible", "daily_amount", "prescribed_days"}


def test_the_employers_code_against_the_claimants_word_is_a_point_and_nothing_is_recommended_before(centre):
    claim = worlds.a_filed_claim(centre, reason="23")
    filing.restate(claim, by=centre.caseworker, answers={"claimant_reason": "11", "registered_on": DAY,
                   "able_to_work": True, "willing_to_work": True}, reason="claimant said so")  # fmt: skip
    draft = deciding.draft(claim, by=centre.caseworker)

    assert "reason_conflict" in open_points(claim)
    with pytest.raises(Refused, match=r"\S+"):
        deciding.recommend(draft, by=centre.caseworker)
    assert fresh(draft).state == "draft"


def test_a_missing_certificate_is_a_point(centre):
    person = worlds.a_person(centre)
    registering.record_status(
        person, worlds.an_employer(centre), by=centre.caseworker, office=centre.office, acquired_on=date(2024, 7, 1),
        lost_on=worlds.SEPARATED_ON + timedelta(days=1), loss_reason="23",
    )  # fmt: skip
    claim = filing.file(
        person, by=centre.caseworker, office=centre.office, separation_on=worlds.SEPARATED_ON,
        answers={"claimant_reason": "23", "registered_on": DAY, "able_to_work": True, "willing_to_work": True},
    )  # fmt: skip

    deciding.draft(claim, by=centre.caseworker)

    assert "certificate_missing" in open_points(claim)


def test_a_point_that_no_longer_arises_closes_itself(centre):
    claim = worlds.a_filed_claim(centre)
    answers = {"registered_on": DAY, "able_to_work": True, "willing_to_work": True}
    filing.restate(claim, by=centre.caseworker, answers=answers | {"claimant_reason": "11"}, reason="x")
    deciding.draft(claim, by=centre.caseworker)
    filing.restate(claim, by=centre.caseworker, answers=answers | {"claimant_reason": "23"}, reason="x")

    deciding.draft(claim, by=centre.caseworker)

    assert "reason_conflict" not in open_points(claim)


def test_a_point_is_cleared_with_a_reason_once_and_by_who_may(centre, claim):
    points.raise_by_hand(claim, by=centre.caseworker, what="주소 확인")
    point = claim.points.get(code="by_hand")

    with pytest.raises(Refused):
        points.clear(point, by=centre.caseworker, reason="  ")
    with pytest.raises(Refused):
        points.clear(point, by=centre.auditor, reason="확인")
    document = documents.receive_document(
        claim, by=centre.caseworker, kind="other", name="a.txt", content="증거".encode()
    )
    points.clear(point, by=centre.caseworker, reason="확인함", evidence=document)
    with pytest.raises(Refused, match=centre.caseworker.name):
        points.clear(point, by=centre.colleague, reason="다시")

    cleared = fresh(point)
    assert (cleared.cleared_by, cleared.evidence, cleared.clearing) == (
        centre.caseworker,
        document,
        {"reason": "확인함"},
    )


def test_leaving_by_own_choice_without_just_cause_leads_to_a_refusal_and_its_letter(centre):
    claim = worlds.a_filed_claim(centre, reason="11")
    draft = deciding.draft(claim, by=centre.caseworker)
    assert "reason_finding_needed" in open_points(claim)

    clear_all(centre, claim, VOLUNTARY)
    draft = deciding.draft(claim, by=centre.caseworker)
    deciding.recommend(draft, by=centre.caseworker, text="자발적 이직, 정당한 사유 없음")
    deciding.approve(draft, by=centre.supervisor)

    claim, draft = fresh(claim), fresh(draft)
    assert (claim.state, draft.outcome, claim.prescribed_days) == ("refused", "refuse", 0)
    assert [letter.kind for letter in claim.letters.all()] == ["entitlement_refused"]
    assert not claim.certifications.exists() and not claim.payments.exists()


def test_a_just_cause_leads_to_a_grant(centre):
    claim = worlds.a_filed_claim(centre, reason="11")
    deciding.draft(claim, by=centre.caseworker)
    clear_all(centre, claim, {"ground": "just_cause", "just_cause": "1", "months_in_last_year": 3})

    assert deciding.draft(claim, by=centre.caseworker).outcome == "grant"


@pytest.mark.parametrize("finding", [None, {}, {"ground": "whatever"}, {"ground": "just_cause"},
                                     {"ground": "just_cause", "just_cause": "99"}])  # fmt: skip
def test_a_finding_must_be_one_that_the_law_knows(centre, finding):
    claim = worlds.a_filed_claim(centre, reason="11")
    deciding.draft(claim, by=centre.caseworker)

    with pytest.raises(Refused):
        points.clear(claim.points.get(code="reason_finding_needed"), by=centre.caseworker, reason="x", finding=finding)


# ── overrides ────────────────────────────────────────────────────────────────
def test_an_override_changes_the_outcome_stays_visible_and_needs_a_second_person(centre, claim):
    draft = deciding.draft(claim, by=centre.caseworker)

    draft = overrides.override(draft, by=centre.caseworker, rule="has_unit_days", value=False, reason="기록 확인")

    assert (draft.proposed, draft.outcome) == ("grant", "refuse")
    (kept,) = deciding.overrides_in_force(draft)
    assert (kept.computed, kept.value, kept.made_by, kept.reason) == (True, False, centre.caseworker, "기록 확인")
    assert next(s for s in draft.trace["steps"] if s["rule"] == "has_unit_days")["given"]
    clear_all(centre, claim, NONE)
    draft = deciding.draft(claim, by=centre.caseworker)
    assert deciding.overrides_in_force(draft) == [kept]
    both = worlds.somebody(centre.office, "caseworker", "supervisor")
    deciding.recommend(draft, by=both, text="x")
    with pytest.raises(Refused):
        deciding.approve(draft, by=both)
    assert deciding.approve(draft, by=centre.supervisor).outcome == "refuse"


def test_an_override_is_taken_back(centre, draft):
    draft = overrides.override(draft, by=centre.caseworker, rule="has_unit_days", value=False, reason="x")

    draft = overrides.withdraw_override(draft, by=centre.caseworker, rule="has_unit_days", reason="착오")

    assert (draft.outcome, deciding.overrides_in_force(draft)) == ("grant", [])
    assert draft.overrides.count() == 1


@pytest.mark.parametrize(
    ("rule", "value", "reason"),
    [("has_unit_days", False, "  "), ("daily_amount", 1_000_000, "x"), ("eligible", True, "x")],
)
def test_an_override_without_a_reason_or_of_a_result_is_refused(centre, draft, rule, value, reason):
    with pytest.raises(Refused):
        overrides.override(draft, by=centre.caseworker, rule=rule, value=value, reason=reason)
    assert not draft.overrides.exists()


def test_a_recommendation_takes_no_override(centre, recommended):
    with pytest.raises(Refused):
        overrides.override(recommended, by=centre.caseworker, rule="has_unit_days", value=False, reason="x")


# ── recommending, approving, sending back ────────────────────────────────────
def test_sending_back_has_a_coded_reason_and_comes_to_the_person_who_recommended(centre, claim, recommended):
    deciding.send_back(recommended, by=centre.supervisor, because="evidence", note="증거 첨부")

    determination = fresh(recommended)
    event = Event.objects.get(claim=claim, verb="send_back")
    task = claim.tasks.open().get(kind="revise")
    assert (determination.state, determination.sent_back_because) == ("draft", "evidence")
    assert content_of(event) == {"because": "evidence", "note": "증거 첨부"}
    assert task.assigned_to == centre.caseworker and not claim.tasks.open().filter(kind="approve").exists()


@pytest.mark.parametrize("act", ["approve", "send_back"])
def test_nobody_decides_on_what_they_recommended(centre, claim, act):
    both = worlds.somebody(centre.office, "caseworker", "supervisor")
    determination = deciding.draft(claim, by=both)
    for point in claim.points.filter(cleared_at=None):
        points.clear(point, by=both, reason="x", finding=NONE)
    determination = deciding.recommend(deciding.draft(claim, by=both), by=both)
    said = {} if act == "approve" else {"because": "result", "note": "x"}

    with pytest.raises(Refused):
        getattr(deciding, act)(determination, by=both, **said)
    assert fresh(determination).state == "recommended" and not claim.letters.exists()


@pytest.mark.parametrize("role", ["intake", "caseworker", "payment_officer", "releaser", "auditor"])
def test_only_supervisors_approve(centre, recommended, role):
    with pytest.raises(Refused):
        deciding.approve(recommended, by=getattr(centre, role))


def test_a_supervisor_of_another_office_does_not_approve(recommended):
    with pytest.raises(Refused):
        deciding.approve(recommended, by=worlds.a_centre().supervisor)


def test_a_recused_person_takes_no_step(centre, claim, recommended):
    from workflows import appointing

    appointing.recuse(centre.supervisor, claim.person.resident_number, by=centre.supervisor, reason="사촌")

    with pytest.raises(Refused):
        deciding.approve(recommended, by=centre.supervisor)
    assert not Task.objects.seen_by(centre.supervisor).filter(claim=claim).exists()
    assert not Claim.objects.seen_by(centre.supervisor).filter(pk=claim.pk).exists()


def test_facts_that_changed_since_the_draft_stop_the_recommendation_and_are_named(centre, claim, draft):
    clear_all(centre, claim, NONE)
    draft = deciding.draft(claim, by=centre.caseworker)
    change_weekly_hours(centre, claim)

    with pytest.raises(Refused, match=fact_word("spells")):
        deciding.recommend(draft, by=centre.caseworker)


def test_facts_that_changed_since_the_recommendation_stop_the_approval_and_are_named(centre, claim, recommended):
    change_weekly_hours(centre, claim)

    with pytest.raises(Refused, match=fact_word("spells")):
        deciding.approve(recommended, by=centre.supervisor)
    assert fresh(recommended).state == "recommended" and not claim.letters.exists()


def test_an_approval_of_something_else_than_was_seen_is_refused(centre, recommended):
    with pytest.raises(Refused):
        deciding.approve(recommended, by=centre.supervisor, seen="0" * 64)


def change_weekly_hours(centre, claim) -> None:
    status = InsuredStatus.objects.of(claim.person).get()
    registering.record_status(
        claim.person, status.employer, by=centre.caseworker, office=centre.office, acquired_on=date(2025, 7, 1),
        lost_on=status.lost_on, loss_reason=status.loss_reason, replaces=status,
    )  # fmt: skip


def test_law_that_is_not_confirmed_stops_at_the_draft(centre):
    filed_on = date(2027, 2, 1)
    claim = worlds.a_filed_claim(centre, filed_on=filed_on, separation_on=date(2027, 1, 15))
    with worlds.on(filed_on):
        draft = deciding.draft(claim, by=centre.caseworker)
        clear = claim.points.exclude(code="unconfirmed_law").filter(cleared_at=None)
        for point in clear:
            points.clear(point, by=centre.caseworker, reason="x", finding=NONE)
        draft = deciding.draft(claim, by=centre.caseworker)

        assert draft.unconfirmed and open_points(claim) == {"unconfirmed_law"}
        with pytest.raises(Refused):
            points.clear(claim.points.get(code="unconfirmed_law"), by=centre.caseworker, reason="x")
        with pytest.raises(Refused):
            deciding.recommend(draft, by=centre.caseworker)
    assert fresh(draft).state == "draft"


def test_a_decided_claim_is_not_drafted_again(centre):
    claim = worlds.a_granted_claim(centre)

    with pytest.raises(Refused):
        deciding.draft(claim, by=centre.caseworker)


def test_a_new_entitlement_replaces_the_earlier_one(centre):
    first = worlds.a_granted_claim(centre)
    second = a_claim_after_another_job(centre, first.person)
    determination = worlds.a_recommended_determination(centre, second, decided_on=date(2026, 12, 14))

    with worlds.on(date(2026, 12, 14)):
        deciding.approve(determination, by=centre.supervisor)

    first, second = fresh(first), fresh(second)
    assert (first.state, first.closed_because, second.state) == ("closed", "replaced", "granted")
    assert not first.certifications.filter(state__in=["due", "reported"]).exists()
    assert Event.objects.filter(claim=first, verb="end").count() == 1


def a_claim_after_another_job(centre, person) -> Claim:
    """Somebody who is entitled worked again for a month and claims once more."""
    began_on, ended_on, filed_on = date(2026, 11, 2), date(2026, 12, 4), date(2026, 12, 10)
    employer, entered = worlds.an_employer(centre), {"by": centre.caseworker, "office": centre.office}
    with worlds.on(filed_on):
        registering.record_status(
            person, employer, acquired_on=began_on, lost_on=date(2026, 12, 5), loss_reason="23", **entered
        )
        certificate = registering.record_certificate(
            person, employer, wages=[(began_on, ended_on, 3_300_000)], acquired_on=began_on, separation_on=ended_on,
            reason_code="23", unit_days_from_on=began_on, unit_days=29, **entered,
        )  # fmt: skip
        answers = {"claimant_reason": "23", "registered_on": filed_on, "able_to_work": True, "willing_to_work": True}
        return filing.file(person, answers=answers, separation_on=ended_on, certificate=certificate, **entered)


# ── withdrawing, holding, moving ─────────────────────────────────────────────
def test_a_withdrawn_claim_ends_with_its_draft_its_tasks_and_a_letter(centre, claim, recommended):
    holding.withdraw(claim, by=centre.caseworker, reason="취업함")

    assert (fresh(claim).state, fresh(recommended).state) == ("withdrawn", "discarded")
    assert not claim.tasks.open().exists()
    assert [letter.kind for letter in claim.letters.all()] == ["withdrawn"]
    with pytest.raises(Refused):
        deciding.approve(recommended, by=centre.supervisor)


@pytest.mark.parametrize("reason", ["", "   "])
def test_a_withdrawal_says_why(centre, claim, reason):
    with pytest.raises(Refused):
        holding.withdraw(claim, by=centre.caseworker, reason=reason)


def test_a_hold_ends_by_hand_and_its_work_comes_back(centre, claim):
    holding.hold(claim, by=centre.caseworker, until=DAY + timedelta(days=30), because="documents")
    held = fresh(claim)
    assert (held.state, held.held_until, held.held_because) == ("held", DAY + timedelta(days=30), "documents")
    assert not claim.tasks.open().exists()

    holding.wake(claim, by=centre.caseworker, reason="서류 도착")

    assert fresh(claim).state == "filed"
    assert [task.kind for task in claim.tasks.open()] == ["woken"]


@pytest.mark.parametrize(("until", "because"), [(DAY, "documents"), (DAY + timedelta(days=9), "no_such_reason")])
def test_a_hold_lies_ahead_and_has_a_coded_reason(centre, claim, until, because):
    with pytest.raises(Refused):
        holding.hold(claim, by=centre.caseworker, until=until, because=because)


def test_a_recommended_claim_is_not_put_on_hold(centre, claim, recommended):
    with pytest.raises(Refused):
        holding.hold(claim, by=centre.caseworker, until=DAY + timedelta(days=9), because="documents")


def test_a_task_is_taken_held_and_given_back(centre, claim):
    task = claim.tasks.open().get(kind="examine")

    tasks.take(task, by=centre.caseworker)
    assert fresh(claim).assigned_to == centre.caseworker
    with pytest.raises(Refused, match=centre.caseworker.name):
        tasks.take(task, by=centre.colleague)
    with pytest.raises(Refused):
        tasks.give_back(task, by=centre.colleague)
    tasks.give_back(task, by=centre.caseworker, reason="휴가")

    assert (fresh(task).assigned_to, fresh(claim).assigned_to) == (None, None)


@pytest.mark.parametrize("role", ["auditor", "supervisor", "intake"])
def test_nobody_takes_a_task_they_could_not_do(centre, claim, role):
    with pytest.raises(Refused):
        tasks.take(claim.tasks.open().get(kind="examine"), by=getattr(centre, role))


def test_a_supervisor_gives_a_case_to_somebody_who_may_examine_it(centre, claim):
    holding.reassign(claim, by=centre.supervisor, to=centre.colleague, reason="휴가")

    assert fresh(claim).assigned_to == centre.colleague
    assert claim.tasks.open().get(kind="examine").assigned_to == centre.colleague
    with pytest.raises(Refused):
        holding.reassign(claim, by=centre.supervisor, to=centre.auditor, reason="x")
    with pytest.raises(Refused):
        holding.reassign(claim, by=centre.caseworker, to=centre.colleague, reason="x")


def test_an_auditor_changes_nothing(centre, claim):
    auditor, before = centre.auditor, Event.objects.count()
    acts = [
        lambda: deciding.draft(claim, by=auditor),
        lambda: points.raise_by_hand(claim, by=auditor, what="x"),
        lambda: holding.withdraw(claim, by=auditor, reason="x"),
        lambda: holding.hold(claim, by=auditor, until=DAY + timedelta(days=9), because="documents"),
        lambda: filing.restate(claim, by=auditor, answers={}, reason="x"),
        lambda: documents.receive_document(claim, by=auditor, kind="other", name="a.txt", content=b"x"),
        lambda: documents.request_documents(claim, by=auditor, kinds=["other"], due_on=DAY + timedelta(days=9)),
        lambda: tasks.take(claim.tasks.open().get(), by=auditor),
    ]

    for act in acts:
        with pytest.raises(Refused):
            act()
    assert Event.objects.count() == before


def test_every_step_left_one_event_and_the_chain_holds(centre, claim, recommended):
    deciding.approve(recommended, by=centre.supervisor)

    verbs = list(Event.objects.filter(claim=claim).order_by("number").values_list("verb", flat=True))
    assert verbs[0] == "file" and verbs[-1] == "approve"
    assert verbs.count("recommend") == verbs.count("approve") == 1
    assert verify_in_database() == []
