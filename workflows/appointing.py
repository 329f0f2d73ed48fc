"""Appointing people to roles, ending them, and keeping people off their relatives' cases."""

from django.db import transaction
from django.utils.translation import gettext as _

from audits.chain import remember
from backoffice.staff import clock, grants
from backoffice.staff.models import Appointment, Office, User
from backoffice.staff.refusal import Refused
from contributions import resident_numbers, vault
from contributions.models import Recusal

from .steps import require, subject_of


@transaction.atomic
def appoint(user: User, office: Office, role: str, *, by: User) -> Appointment:
    """Gives a person a role at an office from today. Raises Refused for conflicting roles and for oneself."""
    _may_appoint(by, office, user)
    appointment = grants.appoint(user, office, role, by=by, on=clock.today())
    _remember("appoint", appointment, by)
    return appointment


@transaction.atomic
def end_appointment(appointment: Appointment, *, by: User) -> None:
    """Ends a role today; the person cannot use it from the next page on."""
    _may_appoint(by, appointment.office, appointment.user)
    grants.end(appointment, on=clock.today())
    _remember("end_appointment", appointment, by)


@transaction.atomic
def recuse(user: User, resident_number: str, *, by: User, reason: str) -> Recusal:
    """Keeps a member of staff away from a person's case, whether that person is in the registers yet or not.

    People recuse themselves; an administrator of their office may do it for them.
    """
    if by.pk != user.pk:
        require(by, "administer_office", user.office_id)
    if not reason.strip():
        raise Refused(_("Say how the two are related. Only administrators and auditors read it."))
    number = resident_numbers.parse(resident_number, on=clock.today())
    hashed = vault.identity_hash(number.digits)
    if Recusal.objects.filter(user=user, resident_number_hash=hashed, ended_at=None).exists():
        raise Refused(_("This recusal stands already."))
    recusal = Recusal.objects.create(user=user, resident_number_hash=hashed, reason=reason, declared_by=by)
    remember("recuse", by=by, chain=f"user:{user.pk}", subject=subject_of(recusal), public={"user": user.pk})
    return recusal


@transaction.atomic
def end_recusal(recusal: Recusal, *, by: User) -> None:
    """Ends a recusal; only an administrator of the person's office may, never the person."""
    require(by, "administer_office", recusal.user.office_id)
    if by.pk == recusal.user_id:
        raise Refused(_("Nobody ends their own recusal. Ask another administrator."))
    recusal.ended_at = clock.now()
    recusal.save(update_fields=["ended_at"])
    remember("end_recusal", by=by, chain=f"user:{recusal.user_id}", subject=subject_of(recusal),
             public={"user": recusal.user_id})


def _may_appoint(by: User, office: Office, user: User) -> None:
    require(by, "administer_office", office)
    if by.pk == user.pk:
        raise Refused(_("Nobody appoints themselves. Ask another administrator."))


def _remember(verb: str, appointment: Appointment, by: User) -> None:
    remember(verb, by=by, chain=f"office:{appointment.office_id}", subject=subject_of(appointment),
             public={"user": appointment.user_id, "role": appointment.role})
