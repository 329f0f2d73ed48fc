"""The names our payments and files carry at the bank: made from natural keys, so that a file made again names the same.

`P000000123-1-1` is the first attempt to pay payment 123, `B000000042-1-9` the first file of batch 42; the last
digit is a check digit over the digits before it. All fit ISO 20022's 35 characters.
"""

import re
from typing import NamedTuple

from claims.numbers import check_digit

LONGEST = 35
ATTEMPT = re.compile(r"P([0-9]{9,})-([0-9]+)-[0-9]")


class Attempt(NamedTuple):
    """One attempt, counted from 1, to pay one payment."""

    payment_id: int
    attempt_no: int


def end_to_end_id(payment_id: int, attempt_no: int) -> str:
    """The name of one attempt to pay; a new attempt only follows a recorded return."""
    return _named("P", payment_id, attempt_no)


def message_id(batch_id: int, file_no: int = 1) -> str:
    """The name of one file of a sealed batch."""
    return _named("B", batch_id, file_no)


def attempt_of(end_to_end_id: str) -> Attempt:
    """The payment and attempt which an end-to-end id of ours names; ValueError when it is none of ours."""
    form = ATTEMPT.fullmatch(end_to_end_id)
    attempt = form and Attempt(int(form[1]), int(form[2]))
    if not attempt or _named("P", *attempt) != end_to_end_id:
        raise ValueError(f"“{end_to_end_id}” is not the name of a payment of ours.")
    return attempt


def _named(letter: str, key: int, number: int) -> str:
    if key < 1 or number < 1:
        raise ValueError(f"Keys and numbers at the bank start at 1, not at {key} and {number}.")
    digits = f"{key:09}"
    name = f"{letter}{digits}-{number}-{check_digit(f'{digits}{number}')}"
    if len(name) > LONGEST:
        raise ValueError(f"“{name}” is longer than the {LONGEST} characters a bank message holds.")
    return name
