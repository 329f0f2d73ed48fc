"""A letter: the text and the very bytes that were sent, hashed and stored once."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from backoffice.staff import clock


class Letter(models.Model):
    """Issued inside the step that decided; never changed. The hash is over the PDF in clear."""

    claim = models.ForeignKey("claims.Claim", models.PROTECT, related_name="letters")
    determination = models.ForeignKey("claims.Determination", models.PROTECT, null=True, related_name="letters")
    certification = models.ForeignKey("claims.Certification", models.PROTECT, null=True, related_name="letters")
    kind = models.CharField(_("Letter"), max_length=40)
    document_number = models.CharField(_("Document number"), max_length=40, unique=True)
    languages = models.CharField(max_length=8, default="ko,en")
    sealed_text = models.TextField()
    sealed_pdf = models.TextField()
    sha256 = models.CharField(_("SHA-256"), max_length=64)
    issued_on = models.DateField(_("Issued on"))
    issued_at = models.DateTimeField(default=clock.now)
    issued_by = models.ForeignKey("staff.User", models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(name="a_letter_is_hashed", condition=Q(sha256__regex=r"^[0-9a-f]{64}$")),
        ]

    def __str__(self) -> str:
        return self.document_number

    @property
    def text(self) -> dict[str, str]:
        """Language -> the text, in clear."""
        return self.claim.person.open(self.sealed_text, "letter text")

    @property
    def pdf(self) -> bytes:
        """The PDF as it was issued, in clear."""
        return self.claim.person.open_file(self.sealed_pdf, "letter")
