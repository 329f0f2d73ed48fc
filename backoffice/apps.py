"""The pages: what people see and click, and the settings."""

from django.apps import AppConfig
from django.core.management import call_command
from django.db.models.signals import post_migrate


def _grant_roles(using: str, **_signal) -> None:
    if using == "default":
        call_command("grant_roles")


class BackofficeConfig(AppConfig):
    name = "backoffice"
    label = "backoffice"

    def ready(self) -> None:
        from backoffice import checks  # noqa: F401  (registers itself)

        post_migrate.connect(_grant_roles, sender=self, dispatch_uid="grant_roles")  # the last app: all tables are there
