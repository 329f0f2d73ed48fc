"""Korea's pack is complete: no decision is written and then forgotten."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

import law.kr
from law.pack import Decision
from law.schemes import SCHEMES


def test_every_decision_written_for_korea_is_in_its_pack() -> None:
    modules = [import_module(f"law.kr.{found.name}") for found in iter_modules(law.kr.__path__)]

    written = {value.name for module in modules for value in vars(module).values() if isinstance(value, Decision)}

    assert written == set(SCHEMES["kr"].decisions)


def test_digests_tell_decisions_apart() -> None:
    digests = {decision.digest for decision in SCHEMES["kr"].decisions.values()}

    assert len(digests) == len(SCHEMES["kr"].decisions)


def test_every_value_is_used_by_some_rule() -> None:
    used: set[str] = set()
    found: set[str] = set()
    for decision in SCHEMES["kr"].decisions.values():
        found |= {leaf.path for leaf in decision.law.leaves.values()}
        used |= {
            decision.law.leaves[argument].path
            for versions in decision.rules.versions.values()
            for rule in versions
            for argument in rule.arguments
            if argument in decision.law.leaves
        }

    # Clocks are read by their table, not by rules: law/kr/clocks.py.
    assert {path for path in found - used if not path.startswith("clocks.")} == set()
