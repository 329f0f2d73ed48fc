"""Who works here: people and their roles at one's offices, recusals, and the acts on both."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _

from audits.models import Event
from backoffice.staff import roles
from backoffice.staff.models import Appointment, Office, User
from backoffice.staff.refusal import Refused
from contributions.models import Recusal
from workflows import appointing

from . import staff_forms as forms
from .pages import act, attempt, page, show


@page("administer_office", "administer_system")
def staff(request):
    """People of the offices one administers, with the roles they hold."""
    people = _people(request.user).prefetch_related("appointments__office").order_by("office__code", "name", "pk")
    rows = [_row(person, request.user.language) for person in people]
    return show(request, "staff/staff.html", rows=rows, columns=_columns(), may_appoint=request.user.may("administer_office"))


def _people(user: User):
    offices = user.offices("administer_office") | user.offices("administer_system")
    return User.objects.filter(office_id__in=offices).select_related("office")


def _row(person: User, language: str) -> dict:
    held = [a for a in person.appointments.all() if a.until_on is None]
    return {
        "url": reverse("person_roles", args=[person.pk]), "name": person.name_in(language), "login": person.username,
        "office": person.office.name_in(language),
        "roles": ", ".join(f"{_(roles.label(a.role))} ({a.office.name_in(language)})" for a in held) or "-",
        "state": {"word": _("Works here"), "tone": "success"} if person.is_active else {"word": _("Has left"), "tone": "gray"},
    }


def _columns() -> list[dict]:
    return [
        {"key": "name", "label": _("Name"), "row_header": True}, {"key": "login", "label": _("User name")},
        {"key": "office", "label": _("Office")}, {"key": "roles", "label": _("Roles")}, {"key": "state", "label": _("State")},
    ]


@act("administer_office")
def person_roles(request, pk):
    """One person's roles and recusals; give a role, end one, record a recusal."""
    person = _people(request.user).filter(pk=pk).first()
    if person is None:
        raise Http404
    offices = Office.objects.filter(pk__in=request.user.offices("administer_office")).order_by("code")
    form = forms.GiveRole(request.POST or None, offices=offices)
    if request.method == "POST" and form.is_valid():
        try:
            appointing.appoint(person, form.office(), form.cleaned_data["role"], by=request.user)
        except Refused as refused:
            form.add_error(None, refused.sentence)
        else:
            messages.success(request, _("The role is given."))
            return redirect("person_roles", pk)
    return show(
        request, "staff/person.html", person=person, form=form, recusal_form=forms.Recuse(), wrong=form.is_bound,
        appointments=person.appointments.select_related("office", "appointed_by"), role_word=lambda r: _(roles.label(r)),
        recusals=Recusal.objects.filter(user=person).select_related("declared_by"),
    )


@act("administer_office")
def end_role(request, pk):
    """Ends a role today."""
    found = Appointment.objects.filter(pk=pk, office_id__in=request.user.offices("administer_office")).first()
    if found is None:
        raise Http404
    if request.method == "POST":
        attempt(request, appointing.end_appointment, found, done=_("The role has ended."))
    return redirect("person_roles", found.user_id)


@act("administer_office")
def recuse(request, pk):
    """Keeps a person away from a relative's case."""
    person = _people(request.user).filter(pk=pk).first()
    if person is None:
        raise Http404
    form = forms.Recuse(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        attempt(request, appointing.recuse, person, said["resident_number"], reason=said["reason"],
                done=_("The recusal stands from now on."))
    elif request.method == "POST":
        messages.error(request, _("Give the relative's resident number and say how the two are related."))
    return redirect("person_roles", pk)


@act("administer_office")
def end_recusal(request, pk):
    """Ends a recusal."""
    found = Recusal.objects.filter(pk=pk, ended_at=None, user__in=_people(request.user)).select_related("user").first()
    if found is None:
        raise Http404
    if request.method == "POST":
        attempt(request, appointing.end_recusal, found, done=_("The recusal has ended."))
    return redirect("person_roles", found.user_id)


@act()
def my_recusals(request):
    """Everybody may recuse themselves; nobody ends their own recusal."""
    form = forms.Recuse(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        if attempt(request, appointing.recuse, request.user, said["resident_number"], reason=said["reason"],
                   done=_("The recusal stands from now on.")):
            return redirect("my_recusals")
    recusals = Recusal.objects.filter(user=request.user, ended_at=None).order_by("pk")
    return show(request, "staff/my_recusals.html", form=form, recusals=recusals, wrong=bool(form.is_bound and form.errors))


@page("see_history", "administer_office")
def staff_history(request):
    """What was changed about people and roles, the latest first."""
    offices = request.user.offices("administer_office") | request.user.offices("see_history")
    chains = [f"office:{pk}" for pk in offices]
    events = Event.objects.filter(chain__in=chains).select_related("by").order_by("-at", "-pk")[:100]
    return show(request, "staff/history.html", events=_told(events, request.user.language))


def _told(events, language: str) -> list[dict]:
    from audits.chain import content_of

    from .words import act_word

    events = list(events)
    said = [content_of(event) for event in events]
    names = {u.pk: u.name_in(language) for u in User.objects.filter(pk__in=[s.get("user") for s in said])}
    return [
        {"at": event.at, "who": event.by.name_in(language), "what": act_word(event.verb), "number": event.number,
         "to": names.get(content["user"], ""), "why": _(roles.label(content["role"])) if content.get("role") else ""}
        for event, content in zip(events, said, strict=True)
    ]


urls = [
    path("staff/", staff, name="staff"),
    path("staff/history/", staff_history, name="staff_history"),
    path("staff/recusals/", my_recusals, name="my_recusals"),
    path("staff/<int:pk>/", person_roles, name="person_roles"),
    path("staff/<int:pk>/recuse/", recuse, name="recuse"),
    path("staff/roles/<int:pk>/end/", end_role, name="end_role"),
    path("staff/recusals/<int:pk>/end/", end_recusal, name="end_recusal"),
]
