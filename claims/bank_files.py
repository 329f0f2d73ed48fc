"""Rows to bank files: a sealed payment run as the transfers that the bank reads."""

import hashlib
from collections.abc import Iterable
from io import BytesIO

from django.conf import settings

from claims.bank import pain001

from .models import Batch, BatchItem

REMITTANCE = "실업급여 {number}"


def digest(items: Iterable[BatchItem]) -> str:
    """The seal of a run: SHA-256 over its instructions, one line each, in the order of their names at the bank."""
    lines = sorted(f"{i.end_to_end_id} {i.payment_id} {i.attempt} {i.account_id} {i.amount}" for i in items)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def written(batch: Batch, items: list[BatchItem]) -> tuple[bytes, pain001.ControlSums]:
    """The file of a run and its control sums; the same bytes whenever it is made again.

    `items` come with account, claim and person. Raises InvalidBankFile where a field cannot be sent as it is.
    """
    out = BytesIO()
    sums = pain001.write(_file(batch, items), out)
    pain001.validate(out.getvalue())
    return out.getvalue(), sums


def _file(batch: Batch, items: list[BatchItem]) -> pain001.BatchFile:
    payer = settings.PAYER
    return pain001.BatchFile(
        message_id=batch.message_id,
        created_at=batch.built_at,
        requested_on=batch.run_on,
        debtor_name=payer["name"],
        debtor_bank_code=payer["bank_code"],
        debtor_account=payer["account"],
        transfers=[_transfer(item) for item in items],
    )


def _transfer(item: BatchItem) -> pain001.CreditTransfer:
    return pain001.CreditTransfer(
        end_to_end_id=item.end_to_end_id,
        instruction_id=f"I{item.pk:09}",
        amount=item.amount,
        payee_name=item.claim.person.name,
        bank_code=item.account.bank_code,
        account_number=item.account.number,
        remittance=REMITTANCE.format(number=item.claim.number),
    )
