"""A person in the registers, the key that keeps their content readable, and who must keep away from them."""

from functools import cached_property

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from backoffice.staff import clock

from .. import vault


class PersonQuerySet(models.QuerySet):
    """People, by what may be known of them."""

    def with_resident_number(self, digits: str) -> "PersonQuerySet":
        """The person with these thirteen digits, found by keyed hash."""
        return self.filter(resident_number_hash=vault.identity_hash(digits))

    def not_recused_for(self, user) -> "PersonQuerySet":
        """Without the people this member of staff must keep away from."""
        return self.exclude(resident_number_hash__in=Recusal.objects.hashes(user))


class Person(models.Model):
    """Somebody who is or was insured, or claims. Records elsewhere refer to them by id only."""

    SEXES = [("F", _("Female")), ("M", _("Male"))]

    name = models.CharField(_("Name"), max_length=120)
    name_en = models.CharField(_("Name in Latin letters"), max_length=120, blank=True)
    birth_on = models.DateField(_("Date of birth"))
    sex = models.CharField(_("Sex"), max_length=1, choices=SEXES)
    nationality = models.CharField(_("Nationality"), max_length=2, default="KR")
    visa = models.CharField(_("Visa"), max_length=8, blank=True)
    disabled = models.BooleanField(_("Registered disability"), default=False)
    language = models.CharField(_("Language of letters"), max_length=2, default="ko")
    died_on = models.DateField(_("Died on"), null=True, blank=True)
    resident_number_hash = models.BinaryField(max_length=32, unique=True, editable=False)
    resident_tail_hash = models.BinaryField(max_length=32, editable=False, db_index=True)
    sealed_resident_number = models.TextField(editable=False)
    sealed_contact = models.TextField(editable=False)
    registered_at = models.DateTimeField(default=clock.now)
    registered_by = models.ForeignKey("staff.User", models.PROTECT, related_name="+")

    objects = PersonQuerySet.as_manager()

    class Meta:
        indexes = [
            GinIndex(name="person_name_trigrams", fields=["name"], opclasses=["gin_trgm_ops"]),
            models.Index(fields=["birth_on"]),
        ]
        constraints = [
            models.CheckConstraint(name="sex_is_female_or_male", condition=Q(sex__in=["F", "M"])),
            models.CheckConstraint(
                name="nobody_dies_before_birth", condition=Q(died_on=None) | Q(died_on__gte=models.F("birth_on"))
            ),
            models.CheckConstraint(
                name="resident_number_is_sealed", condition=Q(sealed_resident_number__startswith="ei1.")
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @cached_property
    def _secret(self) -> bytes:
        return vault.unwrap(self.key.wrapped, self.pk)

    def seal(self, content: object, purpose: str) -> str:
        """JSON content sealed under this person's key."""
        return vault.seal_json(content, self._secret, self.pk, purpose)

    def open(self, sealed: str, purpose: str):
        """JSON content out of `seal`; raises vault.Erased once the key is gone."""
        return vault.open_json(sealed, self._secret, self.pk, purpose)

    def seal_file(self, content: bytes, purpose: str) -> str:
        """Bytes (a letter, an uploaded document) sealed under this person's key."""
        return vault.seal_bytes(content, self._secret, self.pk, purpose)

    def open_file(self, sealed: str, purpose: str) -> bytes:
        """Bytes out of `seal_file`."""
        return vault.open_bytes(sealed, self._secret, self.pk, purpose)

    @property
    def resident_number(self) -> str:
        """The thirteen digits in clear. Whoever calls this records the access first."""
        return self.open(self.sealed_resident_number, "resident number")

    @property
    def resident_number_masked(self) -> str:
        """900101-1******, made from what is known without opening the seal."""
        century = {("M", 1900): 1, ("F", 1900): 2, ("M", 2000): 3, ("F", 2000): 4}
        digit = century.get((self.sex, self.birth_on.year // 100 * 100), 9)
        return f"{self.birth_on:%y%m%d}-{digit + 4 if self.nationality != 'KR' else digit}******"

    @cached_property
    def contact(self) -> dict:
        """{"phone", "address", "email"} in clear; masked on screens."""
        return self.open(self.sealed_contact, "contact")


class PersonKey(models.Model):
    """The person's own key, wrapped by the master key. Emptying it forgets the person and breaks no proof."""

    person = models.OneToOneField(Person, models.PROTECT, related_name="key", primary_key=True)
    wrapped = models.CharField(max_length=160, blank=True)
    erased_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="an_erased_key_is_empty", condition=Q(erased_at=None) | Q(wrapped=""),
            ),
        ]


class RecusalQuerySet(models.QuerySet):
    """Recusals in force."""

    def hashes(self, user) -> models.QuerySet:
        """Keyed hashes of the people this member of staff must keep away from."""
        return self.filter(user=user, ended_at=None).values("resident_number_hash")


class Recusal(models.Model):
    """A member of staff keeps away from a relative's case, even before that relative is in the registers."""

    user = models.ForeignKey("staff.User", models.PROTECT, related_name="recusals")
    resident_number_hash = models.BinaryField(max_length=32)
    reason = models.CharField(_("Reason"), max_length=200)
    declared_at = models.DateTimeField(default=clock.now)
    declared_by = models.ForeignKey("staff.User", models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = RecusalQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="a_recusal_stands_once", fields=["user", "resident_number_hash"], condition=Q(ended_at=None)
            ),
        ]
