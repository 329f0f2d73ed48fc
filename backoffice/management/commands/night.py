"""`manage.py night [--on DAY]`: the night step of a day; safe to repeat."""

from datetime import date

from django.core.management.base import BaseCommand

from audits import sealing
from backoffice.staff import clock
from workflows import night


class Command(BaseCommand):
    help = "Wakes holds, reminds of deadlines, proposes what follows, closes what is over, and seals the register."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--on", type=date.fromisoformat, default=None, help="legal day, 2026-11-22; today if left out")

    def handle(self, *, on: date | None, **_options) -> None:
        done = night.run(on)
        sealing.seal()
        for name, count in sorted(done.items()):
            self.stdout.write(f"{name}: {count}")
        self.stdout.write(f"The night of {on or clock.today()} is done.")
