"""Documents: asked for with a deadline and a letter, received, kept sealed with their hash."""

import hashlib
from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, override

from backoffice.staff import clock
from backoffice.staff.refusal import Refused
from claims.models import Claim, Document, DocumentRequest
from claims.models.document import KINDS

from . import letters, tasks
from .models import Kind
from .steps import step

LARGEST = 10 * 1024 * 1024
MEDIA = {
    b"%PDF-": "application/pdf",
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
}
WHY = gettext_noop("so that your claim can be decided")


def _can_be_asked(claim: Claim, *, by, kinds: Sequence[str], due_on: date, **_said) -> None:
    if not kinds:
        raise Refused(_("Choose at least one document."))
    if any(kind not in KINDS for kind in kinds):
        raise Refused(_("Choose documents from the list."))
    if due_on <= clock.today():
        raise Refused(_("The day must lie after today, so that there is time to bring the documents."))
    if open_kinds := set(kinds) & set(claim.document_requests.filter(answered_at=None).values_list("kind", flat=True)):
        names = ", ".join(str(KINDS[kind]) for kind in sorted(open_kinds))
        raise Refused(_("Asked for already: %(names)s.") % {"names": names})


@step(needs="examine", prepare=_can_be_asked)
def request_documents(claim: Claim, *, by, kinds: Sequence[str], due_on: date, note: str = ""):
    """Asks for missing documents by a day: a letter goes out, a task wakes the case when the day has passed."""
    wanted = tuple(_in_both(KINDS[kind]) | _why(note) for kind in kinds)
    letter = letters.issue("missing_documents", claim, by=by, facts={
        "applied_on": claim.filed_on, "due_on": due_on, "documents": wanted})
    sealed = claim.person.seal(note, "request") if note else ""
    DocumentRequest.objects.bulk_create(
        DocumentRequest(claim=claim, kind=kind, sealed_note=sealed, due_on=due_on, requested_by=by, letter=letter)
        for kind in kinds
    )
    tasks.open_task(claim, Kind.DOCUMENTS, by=by, due_on=due_on, assigned_to=claim.assigned_to)


def _why(note: str) -> dict[str, str]:
    if note:
        return {"why_ko": note, "why_en": note}
    return {f"why_{language}": text for language, text in _in_both(WHY).items()}


def _in_both(message) -> dict[str, str]:
    texts = {}
    for language in ("ko", "en"):
        with override(language):
            texts[language] = _(str(message)) if isinstance(message, str) else str(message)
    return texts


def _acceptable(claim: Claim, *, by, kind: str, name: str, content: bytes, **_said) -> None:
    if kind not in KINDS:
        raise Refused(_("Choose what kind of document this is."))
    if not content:
        raise Refused(_("The file is empty. Choose it again."))
    if len(content) > LARGEST:
        raise Refused(_("The file is larger than 10 MB. Scan it at a lower resolution or send it in parts."))
    if not media_type(content):
        raise Refused(_("Only PDF, PNG, JPEG and plain text can be kept. Convert the file and choose it again."))


@step(needs="file_claim", prepare=_acceptable)
def receive_document(claim: Claim, *, by, kind: str, name: str, content: bytes):
    """Keeps a document that came in; an open request for its kind is answered by it."""
    person = claim.person
    document = Document.objects.create(
        claim=claim, kind=kind, media_type=media_type(content), size=len(content),
        sha256=hashlib.sha256(content).hexdigest(), sealed_name=person.seal({"name": name}, "document name"),
        sealed_content=person.seal_file(content, "document"), received_by=by,
    )
    claim.document_requests.filter(kind=kind, answered_at=None).update(
        answered_at=clock.now(), answered_with=document
    )
    if not claim.document_requests.filter(answered_at=None).exists():
        tasks.finish(claim, Kind.DOCUMENTS)
    return document


def media_type(content: bytes) -> str:
    """What a file is by its first bytes, not by its name; empty where it is nothing we keep."""
    for beginning, media in MEDIA.items():
        if content.startswith(beginning):
            return media
    try:
        text = content.decode()
    except UnicodeDecodeError:
        return ""
    return "" if "\x00" in text else "text/plain"
