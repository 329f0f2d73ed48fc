"""Facts that change: when they were true (valid time) is their own; when we knew them (known time) is kept here.

A row is never edited. A later row `replaces` it and closes its known time, so that a case can be shown
as it was known on any earlier day.
"""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from backoffice.staff import clock


class KnownQuerySet(models.QuerySet):
    """Rows by what was known when."""

    def current(self) -> Self:
        """What is known now."""
        return self.filter(known_until=None)

    def as_known_at(self, instant: datetime) -> Self:
        """What was known at an instant."""
        return self.filter(Q(known_until=None) | Q(known_until__gt=instant), known_from__lte=instant)


class Known(models.Model):
    """Known time: from when this row was what we knew, and until when."""

    known_from = models.DateTimeField(_("Known from"), default=clock.now)
    known_until = models.DateTimeField(_("Known until"), null=True, blank=True)
    replaces = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="replaced_by"
    )
    recorded_by = models.ForeignKey("staff.User", models.PROTECT, related_name="+")
    source = models.CharField(_("Source"), max_length=40, default="counter")

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(class)s_known_until_follows_known_from",
                condition=Q(known_until=None) | Q(known_until__gte=F("known_from")),
            ),
        ]
