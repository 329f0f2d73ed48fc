"""Roles to grants: django-guardian holds them per office; here they are written and read."""

from collections import defaultdict
from datetime import date

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.utils.translation import gettext as _
from guardian.shortcuts import assign_perm

from . import roles
from .models import Appointment, Office, OfficeGroupObjectPermission, OfficeUserObjectPermission, User
from .refusal import Refused


@transaction.atomic
def appoint(user: User, office: Office, role: str, *, by: User | None, on: date) -> Appointment:
    """Gives a person a role at an office from a day on.

    Raises Refused where the role conflicts with one already held, or is held there already.
    """
    User.objects.select_for_update().get(pk=user.pk)
    held = set(user.appointments.filter(until_on=None).values_list("role", flat=True))
    if clash := roles.conflicting(role, held):
        names = ", ".join(sorted(_(roles.label(r)) for r in clash))
        raise Refused(
            _("%(name)s cannot be %(role)s while also being %(held)s. End that role first.")
            % {"name": user, "role": _(roles.label(role)), "held": names}
        )
    if user.appointments.filter(until_on=None, office=office, role=role).exists():
        raise Refused(_("%(name)s already holds this role at %(office)s.") % {"name": user, "office": office})
    appointment = Appointment.objects.create(user=user, office=office, role=role, from_on=on, appointed_by=by)
    user.groups.add(role_group(role, office))
    return appointment


@transaction.atomic
def end(appointment: Appointment, *, on: date) -> None:
    """Ends a role; the last day is `on`. The grant is gone at once."""
    appointment.until_on = max(on, appointment.from_on)
    appointment.save(update_fields=["until_on"])
    appointment.user.groups.remove(role_group(appointment.role, appointment.office))


def role_group(role: str, office: Office) -> Group:
    """The group of those who hold a role at an office, with its grants as the table of roles has them today."""
    group, created = Group.objects.get_or_create(name=f"{role}@{office.code}")
    if created:
        for verb in roles.ROLES[role][1]:
            assign_perm(f"staff.{verb}", group, office)
    return group


def night_account() -> User:
    """The account of automatic acts: no password, granted the few verbs of the night at every office."""
    name, verbs = roles.NIGHT
    night, _created = User.objects.get_or_create(username=name, defaults={"name": "자동 처리", "name_en": "Automatic"})
    night.set_unusable_password()
    night.save(update_fields=["password"])
    for office in Office.objects.filter(parent=None):
        for verb in verbs:
            assign_perm(f"staff.{verb}", night, office)
    return night


def granted(user: User) -> dict[str, frozenset[int]]:
    """Verb -> ids of the offices where it is granted, the offices below each included. Three queries."""
    if not user.is_active:
        return {}
    by_group = OfficeGroupObjectPermission.objects.filter(group__user=user)
    by_person = OfficeUserObjectPermission.objects.filter(user=user)
    pairs = [
        *by_group.values_list("permission__codename", "content_object_id"),
        *by_person.values_list("permission__codename", "content_object_id"),
    ]
    below = offices_below() if pairs else {}
    verbs = defaultdict(set)
    for verb, office_id in pairs:
        verbs[verb] |= below[office_id]
    return {verb: frozenset(offices) for verb, offices in verbs.items()}


def offices_below() -> dict[int, set[int]]:
    """Office id -> the ids of it and of all offices below it."""
    parents = dict(Office.objects.values_list("id", "parent_id"))
    below: dict[int, set[int]] = {office: {office} for office in parents}
    for office, above in parents.items():
        while above is not None:
            below[above].add(office)
            above = parents[above]
    return below


def staff_who_may(verb: str, office: Office) -> "list[User]":
    """People to whom a verb is granted at an office or above it, by name."""
    offices = [o for o, reach in offices_below().items() if office.pk in reach]
    permission = Permission.objects.get(codename=verb, content_type__app_label="staff")
    groups = OfficeGroupObjectPermission.objects.filter(permission=permission, content_object__in=offices)
    people = User.objects.filter(is_active=True, groups__in=groups.values("group_id"))
    return list(people.distinct().order_by("name", "id"))
