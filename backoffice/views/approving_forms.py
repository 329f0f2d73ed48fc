"""The form of an approval: a signature, or a coded reason for sending back."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.models.determination import SentBackBecause

from .fields import CodeField, ReasonField


class Approval(forms.Form):
    """Approve or send back; a sending back needs its reason and a note."""

    verdict = forms.ChoiceField(choices=[("approve", ""), ("send_back", "")])
    seen = forms.CharField(max_length=64)
    because = CodeField(lambda: SentBackBecause.choices, label=gettext_lazy("Why it goes back"), required=False)
    note = ReasonField(label=gettext_lazy("Note to the caseworker"), required=False)

    def clean(self) -> dict:
        said = super().clean()
        if said.get("verdict") == "send_back":
            if not said.get("because"):
                self.add_error("because", _("Choose why it goes back."))
            if not said.get("note"):
                self.add_error("note", _("Write what the caseworker has to do."))
        return said
