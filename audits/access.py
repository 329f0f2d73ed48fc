"""Looking is recorded: who looked at whom, when, from where and why. Where it cannot be recorded, nothing is shown."""

from backoffice.staff import clock

from .models import Access


def looked(user, page: str, what: str, *, person=None, claim=None, why: str = "", address: str | None = None,
           shown: int = 1) -> None:
    """Records one look through the second connection. If this fails, the page fails with it."""
    if claim is not None and person is None:
        person = claim.person_id
    Access.objects.create(
        at=clock.now(), user_id=user.pk, office_id=user.office_id, page=page, what=what, why=why, address=address,
        person_id=getattr(person, "pk", person), claim_id=getattr(claim, "pk", claim), shown=shown,
    )


def listed(user, page: str, what: str, people: list[int], *, address: str | None = None, why: str = "") -> None:
    """Records that a list showed these people: one row for each, in one statement."""
    at = clock.now()
    Access.objects.bulk_create(
        Access(at=at, user_id=user.pk, office_id=user.office_id, page=page, what=what, why=why, address=address,
               person_id=person, shown=len(people))
        for person in people
    )
