"""A claim: one person's request for one benefit, from filing until it is closed."""

from typing import Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.db import models
from django.db.models import F, Func, Q, Value
from django.utils.translation import gettext_lazy as _
from django_fsm import ConcurrentTransitionMixin, FSMField, transition

from backoffice.staff import clock
from contributions.known import Known, KnownQuerySet
from contributions.models import Recusal

from ..permissions import may


class State(models.TextChoices):
    FILED = "filed", _("Under examination")
    HELD = "held", _("On hold")
    GRANTED = "granted", _("Granted")
    REFUSED = "refused", _("Refused")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    CLOSED = "closed", _("Closed")


class ClosedBecause(models.TextChoices):
    EXHAUSTED = "exhausted", _("Prescribed days used up")
    EXPIRED = "expired", _("Benefit period ended")
    WORK = "work", _("Took up work")
    DEATH = "death", _("Death")
    REPLACED = "replaced", _("Replaced by a new entitlement")


class ClaimQuerySet(models.QuerySet):
    """Claims, by who may see them and what must happen to them."""

    def seen_by(self, user) -> Self:
        """Cases of the offices where the person may see cases, without those they must keep away from."""
        recused = Recusal.objects.hashes(user)
        return self.filter(office_id__in=user.offices("see_case")).exclude(person__resident_number_hash__in=recused)

    def open(self) -> Self:
        """Claims on which something may still happen."""
        return self.filter(state__in=[State.FILED, State.HELD, State.GRANTED])


class Claim(ConcurrentTransitionMixin, models.Model):
    """The case. Its row is the lock of everything below it; what it counts is kept under constraints."""

    number = models.CharField(_("Claim number"), max_length=20, unique=True)
    scheme = models.CharField(max_length=8, default="kr")
    benefit = models.CharField(_("Benefit"), max_length=24, default="job_seeking")
    person = models.ForeignKey("contributions.Person", models.PROTECT, related_name="claims")
    office = models.ForeignKey("staff.Office", models.PROTECT, related_name="claims")
    certificate = models.ForeignKey(
        "contributions.SeparationCertificate", models.PROTECT, null=True, blank=True, related_name="claims"
    )
    separation_on = models.DateField(_("Last day of work"))
    filed_on = models.DateField(_("Filed on"))
    filed_by = models.ForeignKey("staff.User", models.PROTECT, related_name="+")
    state = FSMField(_("State"), default=State.FILED, choices=State.choices, protected=True)
    assigned_to = models.ForeignKey("staff.User", models.PROTECT, null=True, blank=True, related_name="cases")
    due_on = models.DateField(_("To be done by"), null=True, blank=True)
    held_until = models.DateField(_("On hold until"), null=True, blank=True)
    held_because = models.CharField(_("Reason for the hold"), max_length=40, blank=True)
    closed_because = models.CharField(_("Closed because"), max_length=16, blank=True, choices=ClosedBecause.choices)
    closed_on = models.DateField(_("Closed on"), null=True, blank=True)
    daily_amount = models.PositiveIntegerField(_("Daily amount (won)"), default=0)
    prescribed_days = models.PositiveSmallIntegerField(_("Prescribed days"), default=0)
    days_recognised = models.PositiveSmallIntegerField(_("Days recognised"), default=0)
    benefit_from_on = models.DateField(_("Benefit period from"), null=True, blank=True)
    benefit_until_on = models.DateField(_("Benefit period until"), null=True, blank=True)
    payable_from_on = models.DateField(_("First payable day"), null=True, blank=True)
    recorded_at = models.DateTimeField(default=clock.now)

    objects = ClaimQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["office", "state", "due_on", "id"]),
            models.Index(fields=["office", "due_on", "id"]),
            models.Index(fields=["assigned_to", "state", "due_on"]),
            models.Index(fields=["office", "-filed_on", "-id"]),
            models.Index(fields=["state", "held_until"], condition=Q(state="held"), name="claim_held_until"),
            models.Index(fields=["benefit_until_on"], condition=Q(state="granted"), name="claim_granted_until"),
        ]
        constraints = [
            models.CheckConstraint(
                name="days_recognised_stay_within_prescribed_days",
                condition=Q(days_recognised__lte=F("prescribed_days")),
            ),
            models.CheckConstraint(name="a_hold_has_a_wake_up_day", condition=~Q(state="held") | Q(held_until__isnull=False)),
            models.CheckConstraint(
                name="a_closed_claim_says_why", condition=~Q(state="closed") | ~Q(closed_because="")
            ),
            models.CheckConstraint(name="nobody_claims_before_separation", condition=Q(filed_on__gte=F("separation_on"))),
            models.UniqueConstraint(
                name="one_open_claim_for_a_separation",
                fields=["person", "benefit", "separation_on"],
                condition=Q(state__in=["filed", "held", "granted"]),
            ),
            ExclusionConstraint(
                name="granted_benefit_periods_of_a_person_do_not_overlap",
                expressions=[
                    ("person", "="),
                    ("benefit", "="),
                    (Func("benefit_from_on", "benefit_until_on", Value("[]"), function="daterange"), "&&"),
                ],
                condition=Q(state="granted"),
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def claim(self) -> Self:
        """A claim is its own case; every noun below it has a `claim`, too."""
        return self

    @property
    def days_remaining(self) -> int:
        """Prescribed days not yet recognised."""
        return self.prescribed_days - self.days_recognised

    @transition(field=state, source=State.FILED, target=State.HELD, permission=may("examine"))
    def hold(self, *, until, because):
        self.held_until, self.held_because = until, because

    @transition(field=state, source=State.HELD, target=State.FILED, permission=may("examine"))
    def wake(self):
        self.held_until, self.held_because = None, ""

    @transition(field=state, source=[State.FILED, State.REFUSED, State.GRANTED], target=State.GRANTED)
    def grant(self, *, award):
        for name, value in award.items():
            setattr(self, name, value)

    @transition(field=state, source=[State.FILED, State.GRANTED, State.REFUSED], target=State.REFUSED)
    def refuse(self):
        self.due_on = None

    @transition(field=state, source=[State.FILED, State.HELD], target=State.WITHDRAWN, permission=may("examine"))
    def withdraw(self):
        self.held_until, self.due_on = None, None

    @transition(field=state, source=State.GRANTED, target=State.CLOSED, permission=may("examine"))
    def close(self, *, because, on):
        self.closed_because, self.closed_on, self.due_on = because, on, None


class Statement(Known):
    """What the claimant told the counter: answers the registers cannot give, sealed under the person's key."""

    claim = models.ForeignKey(Claim, models.PROTECT, related_name="statements")
    sealed_answers = models.TextField()

    objects = KnownQuerySet.as_manager()

    class Meta(Known.Meta):
        constraints = [
            *Known.Meta.constraints,
            models.UniqueConstraint(
                name="one_statement_of_a_claim_is_current", fields=["claim"], condition=Q(known_until=None)
            ),
        ]

    @property
    def answers(self) -> dict:
        """The answers in clear."""
        return self.claim.person.open(self.sealed_answers, "statement")
