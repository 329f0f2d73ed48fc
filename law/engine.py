"""Rules as pure functions wired by argument name: planned, explained, and compiled for bulk.

Each argument of a rule is a fact, a parameter or another rule's result, by name. The explanation of a
case is the record of what ran; bulk runs call the same functions.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date
from functools import cached_property, lru_cache
from inspect import signature
from pathlib import Path
from typing import Any, TypeVar, get_type_hints

from law import wiring
from law.digest import digest_of
from law.facts import Unit, unit_of
from law.parameters import EACH_DAY, Leaf, Node, NotInLaw, Parameter, leaves, merge, read_folders

__all__ = ["ALWAYS", "Cited", "Law", "LawDays", "NotInLaw", "Rule", "Rules", "Step", "Version"]

F = TypeVar("F", bound=Callable[..., Any])
Row = Sequence[Any]
Compiled = Callable[[Row], tuple[Any, ...] | None]
ALWAYS = date(1, 1, 1)
NOTHING_GIVEN: Mapping[str, Any] = {}


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of law from one day on: label, reference and sentence are message ids."""

    name: str
    function: Callable[..., Any]
    arguments: tuple[str, ...]
    label: str
    reference: str
    sentence: str
    unit: Unit
    since: date
    assumption: str


@dataclass(frozen=True, slots=True)
class LawDays:
    """The day whose law applies to a case, and the days of facts that single parameters follow instead."""

    on: date
    others: Mapping[str, date | None] = field(default_factory=dict)

    def of(self, leaf: Leaf) -> date:
        return self.others.get(leaf.law_date) or self.on


@dataclass(frozen=True, slots=True)
class Cited:
    """A parameter used by a step, and the day by which its value was picked."""

    parameter: Parameter
    on: date

    @property
    def unconfirmed(self) -> bool:
        return self.parameter.unconfirmed(self.on)


@dataclass(frozen=True, slots=True)
class Step:
    """What one rule was given and what it said; `given` means a person's decision stands in its place."""

    rule: Rule
    inputs: dict[str, Any]
    cited: tuple[Cited, ...]
    value: Any
    given: bool = False


class Absent(LookupError):
    """A name that this version of the law does not have; the day is added where it is known."""

    def __init__(self, name: str) -> None:
        self.name = name


class Rules:
    """The rules of one legal decision. A rule may have several dated versions."""

    def __init__(self, facts: type[Any], *included: Rules) -> None:
        self.facts = facts
        self.versions: dict[str, tuple[Rule, ...]] = {}
        for other in included:
            for version in (v for versions in other.versions.values() for v in versions):
                self.add(version)

    def __call__(self, label: str, reference: str, sentence: str = "", unit: str = "", *,
                 of: str = "", since: date = ALWAYS, assumption: str = "") -> Callable[[F], F]:
        """Registers the decorated function as the rule of its name, or as a later version `of` another."""
        def register(function: F) -> F:
            shown = unit or unit_of(get_type_hints(function, include_extras=True).get("return"))
            self.add(Rule(of or function.__name__, function, tuple(signature(function).parameters),
                          label, reference, sentence, shown, since, assumption))
            return function
        return register

    def add(self, new: Rule) -> None:
        versions = self.versions.get(new.name, ())
        if any(v.since == new.since for v in versions):
            raise NameError(f"two rules are called {new.name} from {new.since}")
        self.versions[new.name] = tuple(sorted([*versions, new], key=lambda v: v.since))

    def replaced_by(self, other: Rules) -> Rules:
        """The same rules with some replaced, or with further versions: a reform."""
        result = Rules(self.facts)
        for name in {**self.versions, **other.versions}:
            new = other.versions.get(name, ())
            kept = [v for v in self.versions.get(name, ()) if v.since not in {n.since for n in new}]
            result.versions[name] = tuple(sorted([*kept, *new], key=lambda v: v.since))
        return result


class Law:
    """Rules and parameters of one decision: what is in force, on any day."""

    def __init__(self, rules: Rules, tree: Node) -> None:
        self.rules, self.tree = rules, tree
        self.facts = tuple(f.name for f in fields(rules.facts))
        self.leaves = wiring.unique([leaf for leaf in leaves(tree)], {*self.facts, *rules.versions})
        self.date_facts = tuple(sorted({leaf.law_date for leaf in self.leaves.values()} - {"", EACH_DAY}))
        self.changes = sorted(self._change_dates())
        self._versions: dict[tuple[int, ...], Version] = {}
        self.types = wiring.check(self)

    @classmethod
    def read(cls, rules: Rules, folders: Iterable[Path]) -> Law:
        return cls(rules, read_folders(folders))

    def _change_dates(self) -> set[date]:
        values = {day for leaf in self.leaves.values() for day in leaf.changes}
        return (values | {v.since for versions in self.rules.versions.values() for v in versions}) - {ALWAYS}

    def at(self, days: LawDays) -> Version:
        """The law of a day."""
        key = (bisect_right(self.changes, days.on),
               *[bisect_right(self.changes, days.others.get(name) or days.on) for name in self.date_facts])
        if key not in self._versions:
            self._versions[key] = Version(self, days)
        return self._versions[key]

    def days(self, facts: Any, on: date) -> LawDays:
        """The days that pick the law for a case."""
        return LawDays(on, {name: getattr(facts, name) for name in self.date_facts})

    def row(self, facts: Any) -> tuple[Any, ...]:
        """A case as a row whose columns are all its facts."""
        return tuple([getattr(facts, name) for name in self.facts])

    def reform(self, overlay: Node | None = None, rules: Rules | None = None) -> Law:
        """The same law with some values or rules replaced: a what-if, or an announced change."""
        return Law(self.rules.replaced_by(rules) if rules else self.rules, merge(self.tree, overlay or {}))

    def affected_by(self, *names: str) -> set[str]:
        """The rules whose result may change, in any version, when these facts, parameters or rules change."""
        hit, uses = set(names), {n: {a for v in vs for a in v.arguments} for n, vs in self.rules.versions.items()}
        while new := {name for name, arguments in uses.items() if name not in hit and hit & arguments}:
            hit |= new
        return hit - set(names)

    @cached_property
    def digest(self) -> str:
        """Identifies exactly these rules, the code they use and these values: stored with every decision."""
        functions = [v.function for versions in self.rules.versions.values() for v in versions]
        return digest_of(functions, self.tree)


class Version:
    """The law between two changes."""

    def __init__(self, law: Law, days: LawDays) -> None:
        self.law = law
        self.rules = {n: v for n, vs in law.rules.versions.items() for v in [x for x in vs if x.since <= days.on][-1:]}
        self.parameters = {leaf.name: leaf.at(days.of(leaf)) for leaf in law.leaves.values()
                           if leaf.law_date == EACH_DAY or leaf.changes[0] <= days.of(leaf)}
        self._cached_plan = lru_cache(maxsize=None)(self._plan)
        self._cached_compiled = lru_cache(maxsize=None)(self._compiled)

    def plan(self, wanted: tuple[str, ...], known: frozenset[str], days: LawDays) -> tuple[Rule, ...]:
        """The rules needed for `wanted`, each after those it uses and otherwise in the order of the act."""
        try:
            return self._cached_plan(wanted, known)
        except Absent as absent:
            raise self._not_in_law(absent.name, days) from None

    def compiled(self, wanted: tuple[str, ...], columns: tuple[str, ...], days: LawDays, only_if: str = "") -> Compiled:
        """A function row -> results, without a trace; None where the rule `only_if` says no.

        `columns` names the cells of a row: facts, or results computed earlier.
        """
        try:
            return self._cached_compiled(wanted, columns, only_if)
        except Absent as absent:
            raise self._not_in_law(absent.name, days) from None

    def _plan(self, wanted: tuple[str, ...], known: frozenset[str]) -> tuple[Rule, ...]:
        needed = self._needed(wanted, known)
        done: dict[str, Rule] = {}

        def place(rule: Rule) -> None:
            for argument in rule.arguments:
                if argument in needed and argument not in done:
                    place(needed[argument])
            done[rule.name] = rule

        for name in self.rules:
            if name in needed and name not in done:
                place(needed[name])
        return tuple(done.values())

    def _needed(self, wanted: tuple[str, ...], known: frozenset[str]) -> dict[str, Rule]:
        found: dict[str, Rule] = {}
        open_names = list(wanted)
        while open_names:
            name = open_names.pop()
            if name in known or name in found or name in self.parameters:
                continue
            if name not in self.rules:
                raise Absent(name)
            found[name] = self.rules[name]
            open_names.extend(found[name].arguments)
        return found

    def _not_in_law(self, name: str, days: LawDays) -> Exception:
        if name in self.law.leaves:
            leaf = self.law.leaves[name]
            return NotInLaw(leaf.path, days.of(leaf), leaf.changes[0])
        if name in self.law.rules.versions:
            return NotInLaw(name, days.on, self.law.rules.versions[name][0].since)
        return NameError(f"{name} is neither a fact, a parameter nor a rule")

    def explain(self, facts: Any, wanted: tuple[str, ...], days: LawDays,
                given: Mapping[str, Any] = NOTHING_GIVEN) -> tuple[dict[str, Any], list[Step]]:
        """One case, every step recorded. `given` are results fixed by a person, used instead of their rule."""
        wiring.check_given(given, self.law)
        known: dict[str, Any] = {name: getattr(facts, name) for name in self.law.facts} | dict(given)
        steps = [Step(self._latest(name), {}, (), value, given=True) for name, value in given.items()]
        for rule in self.plan(wanted, frozenset(known), days):
            inputs = {a: known[a] for a in rule.arguments if a in known}
            cited = tuple(self._cite(a, days) for a in rule.arguments if a not in known)
            value = rule.function(**inputs, **{c.parameter.name: c.parameter.value for c in cited})
            known[rule.name] = value
            steps.append(Step(rule, inputs, cited, value))
        return {name: known[name] for name in wanted}, steps

    def _latest(self, name: str) -> Rule:
        return self.rules.get(name) or self.law.rules.versions[name][-1]

    def _cite(self, name: str, days: LawDays) -> Cited:
        return Cited(self.parameters[name], days.of(self.law.leaves[name]))

    def _compiled(self, wanted: tuple[str, ...], columns: tuple[str, ...], only_if: str) -> Compiled:
        # The straight line is written out as source: five times faster than walking the plan.
        first = self._cached_plan((only_if,), frozenset(columns)) if only_if else ()
        rest = [r for r in self._cached_plan(wanted, frozenset(columns)) if r not in first]
        scope: dict[str, Any] = {f"p_{n}": p.value for n, p in self.parameters.items() if n not in columns}
        scope |= {f"r_{r.name}": r.function for r in (*first, *rest)}
        lines = [f"{''.join(f'v_{c}, ' for c in columns)} = row", *(call(r, scope) for r in first)]
        lines += [f"if not v_{only_if}: return None"] if only_if else []
        lines += [*(call(r, scope) for r in rest), f"return ({''.join(f'v_{w}, ' for w in wanted)})"]
        exec("def run(row):\n    " + "\n    ".join(lines), scope)  # noqa: S102 the lines hold our own names only
        run: Compiled = scope["run"]
        return run


def call(rule: Rule, scope: Mapping[str, Any]) -> str:
    """The source line that runs one rule in a compiled function."""
    arguments = ", ".join(f"p_{a}" if f"p_{a}" in scope else f"v_{a}" for a in rule.arguments)
    return f"v_{rule.name} = r_{rule.name}({arguments})"
