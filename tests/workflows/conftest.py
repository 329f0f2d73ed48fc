"""What the tests of the verbs start from."""

import hashlib

import pytest

from claims import letters
from tests import worlds


@pytest.fixture
def centre(db) -> worlds.Centre:
    """An office with a person in every role."""
    return worlds.a_centre()


@pytest.fixture
def claim(centre):
    """A granted claim with an account, its first recognition day set."""
    return worlds.with_an_account(centre, worlds.a_granted_claim(centre))


@pytest.fixture
def letters_are_not_printed(monkeypatch) -> None:
    """Letters are stored with their text, without the PDF that takes most of a step's time; for tests of many steps."""

    def render(letter: letters.Letter) -> letters.Rendered:
        text = {language: f"{letter.kind} {letter.document_number}" for language in letter.languages}
        return letters.Rendered(b"%PDF-", text, text, hashlib.sha256(b"%PDF-").hexdigest())

    monkeypatch.setattr(letters, "render", render)
