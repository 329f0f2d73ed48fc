"""The agreed words of every letter. `python -m tests.claims.letters.approve` writes them anew: read the diff."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from claims.letters import render
from tests.claims.letters.samples import FACTS, GROUNDS, VARIANTS, letter

APPROVED = Path(__file__).parents[2] / "approved" / "letters"


@cache
def said() -> dict[str, str]:
    """File name -> words, for every kind, every ground of refusal and every turn of the wording, in both languages."""
    files = {f"{kind}.{language}.txt": text for kind in FACTS for language, text in render(letter(kind)).text.items()}
    for language in ("ko", "en"):
        files[f"grounds.{language}.txt"] = _together(
            (name, _reasons(_text("entitlement_refused", language, grounds=(ground,)))) for name, ground in GROUNDS.items())
        for kind, variants in VARIANTS.items():
            files[f"{kind}.variants.{language}.txt"] = _together(
                (name, _decision(_text(kind, language, **facts))) for name, facts in variants.items())
    return files


def _text(kind: str, language: str, **facts: Any) -> str:
    return render(replace(letter(kind, **facts), languages=(language,))).text[language]


def _together(named: Iterable[tuple[str, str]]) -> str:
    return "\n".join(f"#### {name}\n\n{words}" for name, words in named)


def _reasons(text: str) -> str:
    """From the reasons to the remedy."""
    return text[text.index("# 이유" if "# 이유" in text else "# Why"):text.index("== ")]


def _decision(text: str) -> str:
    """From the title to the remedy."""
    return text[text.index("# "):text.index("== ")]


if __name__ == "__main__":
    for name, text in said().items():
        (APPROVED / name).write_text(text, encoding="utf-8")
