"""Says whether the database holds no office yet: exit code 0 if it is empty, 1 if not."""

import sys

from django.core.management.base import BaseCommand

from backoffice.staff.models import Office


class Command(BaseCommand):
    help = "Exit with 0 where no office exists yet, else with 1."
    requires_system_checks = ()

    def handle(self, **options) -> None:
        sys.exit(int(Office.objects.exists()))
