"""The checker of worked examples: what it counts as right, wrong, unknown and objected."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from law import examples
from law.examples import Area, Objection, check, field_names, same

EXAMPLE = {
    "id": "X-1",
    "area": "amount",
    "title": "half",
    "law_ref": "EIA 46",
    "effective_date": "2026-01-01",
    "inputs": {"wage": 5},
    "expected": {"half": 2.5, "paid": 2},
    "arithmetic": "5 / 2",
    "confidence": "high",
}


def amount(inputs: Mapping[str, Any], effective_on: date | None, wanted: frozenset[str]) -> dict[str, Any]:
    return {"half": Fraction(inputs["wage"], 2), "paid": inputs["wage"] // 2}


AREAS = {"amount": Area(frozenset({"wage"}), frozenset({"half", "paid"}), amount)}


@pytest.fixture
def write(tmp_path: Path) -> Any:
    """Writes one example, changed in parts, to a file."""

    def to_file(**changes: Any) -> Path:
        path = tmp_path / "examples.json"
        path.write_text(json.dumps([EXAMPLE | changes]), "utf-8")
        return path

    return to_file


def test_an_example_with_our_results_is_right(write: Any) -> None:
    report = check(write(), AREAS)

    assert report.summary == "1 right, 0 wrong, 0 unknown, 0 objected of 1"
    assert report.passed


def test_a_difference_is_told_with_its_reference(write: Any) -> None:
    report = check(write(expected={"half": 2.4, "paid": 2}), AREAS)

    assert report.lines == ["X-1 (amount, EIA 46): half should be 2.4, is 5/2"]
    assert not report.passed


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"area": "weather"}, "area weather"),
        ({"inputs": {"wage": 5, "mood": 1}}, "input mood"),
        ({"expected": {"rain": 1}}, "result rain"),
    ],
)
def test_what_an_area_does_not_know_makes_an_example_unknown(write: Any, changes: Any, told: str) -> None:
    report = check(write(**changes), AREAS)

    assert (report.unknown, report.passed) == (1, False)
    assert report.lines == [f"X-1 ({changes.get('area', 'amount')}, EIA 46): not known: {told}"]


def test_an_area_that_fails_is_wrong_not_silent(write: Any) -> None:
    report = check(write(inputs={}), AREAS)

    assert report.wrong == 1
    assert "KeyError" in report.lines[0]


def test_an_objection_counts_only_while_our_result_is_the_one_it_states(write: Any) -> None:
    contradicted = write(expected={"half": 2.5, "paid": 3})

    stated = check(contradicted, AREAS, objections={"X-1": Objection({"paid": 2}, "EIA 46: below one won is cut")})
    other = check(contradicted, AREAS, objections={"X-1": Objection({"paid": 1}, "EIA 46")})

    assert (stated.objected, stated.wrong, stated.passed) == (1, 0, True)
    assert (other.objected, other.wrong, other.passed) == (0, 1, False)


def test_only_the_areas_asked_for_are_checked(write: Any) -> None:
    assert check(write(), AREAS, only=frozenset({"fraud"})).summary == "0 right, 0 wrong, 0 unknown, 0 objected of 0"


class Code(StrEnum):
    ARTIST = "artist"


@pytest.mark.parametrize(
    ("expected", "ours", "equal"),
    [
        (Decimal("66.67"), Fraction(200, 3), True),
        (Decimal("66.66"), Fraction(200, 3), False),
        (Decimal("0.5"), Fraction(9, 20), True),
        (Decimal("0.4"), Fraction(9, 20), False),
        (Decimal("5.0"), 5, True),
        (Decimal("5.0"), Fraction(504, 100), True),
        (3, Fraction(3), True),
        (3, Fraction(7, 2), False),
        (1, True, False),
        (True, 1, False),
        (False, False, True),
        (None, None, True),
        (None, 0, False),
        ("artist", Code.ARTIST, True),
        ("2026-11-22", date(2026, 11, 22), True),
        ("2026-11", date(2026, 11, 1), True),
        ("2026-11", date(2026, 11, 2), False),
        ("2026-11-01", date(2026, 11, 1), True),
        ([1, 2], (1, 2), True),
        ([1, 2], (1,), False),
        ([{"no": 1}], ({"no": 1, "due": None},), True),
        ([{"no": 1}], ({"due": None},), False),
        ("3", 3, False),
        (3, "3", False),
    ],
)
def test_the_reading_rules(expected: Any, ours: Any, equal: bool) -> None:
    assert same(expected, ours) is equal


def test_fields_are_named_as_the_list_of_fields_names_them() -> None:
    inputs = {
        "birth_date": "1990-01-01",
        "insured_period": {"years": 1},
        "jobs": [{"acquired": 1}, {"lost": 2}],
        "days_by_month": [1, 2],
    }

    assert list(field_names(inputs)) == [
        "birth_date",
        "insured_period.years",
        "jobs[].acquired",
        "jobs[].lost",
        "days_by_month[]",
    ]


def test_inputs_reach_the_rules_as_days_fractions_and_tuples() -> None:
    assert examples.python({"on": "2026-10-31", "month": "2026-10", "rate": Decimal("9.5"), "days": [1, 2]}) == {
        "on": date(2026, 10, 31),
        "month": date(2026, 10, 1),
        "rate": Fraction(19, 2),
        "days": (1, 2),
    }
