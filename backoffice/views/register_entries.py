"""Insured spells and separation certificates: recording them, and correcting what was recorded by superseding it."""

from django.http import Http404
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _

from backoffice.staff.refusal import Refused
from contributions.models import InsuredStatus, SeparationCertificate
from workflows import registering

from . import registers_forms as forms
from .form_pages import form_page
from .pages import act, show
from .people import identity, office_for, the_person


@act("enter_register")
def record_status(request, pk):
    """Records a spell of insured status."""
    return _status_page(request, the_person(request, pk, "record_status"), None)


@act("enter_register")
def correct_status(request, pk):
    """Records a spell as it should have been; what was known before stays visible for earlier days."""
    status = _current(InsuredStatus, pk)
    return _status_page(request, the_person(request, status.person_id, "correct_status"), status)


@act("enter_register")
def record_certificate(request, pk):
    """Records a separation certificate with its pay periods."""
    return _certificate_page(request, the_person(request, pk, "record_certificate"), None)


@act("enter_register")
def correct_certificate(request, pk):
    """Records a corrected certificate; the earlier one stays."""
    certificate = _current(SeparationCertificate, pk)
    return _certificate_page(request, the_person(request, certificate.person_id, "correct_certificate"), certificate)


def _current(model, pk: int):
    """An entry as it is known now; a corrected one is a 404, for it is its successor that can be corrected."""
    entry = model.objects.current().select_related("employer").filter(pk=pk).first()
    if entry is None:
        raise Http404
    return entry


def _status_page(request, person, replaced):
    form = forms.Status(request.POST or None, initial=forms.typed_status(replaced) if replaced else None)

    def step(said):
        said = dict(said)
        office = office_for(request.user, "enter_register")
        registering.record_status(person, said.pop("employer"), by=request.user, office=office, replaces=replaced, **said)
        return redirect("person", person.pk)

    return form_page(
        request, "registers/form.html", form, step, button=_("Record"), back=reverse("person", args=[person.pk]),
        title=_("Correct insured status") if replaced else _("Record insured status"), done=_("Recorded."),
        text=_("The entry as it was known stays in the history.") if replaced else "", identity=identity(person),
    )


def _certificate_page(request, person, replaced):
    """The form and the formset of pay periods; the button “fill” puts the months that count into the rows."""
    form = forms.Certificate(request.POST or None, initial=_typed(request, person, replaced))
    if "fill" in request.POST:
        periods, refused = _filled(form, request.POST), ""
    else:
        periods = forms.PayPeriods(request.POST or None, initial=_periods(form, replaced), prefix="pay")
        going, refused = _certified(request, person, replaced, form, periods)
        if going:
            return going
    wrong = "fill" not in request.POST and bool(
        refused or (form.is_bound and form.errors) or (periods.is_bound and not periods.is_valid())
    )
    return show(
        request, "registers/certificate.html", form=form, periods=periods, refused=refused, identity=identity(person),
        person=person, wrong=wrong, wage_errors=_wage_errors(periods), filling="fill" in request.POST, back=reverse("person", args=[person.pk]),
        title=_("Correct the separation certificate") if replaced else _("Record a separation certificate"),
        text=_("The certificate as it was known stays in the history.") if replaced else "",
    )


def _wage_errors(periods) -> list[dict]:
    """What cannot be read in the rows of wages, for the summary at the top of the page."""
    rows = enumerate(periods, 1) if periods.is_bound else ()
    faults = [(n, row[name], texts[0]) for n, row in rows for name, texts in row.errors.items() if name in row.fields]
    return [
        {"text": _("%(what)s, row %(n)s") % {"what": field.label, "n": n} + f": {text}", "field": field.auto_id}
        for n, field, text in faults
    ]


def _certified(request, person, replaced, form, periods):
    """(where to go, why it was refused) after the certificate was posted; (None, "") before, and while fields are wrong."""
    if not (request.method == "POST" and form.is_valid() and periods.is_valid()):
        return None, ""
    try:
        registering.record_certificate(
            person, form.cleaned_data["employer"], by=request.user, office=office_for(request.user, "enter_register"),
            wages=forms.wages_of(periods), replaces=replaced, **form.particulars(),
        )
    except Refused as refusal:
        return None, refusal.sentence
    return redirect("person", person.pk), ""


def _typed(request, person, replaced) -> dict:
    """What the form starts from: the certificate to correct, or the spell named in the address."""
    if replaced:
        return forms.typed_certificate(replaced)
    pk = request.GET.get("status", "")
    status = InsuredStatus.objects.of(person).filter(pk=pk).first() if pk.isdigit() else None
    return forms.typed_from_status(status) if status else {}


def _periods(form, replaced) -> list[dict]:
    if replaced:
        return forms.typed_wages(replaced)
    days = [forms.read_day(form.initial.get(name, "")) for name in ("separation_on", "acquired_on")]
    return forms.empty_periods(*days)


def _filled(form, posted):
    """Rows with the months that count before the last day of work as typed; wages typed already stay in their rows."""
    days = [forms.read_day(posted.get(name, "")) for name in ("separation_on", "acquired_on")]
    rows = forms.empty_periods(*days)
    rows = [row | {"wages": posted.get(f"pay-{n}-wages", "")} for n, row in enumerate(rows)]
    return forms.PayPeriods(initial=rows, prefix="pay")


urls = [
    path("registers/people/<int:pk>/statuses/new/", record_status, name="record_status"),
    path("registers/statuses/<int:pk>/correct/", correct_status, name="correct_status"),
    path("registers/people/<int:pk>/certificates/new/", record_certificate, name="record_certificate"),
    path("registers/certificates/<int:pk>/correct/", correct_certificate, name="correct_certificate"),
]
