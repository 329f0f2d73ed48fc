"""A country's pack: its legal decisions, each with its own facts and its own law day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from law import explain
from law.digest import combined, source
from law.engine import NOTHING_GIVEN, Law, Rules, Step
from law.facts import load, revive
from law.wiring import check_question


@dataclass(frozen=True)
class Outcome:
    """What the law says on one case, and why. `to_json` holds all of it, in no language."""

    decision: str
    facts: Any
    law_date: date
    digest: str
    results: dict[str, Any]
    steps: tuple[Step, ...]
    given: Mapping[str, Any]

    @property
    def unconfirmed(self) -> tuple[str, ...]:
        """Parameters used beyond the day until which their value is confirmed."""
        return tuple(dict.fromkeys(c.parameter.name for s in self.steps for c in s.cited if c.unconfirmed))

    @property
    def assumptions(self) -> tuple[str, ...]:
        """Rules and parameters used that rest on no article."""
        names = (n for s in self.steps for n in (
            *((s.rule.name,) if s.rule.assumption and not s.given else ()),
            *(c.parameter.name for c in s.cited if c.parameter.confidence == "assumption")))
        return tuple(dict.fromkeys(names))

    def to_json(self) -> dict[str, Any]:
        return explain.to_json(self)


@dataclass(frozen=True)
class Decision:
    """One legal decision: its rules, the fact that picks its law, what it is asked for, its parameter folders."""

    name: str
    rules: Rules
    law_date: str
    wanted: tuple[str, ...]
    parameters_dirs: tuple[Path, ...]
    reform: Law | None = field(default=None, compare=False)

    @property
    def facts(self) -> type[Any]:
        return self.rules.facts

    @cached_property
    def law(self) -> Law:
        law = self.reform or Law.read(self.rules, self.parameters_dirs)
        check_question(law, self.law_date, self.wanted)
        return law

    @cached_property
    def digest(self) -> str:
        """64 hex digits that change with any code or value this decision can reach, and with its wiring."""
        return combined(self.law.digest, source(__name__), self.name, self.law_date, *self.wanted)

    def decide(self, facts: Any, *, wanted: tuple[str, ...] = (), given: Mapping[str, Any] | None = None,
               law_date: date | None = None) -> Outcome:
        """The decision on one case with its whole reasoning. `given` fixes results, `law_date` the law."""
        on = law_date or self.law_day(facts)
        days = self.law.days(facts, on)
        results, steps = self.law.at(days).explain(facts, wanted or self.wanted, days, given or NOTHING_GIVEN)
        return Outcome(self.name, facts, on, self.digest, results, tuple(steps), dict(given or {}))

    def repeat(self, trace: dict[str, Any]) -> Outcome:
        """A stored decision made again from its own facts, fixed results and law day, by the law as it is now."""
        given = {name: revive(self.law.types[name], value) for name, value in trace["given"].items()}
        return self.decide(load(self.facts, trace["facts"]), wanted=tuple(trace["results"]), given=given,
                           law_date=date.fromisoformat(trace["law_date"]))

    def law_day(self, facts: Any) -> date:
        """The day whose law applies to a case."""
        day: date | None = getattr(facts, self.law_date)
        if day is None:
            raise ValueError(f"{self.name}: without {self.law_date} nobody can say which law applies")
        return day

    def results(self, facts: Any, *, wanted: tuple[str, ...] = (), law_date: date | None = None) -> dict[str, Any]:
        """The results alone, without a trace: some ten times faster, and always equal to `decide`."""
        asked = wanted or self.wanted
        days = self.law.days(facts, law_date or self.law_day(facts))
        run = self.law.at(days).compiled(asked, self.law.facts, days)
        return dict(zip(asked, run(self.law.row(facts)) or (), strict=True))

    def reformed(self, overlay: dict[str, Any] | None = None, rules: Rules | None = None) -> Decision:
        """The same decision under a what-if: a tree of other values ({folder: {file: {name: ...}}}), other rules."""
        return replace(self, reform=self.law.reform(overlay, rules))


@dataclass(frozen=True)
class Pack:
    """A country or scheme: name, currency, locale and its decisions by name."""

    name: str
    currency: str
    locale: str
    decisions: dict[str, Decision]


def by_name(*decisions: Decision) -> dict[str, Decision]:
    """Decisions by name; two of one name are refused."""
    result = {decision.name: decision for decision in decisions}
    if len(result) < len(decisions):
        raise NameError(f"two decisions have the same name: {[decision.name for decision in decisions]}")
    return result
