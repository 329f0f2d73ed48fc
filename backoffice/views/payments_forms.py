"""The forms of payment runs."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.models import Batch

from .fields import ReasonField

LARGEST_ANSWER = 100 * 1024 * 1024


class Release(forms.Form):
    """The releaser types how many payments the run holds: a look at the numbers before the money leaves."""

    count = forms.IntegerField(label=gettext_lazy("How many payments does the run hold?"), min_value=1,
                               help_text=gettext_lazy("Type the number as you have checked it"))

    def __init__(self, *args, batch: Batch, **options) -> None:
        super().__init__(*args, **options)
        self.batch = batch

    def clean_count(self) -> int:
        if self.cleaned_data["count"] != self.batch.count:
            raise forms.ValidationError(_("This is not the number of payments in the run. Check it again."))
        return self.cleaned_data["count"]


class Cancel(forms.Form):
    reason = ReasonField(label=gettext_lazy("Why the run must not leave"))


class Answer(forms.Form):
    """A file from the bank."""

    file = forms.FileField(label=gettext_lazy("The bank's file"), help_text=gettext_lazy("pain.002, XML"))

    def clean_file(self):
        if self.cleaned_data["file"].size > LARGEST_ANSWER:
            raise forms.ValidationError(_("This file is larger than 100 MB, which no answer of a bank is."))
        return self.cleaned_data["file"]
