"""What a letter must say before anybody may sign it (행정절차법 21-26, 고용보험법 103)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from claims.letters.composing import about, compose
from claims.letters.letter import Letter
from claims.letters.pieces import Heading, Placed, Sheet, words

ARTICLE = {"ko": re.compile(r"제\d+조"), "en": re.compile(r"\barts?\. ?\d+|\bArticles? \d+")}


def missing_items(letter: Letter) -> tuple[str, ...]:
    """The mandatory items this letter does not carry, as `language: item`; empty when it may be issued.

    Which items a kind needs is said by `required` in its `letter.yaml`.
    """
    return tuple(f"{language}: {item}" for language in letter.languages for item in _missing(letter, language))


def _missing(letter: Letter, language: str) -> Iterator[str]:
    placed = compose(letter, language).placed
    for item in about(letter.kind)["required"]:
        said = [part for part in placed if part.item == item]
        if not _says_something(said) or (item == "legal_basis" and not _cites(said, language)):
            yield item
    yield from (name for name, value in _identity(letter) if not value.strip())


def _says_something(said: list[Placed]) -> bool:
    return any(word.strip() for part in said if not isinstance(part.piece, Heading | Sheet)
               for word in words(part.piece))


def _cites(said: list[Placed], language: str) -> bool:
    return any(ARTICLE[language].search(word) for part in said for word in words(part.piece))


def _identity(letter: Letter) -> tuple[tuple[str, str], ...]:
    """Who decided, for whom, under which number: printed in every letter, so never empty."""
    return (
        ("office name", letter.office.name_ko), ("head of the office", letter.office.head_ko),
        ("officer's name", letter.handled_by.officer), ("officer's phone", letter.handled_by.phone),
        ("addressee", letter.addressee.name), ("claim number", letter.claim_number),
        ("document number", letter.document_number),
    )
