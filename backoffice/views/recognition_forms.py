"""The forms of a recognition day: the report with its rows, another day, the caseworker's findings."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from backoffice.staff import clock
from claims.recognition import FINDING_OF
from law.kr.certification_codes import ACTIVITIES, CAUSES, HINDRANCES, SEARCH_WAIVERS, WORK_KINDS
from workflows import certifying

from .examining_forms import law_words
from .fields import CodeField, DayField, ReasonField, WonField

MANNERS = {
    "attended": gettext_lazy("In person"), "online": gettext_lazy("Online"), "post": gettext_lazy("By post"),
    "fax": gettext_lazy("By fax"),
}
BLANK_ROWS = {"works": 3, "incomes": 2, "hindrances": 2, "activities": 4}
MORE_ROWS = 3
MOST_ROWS = 60
TYPED_DAY = "%Y.%m.%d"
UNDECIDED = [("", pgettext_lazy("finding", "Undecided")), ("yes", pgettext_lazy("answer", "Yes")),
             ("no", pgettext_lazy("answer", "No"))]


def plain_day(**options) -> DayField:
    """A day in a row of a table, where there is no room for a hint."""
    return DayField(help_text="", **options)


class OptionalCode(forms.ChoiceField):
    """One of a table of codes, or none: `empty` says what that means."""

    def __init__(self, words, *, empty, **options) -> None:
        super().__init__(choices=lambda: [("", empty), *words()], required=False, **options)


class Hours(forms.DecimalField):
    """Agreed hours, halves allowed."""

    def __init__(self, **options) -> None:
        super().__init__(**({"required": False, "min_value": 0, "max_digits": 5, "decimal_places": 2} | options))


class Row(forms.Form):
    """A row of the report; one that was left empty says nothing."""

    def __init__(self, *args, **options) -> None:
        super().__init__(*args, empty_permitted=True, use_required_attribute=False, **options)

    def row(self) -> dict[str, Any]:
        """What was typed, as the law's record takes it, without what was left empty."""
        return {name: _as_json(value) for name, value in self.cleaned_data.items() if value not in (None, "")}


class Stretch(Row):
    """A row about days from one to another; a single day needs no end."""

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        if said.get("from_on") and not said.get("to_on"):
            said["to_on"] = said["from_on"]
        return said


class WorkRow(Stretch):
    kind = CodeField(law_words(WORK_KINDS), label=gettext_lazy("Kind of work"))
    from_on = plain_day(label=gettext_lazy("First day"))
    to_on = plain_day(label=gettext_lazy("Last day"), required=False)
    pay = WonField(label=gettext_lazy("Pay for all these days (won)"), required=False)
    weekly_hours = Hours(label=gettext_lazy("Hours a week"))
    monthly_hours = Hours(label=gettext_lazy("Hours a month"))
    months = forms.IntegerField(label=gettext_lazy("Months in a row"), required=False, min_value=0, max_value=600)
    monthly_income = WonField(label=gettext_lazy("Income a month (artists, contractors)"), required=False)


class IncomeRow(Stretch):
    from_on = plain_day(label=gettext_lazy("First day"))
    to_on = plain_day(label=gettext_lazy("Last day"), required=False)
    amount = WonField(label=gettext_lazy("Amount for all these days (won)"))


class HindranceRow(Stretch):
    kind = CodeField(law_words(HINDRANCES), label=gettext_lazy("What stood against work"))
    from_on = plain_day(label=gettext_lazy("First day"))
    to_on = plain_day(label=gettext_lazy("Last day"), required=False)
    certificate = forms.BooleanField(label=gettext_lazy("Certificate in the file"), required=False)


class ActivityRow(Row):
    kind = CodeField(law_words(ACTIVITIES), label=gettext_lazy("Activity"))
    on = plain_day(label=gettext_lazy("Day"))
    evidence = forms.BooleanField(label=gettext_lazy("Evidence in the file"), required=False)


ROW_FORMS = {"works": WorkRow, "incomes": IncomeRow, "hindrances": HindranceRow, "activities": ActivityRow}


class Report(forms.Form):
    """What came with the report besides its rows: when and how, and why not on the day."""

    on = DayField(label=gettext_lazy("Came on"))
    manner = CodeField(lambda: MANNERS.items(), label=gettext_lazy("How it came"), radios=True, initial="attended")
    hired_from = DayField(label=gettext_lazy("Hired from (certain hire or new job)"), required=False)
    cause = OptionalCode(law_words(CAUSES), label=gettext_lazy("Why on another day"),
                         empty=gettext_lazy("Came on the recognition day"))
    cause_from = DayField(label=gettext_lazy("First day of the cause"), required=False)
    cause_to = DayField(label=gettext_lazy("Last day of the cause"), required=False)
    certificate = forms.BooleanField(label=gettext_lazy("The certificate of the reason is in the file"), required=False)
    hired_on = DayField(label=gettext_lazy("Working since (for “working for seven days or more”)"), required=False)
    work_days = forms.IntegerField(label=gettext_lazy("Days worked in a row since then"), required=False, min_value=0,
                                   max_value=3660)
    channel_allowed = forms.BooleanField(label=gettext_lazy("The special way of reporting was granted before"),
                                         required=False)
    plan_approved_on = DayField(label=gettext_lazy("Search abroad: plan confirmed on"), required=False)
    left_on = DayField(label=gettext_lazy("Search abroad: left on"), required=False)
    exempt_daily_amount = WonField(label=gettext_lazy("Artists and contractors: notified daily amount (won)"),
                                   required=False)
    note = ReasonField(label=gettext_lazy("Note"), required=False, max_length=500)

    EXCUSE = ("cause", "cause_from", "cause_to", "certificate", "hired_on", "work_days", "channel_allowed",
              "plan_approved_on", "left_on")
    KEPT = ("exempt_daily_amount", "note")


class WholeReport:
    """The report form with its rows. Rows come blank; asking for more keeps everything that was typed."""

    def __init__(self, data: Mapping[str, Any] | None = None, *, stored: Mapping[str, Any] | None = None,
                 more: str = "") -> None:
        counts = {name: _row_count(data, name, len((stored or {}).get(name, ()))) for name in ROW_FORMS}
        if more in counts:
            counts[more] = min(counts[more] + MORE_ROWS, MOST_ROWS)
        typed = _typed(data, counts) if more else {}
        bound = None if more else data
        self.form = Report(bound, initial={"on": clock.today().strftime(TYPED_DAY)} | typed.get("", stored or {}))
        self.rows = {
            name: [make(bound, prefix=f"{name}-{n}", initial=_nth(typed.get(name) or (stored or {}).get(name, ()), n))
                   for n in range(counts[name])]
            for name, make in ROW_FORMS.items()
        }  # fmt: skip

    def is_valid(self) -> bool:
        """Whether everything that was typed can be read."""
        return all([self.form.is_valid(), *(row.is_valid() for rows in self.rows.values() for row in rows)])

    def is_special(self) -> bool:
        """Whether something was said, or wrongly typed, about another day or way."""
        wrong = self.form.errors if self.form.is_bound else ()
        return any(self.form[name].value() or name in wrong for name in Report.EXCUSE)

    def errors(self, titles: Mapping[str, str]) -> list[dict[str, str]]:
        """What cannot be read, for the summary at the top of the page; `titles` name the kinds of rows."""
        asked = [("", self.form)] + [
            (f"{titles[kind]} {n}: ", row) for kind, rows in self.rows.items() for n, row in enumerate(rows, 1)
        ]
        return [
            {"text": f"{at}{form[name].label}: {texts[0]}", "field": form[name].auto_id}
            for at, form in asked if form.is_bound for name, texts in form.errors.items()
        ]

    def report(self) -> dict[str, Any]:
        """The report as `workflows.certifying.report` takes it."""
        said = self.form.cleaned_data
        excuse = {name: _as_json(said[name]) for name in Report.EXCUSE if said.get(name)}
        rows = {name: [row.row() for row in rows if row.has_changed()] for name, rows in self.rows.items()}
        kept = {name: said[name] for name in Report.KEPT if said.get(name)}
        return rows | kept | {"excuse": excuse if excuse.get("cause") else {}, "hired_from": _as_json(said["hired_from"])}


def stored_report(report: Mapping[str, Any], reported_on: date | None, manner: str) -> dict[str, Any]:
    """A stored report as the form shows it again."""
    if not report:
        return {}
    excuse = {name: _typed_day(value) for name, value in report.get("excuse", {}).items()}
    rows = {name: [{k: _typed_day(v) for k, v in row.items()} for row in report.get(name, ())] for name in ROW_FORMS}
    head = {"on": reported_on.strftime(TYPED_DAY) if reported_on else "", "manner": manner,
            "hired_from": _typed_day(report.get("hired_from") or "")}
    return {name: report[name] for name in Report.KEPT if name in report} | excuse | rows | head


class Move(forms.Form):
    """Another recognition day."""

    to = DayField(label=gettext_lazy("New recognition day"))
    cause = CodeField(law_words({code: CAUSES[code] for code in certifying.MOVES}), label=gettext_lazy("Why"))
    on = DayField(label=gettext_lazy("Asked for on"), initial=lambda: clock.today().strftime(TYPED_DAY))
    cause_from = DayField(label=gettext_lazy("First day of the cause"), required=False)
    cause_to = DayField(label=gettext_lazy("Last day of the cause"), required=False)


class FindingField(forms.ChoiceField):
    """A question that a caseworker may leave open: yes, no or undecided (None)."""

    def __init__(self, **options) -> None:
        super().__init__(choices=UNDECIDED, widget=forms.RadioSelect, required=False, initial="", **options)

    def clean(self, value) -> bool | None:
        return {"yes": True, "no": False}.get(super().clean(value))


class Findings(forms.Form):
    """The caseworker's findings on a report: one for each work, hindrance and activity, and on the search as a whole."""

    search_found_sufficient = FindingField(label=gettext_lazy("Job search sufficient as a whole"))
    search_waived = OptionalCode(law_words(SEARCH_WAIVERS), label=gettext_lazy("Job search need not be shown, because"),
                                 empty=gettext_lazy("It must be shown"))
    register_explained = ReasonField(label=gettext_lazy("What was found about work in the registers"), required=False,
                                     max_length=1000)

    def __init__(self, *args, report: Mapping[str, Any], **options) -> None:
        super().__init__(*args, **options)
        self.counts = {name: len(report.get(name, ())) for name in FINDING_OF}
        for name, count in self.counts.items():
            for n in range(count):
                self.fields[f"{name}_{n}"] = FindingField(label=_("Finding %(number)d") % {"number": n + 1})

    def findings(self) -> dict[str, Any]:
        """The findings as `workflows.certifying` takes them."""
        said = self.cleaned_data if self.is_bound and self.is_valid() else {}
        rows = {name: [said.get(f"{name}_{n}") for n in range(count)] for name, count in self.counts.items()}
        whole = ("search_found_sufficient", "search_waived", "register_explained")
        return rows | {name: said[name] for name in whole if said.get(name) not in (None, "")}


def _row_count(data: Mapping[str, Any] | None, name: str, stored: int) -> int:
    typed = str((data or {}).get(f"{name}-rows", ""))
    if typed.isascii() and typed.isdigit():
        return min(int(typed), MOST_ROWS)
    return max(BLANK_ROWS[name], stored + 1)


def _typed(data: Mapping[str, Any] | None, counts: Mapping[str, int]) -> dict[str, Any]:
    """What was typed, as the beginning of a form with more rows."""
    data = data or {}
    rows = {
        name: [{field: data.get(f"{name}-{n}-{field}", "") for field in make.base_fields} for n in range(counts[name])]
        for name, make in ROW_FORMS.items()
    }
    return rows | {"": {field: data.get(field, "") for field in Report.base_fields}}


def _nth(rows: Any, n: int) -> dict[str, Any]:
    return rows[n] if n < len(rows) else {}


def _as_json(value: Any) -> Any:
    if isinstance(value, Decimal):
        numerator, denominator = value.as_integer_ratio()
        return f"{numerator}/{denominator}"
    return value.isoformat() if isinstance(value, date) else value


def _typed_day(value: Any) -> Any:
    """A stored day as people type it; hours as a number; everything else as it is."""
    if not isinstance(value, str):
        return value
    try:
        return date.fromisoformat(value).strftime(TYPED_DAY)
    except ValueError:
        numerator, slash, denominator = value.partition("/")
        return f"{int(numerator) / int(denominator):g}" if slash and denominator.isdigit() else value
