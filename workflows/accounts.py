"""The bank account: entered at the first recognition day, changed only by two people, its number never in an event."""

import re

from django.db import transaction
from django.utils.translation import gettext as _

from audits.chain import remember
from backoffice.staff import clock
from backoffice.staff.refusal import Refused
from claims.models import BankAccount, Claim, Payment, Point
from claims.permissions import may
from contributions import vault
from contributions.models import Person

from . import tasks
from .models import Kind
from .steps import locked, refuse_unless_allowed, step, subject_of

BANK_CODE = re.compile(r"[0-9]{3}", re.ASCII)
NUMBER = re.compile(r"[0-9](?:-?[0-9]){5,19}", re.ASCII)
SHOWN_DIGITS = 4


@transaction.atomic
def enter_first(claim: Claim, *, by, bank_code: str, number: str) -> BankAccount:
    """Enters the account that the person names at the first recognition day; from then on it is in use.

    Raises Refused where the number is none, or where an account was entered before. An account to which somebody
    else is paid raises a point.
    """
    claim = _allowed(claim, by)
    if BankAccount.objects.filter(person=claim.person_id, first=True).exists():
        raise Refused(_("An account was entered before. Propose the new one as a change; a second person confirms it."))
    account = _entered(claim, by, bank_code, number, state="active", first=True)
    _remember("enter_account", account, by)
    tasks.finish(claim, Kind.ACCOUNT)
    return account


@transaction.atomic
def propose_change(claim: Claim, *, by, bank_code: str, number: str, reason: str) -> BankAccount:
    """Takes down another account; it is used once a second person has confirmed it."""
    claim = _allowed(claim, by)
    in_use = BankAccount.objects.filter(person=claim.person_id, state="active").first()
    if in_use is None:
        raise Refused(_("No account is in use yet. Enter the first one."))
    if BankAccount.objects.filter(person=claim.person_id, state="proposed").exists():
        raise Refused(_("Another change of the account waits to be confirmed or refused. Settle that one first."))
    if not reason.strip():
        raise Refused(_("Say why the account changes. The second person and the auditor will read it."))
    if _hash(bank_code, number) == bytes(in_use.number_hash):
        raise Refused(_("This account is in use already."))
    account = _entered(claim, by, bank_code, number, state="proposed", reason=reason.strip())
    _remember("propose_account", account, by, reason=reason)
    tasks.open_task(claim, Kind.ACCOUNT, by=by, due_on=clock.today(), subject=subject_of(account))
    return account


def _may_settle(account: BankAccount, *, by, **_said) -> None:
    if account.state != "proposed":
        raise Refused(_("This account does not wait for confirmation any more. Reload the page."))
    if account.entered_by_id == by.pk:
        raise Refused(_("You entered this account. Another person must confirm or refuse it."))


def _may_confirm(account: BankAccount, *, by, **said) -> None:
    _may_settle(account, by=by, **said)
    if _shared_point(account.claim).exists():
        raise Refused(_("Another person is paid to this account. Clear that point first, or refuse the change."))


@step(needs="certify", prepare=_may_confirm)
def confirm(account: BankAccount, *, by):
    """A second person confirms a change: payments that have not left go to the new account."""
    claim = account.claim
    BankAccount.objects.filter(person=account.person_id, state="active").update(state="replaced")
    _settle(account, by, "active")
    Payment.objects.filter(claim__person=account.person_id, state="scheduled").update(account=account)
    tasks.finish(claim, Kind.ACCOUNT, subject=subject_of(account))


@step(needs="certify", prepare=_may_settle)
def refuse(account: BankAccount, *, by, reason: str):
    """A second person refuses a change; the account in use stays."""
    if not reason.strip():
        raise Refused(_("Say why the change is refused."))
    _settle(account, by, "refused")
    tasks.finish(account.claim, Kind.ACCOUNT, subject=subject_of(account))


def _allowed(claim: Claim, by) -> Claim:
    claim = locked(claim)
    refuse_unless_allowed(claim, None, may("certify"), by)
    Person.objects.select_for_update(no_key=True).get(pk=claim.person_id)
    return claim


def _entered(claim: Claim, by, bank_code: str, number: str, **state) -> BankAccount:
    digits = _digits(bank_code, number)
    account = BankAccount.objects.create(
        person=claim.person,
        claim=claim,
        entered_by=by,
        bank_code=bank_code.strip(),
        last_digits=digits[-SHOWN_DIGITS:],
        sealed_number=claim.person.seal({"number": digits}, "account"),
        number_hash=_hash(bank_code, number),
        **state,
    )
    if _is_shared(account) and not _shared_point(claim).exists():
        Point.objects.create(claim=claim, code="account_shared", raised_by=by)
    return account


def _digits(bank_code: str, number: str) -> str:
    if not BANK_CODE.fullmatch(bank_code.strip()):
        raise Refused(_("A bank is named by its code of three digits."))
    compact = re.sub(r"\s", "", number)
    if not NUMBER.fullmatch(compact):
        raise Refused(_("An account number has six to twenty digits, with or without hyphens. Check what was typed."))
    return compact.replace("-", "")


def _hash(bank_code: str, number: str) -> bytes:
    return vault.identity_hash(f"{bank_code.strip()}:{_digits(bank_code, number)}")


def _is_shared(account: BankAccount) -> bool:
    same = BankAccount.objects.filter(number_hash=account.number_hash, state__in=["active", "proposed"])
    return same.exclude(person=account.person_id).exists()


def _shared_point(claim: Claim):
    return Point.objects.filter(claim__person=claim.person_id, code="account_shared", cleared_at=None)


def _settle(account: BankAccount, by, state: str) -> None:
    account.state, account.confirmed_by, account.confirmed_at = state, by, clock.now()
    account.save(update_fields=["state", "confirmed_by", "confirmed_at"])


def _remember(verb: str, account: BankAccount, by, **said) -> None:
    remember(
        verb,
        by=by,
        claim=account.claim,
        subject=subject_of(account),
        target=account.state,
        content={"bank": account.bank_code, "account": account.masked, **said},
    )
