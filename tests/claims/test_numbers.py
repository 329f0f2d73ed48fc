"""Claim numbers survive being read out, typed and swapped."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims import numbers
from claims.bank import identifiers

YEARS = st.integers(2000, 2099)
SERIALS = st.integers(1, numbers.LARGEST_SERIAL)


def wrong_digits(number):
    for place, digit in enumerate(number):
        if digit.isdigit():
            yield from (number[:place] + other + number[place + 1:] for other in "0123456789" if other != digit)


def swapped_neighbours(number):
    """Each swap of two different digits which stand next to each other, hyphens aside."""
    places = [place for place, digit in enumerate(number) if digit.isdigit()]
    for one, next_one in pairwise(places):
        if number[one] != number[next_one]:
            swapped = list(number)
            swapped[one], swapped[next_one] = swapped[next_one], swapped[one]
            yield "".join(swapped)


def test_a_claim_number_shows_its_year_and_serial():
    number = numbers.claim_number(2026, 12345)

    assert number == "26-0012345-4"
    assert numbers.is_valid(number)


@given(YEARS, SERIALS)
def test_every_wrong_digit_in_a_claim_number_is_noticed(year, serial):
    number = numbers.claim_number(year, serial)

    passed = [typed for typed in wrong_digits(number) if numbers.is_valid(typed)]

    assert passed == []


@given(YEARS, SERIALS)
def test_every_swap_of_neighbours_in_a_claim_number_is_noticed(year, serial):
    number = numbers.claim_number(year, serial)

    passed = [typed for typed in swapped_neighbours(number) if numbers.is_valid(typed)]

    assert passed == []


@pytest.mark.parametrize("typed", ["", "26-0012345", "2600123452", "26-0012345-4 ", "２6-0012345-2", "26-012345-2"])
def test_what_is_not_written_as_a_claim_number_is_none(typed):
    assert not numbers.is_valid(typed)


@pytest.mark.parametrize(("year", "serial"), [(1999, 1), (2100, 1), (2026, 0), (2026, 10_000_000)])
def test_no_claim_number_is_made_outside_its_range(year, serial):
    with pytest.raises(ValueError, match="A claim number holds"):
        numbers.claim_number(year, serial)


@given(st.integers(1, 2**63 - 1), st.integers(1, 99))
def test_a_payments_name_at_the_bank_leads_back_to_the_payment_and_attempt(payment_id, attempt_no):
    name = identifiers.end_to_end_id(payment_id, attempt_no)

    assert identifiers.attempt_of(name) == (payment_id, attempt_no)
    assert len(name) <= 35


@given(st.integers(1, 10**9 - 1), st.integers(1, 9))
def test_a_mistyped_payment_name_leads_to_no_other_payment(payment_id, attempt_no):
    name = identifiers.end_to_end_id(payment_id, attempt_no)

    for typed in [*wrong_digits(name), *swapped_neighbours(name)]:
        with pytest.raises(ValueError):
            identifiers.attempt_of(typed)


def test_the_same_payment_and_attempt_always_have_the_same_name():
    assert identifiers.end_to_end_id(123, 1) == "P000000123-1-1"
    assert identifiers.end_to_end_id(123, 2) != identifiers.end_to_end_id(123, 1)


@pytest.mark.parametrize("name", [
    "NOTPROVIDED", "B000000042-1-9", "P0000000123-1-1", "P000000123-01-1",
    "P123-1-1", "P000000000-1-0", ""])
def test_a_name_which_is_not_a_payment_of_ours_is_refused(name):
    with pytest.raises(ValueError):
        identifiers.attempt_of(name)


def test_keys_start_at_one():
    with pytest.raises(ValueError, match="start at 1"):
        identifiers.message_id(0)
