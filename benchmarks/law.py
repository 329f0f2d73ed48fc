"""How long the law takes: one case without and with its reasoning, and many rows in bulk.

Run with `python -m benchmarks.law`. The cases are the facts of the worked examples.
"""

from __future__ import annotations

from itertools import cycle, islice
from operator import attrgetter
from time import perf_counter
from typing import Any

from law import bulk
from law.engine import NotInLaw
from law.pack import Decision
from law.schemes import SCHEMES
from tests.law.strategies import seen

CASES = 2_000


def milliseconds(call: Any, cases: list[Any]) -> float:
    """The mean time of a call on each case."""
    started = perf_counter()
    for case in cases:
        call(case)
    return (perf_counter() - started) / len(cases) * 1000


def answered(decision: Decision, facts: Any) -> bool:
    try:
        decision.results(facts)
    except (NotInLaw, ValueError, ArithmeticError):
        return False
    return True


def measure(decision: Decision) -> str:
    """A line of mean times for one decision."""
    known = [facts for facts, _ in seen().get(decision.name, ()) if answered(decision, facts)]
    if not known:
        return f"{decision.name:24} no worked example asks it everything"
    cases = list(islice(cycle(known), CASES))
    columns = decision.law.facts
    rows = [attrgetter(*columns)(case) for case in cases]
    started = perf_counter()
    done = sum(1 for _ in bulk.run(decision.law, rows, columns, decision.wanted, decision.law_date))
    row = (perf_counter() - started) / done * 1000
    calls = (decision.results, decision.decide, lambda case: decision.decide(case).to_json())
    times = [*(milliseconds(call, cases) for call in calls), row]
    return f"{decision.name:24}" + "".join(f"{time:9.4f}" for time in times)


if __name__ == "__main__":
    print(f"{'milliseconds a case':24}{'alone':>9}{'trace':>9}{'JSON':>9}{'bulk row':>9}")
    for pack in SCHEMES.values():
        for one in pack.decisions.values():
            print(measure(one))
