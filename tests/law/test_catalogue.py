"""The law speaks Korean completely: every label, sentence, assumption, value and code."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from string import Formatter
from typing import Any, get_args

import pytest
from babel.messages.pofile import read_po

from law import explain
from law.catalogue import LOCALE, messages
from law.facts import hints_of
from law.pack import Decision
from law.references import reference
from law.schemes import SCHEMES

DECISIONS = [d for pack in SCHEMES.values() for d in pack.decisions.values()]
FILES = sorted(LOCALE.glob("*/LC_MESSAGES/*.po"))


def spoken(decision: Decision) -> Iterator[str]:
    """Every message id a decision can show."""
    for rule in (v for versions in decision.rules.versions.values() for v in versions):
        yield from (rule.label, rule.sentence, rule.assumption)
    for leaf in decision.law.leaves.values():
        yield str(leaf.node.get("description", ""))
    for kind in (*hints_of(decision.facts).values(), *results(decision)):
        yield from codes(kind)
    yield from ("yes", "no", "none", explain.GIVEN, explain.ABSENT, explain.NOT_YET)


def results(decision: Decision) -> list[Any]:
    return [decision.law.types[name] for name in decision.rules.versions]


def codes(kind: Any) -> Iterator[str]:
    """What a type can show: the codes of enumerations, and the names of a record's yes-or-no fields."""
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        yield from (c.value for c in kind if not c.value[:1].isdigit())
    elif hasattr(kind, "__dataclass_fields__"):
        yield from (name.replace("_", " ") for name, field in hints_of(kind).items() if field is bool)
        yield from (code for field in hints_of(kind).values() for code in codes(field))
    else:
        yield from (code for inner in get_args(kind) for code in codes(inner))


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("decision", DECISIONS, ids=lambda d: d.name)
def test_everything_a_decision_says_has_korean_words(decision: Decision) -> None:
    korean = messages("ko")

    missing = sorted({text for text in spoken(decision) if placeless(text) and text not in korean})

    assert not missing


def placeless(text: str) -> bool:
    """Whether a message has words of its own: "{a} × {b}" reads the same in every language."""
    return any(letter.isalpha() for literal, *_ in Formatter().parse(text) for letter in literal)


@pytest.mark.parametrize("decision", DECISIONS, ids=lambda d: d.name)
def test_every_rule_has_a_label_a_sentence_and_a_reference(decision: Decision) -> None:
    bare = [
        v.name
        for versions in decision.rules.versions.values()
        for v in versions
        if not (v.label and v.sentence and v.reference)
    ]

    assert not bare


@pytest.mark.parametrize("decision", DECISIONS, ids=lambda d: d.name)
def test_every_value_has_a_source_and_a_description(decision: Decision) -> None:
    bare = [
        leaf.path
        for leaf in decision.law.leaves.values()
        if not leaf.node.get("description") or not leaf.at(leaf.changes[0]).reference
    ]

    assert not bare


def sources(decision: Decision) -> Iterator[str]:
    yield from (v.reference for versions in decision.rules.versions.values() for v in versions)
    for leaf in decision.law.leaves.values():
        yield from (leaf.at(day).reference for day in leaf.changes)


@pytest.mark.parametrize("decision", DECISIONS, ids=lambda d: d.name)
def test_every_reference_can_be_written_in_korean(decision: Decision) -> None:
    foreign = sorted(
        {korean for text in sources(decision) if re.search("[A-Za-z]{2}", korean := reference(text, "ko"))}
    )

    assert not foreign


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_a_catalogue_has_no_fuzzy_entry_and_keeps_its_placeholders(path: Any) -> None:
    with path.open("rb") as file:
        entries = [m for m in read_po(file) if m.id]

    assert not [m.id for m in entries if m.fuzzy or not m.string]
    assert not [m.id for m in entries if placeholders(str(m.id)) != placeholders(str(m.string))]


def test_no_two_catalogues_translate_the_same_words_differently() -> None:
    found: dict[tuple[str, str], str] = {}
    clashes = []
    for path in FILES:
        language = path.parts[-3]
        with path.open("rb") as file:
            for message in read_po(file):
                if message.id and found.setdefault((language, str(message.id)), str(message.string)) != str(
                    message.string
                ):
                    clashes.append((path.stem, message.id))

    assert not clashes
