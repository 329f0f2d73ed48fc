"""What the bank answers is read as it is meant, and what is doubtful is not read at all."""

import hashlib
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.bank import documents, pain002, reasons
from claims.bank.documents import InvalidBankFile
from claims.bank.pain002 import Fate, Status
from tests.claims.bank.files import answer, because, block, entry

ONE, TWO = "P000000001-1-7", "P000000002-1-0"


def read(content):
    return pain002.read(io.BytesIO(content))


@pytest.mark.parametrize("version", ["pain.002.001.10", "pain.002.001.12"])
def test_each_payment_of_an_answer_is_read_with_its_reason(version):
    content = answer(block(entry(ONE, "ACSC"), entry(TWO, "RJCT", because("AC04", "closed", "since May"))),
                     group="<GrpSts>PART</GrpSts>", version=version)

    report = read(content)

    assert (report.message_id, report.original_message_id, report.group_status) == (
        "ANSWER-1", "B000000042-1-9", "PART")
    assert report.entries == (Status(ONE, "ACSC"), Status(TWO, "RJCT", "AC04", "closed since May"))
    assert report.sha256 == hashlib.sha256(content).hexdigest()


def test_a_rejected_file_rejects_every_payment_in_it():
    report = read(answer(group=f"<GrpSts>RJCT</GrpSts>{because('AM10', 'wrong sum')}"))

    status = report.status_of(ONE)

    assert status == Status(ONE, "RJCT", "AM10", "wrong sum")
    assert status.fate is Fate.REJECTED


def test_what_is_said_of_the_only_block_is_said_of_the_file():
    report = read(answer(block(status="RJCT"), group=""))

    assert report.status_of(ONE) == Status(ONE, "RJCT")


def test_a_file_accepted_in_part_says_nothing_of_payments_it_does_not_name():
    report = read(answer(block(entry(ONE, "RJCT")), group="<GrpSts>PART</GrpSts>"))

    assert report.status_of(ONE).fate is Fate.REJECTED
    assert report.status_of(TWO) is None


def test_a_report_on_single_payments_has_no_status_for_the_file():
    report = read(answer(block(entry(ONE, "RJCT", because("AC04"))), group=""))

    assert report.group_status is None
    assert report.status_of(TWO) is None


@pytest.mark.parametrize(("status", "fate"), [
    ("ACSC", Fate.SETTLED), ("ACCC", Fate.SETTLED), ("RJCT", Fate.REJECTED), ("CANC", Fate.REJECTED),
    ("ACCP", Fate.PENDING), ("ACSP", Fate.PENDING), ("PDNG", Fate.PENDING), ("PART", Fate.UNKNOWN),
    ("XXXX", Fate.UNKNOWN)])
def test_a_status_is_money_settled_rejected_pending_or_for_a_person_to_judge(status, fate):
    report = read(answer(block(entry(ONE, status))))

    assert report.status_of(ONE).fate is fate


def test_the_banks_own_reason_code_is_kept():
    own = "<StsRsnInf><Rsn><Prtry>KFTC-412</Prtry></Rsn></StsRsnInf>"

    report = read(answer(block(entry(ONE, "RJCT", own))))

    assert report.entries[0].reason_code == "KFTC-412"


@pytest.mark.parametrize(("content", "sentence"), [
    (answer(block(entry(ONE, "RJCT"), entry(ONE, "ACCP"))), f"speaks of payment {ONE} twice"),
    (answer(block(entry(ONE, "RJCT")), block(entry(ONE, "RJCT"))), f"speaks of payment {ONE} twice"),
    (answer(block(name="A"), block(name="B")), "several payment blocks"),
    (answer(block(entry(ONE, "ACCP")), group="<GrpSts>RJCT</GrpSts>"),
     f"rejects the whole file, yet says ACCP of payment {ONE}"),
    (answer(block("<TxInfAndSts><TxSts>RJCT</TxSts></TxInfAndSts>")), "Entry 1 of the report does not name"),
    (answer(block(f"<TxInfAndSts><OrgnlEndToEndId>{ONE}</OrgnlEndToEndId></TxInfAndSts>")), "and its status"),
])
def test_an_answer_which_can_be_taken_two_ways_is_not_taken(content, sentence):
    with pytest.raises(InvalidBankFile) as refusal:
        read(content)

    assert sentence in str(refusal.value)


FINE = answer(block(entry(ONE, "ACCP")))
BODY = FINE.split(b"?>", 1)[1]
DECLARATION = b'<?xml version="1.0" encoding="UTF-8"?>'
LAUGHS = b"".join(b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10) for n in range(1, 10))
ENVELOPE = b"<SplmtryData><Envlp>"
NESTED = b"<OrgnlPmtInfAndSts>" * 100_000

HOSTILE = {
    "a document type": (DECLARATION + b"<!DOCTYPE Document>" + BODY, "declares a document type"),
    "an external document type": (DECLARATION + b'<!DOCTYPE Document SYSTEM "http://127.0.0.1:9/x.dtd">' + BODY,
                                  "declares a document type"),
    "an internal entity": (DECLARATION + b'<!DOCTYPE Document [<!ENTITY x "RJCT">]>' + BODY.replace(b"ACCP", b"&x;"),
                           "declares a document type"),
    "an external entity": (DECLARATION + b'<!DOCTYPE D [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
                           + BODY.replace(b"ACCP", b"&x;"), "declares a document type"),
    "a billion laughs": (DECLARATION + b'<!DOCTYPE D [<!ENTITY l0 "ha">' + LAUGHS + b"]>"
                         + BODY.replace(b"ACCP", b"&l9;"), "declares a document type"),
    "a parameter entity": (DECLARATION + b'<!DOCTYPE D [<!ENTITY % x SYSTEM "file:///etc/passwd"> %x;]>' + BODY,
                           "declares a document type"),
    "an undeclared entity": (FINE.replace(b"<TxSts>ACCP", b"<TxSts>&x;"), "not complete, well-formed XML"),
    "a file cut short": (FINE[:-40], "not complete, well-formed XML"),
    "a file cut in its first tag": (FINE[:60], "not complete, well-formed XML"),
    "two documents in one": (FINE + BODY, "not complete, well-formed XML"),
    "something after the end": (FINE + b"ACCP", "not complete, well-formed XML"),
    "no XML at all": (b"PK\x03\x04 a spreadsheet", "not complete, well-formed XML"),
    "NUL in the text": (FINE.replace(b"ANSWER-1", b"ANSWER\x00"), "not complete, well-formed XML"),
    "half a character": (FINE.replace(b"ANSWER-1", b"ANSWER\xec"), "not complete, well-formed XML"),
    "deep nesting": (FINE.split(b"<OrgnlGrp")[0] + NESTED, "Element 'OrgnlPmtInfAndSts': This element is not expected"),
    "deep nesting where anything goes": (FINE.split(b"</TxInfAndSts>")[0] + ENVELOPE + b"<x>" * 100_000,
                                         "not complete, well-formed XML"),
    "nothing": (b"", "The file is empty"),
    "only spaces": (b" \r\n", "The file is empty"),
    "UTF-16": (FINE.decode().replace("UTF-8", "UTF-16").encode("utf-16"), "is written in UTF-16"),
    "UTF-16 without a mark": (FINE.decode().encode("utf-16-le"), "is written in UTF-16"),
    "UTF-16 the other way": (FINE.decode().encode("utf-16-be"), "is written in UTF-16"),
    "UTF-32": (FINE.decode().encode("utf-32"), "is written in UTF-16/32"),
    "EUC-KR": (FINE.decode().replace("UTF-8", "EUC-KR").replace("ANSWER", "회신").encode("euc-kr"), "written in EUC-KR"),
    "EUC-KR behind a mark": (b"\xef\xbb\xbf" + FINE.replace(b"UTF-8", b"euc-kr"), "written in euc-kr"),
    "EUC-KR undeclared": (FINE.decode().replace("ANSWER", "회신").encode("euc-kr"), "not complete, well-formed XML"),
    "UTF-7": (FINE.replace(b"UTF-8", b"UTF-7"), "written in UTF-7"),
    "no namespace": (FINE.replace(b' xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.10"', b""), "“Document” of “”"),
    "another namespace": (FINE.replace(b"urn:iso:std", b"urn:evil:std"), "of “urn:evil:std"),
    "an unknown version": (FINE.replace(b".001.10", b".001.99"), "pain.002.001.12 is what can be read here"),
    "another message": (FINE.replace(b"pain.002.001.10", b"pain.001.001.09"), "pain.002.001.10, pain.002.001.12"),
    "a root without a name": (DECLARATION + b"<:/>", "“:” of “”"),
    "another root": (FINE.replace(b"Document", b"Dokument"), "“Dokument”"),
    "an unknown element": (FINE.replace(b"<TxSts>", b"<Odd/><TxSts>"), "Element 'Odd'"),
    "a foreign element": (FINE.replace(b"<TxSts>", b"<x:TxSts xmlns:x='urn:x'>ACSC</x:TxSts><TxSts>"), "schema"),
    "a name too long": (FINE.replace(b"ANSWER-1", b"A" * 36), "Element 'MsgId'"),
    "a leap second": (FINE.replace(b"T10:00:00", b"T23:59:60"), "Element 'CreDtTm'"),
    "no header": (FINE.replace(b"GrpHdr", b"Odd"), "Element 'Odd'"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_in_a_sentence(name):
    content, sentence = HOSTILE[name]

    with pytest.raises(InvalidBankFile) as refusal:
        read(content)

    assert sentence in str(refusal.value)
    assert "{urn" not in str(refusal.value) and "b'" not in str(refusal.value)


def test_a_file_without_limit_is_not_read_to_its_end():
    class Endless(io.RawIOBase):
        given = 0

        def read(self, size=-1):
            assert size > 0, "read without a limit"
            self.given += size
            return b" " * size

    stream = Endless()

    with pytest.raises(InvalidBankFile, match="larger than 67108864 bytes"):
        pain002.read(stream)
    assert stream.given == documents.SIZE_LIMIT + 1


@settings(max_examples=300)
@given(st.data())
def test_a_damaged_answer_is_refused_in_a_sentence_or_read_as_a_report(data):
    content = bytearray(answer(block(entry(ONE, "ACSC"), entry(TWO, "RJCT", because("AC04", "closed")))))
    for _damage in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(content) - 1))
        content[place:place + data.draw(st.integers(0, 30))] = data.draw(st.binary(max_size=8))

    try:
        report = read(bytes(content))
    except InvalidBankFile as refusal:
        assert str(refusal).endswith(".") or "schema" in str(refusal)
    else:
        assert {entry.fate for entry in report.entries} <= set(Fate)


def test_a_byte_order_mark_of_utf8_is_no_offence():
    assert read(b"\xef\xbb\xbf" + FINE).status_of(ONE).status == "ACCP"


def test_comments_and_instructions_inside_a_value_do_not_change_it():
    content = FINE.replace(b"<TxSts>ACCP", b"<TxSts>AC<!-- RJ --><?rj ct?>CP")

    assert read(content).status_of(ONE).status == "ACCP"


def test_every_reason_has_a_sentence():
    assert reasons.sentence("AC04") == "The account is closed. Ask the payee for another account."
    assert reasons.sentence("ZZ99") == "The bank gives the reason ZZ99, which is not in our list. Ask the bank."
    assert reasons.sentence(None) == "The bank gives no reason. Ask the bank."
    assert all(str(sentence).endswith(".") for sentence in reasons.REASONS.values())
