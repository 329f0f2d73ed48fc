"""Gives the application and the reader their rights on every table. Runs after each migration; may be run again."""

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import connection, transaction

from backoffice.housekeeping import roles


class Command(BaseCommand):
    help = "Give the database roles of the application and the reader their rights (run as the owner)."
    requires_migrations_checks = False

    def handle(self, **options) -> None:
        application, reader = settings.DATABASE_ROLE_NAMES
        if connection.settings_dict["USER"] in (application, reader):
            self.stderr.write(
                "One role does all here: nothing to grant. Set DATABASE_OWNER_URL for a role that migrates."
            )
            return
        with transaction.atomic(), connection.cursor() as cursor:
            roles.grant(cursor, application, reader)
