"""Values of the law for people: days, money, units, rates, codes and records, in Korean and English."""

from __future__ import annotations

import re
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

from law.catalogue import catalogue
from law.references import reference

DAY = re.compile(r"\d{4}-\d\d-\d\d")
FRACTION = re.compile(r"-?\d+/\d+")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
KOREAN_UNITS = {
    "day": "일", "week": "주", "month": "개월", "year": "년", "hour": "시간", "minute": "분",
    "person": "명", "time": "회", "%": "%",
    "hour/week": "시간", "hour/month": "시간", "hour/day": "시간", "working_day": "근무일",
}
ENGLISH_UNITS = {"working_day": "working day", "hour/week": "hour", "hour/month": "hour", "hour/day": "hour"}


def shown(value: Any, unit: Any, language: str) -> str:
    """A stored JSON value for people: 1,849,340원 / ₩1,849,340, 2026.11.22 / 22 Nov 2026, 60%, 18개월."""
    say = catalogue(language)
    if value in (None, "", []):
        return say("none")
    if isinstance(value, bool):
        return say("yes") if value else say("no")
    if isinstance(value, int):
        return with_unit(f"{value:,}" if unit else str(value), unit, language, value)
    if isinstance(value, list):
        return ", ".join(shown_inner(v, unit, language) for v in value)
    if isinstance(value, dict):
        return record(value, unit, language)
    return text(value, unit, language)


def shown_inner(value: Any, unit: Any, language: str) -> str:
    inner = shown(value, unit, language)
    return f"({inner})" if isinstance(value, (list, dict)) else inner


def record(value: dict[str, Any], units: Any, language: str) -> str:
    """The fields of a record that say something, in order."""
    unit = units if isinstance(units, dict) else {}
    said = (shown(v, unit.get(n, ""), language) if v is not True else catalogue(language)(n.replace("_", " "))
            for n, v in value.items() if v not in (None, False, "", []))
    return ", ".join(said)


def text(value: str, unit: Any, language: str) -> str:
    if DAY.fullmatch(value):
        return day(date.fromisoformat(value), language)
    if FRACTION.fullmatch(value):
        return fraction(Fraction(value), unit, language)
    return reference(value, language) if unit == "reference" else catalogue(language)(value)


def day(value: date, language: str) -> str:
    if language == "ko":
        return f"{value:%Y.%m.%d}"
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def fraction(value: Fraction, unit: Any, language: str) -> str:
    """A rate as a percentage, anything else with two decimals at most; the exact value stays stored."""
    if unit == "/1":
        return f"{decimal(value * 100, 4)}%"
    return with_unit(decimal(value, 2), unit, language, value)


def decimal(value: Fraction, places: int) -> str:
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    written = f"{exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP):,f}"
    return written.rstrip("0").rstrip(".")


def with_unit(number: str, unit: Any, language: str, value: int | Fraction) -> str:
    """A number with its unit; won are shown without "a day" or "a month", which the sentence says."""
    if not unit or not isinstance(unit, str) or unit == "/1":
        return number
    if unit.partition("/")[0] == "KRW":
        return f"{number}원" if language == "ko" else f"₩{number}".replace("₩-", "-₩")
    if language == "ko":
        return f"{number}{KOREAN_UNITS.get(unit, unit)}"
    if unit == "%":
        return f"{number}%"
    return f"{number} {ENGLISH_UNITS.get(unit, unit)}{'' if value == 1 else 's'}"
