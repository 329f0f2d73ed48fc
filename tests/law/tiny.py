"""A law of a few lines, to try the engine on: a daily amount out of wages, cap and rate."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from law.engine import Law, Rules
from law.facts import Days, ExactWon, Won
from law.pack import Decision
from law.parameters import Dated, Node


class Kind(StrEnum):
    EMPLOYEE = "employee"
    ARTIST = "artist"


@dataclass(frozen=True)
class Spell:
    first_on: date
    last_on: date | None
    pay: Won = 0


@dataclass(frozen=True)
class Claim:
    separated_on: date
    filed_on: date
    wages: Won
    kind: Kind = Kind.EMPLOYEE
    share: Fraction | None = None
    spells: tuple[Spell, ...] = ()


TREE: Node = {
    "amount": {
        "cap": {
            "description": "Ceiling",
            "metadata": {"unit": "KRW/day", "reference": "EIA 45(5)"},
            "values": {
                date(2019, 1, 1): {"value": 110000},
                date(2026, 1, 1): {"value": 113500, "metadata": {"reference": "ED 68(1)"}},
            },
        },
        "rate": {
            "metadata": {"unit": "/1", "last_value_still_valid_on": date(2026, 12, 31)},
            "values": {date(2019, 1, 1): 0.5, date(2019, 10, 1): 0.6},
        },
        "waiting": {
            "metadata": {"unit": "day", "law_date": "filed_on", "confidence": "assumption"},
            "values": {date(2019, 1, 1): 14, date(2024, 1, 1): 7},
        },
        "bonus": {
            "metadata": {"unit": "KRW", "law_date": "each"},
            "values": {date(2020, 1, 1): 1000, date(2025, 1, 1): 2000},
        },
        "window": {"metadata": {"unit": "day"}, "values": {date(2020, 1, 1): 90}},
    },
    "days": {
        "table": {
            "metadata": {"threshold_unit": "day", "amount_unit": "day"},
            "brackets": [
                {"threshold": {date(2019, 1, 1): 0}, "amount": {date(2019, 1, 1): 120}},
                {"threshold": {date(2019, 1, 1): 365}, "amount": {date(2019, 1, 1): 150, date(2026, 1, 1): 160}},
            ],
        }
    },
}

rule = Rules(Claim)


@rule("Average wage", "EIA 45(1)", "{wages} / {window}")
def average(wages: int, window: int) -> ExactWon:
    return Fraction(wages, window)


@rule("Average remuneration", "EIA 45(1) (Act 21473)", "{wages} / 365", of="average", since=date(2028, 1, 1))
def average_of_a_year(wages: int) -> ExactWon:
    return Fraction(wages, 365)


@rule("Base amount", "EIA 45(4)-(5)", "{average}, at most {cap}", "KRW/day")
def base(average: Fraction, cap: int) -> Fraction:
    return min(average, Fraction(cap))


@rule("Daily amount", "EIA 46", "{base} x {rate}", assumption="No article says how it is rounded")
def daily(base: Fraction, rate: Fraction) -> Won:
    return int(base * rate)


@rule("Days", "EIA 50(1), Annex 1", "{spells} less {waiting}")
def days(spells: tuple[Spell, ...], table: tuple[tuple[int, int], ...], waiting: int) -> Days:
    return max(0, table[min(len(spells), len(table) - 1)][1] - waiting)


@rule("Bonuses", "EIA 64", "{spells}", "KRW")
def bonuses(spells: tuple[Spell, ...], bonus: Dated[int]) -> tuple[int, ...]:
    return tuple(bonus.on(spell.first_on) for spell in spells)


@rule("Large", "EIA 1", "{base}")
def large(base: Fraction) -> bool:
    return base > 50_000


@rule("New right", "EIA 70", "{daily}", since=date(2026, 8, 20))
def new_right(daily: int) -> Won:
    return daily // 2


WANTED = ("daily", "days", "bonuses", "large")
DECISION = Decision("tiny", rule, "separated_on", WANTED, (), reform=Law(rule, TREE))
CLAIM = Claim(date(2026, 3, 31), date(2026, 4, 6), 12_000_000, spells=(Spell(date(2020, 1, 1), date(2026, 3, 31), 5),))
