"""Payments and the runs they leave in: one right to money, one instruction at a time, one day paid once."""

from typing import Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django_fsm import ConcurrentTransitionMixin, FSMField, transition

from backoffice.staff import clock

from ..permissions import may


class State(models.TextChoices):
    SCHEDULED = "scheduled", _("Scheduled")
    IN_BATCH = "in_batch", _("In a payment run")
    SENT = "sent", _("Sent to the bank")
    PAID = "paid", _("Paid")
    RETURNED = "returned", _("Returned by the bank")
    CANCELLED = "cancelled", _("Cancelled")


class BatchState(models.TextChoices):
    BUILT = "built", _("Built, awaiting release")
    RELEASED = "released", _("Released")
    SETTLED = "settled", _("Settled")
    CANCELLED = "cancelled", _("Cancelled")


class PaymentQuerySet(models.QuerySet):
    """Payments by what may be done with them."""

    def payable(self, on) -> Self:
        """Scheduled for a day up to this one and in no run yet."""
        return self.filter(state=State.SCHEDULED, payable_on__lte=on)


class Payment(ConcurrentTransitionMixin, models.Model):
    """A right to money. A bank return raises `attempt`; nothing else does, and nothing pays the same right twice."""

    KINDS = [("benefit", _("Benefit")), ("supplement", _("Supplement after a correction"))]

    claim = models.ForeignKey("claims.Claim", models.PROTECT, related_name="payments")
    certification = models.ForeignKey("claims.Certification", models.PROTECT, related_name="payments")
    determination = models.ForeignKey("claims.Determination", models.PROTECT, related_name="payments")
    account = models.ForeignKey("claims.BankAccount", models.PROTECT, related_name="payments")
    kind = models.CharField(_("Kind"), max_length=12, choices=KINDS, default="benefit")
    state = FSMField(_("State"), default=State.SCHEDULED, choices=State.choices, protected=True)
    days = models.PositiveSmallIntegerField(_("Days"))
    amount = models.PositiveBigIntegerField(_("Amount (won)"))
    payable_on = models.DateField(_("Payable on"))
    attempt = models.PositiveSmallIntegerField(_("Attempt"), default=1)
    paid_on = models.DateField(_("Paid on"), null=True)
    return_reason = models.CharField(_("Reason of the bank"), max_length=8, blank=True)
    scheduled_at = models.DateTimeField(default=clock.now)

    objects = PaymentQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["payable_on", "id"], condition=Q(state="scheduled"), name="payment_waiting"),
            models.Index(fields=["claim", "id"]),
        ]
        constraints = [
            models.CheckConstraint(name="a_payment_is_more_than_nothing", condition=Q(amount__gt=0)),
            models.UniqueConstraint(
                name="a_certification_is_paid_once_by_a_determination",
                fields=["certification", "determination", "kind"],
                condition=~Q(state="cancelled"),
            ),
            models.CheckConstraint(
                name="a_paid_payment_has_a_day", condition=~Q(state="paid") | Q(paid_on__isnull=False)
            ),
        ]

    @transition(field=state, source=State.SCHEDULED, target=State.IN_BATCH)
    def put_in_batch(self):
        pass

    @transition(field=state, source=State.IN_BATCH, target=State.SCHEDULED)
    def take_out(self):
        pass

    @transition(field=state, source=State.IN_BATCH, target=State.SENT)
    def send(self):
        pass

    @transition(field=state, source=State.SENT, target=State.PAID)
    def settle(self, *, on):
        self.paid_on = on

    @transition(field=state, source=State.SENT, target=State.RETURNED)
    def give_back(self, *, reason):
        self.return_reason = reason

    @transition(field=state, source=State.RETURNED, target=State.SCHEDULED, permission=may("examine"))
    def reissue(self, *, account, on):
        self.account, self.payable_on, self.attempt, self.return_reason = account, on, self.attempt + 1, ""

    @transition(field=state, source=[State.SCHEDULED, State.RETURNED], target=State.CANCELLED)
    def cancel(self):
        pass


class PaidSpan(models.Model):
    """Consecutive days that a payment pays. While it is live, no other span of the person may touch those days."""

    claim = models.ForeignKey("claims.Claim", models.PROTECT, related_name="paid_spans")
    payment = models.ForeignKey(Payment, models.PROTECT, related_name="spans")
    person = models.ForeignKey("contributions.Person", models.PROTECT, related_name="+")
    days = DateRangeField(_("Days"))
    live = models.BooleanField(default=True)

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="nobody_is_paid_twice_for_the_same_day",
                expressions=[("person", "="), ("days", "&&")],
                condition=Q(live=True),
            ),
            models.CheckConstraint(name="a_paid_span_has_days", condition=Q(days__isempty=False)),
        ]


class Batch(ConcurrentTransitionMixin, models.Model):
    """A payment run. Sealed when built: its items, count, total and digest never change."""

    number = models.CharField(_("Run"), max_length=20, unique=True)
    run_on = models.DateField(_("Run day"))
    office = models.ForeignKey("staff.Office", models.PROTECT, related_name="batches")
    state = FSMField(_("State"), default=BatchState.BUILT, choices=BatchState.choices, protected=True)
    count = models.PositiveIntegerField(_("Payments"))
    total = models.PositiveBigIntegerField(_("Total (won)"))
    digest = models.CharField(_("Seal"), max_length=64)
    message_id = models.CharField(_("Message id"), max_length=35, unique=True)
    built_by = models.ForeignKey("staff.User", models.PROTECT, related_name="+")
    built_at = models.DateTimeField(default=clock.now)
    released_by = models.ForeignKey("staff.User", models.PROTECT, null=True, related_name="+")
    released_at = models.DateTimeField(null=True)
    sealed_file = models.TextField(blank=True)
    file_sha256 = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["-run_on", "-id"]
        constraints = [
            models.CheckConstraint(
                name="releaser_is_not_builder", condition=Q(released_by=None) | ~Q(released_by=F("built_by"))
            ),
            models.CheckConstraint(
                name="a_released_run_has_a_name_and_a_file",
                condition=Q(state__in=["built", "cancelled"])
                | (Q(released_by__isnull=False, released_at__isnull=False) & ~Q(file_sha256="")),
            ),
            models.CheckConstraint(name="a_run_pays_somebody", condition=Q(count__gt=0, total__gt=0)),
        ]

    def __str__(self) -> str:
        return self.number

    @transition(
        field=state,
        source=BatchState.BUILT,
        target=BatchState.RELEASED,
        permission=may("release_batch", never_after="built_by"),
    )
    def release(self, *, by, at, sealed_file, file_sha256):
        self.released_by, self.released_at = by, at
        self.sealed_file, self.file_sha256 = sealed_file, file_sha256

    @transition(field=state, source=BatchState.BUILT, target=BatchState.CANCELLED, permission=may("build_batch"))
    def cancel(self):
        pass

    @transition(field=state, source=BatchState.RELEASED, target=BatchState.SETTLED)
    def settle(self):
        pass


class BatchItem(models.Model):
    """One instruction: a payment at one attempt, with the account as it stood when the run was sealed."""

    OUTCOMES = [("paid", _("Paid")), ("returned", _("Returned"))]

    batch = models.ForeignKey(Batch, models.PROTECT, related_name="items")
    claim = models.ForeignKey("claims.Claim", models.PROTECT, related_name="+")
    payment = models.ForeignKey(Payment, models.PROTECT, related_name="items")
    attempt = models.PositiveSmallIntegerField()
    account = models.ForeignKey("claims.BankAccount", models.PROTECT, related_name="+")
    amount = models.PositiveBigIntegerField()
    end_to_end_id = models.CharField(max_length=35)
    outcome = models.CharField(max_length=8, blank=True, choices=OUTCOMES)
    answer = models.ForeignKey("claims.BankAnswer", models.PROTECT, null=True, related_name="items")
    withdrawn = models.BooleanField(default=False)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                name="a_payment_is_instructed_once_at_each_attempt",
                fields=["payment", "attempt"],
                condition=Q(withdrawn=False),
            ),
            models.UniqueConstraint(
                name="an_instruction_has_its_own_name", fields=["end_to_end_id"], condition=Q(withdrawn=False)
            ),
        ]


class BankAnswer(models.Model):
    """A file from the bank, kept as it came, applied once."""

    message_id = models.CharField(max_length=35, unique=True)
    batch = models.ForeignKey(Batch, models.PROTECT, related_name="answers")
    sha256 = models.CharField(max_length=64, unique=True)
    sealed_file = models.TextField()
    paid = models.PositiveIntegerField(default=0)
    returned = models.PositiveIntegerField(default=0)
    pending = models.PositiveIntegerField(default=0)
    unmatched = models.JSONField(default=list)
    received_at = models.DateTimeField(default=clock.now)
    received_by = models.ForeignKey("staff.User", models.PROTECT, related_name="+")
