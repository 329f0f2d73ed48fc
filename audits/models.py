"""The register: what was done, what was looked at, and the seals over both."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from backoffice.staff import clock


class Event(models.Model):
    """One act, written once. Every chain (a claim, an office, a run) links its events by hash.

    `canonical` is the RFC 8785 form of what the hash covers; personal content in it is sealed under the person's key.
    """

    chain = models.CharField(max_length=40)
    number = models.PositiveIntegerField()
    claim = models.ForeignKey("claims.Claim", models.PROTECT, null=True, related_name="events")
    verb = models.CharField(_("Act"), max_length=40)
    subject = models.CharField(max_length=60)
    source = models.CharField(_("From"), max_length=16, blank=True)
    target = models.CharField(_("To"), max_length=16, blank=True)
    at = models.DateTimeField(_("At"))
    by = models.ForeignKey("staff.User", models.PROTECT, related_name="+")
    canonical = models.TextField()
    previous_hash = models.BinaryField(max_length=32)
    hash = models.BinaryField(max_length=32)

    class Meta:
        ordering = ["chain", "number"]
        indexes = [models.Index(fields=["claim", "number"]), models.Index(fields=["by", "at"])]
        constraints = [
            models.UniqueConstraint(name="events_of_a_chain_are_numbered", fields=["chain", "number"]),
        ]


class Access(models.Model):
    """Who looked at whom, when, from where and why. References are ids: the record outlives what it points at."""

    at = models.DateTimeField(_("At"), default=clock.now)
    user_id = models.BigIntegerField(db_index=True)
    office_id = models.BigIntegerField(null=True)
    person_id = models.BigIntegerField(null=True)
    claim_id = models.BigIntegerField(null=True)
    page = models.CharField(_("Page"), max_length=60)
    what = models.CharField(_("What was shown"), max_length=40)
    why = models.CharField(_("Purpose"), max_length=200, blank=True)
    address = models.GenericIPAddressField(_("From"), null=True)
    shown = models.PositiveIntegerField(_("People shown"), default=1)

    class Meta:
        indexes = [
            models.Index(fields=["person_id", "at"]),
            models.Index(fields=["claim_id", "at"]),
            models.Index(fields=["user_id", "at"]),
        ]


class Seal(models.Model):
    """A checkpoint over all events up to one id; kept outside as well, it makes rewriting the register evident."""

    up_to = models.BigIntegerField(unique=True)
    count = models.BigIntegerField()
    digest = models.CharField(max_length=64)
    previous = models.CharField(max_length=64)
    sealed_at = models.DateTimeField(default=clock.now)
