"""Paper, type and colour of a letter, and the frame around each page."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from claims.letters.characters import printable

PAGE = A4
MARGIN, TOP, BOTTOM = 20 * mm, 16 * mm, 18 * mm
WIDTH, HEIGHT = PAGE[0] - 2 * MARGIN, PAGE[1] - TOP - BOTTOM
FOOT = 10 * mm

INK, SOFT, LINE, WASH, ACCENT = (HexColor(colour) for colour in (
    "#1e2124", "#464c53", "#b1b8be", "#f4f5f6", "#063a74"))
FONTS = Path(__file__).parent / "fonts"
REGULAR, BOLD = "Pretendard", "Pretendard-Bold"


@cache
def glyphs() -> frozenset[int]:
    """The code points both weights can print. Registers the fonts on first use."""
    faces = [TTFont(REGULAR, FONTS / "Pretendard-Regular.ttf"), TTFont(BOLD, FONTS / "Pretendard-Bold.ttf")]
    for font in faces:
        pdfmetrics.registerFont(font)
    pdfmetrics.registerFontFamily(REGULAR, normal=REGULAR, bold=BOLD, italic=REGULAR, boldItalic=BOLD)
    return frozenset(faces[0].face.charToGlyph) & frozenset(faces[1].face.charToGlyph)


def on_paper(words: str) -> str:
    """Words as they can be printed: what the fonts lack stands there as its code."""
    return printable(words, glyphs())


@cache
def style(name: str) -> ParagraphStyle:
    """A paragraph style by name."""
    glyphs()
    size, leading, changes = STYLES[name]
    return ParagraphStyle(name, fontName=REGULAR, fontSize=size, leading=leading, textColor=INK, splitLongWords=1,
                          embeddedHyphenation=0, uriWasteReduce=0).clone(name, **changes)


STYLES: dict[str, tuple[float, float, dict[str, Any]]] = {
    "paragraph": (10.5, 16.2, {"spaceAfter": 5}),
    "note": (8.8, 13.4, {"textColor": SOFT, "spaceBefore": 4, "spaceAfter": 4}),
    "office": (15, 20, {"fontName": BOLD, "textColor": ACCENT}),
    "office_line": (8.8, 13, {"textColor": SOFT}),
    "label": (9, 13.4, {"textColor": SOFT}),
    "value": (9.6, 13.4, {}),
    "title": (20, 27, {"fontName": BOLD, "spaceBefore": 11, "spaceAfter": 7, "keepWithNext": 1}),
    "conclusion": (11.5, 18.6, {}),
    "tile_label": (9, 13, {"textColor": SOFT, "alignment": 1}),
    "tile_value": (12, 17, {"fontName": BOLD, "alignment": 1, "textColor": ACCENT}),
    "heading": (12.5, 17, {"fontName": BOLD, "textColor": ACCENT, "spaceBefore": 11, "spaceAfter": 4,
                           "keepWithNext": 1}),
    "step": (10.5, 16.2, {"leftIndent": 16, "bulletIndent": 0, "bulletFontName": BOLD, "bulletFontSize": 10.5,
                          "spaceAfter": 3}),
    "bullet": (10.5, 16.2, {"leftIndent": 12, "bulletIndent": 2, "bulletFontName": REGULAR, "bulletFontSize": 10.5,
                            "spaceAfter": 3}),
    "sheet": (15, 21, {"fontName": BOLD, "spaceBefore": 22, "spaceAfter": 4, "keepWithNext": 1}),
    "head": (9.4, 13.6, {"fontName": BOLD}),
    "cell": (9.6, 14.4, {}),
    "cell_strong": (9.6, 14.4, {"fontName": BOLD}),
    "cell_number": (9.6, 14.4, {"alignment": 2}),
    "cell_strong_number": (9.6, 14.4, {"fontName": BOLD, "alignment": 2}),
    "head_number": (9.4, 13.6, {"fontName": BOLD, "alignment": 2}),
    "box_title": (11, 16, {"fontName": BOLD}),
    "issued": (11, 16, {"alignment": 1}),
    "authority": (15, 21, {"fontName": BOLD, "alignment": 1}),
}


class SheetOfPaper(Canvas):
    """A canvas that begins in our own font (so none is left unembedded) and knows the page count at the end."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        glyphs()
        super().__init__(*arguments, **options | {"initialFontName": REGULAR})

    def save(self) -> None:
        self.beginForm("page_count", 0, 0, 20 * mm, 5 * mm)
        self.setFont(REGULAR, 8.5)
        self.setFillColor(SOFT)
        self.drawString(0, 1 * mm, str(self.getPageNumber() - 1))
        self.endForm()
        super().save()


def page_frame(labels: dict[str, str], document_number: str) -> Callable[[Canvas, Any], None]:
    """Draws number, code and page count at the foot of a page, and the word that says it is only a preview."""

    def draw(canvas: Canvas, _document: Any) -> None:
        canvas.saveState()
        canvas.setStrokeColor(LINE)
        canvas.setLineWidth(0.5)
        canvas.line(MARGIN, FOOT + 5 * mm, PAGE[0] - MARGIN, FOOT + 5 * mm)
        canvas.setFillColor(SOFT)
        _fitted(canvas, MARGIN, f"{labels['number']} {document_number}", 0.42 * WIDTH)
        _page_number(canvas, labels["page"].format(page=canvas.getPageNumber()))
        if labels["verification"]:
            _fitted(canvas, PAGE[0] - MARGIN - 0.36 * WIDTH, labels["verification"], 0.36 * WIDTH, flush_right=True)
        if labels["preview"]:
            _preview(canvas, labels["preview"])
        canvas.restoreState()

    return draw


def _fitted(canvas: Canvas, left: float, words: str, width: float, *, flush_right: bool = False) -> None:
    """One line, set smaller if it would be too long for its place."""
    words = on_paper(words)
    wanted = pdfmetrics.stringWidth(words, REGULAR, 8.5)
    canvas.setFont(REGULAR, 8.5 * min(1, width / wanted))
    if flush_right:
        canvas.drawRightString(left + width, FOOT, words)
    else:
        canvas.drawString(left, FOOT, words)


def _page_number(canvas: Canvas, words: str) -> None:
    left = PAGE[0] / 2 + pdfmetrics.stringWidth(words, REGULAR, 8.5) / 2
    canvas.setFont(REGULAR, 8.5)
    canvas.drawRightString(left, FOOT, words)
    canvas.saveState()
    canvas.translate(left, FOOT - 1 * mm)
    canvas.doForm("page_count")
    canvas.restoreState()


def _preview(canvas: Canvas, words: str) -> None:
    canvas.setFillColor(HexColor("#8a1c1c"))
    canvas.setFont(BOLD, 9)
    canvas.drawCentredString(PAGE[0] / 2, PAGE[1] - 11 * mm, words)
