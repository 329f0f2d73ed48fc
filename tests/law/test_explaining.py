"""The reasoning is stored in no language and shown in any, with every value and its source."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings

from law import explain
from law.engine import NotInLaw
from law.facts import dump, load
from law.references import reference
from law.words import shown
from tests.law.strategies import records
from tests.law.tiny import CLAIM, DECISION, Claim, Kind


def stored(**changes: Any) -> Any:
    """The trace of the tiny claim, as it comes back from the database."""
    return json.loads(json.dumps(DECISION.decide(replace(CLAIM, **changes)).to_json()))


def step(name: str, language: str, **changes: Any) -> Any:
    return next(s for s in explain.render(stored(**changes), language) if s["rule"] == name)


def test_a_step_is_shown_in_both_languages() -> None:
    english, korean = step("average", "en"), step("average", "ko")

    assert (english["label"], english["sentence"], english["shown"]) == (
        "Average wage",
        "₩12,000,000 / 90 days",
        "₩133,333.33",
    )
    assert (korean["sentence"], korean["shown"], korean["ref"]) == (
        "12,000,000원 / 90일",
        "133,333.33원",
        "고용보험법 제45조제1항",
    )


def test_the_exact_value_is_stored() -> None:
    average = stored()["steps"][0]

    assert (average["rule"], average["value"]) == ("average", "400000/3")


def test_a_step_cites_value_day_and_source() -> None:
    cited = step("base", "ko")["params"][0]

    assert (cited["path"], cited["value"], cited["shown"], cited["since"]) == (
        "amount.cap",
        113_500,
        "113,500원",
        "2026.01.01",
    )
    assert (cited["ref"], cited["confidence"], cited["status"]) == (
        "고용보험법 시행령 제68조제1항",
        "statute",
        "in_force",
    )


def test_a_source_of_the_first_value_is_that_of_the_parameter() -> None:
    cited = step("base", "en", separated_on=date(2025, 12, 31))["params"][0]

    assert (cited["since"], cited["ref"]) == ("1 Jan 2019", "EIA 45(5)")


def test_a_value_of_each_day_is_cited_with_all_its_days() -> None:
    assert step("bonuses", "en")["params"][0]["shown"] == "(1 Jan 2020, ₩1,000), (1 Jan 2025, ₩2,000)"


def test_unconfirmed_and_assumed_steps_say_so() -> None:
    daily = step("daily", "en", separated_on=date(2027, 1, 1))

    assert daily["unconfirmed"]
    assert daily["assumption"] == "No article says how it is rounded"
    assert not step("daily", "en")["unconfirmed"]


def test_a_value_fixed_by_a_person_is_marked() -> None:
    trace = DECISION.decide(CLAIM, given={"base": Fraction(100_000)}).to_json()

    first = explain.render(trace, "ko")[0]

    assert first["given"]
    assert (first["sentence"], first["shown"]) == ("담당자의 결정으로 확정한 값", "100,000원")
    assert trace["given"] == {"base": "100000/1"}


def test_records_are_shown_with_their_days_and_money() -> None:
    assert step("days", "en")["sentence"] == "(1 Jan 2020, 31 Mar 2026, ₩5) less 7 days"


def test_the_stored_trace_names_law_day_digest_and_results() -> None:
    trace = stored()

    assert (trace["law_date"], trace["digest"]) == ("2026-03-31", DECISION.digest)
    assert trace["results"] == {"daily": 68_100, "days": 153, "bonuses": [1000], "large": True}
    assert trace["assumptions"] == ["daily", "waiting"]


def test_the_whole_reasoning_reads_as_text() -> None:
    assert (
        explain.as_text(stored(), "ko").splitlines()[0]
        == "Average wage: 12,000,000원 / 90일 → 133,333.33원  [고용보험법 제45조제1항]"
    )


def test_a_refusal_is_a_sentence_in_both_languages() -> None:
    error = NotInLaw("amount.cap", date(2018, 1, 2), date(2019, 1, 1))

    assert (
        explain.refusal(error, "en") == "The law has no “amount.cap” on 2 Jan 2018; the first applies from 1 Jan 2019."
    )
    assert (
        explain.refusal(error, "ko")
        == "2018.01.02 현재 법령에 “amount.cap” 규정이 없습니다. 2019.01.01부터 적용됩니다."
    )


@pytest.mark.parametrize(
    ("value", "unit", "korean", "english"),
    [
        (1_849_340, "KRW", "1,849,340원", "₩1,849,340"),
        (-500, "KRW", "-500원", "-₩500"),
        ("200/3", "KRW/day", "66.67원", "₩66.67"),
        ("200/1", "KRW", "200원", "₩200"),
        ("2026-11-22", "", "2026.11.22", "22 Nov 2026"),
        (18, "month", "18개월", "18 months"),
        (1, "day", "1일", "1 day"),
        (50, "year", "50년", "50 years"),
        ("3/5", "/1", "60%", "60%"),
        ("9/1000", "/1", "0.9%", "0.9%"),
        ("19/2", "month", "9.5개월", "9.5 months"),
        (True, "", "예", "yes"),
        (False, "", "아니오", "no"),
        (None, "", "없음", "none"),
        ([1, 2], "day", "1일, 2일", "1 day, 2 days"),
        ([], "day", "없음", "none"),
        ([[0, 120], [1, 150]], "day", "(0일, 120일), (1일, 150일)", "(0 days, 120 days), (1 day, 150 days)"),
        (2026, "", "2026", "2026"),
        (70, "%", "70%", "70%"),
        (
            {"on": "2026-01-01", "pay": 5, "in_love": True, "absent": False},
            {"pay": "KRW"},
            "2026.01.01, 5원, in love",
            "1 Jan 2026, ₩5, in love",
        ),
    ],
)
def test_values_are_shown_as_people_write_them(value: Any, unit: Any, korean: str, english: str) -> None:
    assert shown(value, unit, "ko") == korean
    assert shown(value, unit, "en") == english


@pytest.mark.parametrize(
    ("english", "korean"),
    [
        ("EIA 45(4)-(5)", "고용보험법 제45조제4항부터 제5항까지"),
        ("EIA 50(1), Annex 1", "고용보험법 제50조제1항, 별표 1"),
        ("ED 104-15(6)", "고용보험법 시행령 제104조의15제6항"),
        ("EIA 40(1)5-na", "고용보험법 제40조제1항제5호나목"),
        ("EIA 58 item 2-da", "고용보험법 제58조제2호다목"),
        ("CA 25(1)(3)", "고용산재보험료징수법 제25조제1항·제3항"),
        ("ED 84..86", "고용보험법 시행령 제84조부터 제86조까지"),
        ("ED 7(1) latter part", "고용보험법 시행령 제7조제1항 후단"),
        ("EIA 45(1) (Act 21473)", "고용보험법 제45조제1항 (법률 제21473호)"),
        ("Act 16557 addenda 8(2)", "법률 제16557호 부칙 제8조제2항"),
        ("former EIA 62", "종전 고용보험법 제62조"),
        ("Civil Act 157, 160", "민법 제157조, 제160조"),
        ("TFA 47; EIA 44", "국고금관리법 제47조; 고용보험법 제44조"),
        ("ER Annex 2 item 3-2", "고용보험법 시행규칙 별표 2제3호의2"),
        ("EIA 10(1)3; CD 2(1)3-ga", "고용보험법 제10조제1항제3호; 고용산재보험료징수법 시행령 제2조제1항제3호가목"),
    ],
)
def test_references_are_written_as_korean_lawyers_write_them(english: str, korean: str) -> None:
    assert reference(english, "ko") == korean
    assert reference(english, "en") == english


@settings(database=None, derandomize=True, deadline=None)
@given(records(Claim))
def test_facts_come_back_from_json_as_they_were(claim: Claim) -> None:
    assert load(Claim, json.loads(json.dumps(dump(claim)))) == claim


def test_a_fact_added_later_takes_its_ordinary_value() -> None:
    data = dump(CLAIM)
    del data["kind"]

    assert load(Claim, data).kind is Kind.EMPLOYEE


def test_a_fact_the_law_does_not_know_is_refused() -> None:
    with pytest.raises(ValueError, match="Claim has no mood"):
        load(Claim, dump(CLAIM) | {"mood": "good"})


def test_a_float_never_gets_into_a_trace() -> None:
    with pytest.raises(TypeError, match="float"):
        dump(replace(CLAIM, wages=0.1))  # type: ignore[arg-type]
