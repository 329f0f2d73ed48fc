"""The nouns: claim, determination, certification, payment, ledger, letter."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class ClaimsConfig(AppConfig):
    name = "claims"
    label = "claims"

    def ready(self) -> None:
        post_migrate.connect(write_legal_moves, sender=self)


def write_legal_moves(using: str, **_signal) -> None:
    """Tells the database which moves the machines of a case have."""
    from .models import Batch, Certification, Claim, Determination, Payment
    from .models.moves import write_moves

    write_moves([Claim, Determination, Certification, Payment, Batch], using)
