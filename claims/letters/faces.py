"""The two written faces beside the PDF: plain text (the record of what was said) and HTML (the accessible twin)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from claims.letters import pieces
from claims.letters.characters import readable
from claims.letters.composing import TEMPLATES


def text(document: pieces.Document) -> str:
    """The whole letter as lines of plain text, values exactly as given."""
    lines = "\n".join(line.rstrip() for piece in document.pieces() for line in _lines(piece))
    return re.sub(r"\n{3,}", "\n\n", lines).strip() + "\n"


def html(document: pieces.Document) -> str:
    """A complete page with one language, for a screen or a screen reader."""
    return _page().get_template("face.html.jinja").render(document=document, pieces=list(document.pieces()))


@cache
def _page() -> Environment:
    environment = Environment(loader=FileSystemLoader(TEMPLATES), undefined=StrictUndefined, autoescape=True,
                              trim_blocks=True, lstrip_blocks=True)
    environment.filters["readable"] = readable
    environment.tests["a"] = lambda piece, name: type(piece).__name__ == name
    return environment


def _lines(piece: pieces.Piece) -> Iterator[str]:
    match piece:
        case pieces.Letterhead(office, lines, rows):
            yield from (office, *lines, "", *(f"{label}: {value}" for label, value in rows), "")
        case pieces.Title() | pieces.Heading():
            yield from ("", f"# {pieces.plain(piece.text)}", "")
        case pieces.Tiles(tiles):
            yield from ("", *(f"[{label}] {value}" for label, value in tiles), "")
        case pieces.Step(number):
            yield f"{number}. {pieces.plain(piece.text)}"
        case pieces.Bullet():
            yield f"- {pieces.plain(piece.text)}"
        case pieces.Table(heads, rows):
            yield from ("", *([" | ".join(heads)] if heads else []), *(" | ".join(row.cells) for row in rows), "")
        case pieces.Box(title, inner):
            yield from ("", f"== {title} ==", *(line for part in inner for line in _lines(part)), "")
        case pieces.Sheet(title, note):
            yield from ("", "-" * 72, f"## {title}", *([note] if note else []), "")
        case pieces.Signature(issued, authority, seal, officers):
            yield from ("", issued, f"{authority} {seal}", "", officers)
        case _:
            yield pieces.plain(piece.text)
