"""Days counted as the Civil Act, the holiday law and the civil petitions act count them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from law.calendars import (
    Counting,
    Holidays,
    add_months,
    days_between,
    deadline,
    full_years,
    holidays,
    last_of_month,
    overlap,
    period_end,
    period_start,
)

KOREA = holidays("kr")
IN_2026 = {
    (1, 1),
    (2, 16),
    (2, 17),
    (2, 18),
    (3, 1),
    (3, 2),
    (5, 1),
    (5, 5),
    (5, 24),
    (5, 25),
    (6, 3),
    (6, 6),
    (7, 17),
    (8, 15),
    (8, 17),
    (9, 24),
    (9, 25),
    (9, 26),
    (10, 3),
    (10, 5),
    (10, 9),
    (12, 25),
}
IN_2027 = {
    (1, 1),
    (2, 6),
    (2, 7),
    (2, 8),
    (2, 9),
    (3, 1),
    (5, 1),
    (5, 3),
    (5, 5),
    (5, 13),
    (6, 6),
    (7, 17),
    (7, 19),
    (8, 15),
    (8, 16),
    (9, 14),
    (9, 15),
    (9, 16),
    (10, 3),
    (10, 4),
    (10, 9),
    (10, 11),
    (12, 25),
    (12, 27),
}
# 관공서의 공휴일에 관한 규정 제3조제1항: which holidays are made up for when they fall on a Saturday, or on a Sunday.
MADE_UP_ON_SATURDAY = {(3, 1), (7, 17), (8, 15), (10, 3), (10, 9), (5, 1), (5, 5), (12, 25)}
LUNAR_NEW_YEAR_AND_CHUSEOK = ("설날 전날", "설날", "설날 다음날", "추석 전날", "추석", "추석 다음날")


@pytest.mark.parametrize(("year", "days"), [(2026, IN_2026), (2027, IN_2027)])
def test_public_holidays_are_those_of_the_law(year: int, days: set[tuple[int, int]]) -> None:
    assert {(d.month, d.day) for d in KOREA.of_year(year)} == days


def made_up_for(day: date, name: str, names: dict[date, str]) -> bool:
    """Article 3(1) of the holiday rule, for one holiday of the year."""
    on_saturday, on_sunday = day.weekday() == 5, day.weekday() == 6
    if any(part in LUNAR_NEW_YEAR_AND_CHUSEOK for part in name.split("; ")):
        return on_sunday or (";" in name and not on_saturday)
    if (day.month, day.day) in MADE_UP_ON_SATURDAY or name == "부처님오신날":
        return on_saturday or on_sunday or ";" in name
    return False


@pytest.mark.parametrize("year", range(2026, 2041))
def test_substitute_holidays_follow_article_3_in_every_year(year: int) -> None:
    named = KOREA.of_year(year)
    own = {day: name for day, name in named.items() if "대체" not in name}

    expected: set[date] = set()
    for day in sorted(d for d, name in own.items() if made_up_for(d, name, own)):
        substitute = day + timedelta(days=1)
        while substitute in own or substitute in expected or substitute.weekday() >= 5:
            substitute += timedelta(days=1)
        expected.add(substitute)

    assert {day for day, name in named.items() if "대체" in name} == expected


def test_labour_day_and_constitution_day_are_holidays_from_2026() -> None:
    assert KOREA.is_working_day(date(2024, 5, 1))
    assert KOREA.is_holiday(date(2026, 5, 1))
    assert KOREA.is_working_day(date(2025, 7, 17))
    assert KOREA.is_holiday(date(2026, 7, 17))


def test_a_saturday_is_no_holiday_but_offices_are_closed() -> None:
    saturday, sunday = date(2026, 11, 21), date(2026, 11, 22)

    assert not KOREA.is_holiday(saturday)
    assert not KOREA.is_working_day(saturday)
    assert KOREA.is_holiday(sunday)
    assert KOREA.next_working_day(saturday) == date(2026, 11, 23)
    assert KOREA.next_working_day(date(2026, 11, 23)) == date(2026, 11, 23)


def test_our_corrections_add_and_remove_holidays() -> None:
    corrected = Holidays(
        "KR", {"added": [{"on": date(2026, 11, 23), "name": "임시공휴일"}], "removed": [{"on": date(2026, 12, 25)}]}
    )

    assert corrected.is_holiday(date(2026, 11, 23))
    assert corrected.is_working_day(date(2026, 12, 25))
    assert KOREA.is_working_day(date(2026, 11, 23))


@pytest.mark.parametrize(
    ("day", "months", "same"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2026, 11, 30), 1, date(2026, 12, 30)),
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
        (date(2026, 10, 31), 1, date(2026, 11, 30)),
        (date(2026, 1, 15), -12, date(2025, 1, 15)),
        (date(2026, 10, 31), 2, date(2026, 12, 31)),
    ],
)
def test_months_end_where_the_month_has_no_such_day(day: date, months: int, same: date) -> None:
    assert add_months(day, months) == same


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (date(2026, 1, 1), 12, date(2026, 12, 31)),
        (date(2026, 3, 31), 1, date(2026, 4, 30)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2026, 2, 15), 3, date(2026, 5, 14)),
        (date(2027, 3, 1), 12, date(2028, 2, 29)),
    ],
)
def test_a_period_whose_first_day_counts_ends_the_day_before(start: date, months: int, end: date) -> None:
    assert period_end(start, months) == end


def test_a_period_counted_backwards_starts_on_the_day_after_the_same_day() -> None:
    assert period_start(date(2026, 3, 31), 18) == date(2024, 10, 1)
    assert period_start(date(2026, 3, 15), 3) == date(2025, 12, 16)


def test_spans_include_both_ends() -> None:
    assert days_between(date(2026, 3, 1), date(2026, 3, 31)) == 31
    assert days_between(date(2026, 3, 2), date(2026, 3, 1)) == 0
    assert overlap(date(2026, 1, 1), date(2026, 3, 10), date(2026, 3, 10), date(2026, 5, 1)) == 1
    assert overlap(date(2026, 1, 1), date(2026, 3, 9), date(2026, 3, 10), date(2026, 5, 1)) == 0


def test_a_person_is_fifty_from_the_birthday_on() -> None:
    assert full_years(date(1976, 10, 31), date(2026, 10, 30)) == 49
    assert full_years(date(1976, 10, 31), date(2026, 10, 31)) == 50


def test_the_last_day_of_a_month_is_known_in_leap_years() -> None:
    assert last_of_month(date(2028, 2, 3)) == date(2028, 2, 29)


@pytest.mark.parametrize(
    ("start", "n", "unit", "counting", "last"),
    [
        (date(2026, 11, 4), 10, "day", Counting.ACT, date(2026, 11, 16)),  # the 14th is a Saturday
        (date(2026, 11, 4), 10, "day", Counting.ENTITLEMENT, date(2026, 11, 14)),
        (date(2026, 11, 2), 2, "week", Counting.ACT, date(2026, 11, 16)),
        (date(2025, 12, 17), 60, "day", Counting.ACT, date(2026, 2, 19)),  # Seollal moves the 16th to the 19th
        (date(2027, 2, 28), 1, "month", Counting.ENTITLEMENT, date(2027, 3, 31)),  # counted from 1 March, a whole month
        (date(2026, 1, 30), 1, "month", Counting.ENTITLEMENT, date(2026, 2, 28)),
        (date(2026, 12, 31), 3, "year", Counting.ENTITLEMENT, date(2029, 12, 31)),
        (date(2023, 10, 3), 3, "year", Counting.ACT, date(2026, 10, 6)),  # 3 October 2026 and its substitute
        (
            date(2026, 11, 3),
            14,
            "day",
            Counting.PROCESSING,
            date(2026, 11, 20),
        ),  # the first day counts, weekends do not
        (date(2026, 9, 22), 7, "day", Counting.PROCESSING, date(2026, 10, 2)),  # Chuseok does not count
        (date(2026, 11, 20), 6, "day", Counting.PROCESSING, date(2026, 11, 27)),
        (date(2026, 11, 20), 5, "day", Counting.PROCESSING, date(2026, 11, 27)),  # forty working hours
        (date(2026, 11, 20), 1, "day", Counting.PROCESSING, date(2026, 11, 23)),
        (date(2026, 11, 21), 6, "day", Counting.PROCESSING, date(2026, 11, 30)),  # received on a Saturday
        (date(2026, 11, 1), 1, "month", Counting.PROCESSING, date(2026, 11, 30)),
        (date(2026, 11, 8), 1, "week", Counting.PROCESSING, date(2026, 11, 16)),
    ],
)
def test_time_limits(start: date, n: int, unit: str, counting: Counting, last: date) -> None:
    assert deadline(start, n, unit, counting) == last
