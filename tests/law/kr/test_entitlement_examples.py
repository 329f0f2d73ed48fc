"""The worked examples of entitlement, through the rules that decide cases."""
from __future__ import annotations

from pathlib import Path

import pytest

from law.examples import check, read_objections
from law.kr.examples_entitlement import AREAS

DATA = Path(__file__).parents[1] / "data" / "kr.json"
OBJECTIONS = Path(__file__).parent / "objections.yaml"


@pytest.mark.parametrize("area", sorted(AREAS))
def test_every_worked_example_comes_out_right(area):
    report = check(DATA, AREAS, only=frozenset({area}), objections=read_objections(OBJECTIONS))

    assert report.passed, report.lines
    assert report.right > 0
