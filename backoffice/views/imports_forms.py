"""The form by which a register's file is uploaded."""

from django import forms
from django.utils.translation import gettext_lazy

from contributions.models import ImportBatch

from .examining_forms import office_words
from .fields import CodeField


class Upload(forms.Form):
    kind = CodeField(office_words(dict(ImportBatch.KINDS)), label=gettext_lazy("Register"))
    file = forms.FileField(label=gettext_lazy("File"), allow_empty_file=True,
                           help_text=gettext_lazy("CSV in UTF-8, up to 10 MB, with the columns of the template"))
