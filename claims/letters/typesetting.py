"""Pieces -> flowables of reportlab. Every word passes `_markup`, which escapes it: a name can't become a tag."""

from __future__ import annotations

import re
from typing import Any
from xml.sax.saxutils import escape

from reportlab.platypus import Flowable, KeepTogether, Paragraph, Spacer, Table

from claims.letters import pieces
from claims.letters.typography import ACCENT, INK, LINE, REGULAR, SOFT, WASH, WIDTH, on_paper, style

NOT_BROKEN = re.compile(r"(?<=\d\.) (?=\d{1,2}\.)|(?<=\bart\.) (?=\d)|(?<=\barts\.) (?=\d)")
"""Spaces at which no line may end: inside `2026. 11. 22.` and `art. 40`."""

PLAIN = [("VALIGN", (0, 0), (-1, -1), "TOP"), ("FONT", (0, 0), (-1, -1), REGULAR)]


class Bookmark(Flowable):
    """An entry of the outline, pointing here."""

    width = height = 0

    def __init__(self, title: str, level: int) -> None:
        super().__init__()
        self.title, self.level = title, level

    def wrap(self, *_available: float) -> tuple[float, float]:
        return 0, 0

    def draw(self) -> None:
        key = f"page{self.canv.getPageNumber()}-{self.level}"
        self.canv.bookmarkPage(key)
        self.canv.addOutlineEntry(self.title, key, self.level)


def flowables(piece: pieces.Piece) -> list[Flowable]:
    """What a piece looks like on paper."""
    match piece:
        case pieces.Letterhead():
            return _letterhead(piece)
        case pieces.Title() | pieces.Paragraph() | pieces.Note() | pieces.Heading():
            return [_words(piece.text, type(piece).__name__.lower())]
        case pieces.Conclusion(text):
            return [_panel([[_words(text, "conclusion")]], WASH), Spacer(0, 7)]
        case pieces.Tiles(tiles):
            return [_tiles(tiles), Spacer(0, 5)]
        case pieces.Step(number, text):
            return [_words(text, "step", f"{number}.")]
        case pieces.Bullet(text):
            return [_words(text, "bullet", "·")]
        case pieces.Table():
            return [Spacer(0, 3), _table(piece), Spacer(0, 7)]
        case pieces.Box(title, inner):
            return [Spacer(0, 8), KeepTogether(_box(title, inner)), Spacer(0, 6)]
        case pieces.Sheet(title, note):
            return [_line(title, "sheet"), *([_line(note, "note")] if note else []), Spacer(0, 4)]
        case pieces.Signature():
            return _signature(piece)


def _markup(text: pieces.Text) -> str:
    return "".join(f"<b>{_escaped(words)}</b>" if strong else _escaped(words) for words, strong in text)


def _escaped(words: str) -> str:
    return escape(on_paper(NOT_BROKEN.sub("\xa0", words)))


def _words(text: pieces.Text, name: str, mark: str | None = None) -> Paragraph:
    return Paragraph(_markup(text), style(name), bulletText=mark)


def _line(words: str, name: str) -> Paragraph:
    return _words(((words, False),), name)


def _grid(rows: list[list[Any]], widths: list[float], commands: list[tuple[Any, ...]], **options: Any) -> Table:
    """A table whose rows may break over pages, so that no name is too long for it."""
    return Table(rows, colWidths=widths, style=[*PLAIN, *commands], splitByRow=1,
                 splitInRow=1, **options)


def _letterhead(head: pieces.Letterhead) -> list[Flowable]:
    """The office, then number and day side by side, then who the letter is for."""
    pairs = [[_line(label, "label"), _line(value, "value")] for label, value in head.rows]
    rows = [pairs[0] + pairs[1], *(pair + ["", ""] for pair in pairs[2:])]
    tight = [("LEFTPADDING", (0, 0), (-1, -1), 0), ("RIGHTPADDING", (0, 0), (-1, -1), 4),
             *(("SPAN", (1, place), (3, place)) for place in range(1, len(rows))),
             ("TOPPADDING", (0, 0), (-1, -1), 1.5), ("BOTTOMPADDING", (0, 0), (-1, -1), 1.5),
             ("LINEABOVE", (0, 0), (-1, 0), 1.4, ACCENT), ("TOPPADDING", (0, 0), (-1, 0), 7),
             ("LINEBELOW", (0, -1), (-1, -1), 0.6, LINE), ("BOTTOMPADDING", (0, -1), (-1, -1), 7)]
    shares = (0.16, 0.44, 0.12, 0.28)
    return [_line(head.office, "office"), *(_line(line, "office_line") for line in head.lines), Spacer(0, 6),
            _grid(rows, [share * WIDTH for share in shares], tight)]


def _panel(rows: list[list[Any]], colour: Any) -> Table:
    return _grid(rows, [WIDTH], [
        ("BACKGROUND", (0, 0), (-1, -1), colour), ("LINEBEFORE", (0, 0), (0, -1), 3, ACCENT),
        ("LEFTPADDING", (0, 0), (-1, -1), 12), ("RIGHTPADDING", (0, 0), (-1, -1), 12),
        ("TOPPADDING", (0, 0), (-1, -1), 11), ("BOTTOMPADDING", (0, 0), (-1, -1), 7)])


def _tiles(tiles: tuple[tuple[str, str], ...]) -> Table:
    rows = [[_line(label, "tile_label") for label, _ in tiles], [_line(value, "tile_value") for _, value in tiles]]
    return _grid(rows, [WIDTH / len(tiles)] * len(tiles), [
        ("BOX", (0, 0), (-1, -1), 0.6, LINE), ("LINEAFTER", (0, 0), (-2, -1), 0.6, LINE),
        ("TOPPADDING", (0, 0), (-1, 0), 7), ("BOTTOMPADDING", (0, 0), (-1, 0), 0),
        ("TOPPADDING", (0, 1), (-1, 1), 1), ("BOTTOMPADDING", (0, 1), (-1, 1), 9)])


def _table(table: pieces.Table) -> Table:
    columns = len(table.heads or table.rows[0].cells)
    shares = table.widths or ((3, 7) if columns == 2 and not table.heads else (1,) * columns)
    rows = [[_line(head, _named("head", table, place)) for place, head in enumerate(table.heads)]] if table.heads else []
    rows += [[_line(cell, _cell(table, row, place)) for place, cell in enumerate(row.cells)] for row in table.rows]
    return _grid(rows, [WIDTH * share / sum(shares) for share in shares], _ruled(table), repeatRows=bool(table.heads))


def _ruled(table: pieces.Table) -> list[tuple[Any, ...]]:
    commands = [("LINEABOVE", (0, 0), (-1, 0), 0.9, INK), ("LINEBELOW", (0, 0), (-1, -1), 0.4, LINE),
                ("LINEBELOW", (0, -1), (-1, -1), 0.9, INK), ("LEFTPADDING", (0, 0), (-1, -1), 6),
                ("RIGHTPADDING", (0, 0), (-1, -1), 6), ("TOPPADDING", (0, 0), (-1, -1), 4),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 5)]
    heads = ("BACKGROUND", (0, 0), (-1, 0), WASH) if table.heads else ("BACKGROUND", (0, 0), (0, -1), WASH)
    return [*commands, heads]


def _named(name: str, table: pieces.Table, place: int) -> str:
    return f"{name}_number" if place in table.numbers else name


def _cell(table: pieces.Table, row: pieces.Row, place: int) -> str:
    label = not table.heads and place == 0
    return "head" if label else _named("cell_strong" if row.strong else "cell", table, place)


def _box(title: str, inner: tuple[pieces.Piece, ...]) -> Table:
    rows: list[list[Any]] = [[_line(title, "box_title")], *([flowables(piece)] for piece in inner)]
    return _grid(rows, [WIDTH], [
        ("BOX", (0, 0), (-1, -1), 0.9, SOFT), ("LEFTPADDING", (0, 0), (-1, -1), 11),
        ("RIGHTPADDING", (0, 0), (-1, -1), 11), ("TOPPADDING", (0, 0), (-1, -1), 1),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 1), ("TOPPADDING", (0, 0), (-1, 0), 8),
        ("BOTTOMPADDING", (0, -1), (-1, -1), 8)])


def _signature(signature: pieces.Signature) -> list[Flowable]:
    seal = f' <font name="{REGULAR}" size="8.8" color="{SOFT.hexval()}">{escape(signature.seal)}</font>'
    authority = Paragraph(_markup(((signature.authority, False),)) + seal, style("authority"))
    return [Spacer(0, 12), _line(signature.issued, "issued"), Spacer(0, 5), authority, Spacer(0, 5),
            _line(signature.officers, "note")]
