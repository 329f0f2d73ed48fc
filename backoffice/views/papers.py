"""Letters and documents of a case: lists, and the files themselves as they were issued or received."""

from urllib.parse import quote

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.translation import gettext as _

from audits import access
from workflows import correcting, entitlement_letters

from .cases import frame_of, latest_determination
from .pages import address_of, page, show, the_case

SHOWN_INLINE = ("application/pdf", "image/png", "image/jpeg", "text/plain")


@page("see_case")
def letters(request, number):
    """Every letter of the case, the latest first."""
    claim = the_case(request, number, "case_letters")
    rows = [
        {
            "title": _title_of(claim, letter, request.user.language), "number": letter.document_number, "url": reverse("letter", args=[number, letter.pk]),
            "issued_on": letter.issued_on, "by": letter.issued_by.name_in(request.user.language),
            "hash": letter.sha256[:12],
        }
        for letter in claim.letters.select_related("issued_by")
    ]
    columns = [
        {"key": "title", "label": _("Letter"), "row_header": True}, {"key": "number", "label": _("Document number")},
        {"key": "issued_on", "label": _("Issued on"), "kind": "date"}, {"key": "by", "label": _("Issued by")},
        {"key": "hash", "label": _("SHA-256")},
    ]
    return show(request, "cases/letters.html", **frame_of(request, claim, "case_letters"), rows=rows, columns=columns)


@page("see_case")
def letter(request, number, pk):
    """The letter's very bytes."""
    claim = the_case(request, number, "letter", record=False)
    found = get_object_or_404(claim.letters, pk=pk)
    found.claim = claim
    access.looked(request.user, "letter", f"letter {found.document_number}", claim=claim, address=address_of(request))
    return _file(found.pdf, "application/pdf", f"{found.document_number}.pdf")


@page("examine", "approve")
def letter_preview(request, number):
    """The letter of the determination in the making, every page marked as not issued."""
    claim = the_case(request, number, "letter_preview")
    determination = latest_determination(claim)
    if determination is None or determination.state not in ("draft", "recommended"):
        raise Http404
    difference = correcting.preview_of(determination) if determination.supersedes_id else None
    rendered = entitlement_letters.preview(determination, by=request.user, difference=difference)
    return _file(rendered.pdf, "application/pdf", f"{claim.number}-preview.pdf")


@page("see_case")
def documents(request, number):
    """Documents in the file, and what was asked for."""
    claim = the_case(request, number, "case_documents")
    kept = list(claim.documents.select_related("received_by"))
    for document in kept:
        document.claim = claim
    rows = [
        {
            "name": document.name, "url": reverse("document", args=[number, document.pk]),
            "kind": document.get_kind_display(), "size": f"{document.size // 1024 + 1:,} kB",
            "at": document.received_at, "by": document.received_by.name_in(request.user.language),
        }
        for document in kept
    ]
    columns = [
        {"key": "name", "label": _("File"), "row_header": True}, {"key": "kind", "label": _("Kind")},
        {"key": "size", "label": _("Size")}, {"key": "at", "label": _("Received on"), "kind": "instant"},
        {"key": "by", "label": _("Received by")},
    ]
    asked = claim.document_requests.select_related("requested_by")
    return show(request, "cases/documents.html", **frame_of(request, claim, "case_documents"), rows=rows,
                columns=columns, asked=asked)


@page("see_case")
def document(request, number, pk):
    """A document's content, to look at or to keep."""
    claim = the_case(request, number, "document", record=False)
    found = get_object_or_404(claim.documents, pk=pk)
    found.claim = claim
    access.looked(request.user, "document", f"document {pk}", claim=claim, address=address_of(request))
    return _file(found.content, found.media_type, found.name)


def _file(content: bytes, media_type: str, name: str) -> HttpResponse:
    """A file that browsers show only where they can do no harm with it, and never keep."""
    response = HttpResponse(content, content_type=media_type)
    manner = "inline" if media_type in SHOWN_INLINE else "attachment"
    response["Content-Disposition"] = f"{manner}; filename*=UTF-8''{quote(name)}"
    response["Cache-Control"] = "no-store"
    response["X-Content-Type-Options"] = "nosniff"
    if media_type != "application/pdf":  # Chrome shows no PDF in a sandbox
        response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def _title_of(claim, letter, language: str) -> str:
    """The letter's own heading, out of its text."""
    letter.claim = claim
    text = letter.text.get(language) or letter.text["ko"]
    return next((line.lstrip("# ") for line in text.splitlines() if line.startswith("# ")), letter.kind)


urls = [
    path("claims/<str:number>/letters/", letters, name="case_letters"),
    path("claims/<str:number>/letters/preview/", letter_preview, name="letter_preview"),
    path("claims/<str:number>/letters/<int:pk>/", letter, name="letter"),
    path("claims/<str:number>/documents/", documents, name="case_documents"),
    path("claims/<str:number>/documents/<int:pk>/", document, name="document"),
]
