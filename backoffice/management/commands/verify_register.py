"""`manage.py verify_register`: both verifiers and the seals over the whole register."""

from django.core.management.base import BaseCommand, CommandError

from audits import sealing
from audits.chain import verify, verify_in_database
from audits.models import Event


class Command(BaseCommand):
    help = "Walks every chain twice, by two independent verifiers, and checks the seals."

    def handle(self, **_options) -> None:
        events = Event.objects.order_by("chain", "number").iterator(chunk_size=5000)
        faults = [*verify(events), *verify_in_database()]
        seals = list(sealing.broken())
        for fault in faults:
            self.stdout.write(f"{fault.chain} {fault.number}: {fault.problem}")
        for seal in seals:
            self.stdout.write(f"seal up to event {seal.up_to}: the events under it have changed")
        if faults or seals:
            raise CommandError(f"{len(faults)} faults, {len(seals)} broken seals.")
        self.stdout.write(f"{Event.objects.count()} events, each in its place; all seals hold.")
