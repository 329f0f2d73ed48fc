"""What the tests of the verbs start from."""

import pytest

from tests import worlds


@pytest.fixture
def centre(db) -> worlds.Centre:
    """An office with a person in every role."""
    return worlds.a_centre()


@pytest.fixture
def claim(centre):
    """A granted claim with an account, its first recognition day set."""
    return worlds.with_an_account(centre, worlds.a_granted_claim(centre))
