"""Insured status (피보험자격): who was insured at which workplace, from acquisition to loss."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ..known import Known, KnownQuerySet


class InsuredStatusQuerySet(KnownQuerySet):
    """Spells of insured status."""

    def of(self, person) -> "InsuredStatusQuerySet":
        """A person's spells as known now, oldest first, with their workplaces."""
        return self.current().filter(person=person).select_related("employer").order_by("acquired_on", "id")


class InsuredStatus(Known):
    """One spell. `lost_on` is the day of loss, the day after the last day of work (EIA 14(1)3)."""

    KINDS = [
        ("employee", _("Employee")),
        ("daily", _("Daily worker")),
        ("construction_daily", _("Construction daily worker")),
        ("artist", _("Artist")),
        ("contractor", _("Dependent contractor")),
        ("self_employed", _("Self-employed")),
    ]

    person = models.ForeignKey("contributions.Person", models.PROTECT, related_name="insured_statuses")
    employer = models.ForeignKey("contributions.Employer", models.PROTECT, related_name="insured_statuses")
    kind = models.CharField(_("Kind"), max_length=20, choices=KINDS, default="employee")
    acquired_on = models.DateField(_("Acquired on"))
    lost_on = models.DateField(_("Lost on"), null=True, blank=True)
    loss_reason = models.CharField(_("Loss reason code"), max_length=2, blank=True)
    weekly_hours = models.DecimalField(_("Weekly hours"), max_digits=4, decimal_places=1, default=40)
    weekly_days = models.PositiveSmallIntegerField(_("Days a week"), default=5)
    unemployment_covered = models.BooleanField(_("Insured for unemployment benefits"), default=True)

    objects = InsuredStatusQuerySet.as_manager()

    class Meta(Known.Meta):
        indexes = [models.Index(fields=["person", "acquired_on"])]
        constraints = [
            *Known.Meta.constraints,
            models.CheckConstraint(
                name="status_is_lost_after_it_is_acquired", condition=Q(lost_on=None) | Q(lost_on__gt=F("acquired_on"))
            ),
            models.CheckConstraint(
                name="status_kind_is_known",
                condition=Q(
                    kind__in=["employee", "daily", "construction_daily", "artist", "contractor", "self_employed"]
                ),
            ),
        ]
