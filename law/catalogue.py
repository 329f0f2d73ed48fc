"""The words of the law in other languages: every .po file of law/locale, read as it stands."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

from babel.messages.pofile import read_po

LOCALE = Path(__file__).parent / "locale"


def catalogue(language: str) -> Callable[[str], str]:
    """A function from message id to words; the id itself where the catalogue has no entry."""
    entries = messages(language)
    return lambda text: entries.get(text) or text


@cache
def messages(language: str) -> dict[str, str]:
    """All translations of a language: every .po file of its folder, fuzzy ones left out."""
    found: dict[str, str] = {}
    for path in sorted((LOCALE / language / "LC_MESSAGES").glob("*.po")):
        with path.open("rb") as file:
            found |= {str(m.id): str(m.string) for m in read_po(file) if m.id and m.string and not m.fuzzy}
    return found
