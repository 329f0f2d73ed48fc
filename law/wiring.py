"""Checks made when a law is loaded: every argument is known, types agree, names are unique."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from string import Formatter
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Any, Union, get_args, get_origin, get_type_hints

from law.facts import hints_of
from law.parameters import Dated, Leaf

if TYPE_CHECKING:
    from law.engine import Law, Rule


def unique(found: Iterable[Leaf], taken: set[str]) -> dict[str, Leaf]:
    """Parameters by leaf name; refuses a name that is used twice."""
    result: dict[str, Leaf] = {}
    for leaf in found:
        if leaf.name in taken or leaf.name in result:
            other = result[leaf.name].path if leaf.name in result else "a fact or a rule"
            raise NameError(f"{leaf.path}: the name {leaf.name} is already that of {other}")
        result[leaf.name] = leaf
    return result


def check(law: Law) -> dict[str, Any]:
    """The types of facts and results; refuses a law with an unknown name, a circle, or types that do not agree."""
    providers = provided_types(law)
    for versions in law.rules.versions.values():
        for rule in versions:
            check_rule(rule, law, providers)
    check_date_facts(law)
    check_circles(law)
    return providers


def check_given(given: Mapping[str, Any], law: Law) -> None:
    """Refuses a fixed result that no rule gives, or of another type than its rule's."""
    for name, value in given.items():
        if name not in law.rules.versions:
            raise NameError(f"{name} is given, but no rule has that name")
        if not fits(value, law.types[name]):
            raise TypeError(f"{name} is given as {value!r}, but it is {law.types[name]}")


def provided_types(law: Law) -> dict[str, Any]:
    """The type of every fact and of every rule's result."""
    types: dict[str, Any] = dict(hints_of(law.rules.facts))
    for name, versions in law.rules.versions.items():
        results = [get_type_hints(v.function)["return"] for v in versions]
        if name in types or any(r != results[0] for r in results):
            raise TypeError(f"{name}: is a fact as well, or its versions give different types: {results}")
        types[name] = results[0]
    return types


def check_rule(rule: Rule, law: Law, providers: dict[str, Any]) -> None:
    check_sentence(rule)
    hints = get_type_hints(rule.function)
    for argument in rule.arguments:
        if argument not in hints:
            raise TypeError(f"{rule.name}({argument}) has no type")
        if argument in providers:
            if not accepts(hints[argument], providers[argument]):
                raise TypeError(f"{rule.name}({argument}: {hints[argument]}), but it is {providers[argument]}")
        elif argument in law.leaves:
            check_values(rule, law.leaves[argument], hints[argument])
        else:
            raise NameError(f"{rule.name}: {argument} is neither a fact, a parameter nor a rule")


def check_sentence(rule: Rule) -> None:
    """A sentence may speak only of what its rule was given."""
    named = {name for _, name, _, _ in Formatter().parse(rule.sentence) if name is not None}
    if strangers := named - set(rule.arguments):
        raise NameError(f"{rule.name}: the sentence speaks of {', '.join(sorted(strangers))}, which it is not given")


def check_values(rule: Rule, leaf: Leaf, annotation: Any) -> None:
    for value in leaf.values():
        if not fits(value, annotation):
            raise TypeError(f"{rule.name}({leaf.name}: {annotation}), but {leaf.path} has {value!r}")


def check_date_facts(law: Law, *names: str) -> None:
    types = hints_of(law.rules.facts)
    for name in (*law.date_facts, *names):
        if not accepts(date | None, types.get(name)):
            raise NameError(f"law_date: {name} is not a fact that is a day")


def check_question(law: Law, law_date: str, wanted: Iterable[str]) -> None:
    """Refuses a decision whose law day is not a day it knows, or which asks for what no rule gives."""
    check_date_facts(law, law_date)
    if strangers := set(wanted) - law.rules.versions.keys():
        raise NameError(f"wanted: {', '.join(sorted(strangers))}, but no rule has that name")


def check_circles(law: Law) -> None:
    uses = {n: {a for v in vs for a in v.arguments} for n, vs in law.rules.versions.items()}
    settled: set[str] = set()
    while ready := {n for n in uses if n not in settled and not (uses[n] & uses.keys()) - settled}:
        settled |= ready
    if circle := uses.keys() - settled:
        raise RecursionError(f"these rules need each other in a circle: {', '.join(sorted(circle))}")


def accepts(wanted: Any, offered: Any) -> bool:
    """Whether an argument of one type may receive a value of the other."""
    if wanted == offered:
        return True
    options = get_args(wanted) if get_origin(wanted) in (Union, UnionType) else ()
    offers = get_args(offered) if get_origin(offered) in (Union, UnionType) else (offered,)
    return bool(options) and all(o in options for o in offers)


def fits(value: Any, annotation: Any) -> bool:
    """Whether a parameter's value is of the annotated type."""
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin in (Union, UnionType):
        return any(fits(value, option) for option in inner)
    if origin is Dated:
        return isinstance(value, Dated) and all(fits(v, inner[0]) for _, v in value.values)
    if origin is tuple:
        return isinstance(value, tuple) and fits_tuple(value, inner)
    return fits_plain(value, annotation)


def fits_tuple(value: tuple[Any, ...], inner: tuple[Any, ...]) -> bool:
    kinds = [inner[0]] * len(value) if len(inner) == 2 and inner[1] is Ellipsis else inner
    return len(kinds) == len(value) and all(fits(v, kind) for v, kind in zip(value, kinds, strict=True))


def fits_plain(value: Any, annotation: Any) -> bool:
    if annotation in (None, NoneType):
        return value is None
    if annotation in (int, Fraction):
        return type(value) is annotation
    return isinstance(value, annotation)
