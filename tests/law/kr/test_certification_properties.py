"""What holds for every recognition period, whatever was reported."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from law.kr.certification import DECISION
from law.kr.certification_codes import HindranceKind, Status, StopKind, WorkKind
from law.kr.certification_facts import Certification, Hindrance, Income, Stop, Work
from tests.law.kr.recognitions import FIRST, ORDINARY

DAYS = st.integers(-10, 40).map(lambda n: FIRST + timedelta(n))
SPANS = st.tuples(DAYS, st.integers(0, 12)).map(lambda s: (s[0], s[0] + timedelta(s[1])))
MONEY = st.integers(0, 200_000)


@st.composite
def works(draw: st.DrawFn) -> Work:
    first, last = draw(SPANS)
    return Work(
        draw(st.sampled_from(WorkKind)),
        first,
        last,
        pay=draw(st.none() | MONEY),
        found_employed=draw(st.none() | st.booleans()),
    )


@st.composite
def hindrances(draw: st.DrawFn) -> Hindrance:
    first, last = draw(SPANS)
    return Hindrance(
        draw(st.sampled_from(HindranceKind)), first, last, draw(st.booleans()), draw(st.none() | st.booleans())
    )


@st.composite
def periods(draw: st.DrawFn) -> Certification:
    """A period of one to four weeks with anything in it; the job search is shown."""
    some = {"max_size": 3}
    return replace(
        ORDINARY,
        daily_amount=draw(st.integers(1, 70_000)),
        prescribed_days=draw(st.integers(0, 60)),
        days_paid_before=draw(st.integers(0, 30)),
        benefit_to=draw(DAYS),
        period_to=FIRST + timedelta(draw(st.integers(6, 27))),
        waiting_to=draw(DAYS),
        status=draw(st.sampled_from(Status)),
        exempt_daily_amount=draw(MONEY),
        works=tuple(draw(st.lists(works(), **some))),
        hindrances=tuple(draw(st.lists(hindrances(), **some))),
        incomes=tuple(Income(*s, amount=draw(MONEY)) for s in draw(st.lists(SPANS, **some))),
        stops=tuple(Stop(StopKind.FRAUD_STOP, *s) for s in draw(st.lists(SPANS, max_size=1))),
        hired_from=draw(st.none() | DAYS),
        search_found_sufficient=True,
    )


def results(facts: Certification) -> dict[str, Any]:
    return DECISION.results(facts)


@given(periods(), st.integers(1, 27))
def test_splitting_a_period_at_any_day_changes_nothing_but_the_rounding(whole: Certification, after: int) -> None:
    cut = min(whole.period_from + timedelta(after), whole.period_to)
    one = results(replace(whole, period_to=cut - timedelta(1)))
    other = results(replace(whole, period_from=cut, days_paid_before=whole.days_paid_before + one["payable_days"]))
    both = results(whole)

    assert one["days"] + other["days"] == both["days"]
    assert one["gross"] + other["gross"] == both["gross"]
    assert one["deduction"] + other["deduction"] == both["deduction"]
    assert 0 <= both["payment"] - one["payment"] - other["payment"] <= 10


@given(periods())
def test_never_more_days_are_paid_than_are_left(facts: Certification) -> None:
    result = results(facts)

    assert 0 <= result["payable_days"] <= max(0, facts.prescribed_days - facts.days_paid_before)
    assert result["days_left_after"] >= 0


@given(periods())
def test_a_worked_day_is_never_paid(facts: Certification) -> None:
    result = results(facts)

    worked = {
        d.on
        for d in result["days"]
        for w in result["work_findings"]
        if w.employed is not False and w.from_on <= d.on <= w.to_on
    }
    assert not worked & {d.on for d in result["days"] if d.outcome == "payable"}


@given(periods())
def test_a_payment_is_a_multiple_of_ten_and_within_the_benefit(facts: Certification) -> None:
    result = results(facts)

    assert result["payment"] % 10 == 0
    assert 0 <= result["payment"] <= result["payable_days"] * facts.daily_amount


@given(periods())
def test_every_day_is_judged_once_and_spans_hold_the_paid_ones(facts: Certification) -> None:
    result = results(facts)

    days = [d.on for d in result["days"]]
    assert days == [facts.period_from + timedelta(n) for n in range(result["period_days"])]
    assert sum(s.days for s in result["outcome_spans"]) == len(days)
    assert [d.on for d in result["days"] if d.outcome == "payable"] == [
        day for a, b in result["paid_spans"] for day in span(a, b)
    ]


@given(periods())
def test_days_nobody_has_decided_on_have_a_point(facts: Certification) -> None:
    result = results(facts)

    undecided = {d.on for d in result["days"] if d.outcome == "undecided"}
    assert undecided <= {day for p in result["points"] for day in span(p.from_on, p.to_on)}


@given(periods())
def test_the_stored_reasoning_gives_the_same_results(facts: Certification) -> None:
    assert DECISION.decide(facts).results == results(facts)


def span(first: date, last: date) -> list[date]:
    return [first + timedelta(n) for n in range((last - first).days + 1)]
