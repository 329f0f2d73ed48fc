"""A bank we did not write takes our files, counts them itself, and answers what we can read."""

import io
import json
import threading
import urllib.error
import urllib.request
from datetime import date

import pytest
from mockbank.server import Config, make_server

from claims.bank import pain001, pain002
from claims.bank.pain002 import Fate
from tests.claims.bank.files import batch, transfer, written

FUND = {"id": "FUND", "name": "고용보험기금", "iban": "DE89370400440532013000", "currency": "KRW",
        "balance": 1_000_000, "account_number": "1234567890"}


class Bank:
    """The mock bank over HTTP on this machine's loopback, holding the fund's account in won."""

    def __init__(self, port):
        self.address = f"http://127.0.0.1:{port}"
        self.call("POST", "/_mock/accounts", json.dumps(FUND).encode())

    def call(self, method, path, body=None):
        request = urllib.request.Request(self.address + path, data=body, method=method)
        try:
            with urllib.request.urlopen(request, timeout=10) as response:
                return response.status, response.read()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read()

    def change_fund(self, **changes):
        status, _body = self.call("PATCH", "/_mock/accounts/FUND", json.dumps(changes).encode())
        assert status == 200

    def send(self, content):
        return self.call("POST", "/payments", content)[0]

    def answer(self):
        return pain002.read(io.BytesIO(self.call("GET", "/_mock/mailbox?type=pain.002&raw")[1]))


@pytest.fixture
def bank():
    running = make_server(Config(port=0, quiet=True, timezone="Asia/Seoul", clock="2026-11-23T09:00"))
    thread = threading.Thread(target=running.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield Bank(running.server_address[1])
    running.shutdown()
    running.server_close()
    thread.join()


def test_the_bank_accepts_our_file_and_we_read_its_answer(bank):
    transfers = [transfer(1, payee_name="김<b>&하늘"), transfer(2, payee_name="Nguyễn Thị Ánh")]

    taken = bank.send(written(batch(transfers)))
    report = bank.answer()

    assert taken == 202
    assert (report.original_message_id, report.group_status) == ("B000000042-1-9", "ACCP")
    assert [(entry.end_to_end_id, entry.fate) for entry in report.entries] == [
        (payment.end_to_end_id, Fate.PENDING) for payment in transfers]


def test_the_bank_understood_who_is_paid_what_and_where(bank):
    payment = transfer(1, payee_name="김<b>&하늘")

    bank.send(written(batch([payment])))
    booked = json.loads(bank.call("GET", f"/_mock/payments/{payment.end_to_end_id}")[1])

    assert (booked["amount"], booked["currency"], booked["creditor_name"], booked["end_to_end_id"]) == (
        66_049, "KRW", "김<b>&하늘", payment.end_to_end_id)


def test_a_payment_the_bank_rejects_is_read_with_its_reason(bank):
    bank.change_fund(behaviour="insufficient-funds", balance=70_000)

    bank.send(written(batch()))
    report = bank.answer()

    paid, rejected = report.entries
    assert report.group_status == "PART"
    assert paid.fate is Fate.PENDING
    assert (rejected.fate, rejected.reason_code) == (Fate.REJECTED, "AM04")
    assert "70000" not in rejected.reason_text and "below zero" in rejected.reason_text


def test_a_payment_first_accepted_then_rejected_on_its_day_comes_back_in_a_second_answer(bank):
    bank.send(written(batch(requested_on=date(2026, 11, 26))))
    first = bank.answer()

    bank.change_fund(closed=True)
    bank.call("POST", "/_mock/advance?days=4")
    second = bank.answer()

    assert first.group_status == "ACCP"
    assert second.group_status is None
    assert {entry.fate for entry in second.entries} == {Fate.REJECTED}
    assert second.message_id != first.message_id and second.original_message_id == first.original_message_id


def test_a_file_the_bank_rejects_whole_rejects_each_payment(bank):
    bank.change_fund(behaviour="reject-file")

    taken = bank.send(written(batch()))
    status = bank.answer().status_of(transfer(1).end_to_end_id)

    assert taken == 422
    assert (status.fate, status.reason_code) == (Fate.REJECTED, "FF01")


def test_a_wrong_control_sum_is_noticed_by_the_bank_and_by_us(bank):
    wrong = written(batch()).replace(b"<CtrlSum>132099<", b"<CtrlSum>132098<")

    taken = bank.send(wrong)
    report = bank.answer()

    assert taken == 422
    assert (report.group_status, report.group_reason_code) == ("RJCT", "AM10")
    with pytest.raises(pain001.InvalidBankFile, match="132098 won, but holds 2 of 132099"):
        pain001.validate(wrong)


def test_a_file_sent_twice_is_known_to_the_bank_by_its_name(bank):
    bank.send(written(batch()))
    bank.answer()

    taken = bank.send(written(batch()))
    report = bank.answer()

    assert taken == 422
    assert (report.group_status, report.group_reason_code) == ("RJCT", "DUPL")
