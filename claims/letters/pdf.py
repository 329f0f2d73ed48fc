"""The printed face: pieces set in Pretendard on A4 by reportlab, the same bytes for the same letter."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO

from reportlab.platypus import BaseDocTemplate, Flowable, Frame, KeepTogether, NextPageTemplate, PageBreak, PageTemplate

from claims.letters.pieces import Document, Heading, Sheet, Signature, Title, words
from claims.letters.typesetting import Bookmark, flowables
from claims.letters.typography import BOTTOM, HEIGHT, MARGIN, PAGE, TOP, SheetOfPaper, page_frame


def pdf(documents: Iterable[Document], *, author: str, document_number: str) -> bytes:
    """One file with the documents one after another, each language beginning on a new page."""
    documents = tuple(documents)
    paper = BytesIO()
    _template(paper, documents, author, document_number).build(_story(documents), canvasmaker=SheetOfPaper)
    return paper.getvalue()


def _template(paper: BytesIO, documents: tuple[Document, ...], author: str, document_number: str) -> BaseDocTemplate:
    first = documents[0]
    template = BaseDocTemplate(
        paper, pagesize=PAGE, leftMargin=MARGIN, rightMargin=MARGIN, topMargin=TOP, bottomMargin=BOTTOM,
        title=first.title, author=author, subject=document_number, creator=author, lang=first.language,
        invariant=1, allowSplitting=1, displayDocTitle=True)
    for document in documents:
        area = Frame(MARGIN, BOTTOM, PAGE[0] - 2 * MARGIN, HEIGHT, 0, 0, 0, 0, id="words")
        template.addPageTemplates(PageTemplate(
            document.language, [area], onPage=page_frame(document.labels, document_number)))
    return template


def _story(documents: tuple[Document, ...]) -> list[Flowable]:
    story: list[Flowable] = []
    for document in documents:
        story += [NextPageTemplate(document.language), PageBreak()] if story else []
        story.append(Bookmark(document.labels["language"], 0))
        letter, *sheets = _parts(document)
        story += letter
        story += map(KeepTogether, sheets)
    return story


def _parts(document: Document) -> list[list[Flowable]]:
    """The letter itself, then each sheet: a sheet stays on one page where it can."""
    parts: list[list[Flowable]] = [[]]
    section = 0
    for piece in document.pieces():
        if isinstance(piece, Sheet):
            parts.append([])
        elif isinstance(piece, Heading):
            section = len(parts[-1])
        parts[-1] += flowables(piece)
        if isinstance(piece, Title | Sheet):
            parts[-1].append(Bookmark(next(words(piece)), 1))
        elif isinstance(piece, Signature):
            parts[-1][section:] = [KeepTogether(parts[-1][section:])]
    return parts
