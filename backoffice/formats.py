"""How dates, money, names and numbers look on a screen, and how what people type is read back.

Every function is told the language, and today where it matters. None reads the time or the language by itself;
only the sentences of refusal in `parse_date` and `parse_money` are in the language now in use.
"""

import re
from datetime import date as Date
from datetime import datetime, timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo

from django.utils import dateformat
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

SEOUL = ZoneInfo("Asia/Seoul")
MINUS = "\N{MINUS SIGN}"

# Django's date letters: Y year, m month, d day, D weekday, j day without zero, M month's short name.
_DATE = {"ko": "Y.m.d", "en": "j M Y"}
_DATE_WITH_WEEKDAY = {"ko": "Y.m.d", "en": "D j M Y"}
_KOREAN_WEEKDAYS = "월화수목금토일"
_SHORT_DATE = {"ko": "m.d", "en": "j M"}
_MONEY = {("KRW", "ko"): "{}원", ("KRW", "en"): "₩{}"}


# Days and instants


def date(value, language):
    """A date as people read it: 2026.11.22, or 22 Nov 2026."""
    return _dated(value, _DATE, language)


def date_with_weekday(value, language):
    """A date with its day of the week: 2026.11.22(일), or Sun 22 Nov 2026."""
    weekday = f"({_KOREAN_WEEKDAYS[value.weekday()]})" if language == "ko" else ""
    return _dated(value, _DATE_WITH_WEEKDAY, language) + weekday


def short_date(value, language):
    """A date whose year is plain from its place: 11.22, or 22 Nov."""
    return _dated(value, _SHORT_DATE, language)


def span(first, last, language):
    """Two dates, both included: 2026.10.27–2026.11.23."""
    return f"{date(first, language)}–{date(last, language)}"


def time(instant_at, *, seconds=False):
    """The time of day in Seoul of an aware instant, on 24 hours: 14:05."""
    return _in_seoul(instant_at).strftime("%H:%M:%S" if seconds else "%H:%M")


def instant(instant_at, language, *, seconds=False):
    """Date and time in Seoul of an aware instant: 2026.11.22 14:05."""
    return f"{date(_in_seoul(instant_at), language)} {time(instant_at, seconds=seconds)}"


def deadline(due_on, today, language):
    """How far away a day is: 3일 지남, 오늘, D-3; or 3 days overdue, today, in 3 days."""
    days = (due_on - today).days
    with override(language):
        if days < 0:
            return ngettext("%(days)d day overdue", "%(days)d days overdue", -days) % {"days": -days}
        if days == 0:
            return _("today")
        return ngettext("in %(days)d day", "in %(days)d days", days) % {"days": days}


def days(count, language):
    """A number of days: 26일, or 26 days."""
    with override(language):
        return ngettext("%(count)s day", "%(count)s days", count) % {"count": number(count)}


# Numbers and money


def number(value):
    """A number with its thousands apart: 48,210. Fractions are cut, not rounded, after two decimals."""
    sign = MINUS if value < 0 else ""
    return sign + _digits(abs(value))


def money(amount, language, currency="KRW"):
    """An amount in whole units or a Fraction: 1,849,340원, or ₩1,849,340; below zero −2,052원."""
    sign = MINUS if amount < 0 else ""
    pattern = _MONEY.get((currency, language), currency + " {}")
    return sign + pattern.format(_digits(abs(amount)))


# People, accounts and registration numbers


def name(native, latin, language):
    """A person's name: 김하늘, or KIM Haneul (김하늘) where a Latin spelling is known."""
    return native if language == "ko" or not latin else f"{latin} ({native})"


def rrn(number_of_person):
    """A resident registration number with only birth date and the next digit: 900101-1******."""
    digits = _only_digits(number_of_person)
    return f"{digits[:6]}-{digits[6:7]}******"


def phone(number_of_phone):
    """A telephone number without its middle: 010-****-5678."""
    digits = _only_digits(number_of_phone)
    area = 2 if digits.startswith("02") else 3
    return f"{digits[:area]}-****-{digits[-4:]}"


def account(bank, number_of_account):
    """A bank account by its last four digits: 국민 ****5678."""
    return f"{bank} ****{_only_digits(number_of_account)[-4:]}"


def business_number(value):
    """A business registration number of ten digits: 123-45-67890."""
    digits = _only_digits(value)
    return f"{digits[:3]}-{digits[3:5]}-{digits[5:]}"


def workplace_number(value):
    """A workplace number of eleven digits: 123-45-67890-0."""
    digits = _only_digits(value)
    return f"{business_number(digits[:10])}-{digits[10:]}"


# Korean particles

_FINAL_OF_DIGIT = {"0": 21, "1": 8, "3": 16, "6": 1, "7": 8, "8": 8}  # as indexes of Hangul final consonants
_FINAL_OF_LETTER = {"l": 8, "m": 16, "n": 4, "r": 8}
_RIEUL = 8


def josa(word, pair):
    """A word with the particle that fits its sound: josa("김하늘", "은/는") is 김하늘은, and 서울로, 부산으로."""
    after_consonant, after_vowel = pair.split("/")
    final = _final_consonant(word)
    if final is None:
        return f"{word}{after_consonant}({after_vowel})"
    if pair == "으로/로" and final == _RIEUL:
        return word + after_vowel
    return word + (after_consonant if final else after_vowel)


def _final_consonant(word):
    """The index of the last syllable's final consonant, 0 for none; None where the sound isn't known."""
    spoken = re.sub(r"[^\w]+$", "", re.sub(r"\([^()]*\)$", "", str(word)))
    last = spoken[-1:].lower()
    if "가" <= last <= "힣":
        return (ord(last) - ord("가")) % 28
    if last.isascii() and last.isdigit():
        return _FINAL_OF_DIGIT.get(last, 0)
    if last.isascii() and last.isalpha():
        return _FINAL_OF_LETTER.get(last, 0)
    return None


# Reading what people type

_TODAY = {"오늘", "today"}
_DISTANCE = re.compile(r"([+-])(\d{1,4})")
_DAY = re.compile(r"(\d{4}|\d{2})[.\-/]\s*(\d{1,2})[.\-/]\s*(\d{1,2})\.?|(\d{4}|\d{2})(\d{2})(\d{2})")
_AMOUNT = re.compile(r"([-△−]?)₩?(\d{1,3}(?:,\d{3})+|\d+)원?")


def parse_date(text, today):
    """The date meant by 2026.11.22, 20261122, 26.11.22, 2026-11-22, +14, 오늘 or today; ValueError otherwise."""
    typed = text.strip().lower()
    if typed in _TODAY:
        return today
    if distance := _DISTANCE.fullmatch(typed):
        return today + timedelta(days=int(distance[1] + distance[2]))
    if parts := _DAY.fullmatch(typed):
        return _real_day([part for part in parts.groups() if part], today)
    raise _not_a_date()


def parse_money(text):
    """The whole amount meant by 1,849,340, 1849340원, ₩1,849,340 or −2,052; ValueError otherwise."""
    if not (typed := _AMOUNT.fullmatch(text.strip().replace(" ", ""))):
        raise ValueError(_("This is not an amount. Write digits only, for example 1,849,340."))
    amount = int(typed[2].replace(",", ""))
    return -amount if typed[1] else amount


def _real_day(parts, today):
    year, month, day = (int(part) for part in parts)
    if len(parts[0]) == 2:
        year = _full_year(year, today)
    try:
        return Date(year, month, day)
    except ValueError:
        raise _not_a_date() from None


def _full_year(two_digits, today):
    """The year ending in these digits that lies no more than ten years ahead: people are born in 88, due in 27."""
    latest = today.year + 10
    return latest - (latest - two_digits) % 100


def _not_a_date():
    return ValueError(_("This is not a date. Write year, month and day, for example 2026.11.22."))


# Small parts


def _dated(value, patterns, language):
    with override(language):
        return dateformat.format(value, patterns.get(language, patterns["en"]))


def _in_seoul(instant_at: datetime):
    if instant_at.tzinfo is None:
        raise ValueError("An instant without a time zone could mean any of 24 hours.")
    return instant_at.astimezone(SEOUL)


def _digits(amount):
    hundredths = Fraction(amount) * 100 // 1
    whole, rest = divmod(hundredths, 100)
    return f"{whole:,}.{rest:02}" if rest else f"{whole:,}"


def _only_digits(value):
    return re.sub(r"\D", "", value)
