"""The sentences of bank files are read in English here; that they speak Korean too is the catalogue's test."""

import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield
