"""`manage.py demo`: the demo office; `--claims N`: as many claims more, loaded by COPY."""

from collections import Counter
from datetime import date

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from backoffice.demo import building, bulk, offices
from backoffice.housekeeping import places
from backoffice.staff import clock
from backoffice.staff.models import User
from contributions.models import Person
from workflows.night import ACCOUNT


class Command(BaseCommand):
    help = "Load the demo office: invented people in two job centres, the same for the same day and seed."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--on", type=date.fromisoformat, default=None, help="the demo's day; today if left out")
        parser.add_argument("--seed", type=int, default=1, help="another number gives other people")
        parser.add_argument("--processes", type=int, default=2, help="how many to work with")
        parser.add_argument("--claims", type=int, default=0, help="load so many claims more, by COPY, without letters")
        parser.add_argument("--of-each", type=int, default=None, help="so many cases of each kind, for tests")

    def handle(
        self, *, on: date | None, seed: int, claims: int, processes: int, of_each: int | None, **options
    ) -> None:
        refuse_beside_real_data()
        day, is_here = on or clock.today(), User.objects.filter(is_demo=True).exists()
        if is_here and not claims:
            raise CommandError("The demo office is here already; nothing was changed.")
        if not is_here:
            self.tell(building.build(day, seed, each=of_each, processes=processes), options["verbosity"])
            write_sign_ins()
            self.stdout.write(f"The demo office of {day} (seed {seed}) is loaded.")
        if claims:
            self.tell(bulk.load(day, seed, claims, processes=processes), 2)

    def tell(self, counted: Counter, verbosity: int) -> None:
        """Prints what was refused, and with more verbosity how many cases of each kind there are."""
        for name, count in sorted(counted.items()):
            if name.startswith("refused:") or verbosity > 1:
                self.stdout.write(f"{name}: {count}")


def refuse_beside_real_data() -> None:
    """Raises CommandError in production, and where real people work or real persons are registered."""
    if settings.PRODUCTION:
        raise CommandError("This is a production server. The demo office is for training and development only.")
    demo = User.objects.filter(is_demo=True).exists()
    real = User.objects.filter(is_demo=False).exclude(username=ACCOUNT).exists()
    if real or (not demo and Person.objects.exists()):
        raise CommandError("This database holds real people. Load the demo office into a database of its own.")


def write_sign_ins() -> None:
    """Puts the sign-ins where `make run` reads them."""
    (places.make_home() / "demo-sign-ins.txt").write_text(offices.sign_ins())
