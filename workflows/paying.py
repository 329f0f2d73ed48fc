"""Paying: a run is built and sealed, released by another person, and the bank's answer settles it, payment by payment.

Locks are always taken in one order: the run, then claims by id, then payments. Building only takes claims that nobody
holds, so it never waits; what is being worked on goes into the next run.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from audits.chain import Act, remember, remember_many
from backoffice.staff import clock
from backoffice.staff.grants import offices_below
from backoffice.staff.models import Office
from backoffice.staff.refusal import Refused
from claims import bank_files
from claims.bank import identifiers, pain001, pain002, reasons
from claims.bank.documents import InvalidBankFile
from claims.bank.pain002 import Fate, Status, StatusReport
from claims.models import BankAccount, BankAnswer, Batch, BatchItem, Claim, Payment
from claims.models.ledger import book, book_many
from contributions import vault

from . import certification_letters, letters, tasks
from .models import Kind
from .steps import chain_of, move, require, step, subject_of

SEAL = {"file": "bank file", "answer": "bank answer"}
DAYS_TO_FIND_AN_ACCOUNT = 14
WHO_BUILDS = "a payment run is being built"


# ── building ─────────────────────────────────────────────────────────────────
def waiting(office: Office, *, on: date):
    """Payments that a run built now would take: scheduled up to the day, at this office and those below."""
    reach = offices_below()[office.pk]
    return Payment.objects.payable(on).filter(claim__office_id__in=reach).select_related("claim__person", "account")


@transaction.atomic
def build(office: Office, *, by, on: date) -> Batch:
    """Builds and seals the run of a day from everything payable at the office and below.

    Raises Refused where nothing is payable.
    """
    require(by, "build_batch", office)
    _one_at_a_time()
    payments = _taken(office, on)
    if not payments:
        raise Refused(_("Nothing is payable up to %(day)s, so there is no run to build.") % {"day": on})
    batch = _sealed(office, payments, by, on)
    Payment.objects.filter(pk__in=[payment.pk for payment in payments]).update(state="in_batch")
    remember(
        "build",
        by=by,
        chain=chain_of(batch),
        subject=subject_of(batch),
        target=batch.state,
        public={"run": batch.number, "count": batch.count, "total": batch.total, "seal": batch.digest},
    )
    return batch


def _one_at_a_time() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [WHO_BUILDS])


def _taken(office: Office, on: date) -> list[Payment]:
    free = Payment.objects.payable(on).filter(claim__office_id__in=offices_below()[office.pk], account__state="active")
    locked = free.select_related("claim").select_for_update(of=("self", "claim"), skip_locked=True, no_key=True)
    return list(locked.order_by("claim_id", "id")[: pain001.MOST_TRANSFERS])


def _sealed(office: Office, payments: list[Payment], by, on: date) -> Batch:
    number = Batch.objects.filter(run_on=on).count() + 1
    key = _next_key()
    items = [
        BatchItem(
            batch_id=key,
            claim_id=payment.claim_id,
            payment=payment,
            attempt=payment.attempt,
            account_id=payment.account_id,
            amount=payment.amount,
            end_to_end_id=identifiers.end_to_end_id(payment.pk, payment.attempt),
        )
        for payment in payments
    ]
    batch = Batch.objects.create(
        pk=key,
        number=f"{on:%Y%m%d}-{number:03}",
        run_on=on,
        office=office,
        count=len(items),
        total=sum(item.amount for item in items),
        digest=bank_files.digest(items),
        built_by=by,
        message_id=identifiers.message_id(key),
    )
    BatchItem.objects.bulk_create(items, batch_size=1000)
    return batch


def _next_key() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence('claims_batch', 'id'))")
        return cursor.fetchone()[0]


# ── releasing ────────────────────────────────────────────────────────────────
def items_of(batch: Batch) -> list[BatchItem]:
    """The instructions of a run with account, claim and person, in the order of the file."""
    standing = batch.items.filter(withdrawn=False).select_related("payment", "account", "claim__person__key")
    items = list(standing.order_by("id"))
    for item in items:
        item.account.person, item.payment.claim, item.payment.account = item.claim.person, item.claim, item.account
    return items


def _file_of(batch: Batch, *, by) -> dict[str, Any]:
    """Locks what the run pays, makes sure that the seal still holds, and writes the file."""
    _lock_claims(batch)
    items = items_of(batch)
    _refuse_broken_seal(batch, items)
    try:
        content, sums = bank_files.written(batch, items)
    except InvalidBankFile as invalid:
        raise Refused(str(invalid)) from None
    assert (sums.count, sums.total) == (batch.count, batch.total), "the file holds what was sealed"
    return {"sealed_file": vault.seal_for_agency(content, SEAL["file"]), "file_sha256": sums.sha256}


def _refuse_broken_seal(batch: Batch, items: list[BatchItem]) -> None:
    found = (len(items), sum(item.amount for item in items), bank_files.digest(items))
    if found != (batch.count, batch.total, batch.digest):
        raise Refused(_("The run is not what was sealed. Do not release it; cancel it and tell the auditor."))
    if changed := [item for item in items if not _still_true(item)]:
        numbers = ", ".join(item.claim.number for item in changed[:5])
        raise Refused(
            _(
                "%(count)s payments have changed since the run was built (%(claims)s): another account, or another state. "
                "Cancel the run and build it again."
            )
            % {"count": len(changed), "claims": numbers}
        )


def _still_true(item: BatchItem) -> bool:
    payment = item.payment
    same = (payment.state, payment.attempt, payment.amount) == ("in_batch", item.attempt, item.amount)
    return same and item.account.state == "active"


@step(Batch.release, prepare=_file_of)
def release(batch: Batch, *, by):
    """A second person releases the run: the file is fixed, the money is with the bank, every case remembers it."""
    items = items_of(batch)
    _move_payments(items, "in_batch", "sent")
    book_many("sent", [item.payment for item in items], debit="payable", credit="in_transit", on=clock.today())
    _remember_each("sent", items, batch, by, "in_batch", "sent")


@step(Batch.cancel)
def cancel_batch(batch: Batch, *, by, reason: str):
    """A run that must not leave is cancelled; its payments wait for the next one."""
    if not reason.strip():
        raise Refused(_("Say why the run is cancelled."))
    _lock_claims(batch)
    _move_payments(items_of(batch), "in_batch", "scheduled")
    batch.items.update(withdrawn=True)


def bank_file(batch: Batch) -> bytes:
    """The file of a released run, byte for byte as it was written."""
    return vault.open_for_agency(batch.sealed_file, SEAL["file"])


def _lock_claims(batch: Batch) -> None:
    held = Claim.objects.filter(pk__in=batch.items.values("claim_id")).select_for_update().order_by("pk")
    list(held.values_list("pk", flat=True))


def _move_payments(items: Iterable[BatchItem], source: str, target: str, **fields: Any) -> None:
    keys = [item.payment_id for item in items]
    moved = Payment.objects.filter(pk__in=keys, state=source).update(state=target, **fields)
    assert moved == len(keys), "every payment of the run moves, or none"


def _remember_each(verb: str, items: Iterable[BatchItem], batch: Batch, by, source: str, target: str) -> None:
    for wave in _one_of_each_claim(items):
        remember_many(
            verb,
            [
                Act(
                    item.claim,
                    subject_of(item.payment),
                    source,
                    target,
                    {
                        "run": batch.number,
                        "amount": item.amount,
                        "instruction": item.end_to_end_id,
                        "account": item.account.masked,
                        **({"reason": item.payment.return_reason} if verb == "returned" else {}),
                    },
                )
                for item in wave
            ],
            by=by,
        )


def _one_of_each_claim(items: Iterable[BatchItem]) -> Iterable[list[BatchItem]]:
    """The items in waves in which no claim comes twice (a claim may be paid a benefit and a supplement in one run)."""
    waves: list[dict[int, BatchItem]] = []
    for item in items:
        free = next((wave for wave in waves if item.claim_id not in wave), None)
        if free is None:
            waves.append(free := {})
        free[item.claim_id] = item
    return [list(wave.values()) for wave in waves]


# ── the bank's answer ────────────────────────────────────────────────────────
@dataclass(frozen=True)
class Settled:
    """What an answer of the bank did: how many were paid, returned or wait, and every entry that fitted nothing."""

    answer: BankAnswer
    batch: Batch
    paid: int
    returned: int
    pending: int
    unmatched: list[dict[str, str]]


def settle(content: bytes, *, by) -> Settled:
    """Reads a pain.002 file and settles what it answers, once; a problem with the file as a whole is Refused."""
    try:
        report = pain002.read(BytesIO(content))
    except InvalidBankFile as invalid:
        raise Refused(str(invalid)) from None
    batch = Batch.objects.filter(message_id=report.original_message_id).first()
    if batch is None:
        raise Refused(
            _("The file answers “%(message)s”, which is no run of ours. Ask the bank for whom it is.")
            % {"message": report.original_message_id}
        )
    return take_answer(
        batch, by=by, message_id=report.message_id, sha256=report.sha256, _report=report, _content=content
    )


@step(needs="build_batch")
def take_answer(batch: Batch, *, by, message_id: str, sha256: str, _report: StatusReport, _content: bytes) -> Settled:
    """Applies one answer of the bank to the run it answers; use `settle`."""
    _refuse_read_before(message_id, sha256)
    if batch.state not in ("released", "settled"):
        raise Refused(
            _("Run %(run)s was never released, so the bank cannot have answered it. Tell the auditor.")
            % {"run": batch.number}
        )
    _lock_claims(batch)
    answer = BankAnswer.objects.create(
        batch=batch,
        message_id=message_id,
        sha256=sha256,
        received_by=by,
        sealed_file=vault.seal_for_agency(_content, SEAL["answer"]),
    )
    sorted_out = _sorted_out(items_of(batch), _report)
    _pay(sorted_out["paid"], batch, answer, by)
    _return(sorted_out["returned"], batch, answer, by, _report)
    _write_down(answer, sorted_out)
    if not batch.items.filter(withdrawn=False, outcome="").exists() and batch.state == "released":
        move(batch, Batch.settle)
    return Settled(answer, batch, answer.paid, answer.returned, answer.pending, answer.unmatched)


def _refuse_read_before(message_id: str, sha256: str) -> None:
    earlier = (
        BankAnswer.objects.filter(sha256=sha256).first() or BankAnswer.objects.filter(message_id=message_id).first()
    )
    if earlier is None:
        return
    when = {"when": earlier.received_at.astimezone(clock.SEOUL).strftime("%Y-%m-%d %H:%M"), "who": earlier.received_by}
    if earlier.sha256 == sha256:
        raise Refused(_("%(who)s read this file on %(when)s already. Nothing was done again.") % when)
    raise Refused(_("Another file of the same message id was read on %(when)s. Ask the bank which one holds.") % when)


def _sorted_out(items: list[BatchItem], report: StatusReport) -> dict[str, list]:
    """The run's instructions by what the bank says of each, and the entries that fit none of them or contradict."""
    said = {entry.end_to_end_id: entry for entry in report.entries}
    found: dict[str, list] = {"paid": [], "returned": [], "pending": [], "unmatched": []}
    for item in items:
        status = said.pop(item.end_to_end_id, None) or report.status_of(item.end_to_end_id)
        _sort_one(item, status, found)
    found["unmatched"] += [_entry(entry, "unknown") for entry in said.values()]
    return found


def _sort_one(item: BatchItem, status: Status | None, found: dict[str, list]) -> None:
    fate = {Fate.SETTLED: "paid", Fate.REJECTED: "returned"}.get(status.fate) if status else None
    if item.outcome:
        if fate and fate != item.outcome:
            found["unmatched"].append(_entry(status, "contradicts"))
    elif fate:
        found[fate].append(item)
    else:
        found["pending"].append(item)
        if status and status.fate is Fate.UNKNOWN:
            found["unmatched"].append(_entry(status, "unclear"))


def _entry(entry: Status, why: str) -> dict[str, str]:
    return {
        "why": why,
        "instruction": entry.end_to_end_id,
        "status": entry.status,
        "reason": entry.reason_code or "",
        "text": entry.reason_text or "",
    }


def _pay(items: list[BatchItem], batch: Batch, answer: BankAnswer, by) -> None:
    _move_payments(items, "sent", "paid", paid_on=clock.today())
    _answered(items, "paid", answer)
    book_many("paid", [item.payment for item in items], debit="in_transit", credit="paid", on=clock.today())
    _remember_each("paid", items, batch, by, "sent", "paid")


def _return(items: list[BatchItem], batch: Batch, answer: BankAnswer, by, report: StatusReport) -> None:
    due_on = tasks.due_today_or(DAYS_TO_FIND_AN_ACCOUNT)
    for item in items:
        status = report.status_of(item.end_to_end_id)
        item.payment.return_reason = (status.reason_code or "")[:8]
        move(item.payment, Payment.give_back, reason=item.payment.return_reason)
        tasks.open_task(item.claim, Kind.RETURNED, by=by, due_on=due_on, subject=subject_of(item.payment))
        certification_letters.payment_returned(
            item.payment, by=by, sent_on=clock.day_of(batch.released_at), due_on=due_on, reasons=_in_words(status)
        )
    _answered(items, "returned", answer)
    book_many("returned", [item.payment for item in items], debit="in_transit", credit="returned", on=clock.today())
    _remember_each("returned", items, batch, by, "sent", "returned")


def _answered(items: list[BatchItem], outcome: str, answer: BankAnswer) -> None:
    BatchItem.objects.filter(pk__in=[item.pk for item in items]).update(outcome=outcome, answer=answer)


def _write_down(answer: BankAnswer, found: dict[str, list]) -> None:
    answer.paid, answer.returned, answer.pending = (len(found[name]) for name in ("paid", "returned", "pending"))
    answer.unmatched = found["unmatched"]
    answer.save()


def _in_words(status: Status) -> dict[str, str]:
    words = {}
    for language in letters.LANGUAGES:
        with override(language):
            words[language] = reasons.sentence(status.reason_code)
    return words


# ── sending again ────────────────────────────────────────────────────────────
def _another_try(payment: Payment, *, by, account: BankAccount, reason: str = "", **_said) -> None:
    if account.person_id != payment.claim.person_id or account.state != "active":
        raise Refused(_("This account is not in use for this person. A changed account needs a second person first."))
    if account.pk == payment.account_id and not reason.strip():
        raise Refused(_("This is the account that the bank returned. Say why the payment is sent there again."))


@step(Payment.reissue, prepare=_another_try)
def reissue(payment: Payment, *, by, account: BankAccount, reason: str = ""):
    """A returned payment is scheduled again, for a corrected account, or with a reason for the same one."""
    claim = payment.claim
    book(
        claim, "reissued", debit="returned", credit="payable", amount=payment.amount, on=clock.today(), payment=payment
    )
    tasks.finish(claim, Kind.RETURNED, subject=subject_of(payment))
