"""The payment file says exactly what the batch says, or is not written."""

import hashlib
import io
import subprocess
import sys
from datetime import UTC, datetime
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from claims.bank import documents, identifiers, pain001
from claims.bank.documents import InvalidBankFile
from tests.claims.bank.files import batch, transfer, written

ROOT = Path(__file__).parents[3]
NAMES = st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")), min_size=1, max_size=140)


def fields(content, name):
    return [element.text for element in etree.fromstring(content).iter(f"{{*}}{name}")]


def test_a_payment_file_is_valid_against_the_official_schema_and_its_sums():
    content = written(batch())

    assert pain001.validate(content) is None


def test_the_control_sums_are_of_what_was_written():
    out = io.BytesIO()

    sums = pain001.write(batch([transfer(1, amount=10), transfer(2, amount=25)]), out)

    assert sums == pain001.ControlSums(2, 35, hashlib.sha256(out.getvalue()).hexdigest())
    assert fields(out.getvalue(), "NbOfTxs") == ["2", "2"]
    assert fields(out.getvalue(), "CtrlSum") == ["35", "35"]


def test_an_account_is_named_by_its_number_and_its_banks_clearing_code():
    content = written(batch([transfer(bank_code="020", account_number="1002-123-456789")]))

    assert fields(content, "MmbId") == ["001", "020"]
    assert [number.text for number in etree.fromstring(content).findall(".//{*}CdtrAcct/{*}Id/{*}Othr/{*}Id")] == [
        "1002-123-456789"]
    assert etree.fromstring(content).find(".//{*}InstdAmt").get("Ccy") == "KRW"


def test_a_file_made_again_is_the_same_to_the_byte():
    again = batch(created_at=datetime.fromisoformat("2026-11-23T09:30:00+09:00"))

    assert written(batch()) == written(again)


def test_markup_in_a_name_stays_a_name():
    name = "김<b>&amp;]]></Nm><Nm>"

    content = written(batch([transfer(payee_name=name)]))

    assert fields(content, "Nm")[-1] == name
    pain001.validate(content)


@given(NAMES)
def test_a_name_arrives_exactly_or_is_refused(name):
    try:
        content = written(batch([transfer(payee_name=name)]))
    except InvalidBankFile:
        assert not name.strip() or any(pain001._is_unsendable(letter) for letter in name)
    else:
        pain001.validate(content)
        assert fields(content, "Nm")[-1] == name


@pytest.mark.parametrize("character", ["\x00", "\n", "\t", "\x1b", "\x85", "\ud800", "\ufffe", "\u2028", "\u202e"])
def test_an_invisible_character_is_refused_by_its_number_and_field(character):
    bad = transfer(7, payee_name=f"김{character}하늘")

    with pytest.raises(InvalidBankFile) as refusal:
        written(batch([bad]))

    assert bad.end_to_end_id in str(refusal.value)
    assert f"payee's name has the invisible character U+{ord(character):04X}" in str(refusal.value)


@pytest.mark.parametrize(("field", "longest"), [
    ("payee_name", 140), ("remittance", 140), ("end_to_end_id", 35), ("instruction_id", 35)])
def test_text_fills_its_field_to_the_last_character_and_is_never_cut(field, longest):
    written(batch([transfer(**{field: "a" * longest})]))

    with pytest.raises(InvalidBankFile, match=f"has {longest + 1} characters; a bank message holds {longest}"):
        written(batch([transfer(**{field: "a" * (longest + 1)})]))


@pytest.mark.parametrize("changes", [
    {"bank_code": "88"}, {"bank_code": "0O4"}, {"bank_code": "０８８"}, {"account_number": "110 123"},
    {"account_number": "1" * 35}, {"account_number": ""}, {"payee_name": "  "}, {"remittance": ""},
    {"end_to_end_id": "P 1"}, {"instruction_id": "김"},
    {"amount": 0}, {"amount": -1}, {"amount": 10**18}, {"amount": 66048.0}, {"amount": True},
    {"amount": Decimal(1)}, {"amount": Fraction(1)}])
def test_a_payment_which_cannot_be_sent_stops_the_file_before_its_first_byte(changes):
    out = io.BytesIO()

    with pytest.raises(InvalidBankFile):
        pain001.write(batch([transfer(1), transfer(2, **changes)]), out)

    assert out.getvalue() == b""


@pytest.mark.parametrize("changes", [
    {"message_id": "B 1"}, {"debtor_name": ""}, {"debtor_bank_code": "1"}, {"debtor_account": "fund"}])
def test_a_payer_who_cannot_be_named_stops_the_file(changes):
    with pytest.raises(InvalidBankFile):
        written(batch(**changes))


def test_one_payment_is_never_in_a_file_twice():
    with pytest.raises(InvalidBankFile, match="P000000001-1-7 is in the batch twice"):
        written(batch([transfer(1), transfer(1)]))


def test_an_empty_batch_is_no_file():
    with pytest.raises(InvalidBankFile, match="from 1 to 50000 payments, not 0"):
        written(batch([]))


def test_an_overfull_batch_is_divided_first(monkeypatch):
    monkeypatch.setattr(pain001, "MOST_TRANSFERS", 1)

    with pytest.raises(InvalidBankFile, match="not 2. Divide the batch"):
        written(batch())


def test_a_generator_is_not_taken_for_a_batch():
    with pytest.raises(TypeError, match="give a list"):
        written(batch(transfer(number) for number in (1, 2)))


def test_an_instant_without_a_time_zone_is_not_taken():
    with pytest.raises(TypeError, match="time zone"):
        written(batch(created_at=datetime(2026, 11, 23, 9, 30)))


def test_transfers_which_change_while_they_are_written_are_our_mistake_and_loud():
    class Moving:
        walks = 0

        def __iter__(self):
            self.walks += 1
            return iter([transfer(1, amount=10 + self.walks)])

    with pytest.raises(RuntimeError, match="changed while the file was being written"):
        written(batch(Moving()))


@pytest.mark.parametrize(("true", "false", "sentence"), [
    (b"<CtrlSum>132099</CtrlSum>", b"<CtrlSum>132098</CtrlSum>", "2 payments of 132098 won, but holds 2 of 132099"),
    (b"<NbOfTxs>2</NbOfTxs>", b"<NbOfTxs>3</NbOfTxs>", "3 payments of 132099 won, but holds 2"),
    (b">66049<", b">sixty<", "Element 'InstdAmt'"),
    (b"<NbOfTxs>2<", b"<NbOfTxs>two<", "Element 'NbOfTxs'"),
    (b"<PmtMtd>TRF</PmtMtd>", b"<PmtMtd>CASH</PmtMtd>", "Element 'PmtMtd'"),
    (b"<ChrgBr>DEBT</ChrgBr>", b"<ChrgBr>DEBT</ChrgBr><Odd/>", "Element 'Odd'"),
    (b".001.09", b".001.03", "pain.001.001.09 is what can be read here")])
def test_a_file_which_was_tampered_with_is_not_valid(true, false, sentence):
    content = written(batch()).replace(true, false)

    with pytest.raises(InvalidBankFile) as refusal:
        pain001.validate(content)

    assert sentence in str(refusal.value)


def test_a_file_on_disk_is_validated_where_it_lies(tmp_path):
    path = tmp_path / "batch.xml"
    path.write_bytes(written(batch()))

    assert pain001.validate(path) is None


LONG_BATCH = """
import io, resource
from tests.claims.bank.files import batch, transfer
from claims.bank import pain001

class Rows:
    def __iter__(self):
        return (transfer(number) for number in range(1, count + 1))

class Nowhere(io.RawIOBase):
    def write(self, content):
        return len(content)

peaks = []
for count in (100, 10_000):
    pain001.write(batch(Rows()), Nowhere())
    peaks.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
print(peaks[1] - peaks[0])
"""


def test_memory_stays_flat_however_long_the_batch_is():
    """Held as a tree, ten thousand transfers are some fifty megabytes."""
    child = subprocess.run([sys.executable, "-c", LONG_BATCH], capture_output=True, text=True, check=True, cwd=ROOT)

    grown_kilobytes = int(child.stdout)

    assert grown_kilobytes < 10_000


def test_nothing_of_a_schema_is_fetched_or_changed_on_disk():
    for name in set(documents.SCHEMA_OF.values()):
        schema = etree.parse(documents.SCHEMAS / f"{name}.xsd").getroot()

        assert schema.get("targetNamespace") == documents.NAMESPACE + name
        assert schema.findall("{*}import") == schema.findall("{*}include") == []


@settings(max_examples=50)
@given(st.lists(st.integers(1, 10**9), min_size=1, max_size=20))
def test_whatever_is_paid_the_sums_of_the_file_agree(amounts):
    transfers = [transfer(number, amount=amount) for number, amount in enumerate(amounts, 1)]
    out = io.BytesIO()

    sums = pain001.write(batch(transfers), out)

    pain001.validate(out.getvalue())
    assert (sums.count, sums.total) == (len(amounts), sum(amounts))
    assert fields(out.getvalue(), "EndToEndId") == [
        identifiers.end_to_end_id(number, 1) for number in range(1, len(amounts) + 1)]


def test_utc_is_what_the_file_is_dated_in():
    content = written(batch(created_at=datetime(2026, 11, 23, 0, 30, tzinfo=UTC)))

    assert fields(content, "CreDtTm") == ["2026-11-23T00:30:00+00:00"]
