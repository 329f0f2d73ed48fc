"""A file of rows as it comes from outside: read whole or refused whole, and given back with what was wrong."""

import csv
import io
from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from backoffice.staff.refusal import Refused

MOST_BYTES = 10 * 1024 * 1024
BOM = "\ufeff"
RUN_BY_SPREADSHEETS = ("=", "+", "-", "@", "\t", "\r")


def read_rows(content: bytes, names: Sequence[str]) -> list[tuple[int, list[str]]]:
    """(row number as a spreadsheet counts, its cells in the order of `names`) for every row that is not empty.

    Raises Refused for a file that is too large, empty, in another encoding, no CSV, or without the columns. A row
    with too many or too few cells comes back as it is, for the caller to refuse.
    """
    records = _records(_text(content))
    if not records:
        raise Refused(_("The file is empty. Start from the template."))
    header = [cell.strip() for cell in records[0]]
    _refuse_other_columns(header, names)
    order = [header.index(name) for name in names]
    return [
        (number, [cells[place] for place in order] if len(cells) == len(header) else cells)
        for number, cells in enumerate(records[1:], start=2) if any(cell.strip() for cell in cells)
    ]


def written(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """A CSV file (UTF-8 with BOM, as spreadsheets here expect it) in which no cell is run as a formula."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(header)
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return (BOM + out.getvalue()).encode()


def harmless(cell: str) -> str:
    """A cell with an apostrophe before what a spreadsheet would run."""
    return "'" + cell if cell.startswith(RUN_BY_SPREADSHEETS) else cell


def _text(content: bytes) -> str:
    if len(content) > MOST_BYTES:
        raise Refused(_("The file is larger than 10 MB. Split it, with the column names in each part."))
    if b"\0" in content:
        raise Refused(_("The file holds NUL bytes, so it is not a CSV file in UTF-8. Save it as “CSV UTF-8”."))
    try:
        return content.decode("utf-8").removeprefix(BOM)
    except UnicodeDecodeError as error:
        raise Refused(_wrong_encoding(content, error.start)) from None


def _wrong_encoding(content: bytes, start: int) -> str:
    row = content.count(b"\n", 0, start) + 1
    try:
        content.decode("cp949")
    except UnicodeDecodeError:
        return _("Row %(row)s is not UTF-8. Save the file as “CSV UTF-8”.") % {"row": row}
    return _("Row %(row)s is not UTF-8; the file looks like CP949 (EUC-KR). Save it as “CSV UTF-8”.") % {"row": row}


def _records(text: str) -> list[list[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        return list(reader)
    except csv.Error as error:
        said = {"row": reader.line_num, "problem": error}
        raise Refused(_("The file is not CSV: line %(row)s cannot be read (%(problem)s).") % said) from None


def _refuse_other_columns(header: list[str], names: Sequence[str]) -> None:
    if missing := [name for name in names if name not in header]:
        raise Refused(_("These columns are missing: %(names)s. Start from the template.") % {"names": ", ".join(missing)})
    if unknown := [name for name in header if name not in names]:
        raise Refused(_("These columns are not known: %(names)s. Take them out, or rename them as in the template.")
                      % {"names": ", ".join(name[:40] or "–" for name in unknown[:20])})
    if len(header) != len(set(header)):
        raise Refused(_("A column stands twice in the first row. Keep one of them."))
