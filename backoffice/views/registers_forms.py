"""The forms of the registers: people, workplaces, insured status, certificates with their pay periods."""

import unicodedata
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from backoffice import formats
from backoffice.staff import clock
from backoffice.staff.refusal import Refused
from contributions import resident_numbers
from contributions.models import Employer, InsuredStatus, Person, SeparationCertificate
from law.kr.entitlement_codes import SEPARATION_CODES
from workflows.pay_periods import pay_periods
from workflows.registering import read_workplace_number

from .examining_forms import coded_words, office_words
from .fields import CodeField, DayField, ReasonField, WonField, YesNoField

LANGUAGES = [("ko", "한국어"), ("en", "English")]
FEWEST_PERIODS = 4
MOST_PERIODS = 14
LINE_BREAKS = "\r\n"
NOT_STORED_BY_BROWSERS = {"autocomplete": "off"}


class WordsField(forms.CharField):
    """Words for a register's field, no longer than it, without control characters."""

    def __init__(self, model, name: str, **options) -> None:
        super().__init__(**({"max_length": model._meta.get_field(name).max_length} | options))

    def clean(self, value) -> str:
        words = super().clean(value)
        if any(unicodedata.category(character) == "Cc" and character not in LINE_BREAKS for character in words):
            raise forms.ValidationError(_("There is a control character in this text. Type it again."))
        return words


class ResidentNumberField(forms.CharField):
    """A resident number as typed; its form and date are checked, and it is never kept by the browser."""

    def __init__(self, **options) -> None:
        defaults = {
            "label": gettext_lazy("Resident number"), "max_length": 20, "help_text": gettext_lazy("As 900101-1234567"),
            "widget": forms.TextInput(attrs=NOT_STORED_BY_BROWSERS),
        }
        super().__init__(**(defaults | options))

    def clean(self, value) -> str:
        typed = super().clean(value)
        if typed:
            _said_wrong(lambda: resident_numbers.parse(typed, on=clock.today()))
        return typed


class WorkplaceField(forms.CharField):
    """A workplace by its number; it must be in the register."""

    def __init__(self, **options) -> None:
        defaults = {
            "label": gettext_lazy("Workplace number"), "max_length": 20,
            "help_text": gettext_lazy("Eleven digits; the workplace must be in the register"),
        }
        super().__init__(**(defaults | options))

    def clean(self, value) -> Employer:
        digits = _said_wrong(lambda: read_workplace_number(super(WorkplaceField, self).clean(value)))
        found = Employer.objects.filter(workplace_number=digits).first()
        if found is None:
            raise forms.ValidationError(_("This workplace is not registered. Record it under Registers first."))
        return found


class FindPerson(forms.Form):
    resident_number = ResidentNumberField()


class RegisterPerson(forms.Form):
    """A person who is not in the register yet."""

    resident_number = ResidentNumberField()
    name = WordsField(Person, "name", label=gettext_lazy("Name"))
    name_en = WordsField(Person, "name_en", label=gettext_lazy("Name in Latin letters"), required=False)
    nationality = forms.RegexField("^[A-Za-z]{2}$", label=gettext_lazy("Nationality"), initial="KR",
                                   help_text=gettext_lazy("Country code of two letters, as KR"))
    visa = WordsField(Person, "visa", label=gettext_lazy("Visa"), required=False,
                      help_text=gettext_lazy("For foreigners, as E-9"))
    disabled = YesNoField(label=gettext_lazy("Registered disability"), initial="no")
    phone = forms.RegexField(r"^\+?[0-9][0-9 \-]{3,18}$", label=gettext_lazy("Telephone"), required=False)
    address = WordsField(Employer, "address", label=gettext_lazy("Address"), required=False)
    language = CodeField(lambda: LANGUAGES, label=gettext_lazy("Language of letters"), initial="ko")

    def clean_nationality(self) -> str:
        return self.cleaned_data["nationality"].upper()

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        number, nationality = said.get("resident_number"), said.get("nationality")
        if number and nationality:
            foreign = resident_numbers.parse(number, on=clock.today()).foreign
            if foreign and nationality == "KR":
                self.add_error("nationality", _("This is the number of a foreigner. Write their nationality."))
            if not foreign and nationality != "KR":
                self.add_error("nationality", _("This is the number of a Korean. Check the number and the nationality."))
        return said

    def particulars(self) -> dict[str, Any]:
        """What the verb takes beside the number."""
        said = self.cleaned_data
        contact = {name: said[name] for name in ("phone", "address")}
        return {name: said[name] for name in ("name", "name_en", "nationality", "visa", "disabled", "language")} | {
            "contact": contact}


class Reveal(forms.Form):
    why = ReasonField(label=gettext_lazy("Why you need the whole number"), max_length=200)


class Death(forms.Form):
    died_on = DayField(label=gettext_lazy("Day of death"))
    evidence = ReasonField(label=gettext_lazy("Evidence"), max_length=500,
                           help_text=gettext_lazy("For example: death certificate of 2026.11.20, seen at the counter"))


class FindEmployer(forms.Form):
    what = forms.CharField(label=gettext_lazy("Workplace number or name"), max_length=80)


class NewEmployer(forms.Form):
    workplace_number = forms.CharField(label=gettext_lazy("Workplace number"), max_length=20,
                                       help_text=gettext_lazy("As 101-86-00104-0"))
    name = WordsField(Employer, "name", label=gettext_lazy("Name"))
    address = WordsField(Employer, "address", label=gettext_lazy("Address"), required=False)
    phone = WordsField(Employer, "phone", label=gettext_lazy("Telephone"), required=False)
    established_on = DayField(label=gettext_lazy("Insurance relation since"), required=False)
    closed_on = DayField(label=gettext_lazy("Insurance relation ended"), required=False)


class Status(forms.Form):
    """A spell of insured status."""

    employer = WorkplaceField()
    kind = CodeField(office_words(dict(InsuredStatus.KINDS)), label=gettext_lazy("Kind"), initial="employee")
    acquired_on = DayField(label=gettext_lazy("Acquired on"))
    lost_on = DayField(label=gettext_lazy("Lost on"), required=False,
                       help_text=gettext_lazy("The day after the last day of work; empty while the job goes on"))
    loss_reason = CodeField(coded_words(SEPARATION_CODES), label=gettext_lazy("Loss reason code"), required=False)
    weekly_hours = forms.DecimalField(label=gettext_lazy("Weekly hours"), initial=40, min_value=0, max_value=168,
                                      max_digits=4, decimal_places=1)
    unemployment_covered = YesNoField(label=gettext_lazy("Insured for unemployment benefits"), initial="yes")


class Certificate(forms.Form):
    """A separation certificate; its pay periods are a formset of their own."""

    employer = WorkplaceField()
    acquired_on = DayField(label=gettext_lazy("Insured from"))
    separation_on = DayField(label=gettext_lazy("Last day of work"))
    reason_code = CodeField(coded_words(SEPARATION_CODES), label=gettext_lazy("Loss reason code"))
    reason_text = WordsField(SeparationCertificate, "reason_text", label=gettext_lazy("Details of the reason"),
                             required=False, widget=forms.Textarea(attrs={"rows": 2}))
    daily_hours = forms.DecimalField(label=gettext_lazy("Contractual hours a day"), initial=8, min_value=0, max_value=24,
                                     max_digits=4, decimal_places=2)
    ordinary_daily_wage = WonField(label=gettext_lazy("Ordinary daily wage (won)"), required=False)
    yearly_bonus = WonField(label=gettext_lazy("Bonus of the last 12 months (won)"), required=False)
    yearly_leave_pay = WonField(label=gettext_lazy("Annual-leave pay of the last 12 months (won)"), required=False)
    unit_days_from_on = DayField(label=gettext_lazy("Unit days counted from"))
    unit_days = forms.IntegerField(label=gettext_lazy("Insured-unit days since then"), min_value=0, max_value=9999)
    received_on = DayField(label=gettext_lazy("Received on"), required=False,
                           help_text=gettext_lazy("Today, if left empty"))

    def clean_daily_hours(self):
        if not self.cleaned_data["daily_hours"]:
            raise forms.ValidationError(_("Write hours above 0 and up to %(most)s.") % {"most": 24})
        return self.cleaned_data["daily_hours"]

    def particulars(self) -> dict[str, Any]:
        """What the verb takes beside the workplace and the wages."""
        said = {name: value for name, value in self.cleaned_data.items() if name != "employer"}
        amounts = {name: said[name] or 0 for name in ("ordinary_daily_wage", "yearly_bonus", "yearly_leave_pay")}
        return said | amounts | {"received_on": said["received_on"] or clock.today()}


class PayPeriod(forms.Form):
    """Wages of one pay period; a row without wages counts for nothing."""

    from_on = DayField(label=gettext_lazy("First day"), required=False, help_text="")
    to_on = DayField(label=gettext_lazy("Last day"), required=False, help_text="")
    wages = WonField(label=gettext_lazy("Wages (won)"), required=False)

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        if said.get("wages") is not None and not (said.get("from_on") and said.get("to_on")) and not self.errors:
            raise forms.ValidationError(_("A pay period needs its first day, its last day and the wages."))
        return said


PayPeriods = forms.formset_factory(PayPeriod, extra=0, max_num=MOST_PERIODS, absolute_max=MOST_PERIODS)


def wages_of(periods) -> list[tuple[date, date, int]]:
    """(from, to, won) of the rows with wages."""
    rows = (form.cleaned_data for form in periods)
    return [(row["from_on"], row["to_on"], row["wages"]) for row in rows if row.get("wages") is not None]


def empty_periods(separation_on: date | None, acquired_on: date | None) -> list[dict[str, str]]:
    """Initial rows: the months that count, where the last day of work is known, and room for more."""
    known = pay_periods(separation_on, acquired_on) if separation_on else []
    rows = [{"from_on": typed_day(first), "to_on": typed_day(last)} for first, last in known]
    return rows + [{}] * (FEWEST_PERIODS - len(rows))


def typed_day(day: date | None) -> str:
    """A day as a form shows it."""
    return formats.date(day, "ko") if day else ""


def typed_status(status: InsuredStatus) -> dict[str, Any]:
    """A spell as its form shows it."""
    return {
        "employer": formats.workplace_number(status.employer.workplace_number), "kind": status.kind,
        "acquired_on": typed_day(status.acquired_on), "lost_on": typed_day(status.lost_on),
        "loss_reason": status.loss_reason, "weekly_hours": status.weekly_hours,
        "unemployment_covered": "yes" if status.unemployment_covered else "no",
    }


def typed_from_status(status: InsuredStatus) -> dict[str, Any]:
    """A certificate's form as far as the spell it is about says: where, from when, until when, why."""
    said = typed_status(status)
    last_on = typed_day(status.lost_on - timedelta(days=1)) if status.lost_on else ""
    return {"employer": said["employer"], "acquired_on": said["acquired_on"], "separation_on": last_on,
            "reason_code": said["loss_reason"]}


def read_day(text: str) -> date | None:
    """A day as typed, or None for what is none."""
    try:
        return formats.parse_date(text, clock.today())
    except ValueError:
        return None


def typed_certificate(certificate: SeparationCertificate) -> dict[str, Any]:
    """A certificate as its form shows it."""
    days = ("acquired_on", "separation_on", "unit_days_from_on", "received_on")
    amounts = ("ordinary_daily_wage", "yearly_bonus", "yearly_leave_pay")
    same = ("reason_code", "reason_text", "daily_hours", "unit_days")
    return (
        {"employer": formats.workplace_number(certificate.employer.workplace_number)}
        | {name: typed_day(getattr(certificate, name)) for name in days}
        | {name: formats.number(getattr(certificate, name)) for name in amounts}
        | {name: getattr(certificate, name) for name in same}
    )


def typed_wages(certificate: SeparationCertificate) -> list[dict[str, str]]:
    """A certificate's pay periods as their forms show them, with room for more."""
    rows = [
        {"from_on": typed_day(p.from_on), "to_on": typed_day(p.to_on), "wages": formats.number(p.wages)}
        for p in certificate.wage_periods.all()
    ]
    return rows + [{}] * max(1, FEWEST_PERIODS - len(rows))


def _said_wrong(read):
    try:
        return read()
    except Refused as refused:
        raise forms.ValidationError(refused.sentence) from None
