"""Who claims, and on what job: everything about a demo claim that is settled before it is filed."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any

from stdnum.kr import brn

from law.calendars import add_months, last_of_month

from . import names

WAGES = (2_060_740, 2_156_880, 2_300_000, 2_600_000, 3_000_000, 3_440_000, 3_600_000, 4_800_000, 7_500_000, 12_000_000)
PLAIN_CODES = ("23", "32", "31", "22")
FOREIGN_DIGIT = 4


@dataclass
class Profile:
    """A person, a job and the answers at the counter. Money in won, hours a day."""

    serial: int
    centre: int
    name: str
    name_en: str
    sex: str
    nationality: str
    visa: str
    born_on: date
    disabled: bool
    language: str
    contact: dict[str, str]
    separation_on: date
    acquired_on: date
    filed_on: date
    monthly: int
    hours: int
    code: str
    claimant_code: str
    employer: int
    unit_days: int = 0
    kind: str = "employee"
    covered: bool = True
    certified: bool = True
    with_wages: bool = True
    registered: bool = True
    other_status_open: bool = False
    answers: dict[str, Any] = field(default_factory=dict)
    random: Random = field(default_factory=Random, repr=False)

    @property
    def resident_number(self) -> str:
        """Thirteen digits in their form; the last six are the serial, so that nobody else has them."""
        digit = (2 if self.sex == "F" else 1) + (2 if self.born_on.year >= 2000 else 0)
        digit += FOREIGN_DIGIT if self.nationality != "KR" else 0
        return f"{self.born_on:%y%m%d}{digit}{self.serial:06}"


def draw(random: Random, serial: int, centre: int, office_code: str, filed_on: date) -> Profile:
    """An ordinary profile, with one of the hard names every sixth time."""
    sex = random.choice("FM")
    name, name_en, sex, nationality, visa = _name(random, serial, sex)
    separation_on = last_of_month(add_months(filed_on, -random.randint(1, 2)))
    age_in_days = random.randint(19 * 366, 63 * 365)
    born_on = separation_on - timedelta(days=age_in_days)
    acquired_on = _acquired(random, separation_on, born_on)
    code = random.choice(PLAIN_CODES)
    return Profile(
        serial=serial, centre=centre, name=name, name_en=name_en, sex=sex, nationality=nationality, visa=visa,
        born_on=born_on, disabled=random.random() < 0.06, language="en" if nationality != "KR" else "ko",
        contact={"phone": f"010-0000-{serial % 10_000:04}", "address": names.address_of(random, office_code)},
        separation_on=separation_on, acquired_on=acquired_on, filed_on=filed_on, monthly=random.choice(WAGES),
        hours=random.choice((8, 8, 8, 8, 7, 6, 5, 4)), code=code, claimant_code=code,
        employer=random.randrange(len(names.EMPLOYERS)), random=random,
    )  # fmt: skip


def _name(random: Random, serial: int, sex: str) -> tuple[str, str, str, str, str]:
    if serial % 6 == 0:
        return names.HARD[serial // 6 % len(names.HARD)]
    return (*names.name_of(random, sex), sex, "KR", "")


def _acquired(random: Random, separation_on: date, born_on: date) -> date:
    """A first day at work, at 17 or older, between seven months and fifteen years before the last."""
    earliest = add_months(born_on, 12 * 17)
    months = random.choice((9, 11, 14, 20, 30, 45, 70, 110, 140, 180))
    return max(add_months(separation_on, -months) + timedelta(days=1), earliest)


def unit_days_from(profile: Profile) -> date:
    """The day from which the certificate counts unit days: at most eighteen months back."""
    return max(profile.acquired_on, add_months(profile.separation_on, -18) + timedelta(days=1))


def unit_days(profile: Profile) -> int:
    """Days that are the basis of pay: six of seven, or what the profile fixes."""
    return profile.unit_days or ((profile.separation_on - unit_days_from(profile)).days + 1) * 6 // 7


def workplace_number(employer: int) -> str:
    """A management number in its form, with its check digit."""
    first = f"{employer % 800 + 101}81{employer + 1:04}"
    return next(first + digit for digit in "0123456789" if brn.is_valid(first + digit)) + "0"
