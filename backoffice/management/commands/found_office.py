"""Founds the first office on a new server, and prints its administrator's one-time password once."""

import secrets

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from backoffice.staff.refusal import Refused
from workflows.founding import First, found_office


class Command(BaseCommand):
    help = "Make the first office and its administrator, whose one-time password is printed."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--code", required=True, help="the office's code, for example 1101")
        parser.add_argument("--office", required=True, help="the office's name")
        parser.add_argument("--office-en", required=True, help="its English name")
        parser.add_argument("--username", required=True, help="the administrator's sign-in name")
        parser.add_argument("--person", required=True, help="the administrator's own name")

    def handle(self, *, code, office, office_en, username, person, **options) -> None:
        password = secrets.token_urlsafe(12)
        try:
            found_office(First(code, office, office_en, username, person), password=password)
        except Refused as refused:
            raise CommandError(str(refused)) from refused
        except ValidationError as error:
            raise CommandError("; ".join(error.messages)) from error
        self.stdout.write(f"Founded {office} ({code}).")
        self.stdout.write(f"Sign in as {username} with the one-time password {password}. It is shown only here.")
