"""Who works here: offices, people, the roles they hold, and whom they must keep away from."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from guardian.models import GroupObjectPermissionBase, UserObjectPermissionBase

from . import roles


class Office(models.Model):
    """A job centre, a regional office or the headquarters; grants reach the offices below."""

    code = models.CharField(_("Office code"), max_length=8, unique=True)
    name = models.CharField(_("Name"), max_length=80)
    name_en = models.CharField(_("English name"), max_length=80)
    address = models.CharField(_("Address"), max_length=200, blank=True)
    address_en = models.CharField(_("English address"), max_length=200, blank=True)
    phone = models.CharField(_("Telephone"), max_length=20, blank=True)
    head = models.CharField(_("Head of office"), max_length=80, blank=True)
    head_en = models.CharField(_("Head of office (English)"), max_length=80, blank=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="below")

    class Meta:
        permissions = list(roles.VERBS.items())
        constraints = [
            models.CheckConstraint(name="office_is_not_its_own_parent", condition=~Q(parent=models.F("id"))),
        ]

    def __str__(self) -> str:
        return self.name

    def name_in(self, language: str) -> str:
        """The name for a reader of "ko" or "en"."""
        return self.name_en if language == "en" and self.name_en else self.name


class User(AbstractUser):
    """A person who works here. Leavers stay for ever as names in the history, but cannot sign in."""

    first_name = last_name = None
    name = models.CharField(_("Name"), max_length=80)
    name_en = models.CharField(_("English name"), max_length=80, blank=True)
    language = models.CharField(_("Language"), max_length=2, default="ko", choices=[("ko", "한국어"), ("en", "English")])
    office = models.ForeignKey(Office, models.PROTECT, null=True, blank=True, related_name="staff")
    is_demo = models.BooleanField(default=False)
    must_change_password = models.BooleanField(default=False)

    REQUIRED_FIELDS = ["name"]

    class Meta(AbstractUser.Meta):
        constraints = [
            models.CheckConstraint(name="language_is_korean_or_english", condition=Q(language__in=["ko", "en"])),
        ]

    def __str__(self) -> str:
        return self.name or self.username

    def get_full_name(self) -> str:
        return str(self)

    def get_short_name(self) -> str:
        return str(self)

    def name_in(self, language: str) -> str:
        """The name for a reader of "ko" or "en"."""
        return self.name_en if language == "en" and self.name_en else str(self)

    @cached_property
    def grants(self) -> dict[str, frozenset[int]]:
        """Verb -> ids of the offices where this person may do it; read once per request."""
        from .grants import granted

        return granted(self)

    def offices(self, verb: str) -> frozenset[int]:
        """Ids of the offices where this person may do the verb."""
        return self.grants.get(verb, frozenset())

    def may(self, verb: str, office_id: int | None = None) -> bool:
        """Whether the verb is granted at this office (or, without one, anywhere)."""
        granted = self.offices(verb)
        return bool(granted) if office_id is None else office_id in granted


class OfficeGroupObjectPermission(GroupObjectPermissionBase):
    """django-guardian's grants, with a real foreign key: a few rows for each role at an office."""

    content_object = models.ForeignKey(Office, models.PROTECT)


class OfficeUserObjectPermission(UserObjectPermissionBase):
    """The same for a single person; used for exceptions only."""

    content_object = models.ForeignKey(Office, models.PROTECT)


class Appointment(models.Model):
    """A role that a person holds at an office, from a day until a day (both included)."""

    user = models.ForeignKey(User, models.PROTECT, related_name="appointments")
    office = models.ForeignKey(Office, models.PROTECT, related_name="appointments")
    role = models.CharField(_("Role"), max_length=32, choices=[(key, _(value[0])) for key, value in roles.ROLES.items()])
    from_on = models.DateField(_("From"))
    until_on = models.DateField(_("Until"), null=True, blank=True)
    appointed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["user_id", "office_id", "role", "id"]
        constraints = [
            models.UniqueConstraint(
                name="a_role_is_held_once_at_an_office", fields=["user", "office", "role"], condition=Q(until_on=None)
            ),
            models.CheckConstraint(
                name="appointment_ends_after_it_begins",
                condition=Q(until_on=None) | Q(until_on__gte=models.F("from_on")),
            ),
            models.CheckConstraint(
                name="nobody_appoints_themselves",
                condition=Q(appointed_by=None) | ~Q(appointed_by=models.F("user")),
            ),
        ]
