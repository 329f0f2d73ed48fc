"""How letters write days, money and names: official Korean forms and their plain English counterparts.

Korean forms follow the Regulation on Administrative Business (행정업무규정 시행령 7, 시행규칙 2): `2026. 11. 22.`
and `금113,560원(금일십일만삼천오백육십원)`.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date

WEEKDAYS = {
    "ko": ("월", "화", "수", "목", "금", "토", "일"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
          "November", "December")
KOREAN_DIGITS = "영일이삼사오육칠팔구"
SMALL_UNITS = ("", "십", "백", "천")
LARGE_UNITS = ("", "만", "억", "조", "경")
DIGITS_WITH_FINAL_CONSONANT = "013678"
RIEUL = 8
PARTICLES_AFTER_RIEUL_AS_AFTER_VOWEL = ("으로", "로")


def day(value: date, language: str) -> str:
    """A day in the letter's form: `2026. 11. 22.` or `22 November 2026`."""
    if language == "ko":
        return f"{value.year}. {value.month}. {value.day}."
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def weekday(value: date, language: str) -> str:
    """A day with its weekday: `2026. 10. 26.(월)` or `Monday 26 October 2026`."""
    name = WEEKDAYS[language][value.weekday()]
    return f"{day(value, language)}({name})" if language == "ko" else f"{name} {day(value, language)}"


def span(first_on: date, last_on: date, language: str) -> str:
    """Both ends included: `2026. 10. 12. ~ 2026. 10. 18.` or `12 October 2026 to 18 October 2026`."""
    joint = " ~ " if language == "ko" else " to "
    return day(first_on, language) + joint + day(last_on, language)


def won(amount: int, language: str) -> str:
    """Whole won: `66,048원` or `₩66,048`; below zero `△2,052원` and `−₩2,052`."""
    digits = f"{abs(amount):,}"
    if language == "ko":
        return ("△" if amount < 0 else "") + digits + "원"
    return ("−" if amount < 0 else "") + "₩" + digits


def official_won(amount: int, language: str) -> str:
    """The form that has legal effect, written once: `금113,560원(금일십일만삼천오백육십원)`; in English as `won`."""
    if language != "ko":
        return won(amount, language)
    if amount < 0:
        raise ValueError(f"{amount} won can't be written in the official form: state a debt as a positive amount")
    return f"금{amount:,}원(금{number_in_hangul(amount)}원)"


def number_in_hangul(number: int) -> str:
    """A whole number spelt with every `일` kept, as on a receipt: 113560 is `일십일만삼천오백육십`."""
    if number == 0:
        return KOREAN_DIGITS[0]
    groups = []
    for large in LARGE_UNITS:
        number, group = divmod(number, 10_000)
        groups.append(_four_digits(group) + large if group else "")
    return "".join(reversed(groups))


def _four_digits(group: int) -> str:
    digits = [int(digit) for digit in reversed(str(group))]
    spelt = [KOREAN_DIGITS[digit] + SMALL_UNITS[place] if digit else "" for place, digit in enumerate(digits)]
    return "".join(reversed(spelt))


def count(number: int, language: str, one: str, many: str) -> str:
    """`1 day`, `210 days`; Korean counters follow without a space: `210일`."""
    if language == "ko":
        return f"{number:,}{one}"
    return f"{number:,} {one if number == 1 else many}"


def days(number: int, language: str) -> str:
    """A number of days: `210일` or `210 days`."""
    return count(number, language, *(("일", "일") if language == "ko" else ("day", "days")))


def months(number: int, language: str) -> str:
    """A length in months as people say it: `5년 2개월` or `5 years 2 months`."""
    years, rest = divmod(number, 12)
    words = (("년", "년"), ("개월", "개월")) if language == "ko" else (("year", "years"), ("month", "months"))
    parts = [count(size, language, *word) for size, word in zip((years, rest), words, strict=True) if size]
    return " ".join(parts) or count(0, language, *words[1])


def particle(word: str, pair: str) -> str:
    """The word with its particle chosen by its last sound: `particle("김하늘", "은/는")` is `김하늘은`.

    Where the sound is unknown (Latin letters, signs) both are written: `Acme은(는)`.
    """
    after_consonant, after_vowel = pair.split("/")
    final = _final_consonant(re.sub(r"\s*[(\[（][^()\[\]（）]*[)\]）]\s*$", "", word) or word)
    if final is None:
        return f"{word}{after_consonant}({after_vowel})"
    sounds_open = final == 0 or (final == RIEUL and after_consonant in PARTICLES_AFTER_RIEUL_AS_AFTER_VOWEL)
    return word + (after_vowel if sounds_open else after_consonant)


def _final_consonant(word: str) -> int | None:
    last = unicodedata.normalize("NFC", word)[-1:]
    if "가" <= last <= "힣":
        return (ord(last) - ord("가")) % 28
    if last.isascii() and last.isdigit():
        return _final_consonant({"1": "일", "7": "칠", "8": "팔"}.get(last, "육" if last in DIGITS_WITH_FINAL_CONSONANT
                                                                     else "이"))
    return None
