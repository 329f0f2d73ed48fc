"""What a decision letter must contain and how it may be served (APA 14, 23-26; EIA 103)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from law.examples import check
from law.kr.examples_procedure import AREAS
from law.kr.procedure import DECISION, DecisionLetter
from tests.law.kr.test_certification import EXAMPLES


def letter(**facts: Any) -> dict[str, Any]:
    return DECISION.decide(DecisionLetter(date(2026, 11, 3), **facts)).results


def test_the_worked_examples_of_procedure_and_appeals_come_out_right() -> None:
    report = check(EXAMPLES, AREAS, only=frozenset(AREAS))

    assert (report.right, report.lines) == (21, [])


@pytest.mark.parametrize("missing", ["tells_appeal", "names_officer", "gives_reasons"])
def test_a_letter_without_what_it_must_say_is_not_complete(missing: str) -> None:
    assert letter()["letter_complete"] is True
    assert letter(**{missing: False})["letter_complete"] is False


def test_a_full_grant_needs_no_reasons() -> None:
    result = letter(granted_as_applied=True, gives_reasons=False)

    assert (result["reasons_required"], result["letter_complete"]) == (False, True)


@pytest.mark.parametrize(
    ("electronic", "agreed", "valid"), [(True, False, False), (True, True, True), (False, False, True)]
)
def test_electronic_service_needs_consent(electronic: bool, agreed: bool, valid: bool) -> None:
    assert letter(served_electronically=electronic, agreed_to_electronic=agreed)["served_validly"] is valid


def test_a_clear_error_is_corrected_without_a_new_decision() -> None:
    assert (letter(clear_error=True)["correctable"], letter()["correctable"]) == (True, False)
