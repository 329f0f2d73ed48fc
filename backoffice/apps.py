"""The pages: what people see and click, and the settings."""

from django.apps import AppConfig, apps
from django.core.management import call_command
from django.db.models.signals import post_migrate


def _grant_roles(using: str, **_signal) -> None:
    if using == "default":
        call_command("grant_roles")


def _password_is_their_own(user, **_signal) -> None:
    """A one-time password has been changed for the person's own."""
    user.must_change_password = False
    user.save(update_fields=["must_change_password"])


class BackofficeConfig(AppConfig):
    name = "backoffice"
    label = "backoffice"

    def ready(self) -> None:
        from allauth.account.signals import password_changed

        from backoffice import checks  # noqa: F401  (registers itself)

        password_changed.connect(_password_is_their_own, dispatch_uid="password_is_their_own")
        last = [config for config in apps.get_app_configs() if config.models_module][-1]
        post_migrate.connect(_grant_roles, sender=last, dispatch_uid="grant_roles")  # by then all tables are there
