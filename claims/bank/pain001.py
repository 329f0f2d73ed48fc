"""The payment file: a batch of won transfers as pain.001.001.09, streamed, the same bytes whenever it is made again."""

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop
from lxml import etree

from claims.bank import documents
from claims.bank.documents import InvalidBankFile

MESSAGE = "pain.001.001.09"
LONGEST_NAME = 140
LONGEST_ID = 35
LONGEST_ACCOUNT = 34
LONGEST_REMITTANCE = 140
MOST_TRANSFERS = 50_000
MOST_DIGITS = 18
ID_FORM = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]*")
BANK_CODE_FORM = re.compile(r"[0-9]{3}")
ACCOUNT_FORM = re.compile(r"[0-9][0-9-]*")
# Unassigned is not among them: a syllable which a newer Unicode adds is still somebody's name.
UNPRINTABLE = ("Cc", "Cs", "Zl", "Zp")
REORDERING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
NOT_XML = frozenset("\ufffe\uffff")


@dataclass(frozen=True, slots=True)
class CreditTransfer:
    """One instruction to pay: whole won, to an account at a bank known by its three-digit clearing code."""

    end_to_end_id: str
    instruction_id: str
    amount: int
    payee_name: str
    bank_code: str
    account_number: str
    remittance: str


@dataclass(frozen=True, slots=True)
class BatchFile:
    """What one file asks the bank to do. `transfers` is walked twice, so it is a list or a thing like a queryset."""

    message_id: str
    created_at: datetime
    requested_on: date
    debtor_name: str
    debtor_bank_code: str
    debtor_account: str
    transfers: Iterable[CreditTransfer]


@dataclass(frozen=True, slots=True)
class ControlSums:
    """How many transfers a file holds, their total in won, and the file's SHA-256 in hexadecimal."""

    count: int
    total: int
    sha256: str


def write(batch: BatchFile, out: BinaryIO) -> ControlSums:
    """Write the batch as pain.001; refuses the whole batch before the first byte if any field cannot be sent as it is.

    The header carries count and total, so the transfers are walked once to check and add and once to write.
    """
    count, total = _checked(batch)
    written = _Hashed(out)
    with etree.xmlfile(written, encoding="utf-8") as file:
        file.write_declaration()
        document = file.element(_name("Document"), nsmap={None: documents.NAMESPACE + MESSAGE})
        with document, file.element(_name("CstmrCdtTrfInitn")):
            file.write(_header(batch, count, total))
            with file.element(_name("PmtInf")):
                for element in _payment_information(batch, count, total):
                    file.write(element)
                sums = _write_transfers(batch, file)
    if sums != (count, total):
        raise RuntimeError("The transfers changed while the file was being written.")
    return ControlSums(count, total, written.sha256)


def validate(source: Path | str | bytes) -> None:
    """Refuse a payment file which is not pain.001.001.09 by its official schema, or whose control sums are wrong."""
    with BytesIO(source) if isinstance(source, bytes) else open(source, "rb") as stream:
        content = documents.take(stream)
    documents.message_of(content, (MESSAGE,))
    declared, count, total = (0, Decimal(0)), 0, Decimal(0)
    for element in documents.elements(content, MESSAGE, "GrpHdr", "CdtTrfTxInf"):
        if etree.QName(element).localname == "GrpHdr":
            sums = documents.text_of(element, "CtrlSum")
            declared = int(documents.text_of(element, "NbOfTxs")), Decimal(sums) if sums else None
        else:
            count, total = count + 1, total + Decimal(documents.text_of(element, "Amt/InstdAmt"))
    if declared != (count, total):
        raise InvalidBankFile(_("The file declares %(declared_count)s payments of %(declared_total)s won, "
                                "but holds %(count)s of %(total)s.")
                              % {"declared_count": declared[0], "declared_total": declared[1],
                                 "count": count, "total": total})


class _Hashed:
    """A place to write which remembers the hash of what went through."""

    def __init__(self, out: BinaryIO) -> None:
        self._out, self._hash = out, hashlib.sha256()

    def write(self, content: bytes) -> int:
        self._hash.update(content)
        self._out.write(content)
        return len(content)

    @property
    def sha256(self) -> str:
        return self._hash.hexdigest()


def _checked(batch: BatchFile) -> tuple[int, int]:
    """The number of transfers and their total in won, once every field of the batch can be sent as it stands."""
    if iter(batch.transfers) is batch.transfers:
        raise TypeError("The transfers of a batch are walked twice: give a list, not a generator.")
    if batch.created_at.tzinfo is None:
        raise TypeError("A batch is created at an instant: give a time with its time zone.")
    _check_debtor(batch)
    total, seen = 0, set()
    for transfer in batch.transfers:
        _check_transfer(transfer)
        if transfer.end_to_end_id in seen:
            raise InvalidBankFile(_("%(payment)s is in the batch twice.") % {"payment": transfer.end_to_end_id})
        seen.add(transfer.end_to_end_id)
        total += transfer.amount
    if not 1 <= len(seen) <= MOST_TRANSFERS:
        raise InvalidBankFile(_("A bank file holds from 1 to %(most)s payments, not %(count)s. Divide the batch.")
                              % {"most": MOST_TRANSFERS, "count": len(seen)})
    return len(seen), total


def _check_debtor(batch: BatchFile) -> None:
    where = batch.message_id
    _check_form(batch.message_id, ID_FORM, LONGEST_ID, where, noop("message id"))
    _check_text(batch.debtor_name, LONGEST_NAME, where, noop("payer's name"))
    _check_form(batch.debtor_bank_code, BANK_CODE_FORM, 3, where, noop("payer's bank code"))
    _check_form(batch.debtor_account, ACCOUNT_FORM, LONGEST_ACCOUNT, where, noop("payer's account number"))


def _check_transfer(transfer: CreditTransfer) -> None:
    where = transfer.end_to_end_id
    _check_form(transfer.end_to_end_id, ID_FORM, LONGEST_ID, where, noop("end-to-end id"))
    _check_form(transfer.instruction_id, ID_FORM, LONGEST_ID, where, noop("instruction id"))
    _check_amount(transfer.amount, where)
    _check_text(transfer.payee_name, LONGEST_NAME, where, noop("payee's name"))
    _check_form(transfer.bank_code, BANK_CODE_FORM, 3, where, noop("bank code"))
    _check_form(transfer.account_number, ACCOUNT_FORM, LONGEST_ACCOUNT, where, noop("account number"))
    _check_text(transfer.remittance, LONGEST_REMITTANCE, where, noop("remittance text"))


def _check_amount(amount: int, where: str) -> None:
    whole_won = isinstance(amount, int) and not isinstance(amount, bool)
    if not whole_won or amount < 1 or len(str(amount)) > MOST_DIGITS:
        raise InvalidBankFile(_("%(payment)s is of %(amount)s; a payment is of 1 won or more, in whole won.")
                              % {"payment": where, "amount": amount})


def _check_form(text: str, form: re.Pattern[str], longest: int, where: str, field: str) -> None:
    _check_text(text, longest, where, field)
    if not form.fullmatch(text):
        raise InvalidBankFile(_("%(payment)s: the %(field)s is not written as the bank takes it. "
                                "Correct it, then make the file again.") % {"field": _(field), "payment": where})


def _check_text(text: str, longest: int, where: str, field: str) -> None:
    """Text goes to the bank exactly or not at all: a name cut short is another person's name."""
    if not text.strip():
        raise InvalidBankFile(_("%(payment)s: the %(field)s is missing.") % {"field": _(field), "payment": where})
    if len(text) > longest:
        raise InvalidBankFile(_("%(payment)s: the %(field)s has %(length)s characters; a bank message holds "
                                "%(longest)s, and it is never cut short. Agree a shorter form with the payee.")
                              % {"field": _(field), "payment": where, "length": len(text), "longest": longest})
    strange = next((letter for letter in text if _is_unsendable(letter)), None)
    if strange is not None:
        raise InvalidBankFile(_("%(payment)s: the %(field)s has the invisible character %(character)s. "
                                "Type it again.")
                              % {"field": _(field), "payment": where, "character": f"U+{ord(strange):04X}"})


def _is_unsendable(letter: str) -> bool:
    return unicodedata.category(letter) in UNPRINTABLE or letter in REORDERING or letter in NOT_XML


def _name(tag: str) -> str:
    return f"{{{documents.NAMESPACE}{MESSAGE}}}{tag}"


def _tree(tag: str, *content: str | etree._Element, **attributes: str) -> etree._Element:
    """An element of text or elements. Without a namespace of its own: it is written inside the one of the document,
    where declaring it again at each transfer would double the file."""
    element = etree.Element(tag, attributes)
    for part in content:
        if isinstance(part, str):
            element.text = part
        else:
            element.append(part)
    return element


def _header(batch: BatchFile, count: int, total: int) -> etree._Element:
    created = batch.created_at.astimezone(UTC).isoformat(timespec="seconds")
    return _tree("GrpHdr", _tree("MsgId", batch.message_id), _tree("CreDtTm", created), _tree("NbOfTxs", str(count)),
                 _tree("CtrlSum", str(total)), _tree("InitgPty", _tree("Nm", batch.debtor_name)))


def _payment_information(batch: BatchFile, count: int, total: int) -> Iterator[etree._Element]:
    """All of the payment block before its transfers. A file has one block, named as the file."""
    yield _tree("PmtInfId", batch.message_id)
    yield _tree("PmtMtd", "TRF")
    yield _tree("NbOfTxs", str(count))
    yield _tree("CtrlSum", str(total))
    yield _tree("PmtTpInf", _tree("CtgyPurp", _tree("Cd", "SSBE")))
    yield _tree("ReqdExctnDt", _tree("Dt", batch.requested_on.isoformat()))
    yield _tree("Dbtr", _tree("Nm", batch.debtor_name))
    yield _account("DbtrAcct", batch.debtor_account)
    yield _agent("DbtrAgt", batch.debtor_bank_code)
    yield _tree("ChrgBr", "DEBT")


def _write_transfers(batch: BatchFile, file) -> tuple[int, int]:
    count, total = 0, 0
    for transfer in batch.transfers:
        file.write(_transfer(transfer))
        count, total = count + 1, total + transfer.amount
    return count, total


def _transfer(transfer: CreditTransfer) -> etree._Element:
    return _tree(
        "CdtTrfTxInf",
        _tree("PmtId", _tree("InstrId", transfer.instruction_id), _tree("EndToEndId", transfer.end_to_end_id)),
        _tree("Amt", _tree("InstdAmt", str(transfer.amount), Ccy="KRW")),
        _agent("CdtrAgt", transfer.bank_code),
        _tree("Cdtr", _tree("Nm", transfer.payee_name)),
        _account("CdtrAcct", transfer.account_number),
        _tree("RmtInf", _tree("Ustrd", transfer.remittance)),
    )


def _account(tag: str, number: str) -> etree._Element:
    return _tree(tag, _tree("Id", _tree("Othr", _tree("Id", number))))


def _agent(tag: str, bank_code: str) -> etree._Element:
    return _tree(tag, _tree("FinInstnId", _tree("ClrSysMmbId", _tree("MmbId", bank_code))))
