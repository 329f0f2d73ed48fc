"""A certification (실업인정): one round in which the days since the last one are reported and recognised."""

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_fsm import ConcurrentTransitionMixin, FSMField, transition

from ..permissions import may


class State(models.TextChoices):
    DUE = "due", pgettext_lazy("recognition day", "Due")
    REPORTED = "reported", _("Reported")
    RECOGNISED = "recognised", _("Recognised")
    MISSED = "missed", _("Missed")
    CANCELLED = "cancelled", _("Cancelled")


class CertificationQuerySet(models.QuerySet):
    """Certifications by what is due."""

    def due(self, on) -> Self:
        """Those whose day has come and which nobody has reported yet."""
        return self.filter(state=State.DUE, due_on__lte=on)


class Certification(ConcurrentTransitionMixin, models.Model):
    """The days of a round, what was reported about them, and what was recognised day by day."""

    claim = models.ForeignKey("claims.Claim", models.PROTECT, related_name="certifications")
    round = models.PositiveSmallIntegerField(_("Round"))
    from_on = models.DateField(_("From"))
    due_on = models.DateField(_("Recognition day"))
    first_due_on = models.DateField(_("First set for"))
    to_on = models.DateField(_("Until"), null=True)
    moved_because = models.CharField(_("Moved because"), max_length=32, blank=True)
    hired_on = models.DateField(_("Hired from"), null=True)
    manner = models.CharField(_("How it was reported"), max_length=32, blank=True)
    state = FSMField(_("State"), default=State.DUE, choices=State.choices, protected=True)
    reported_on = models.DateField(_("Reported on"), null=True)
    reported_by = models.ForeignKey("staff.User", models.PROTECT, null=True, related_name="+")
    sealed_report = models.TextField(blank=True)
    recognised_at = models.DateTimeField(null=True)
    recognised_by = models.ForeignKey("staff.User", models.PROTECT, null=True, related_name="+")
    determination = models.ForeignKey("claims.Determination", models.PROTECT, null=True, related_name="certifications")
    law_on = models.DateField(null=True)
    law_digest = models.CharField(max_length=64, blank=True)
    sealed_facts = models.TextField(blank=True)
    sealed_trace = models.TextField(blank=True)
    days_recognised = models.PositiveSmallIntegerField(_("Days recognised"), default=0)
    daily_amount = models.PositiveIntegerField(_("Daily amount (won)"), default=0)
    amount = models.PositiveBigIntegerField(_("Amount (won)"), default=0)

    objects = CertificationQuerySet.as_manager()

    class Meta:
        ordering = ["claim_id", "round"]
        indexes = [models.Index(fields=["state", "due_on"])]
        constraints = [
            models.UniqueConstraint(
                name="rounds_of_a_claim_are_numbered", fields=["claim", "round"], condition=~Q(state="cancelled")
            ),
            models.UniqueConstraint(
                name="one_certification_is_pending", fields=["claim"], condition=Q(state__in=["due", "reported"])
            ),
            models.CheckConstraint(name="recognition_day_follows_the_period", condition=Q(due_on__gte=F("from_on"))),
            models.CheckConstraint(
                name="a_recognition_has_a_name_and_a_law",
                condition=~Q(state="recognised") | (Q(recognised_by__isnull=False) & ~Q(law_digest="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.claim} #{self.round}"

    @property
    def report(self) -> dict:
        """What the claimant reported, in clear: work, income, sickness, stays abroad, search."""
        return self.claim.person.open(self.sealed_report, "report") if self.sealed_report else {}

    @property
    def trace(self) -> dict:
        """The reasoning of the recognition, in clear."""
        return self.claim.person.open(self.sealed_trace, "trace") if self.sealed_trace else {}

    @transition(field=state, source=State.DUE, target=State.DUE, permission=may("certify"))
    def move(self, *, to, cause):
        self.due_on, self.moved_because = to, cause

    @transition(
        field=state, source=[State.DUE, State.REPORTED, State.MISSED], target=State.REPORTED, permission=may("certify")
    )
    def take_report(self, *, by, on, manner, sealed_report, attended):
        """`attended`: the fields that the law's word on the attendance settles (due_on, to_on, moved_because, hired_on)."""
        self.reported_by, self.reported_on, self.manner, self.sealed_report = by, on, manner, sealed_report
        self._take(attended)

    @transition(field=state, source=State.REPORTED, target=State.RECOGNISED, permission=may("certify"))
    def recognise(self, *, by, at, found):
        """`found`: the fields that the law's word on the days settles (facts, trace, law, days, amounts)."""
        self.recognised_by, self.recognised_at = by, at
        self._take(found)

    @transition(field=state, source=State.DUE, target=State.MISSED, permission=may("certify"))
    def miss(self, *, found):
        self._take(found)

    @transition(field=state, source=[State.DUE, State.REPORTED, State.MISSED], target=State.CANCELLED)
    def cancel(self):
        pass

    def _take(self, values):
        for name, value in values.items():
            setattr(self, name, value)
