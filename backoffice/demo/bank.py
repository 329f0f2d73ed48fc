"""The demo's payments: runs are built, released and answered by an invented bank."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from html import escape
from typing import Any

from backoffice.staff import clock
from claims.models import Batch
from claims.recognition import working_day_from
from workflows import paying

from .offices import Centre

HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.10">'
    "<CstmrPmtStsRpt><GrpHdr><MsgId>{message}</MsgId><CreDtTm>{at}</CreDtTm></GrpHdr>"
    "<OrgnlGrpInfAndSts><OrgnlMsgId>{original}</OrgnlMsgId><OrgnlMsgNmId>pain.001.001.09</OrgnlMsgNmId>"
    "</OrgnlGrpInfAndSts><OrgnlPmtInfAndSts><OrgnlPmtInfId>{original}</OrgnlPmtInfId>"
)
ENTRY = "<TxInfAndSts><OrgnlEndToEndId>{name}</OrgnlEndToEndId><TxSts>{status}</TxSts>{why}</TxInfAndSts>"
WHY = "<StsRsnInf><Rsn><Cd>AC04</Cd></Rsn></StsRsnInf>"
UNANSWERED = timedelta(days=5)
ONE_DAY = timedelta(days=1)


def clerk(centre: Centre, place: int, returns: set[int], *, first: date, until: date) -> Iterator[date]:
    """Pays what is due on the centre's own days of the week, so that no two centres ever make a run on one day.

    First attempts on the claims `returns` come back. The runs of the last days stay unanswered, the very
    last one unreleased; the first one was a mistake and is cancelled.
    """
    days = [day for day in _days(first, until) if day.weekday() % 2 == place and working_day_from(day) == day]
    made_before = False
    for day in days:
        yield day
        if not paying.waiting(centre.office, on=day).exists():
            continue
        batch = paying.build(centre.office, by=centre.payment_officer, on=day)
        if not made_before:
            paying.cancel_batch(batch, by=centre.payment_officer, reason="시험 삼아 만든 것")
            batch, made_before = paying.build(centre.office, by=centre.payment_officer, on=day), True
        if day >= days[-1]:
            return
        batch = paying.release(batch, by=centre.releaser)
        if day >= until - UNANSWERED:
            continue
        yield day + ONE_DAY
        paying.settle(answer(batch, returns), by=centre.payment_officer)


def _days(first: date, until: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((until - first).days + 1)]


def answer(batch: Batch, returns: set[int]) -> bytes:
    """The bank's pain.002 answer to a run: everything is paid but first attempts on `returns`."""
    return answer_to(batch, batch.items.filter(withdrawn=False), returns)


def answer_to(batch: Any, items: Iterable[Any], returns: set[int]) -> bytes:
    """The same for a run and items that need not be saved yet."""
    entries = "".join(_entry(item, returns) for item in items)
    head = HEAD.format(
        message=escape(f"BANK-{batch.number}"), original=batch.message_id, at=clock.now().isoformat(timespec="seconds")
    )
    return f"{head}{entries}</OrgnlPmtInfAndSts></CstmrPmtStsRpt></Document>".encode()


def _entry(item: Any, returns: set[int]) -> str:
    comes_back = item.attempt == 1 and item.claim_id in returns
    return ENTRY.format(name=item.end_to_end_id, status="RJCT" if comes_back else "ACSC", why=WHY if comes_back else "")
