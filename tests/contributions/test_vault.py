"""What is sealed opens for its person and its purpose only, and only as it was sealed."""

from base64 import urlsafe_b64decode, urlsafe_b64encode

import pytest
from cryptography.exceptions import InvalidTag
from django.conf import settings
from hypothesis import given
from hypothesis import settings as effort
from hypothesis import strategies as st

from contributions import vault

KEY, OTHER = bytes(range(32)), bytes(range(1, 33))
PEOPLE = st.integers(1, 2**62)
PURPOSES = st.sampled_from(["event", "facts", "trace", "letter", "account", "resident number"])
CONTENTS = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@given(st.binary(max_size=500), PEOPLE, PURPOSES)
def test_bytes_come_out_as_they_went_in(content, person, purpose):
    assert vault.open_bytes(vault.seal_bytes(content, KEY, person, purpose), KEY, person, purpose) == content


@given(CONTENTS.filter(lambda content: "\\ud8" not in ascii(content)), PEOPLE)
def test_json_comes_out_as_it_went_in(content, person):
    assert vault.open_json(vault.seal_json(content, KEY, person, "facts"), KEY, person, "facts") == content


@given(st.binary(min_size=1, max_size=100), PEOPLE, PURPOSES)
def test_another_key_opens_nothing(content, person, purpose):
    with pytest.raises(InvalidTag):
        vault.open_bytes(vault.seal_bytes(content, KEY, person, purpose), OTHER, person, purpose)


@given(st.binary(max_size=100), PEOPLE, PEOPLE, PURPOSES, PURPOSES)
def test_another_person_or_purpose_opens_nothing(content, person, reader, purpose, wanted):
    sealed = vault.seal_bytes(content, KEY, person, purpose)
    if (person, purpose) == (reader, wanted):
        return

    with pytest.raises(InvalidTag):
        vault.open_bytes(sealed, KEY, reader, wanted)


@effort(max_examples=200)
@given(st.binary(max_size=60), st.data())
def test_one_changed_bit_opens_nothing(content, data):
    *head, nonce, sealed = vault.seal_bytes(content, KEY, 7, "event").split(".")
    parts = [raw(nonce), raw(sealed)]
    which = data.draw(st.integers(0, 1))
    place, bit = data.draw(st.integers(0, len(parts[which]) - 1)), data.draw(st.integers(0, 7))
    changed = bytearray(parts[which])
    changed[place] ^= 1 << bit
    parts[which] = bytes(changed)

    with pytest.raises(InvalidTag):
        vault.open_bytes(".".join([*head, *map(text, parts)]), KEY, 7, "event")


@pytest.mark.parametrize("cut", [1, 4, 16])
def test_a_shortened_text_opens_nothing(cut):
    with pytest.raises((InvalidTag, ValueError)):
        vault.open_bytes(vault.seal_bytes(b"x" * 40, KEY, 7, "event")[:-cut], KEY, 7, "event")


def test_the_same_content_is_never_sealed_alike():
    assert len({vault.seal_bytes(b"same", KEY, 7, "event") for _each in range(200)}) == 200


def test_a_wrapped_key_serves_its_person_only():
    wrapped = vault.wrap(KEY, 7)

    assert vault.unwrap(wrapped, 7) == KEY
    with pytest.raises(InvalidTag):
        vault.unwrap(wrapped, 8)


def test_an_emptied_key_says_that_it_is_erased():
    with pytest.raises(vault.Erased):
        vault.unwrap("", 7)


def test_another_master_key_unwraps_nothing(settings):
    wrapped, there = vault.wrap(KEY, 7), vault.master_key_id()
    settings.MASTER_KEY = urlsafe_b64encode(OTHER).decode()

    assert vault.master_key_id() != there
    with pytest.raises(InvalidTag):
        vault.unwrap(wrapped, 7)


def test_the_agencys_files_open_for_their_purpose_only():
    sealed = vault.seal_for_agency(b"file", "bank file")

    assert vault.open_for_agency(sealed, "bank file") == b"file"
    with pytest.raises(InvalidTag):
        vault.open_for_agency(sealed, "bank answer")


def test_the_header_names_the_owner_and_no_content():
    sealed = vault.seal_json({"number": "9003012000001"}, KEY, 7, "resident number")

    assert vault.owner(sealed) == 7 and sealed.startswith(f"ei1.{vault.master_key_id()}.7.")
    assert "9003012000001" not in sealed


def test_an_identity_hash_needs_the_key(settings):
    before = vault.identity_hash("9003012000001")
    settings.IDENTITY_KEY = urlsafe_b64encode(OTHER).decode()

    assert vault.identity_hash("9003012000001") != before
    assert len(before) == 32


def test_the_master_key_has_its_full_length():
    assert len(urlsafe_b64decode(settings.MASTER_KEY)) == len(urlsafe_b64decode(settings.IDENTITY_KEY)) == 32


def raw(part: str) -> bytes:
    return urlsafe_b64decode(part + "=" * (-len(part) % 4))


def text(part: bytes) -> str:
    return urlsafe_b64encode(part).decode().rstrip("=")
