"""An employer's workplace, by its management number (사업장관리번호)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from backoffice.staff import clock


class Employer(models.Model):
    """One insured workplace; a firm can have several, told apart by the last digit."""

    workplace_number = models.CharField(_("Workplace number"), max_length=11, unique=True)
    name = models.CharField(_("Name"), max_length=160)
    address = models.CharField(_("Address"), max_length=200, blank=True)
    phone = models.CharField(_("Telephone"), max_length=20, blank=True)
    established_on = models.DateField(_("Insurance relation since"), null=True, blank=True)
    closed_on = models.DateField(_("Insurance relation ended"), null=True, blank=True)
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.ForeignKey("staff.User", models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="workplace_number_has_eleven_digits", condition=Q(workplace_number__regex=r"^[0-9]{11}$")
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def business_number(self) -> str:
        """The firm's business registration number: the first ten digits."""
        return self.workplace_number[:10]
