"""Money paid without a right to it: recorded against the person; pursuing it is a later step."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from backoffice.staff import clock


class Debt(models.Model):
    """An overpayment found by a determination that superseded an earlier one; not yet pursued."""

    claim = models.ForeignKey("claims.Claim", models.PROTECT, related_name="debts")
    certification = models.ForeignKey("claims.Certification", models.PROTECT, related_name="debts")
    determination = models.ForeignKey("claims.Determination", models.PROTECT, related_name="debts")
    amount = models.PositiveBigIntegerField(_("Amount (won)"))
    found_on = models.DateField(_("Found on"))
    recorded_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.CheckConstraint(name="a_debt_is_more_than_nothing", condition=Q(amount__gt=0)),
            models.UniqueConstraint(
                name="a_certification_is_reclaimed_once_by_a_determination", fields=["certification", "determination"]
            ),
        ]
