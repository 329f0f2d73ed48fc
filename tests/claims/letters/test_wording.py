"""Days, money and particles in the official forms."""

from __future__ import annotations

from datetime import date

import pytest

from claims.letters import wording


@pytest.mark.parametrize(("amount", "written"), [
    (113_560, "금113,560원(금일십일만삼천오백육십원)"),
    (1_717_240, "금1,717,240원(금일백칠십일만칠천이백사십원)"),
    (13_870_080, "금13,870,080원(금일천삼백팔십칠만팔십원)"),
    (100_000_000, "금100,000,000원(금일억원)"),
    (1_000_000_010_000, "금1,000,000,010,000원(금일조일만원)"),
    (0, "금0원(금영원)"),
])
def test_an_amount_is_written_in_figures_and_in_hangul(amount, written):
    assert wording.official_won(amount, "ko") == written


def test_a_debt_has_no_official_form_below_zero():
    with pytest.raises(ValueError, match="positive"):
        wording.official_won(-10, "ko")


def test_amounts_below_zero_are_marked():
    assert (wording.won(-2_052, "ko"), wording.won(-2_052, "en")) == ("△2,052원", "−₩2,052")


def test_days_are_written_as_the_regulation_says():
    monday = date(2026, 10, 26)

    assert wording.day(monday, "ko") == "2026. 10. 26."
    assert wording.weekday(monday, "ko") == "2026. 10. 26.(월)"
    assert wording.weekday(monday, "en") == "Monday 26 October 2026"


@pytest.mark.parametrize(("word", "pair", "joined"), [
    ("김하늘", "은/는", "김하늘은"), ("이나라", "은/는", "이나라는"), ("뷁", "이/가", "뷁이"), ("㈜다온", "을/를", "㈜다온을"),
    ("서울", "으로/로", "서울로"), ("부산", "으로/로", "부산으로"), ("대구", "으로/로", "대구로"), ("가온(주)", "을/를", "가온(주)을"),
    ("3", "이/가", "3이"), ("2", "이/가", "2가"), ("1", "으로/로", "1로"), ("10", "은/는", "10은"), ("Acme", "을/를", "Acme을(를)"),
    ("", "은/는", "은(는)"),
])
def test_the_particle_follows_the_last_sound(word, pair, joined):
    assert wording.particle(word, pair) == joined


@pytest.mark.parametrize(("months", "ko", "en"), [
    (62, "5년 2개월", "5 years 2 months"), (12, "1년", "1 year"), (1, "1개월", "1 month"), (0, "0개월", "0 months"),
])
def test_months_are_said_as_years_and_months(months, ko, en):
    assert (wording.months(months, "ko"), wording.months(months, "en")) == (ko, en)
