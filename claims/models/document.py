"""Evidence on a case, and what the claimant was asked to bring."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from backoffice.staff import clock

KINDS = {
    "separation_certificate": _("Separation certificate"),
    "employer_statement": _("Statement of the employer"),
    "claimant_statement": _("Statement of the claimant"),
    "medical_opinion": _("Medical opinion"),
    "wage_records": _("Wage records"),
    "identity": _("Proof of identity"),
    "search_evidence": _("Evidence of job search"),
    "other": _("Other document"),
}


class Document(models.Model):
    """A file or a note of evidence, sealed under the person's key, with the hash of its content."""

    claim = models.ForeignKey("claims.Claim", models.PROTECT, related_name="documents")
    kind = models.CharField(_("Kind"), max_length=32, choices=list(KINDS.items()))
    media_type = models.CharField(max_length=80)
    size = models.PositiveIntegerField(_("Size (bytes)"))
    sha256 = models.CharField(max_length=64)
    sealed_name = models.TextField()
    sealed_content = models.TextField()
    received_at = models.DateTimeField(default=clock.now)
    received_by = models.ForeignKey("staff.User", models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-id"]

    @property
    def name(self) -> str:
        """The file's name, in clear."""
        return self.claim.person.open(self.sealed_name, "document name")["name"]

    @property
    def content(self) -> bytes:
        """The file, in clear."""
        return self.claim.person.open_file(self.sealed_content, "document")


class DocumentRequest(models.Model):
    """What was asked for, by when; answered when the documents came."""

    claim = models.ForeignKey("claims.Claim", models.PROTECT, related_name="document_requests")
    kind = models.CharField(_("Document"), max_length=32, choices=list(KINDS.items()))
    sealed_note = models.TextField(blank=True)
    due_on = models.DateField(_("To be brought by"))
    requested_at = models.DateTimeField(default=clock.now)
    requested_by = models.ForeignKey("staff.User", models.PROTECT, related_name="+")
    letter = models.ForeignKey("claims.Letter", models.PROTECT, null=True, related_name="document_requests")
    answered_at = models.DateTimeField(null=True)
    answered_with = models.ForeignKey(Document, models.PROTECT, null=True, related_name="answers")

    class Meta:
        ordering = ["due_on", "id"]
        constraints = [
            models.UniqueConstraint(
                name="a_document_is_asked_for_once_at_a_time", fields=["claim", "kind"], condition=Q(answered_at=None)
            ),
        ]
