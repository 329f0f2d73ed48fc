"""The type of recipient turns at its thresholds, one day or one benefit to each side."""

from datetime import date

import pytest

from law.kr.recipient_types import Recipient
from law.schemes import SCHEMES

ON = date(2026, 11, 23)
FIVE_YEARS_AGO = date(2021, 11, 23)
A_DAY_EARLIER = date(2021, 11, 22)
LATELY = date(2025, 3, 2)


def type_of(*, age=40, disabled=False, days=180, earlier=()) -> str:
    return (
        SCHEMES["kr"].decisions["recipient_type"].results(Recipient(ON, age, disabled, days, earlier))["recipient_type"]
    )


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, "general"),
        ({"age": 59}, "general"),
        ({"age": 60}, "senior_disabled"),
        ({"disabled": True}, "senior_disabled"),
        ({"days": 209}, "general"),
        ({"days": 210}, "long"),
        ({"earlier": (LATELY,)}, "general"),
        ({"earlier": (LATELY, LATELY)}, "repeat"),
        ({"earlier": (LATELY, FIVE_YEARS_AGO)}, "repeat"),
        ({"earlier": (LATELY, A_DAY_EARLIER)}, "general"),
        ({"days": 240, "earlier": (LATELY, LATELY)}, "repeat"),
        ({"age": 60, "days": 270, "earlier": (LATELY, LATELY)}, "senior_disabled"),
    ],
)
def test_a_recipient_is_of_the_type_that_comes_first(facts, expected):
    assert type_of(**facts) == expected
