"""What can be appealed, until when, and by when it is decided (EIA 87-93, 99)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from law.kr.appeals import DECISION, Act, Appeal, Stage

KNEW = date(2026, 3, 5)


def asked(**facts: Any) -> dict[str, Any]:
    return DECISION.decide(Appeal(**({"known_on": KNEW} | facts))).results


def test_ninety_days_end_on_the_next_working_day() -> None:
    result = asked()

    assert (result["last_day_counted"], result["last_day"]) == (date(2026, 6, 3), date(2026, 6, 4))


@pytest.mark.parametrize(("filed_on", "in_time"), [(date(2026, 6, 4), True), (date(2026, 6, 5), False)])
def test_a_request_after_the_last_day_is_late(filed_on: date, in_time: bool) -> None:
    assert asked(filed_on=filed_on)["filed_in_time"] is in_time


@pytest.mark.parametrize(
    ("act", "through"), [(Act.BENEFIT, "job_centre_head"), (Act.INSURED_STATUS, "comwel"), (Act.PREMIUM, None)]
)
def test_a_request_goes_through_who_decided_and_premiums_go_elsewhere(act: Act, through: str | None) -> None:
    result = asked(act=act)

    assert (result["filed_through"], result["appealable"]) == (through, through is not None)


@pytest.mark.parametrize(
    ("stage", "extended", "decide_by"),
    [
        (Stage.EXAMINATION, False, date(2026, 11, 6)),
        (Stage.EXAMINATION, True, date(2026, 11, 16)),
        (Stage.REEXAMINATION, False, date(2026, 11, 26)),
        (Stage.REEXAMINATION, True, date(2026, 12, 7)),
    ],
)
def test_each_stage_has_its_time_to_decide(stage: Stage, extended: bool, decide_by: date) -> None:
    assert asked(stage=stage, extended=extended, received_on=date(2026, 10, 7))["decide_by"] == decide_by


def test_filing_alone_stays_nothing() -> None:
    assert asked(filed_on=KNEW)["execution_stayed"] is False
    assert asked(filed_on=KNEW, urgent_serious_harm=True)["execution_stayed"] is True
