"""A bank for tests: it answers a run of ours with a pain.002 file."""

from collections.abc import Mapping

HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.10"><CstmrPmtStsRpt>'
    "<GrpHdr><MsgId>{message}</MsgId><CreDtTm>2026-10-26T10:00:00</CreDtTm></GrpHdr>"
    "<OrgnlGrpInfAndSts><OrgnlMsgId>{original}</OrgnlMsgId><OrgnlMsgNmId>pain.001.001.09</OrgnlMsgNmId></OrgnlGrpInfAndSts>"
    "<OrgnlPmtInfAndSts><OrgnlPmtInfId>{original}</OrgnlPmtInfId>"
)
ENTRY = "<TxInfAndSts><OrgnlEndToEndId>{name}</OrgnlEndToEndId><TxSts>{status}</TxSts>{why}</TxInfAndSts>"
WHY = "<StsRsnInf><Rsn><Cd>{code}</Cd></Rsn></StsRsnInf>"


def an_answer(batch, statuses: Mapping, *, reason: str = "AC04", message: str = "BANK-1") -> bytes:
    """The bank's answer to a run: a status ("ACSC", "RJCT", "PDNG") for each item, or end-to-end id, that it names."""
    entries = "".join(
        ENTRY.format(
            name=getattr(item, "end_to_end_id", item),
            status=status,
            why=WHY.format(code=reason) if status == "RJCT" else "",
        )
        for item, status in statuses.items()
    )
    head = HEAD.format(message=message, original=batch.message_id)
    return f"{head}{entries}</OrgnlPmtInfAndSts></CstmrPmtStsRpt></Document>".encode()
