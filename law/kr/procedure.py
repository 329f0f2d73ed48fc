"""What the Administrative Procedure Act asks of a decision letter and its service (APA 14, 23-26; EIA 103)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from law.engine import Rules
from law.kr import PARAMETERS
from law.pack import Decision


@dataclass(frozen=True, slots=True)
class DecisionLetter:
    """A letter that tells somebody a decision. Law of the day: `decided_on`."""

    decided_on: date
    granted_as_applied: bool = False
    served_electronically: bool = False
    agreed_to_electronic: bool = False  # the person agreed, and named the address
    tells_appeal: bool = True  # whether, through whom and until when one can appeal
    names_officer: bool = True  # office, name and contact of the officer in charge
    gives_reasons: bool = True
    clear_error: bool = False  # a slip of the pen or of arithmetic, or the like


rule = Rules(DecisionLetter)


@rule("Reasons required", "APA 23(1)", "Granted exactly as applied for: {granted_as_applied}")
def reasons_required(granted_as_applied: bool) -> bool:
    return not granted_as_applied


@rule("Served validly", "APA 14(3)", "Electronically: {served_electronically}; agreed to: {agreed_to_electronic}")
def served_validly(served_electronically: bool, agreed_to_electronic: bool) -> bool:
    return agreed_to_electronic or not served_electronically


@rule(
    "Letter complete",
    "EIA 103; APA 23; APA 24(3); APA 26",
    "Tells of the appeal: {tells_appeal}; names the officer: {names_officer}; "
    "gives reasons: {gives_reasons}, required: {reasons_required}",
)
def letter_complete(tells_appeal: bool, names_officer: bool, gives_reasons: bool, reasons_required: bool) -> bool:
    return tells_appeal and names_officer and (gives_reasons or not reasons_required)


@rule(
    "Corrected without a new decision",
    "APA 25",
    "Clear error: {clear_error}; corrected at once, and the person is told",
)
def correctable(clear_error: bool) -> bool:
    return clear_error


DECISION = Decision(
    "decision_letter",
    rule,
    "decided_on",
    ("reasons_required", "served_validly", "letter_complete", "correctable"),
    (PARAMETERS / "common",),
)
