"""Rules wired by argument name: order, versions, dates, refusals and the proof that bulk is the same."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from law import bulk, digest, explain
from law.engine import Law, NotInLaw, Rules
from law.facts import load
from law.pack import Decision, Outcome, by_name
from law.schemes import SCHEMES
from tests.law.strategies import Question, questions
from tests.law.tiny import CLAIM, DECISION, TREE, Claim, rule

LAW = DECISION.law
DECISIONS = [DECISION, *(d for pack in SCHEMES.values() for d in pack.decisions.values())]


def test_a_rule_gets_facts_parameters_and_results_by_name() -> None:
    outcome = DECISION.decide(CLAIM)

    assert outcome.results == {"daily": 68_100, "days": 153, "bonuses": (1000,), "large": True}


def test_steps_stand_in_the_order_of_the_act_and_after_what_they_use() -> None:
    outcome = DECISION.decide(CLAIM, wanted=("large", "daily"))

    assert [s.rule.name for s in outcome.steps] == ["average", "base", "daily", "large"]


@pytest.mark.parametrize(("separated_on", "cap"), [(date(2025, 12, 31), 110_000), (date(2026, 1, 1), 113_500)])
def test_a_new_value_holds_from_its_first_day(separated_on: date, cap: int) -> None:
    claim = replace(CLAIM, separated_on=separated_on)

    assert DECISION.results(claim, wanted=("base",)) == {"base": cap}


@pytest.mark.parametrize(("separated_on", "divisor"), [(date(2027, 12, 31), 90), (date(2028, 1, 1), 365)])
def test_a_formula_changes_on_its_day(separated_on: date, divisor: int) -> None:
    claim = replace(CLAIM, separated_on=separated_on)

    assert DECISION.results(claim, wanted=("average",)) == {"average": Fraction(12_000_000, divisor)}


@pytest.mark.parametrize(("filed_on", "days"), [(date(2023, 12, 31), 146), (date(2024, 1, 1), 153)])
def test_a_parameter_may_name_the_fact_that_picks_its_day(filed_on: date, days: int) -> None:
    outcome = DECISION.decide(replace(CLAIM, filed_on=filed_on))

    assert outcome.results["days"] == days
    cited = next(c for s in outcome.steps for c in s.cited if c.parameter.name == "waiting")
    assert cited.on == filed_on


def test_a_refusal_names_the_day_the_value_was_asked_for() -> None:
    with pytest.raises(NotInLaw, match=r"amount\.waiting.* on 2018-12-31"):
        DECISION.decide(replace(CLAIM, filed_on=date(2018, 12, 31)))


def test_a_law_day_given_by_the_caller_picks_the_decisions_law() -> None:
    assert DECISION.decide(CLAIM, law_date=date(2025, 12, 31)).results["daily"] == 66_000


def test_the_law_says_by_name_that_it_is_asked_too_early() -> None:
    early = replace(CLAIM, separated_on=date(2019, 12, 31))

    with pytest.raises(NotInLaw, match=r"amount\.window.* on 2019-12-31; the first applies from 2020-01-01"):
        DECISION.decide(early)
    with pytest.raises(NotInLaw, match=r"amount\.window.* on 2019-12-31"):
        DECISION.results(early)


def test_a_rule_not_in_force_is_refused_by_name() -> None:
    with pytest.raises(NotInLaw, match=r"new_right.* on 2026-08-19; the first applies from 2026-08-20"):
        DECISION.decide(CLAIM, wanted=("new_right",), law_date=date(2026, 8, 19))

    assert DECISION.decide(CLAIM, wanted=("new_right",), law_date=date(2026, 8, 20)).results == {"new_right": 34_050}


def test_a_value_of_each_day_is_picked_by_the_rule() -> None:
    spells = tuple(replace(CLAIM.spells[0], first_on=day) for day in (date(2024, 12, 31), date(2025, 1, 1)))

    assert DECISION.decide(replace(CLAIM, spells=spells)).results["bonuses"] == (1000, 2000)


def test_a_value_of_each_day_refuses_days_before_its_first() -> None:
    spells = (replace(CLAIM.spells[0], first_on=date(2019, 12, 31)),)

    with pytest.raises(NotInLaw, match="amount.bonus"):
        DECISION.decide(replace(CLAIM, spells=spells))


def test_a_value_beyond_its_confirmed_day_is_unconfirmed() -> None:
    confirmed, beyond = (
        DECISION.decide(replace(CLAIM, separated_on=d)) for d in (date(2026, 12, 31), date(2027, 1, 1))
    )

    assert confirmed.unconfirmed == ()
    assert beyond.unconfirmed == ("rate",)


def test_assumed_rules_and_values_are_named() -> None:
    assert DECISION.decide(CLAIM).assumptions == ("daily", "waiting")


def test_a_result_fixed_by_a_person_stands_in_place_of_its_rule() -> None:
    outcome = DECISION.decide(CLAIM, given={"base": Fraction(100_000)})

    assert outcome.results["daily"] == 60_000
    assert [(s.rule.name, s.given) for s in outcome.steps][:2] == [("base", True), ("daily", False)]


def test_only_results_of_rules_can_be_fixed() -> None:
    with pytest.raises(NameError, match="nonsense"):
        DECISION.decide(CLAIM, given={"nonsense": 1})


def test_a_fixed_result_must_be_of_its_rules_type() -> None:
    with pytest.raises(TypeError, match="base is given as 100000"):
        DECISION.decide(CLAIM, given={"base": 100_000})


def test_a_stored_decision_can_be_made_again() -> None:
    first = DECISION.decide(CLAIM, given={"base": Fraction(100_000)}, law_date=date(2027, 5, 1))
    stored = json.loads(json.dumps(first.to_json()))

    again = DECISION.repeat(stored)

    assert again.to_json() == stored


def test_without_its_day_no_law_applies() -> None:
    with pytest.raises(ValueError, match="without separated_on"):
        DECISION.decide(replace(CLAIM, separated_on=None))  # type: ignore[arg-type]


def test_a_reform_changes_values_and_leaves_the_law_alone() -> None:
    reformed = DECISION.reformed({"amount": {"cap": {"values": {date(2026, 3, 1): {"value": 116_667}}}}})

    assert reformed.decide(CLAIM).results["daily"] == 70_000
    assert DECISION.decide(CLAIM).results["daily"] == 68_100
    assert reformed.digest != DECISION.digest


def test_a_reform_changes_formulas() -> None:
    other = Rules(Claim)

    @other("Base amount", "a bill", "{average}", "KRW/day", of="base", since=date(2026, 3, 1))
    def uncapped(average: Fraction) -> Fraction:
        return average

    reformed = DECISION.reformed(rules=other)

    assert reformed.decide(CLAIM).results["daily"] == 80_000
    assert reformed.decide(CLAIM, law_date=date(2026, 2, 28)).results["daily"] == 68_100


def test_impact_of_a_value_is_every_result_it_can_move() -> None:
    assert LAW.affected_by("cap") == {"base", "daily", "large", "new_right"}
    assert LAW.affected_by("spells") == {"days", "bonuses"}


def two_rules_of_one_name(rules: Rules) -> None:
    @rules("Wages", "-", "")
    def wages_again(wages: int) -> int:
        return wages

    rules("Wages", "-", "")(wages_again)


def an_unknown_argument(rules: Rules) -> None:
    @rules("Amount", "-", "")
    def amount(wages: int, nonsense: int) -> int:
        return wages + nonsense


def a_circle(rules: Rules) -> None:
    @rules("One", "-", "")
    def one(other: int) -> int:
        return other

    @rules("Other", "-", "")
    def other(one: int) -> int:
        return one


def another_type_than_the_fact(rules: Rules) -> None:
    @rules("Amount", "-", "")
    def amount(wages: Fraction) -> Fraction:
        return wages


def another_type_than_the_parameter(rules: Rules) -> None:
    @rules("Amount", "-", "")
    def amount(cap: Fraction) -> Fraction:
        return cap


def a_sentence_about_something_else(rules: Rules) -> None:
    @rules("Amount", "-", "{cap} x {rate}")
    def amount(cap: int) -> int:
        return cap


def the_name_of_a_parameter(rules: Rules) -> None:
    @rules("Cap", "-", "")
    def cap(wages: int) -> int:
        return wages


@pytest.mark.parametrize(
    ("mistake", "error"),
    [
        (two_rules_of_one_name, NameError),
        (an_unknown_argument, NameError),
        (a_circle, RecursionError),
        (another_type_than_the_fact, TypeError),
        (another_type_than_the_parameter, TypeError),
        (a_sentence_about_something_else, NameError),
        (the_name_of_a_parameter, NameError),
    ],
)
def test_a_law_that_does_not_fit_together_is_refused_when_loaded(mistake: Any, error: type[Exception]) -> None:
    rules = Rules(Claim)

    with pytest.raises(error):
        mistake(rules)
        Law(rules, TREE)


def test_a_name_used_by_two_parameters_is_refused() -> None:
    with pytest.raises(NameError, match=r"other\.cap"):
        Law(rule, {**TREE, "other": {"cap": TREE["amount"]["cap"]}})


def test_the_digest_shows_any_change_of_value_and_no_change_of_order() -> None:
    backwards = {**TREE, "amount": dict(reversed(TREE["amount"].items()))}
    later = {**TREE, "amount": TREE["amount"] | {"window": {"values": {date(2020, 1, 2): 90}}}}

    assert Law(rule, backwards).digest == LAW.digest
    assert Law(rule, later).digest != LAW.digest
    assert len(LAW.digest) == 64


def test_bulk_carries_ids_and_skips_those_the_rule_says_no_to() -> None:
    columns = ("separated_on", "wages", "window")
    rows = [
        (1, date(2026, 1, 1), 12_000_000, 90),
        (2, date(2026, 1, 1), 900_000, 90),
        (3, date(2025, 12, 31), 12_000_000, 90),
    ]

    found = list(bulk.run(LAW, rows, columns, ("daily",), "separated_on", only_if="large", carry=1))

    assert found == [(1, 68_100), None, (3, 66_000)]


def test_bulk_starts_from_results_computed_earlier() -> None:
    found = list(
        bulk.run(LAW, [(date(2026, 1, 1), Fraction(50_000))], ("separated_on", "base"), ("daily",), "separated_on")
    )

    assert found == [(30_000,)]


def outcome_or_error(call: Any) -> Any:
    try:
        return call()
    except (LookupError, ValueError, TypeError, ArithmeticError) as error:
        return type(error), str(error)


@pytest.mark.parametrize("decision", DECISIONS, ids=lambda d: d.name)
def test_bulk_equals_explained_on_any_claim(decision: Decision) -> None:
    columns = decision.law.facts
    answered = []

    @settings(max_examples=120, deadline=None, database=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(questions(decision))
    def holds(question: Question) -> None:
        facts, wanted = question
        row = decision.law.row(facts)

        explained = outcome_or_error(lambda: decision.decide(facts, wanted=wanted).results)
        alone = outcome_or_error(lambda: decision.results(facts, wanted=wanted))
        run = outcome_or_error(
            lambda: dict(
                zip(wanted, next(bulk.run(decision.law, [row], columns, wanted, decision.law_date)) or (), strict=True)
            )
        )

        assert explained == alone == run
        answered.append(isinstance(explained, dict))

    holds()

    assert sum(answered) > len(answered) / 4, "too few claims were answered to prove anything"


@pytest.mark.parametrize("decision", DECISIONS, ids=lambda d: d.name)
def test_any_reasoning_can_be_stored_and_shown_in_both_languages(decision: Decision) -> None:
    @settings(max_examples=30, deadline=None, database=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(questions(decision))
    def holds(question: Question) -> None:
        facts, wanted = question
        outcome = outcome_or_error(lambda: decision.decide(facts, wanted=wanted))
        if isinstance(outcome, Outcome):
            stored = json.loads(json.dumps(outcome.to_json()))

            shown = [explain.render(stored, language) for language in ("ko", "en")]

            assert [len(steps) for steps in shown] == [len(outcome.steps)] * 2
            assert load(decision.facts, stored["facts"]) == facts

    holds()


def test_the_digest_covers_every_module_of_ours_a_rule_can_reach(monkeypatch: pytest.MonkeyPatch) -> None:
    reached = digest.reachable({"tests.law.tiny"})
    before = digest.digest_of([DECISION.rules.versions["daily"][0].function], TREE)
    original = digest.source

    monkeypatch.setattr(digest, "source", lambda name: original(name) + "# changed" * (name == "law.wiring"))

    assert {"law.engine", "law.facts", "law.parameters", "law.wiring", "law.digest", "tests.law.tiny"} <= reached
    assert digest.digest_of([DECISION.rules.versions["daily"][0].function], TREE) != before


def test_the_digest_covers_what_a_decision_is_asked() -> None:
    assert replace(DECISION, wanted=("daily",)).digest != DECISION.digest


@pytest.mark.parametrize("decision", DECISIONS[1:], ids=lambda d: d.name)
def test_korean_decisions_are_fingerprinted_with_the_engine(decision: Decision) -> None:
    functions = [v.function for versions in decision.rules.versions.values() for v in versions]

    assert {"law.engine", "law.kr"} <= digest.reachable({f.__module__ for f in functions})


@pytest.mark.parametrize("changes", [{"wanted": ("nonsense",)}, {"law_date": "wages"}, {"law_date": "nonsense"}])
def test_a_decision_that_asks_for_what_is_not_there_is_refused(changes: Any) -> None:
    with pytest.raises(NameError):
        _ = replace(DECISION, **changes).law


def test_two_decisions_of_one_name_are_refused() -> None:
    with pytest.raises(NameError, match="same name"):
        by_name(DECISION, DECISION)
