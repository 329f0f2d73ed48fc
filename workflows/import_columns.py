"""The columns of each register's file: what stands in them, and how a cell is read."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from backoffice.staff import clock
from backoffice.staff.refusal import Refused
from contributions import resident_numbers
from contributions.models import Employer, InsuredStatus, Person, SeparationCertificate
from law.kr.entitlement_codes import SEPARATION_CODES

from .registering import read_workplace_number

PAY_PERIODS = 4  # three months before a day within a month touch four calendar months
_DAY = re.compile(r"(\d{4})[.\-/]?\s*(\d{2})[.\-/]?\s*(\d{2})\.?")
_WON = re.compile(r"\d{1,3}(,\d{3})+|\d{1,15}")
_YES_NO = {"yes": True, "y": True, "1": True, "예": True, "no": False, "n": False, "0": False, "아니오": False}


@dataclass(frozen=True)
class Column:
    """One column: its name in the first row, what it holds in words, how a cell is read, whether it may be empty."""

    name: str
    words: str
    read: Callable[[str], Any]
    needed: bool = True
    example: str = ""


def read_cell(column: Column, cell: str) -> Any:
    """What a cell says; None for an empty one. Raises ValueError or Refused with a sentence."""
    if any(unicodedata.category(character) == "Cc" for character in cell):
        raise ValueError(_("There is a control character in this cell. Type it again without line breaks or tabs."))
    text = cell.strip()
    if not text:
        if column.needed:
            raise ValueError(_("This cell must not be empty."))
        return None
    return column.read(text)


def text(model, field: str) -> Callable[[str], str]:
    """Words, kept exactly, no longer than the register's field."""
    longest = model._meta.get_field(field).max_length

    def read(cell: str) -> str:
        if len(cell) > longest:
            raise ValueError(_("This is longer than %(n)s characters.") % {"n": longest})
        return cell

    return read


def pattern(form: str, sentence: str) -> Callable[[str], str]:
    """Words of one form; the sentence says which."""

    def read(cell: str) -> str:
        if not re.fullmatch(form, cell):
            raise ValueError(_(sentence))
        return cell

    return read


def one_of(codes: Mapping[str, Any]) -> Callable[[str], str]:
    """One of a table of codes."""

    def read(cell: str) -> str:
        if cell not in codes:
            raise ValueError(_("Use one of these codes: %(codes)s.") % {"codes": ", ".join(codes)})
        return cell

    return read


def day(cell: str) -> date:
    """A day as 2026-11-22, 2026.11.22 or 20261122."""
    parts = _DAY.fullmatch(cell)
    try:
        return date(*(int(part) for part in parts.groups()))
    except (AttributeError, ValueError):
        raise ValueError(_("This is not a date. Write year, month and day, for example 2026.11.22.")) from None


def whole(cell: str) -> int:
    """A whole number from 0, with or without commas."""
    if not _WON.fullmatch(cell):
        raise ValueError(_("This is not a whole number. Write digits only."))
    return int(cell.replace(",", ""))


def hours(places: int, most: int) -> Callable[[str], Decimal]:
    """Hours with up to so many decimals, more than 0 and at most `most`."""

    def read(cell: str) -> Decimal:
        if not re.fullmatch(rf"\d{{1,3}}(\.\d{{1,{places}}})?", cell) or not 0 < Decimal(cell) <= most:
            raise ValueError(_("Write hours above 0 and up to %(most)s.") % {"most": most})
        return Decimal(cell)

    return read


def yes_no(cell: str) -> bool:
    """Yes or no, in either language."""
    if cell.lower() not in _YES_NO:
        raise ValueError(_("Write yes or no."))
    return _YES_NO[cell.lower()]


def resident_number(cell: str) -> resident_numbers.ResidentNumber:
    """A resident number with or without its hyphen."""
    return resident_numbers.parse(cell, on=clock.today())


NATIONALITY = pattern("[A-Z]{2}", gettext_noop("Write the country in two capital letters, for example KR."))
PHONE = pattern(r"\+?[0-9][0-9 \-]{3,18}", gettext_noop("A telephone number has digits and hyphens only."))
LANGUAGE = one_of({"ko": "", "en": ""})
REASON = one_of(SEPARATION_CODES)
RESIDENT = Column("resident_number", gettext_noop("Resident number"), resident_number, example="900101-1234567")
WORKPLACE = Column("workplace_number", gettext_noop("Workplace number"), read_workplace_number, example="101-86-00104-0")


def _pay_period(n: int, from_on: str = "", to_on: str = "", won: str = "") -> tuple[Column, ...]:
    needed = n == 1
    return (
        Column(f"wage{n}_from_on", gettext_noop("Pay period: from"), day, needed, from_on),
        Column(f"wage{n}_to_on", gettext_noop("Pay period: to"), day, needed, to_on),
        Column(f"wage{n}_won", gettext_noop("Pay period: wages (won)"), whole, needed, won),
    )


COLUMNS: dict[str, tuple[Column, ...]] = {
    "persons": (
        RESIDENT,
        Column("name", gettext_noop("Name"), text(Person, "name"), example="김하늘"),
        Column("name_en", gettext_noop("Name in Latin letters"), text(Person, "name_en"), False, "KIM Haneul"),
        Column("nationality", gettext_noop("Nationality"), NATIONALITY, False, "KR"),
        Column("visa", gettext_noop("Visa"), text(Person, "visa"), False),
        Column("disabled", gettext_noop("Registered disability"), yes_no, False, "no"),
        Column("phone", gettext_noop("Telephone"), PHONE, False, "010-0000-0000"),
        Column("address", gettext_noop("Address"), text(Employer, "address"), False, "서울특별시 마포구 월드컵로 1"),
        Column("language", gettext_noop("Language of letters"), LANGUAGE, False, "ko"),
    ),
    "employers": (
        WORKPLACE,
        Column("name", gettext_noop("Name"), text(Employer, "name"), example="㈜가온물산"),
        Column("address", gettext_noop("Address"), text(Employer, "address"), False, "서울특별시 마포구 마포대로 1"),
        Column("phone", gettext_noop("Telephone"), PHONE, False, "02-000-0000"),
        Column("established_on", gettext_noop("Insurance relation since"), day, False, "2015-03-02"),
        Column("closed_on", gettext_noop("Insurance relation ended"), day, False),
    ),
    "insured_statuses": (
        RESIDENT, WORKPLACE,
        Column("kind", gettext_noop("Kind"), one_of(dict(InsuredStatus.KINDS)), False, "employee"),
        Column("acquired_on", gettext_noop("Acquired on"), day, example="2024-07-01"),
        Column("lost_on", gettext_noop("Lost on"), day, False, "2026-10-01"),
        Column("loss_reason", gettext_noop("Loss reason code"), REASON, False, "23"),
        Column("weekly_hours", gettext_noop("Weekly hours"), hours(1, 168), False, "40"),
        Column("unemployment_covered", gettext_noop("Insured for unemployment benefits"), yes_no, False, "yes"),
    ),
    "certificates": (
        RESIDENT, WORKPLACE,
        Column("acquired_on", gettext_noop("Insured from"), day, example="2024-07-01"),
        Column("separation_on", gettext_noop("Last day of work"), day, example="2026-09-30"),
        Column("reason_code", gettext_noop("Loss reason code"), REASON, example="23"),
        Column("reason_text", gettext_noop("Details of the reason"), text(SeparationCertificate, "reason_text"), False),
        Column("daily_hours", gettext_noop("Contractual hours a day"), hours(2, 24), example="8"),
        Column("ordinary_daily_wage", gettext_noop("Ordinary daily wage (won)"), whole, False, "110000"),
        Column("yearly_bonus", gettext_noop("Bonus of the last 12 months (won)"), whole, False, "0"),
        Column("yearly_leave_pay", gettext_noop("Annual-leave pay of the last 12 months (won)"), whole, False, "0"),
        Column("unit_days_from_on", gettext_noop("Unit days counted from"), day, example="2025-05-18"),
        Column("unit_days", gettext_noop("Insured-unit days since then"), whole, example="410"),
        Column("received_on", gettext_noop("Received on"), day, False, "2026-10-05"),
        *_pay_period(1, "2026-07-01", "2026-07-31", "3000000"),
        *_pay_period(2, "2026-08-01", "2026-08-31", "3000000"),
        *_pay_period(3, "2026-09-01", "2026-09-30", "3000000"),
        *_pay_period(PAY_PERIODS),
    ),
}


def said_of(kind: str, cells: list[str]) -> tuple[dict[str, Any], list[tuple[str, str]]]:
    """({column: value} of what is filled in, [(column, sentence)] of what is wrong) in one row's cells."""
    said, wrong = {}, []
    for column, cell in zip(COLUMNS[kind], cells, strict=True):
        try:
            value = read_cell(column, cell)
        except (ValueError, Refused) as error:
            wrong.append((column.name, str(error)))
        else:
            said |= {} if value is None else {column.name: value}
    return said, wrong
