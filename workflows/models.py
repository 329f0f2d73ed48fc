"""Who should do what by when, and long work with its progress."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_fsm import ConcurrentTransitionMixin, FSMField, transition

from backoffice.staff import clock
from contributions.models import Recusal


class State(models.TextChoices):
    OPEN = "open", _("Open")
    DONE = "done", _("Done")
    DROPPED = "dropped", _("No longer needed")


class Kind(models.TextChoices):
    EXAMINE = "examine", _("Examine the claim")
    APPROVE = "approve", _("Approve the recommendation")
    REVISE = "revise", _("Revise what was sent back")
    DOCUMENTS = "documents", _("Documents are due")
    CERTIFY = "certify", _("Take the report and recognise unemployment")
    MISSED = "missed", _("Recognition day missed: decide what follows")
    ACCOUNT = "account", _("Confirm a changed bank account")
    RETURNED = "returned", _("Payment returned: find the right account")
    CORRECT = "correct", _("Decide a correction")
    OVERDUE = "overdue", _("Deadline passed: decide what follows")
    WOKEN = "woken", _("Hold has ended: go on")
    WORK = "work", _("New insured status: has the person taken up work?")


class TaskQuerySet(models.QuerySet):
    """Tasks, by who may see them."""

    def seen_by(self, user) -> Self:
        """Tasks at offices where the person may do what the task needs, without people they keep away from."""
        needs = Q(pk__in=[])
        for verb in ("examine", "certify", "approve", "see_case", "see_history"):
            needs |= Q(verb=verb, office_id__in=user.offices(verb))
        watched = Q(office_id__in=user.offices("see_case"))
        recused = Recusal.objects.hashes(user)
        return self.filter(needs | watched).exclude(claim__person__resident_number_hash__in=recused)

    def open(self) -> Self:
        """Tasks still to be done."""
        return self.filter(state=State.OPEN)


class Task(ConcurrentTransitionMixin, models.Model):
    """Something a person must do by a day. The queue is the list of these, the most urgent first."""

    claim = models.ForeignKey("claims.Claim", models.PROTECT, related_name="tasks")
    office = models.ForeignKey("staff.Office", models.PROTECT, related_name="tasks")
    kind = models.CharField(_("To do"), max_length=16, choices=Kind.choices)
    verb = models.CharField(max_length=32)
    state = FSMField(_("State"), default=State.OPEN, choices=State.choices, protected=True)
    due_on = models.DateField(_("Due"))
    subject = models.CharField(max_length=60, blank=True)
    assigned_to = models.ForeignKey("staff.User", models.PROTECT, null=True, blank=True, related_name="tasks")
    opened_at = models.DateTimeField(default=clock.now)
    opened_by = models.ForeignKey("staff.User", models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)

    objects = TaskQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["office", "state", "due_on", "id"]),
            models.Index(fields=["assigned_to", "state", "due_on", "id"]),
        ]
        constraints = [
            models.UniqueConstraint(
                name="a_task_is_open_once", fields=["claim", "kind", "subject"], condition=Q(state="open")
            ),
            models.CheckConstraint(name="an_ended_task_says_when", condition=Q(state="open") | Q(ended_at__isnull=False)),
        ]

    @transition(field=state, source=State.OPEN, target=State.DONE)
    def finish(self, *, at):
        self.ended_at = at

    @transition(field=state, source=State.OPEN, target=State.DROPPED)
    def drop(self, *, at):
        self.ended_at = at


class Job(models.Model):
    """Long work with its progress. A lease with a number fences off a worker that was thought dead."""

    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=80)
    state = models.CharField(max_length=10, default="waiting")
    arguments = models.JSONField(default=dict)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    messages = models.JSONField(default=list)
    lease_number = models.PositiveIntegerField(default=0)
    leased_until = models.DateTimeField(null=True)
    requested_at = models.DateTimeField(default=clock.now)
    requested_by = models.ForeignKey("staff.User", models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["requested_at"], condition=Q(state="waiting"), name="job_waiting")]
        constraints = [
            models.UniqueConstraint(name="a_job_is_done_once", fields=["kind", "key"]),
            models.CheckConstraint(
                name="job_state_is_known", condition=Q(state__in=["waiting", "running", "done", "failed"])
            ),
        ]
