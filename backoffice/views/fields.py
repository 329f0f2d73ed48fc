"""Form fields that read what people here type: days, amounts, codes from a table."""

from datetime import date

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from backoffice import formats
from backoffice.staff import clock

YES_NO = [("yes", pgettext_lazy("answer", "Yes")), ("no", pgettext_lazy("answer", "No"))]


class DayField(forms.CharField):
    """A day as people type it: 2026.11.22, 20261122, +14, today."""

    def __init__(self, **options) -> None:
        super().__init__(**({"max_length": 20, "help_text": gettext_lazy("For example 2026.11.22, or +14")} | options))

    def clean(self, value) -> date | None:
        text = super().clean(value)
        if not text:
            return None
        try:
            return formats.parse_date(text, clock.today())
        except ValueError as error:
            raise forms.ValidationError(str(error)) from None


class WonField(forms.CharField):
    """An amount in whole won, with or without commas; never negative."""

    def __init__(self, **options) -> None:
        super().__init__(**({"max_length": 20} | options))

    def clean(self, value) -> int | None:
        text = super().clean(value)
        if not text:
            return None
        try:
            amount = formats.parse_money(text)
        except ValueError as error:
            raise forms.ValidationError(str(error)) from None
        if amount < 0:
            raise forms.ValidationError(_("An amount here cannot be negative."))
        return amount


class YesNoField(forms.ChoiceField):
    """A question answered yes or no; the answer is a bool."""

    def __init__(self, **options) -> None:
        super().__init__(choices=YES_NO, widget=forms.RadioSelect, **options)

    def clean(self, value) -> bool | None:
        answer = super().clean(value)
        return {"yes": True, "no": False}.get(answer)


class CodeField(forms.ChoiceField):
    """One of a table of codes, shown in words; `words` is a function so that the reader's language is asked late."""

    def __init__(self, words, *, radios=False, **options) -> None:
        widget = {"widget": forms.RadioSelect} if radios else {}
        super().__init__(choices=lambda: ([] if radios else [("", gettext_lazy("Choose"))]) + list(words()), **(widget | options))


class ReasonField(forms.CharField):
    """A reason in words; it stays with the case for ever."""

    def __init__(self, **options) -> None:
        defaults = {"label": gettext_lazy("Reason"), "widget": forms.Textarea(attrs={"rows": 3}), "max_length": 2000}
        super().__init__(**(defaults | options))
