"""The claim number people read out over the telephone: year, serial and a check digit, 26-0012345-4.

The check digit is Damm's: of the single-digit schemes it is the one which catches every wrong digit and
every swap of two neighbours (ISO 7064 MOD 11-10 lets about one swap in fifty through).
"""

import re

from stdnum import damm

FORM = re.compile(r"([0-9]{2})-([0-9]{7})-([0-9])")
CENTURY = 2000
LARGEST_SERIAL = 9_999_999


def check_digit(digits: str) -> str:
    """The one digit which closes a row of decimal digits."""
    return damm.calc_check_digit(digits)


def claim_number(year: int, serial: int) -> str:
    """The number of the `serial`-th claim (1 to 9,999,999) filed in `year` (2000 to 2099)."""
    if not CENTURY <= year < CENTURY + 100:
        raise ValueError(f"A claim number holds a year from 2000 to 2099, not {year}.")
    if not 1 <= serial <= LARGEST_SERIAL:
        raise ValueError(f"A claim number holds a serial from 1 to {LARGEST_SERIAL}, not {serial}.")
    digits = f"{year - CENTURY:02}{serial:07}"
    return f"{digits[:2]}-{digits[2:]}-{check_digit(digits)}"


def is_valid(number: str) -> bool:
    """Whether this is a claim number, in its written form and with the right check digit."""
    form = FORM.fullmatch(number)
    return bool(form) and check_digit(form[1] + form[2]) == form[3]
