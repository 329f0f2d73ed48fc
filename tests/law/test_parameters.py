"""Dated values as they are read from files: types, tables, overlays and mistakes."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from law.parameters import Leaf, NotInLaw, leaves, merge, read_folders

DAY = date(2026, 1, 1)


@pytest.fixture
def written(tmp_path: Path) -> Any:
    """Writes a file of parameters into a folder and reads its leaves by path."""

    def read(text: str) -> dict[str, Leaf]:
        folder = tmp_path / "benefit"
        folder.mkdir(exist_ok=True)
        (folder / "amount.yaml").write_text(text, "utf-8")
        return {leaf.path: leaf for leaf in leaves(read_folders([folder]))}

    return read


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("{values: {2020-01-01: {value: 113500}}}", 113500),
        ("{values: {2020-01-01: 113500}}", 113500),
        ("{values: {2020-01-01: {value: 0.6}}}", Fraction(3, 5)),
        ("{values: {2020-01-01: {value: '1/3'}}}", Fraction(1, 3)),
        ("{metadata: {unit: /1}, values: {2020-01-01: {value: 1}}}", Fraction(1)),
        ("{values: {2020-01-01: {value: [11, 12]}}}", (11, 12)),
        ("{values: {2020-01-01: {value: {a: 0.5, b: 1}}}}", (("a", Fraction(1, 2)), ("b", 1))),
        ("{values: {2020-01-01: {value: true}}}", True),
        ("{values: {2020-01-01: {value: 2027-01-01}}}", date(2027, 1, 1)),
    ],
)
def test_values_become_what_rules_want(written: Any, text: str, value: Any) -> None:
    found = written(f"thing: {text}")["benefit.amount.thing"].at(DAY).value

    assert found == value
    assert type(found) is type(value)


TABLE = """
days:
  metadata: {threshold_unit: year, amount_unit: day}
  brackets:
  - {threshold: {2019-10-01: {value: 0}}, amount: {2019-10-01: {value: 120}, 2026-01-01: {value: 130}}}
  - {threshold: {2019-10-01: {value: 1}}, amount: {2019-10-01: {value: 150}}}
  - {threshold: {2027-01-01: {value: 3}}, amount: {2027-01-01: {value: 180}}}
"""


@pytest.mark.parametrize(
    ("on", "rows"),
    [
        (date(2025, 12, 31), ((0, 120), (1, 150))),
        (date(2026, 1, 1), ((0, 130), (1, 150))),
        (date(2027, 1, 1), ((0, 130), (1, 150), (3, 180))),
    ],
)
def test_a_table_has_the_rows_that_stand_on_the_day(written: Any, on: date, rows: Any) -> None:
    table = written(TABLE)["benefit.amount.days"].at(on)

    assert table.value == rows
    assert table.unit == "day"


def test_a_table_is_refused_before_its_first_row(written: Any) -> None:
    with pytest.raises(NotInLaw, match=r"benefit\.amount\.days.* on 2019-09-30"):
        written(TABLE)["benefit.amount.days"].at(date(2019, 9, 30))


def test_an_entry_may_say_more_than_the_parameter(written: Any) -> None:
    leaf = written(
        "cap: {metadata: {reference: EIA 45, status: in_force}, values: {2020-01-01: {value: 1}, "
        "2027-01-01: {value: 2, metadata: {reference: Act 21473, status: enacted}}}}"
    )["benefit.amount.cap"]

    assert (leaf.at(DAY).reference, leaf.at(DAY).status) == ("EIA 45", "in_force")
    assert (leaf.at(date(2027, 1, 1)).reference, leaf.at(date(2027, 1, 1)).status) == ("Act 21473", "enacted")


@pytest.mark.parametrize("metadata", ["{refrence: EIA 45}", "{confidence: certain}", "{status: maybe}"])
def test_misspelt_metadata_are_refused(written: Any, metadata: str) -> None:
    with pytest.raises(ValueError, match=r"benefit\.amount\.cap"):
        written(f"cap: {{metadata: {metadata}, values: {{2020-01-01: 1}}}}")


def test_a_day_written_twice_is_refused(written: Any) -> None:
    with pytest.raises(ValueError, match="written twice"):
        written("cap: {values: {2020-01-01: 1, 2020-01-01: 2}}")


def test_an_overlay_adds_a_day_and_leaves_the_others() -> None:
    law = {"cap": {"values": {date(2020, 1, 1): 1}}, "other": {"values": {date(2020, 1, 1): 3}}}

    both = merge(law, {"cap": {"values": {date(2026, 7, 1): 2}}})

    assert both["cap"]["values"] == {date(2020, 1, 1): 1, date(2026, 7, 1): 2}
    assert both["other"] == law["other"]
    assert law["cap"]["values"] == {date(2020, 1, 1): 1}


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read_folders([tmp_path / "nowhere"])
