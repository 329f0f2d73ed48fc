"""The first act on a new server: the first office and the person who appoints everybody else."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from audits.chain import remember
from backoffice.staff import clock, grants
from backoffice.staff.models import Office, User
from backoffice.staff.refusal import Refused

from .steps import subject_of


@dataclass(frozen=True)
class First:
    """What the first office and its administrator are called."""

    code: str
    office: str
    office_en: str
    username: str
    person: str


@transaction.atomic
def found_office(first: First, *, password: str) -> User:
    """Makes the first office and its administrator, who must change the password given here at the first sign-in.

    Raises Refused where an office exists already: from then on administrators appoint people through the pages.
    """
    if Office.objects.exists():
        raise Refused(_("There is an office already. Its administrator appoints people; nothing was changed."))
    office = Office.objects.create(code=first.code, name=first.office, name_en=first.office_en)
    night = grants.night_account()
    administrator = User(username=first.username, name=first.person, office=office, must_change_password=True)
    administrator.set_password(password)
    administrator.full_clean()
    administrator.save()
    appointment = grants.appoint(administrator, office, "office_administrator", by=None, on=clock.today())
    remember("found_office", by=night, chain=f"office:{office.pk}", subject=subject_of(appointment),
             public={"user": administrator.pk, "role": appointment.role})  # fmt: skip
    return administrator
