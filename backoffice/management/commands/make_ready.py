"""Brings the database up to date before the server starts: migrations, if any are missing, and the roles' rights."""

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection
from django.db.migrations.executor import MigrationExecutor


class Command(BaseCommand):
    help = "Migrate if something is missing, and give the database roles their rights. Run as the owner."
    requires_system_checks = ()

    def handle(self, **options) -> None:
        executor = MigrationExecutor(connection)
        missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
        if missing:
            self.stdout.write(f"{len(missing)} migrations to do")
            call_command("migrate", verbosity=0, interactive=False)
        else:
            call_command("grant_roles")
