"""Checks worked examples: do the rules that decide cases give what a person worked out by hand?

Reading rules: only the fields named in `expected` are compared; a decimal is the exact fraction rounded
half up to as many places as are written; everything else is compared exactly. An input or expected
field that an area does not know makes the example unknown, never right.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from pathlib import Path
from typing import Any

import yaml

Json = dict[str, Any]
DAY = re.compile(r"\d{4}-\d\d-\d\d")
MONTH = re.compile(r"\d{4}-\d\d")
OBJECTIONS = Path(__file__).parent.parent / "tests" / "law" / "kr" / "objections.yaml"


@dataclass(frozen=True)
class Area:
    """A kind of example: the inputs and results it knows, and the function that asks the rules.

    `run(inputs, effective_on, wanted)` gets days as dates, months as their first day, decimals as
    Fractions and lists as tuples, never the example's id; it returns at least the wanted results.
    """

    inputs: frozenset[str]
    outputs: frozenset[str]
    run: Callable[[Mapping[str, Any], date | None, frozenset[str]], Mapping[str, Any]]


Areas = Mapping[str, Area]


@dataclass(frozen=True)
class Objection:
    """Our answer to an example that contradicts the law, with the article."""

    ours: Mapping[str, Any]
    article: str


PARTS = ("id", "area", "law_ref", "effective_date", "inputs", "expected")


@dataclass
class Report:
    """How many examples came out how, and a line for each that did not come out right."""

    right: int = 0
    wrong: int = 0
    unknown: int = 0
    objected: int = 0
    lines: list[str] = field(default_factory=list)

    @property
    def total(self) -> int:
        return self.right + self.wrong + self.unknown + self.objected

    @property
    def passed(self) -> bool:
        """Whether all is right; nothing checked is no success, an area's name may be misspelt."""
        return self.total > 0 and not self.wrong and not self.unknown

    @property
    def summary(self) -> str:
        counts = f"{self.right} right, {self.wrong} wrong, {self.unknown} unknown, {self.objected} objected"
        return f"{counts} of {self.total}"


def check(path: Path, areas: Areas, *, only: frozenset[str] = frozenset(), ids: frozenset[str] = frozenset(),
          objections: Mapping[str, Objection] | None = None) -> Report:
    """Runs the examples of a file, all of them or those of some areas or ids."""
    report = Report()
    for place, example in enumerate(read(path), 1):
        if not is_example(example):
            report.unknown += 1
            report.lines.append(f"entry {place}: not an example, or without {', '.join(PARTS)}")
        elif (not only or example["area"] in only) and (not ids or example["id"] in ids):
            judge(example, areas, (objections or {}).get(example["id"]), report)
    return report


def is_example(entry: object) -> bool:
    """Whether an entry of a file has the parts that every example needs."""
    return isinstance(entry, dict) and all(name in entry for name in PARTS) and isinstance(entry["inputs"], dict)


def read(path: Path) -> list[Json]:
    """The examples of a file, decimals as they are written."""
    examples: list[Json] = json.loads(path.read_text("utf-8"), parse_float=Decimal)
    return examples


def read_objections(path: Path) -> dict[str, Objection]:
    """Objections by example id, from a list of {id, ours: {field: value}, article}."""
    entries = yaml.safe_load(path.read_text("utf-8")) or [] if path.exists() else []
    return {e["id"]: Objection(as_json(e["ours"]), e["article"]) for e in entries}


def as_json(ours: Json) -> Json:
    """YAML's values as the examples' JSON has them: days as text, decimals as written."""
    result: Json = json.loads(json.dumps(ours, default=str), parse_float=Decimal)
    return result


def judge(example: Json, areas: Areas, objection: Objection | None, report: Report) -> None:
    """Counts one example and says what was different."""
    where = f"{example['id']} ({example['area']}, {example['law_ref']})"
    if missing := unknown_fields(example, areas):
        report.unknown += 1
        report.lines.append(f"{where}: not known: {', '.join(missing)}")
        return
    expected = example["expected"] | objection.ours if objection else example["expected"]
    differences = compare(expected, answer(example, areas[example["area"]]))
    report.lines += [f"{where}: {difference}" for difference in differences]
    if differences:
        report.wrong += 1
    elif objection:
        report.objected += 1
        report.lines.append(f"{where}: objected, {objection.article}")
    else:
        report.right += 1


def unknown_fields(example: Json, areas: Areas) -> list[str]:
    """What of an example we have no words for: its area, inputs or results."""
    area = areas.get(example["area"])
    if area is None:
        return [f"area {example['area']}"]
    inputs = [f"input {name}" for name in field_names(example["inputs"]) if name not in area.inputs]
    return inputs + [f"result {name}" for name in example["expected"] if name not in area.outputs]


def field_names(inputs: Json, before: str = "") -> Iterator[str]:
    """The inputs as the list of fields writes them: insured_period.years, jobs[].acquired, days_by_month[]."""
    for name, value in inputs.items():
        here = before + name
        if isinstance(value, dict):
            yield from field_names(value, f"{here}.")
        elif isinstance(value, list):
            yield from dict.fromkeys(n for v in value for n in item_names(v, f"{here}[]"))
        else:
            yield here


def item_names(value: Any, here: str) -> Iterator[str]:
    if isinstance(value, dict):
        yield from field_names(value, f"{here}.")
    else:
        yield here


def answer(example: Json, area: Area) -> Mapping[str, Any]:
    """The area's results, from inputs as Python values. What the law refuses to say is no result."""
    day = example["effective_date"]
    effective_on = date.fromisoformat(day) if DAY.fullmatch(day) else None
    try:
        return area.run(python(example["inputs"]), effective_on, frozenset(example["expected"]))
    except (LookupError, TypeError, ValueError, ArithmeticError) as error:
        return {"": f"{type(error).__name__}: {error}"}


def python(value: Any) -> Any:
    """A JSON input as Python: days, months (their first day), exact fractions, tuples."""
    if isinstance(value, str) and DAY.fullmatch(value):
        return date.fromisoformat(value)
    if isinstance(value, str) and MONTH.fullmatch(value):
        return date.fromisoformat(f"{value}-01")
    if isinstance(value, Decimal):
        return Fraction(value)
    if isinstance(value, dict):
        return {name: python(inner) for name, inner in value.items()}
    return tuple(python(v) for v in value) if isinstance(value, list) else value


def compare(expected: Json, ours: Mapping[str, Any]) -> list[str]:
    """A sentence for each expected field that is different."""
    if "" in ours:
        return [f"failed with {ours['']}"]
    return [f"{name} should be {written(value)}, is {written(ours.get(name, 'missing'))}"
            for name, value in expected.items() if name not in ours or not same(value, ours[name])]


def same(expected: Any, ours: Any) -> bool:
    """Whether a result is what is written, by the reading rules above."""
    if isinstance(expected, list):
        return isinstance(ours, (list, tuple)) and len(ours) == len(expected) and all(map(same, expected, ours))
    if isinstance(expected, dict):
        return isinstance(ours, Mapping) and all(n in ours and same(v, ours[n]) for n, v in expected.items())
    if isinstance(expected, Decimal):
        return is_number(ours) and rounded(ours, expected) == expected
    if isinstance(expected, bool) or expected is None:
        return ours is expected
    if isinstance(expected, int):
        return is_number(ours) and ours == expected
    return same_text(expected, ours)


def same_text(expected: str, ours: Any) -> bool:
    if isinstance(ours, date):
        whole_month = MONTH.fullmatch(expected) and ours.day == 1
        return expected == (f"{ours:%Y-%m}" if whole_month else ours.isoformat())
    return isinstance(ours, str) and expected == (ours.value if isinstance(ours, Enum) else ours)


def is_number(value: Any) -> bool:
    return isinstance(value, (int, Fraction)) and not isinstance(value, bool)


def rounded(value: int | Fraction, like: Decimal) -> Decimal:
    """A result rounded half up to as many places as the other number is written with."""
    places = -int(like.as_tuple().exponent)
    scaled = Fraction(value) * 10**places
    whole = int(abs(scaled) + Fraction(1, 2)) * (1 if scaled >= 0 else -1)
    return Decimal(whole).scaleb(-places)


def written(value: Any) -> str:
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(map(written, value))}]"
    return str(value.value if isinstance(value, Enum) else value)


def options() -> argparse.ArgumentParser:
    """The options that the command line and `manage.py check_examples` share."""
    parser = argparse.ArgumentParser(description="Check worked examples against the law.")
    add_options(parser)
    return parser


def add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="a JSON list of examples")
    parser.add_argument("--areas", default="", help="only these areas, separated by commas")
    parser.add_argument("--ids", default="", help="only these examples, separated by commas")
    parser.add_argument("--objections", type=Path, default=OBJECTIONS,
                        help="examples that contradict the law, with our result and the article")


def run(file: Path, areas: str, ids: str, objections: Path, write: Callable[[str], object]) -> bool:
    """Checks a file with the areas of Korea, writes each difference and the totals; True if all is right."""
    from law.kr.examples import AREAS

    misspelt = sorted(listed(areas) - AREAS.keys())
    try:
        report = check(file, AREAS, only=listed(areas), ids=listed(ids), objections=read_objections(objections))
    except (OSError, ValueError) as error:
        report = Report(lines=[f"{file} cannot be read as a list of examples: {error}"])
    for line in [*report.lines, *(f"area {name}: not known" for name in misspelt), report.summary]:
        write(line)
    return report.passed and not misspelt


def listed(text: str) -> frozenset[str]:
    return frozenset(part.strip() for part in text.split(",") if part.strip())


if __name__ == "__main__":
    given = options().parse_args()
    sys.exit(0 if run(given.file, given.areas, given.ids, given.objections, print) else 1)
