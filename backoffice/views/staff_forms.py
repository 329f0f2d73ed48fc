"""The forms about people who work here."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from backoffice.staff import roles

from .fields import CodeField, ReasonField


class GiveRole(forms.Form):
    """A role at one of the offices that the reader administers."""

    role = CodeField(lambda: [(role, _(roles.label(role))) for role in roles.ROLES], label=gettext_lazy("Role"))
    office_pk = forms.ChoiceField(label=gettext_lazy("Office"))

    def __init__(self, *args, offices, **options) -> None:
        super().__init__(*args, **options)
        self.offices = {str(office.pk): office for office in offices}
        self.fields["office_pk"].choices = [(pk, str(office)) for pk, office in self.offices.items()]

    def office(self):
        """The office chosen."""
        return self.offices[self.cleaned_data["office_pk"]]


class Recuse(forms.Form):
    """Whose case somebody has to keep away from, and why."""

    resident_number = forms.CharField(
        label=gettext_lazy("Resident number of the relative"), max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=gettext_lazy("It is kept as a keyed hash only; nobody can read it back."),
    )
    reason = ReasonField(label=gettext_lazy("How the two are related"), max_length=200)
