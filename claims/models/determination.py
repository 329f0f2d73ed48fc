"""A determination (결정, 처분): what was decided about a claim, with the facts, the law and the reasoning of that moment."""

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django_fsm import ConcurrentTransitionMixin, FSMField, transition

from backoffice.staff import clock

from ..permissions import may


class State(models.TextChoices):
    DRAFT = "draft", _("Draft")
    RECOMMENDED = "recommended", _("Awaiting approval")
    APPROVED = "approved", _("Approved")
    SUPERSEDED = "superseded", _("Superseded")
    DISCARDED = "discarded", _("Discarded")


class SentBackBecause(models.TextChoices):
    RESULT = "result", _("The result is not right")
    ARTICLE = "article", _("Wrong article or reason")
    EVIDENCE = "evidence", _("Evidence is missing")
    PROCEDURE = "procedure", _("A step of procedure is missing")
    LETTER = "letter", _("The letter must be clearer")
    OTHER = "other", _("Another reason")


class DeterminationQuerySet(models.QuerySet):
    """Determinations by where they stand."""

    def awaiting_approval_by(self, user) -> Self:
        """Recommended ones at the offices where the person approves; never their own."""
        return self.filter(state=State.RECOMMENDED, claim__office_id__in=user.offices("approve")).exclude(
            recommended_by=user
        )

    def standing(self) -> Self:
        """Approved and not superseded."""
        return self.filter(state=State.APPROVED)


class Determination(ConcurrentTransitionMixin, models.Model):
    """Frozen once recommended: a later one supersedes it, nothing edits it."""

    OUTCOMES = [("grant", _("Entitlement granted")), ("refuse", _("Entitlement refused"))]

    claim = models.ForeignKey("claims.Claim", models.PROTECT, related_name="determinations")
    number = models.PositiveSmallIntegerField()
    decision = models.CharField(max_length=32, default="entitlement")
    state = FSMField(_("State"), default=State.DRAFT, choices=State.choices, protected=True)
    supersedes = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="superseded_by")
    correction_reason = models.CharField(max_length=24, blank=True)
    drafted_at = models.DateTimeField(default=clock.now)
    drafted_by = models.ForeignKey("staff.User", models.PROTECT, related_name="+")
    proposed = models.CharField(_("Proposed by the system"), max_length=8, choices=OUTCOMES)
    outcome = models.CharField(_("Outcome"), max_length=8, choices=OUTCOMES)
    law_on = models.DateField(_("Law as of"))
    law_digest = models.CharField(max_length=64)
    unconfirmed = models.BooleanField(default=False)
    facts_hash = models.CharField(max_length=64)
    sealed_facts = models.TextField()
    sealed_trace = models.TextField()
    award = models.JSONField(default=dict)
    grounds = models.JSONField(default=list)
    sealed_finding = models.TextField(blank=True)
    recommended_by = models.ForeignKey("staff.User", models.PROTECT, null=True, related_name="+")
    recommended_at = models.DateTimeField(null=True)
    approved_by = models.ForeignKey("staff.User", models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)
    sent_back_because = models.CharField(max_length=16, blank=True, choices=SentBackBecause.choices)

    objects = DeterminationQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["state", "recommended_at"], condition=Q(state="recommended"), name="determination_waiting")
        ]
        constraints = [
            models.UniqueConstraint(name="determinations_of_a_claim_are_numbered", fields=["claim", "number"]),
            models.CheckConstraint(
                name="approver_is_not_recommender",
                condition=Q(approved_by=None) | Q(recommended_by=None) | ~Q(approved_by=F("recommended_by")),
            ),
            models.CheckConstraint(
                name="an_approved_determination_has_two_signatures",
                condition=~Q(state__in=["approved", "superseded"])
                | Q(recommended_by__isnull=False, approved_by__isnull=False, approved_at__isnull=False),
            ),
            models.CheckConstraint(
                name="a_recommendation_has_a_name", condition=~Q(state="recommended") | Q(recommended_by__isnull=False)
            ),
            models.CheckConstraint(
                name="unconfirmed_law_is_never_final", condition=Q(unconfirmed=False) | Q(state__in=["draft", "discarded"])
            ),
            models.UniqueConstraint(
                name="one_determination_is_in_the_making",
                fields=["claim", "decision"],
                condition=Q(state__in=["draft", "recommended"]),
            ),
            models.UniqueConstraint(
                name="one_determination_stands", fields=["claim", "decision"], condition=Q(state="approved")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.claim}/{self.number}"

    @property
    def facts(self) -> dict:
        """The facts as they were when this was drafted, in clear."""
        return self.claim.person.open(self.sealed_facts, "facts")

    @property
    def trace(self) -> dict:
        """The whole reasoning, language-neutral, in clear; `law.explain.render` makes sentences of it."""
        return self.claim.person.open(self.sealed_trace, "trace")

    @property
    def finding(self) -> dict:
        """The caseworker's finding on the separation reason: {"code", "text"}; empty where none was needed."""
        return self.claim.person.open(self.sealed_finding, "finding") if self.sealed_finding else {}

    @transition(field=state, source=State.DRAFT, target=State.RECOMMENDED, permission=may("examine"))
    def recommend(self, *, by, at):
        self.recommended_by, self.recommended_at, self.sent_back_because = by, at, ""

    @transition(
        field=state,
        source=State.RECOMMENDED,
        target=State.APPROVED,
        permission=may("approve", never_after="recommended_by"),
    )
    def approve(self, *, by, at):
        self.approved_by, self.approved_at = by, at

    @transition(
        field=state,
        source=State.RECOMMENDED,
        target=State.DRAFT,
        permission=may("approve", never_after="recommended_by"),
    )
    def send_back(self, *, because):
        self.sent_back_because = because

    @transition(field=state, source=State.APPROVED, target=State.SUPERSEDED)
    def supersede(self):
        pass

    @transition(field=state, source=[State.DRAFT, State.RECOMMENDED], target=State.DISCARDED, permission=may("examine"))
    def discard(self):
        pass


class Override(models.Model):
    """A finding that a person put in the place of a rule's result: always visible, always signed by a second person."""

    determination = models.ForeignKey(Determination, models.PROTECT, related_name="overrides")
    rule = models.CharField(_("Finding"), max_length=64)
    computed = models.JSONField(_("Computed"))
    value = models.JSONField(_("Set to"))
    sealed_reason = models.TextField()
    made_by = models.ForeignKey("staff.User", models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=clock.now)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="a_finding_is_overridden_once", fields=["determination", "rule"], condition=Q(withdrawn_at=None)
            ),
        ]

    @property
    def reason(self) -> str:
        """The reason in clear."""
        return self.determination.claim.person.open(self.sealed_reason, "override")
