"""The agreed words of every letter. `python -m tests.claims.letters.approve` writes them anew: read the diff."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from claims.letters import render
from tests.claims.letters.samples import CLOSED_FOR, FACTS, GROUNDS, letter

APPROVED = Path(__file__).parents[2] / "approved" / "letters"


@cache
def said() -> dict[str, str]:
    """File name -> words, for every kind, every reason of an end and every ground, in both languages."""
    files = {f"{kind}.{language}.txt": text for kind in FACTS for language, text in render(letter(kind)).text.items()}
    for language in ("ko", "en"):
        files[f"grounds.{language}.txt"] = "\n".join(
            f"#### {name}\n\n{_reasons(render(letter('entitlement_refused', grounds=(ground,))).text[language])}"
            for name, ground in GROUNDS.items())
        files[f"claim_closed_for.{language}.txt"] = "\n".join(
            f"#### {name}\n\n{_decision(render(letter('claim_closed', **facts)).text[language])}"
            for name, facts in CLOSED_FOR.items())
    return files


def _reasons(text: str) -> str:
    """From the reasons to the remedy."""
    return text[text.index("# 이유" if "# 이유" in text else "# Why"):text.index("== ")]


def _decision(text: str) -> str:
    """From the title to the remedy."""
    return text[text.index("# "):text.index("== ")]


if __name__ == "__main__":
    for name, text in said().items():
        (APPROVED / name).write_text(text, encoding="utf-8")
