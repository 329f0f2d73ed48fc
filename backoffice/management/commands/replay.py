"""`manage.py replay [NUMBER ...]`: stored decisions computed again under the law they were made with."""

from django.core.management.base import BaseCommand, CommandError

from claims.models import Claim
from workflows.replaying import replay


class Command(BaseCommand):
    help = "Computes stored decisions again from their own facts and reports every difference."

    def add_arguments(self, parser) -> None:
        parser.add_argument("numbers", nargs="*", help="claim numbers; all claims if left out")

    def handle(self, *, numbers: list[str], **_options) -> None:
        claims = Claim.objects.filter(number__in=numbers) if numbers else None
        if claims is not None and claims.count() != len(set(numbers)):
            raise CommandError("Not every one of these numbers is a claim.")
        count = differing = 0
        for departure in replay(claims):
            count += 1
            if departure:
                differing += 1
                self.stdout.write(f"{departure.decision}: {departure.differs}")
        self.stdout.write(f"{count} decisions replayed, {differing} differ.")
        if differing:
            raise CommandError("Stored decisions come out differently.")
