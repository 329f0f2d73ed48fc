"""The bank's answer: a pain.002 status report as plain values, once nothing about it is doubtful."""

import hashlib
from dataclasses import dataclass, field
from enum import StrEnum
from typing import BinaryIO

from django.utils.translation import gettext as _
from lxml import etree

from claims.bank import documents
from claims.bank.documents import InvalidBankFile

READABLE = ("pain.002.001.10", "pain.002.001.12")


class Fate(StrEnum):
    """What a status means for the money, whichever of the many codes a bank prefers."""

    SETTLED = "settled"
    REJECTED = "rejected"
    PENDING = "pending"
    UNKNOWN = "unknown"


# ISO 20022 external payment status codes. One that is not here (PART, or one added later) is for a person to judge.
FATES = {
    "ACSC": Fate.SETTLED, "ACCC": Fate.SETTLED,
    "RJCT": Fate.REJECTED, "CANC": Fate.REJECTED,
    "RCVD": Fate.PENDING, "PDNG": Fate.PENDING, "ACTC": Fate.PENDING, "ACCP": Fate.PENDING, "ACSP": Fate.PENDING,
    "ACFC": Fate.PENDING, "ACWP": Fate.PENDING, "ACWC": Fate.PENDING,
}


@dataclass(frozen=True, slots=True)
class Status:
    """What the bank says of one payment; the code and the bank's own words are None where it gives none."""

    end_to_end_id: str
    status: str
    reason_code: str | None = None
    reason_text: str | None = None

    @property
    def fate(self) -> Fate:
        return FATES.get(self.status, Fate.UNKNOWN)


@dataclass(frozen=True, slots=True)
class StatusReport:
    """One answer of the bank to one file of ours. `group_status` is None in a report on single payments only."""

    message_id: str
    original_message_id: str
    group_status: str | None
    entries: tuple[Status, ...]
    sha256: str
    group_reason_code: str | None = None
    group_reason_text: str | None = None
    _by_name: dict[str, Status] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_name", {entry.end_to_end_id: entry for entry in self.entries})

    def status_of(self, end_to_end_id: str) -> Status | None:
        """What this report says of one payment of the original file; None where it says nothing.

        The bank speaks of a payment by name, or of the whole file. A file accepted only in part says nothing
        of the payments it does not name.
        """
        if end_to_end_id in self._by_name:
            return self._by_name[end_to_end_id]
        if self.group_status in (None, "PART"):
            return None
        return Status(end_to_end_id, self.group_status, self.group_reason_code, self.group_reason_text)


def read(stream: BinaryIO) -> StatusReport:
    """Read a pain.002 of version 10 or 12; InvalidBankFile where it is hostile, broken or can be taken two ways.

    A status report is a processing answer. It says that a payment was refused; money is only surely there when
    the account statement says so.
    """
    content = documents.take(stream)
    message = documents.message_of(content, READABLE)
    reading = _Reading()
    for element in documents.elements(content, message, *PARTS):
        PARTS[etree.QName(element).localname](reading, element)
    report = reading.report(hashlib.sha256(content).hexdigest())
    _refuse_contradiction(report)
    return report


class _Reading:
    """A report while its parts go by."""

    def __init__(self) -> None:
        self.message_id = self.original_message_id = ""
        self.group = (None, None, None)
        self.entries: dict[str, Status] = {}
        self.blocks: set[str] = set()

    def header(self, element: etree._Element) -> None:
        self.message_id = documents.text_of(element, "MsgId")

    def of_the_file(self, element: etree._Element) -> None:
        self.original_message_id = documents.text_of(element, "OrgnlMsgId")
        self.group = (documents.text_of(element, "GrpSts"), *_reason(element))

    def of_one_payment(self, element: etree._Element) -> None:
        name, status = documents.text_of(element, "OrgnlEndToEndId"), documents.text_of(element, "TxSts")
        if not name or not status:
            raise InvalidBankFile(_("Entry %(position)s of the report does not name its payment and its status. "
                                    "Ask the bank.") % {"position": len(self.entries) + 1})
        if name in self.entries:
            raise InvalidBankFile(_("The report speaks of payment %(payment)s twice. Ask the bank which answer is "
                                    "right.") % {"payment": name})
        self.entries[name] = Status(name, status, *_reason(element))

    def of_the_block(self, element: etree._Element) -> None:
        """Our files have one payment block, so what is said of the block is said of the file."""
        self.blocks.add(documents.text_of(element, "OrgnlPmtInfId"))
        if len(self.blocks) > 1:
            raise InvalidBankFile(_("The report answers several payment blocks; a file of ours has one. Ask the bank "
                                    "whose file this answers."))
        if self.group[0] is None:
            self.group = (documents.text_of(element, "PmtInfSts"), *_reason(element))

    def report(self, sha256: str) -> StatusReport:
        status, code, text = self.group
        return StatusReport(self.message_id, self.original_message_id, status, tuple(self.entries.values()), sha256,
                            code, text)


PARTS = {
    "GrpHdr": _Reading.header,
    "OrgnlGrpInfAndSts": _Reading.of_the_file,
    "TxInfAndSts": _Reading.of_one_payment,
    "OrgnlPmtInfAndSts": _Reading.of_the_block,
}


def _reason(element: etree._Element) -> tuple[str | None, str | None]:
    """The first reason's code (or the bank's own), and all of the bank's words."""
    namespace = f"{{{etree.QName(element).namespace}}}"
    code = documents.text_of(element, "StsRsnInf/Rsn/Cd") or documents.text_of(element, "StsRsnInf/Rsn/Prtry")
    words = [line.text for line in element.iterfind(f"{namespace}StsRsnInf/{namespace}AddtlInf")]
    return code, " ".join(words) or None


def _refuse_contradiction(report: StatusReport) -> None:
    if FATES.get(report.group_status) is not Fate.REJECTED:
        return
    for entry in report.entries:
        if entry.fate is not Fate.REJECTED:
            raise InvalidBankFile(_("The report rejects the whole file, yet says %(status)s of payment %(payment)s. "
                                    "Ask the bank which is right.")
                                  % {"status": entry.status, "payment": entry.end_to_end_id})
