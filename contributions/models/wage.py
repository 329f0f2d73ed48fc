"""The separation certificate (이직확인서): why and when the job ended, what was paid, and the unit days."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from ..known import Known, KnownQuerySet


class SeparationCertificate(Known):
    """What one employer certifies about one separation. A corrected one replaces it and keeps it."""

    person = models.ForeignKey("contributions.Person", models.PROTECT, related_name="certificates")
    employer = models.ForeignKey("contributions.Employer", models.PROTECT, related_name="certificates")
    acquired_on = models.DateField(_("Insured from"))
    separation_on = models.DateField(_("Last day of work"))
    reason_code = models.CharField(_("Loss reason code"), max_length=2)
    reason_text = models.CharField(_("Details of the reason"), max_length=500, blank=True)
    daily_hours = models.DecimalField(_("Contractual hours a day"), max_digits=4, decimal_places=2, default=8)
    ordinary_daily_wage = models.PositiveBigIntegerField(_("Ordinary daily wage (won)"), default=0)
    yearly_bonus = models.PositiveBigIntegerField(_("Bonus of the last 12 months (won)"), default=0)
    yearly_leave_pay = models.PositiveBigIntegerField(_("Annual-leave pay of the last 12 months (won)"), default=0)
    unit_days_from_on = models.DateField(_("Unit days counted from"))
    unit_days = models.PositiveIntegerField(_("Insured-unit days since then"))
    received_on = models.DateField(_("Received on"))

    objects = KnownQuerySet.as_manager()

    class Meta(Known.Meta):
        constraints = [
            *Known.Meta.constraints,
            models.CheckConstraint(
                name="separation_does_not_precede_acquisition", condition=Q(separation_on__gte=F("acquired_on"))
            ),
            models.CheckConstraint(
                name="unit_days_are_counted_within_the_job",
                condition=Q(unit_days_from_on__gte=F("acquired_on"), unit_days_from_on__lte=F("separation_on")),
            ),
            models.CheckConstraint(
                name="daily_hours_lie_within_a_day", condition=Q(daily_hours__gt=0, daily_hours__lte=24)
            ),
            models.UniqueConstraint(
                name="one_certificate_is_current_for_a_separation",
                fields=["person", "employer", "separation_on"],
                condition=Q(known_until=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.employer} {self.separation_on}"


class WagePeriod(models.Model):
    """Wages of one pay period within the three months before the separation."""

    certificate = models.ForeignKey(SeparationCertificate, models.PROTECT, related_name="wage_periods")
    from_on = models.DateField(_("From"))
    to_on = models.DateField(_("To"))
    wages = models.PositiveBigIntegerField(_("Wages (won)"))

    class Meta:
        ordering = ["from_on"]
        constraints = [
            models.CheckConstraint(name="wage_period_ends_after_it_begins", condition=Q(to_on__gte=F("from_on"))),
            ExclusionConstraint(
                name="wage_periods_do_not_overlap",
                expressions=[
                    ("certificate", "="),
                    (Func("from_on", "to_on", models.Value("[]"), function="daterange"), "&&"),
                ],
            ),
        ]
