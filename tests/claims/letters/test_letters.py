"""Letters say everything, to everybody, the same each time."""

from __future__ import annotations

import re
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from jinja2 import UndefinedError
from pypdf import PdfReader
from pypdfium2 import PdfDocument

from claims.letters import Line, kinds, missing_items, render
from claims.letters.characters import literal
from claims.letters.composing import about, compose
from claims.letters.pieces import words
from claims.letters.typography import MARGIN, PAGE, TOP, on_paper
from law.schemes import SCHEMES
from tests.claims.letters.approve import APPROVED, said
from tests.claims.letters.samples import FACTS, GROUNDS, letter, named

HOSTILE = (
    "김<b>", "A & B <Co>", "</para><para>", "&lt;b&gt;", "{{ 7*7 }}", "{% raw %}", "\u202e하늘", "이\u200f가람", "😀하늘", "𠮷野家",
    "金하늘", "똠방각하 뷁", "Nguyễn Thị Ánh", "Ѳлзий Баяр", "O'Neil \"Bob\"", "한\u200b글", "줄\n바꿈", "\x00", "\ufdd0강\ufdd1",
    "<img src='http://example.org/x'/>", "%(name)s {0}", "가" * 400, "W" * 300, "이름 " * 120,
)


def squeezed(text: str) -> str:
    """Without any white space, which line breaks of a page add and drop."""
    return re.sub(r"\s+", "", text)


def printed(pdf: bytes) -> str:
    return squeezed("".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages))


def test_every_kind_with_wording_has_a_sample_and_the_other_way_round():
    assert set(kinds()) == set(FACTS)


@pytest.mark.parametrize("name", sorted(said()))
def test_the_words_are_those_people_agreed_on(name):
    assert said()[name] == (APPROVED / name).read_text(encoding="utf-8")


def test_no_agreed_words_are_left_over():
    assert {path.name for path in APPROVED.iterdir()} == set(said())


@pytest.mark.parametrize("ground", GROUNDS.values(), ids=GROUNDS)
@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_ground_names_its_article_and_what_could_change_it(ground, language):
    placed = compose(letter("entitlement_refused", grounds=(ground,)), language).placed

    basis = " ".join(word for part in placed if part.item == "legal_basis" for word in words(part.piece))
    change = [part for part in placed if part.item == "what_could_change"]

    assert re.search(r"고용보험법 제\d+조|Employment Insurance Act, arts?\. \d+", basis)
    assert len(change) >= 3


@pytest.mark.parametrize("kind", sorted(FACTS))
def test_nothing_mandatory_is_missing(kind):
    assert missing_items(letter(kind)) == ()


def test_a_letter_without_its_calculation_is_said_to_lack_it():
    without = replace(letter("entitlement_granted"), explanation={})

    assert missing_items(without) == ("ko: computation", "en: computation")


def test_a_letter_without_an_officer_to_call_is_said_to_lack_one():
    known = letter("hold")
    nobody = replace(known, handled_by=replace(known.handled_by, officer=" "), languages=("ko",))

    assert missing_items(nobody) == ("ko: officer's name",)


@pytest.mark.parametrize("kind", sorted(FACTS))
def test_a_fact_the_wording_needs_and_lacks_is_an_error(kind):
    known = letter(kind)
    for fact in set(known.facts) - {"employer_en", "benefit_period_ends_on"}:
        lacking = replace(known, facts={name: value for name, value in known.facts.items() if name != fact})

        with pytest.raises(UndefinedError):
            render(lacking)


def test_the_calculation_shows_the_rules_its_kind_lists():
    lines = tuple(Line(name, "", "", "", name) for name in ("daily_amount", "is_short_time", ""))

    said = render(replace(letter("entitlement_granted"), explanation={"ko": lines})).text["ko"]

    assert "daily_amount |" in said
    assert "is_short_time" not in said


@pytest.mark.parametrize("kind", sorted(FACTS))
def test_every_rule_a_kind_lists_is_a_rule_of_the_law(kind):
    rules = {name for decision in SCHEMES["kr"].decisions.values() for name in decision.rules.versions}

    assert set(about(kind).get("annex", ())) <= rules


@pytest.mark.parametrize("kind", ["entitlement_granted", "entitlement_refused"])
def test_a_decision_that_replaces_another_says_which(kind):
    replacing = letter(kind, former_decided_on=date(2026, 10, 20), former_document_number="26-0012345-7-01")

    said = render(replacing).text

    assert "2026. 10. 20.의 결정(26-0012345-7-01)을 대신합니다" in said["ko"]
    assert "replaces that of 20 October 2026 (26-0012345-7-01)" in said["en"]


def test_equal_letters_give_equal_bytes():
    first, second = render(letter("entitlement_granted")), render(letter("entitlement_granted"))

    assert first.pdf == second.pdf
    assert first.sha256 == second.sha256


def test_equal_letters_give_equal_bytes_in_another_process():
    script = ("from tests.claims.letters.samples import letter; from claims.letters import render; "
              "print(render(letter('certification_result')).sha256)")

    hashes = {subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True,
                             env={"PYTHONHASHSEED": seed}).stdout for seed in ("1", "2")}

    assert hashes == {render(letter("certification_result")).sha256 + "\n"}


def test_letters_need_neither_settings_nor_a_database():
    script = "import claims.letters, sys; print('django' in sys.modules)"

    answer = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, env={})

    assert answer.stdout == "False\n"


@pytest.mark.parametrize("name", HOSTILE, ids=range(len(HOSTILE)))
def test_no_name_is_lost_or_read_as_an_instruction(name):
    _assert_says("certification_day_changed", name)


@pytest.mark.parametrize("kind", sorted(FACTS))
def test_no_kind_of_letter_loses_a_name(kind):
    _assert_says(kind, " · ".join(HOSTILE))


def _assert_says(kind: str, name: str) -> None:
    rendered = render(letter(kind, named(name, address=f"{name} 31")))

    paper = printed(rendered.pdf)
    assert squeezed(on_paper(literal(name))) in paper
    assert squeezed(on_paper(literal(f"{name} 31"))) in paper
    for text in rendered.text.values():
        assert squeezed(literal(name)) in squeezed(text)


_SOMETHING = st.text(st.characters(codec="utf-8"), min_size=1, max_size=60).filter(str.strip)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(name=_SOMETHING, address=_SOMETHING, employer=_SOMETHING)
@example(name="\x07\u2028", address="\ud7a3ᄀ각", employer="ﬁ\u0301")
def test_any_text_is_found_on_paper_and_in_the_twin(name, address, employer):
    rendered = render(letter("entitlement_refused", named(name, address), employer=employer))

    paper, twin = printed(rendered.pdf), squeezed(rendered.text["ko"])
    for value in (name, address, employer):
        assert squeezed(on_paper(literal(value))) in paper
        assert squeezed(literal(value)) in twin


@pytest.mark.parametrize("name", HOSTILE, ids=range(len(HOSTILE)))
def test_a_name_can_not_add_an_element_to_the_html(name):
    plain, hostile = (render(letter("hold", named(who))).html["ko"] for who in ("김하늘", name))

    assert hostile.count("<") == plain.count("<")
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", hostile)


def test_one_person_s_name_is_not_in_the_next_person_s_letter():
    render(letter("entitlement_granted", named("뷁쉟")))

    following = render(letter("entitlement_granted", named("이가람")))

    assert "뷁" not in printed(following.pdf) + "".join(following.text.values()) + "".join(following.html.values())


@pytest.mark.parametrize("kind", sorted(FACTS))
@pytest.mark.parametrize("name", ["김하늘", "가" * 400 + "W" * 300 + "이름 " * 120 + "😀" * 80], ids=["short", "long"])
def test_every_character_stands_within_the_page(kind, name):
    rendered = render(letter(kind, named(name, address=name * 2)))

    for left, bottom, right, top in _boxes(rendered.pdf):
        assert MARGIN - 1 <= left <= right <= PAGE[0] - MARGIN + 1
        assert 0 < bottom <= top <= PAGE[1] - TOP + 1


def _boxes(pdf: bytes) -> Iterator[tuple[float, float, float, float]]:
    for page in PdfDocument(pdf):
        text = page.get_textpage()
        yield from (text.get_charbox(place) for place in range(text.count_chars())
                    if text.get_text_range(place, 1).strip())


def test_every_font_is_embedded_and_ours():
    pdf = PdfReader(BytesIO(render(letter("entitlement_granted")).pdf))
    fonts = [font.get_object() for page in pdf.pages for font in page["/Resources"]["/Font"].values()]

    assert fonts
    assert {re.sub(r"\w{6}\+", "", font["/BaseFont"]) for font in fonts} == {"/Pretendard-Regular", "/Pretendard-Bold"}
    assert all("/FontFile2" in font["/FontDescriptor"] for font in fonts)


def test_the_file_says_what_it_is():
    pdf = PdfReader(BytesIO(render(letter("entitlement_granted")).pdf))

    assert pdf.metadata.title == "수급자격을 인정했습니다"
    assert pdf.metadata.author == "서울서부고용센터"
    assert pdf.trailer["/Root"]["/Lang"] == "ko"
    assert [entry.title for entry in pdf.outline if not isinstance(entry, list)] == ["한국어 원본", "English translation"]


def test_every_page_says_its_number_of_how_many_and_of_which_document():
    pages = PdfReader(BytesIO(render(letter("entitlement_granted")).pdf)).pages

    for number, page in enumerate(pages, 1):
        feet = squeezed(page.extract_text())
        assert f"{number}/{len(pages)}" in feet or f"Page{number}of{len(pages)}" in feet
        assert "서울서부-2026-000123" in feet


def test_a_preview_says_on_every_page_that_it_has_no_effect():
    pages = PdfReader(BytesIO(render(replace(letter("hold"), is_preview=True)).pdf)).pages

    assert all("효력이 없습니다" in page.extract_text() or "PREVIEW" in page.extract_text() for page in pages)
    assert "효력이 없습니다" in render(replace(letter("hold"), is_preview=True)).html["ko"]


def test_rare_syllables_are_printed_as_themselves():
    every = [chr(point) for point in range(0xAC00, 0xD7A4)]

    assert all(on_paper(syllable) == syllable for syllable in every)


def test_decomposed_syllables_are_composed_on_paper():
    assert on_paper(unicodedata.normalize("NFD", "뷁")) == "뷁"


def test_what_the_font_lacks_stands_there_as_its_code():
    assert on_paper("😀\u202e金") == "[U+1F600][U+202E][U+91D1]"


@pytest.mark.parametrize("kind", sorted(FACTS))
def test_a_kind_says_since_when_and_on_what_basis(kind):
    assert about(kind)["valid_from"] and "제" in about(kind)["basis"]
    assert set(about(kind)["required"]) >= {"authority", "decision", "legal_basis", "remedy", "correction", "identity"}
