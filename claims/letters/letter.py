"""What a letter is made from: plain values that no longer know the database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class Office:
    """The office that decides and answers; names and addresses in both languages."""

    name_ko: str
    name_en: str
    address_ko: str
    address_en: str
    phone: str
    head_ko: str
    head_en: str
    fax: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class Addressee:
    """The person the letter is for. `resident_number_masked` is already masked: `900101-1******`."""

    name: str
    name_en: str
    address: str
    birth_on: date
    resident_number_masked: str


@dataclass(frozen=True, slots=True)
class Signatories:
    """Who worked on the decision: the officer to call and the person who approved it, with the officer's unit."""

    officer: str
    unit_ko: str
    unit_en: str
    phone: str
    approver: str


@dataclass(frozen=True, slots=True)
class Line:
    """One step of the law in words: what it is called, how it was computed, what came out, the article.

    `rule` is the name of the law's rule. A kind that lists rules under `annex` shows only those; lines without a
    rule are always shown.
    """

    label: str
    sentence: str
    value: str
    ref: str
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Letter:
    """Everything a letter says. `kind` names a folder of `templates/letters/kr/`, `facts` are what its wording uses.

    `is_preview` marks every page as not yet issued; `verification_code` is printed when there is one.
    """

    kind: str
    document_number: str
    issued_on: date
    office: Office
    addressee: Addressee
    claim_number: str
    handled_by: Signatories
    facts: Mapping[str, Any]
    explanation: Mapping[str, tuple[Line, ...]] = field(default_factory=dict)
    languages: tuple[str, ...] = ("ko", "en")
    verification_code: str = ""
    is_preview: bool = False


@dataclass(frozen=True, slots=True)
class Rendered:
    """The three faces of one letter. `sha256` is the hex digest of `pdf`; text and html go by language."""

    pdf: bytes
    text: dict[str, str]
    html: dict[str, str]
    sha256: str
