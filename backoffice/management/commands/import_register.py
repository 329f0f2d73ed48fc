"""Imports a register's file, or only says what would come of it: manage.py import_register KIND FILE --as NAME --office CODE."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from backoffice.staff.models import Office, User
from backoffice.staff.refusal import Refused
from workflows import importing
from workflows.import_columns import COLUMNS

SHOWN = 50


class Command(BaseCommand):
    help = "Import a CSV file into a register; rows that cannot be added are named and left out."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("kind", choices=sorted(COLUMNS))
        parser.add_argument("file", type=Path)
        parser.add_argument("--as", dest="username", required=True, help="who imports; must have the right to")
        parser.add_argument("--office", required=True, help="code of the office for which it is done")
        parser.add_argument("--dry-run", action="store_true", help="only say what would be added and refused")

    def handle(self, *args: Any, **given: Any) -> None:
        by = _one(User, username=given["username"], is_active=True)
        office = _one(Office, code=given["office"])
        try:
            self._run(given["kind"], given["file"], by, office, given["dry_run"])
        except Refused as refused:
            raise CommandError(refused.sentence) from None

    def _run(self, kind: str, file: Path, by: User, office: Office, dry_run: bool) -> None:
        content = file.read_bytes()
        if dry_run:
            self._report(importing.check_content(kind, content, by=by))
            return
        staged = importing.stage(kind, file.name, content, by=by, office=office)
        self._report(importing.check(staged, by=by))
        batch = importing.bring_in(staged, by=by, progress=self._progress)
        self.stdout.write(_("Added %(added)s rows, refused %(refused)s.") % {"added": batch.added, "refused": batch.refused})

    def _report(self, checked: importing.Checked) -> None:
        for row in checked.refused[:SHOWN]:
            for column, sentence in row.wrong:
                said = {"row": row.number, "column": column, "sentence": sentence}
                self.stdout.write(_("Row %(row)s, %(column)s: %(sentence)s") % said)
        counts = {"good": len(checked.good), "refused": len(checked.refused)}
        self.stdout.write(_("%(good)s rows can be added, %(refused)s cannot.") % counts)

    def _progress(self, done: int, total: int) -> None:
        self.stdout.write(f"\r{done:,} / {total:,}", ending="\n" if done == total else "")
        self.stdout.flush()


def _one(model, **what):
    found = model.objects.filter(**what).first()
    if found is None:
        raise CommandError(_("There is no %(what)s “%(name)s”.") % {
            "what": model._meta.verbose_name, "name": next(iter(what.values()))})
    return found
