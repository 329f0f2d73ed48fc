"""Importing a register from a file: a dry run that names every row it would refuse, then only the rows that hold.

What is looked up is looked up for all rows at once, so that a file of many rows needs no more questions than a small one.
"""

import hashlib
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from audits.chain import remember
from backoffice.staff.refusal import Refused
from contributions import vault
from contributions.models import (
    Employer,
    ImportBatch,
    InsuredStatus,
    Person,
    Recusal,
    SeparationCertificate,
    StagedImport,
)

from .import_columns import COLUMNS, PAY_PERIODS, said_of
from .import_files import read_rows, written
from .import_rows import ADD
from .registering import check_certificate
from .steps import require, subject_of

PURPOSE = "import"


@dataclass
class Row:
    """One row of a file: its cells as they came, what they say, what is wrong, and whom they concern."""

    number: int
    cells: list[str]
    said: dict[str, Any] = field(default_factory=dict)
    wrong: list[tuple[str, str]] = field(default_factory=list)
    person_id: int | None = None
    employer_id: int | None = None

    def refuse(self, column: str, sentence: str) -> None:
        """Notes what is wrong, and in which column."""
        self.wrong.append((column, sentence))


@dataclass(frozen=True)
class Checked:
    """What a dry run found: every row, those that can be added, and those that are refused."""

    kind: str
    rows: list[Row]

    @property
    def good(self) -> list[Row]:
        return [row for row in self.rows if not row.wrong]

    @property
    def refused(self) -> list[Row]:
        return [row for row in self.rows if row.wrong]

    def refused_file(self) -> "RefusedFile":
        """The refused rows as a CSV file with a column for the reason; their cells as they came."""
        names = [column.name for column in COLUMNS[self.kind]]
        reasons = ((row.cells, "; ".join(f"{column}: {sentence}" for column, sentence in row.wrong)) for row in self.refused)
        people = sorted({row.person_id for row in self.refused if row.person_id})
        return RefusedFile(written([*names, "reason"], ([*cells, reason] for cells, reason in reasons)), people)


@dataclass(frozen=True)
class RefusedFile:
    """The refused rows as CSV, and the ids of the registered people of whom they tell."""

    content: bytes
    people: list[int]

    def sealed(self) -> str:
        """Both, readable by this agency only."""
        return vault.seal_for_agency(json.dumps([self.content.decode(), self.people]).encode(), PURPOSE)


@transaction.atomic
def stage(kind: str, file_name: str, content: bytes, *, by, office) -> StagedImport:
    """Keeps a file sealed until it is imported. Raises Refused where the whole file cannot be read or was imported."""
    require(by, "enter_register", office)
    read_rows(content, _names(kind))
    digest = hashlib.sha256(content).hexdigest()
    _refuse_imported(kind, digest)
    StagedImport.objects.filter(uploaded_by=by, batch=None).exclude(sealed_content="").update(sealed_content="")
    return StagedImport.objects.create(
        kind=kind, file_name=file_name[:200], sha256=digest, office=office, uploaded_by=by,
        sealed_content=vault.seal_for_agency(content, PURPOSE),
    )


def check(staged: StagedImport, *, by) -> Checked:
    """The dry run: every row read and compared with the registers. The number of queries does not grow with the rows."""
    return check_content(staged.kind, content_of(staged), by=by)


def check_content(kind: str, content: bytes, *, by) -> Checked:
    """The same for a file's bytes."""
    names = _names(kind)
    rows = [Row(number, cells) for number, cells in read_rows(content, names)]
    for row in rows:
        _read(kind, row, len(names))
    _refuse_recused(rows, by)
    CHECKS[kind]([row for row in rows if not row.wrong])
    return Checked(kind, rows)


def content_of(staged: StagedImport) -> bytes:
    """The file that was uploaded. Raises Refused once it is gone."""
    if not staged.sealed_content:
        raise Refused(_("This file was imported, or another took its place. Upload it again to go on."))
    return vault.open_for_agency(staged.sealed_content, PURPOSE)


def refused_file(staged: StagedImport, *, by) -> RefusedFile:
    """The rows that were refused (before the import: that would be), with their reasons."""
    if not staged.sealed_refused:
        return check(staged, by=by).refused_file()
    content, people = json.loads(vault.open_for_agency(staged.sealed_refused, PURPOSE))
    return RefusedFile(content.encode(), people)


@transaction.atomic
def bring_in(staged: StagedImport, *, by, progress: Callable[[int, int], None] = lambda done, total: None) -> ImportBatch:
    """Adds the rows that hold, in one batch and one event; the others are kept to be downloaded.

    Raises Refused where nothing can be added, or where the registers changed at the same moment.
    """
    staged = StagedImport.objects.select_for_update(of=("self",)).select_related("office").get(pk=staged.pk)
    require(by, "enter_register", staged.office)
    checked = check(staged, by=by)
    if not checked.good:
        raise Refused(_("No row of this file can be added. Put the rows right and upload the file again."))
    batch = _batch(staged, checked, by)
    ids = _add(checked, batch, by, progress)
    remember("import_register", by=by, chain=f"import:{batch.pk}", subject=subject_of(batch),
             public={"kind": batch.kind, "sha256": batch.sha256, "added": batch.added, "refused": batch.refused,
                     "ids": ranges(ids)})
    staged.batch, staged.sealed_content = batch, ""
    staged.sealed_refused = checked.refused_file().sealed() if checked.refused else ""
    staged.save(update_fields=["batch", "sealed_content", "sealed_refused"])
    return batch


def ranges(ids: Iterable[int]) -> list[list[int]]:
    """Ids as runs without gaps: [[first, last], ...]."""
    runs: list[list[int]] = []
    for one in sorted(ids):
        if runs and one == runs[-1][1] + 1:
            runs[-1][1] = one
        else:
            runs.append([one, one])
    return runs


def _names(kind: str) -> list[str]:
    return [column.name for column in COLUMNS[kind]]


def _refuse_imported(kind: str, digest: str) -> None:
    earlier = ImportBatch.objects.filter(kind=kind, sha256=digest, added__gt=0).select_related("imported_by").first()
    if earlier:
        raise Refused(
            _("This very file was imported on %(day)s by %(who)s. Rows that were refused then can be put right and "
              "uploaded as a file of their own.") % {"day": earlier.imported_at.date(), "who": earlier.imported_by}
        )


def _batch(staged: StagedImport, checked: Checked, by) -> ImportBatch:
    _refuse_imported(staged.kind, staged.sha256)
    return ImportBatch.objects.create(
        kind=staged.kind, file_name=staged.file_name, sha256=staged.sha256, office=staged.office, imported_by=by,
        added=len(checked.good), refused=len(checked.refused),
    )


def _add(checked: Checked, batch: ImportBatch, by, progress) -> list[int]:
    try:
        with transaction.atomic():
            return ADD[checked.kind](checked.good, f"import:{batch.pk}", by, progress)
    except IntegrityError:
        raise Refused(_("Somebody changed the registers at the same moment. Look at the file again, then import.")) from None


def _read(kind: str, row: Row, width: int) -> None:
    if len(row.cells) != width:
        row.refuse("", _("This row has %(n)s cells instead of %(wanted)s.") % {"n": len(row.cells), "wanted": width})
        return
    row.said, row.wrong = said_of(kind, row.cells)


def _refuse_recused(rows: list[Row], by) -> None:
    recused = {bytes(value) for (value,) in Recusal.objects.hashes(by).values_list("resident_number_hash")}
    for row in rows if recused else ():
        if "resident_number" in row.said and _hash(row) in recused:
            row.refuse("resident_number", _("You are recused from this person. Ask a colleague to import this row."))


def _hash(row: Row) -> bytes:
    return vault.identity_hash(row.said["resident_number"].digits)


def _check_persons(rows: list[Row]) -> None:
    hashes = {row.number: _hash(row) for row in rows}
    there = Person.objects.filter(resident_number_hash__in=list(hashes.values()))
    known = {bytes(value): pk for value, pk in there.values_list("resident_number_hash", "pk")}
    for row in rows:
        row.person_id = known.get(hashes[row.number])
        if row.person_id:
            row.refuse("resident_number", _("This resident number is registered already."))
        if row.said["resident_number"].foreign and row.said.get("nationality") in (None, "KR"):
            row.refuse("nationality", _("This is the number of a foreigner. Write their nationality."))
    _refuse_repeated(rows, lambda row: hashes[row.number], "resident_number")


def _check_employers(rows: list[Row]) -> None:
    numbers = [row.said["workplace_number"] for row in rows]
    known = set(Employer.objects.filter(workplace_number__in=numbers).values_list("workplace_number", flat=True))
    for row in rows:
        if row.said["workplace_number"] in known:
            row.refuse("workplace_number", _("This workplace is registered already."))
    _refuse_repeated(rows, lambda row: row.said["workplace_number"], "workplace_number")


def _check_statuses(rows: list[Row]) -> None:
    _look_up(rows)
    found = [row for row in rows if not row.wrong]
    current = InsuredStatus.objects.current().filter(person__in={row.person_id for row in found})
    known = set(current.values_list("person_id", "employer_id", "acquired_on"))
    for row in found:
        lost_on = row.said.get("lost_on")
        if lost_on and lost_on <= row.said["acquired_on"]:
            row.refuse("lost_on", _("The day of loss must follow the day of acquisition."))
        if _spell(row) in known:
            row.refuse("acquired_on", _("This spell is in the register already. Correct it there."))
    _refuse_repeated(found, _spell, "acquired_on")


def _check_certificates(rows: list[Row]) -> None:
    _look_up(rows)
    found = [row for row in rows if not row.wrong]
    current = SeparationCertificate.objects.current().filter(person__in={row.person_id for row in found})
    known = set(current.values_list("person_id", "employer_id", "separation_on"))
    for row in found:
        _check_certificate(row)
        if _separation(row) in known:
            row.refuse("separation_on", _("There is a certificate for this separation already. Correct that one instead."))
    _refuse_repeated(found, _separation, "separation_on")


def _check_certificate(row: Row) -> None:
    said = row.said
    said["wages"] = []
    for n in range(1, PAY_PERIODS + 1):
        period = [said.get(f"wage{n}_{part}") for part in ("from_on", "to_on", "won")]
        if any(part is not None for part in period):
            if None in period:
                row.refuse(f"wage{n}_from_on", _("A pay period needs its first day, its last day and the wages."))
                return
            said["wages"].append(tuple(period))
    try:
        check_certificate(said["wages"], said)
    except Refused as refused:
        row.refuse("separation_on", refused.sentence)


def _look_up(rows: list[Row]) -> None:
    """Finds the people and workplaces of all rows with two queries; rows without them are refused."""
    hashes = {row.number: _hash(row) for row in rows}
    there = Person.objects.filter(resident_number_hash__in=list(hashes.values()))
    people = {bytes(value): pk for value, pk in there.values_list("resident_number_hash", "pk")}
    numbers = {row.said["workplace_number"] for row in rows}
    workplaces = dict(Employer.objects.filter(workplace_number__in=numbers).values_list("workplace_number", "pk"))
    for row in rows:
        row.person_id = people.get(hashes[row.number])
        row.employer_id = workplaces.get(row.said["workplace_number"])
        if row.person_id is None:
            row.refuse("resident_number", _("Nobody with this resident number is registered. Register the person first."))
        if row.employer_id is None:
            row.refuse("workplace_number", _("This workplace is not registered. Register it first."))


def _spell(row: Row) -> tuple:
    return row.person_id, row.employer_id, row.said["acquired_on"]


def _separation(row: Row) -> tuple:
    return row.person_id, row.employer_id, row.said["separation_on"]


def _refuse_repeated(rows: list[Row], key: Callable[[Row], Any], column: str) -> None:
    first: dict[Any, int] = {}
    for row in rows:
        earlier = first.setdefault(key(row), row.number)
        if earlier != row.number:
            row.refuse(column, _("Row %(row)s says this already.") % {"row": earlier})


CHECKS = {
    "persons": _check_persons, "employers": _check_employers,
    "insured_statuses": _check_statuses, "certificates": _check_certificates,
}
