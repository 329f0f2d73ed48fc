"""How much job search is due, what counts, and what follows when it is missing (EIA 44(2), ED 65 item 7, ER 87)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from law.engine import NotInLaw
from law.kr.certification_codes import ActivityKind, RecipientType, SearchWaiver
from law.kr.certification_facts import Activity
from tests.law.kr.recognitions import LAST, PROGRAMME, recognised

APPLICATION = Activity(ActivityKind.APPLICATION, date(2026, 12, 2), evidence=True, accepted=True)


def due(recipient: RecipientType, number: int, **changes: Any) -> tuple[int, int]:
    result = recognised(recipient_type=recipient, round=number, **changes)
    return result["search_required"], result["applications_required"]


@pytest.mark.parametrize(
    ("recipient", "number", "required"),
    [
        (RecipientType.GENERAL, 4, (1, 0)),
        (RecipientType.GENERAL, 5, (2, 1)),
        (RecipientType.REPEAT, 3, (1, 0)),
        (RecipientType.REPEAT, 4, (2, 2)),
        (RecipientType.REPEAT, 8, (4, 4)),
        (RecipientType.LONG, 4, (1, 0)),
        (RecipientType.LONG, 5, (2, 1)),
        (RecipientType.LONG, 7, (2, 1)),
        (RecipientType.LONG, 8, (4, 1)),
        (RecipientType.SENIOR_DISABLED, 1, (1, 0)),
        (RecipientType.SENIOR_DISABLED, 12, (1, 0)),
    ],
)
def test_the_duty_grows_with_the_round(recipient: RecipientType, number: int, required: tuple[int, int]) -> None:
    assert due(recipient, number) == required


@pytest.mark.parametrize(
    ("days", "required"), [(7, (1, 1)), (14, (1, 1)), (20, (1, 1)), (21, (2, 1)), (28, (2, 1)), (42, (2, 1))]
)
def test_a_shorter_period_needs_less_but_never_nothing_and_a_longer_one_no_more(
    days: int, required: tuple[int, int]
) -> None:
    assert due(RecipientType.GENERAL, 5, period_from=LAST - timedelta(days - 1)) == required


def test_without_activities_nothing_is_recognised() -> None:
    result = recognised(activities=())

    assert (result["search_short_by"], result["search_met"], result["payable_days"]) == (1, False, 0)
    assert {d.reason for d in result["days"]} == {"job_search_missing"}


@pytest.mark.parametrize(("number", "days"), [(1, 28), (2, 0)])
def test_in_the_first_round_the_briefing_is_the_activity(number: int, days: int) -> None:
    assert recognised(round=number, activities=())["payable_days"] == days


def test_who_missed_the_first_recognition_day_missed_the_briefing() -> None:
    assert recognised(round=1, activities=(), attendance_accepted=False)["search_done"] == 0


def test_two_activities_without_an_application_are_one_short() -> None:
    result = recognised(round=5, activities=(PROGRAMME, PROGRAMME))

    assert (result["search_done"], result["applications_done"], result["search_short_by"]) == (2, 0, 1)


def test_repeat_recipients_need_job_applications_only() -> None:
    short = recognised(round=4, recipient_type=RecipientType.REPEAT, activities=(APPLICATION, PROGRAMME))
    enough = recognised(round=4, recipient_type=RecipientType.REPEAT, activities=(APPLICATION, APPLICATION))

    assert (short["search_done"], short["search_short_by"], enough["search_met"]) == (1, 1, True)


def test_activities_that_nobody_judged_leave_the_days_open() -> None:
    unjudged = replace(PROGRAMME, accepted=None)

    result = recognised(activities=(unjudged,))

    assert (result["search_open"], [p.code for p in result["points"]]) == (True, ["activities_unjudged"])
    assert {d.outcome for d in result["days"]} == {"undecided"}


def test_a_rejected_activity_does_not_count() -> None:
    assert recognised(activities=(replace(PROGRAMME, accepted=False),))["search_met"] is False


def test_activities_outside_the_period_do_not_count() -> None:
    assert recognised(activities=(replace(PROGRAMME, on=LAST + timedelta(1)),))["search_done"] == 0


@pytest.mark.parametrize(("hired_from", "required"), [(LAST + timedelta(30), 0), (LAST + timedelta(31), 1)])
def test_a_hire_certain_within_thirty_days_is_job_search(hired_from: date, required: int) -> None:
    assert recognised(hired_from=hired_from, activities=())["search_required"] == required


def test_after_a_won_appeal_no_job_search_is_asked() -> None:
    result = recognised(search_waived=SearchWaiver.DECISION_CHANGED, activities=())

    assert (result["search_required"], result["payable_days"]) == (0, 28)


@pytest.mark.parametrize(("found", "days"), [(True, 28), (False, 0)])
def test_a_person_may_find_the_search_sufficient_or_not(found: bool, days: int) -> None:
    assert recognised(activities=() if found else (PROGRAMME,), search_found_sufficient=found)["payable_days"] == days


def test_before_the_guideline_the_law_names_no_number() -> None:
    with pytest.raises(NotInLaw, match="search"):
        recognised(due_on=date(2022, 6, 30))
