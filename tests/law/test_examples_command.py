"""`manage.py check_examples` says what differs and tells the shell."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from law import examples

EXAMPLE = {
    "id": "X-1",
    "area": "prescribed_days",
    "title": "a year, under fifty",
    "law_ref": "EIA 50(1), Annex 1",
    "effective_date": "-",
    "inputs": {
        "birth_date": "1990-05-10",
        "separation_date": "2026-10-31",
        "disabled": False,
        "insured_period": {"years": 1, "months": 0},
    },
    "expected": {"prescribed_days": 150},
    "arithmetic": "1-3 years",
    "confidence": "high",
}


def checked(path: Path, *, prescribed_days: int, areas: str = "") -> tuple[int, list[str]]:
    """The exit status and the lines of the command for one example."""
    path.write_text(json.dumps([EXAMPLE | {"expected": {"prescribed_days": prescribed_days}}]), "utf-8")
    said = StringIO()
    with pytest.raises(SystemExit) as left:
        call_command("check_examples", str(path), areas=areas, stdout=said)
    return int(left.value.code or 0), said.getvalue().splitlines()


def test_the_command_succeeds_when_all_is_right(tmp_path: Path) -> None:
    status, lines = checked(tmp_path / "examples.json", prescribed_days=150)

    assert (status, lines) == (0, ["1 right, 0 wrong, 0 unknown, 0 objected of 1"])


def test_the_command_fails_with_the_difference_and_its_article(tmp_path: Path) -> None:
    status, lines = checked(tmp_path / "examples.json", prescribed_days=151)

    assert status == 1
    assert lines == [
        "X-1 (prescribed_days, EIA 50(1), Annex 1): prescribed_days should be 151, is 150",
        "0 right, 1 wrong, 0 unknown, 0 objected of 1",
    ]


def test_checking_nothing_is_no_success_and_a_misspelt_area_is_named(tmp_path: Path) -> None:
    status, lines = checked(tmp_path / "examples.json", prescribed_days=151, areas="insured_period,arears")

    assert (status, lines) == (1, ["area arears: not known", "0 right, 0 wrong, 0 unknown, 0 objected of 0"])


@pytest.mark.parametrize("content", ["{", "[1]", '[{"id": "X-1"}]', "\u00ff"])
def test_what_is_no_list_of_examples_is_said_and_never_passes(tmp_path: Path, content: str) -> None:
    file, lines = tmp_path / "examples.json", list[str]()
    file.write_text(content, "utf-8")

    passed = examples.run(file, "", "", tmp_path / "none.yaml", lines.append)

    assert not passed
    assert len(lines) == 2
