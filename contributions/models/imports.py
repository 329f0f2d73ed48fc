"""Registers arrive as dated batches that are added, never replaced."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from backoffice.staff import clock


class ImportBatch(models.Model):
    """One file that was read into a register: what it was, what it added, and the rows it refused."""

    KINDS = [
        ("persons", _("Persons")),
        ("employers", _("Employers")),
        ("insured_statuses", _("Insured status spells")),
        ("certificates", _("Separation certificates")),
    ]

    kind = models.CharField(_("Register"), max_length=20, choices=KINDS)
    file_name = models.CharField(_("File"), max_length=200)
    sha256 = models.CharField(max_length=64)
    office = models.ForeignKey("staff.Office", models.PROTECT, related_name="+")
    added = models.PositiveIntegerField(_("Rows added"), default=0)
    refused = models.PositiveIntegerField(_("Rows refused"), default=0)
    imported_at = models.DateTimeField(default=clock.now)
    imported_by = models.ForeignKey("staff.User", models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="a_file_is_imported_once", fields=["kind", "sha256"], condition=Q(added__gt=0)
            ),
        ]


class StagedImport(models.Model):
    """A file between its dry run and its import: sealed, and emptied once it was imported or another took its place."""

    kind = models.CharField(_("Register"), max_length=20, choices=ImportBatch.KINDS)
    file_name = models.CharField(_("File"), max_length=200)
    sha256 = models.CharField(max_length=64)
    office = models.ForeignKey("staff.Office", models.PROTECT, related_name="+")
    sealed_content = models.TextField()
    sealed_refused = models.TextField(blank=True)
    batch = models.OneToOneField(ImportBatch, models.PROTECT, null=True, related_name="staged")
    uploaded_at = models.DateTimeField(default=clock.now)
    uploaded_by = models.ForeignKey("staff.User", models.PROTECT, related_name="+")
