"""Brings the database up to date before the server starts: migrations, the roles' rights, the account of the night."""

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from backoffice.staff import grants, roles
from backoffice.staff.models import User


class Command(BaseCommand):
    help = "Migrate if something is missing, give the database roles their rights, make the night's account."
    requires_system_checks = ()

    def handle(self, **options) -> None:
        executor = MigrationExecutor(connection)
        missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
        if missing:
            self.stdout.write(f"{len(missing)} migrations to do")
            call_command("migrate", verbosity=0, interactive=False)
        else:
            call_command("grant_roles")
        if not User.objects.filter(username=roles.NIGHT[0]).exists():
            grants.night_account()  # the worker acts in its name, from the first minute
