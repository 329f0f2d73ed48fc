"""Batches and answers for the tests of bank files."""

import io
from dataclasses import replace
from datetime import UTC, date, datetime

from claims.bank import identifiers, pain001

ANSWER = """<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:{version}"><CstmrPmtStsRpt>
<GrpHdr><MsgId>ANSWER-1</MsgId><CreDtTm>2026-11-23T10:00:00+09:00</CreDtTm></GrpHdr>
<OrgnlGrpInfAndSts><OrgnlMsgId>B000000042-1-9</OrgnlMsgId><OrgnlMsgNmId>pain.001.001.09</OrgnlMsgNmId>{group}
</OrgnlGrpInfAndSts>{blocks}</CstmrPmtStsRpt></Document>"""


def transfer(payment_id=1, **changes):
    name = identifiers.end_to_end_id(payment_id, 1)
    plain = pain001.CreditTransfer(name, name, 66_048 + payment_id, "김하늘", "088", "110-123-456789", "EI 26-0012345-4")
    return replace(plain, **changes)


def batch(transfers=None, batch_id=42, **changes):
    plain = pain001.BatchFile(
        message_id=identifiers.message_id(batch_id),
        created_at=datetime(2026, 11, 23, 0, 30, tzinfo=UTC),
        requested_on=date(2026, 11, 24),
        debtor_name="고용보험기금",
        debtor_bank_code="001",
        debtor_account="1234567890",
        transfers=[transfer(1), transfer(2)] if transfers is None else transfers,
    )
    return replace(plain, **changes)


def written(a_batch):
    out = io.BytesIO()
    pain001.write(a_batch, out)
    return out.getvalue()


def block(*entries, name="B000000042-1-9", status=""):
    head = f"<OrgnlPmtInfId>{name}</OrgnlPmtInfId>" + (f"<PmtInfSts>{status}</PmtInfSts>" if status else "")
    return f"<OrgnlPmtInfAndSts>{head}{''.join(entries)}</OrgnlPmtInfAndSts>"


def entry(payment, status, reason=""):
    return (f"<TxInfAndSts><OrgnlEndToEndId>{payment}</OrgnlEndToEndId><TxSts>{status}</TxSts>"
            f"{reason}</TxInfAndSts>")


def because(code, *words):
    lines = "".join(f"<AddtlInf>{line}</AddtlInf>" for line in words)
    return f"<StsRsnInf><Rsn><Cd>{code}</Cd></Rsn>{lines}</StsRsnInf>"


def answer(*blocks, group="<GrpSts>ACCP</GrpSts>", version="pain.002.001.10"):
    return ANSWER.format(version=version, group=group, blocks="".join(blocks)).encode()
