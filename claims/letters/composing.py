"""Wording and facts -> the pieces of one letter in one language.

A template of `templates/letters/kr/<kind>/<language>.jinja` calls the functions of `Composer` by their names; what
it prints outside such a call must be white space. Values can't become structure: they are words inside a piece.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path
from typing import Any

import yaml
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from claims.letters import pieces, wording
from claims.letters.characters import STRONG, WEAK, literal
from claims.letters.letter import Letter, Line

TEMPLATES = Path(__file__).resolve().parents[2] / "templates" / "letters" / "kr"
FORMS = ("day", "weekday", "won", "official_won", "days", "months")


class Strong(str):
    """Words of a template that carry the marks of emphasis; the only string `literal` leaves alone."""


def compose(letter: Letter, language: str) -> pieces.Document:
    """The letter in one language. A fact the wording needs and doesn't get raises `jinja2.UndefinedError`."""
    composer = Composer()
    template = _wording(language).get_template(f"{letter.kind}/{language}.jinja")
    spilt = template.render(
        letter=letter, about=about(letter.kind), explanation=annex(letter, language), **composer.vocabulary(),
        **letter.facts,
    ).strip()
    if spilt:
        raise ValueError(f"{letter.kind}/{language}.jinja prints words outside any piece: {spilt[:80]!r}")
    return pieces.Document(language, tuple(composer.placed), composer.labels)


def annex(letter: Letter, language: str) -> tuple[Line, ...]:
    """The steps of the law that this kind of letter shows, in the order in which they were taken."""
    shown = about(letter.kind).get("annex")
    lines = letter.explanation.get(language, ())
    return tuple(line for line in lines if not shown or not line.rule or line.rule in shown)


@cache
def about(kind: str) -> dict[str, Any]:
    """What `letter.yaml` says of a kind: statutory form, its basis, and the mandatory items it must carry."""
    return yaml.safe_load((TEMPLATES / kind / "letter.yaml").read_text(encoding="utf-8"))


def kinds() -> tuple[str, ...]:
    """Every letter there is wording for."""
    return tuple(sorted(path.parent.name for path in TEMPLATES.glob("*/letter.yaml")))


@cache
def _wording(language: str) -> Environment:
    """Plain words, no HTML: escaping is each face's own business, so `autoescape` is off here."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES), undefined=StrictUndefined, finalize=_literal_value,
        trim_blocks=True, lstrip_blocks=True, autoescape=False)
    environment.filters |= {name: _given(partial(getattr(wording, name), language=language)) for name in FORMS}
    environment.filters |= {name: _given(form) for name, form in (
        ("strong", strong), ("particle", wording.particle), ("span", lambda both: wording.span(*both, language)))}
    return environment


def _given(form: Callable[..., str]) -> Callable[..., str]:
    """The form of a value that is there; one that isn't is an error by its name, not by its type."""

    def formed(value: Any, *arguments: Any) -> str:
        if isinstance(value, StrictUndefined):
            str(value)
        return form(value, *arguments)

    return formed


def _literal_value(value: Any) -> Any:
    return value if isinstance(value, Strong) else literal(str(value))


def strong(value: Any) -> Strong:
    """Emphasis for a value inside a piece."""
    return Strong(f"{STRONG}{literal(str(value))}{WEAK}")


def runs(words: str) -> pieces.Text:
    """Marked words -> runs; line breaks and indents of the template become single spaces."""
    parts = re.split(f"({STRONG}[^{WEAK}]*{WEAK})", re.sub(r"[ \n\t]+", " ", words).strip())
    return tuple((part.strip(STRONG + WEAK), part.startswith(STRONG)) for part in parts if part)


class Composer:
    """Collects the pieces a template calls for, in order, each with the mandatory item it serves."""

    def __init__(self) -> None:
        self.placed: list[pieces.Placed] = []
        self.labels: dict[str, str] = {}
        self._item = ""
        self._steps = 0
        self._inner: list[list[Any]] = []

    def vocabulary(self) -> dict[str, Any]:
        """The words a template may use to build a letter."""
        worded = {name: partial(self._worded, kind) for name, kind in (
            ("title", pieces.Title), ("conclusion", pieces.Conclusion), ("paragraph", pieces.Paragraph),
            ("note", pieces.Note), ("bullet", pieces.Bullet), ("heading", pieces.Heading))}
        named = ("item", "step", "letterhead", "tiles", "table", "row", "box", "sheet", "signature", "frame")
        return worded | {name: getattr(self, name) for name in named}

    def item(self, name: str) -> str:
        """From here on the pieces serve this mandatory item."""
        self._item, self._steps = name, 0
        return ""

    def _worded(self, kind: Any, caller: Any) -> str:
        return self._place(kind(runs(caller())))

    def step(self, caller: Any) -> str:
        self._steps += 1
        return self._place(pieces.Step(self._steps, runs(caller())))

    def letterhead(self, office: str, lines: Any, rows: Any) -> str:
        return self._place(pieces.Letterhead(
            literal(office), tuple(map(literal, lines)), tuple((label, literal(str(cell))) for label, cell in rows)))

    def tiles(self, *tiles: tuple[str, Any]) -> str:
        return self._place(pieces.Tiles(tuple((label, literal(str(value))) for label, value in tiles)))

    def table(self, *heads: str, caller: Any, numbers: tuple[int, ...] = (), widths: tuple[int, ...] = ()) -> str:
        """A table; `numbers` are the columns set flush right, `widths` their shares of the line."""
        rows = tuple(self._collect(caller))
        return self._place(pieces.Table(heads, rows, numbers, widths)) if rows else ""

    def row(self, *cells: Any, strong: bool = False) -> str:
        return self._place(pieces.Row(tuple(literal(str(cell)) for cell in cells), strong))

    def box(self, title: str, caller: Any) -> str:
        return self._place(pieces.Box(title, tuple(self._collect(caller))))

    def sheet(self, title: str, note: str = "") -> str:
        return self._place(pieces.Sheet(literal(title), literal(note)))

    def signature(self, issued: str, authority: str, seal: str, officers: str) -> str:
        return self._place(pieces.Signature(issued, literal(authority), seal, literal(officers)))

    def frame(self, **labels: str) -> str:
        """The words of the page frame: running head and page numbers."""
        self.labels |= labels
        return ""

    def _collect(self, caller: Any) -> list[Any]:
        self._inner.append([])
        spilt = caller().strip()
        if spilt:
            raise ValueError(f"a table or box prints words outside any piece: {spilt[:80]!r}")
        return self._inner.pop()

    def _place(self, piece: Any) -> str:
        if self._inner:
            self._inner[-1].append(piece)
        else:
            self.placed.append(pieces.Placed(self._item, piece))
        return ""
