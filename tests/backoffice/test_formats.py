"""What people see and type: dates, money, names, numbers."""

from datetime import UTC, date, datetime
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as some

from backoffice import formats

SUNDAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("language", "day", "with_weekday", "short"),
    [("ko", "2026.11.22", "2026.11.22(일)", "11.22"), ("en", "22 Nov 2026", "Sun 22 Nov 2026", "22 Nov")],
)
def test_each_language_writes_dates_its_own_way(language, day, with_weekday, short):
    assert formats.date(SUNDAY, language) == day
    assert formats.date_with_weekday(SUNDAY, language) == with_weekday
    assert formats.short_date(SUNDAY, language) == short


def test_a_span_shows_both_of_its_days():
    assert formats.span(date(2026, 10, 27), date(2026, 11, 23), "ko") == "2026.10.27–2026.11.23"


def test_instants_are_shown_in_seoul_where_it_may_be_the_next_day():
    late_in_london = datetime(2026, 11, 22, 15, 5, 9, tzinfo=UTC)

    assert formats.instant(late_in_london, "ko") == "2026.11.23 00:05"
    assert formats.time(late_in_london, seconds=True) == "00:05:09"


def test_an_instant_without_a_zone_is_not_guessed():
    with pytest.raises(ValueError, match="time zone"):
        formats.time(datetime(2026, 11, 22, 15, 5))


@pytest.mark.parametrize(
    ("due_on", "korean", "english"),
    [
        (date(2026, 11, 19), "3일 지남", "3 days overdue"),
        (date(2026, 11, 21), "1일 지남", "1 day overdue"),
        (date(2026, 11, 22), "오늘", "today"),
        (date(2026, 11, 23), "D-1", "in 1 day"),
        (date(2026, 11, 25), "D-3", "in 3 days"),
    ],
)
def test_a_deadline_says_how_far_away_it_is(due_on, korean, english):
    assert formats.deadline(due_on, SUNDAY, "ko") == korean
    assert formats.deadline(due_on, SUNDAY, "en") == english


@pytest.mark.parametrize(
    ("amount", "korean", "english"),
    [
        (1849340, "1,849,340원", "₩1,849,340"),
        (0, "0원", "₩0"),
        (-2052, "−2,052원", "−₩2,052"),
        (Fraction(9_000_000, 92), "97,826.08원", "₩97,826.08"),
        (Fraction(-9_000_000, 92), "−97,826.08원", "−₩97,826.08"),
    ],
)
def test_money_has_its_thousands_apart_and_is_cut_never_rounded(amount, korean, english):
    assert formats.money(amount, "ko") == korean
    assert formats.money(amount, "en") == english


def test_an_unknown_currency_is_named():
    assert formats.money(1200, "en", currency="VND") == "VND 1,200"


def test_personal_numbers_show_no_more_than_is_needed():
    assert formats.rrn("9001011234567") == "900101-1******"
    assert formats.phone("01012345678") == "010-****-5678"
    assert formats.phone("02-345-6789") == "02-****-6789"
    assert formats.account("국민", "123-456-785678") == "국민 ****5678"


def test_numbers_of_employers_get_their_dashes():
    assert formats.business_number("1234567890") == "123-45-67890"
    assert formats.workplace_number("12345678900") == "123-45-67890-0"


def test_english_pages_put_the_latin_name_first():
    assert formats.name("김하늘", "KIM Haneul", "ko") == "김하늘"
    assert formats.name("김하늘", "KIM Haneul", "en") == "KIM Haneul (김하늘)"
    assert formats.name("김하늘", None, "en") == "김하늘"


@pytest.mark.parametrize(
    ("word", "pair", "together"),
    [
        ("김하늘", "은/는", "김하늘은"),
        ("오로라", "이/가", "오로라가"),
        ("이직확인서", "을/를", "이직확인서를"),
        ("서울", "으로/로", "서울로"),
        ("부산", "으로/로", "부산으로"),
        ("대구", "으로/로", "대구로"),
        ("급여(2차)", "과/와", "급여(2차)와"),
        ("3", "은/는", "3은"),
        ("12월 5", "은/는", "12월 5는"),
        ("PDF", "을/를", "PDF를"),
        ("林", "이/가", "林이(가)"),
    ],
)
def test_particles_follow_the_sound_of_the_word(word, pair, together):
    assert formats.josa(word, pair) == together


@pytest.mark.parametrize(
    "typed",
    ["2026.12.06", "20261206", "26.12.06", "26.12.6", "261206", "2026-12-06", "2026/12/6", "2026. 12. 6.", "+14"],
)
def test_dates_can_be_typed_in_many_ways(typed):
    assert formats.parse_date(typed, SUNDAY) == date(2026, 12, 6)


@pytest.mark.parametrize("typed", ["오늘", "today", " Today ", "+0"])
def test_today_can_be_typed(typed):
    assert formats.parse_date(typed, SUNDAY) == SUNDAY


def test_years_of_two_digits_are_past_unless_they_are_near():
    assert formats.parse_date("36.01.01", SUNDAY).year == 2036
    assert formats.parse_date("37.01.01", SUNDAY).year == 1937


@pytest.mark.parametrize("typed", ["", "2026.13.01", "2026.02.29", "tomorrow", "1.2", "20261", "2026.12"])
def test_what_is_no_date_is_refused_with_an_example(typed):
    with pytest.raises(ValueError, match=r"2026\.11\.22"):
        formats.parse_date(typed, SUNDAY)


@given(some.dates(min_value=date(1000, 1, 1)))
def test_every_date_shown_in_korean_can_be_typed_back(day):
    assert formats.parse_date(formats.date(day, "ko"), SUNDAY) == day


@given(some.integers(-(10**15), 10**15))
def test_every_whole_amount_shown_can_be_typed_back(won):
    assert formats.parse_money(formats.money(won, "ko")) == won


@pytest.mark.parametrize("typed", ["", "3백", "1,84", "12,34,567", "1.5", "원", "--5"])
def test_what_is_no_amount_is_refused_with_an_example(typed):
    with pytest.raises(ValueError, match="1,849,340"):
        formats.parse_money(typed)
