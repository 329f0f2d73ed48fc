"""The building blocks of a letter. Every face (text, HTML, PDF) is drawn from the same pieces."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

Text = tuple[tuple[str, bool], ...]
"""Runs of words, each with whether it is strong."""


def plain(text: Text) -> str:
    """The words without their emphasis."""
    return "".join(words for words, _ in text)


@dataclass(frozen=True, slots=True)
class Letterhead:
    office: str
    lines: tuple[str, ...]
    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Title:
    text: Text


@dataclass(frozen=True, slots=True)
class Conclusion:
    """The decision in one or two sentences."""

    text: Text


@dataclass(frozen=True, slots=True)
class Tiles:
    """The two to four figures people look for."""

    tiles: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Heading:
    text: Text


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: Text


@dataclass(frozen=True, slots=True)
class Note:
    """Small print that must still be readable."""

    text: Text


@dataclass(frozen=True, slots=True)
class Step:
    number: int
    text: Text


@dataclass(frozen=True, slots=True)
class Bullet:
    text: Text


@dataclass(frozen=True, slots=True)
class Row:
    cells: tuple[str, ...]
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under column heads; without heads the first cell of each row is its label."""

    heads: tuple[str, ...]
    rows: tuple[Row, ...]
    numbers: tuple[int, ...] = ()
    widths: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Box:
    title: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A new page with its own title: the statutory form, the annex."""

    title: str
    note: str


@dataclass(frozen=True, slots=True)
class Signature:
    issued: str
    authority: str
    seal: str
    officers: str


Piece = (Letterhead | Title | Conclusion | Tiles | Heading | Paragraph | Note | Step | Bullet | Table | Box | Sheet
         | Signature)


@dataclass(frozen=True, slots=True)
class Placed:
    """A piece and the mandatory item it serves."""

    item: str
    piece: Piece


@dataclass(frozen=True, slots=True)
class Document:
    """One letter in one language. `labels` are the words of the page frame."""

    language: str
    placed: tuple[Placed, ...]
    labels: dict[str, str]

    @property
    def title(self) -> str:
        return next(plain(placed.piece.text) for placed in self.placed if isinstance(placed.piece, Title))

    def pieces(self) -> Iterator[Piece]:
        for placed in self.placed:
            yield placed.piece


def words(piece: Piece) -> Iterator[str]:
    """Every string of a piece in reading order."""
    match piece:
        case Letterhead(office, lines, rows):
            yield from (office, *lines, *(cell for row in rows for cell in row))
        case Tiles(tiles):
            yield from (cell for tile in tiles for cell in tile)
        case Table(heads, rows):
            yield from (*heads, *(cell for row in rows for cell in row.cells))
        case Box(title, pieces):
            yield from (title, *(word for inner in pieces for word in words(inner)))
        case Sheet(title, note):
            yield from (title, note)
        case Signature(issued, authority, seal, officers):
            yield from (issued, authority, seal, officers)
        case _:
            yield plain(piece.text)
