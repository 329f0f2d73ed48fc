"""Korea's pack: which legal decisions it knows. Each says in its own module which day picks its law."""

from __future__ import annotations

from importlib import import_module

from law.pack import Decision, Pack

MODULES = ("job_seeking", "waiting", "recognition_days", "attendance", "certification", "recipient_types")


def decisions() -> dict[str, Decision]:
    """All decisions by name, in the order of the modules; two of one name are refused."""
    result: dict[str, Decision] = {}
    for name in MODULES:
        for decision in in_module(name):
            if decision.name in result:
                raise NameError(f"two decisions are called {decision.name}")
            result[decision.name] = decision
    return result


def in_module(name: str) -> list[Decision]:
    module = import_module(f"law.kr.{name}")
    return [value for key, value in vars(module).items() if isinstance(value, Decision) and key.startswith("DECISION")]


PACK = Pack(name="kr", currency="KRW", locale="ko", decisions=decisions())
