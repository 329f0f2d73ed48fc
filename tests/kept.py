"""A world made once for a whole module of tests: inside one transaction that is never committed.

A module marked `django_db(databases=[...])` makes its world in a module fixture within `for_the_module`, and overrides
pytest-django's `_django_db_helper` by a fixture that yields within `undone()`: a savepoint instead of a transaction.
"""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from django.db import transaction

ALIASES = ("default", "looking")


@contextmanager
def for_the_module(blocker) -> Iterator[None]:
    """Opens the databases to a module's fixture; what is written is rolled back at its end."""
    with blocker.unblock(), undone():
        yield


@contextmanager
def undone() -> Iterator[None]:
    """Whatever happens inside is undone, in both connections: a savepoint for each test of the module."""
    with ExitStack() as stack:
        for alias in ALIASES:
            stack.enter_context(transaction.atomic(using=alias))
        try:
            yield
        finally:
            for alias in ALIASES:
                transaction.set_rollback(True, using=alias)
