"""The registers: finding people and workplaces, and recording what becomes known of them."""

from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _

from backoffice import formats
from backoffice.staff.refusal import Refused
from contributions.models import Employer, ImportBatch
from workflows import filing, registering

from . import register_entries
from . import registers_forms as forms
from .form_pages import form_page
from .pages import act, page, show
from .people import identity, known_to, office_for, reader, the_person

MOST_FOUND = 50


@act("enter_register", "see_history")
def registers(request):
    """The hub: a person by number, a workplace by number or name, what can be recorded, what was imported."""
    person, employer, refused, found = forms.FindPerson(), forms.FindEmployer(), "", None
    if request.method == "POST" and "find_person" in request.POST:
        person = forms.FindPerson(request.POST)
        if person.is_valid():
            try:
                if somebody := filing.find(person.cleaned_data["resident_number"], by=request.user):
                    return redirect("person", somebody.pk)
                refused = _("Nobody with this resident number is registered.")
            except Refused as refusal:
                refused = refusal.sentence
    elif request.method == "POST":
        employer = forms.FindEmployer(request.POST)
        found = _employers(employer.cleaned_data["what"]) if employer.is_valid() else None
    return show(request, "registers/registers.html", person_form=person, employer_form=employer, refused=refused,
                employers=found, columns=_employer_columns(), most=MOST_FOUND, batches=_batches(request.user),
                batch_columns=_batch_columns(), may_enter=request.user.may("enter_register"),
                wrong=bool(refused or person.errors or employer.errors))


@act("enter_register")
def register_person(request, then: str):
    """Puts a person into the register, then shows them (or, at the counter, goes on with their claim)."""
    form = forms.RegisterPerson(request.POST or None)

    def step(said):
        office = office_for(request.user, "enter_register")
        person = registering.register_person(said["resident_number"], by=request.user, office=office, **form.particulars())
        return redirect(then, person.pk)

    return form_page(request, "registers/form.html", form, step, title=_("Register a person"), button=_("Register"),
                     done=_("The person is registered."), text=_("Birth date and sex are read from the resident number."),
                     back=reverse("counter" if then == "counter_person" else "registers"))


@page("enter_register", "see_case", "see_history")
def person(request, pk):
    """All that the registers know of a person; number and contact masked."""
    found = the_person(request, pk, "person")
    may_enter = request.user.may("enter_register")
    return show(request, "registers/person.html", person=found, identity=identity(found), may_enter=may_enter,
                may_file=request.user.may("file_claim"), **known_to(request, found, editable=may_enter))


@act("enter_register")
def reveal(request, pk):
    """Shows the whole resident number once, for a reason that is recorded."""
    found = the_person(request, pk, "reveal", record=request.method == "GET")
    form = forms.Reveal(request.POST or None)

    def step(said):
        the_person(request, pk, "reveal", "resident number", why=said["why"])
        number = found.resident_number
        return show(request, "registers/revealed.html", person=found, identity=identity(found),
                    number=f"{number[:6]}-{number[6:]}")

    answer = form_page(request, "registers/form.html", form, step, title=_("Show the whole resident number"),
                       button=_("Show it once"), back=reverse("person", args=[pk]), identity=identity(found),
                       text=_("Your name, the time and your reason are recorded."))
    answer["Cache-Control"] = "no-store"
    return answer


@act("enter_register")
def record_death(request, pk):
    """Records a death; the night closes the person's claims."""
    found = the_person(request, pk, "record_death")
    form = forms.Death(request.POST or None)

    def step(said):
        registering.record_death(found, by=request.user, office=office_for(request.user, "enter_register"), **said)
        return redirect("person", pk)

    return form_page(request, "registers/form.html", form, step, title=_("Record a death"), button=_("Record the death"),
                     kind="danger", done=_("The death is recorded."), back=reverse("person", args=[pk]),
                     identity=identity(found), text=_("Open claims of this person end in the coming night."))


@act("enter_register")
def record_employer(request):
    """Puts a workplace into the register."""
    form = forms.NewEmployer(request.POST or None)

    def step(said):
        made = registering.record_employer(by=request.user, office=office_for(request.user, "enter_register"), **said)
        return redirect("employer", made.pk)

    return form_page(request, "registers/form.html", form, step, title=_("Record a workplace"), button=_("Record"),
                     done=_("The workplace is recorded."), back=reverse("registers"))


@page("enter_register", "see_case", "see_history")
def employer(request, pk):
    """A workplace as it stands in the register."""
    found = get_object_or_404(Employer.objects.select_related("recorded_by"), pk=pk)
    return show(request, "registers/employer.html", employer=found, may_enter=request.user.may("enter_register"))


def _employers(what: str) -> list[dict]:
    digits = what.replace("-", "").replace(" ", "")
    same = Q(workplace_number__startswith=digits) if digits.isdigit() else Q(name__icontains=what)
    return [
        {"url": reverse("employer", args=[e.pk]), "name": e.name, "number": formats.workplace_number(e.workplace_number),
         "address": e.address, "closed_on": e.closed_on}
        for e in Employer.objects.filter(same).order_by("name", "id")[:MOST_FOUND]
    ]


def _employer_columns() -> list[dict]:
    return [{"key": "name", "label": _("Workplace"), "row_header": True},
            {"key": "number", "label": _("Workplace number"), "kind": "code"}, {"key": "address", "label": _("Address")},
            {"key": "closed_on", "label": _("Insurance relation ended"), "kind": "date"}]


def _batches(user) -> list[dict]:
    offices = user.offices("enter_register") | user.offices("see_history")
    batches = ImportBatch.objects.filter(office__in=offices).select_related("imported_by").order_by("-id")[:10]
    return [
        {"kind": batch.get_kind_display(), "file": batch.file_name, "added": batch.added, "refused": batch.refused,
         "at": batch.imported_at, "by": batch.imported_by.name_in(reader())}
        for batch in batches
    ]


def _batch_columns() -> list[dict]:
    return [{"key": "kind", "label": _("Register"), "row_header": True}, {"key": "file", "label": _("File")},
            {"key": "added", "label": _("Rows added"), "kind": "number"},
            {"key": "refused", "label": _("Rows refused"), "kind": "number"},
            {"key": "at", "label": _("Imported at"), "kind": "instant"}, {"key": "by", "label": _("Imported by")}]


urls = [
    *register_entries.urls,
    path("registers/", registers, name="registers"),
    path("registers/people/new/", register_person, {"then": "person"}, name="register_person"),
    path("registers/people/<int:pk>/", person, name="person"),
    path("registers/people/<int:pk>/resident-number/", reveal, name="reveal"),
    path("registers/people/<int:pk>/death/", record_death, name="record_death"),
    path("registers/employers/new/", record_employer, name="record_employer"),
    path("registers/employers/<int:pk>/", employer, name="employer"),
]
