"""The counter: who is here, what the registers know, what the law still needs; then the claim is filed."""

from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _

from backoffice.staff.refusal import Refused
from workflows import filing

from .counter_forms import FileClaim, separations_of
from .form_pages import form_page
from .pages import act
from .people import identity, known_to, office_for, the_person
from .registers import register_person
from .registers_forms import FindPerson, RegisterPerson


@act("file_claim")
def counter(request):
    """Finds a person by resident number; who is not in the register can be registered on the same page."""
    form = FindPerson(request.POST or None)

    def step(said):
        found = filing.find(said["resident_number"], by=request.user)
        if found:
            return redirect("counter_person", found.pk)
        if not request.user.may("enter_register"):
            raise Refused(_("Nobody with this resident number is registered."))
        return _not_found(request, said["resident_number"])

    return form_page(request, "counter/counter.html", form, step)


def _not_found(request, resident_number: str):
    form = RegisterPerson(initial={"resident_number": resident_number})
    return form_page(request, "counter/register.html", form, step=None, to=reverse("counter_register"))


@act("file_claim")
def counter_person(request, pk):
    """What the registers know of the person, and the questions that remain; posting them files the claim."""
    person = the_person(request, pk, "counter")
    shown = known_to(request, person, brief=True)
    form = FileClaim(request.POST or None, separations=separations_of(shown["known"]))

    def step(said):
        claim = filing.file(person, by=request.user, office=office_for(request.user, "file_claim"),
                            answers=form.answers(), **form.standing())
        return redirect("case", claim.number)

    return form_page(request, "counter/person.html", form, step, done=_("The claim is filed."), person=person,
                     identity=identity(person), may_enter=request.user.may("enter_register"),
                     in_the_way=_in_the_way(request.user, shown["known"]), **shown)


def _in_the_way(user, known: filing.Known) -> list[dict]:
    """Open claims, with a link where their case may be seen."""
    open_claims = [claim for claim in known.claims if claim.state in ("filed", "held", "granted")]
    seen = user.offices("see_case")
    return [
        {"number": claim.number, "office": claim.office, "state": claim.get_state_display(),
         "pending": claim.state != "granted",
         "url": reverse("case", args=[claim.number]) if claim.office_id in seen else ""}
        for claim in open_claims
    ]


urls = [
    path("counter/", counter, name="counter"),
    path("counter/register/", register_person, {"then": "counter_person"}, name="counter_register"),
    path("counter/people/<int:pk>/", counter_person, name="counter_person"),
]
