"""Appeals: what can be appealed, through whom, until when, and by when it is decided (EIA 87-93, 99)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from law.calendars import Counting, deadline
from law.engine import Rules
from law.kr import PARAMETERS
from law.pack import Decision


class Act(StrEnum):
    """What kind of decision is disputed."""

    BENEFIT = "benefit_decision"
    INSURED_STATUS = "insured_status_confirmation"
    PREMIUM = "premium_assessment"


class Stage(StrEnum):
    """Examination by the examiner, or re-examination by the Appeals Committee."""

    EXAMINATION = "examination"
    REEXAMINATION = "reexamination"


@dataclass(frozen=True, slots=True)
class Appeal:
    """A request against a decision, or a decision against which one could be made. Law of the day: `known_on`."""

    known_on: date  # the day on which the person knew of the decision
    act: Act = Act.BENEFIT
    stage: Stage = Stage.EXAMINATION
    filed_on: date | None = None
    received_on: date | None = None  # by the office, the examiner or the committee
    extended: bool = False  # the time to decide was extended
    urgent_serious_harm: bool = False  # finding of the examiner: serious harm, stay urgently needed


rule = Rules(Appeal)


@rule("Can be appealed under this act", "EIA 87(1)", "Disputed: {act}")
def appealable(act: Act) -> bool:
    return act != Act.PREMIUM


@rule("To be filed through", "EIA 90(1)", "Disputed: {act}")
def filed_through(act: Act) -> str | None:
    return {Act.BENEFIT: "job_centre_head", Act.INSURED_STATUS: "comwel"}.get(act)


@rule(
    "Last day by the calendar",
    "EIA 87(2); Civil Act 157",
    "{known_on} + {examination_request_days}, at the second stage {reexamination_request_days}",
)
def last_day_counted(
    stage: Stage, known_on: date, examination_request_days: int, reexamination_request_days: int
) -> date:
    days = examination_request_days if stage == Stage.EXAMINATION else reexamination_request_days
    return deadline(known_on, days, "day", Counting.ENTITLEMENT)


@rule("Last day to file", "EIA 87(2); Civil Act 161", "{last_day_counted}, or the first working day after it")
def last_day(
    stage: Stage, known_on: date, examination_request_days: int, reexamination_request_days: int, last_day_counted: date
) -> date:
    days = examination_request_days if stage == Stage.EXAMINATION else reexamination_request_days
    return deadline(known_on, days, "day", Counting.ACT)


@rule("Filed in time", "EIA 87(2); EIA 92(1)", "Filed on {filed_on}, last day {last_day}")
def filed_in_time(filed_on: date | None, last_day: date) -> bool:
    return filed_on is None or filed_on <= last_day


@rule("To be sent on by", "EIA 90(2)", "{received_on} + {forwarding_days}")
def forward_by(received_on: date | None, forwarding_days: int) -> date | None:
    return deadline(received_on, forwarding_days, "day", Counting.ENTITLEMENT) if received_on else None


@rule(
    "To be decided by",
    "EIA 89(2); EIA 99(7)",
    "{received_on} + {examination_decision_days}, at the second stage {reexamination_decision_days}; "
    "extended: {extended}, by {decision_extension_days}",
)
def decide_by(
    stage: Stage,
    received_on: date | None,
    extended: bool,
    examination_decision_days: int,
    reexamination_decision_days: int,
    decision_extension_days: int,
) -> date | None:
    if received_on is None:
        return None
    days = examination_decision_days if stage == Stage.EXAMINATION else reexamination_decision_days
    return deadline(received_on, days + (decision_extension_days if extended else 0), "day", Counting.ACT)


@rule("Stay of execution", "EIA 93(1)", "Serious harm, urgently to be avoided: {urgent_serious_harm}")
def execution_stayed(urgent_serious_harm: bool) -> bool:
    return urgent_serious_harm


DECISION = Decision(
    "appeal",
    rule,
    "known_on",
    (
        "appealable",
        "filed_through",
        "last_day_counted",
        "last_day",
        "filed_in_time",
        "forward_by",
        "decide_by",
        "execution_stayed",
    ),
    (PARAMETERS / "clocks",),
)
