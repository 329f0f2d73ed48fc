"""Importing a register's file: upload, dry run with every refused row named, then the rows that hold are added."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _

from audits import access
from backoffice.staff.refusal import Refused
from contributions.models import ImportBatch, StagedImport
from workflows import importing
from workflows.import_columns import COLUMNS
from workflows.import_files import MOST_BYTES, written

from .form_pages import form_page
from .imports_forms import Upload
from .pages import act, address_of, attempt, page, show
from .people import office_for

ROWS_SHOWN = 10
ERRORS_SHOWN = 200


@act("enter_register")
def imports(request):
    """Uploads a file; nothing is added before its dry run was looked at."""
    form = Upload(request.POST or None, request.FILES or None)

    def step(said):
        content = said["file"].read(MOST_BYTES + 1)
        staged = importing.stage(said["kind"], said["file"].name, content, by=request.user,
                                 office=office_for(request.user, "enter_register"))
        return redirect("import", staged.pk)

    return form_page(request, "imports/imports.html", form, step, registers=_documented(), columns=[
        {"key": "name", "label": _("Column"), "row_header": True}, {"key": "words", "label": _("What it holds")},
        {"key": "needed", "label": _("Needed")}, {"key": "example", "label": _("Example")}])


@act("enter_register")
def import_file(request, pk):
    """The dry run of an uploaded file, or what its import did; posting adds the rows that hold."""
    staged = _staged(request, pk)
    if request.method == "POST":
        if attempt(request, importing.bring_in, staged, done=_("The rows are in the register.")):
            return redirect("import", pk)
        staged.refresh_from_db()
    checked, refused = _checked(staged, request.user)
    shown = checked.rows[:ROWS_SHOWN] + checked.refused[:ERRORS_SHOWN] if checked else []
    _record(request, sorted({row.person_id for row in shown if row.person_id}))
    return show(request, "imports/import.html", staged=staged, refused=refused, **_shown(staged, checked))


@page("enter_register")
def import_refused(request, pk):
    """The refused rows as a file, each with its reason; spreadsheets run nothing in it."""
    staged = _staged(request, pk)
    try:
        refused = importing.refused_file(staged, by=request.user)
    except Refused:
        raise Http404 from None
    _record(request, refused.people)
    return _csv(refused.content, f"refused-{staged.pk}.csv")


@page("enter_register")
def import_template(request, kind):
    """A file with the columns of a register and one example row."""
    if kind not in COLUMNS:
        raise Http404
    columns = COLUMNS[kind]
    return _csv(written([c.name for c in columns], [[c.example for c in columns]]), f"{kind}.csv")


def _staged(request, pk: int) -> StagedImport:
    return get_object_or_404(StagedImport.objects.select_related("batch", "office"), pk=pk, uploaded_by=request.user)


def _checked(staged: StagedImport, user):
    """(the dry run, "") while the file waits; (None, why) when it is gone, (None, "") after its import."""
    if staged.batch_id:
        return None, ""
    try:
        return importing.check(staged, by=user), ""
    except Refused as refused:
        return None, refused.sentence


def _record(request, people: list[int]) -> None:
    if people:
        access.listed(request.user, "import", "file", people, address=address_of(request))


def _shown(staged: StagedImport, checked) -> dict:
    """Counts, the errors of the dry run, the first rows; resident numbers masked."""
    names = [column.name for column in COLUMNS[staged.kind]]
    if checked is None:
        return {"checked": None, "good": 0, "refused_count": 0, "errors": [], "error_columns": [], "rows": [], "columns": []}
    errors = [
        {"row": row.number, "column": column or "–", "sentence": sentence}
        for row in checked.refused[:ERRORS_SHOWN] for column, sentence in row.wrong
    ]
    return {
        "checked": checked, "good": len(checked.good), "refused_count": len(checked.refused), "errors": errors,
        "error_columns": [{"key": "row", "label": _("Row"), "kind": "number"}, {"key": "column", "label": _("Column"), "kind": "code"},
                          {"key": "sentence", "label": _("What is wrong")}],
        "rows": [_masked(names, row) for row in checked.rows[:ROWS_SHOWN]],
        "columns": [{"key": "row", "label": _("Row"), "kind": "number"},
                    *({"key": name, "label": name, "kind": "code"} for name in names)],
    }


def _masked(names: list[str], row) -> dict:
    cells = dict(zip(names, row.cells, strict=False))
    number = row.said.get("resident_number")
    masked = {"resident_number": number.masked if number else "–"} if "resident_number" in cells else {}
    shown = {name: cells.get(name, "") for name in names} | masked | {"row": row.number}
    return shown | ({"tone": "danger"} if row.wrong else {})


def _documented() -> list[dict]:
    return [
        {"kind": kind, "label": label, "template": reverse("import_template", args=[kind]), "rows": [
            {"name": column.name, "words": _(column.words), "needed": _("needed") if column.needed else "",
             "example": column.example} for column in COLUMNS[kind]]}
        for kind, label in ImportBatch.KINDS
    ]


def _csv(content: bytes, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return HttpResponse(content, content_type="text/csv; charset=utf-8", headers=headers)


urls = [
    path("registers/import/", imports, name="imports"),
    path("registers/import/<int:pk>/", import_file, name="import"),
    path("registers/import/<int:pk>/refused/", import_refused, name="import_refused"),
    path("registers/import/templates/<slug:kind>/", import_template, name="import_template"),
]
