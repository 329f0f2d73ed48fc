"""The verbs: filing, deciding, certifying, paying."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class WorkflowsConfig(AppConfig):
    name = "workflows"
    label = "workflows"

    def ready(self) -> None:
        post_migrate.connect(write_legal_moves, sender=self)


def write_legal_moves(using: str, **_signal) -> None:
    """Tells the database which moves a task has."""
    from claims.models.moves import write_moves

    from .models import Task

    write_moves([Task], using)
