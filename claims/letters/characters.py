"""No character of a name is lost, and none may act as an instruction."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container

STRONG, WEAK = "\ufdd0", "\ufdd1"
"""Noncharacters that mark emphasis between template and pieces; in a value they are shown as their code."""

NONCHARACTERS = re.compile("[\ufdd0-\ufdef\ufffe\uffff]")
BIDI_CONTROLS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def code(character: str) -> str:
    """The visible stand-in of a character: `[U+202E]`."""
    return f"[U+{ord(character):04X}]"


def literal(value: str) -> str:
    """A value as it may stand in any face: control characters are shown, so they can't restructure the letter."""
    return "".join(code(character) if _acts(character) else character for character in value)


def _acts(character: str) -> bool:
    return unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp") or bool(NONCHARACTERS.match(character))


def readable(value: str) -> str:
    """For HTML: marks that would turn the reading direction of the words around them are shown as codes."""
    return BIDI_CONTROLS.sub(lambda found: code(found[0]), value)


def printable(value: str, glyphs: Container[int]) -> str:
    """For print: composed (NFC), and what the font lacks or paper can't show appears as its code."""
    composed = unicodedata.normalize("NFC", value)
    return "".join(character if _prints(character, glyphs) else code(character) for character in composed)


def _prints(character: str, glyphs: Container[int]) -> bool:
    return ord(character) in glyphs and unicodedata.category(character) != "Cf"
