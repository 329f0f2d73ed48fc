"""Resident registration numbers (주민등록번호, 외국인등록번호): form, date of birth and sex; never a checksum.

Numbers issued since October 2020 end in random digits, so a checksum would refuse living people.
"""

import re
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from backoffice.staff.refusal import Refused

_FORM = re.compile(r"[0-9]{6}-?[0-9]{7}")
_CENTURY = {"9": 1800, "0": 1800, "1": 1900, "2": 1900, "3": 2000, "4": 2000, "5": 1900, "6": 1900, "7": 2000, "8": 2000}


@dataclass(frozen=True, slots=True)
class ResidentNumber:
    """A number in its form: thirteen digits, with what the digits say."""

    digits: str
    birth_on: date
    sex: str
    foreign: bool

    @property
    def masked(self) -> str:
        """As it may be shown: 900101-1******."""
        return f"{self.digits[:6]}-{self.digits[6]}******"


def parse(text: str, *, on: date) -> ResidentNumber:
    """Reads a number as typed, with or without the hyphen; `on` is today.

    Raises Refused when it is not thirteen digits, when its first six are no day, or when that day is still to come.
    """
    compact = re.sub(r"\s", "", text or "")
    if not _FORM.fullmatch(compact):
        raise Refused(_("A resident number has thirteen digits, as 900101-1234567. Check what was typed."))
    digits = compact.replace("-", "")
    try:
        born = date(_CENTURY[digits[6]] + int(digits[:2]), int(digits[2:4]), int(digits[4:6]))
    except ValueError:
        raise Refused(_("The first six digits of the resident number are not a day. Check the birth date.")) from None
    if born > on:
        raise Refused(_("The resident number says a birth date that is still to come. Check the seventh digit."))
    return ResidentNumber(digits, born, "F" if int(digits[6]) % 2 == 0 else "M", digits[6] in "5678")
