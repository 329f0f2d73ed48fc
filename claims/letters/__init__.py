"""A decision and its reasons -> text, HTML and PDF, all three from the same pieces.

Pure: no database, no clock, no settings. The wording is in `templates/letters/kr/`; see `docs/letters.md`.
"""

from __future__ import annotations

import hashlib

from claims.letters import faces
from claims.letters.checks import missing_items
from claims.letters.composing import compose, kinds
from claims.letters.letter import Addressee, Letter, Line, Office, Rendered, Signatories
from claims.letters.pdf import pdf

__all__ = ["Addressee", "Letter", "Line", "Office", "Rendered", "Signatories", "kinds", "missing_items", "read", "render"]


def read(letter: Letter) -> dict[str, str]:
    """The letter's words by language, without drawing its pages: what a person reads before signing."""
    return {language: faces.text(compose(letter, language)) for language in letter.languages}


def render(letter: Letter) -> Rendered:
    """The letter in all its languages; equal letters give equal bytes. A missing fact raises `UndefinedError`."""
    documents = tuple(compose(letter, language) for language in letter.languages)
    printed = pdf(documents, author=letter.office.name_ko, document_number=letter.document_number)
    return Rendered(
        pdf=printed,
        text={document.language: faces.text(document) for document in documents},
        html={document.language: faces.html(document) for document in documents},
        sha256=hashlib.sha256(printed).hexdigest(),
    )
