"""The bank account a person is paid to: entered at the first certification, changed only by two people."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from backoffice.staff import clock


class BankAccount(models.Model):
    """One account. `first` is the one entered at the first certification; every later one needs a second person."""

    STATES = [
        ("proposed", _("Awaiting confirmation")),
        ("active", _("In use")),
        ("replaced", _("Replaced")),
        ("refused", _("Refused")),
    ]

    person = models.ForeignKey("contributions.Person", models.PROTECT, related_name="accounts")
    claim = models.ForeignKey("claims.Claim", models.PROTECT, related_name="accounts")
    state = models.CharField(_("State"), max_length=10, choices=STATES)
    first = models.BooleanField(default=False)
    reason = models.CharField(_("Reason of the change"), max_length=200, blank=True)
    bank_code = models.CharField(_("Bank"), max_length=3)
    sealed_number = models.TextField()
    number_hash = models.BinaryField(max_length=32, db_index=True)
    last_digits = models.CharField(max_length=4)
    entered_at = models.DateTimeField(default=clock.now)
    entered_by = models.ForeignKey("staff.User", models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.ForeignKey("staff.User", models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="a_person_has_one_account_in_use", fields=["person"], condition=Q(state="active")
            ),
            models.UniqueConstraint(name="a_person_has_one_first_account", fields=["person"], condition=Q(first=True)),
            models.UniqueConstraint(
                name="one_account_change_is_proposed", fields=["person"], condition=Q(state="proposed")
            ),
            models.CheckConstraint(
                name="an_account_change_is_confirmed_by_another_person",
                condition=Q(first=True)
                | Q(state="proposed")
                | (Q(confirmed_by__isnull=False) & ~Q(confirmed_by=F("entered_by"))),
            ),
        ]

    @property
    def number(self) -> str:
        """The account number in clear; only the bank file needs it."""
        return self.person.open(self.sealed_number, "account")["number"]

    @property
    def masked(self) -> str:
        """The last digits only: ****5678."""
        return f"****{self.last_digits}"
