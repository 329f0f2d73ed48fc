"""Checks worked examples against the rules that decide cases: manage.py check_examples FILE [--areas a,b]."""

from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from law import examples


class Command(BaseCommand):
    help = "Check worked examples against the law; the exit status is 0 only if none is wrong or unknown."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        examples.add_options(parser)

    def handle(self, *args: Any, **given: Any) -> None:
        passed = examples.run(given["file"], given["areas"], given["ids"], given["objections"], self.stdout.write)
        sys.exit(0 if passed else 1)
