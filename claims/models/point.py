"""A point (확인 필요 항목): something uncertain that a person must clear before a decision can be recommended."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from backoffice.staff import clock


class Point(models.Model):
    """Raised by a rule or a person; cleared by a person, with a reason and evidence."""

    claim = models.ForeignKey("claims.Claim", models.PROTECT, related_name="points")
    certification = models.ForeignKey("claims.Certification", models.PROTECT, null=True, related_name="points")
    code = models.CharField(_("Point"), max_length=40)
    raised_at = models.DateTimeField(default=clock.now)
    raised_by = models.ForeignKey("staff.User", models.PROTECT, related_name="+")
    cleared_at = models.DateTimeField(null=True)
    cleared_by = models.ForeignKey("staff.User", models.PROTECT, null=True, related_name="+")
    sealed_clearing = models.TextField(blank=True)
    evidence = models.ForeignKey("claims.Document", models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                name="a_point_is_open_once",
                fields=["claim", "certification", "code"],
                condition=Q(cleared_at=None),
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                name="a_cleared_point_says_who_and_why",
                condition=Q(cleared_at=None) | (Q(cleared_by__isnull=False) & ~Q(sealed_clearing="")),
            ),
        ]

    @property
    def clearing(self) -> dict:
        """{"finding", "reason"} in clear; empty while the point is open."""
        return self.claim.person.open(self.sealed_clearing, "point") if self.sealed_clearing else {}
