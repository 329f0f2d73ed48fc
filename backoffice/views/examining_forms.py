"""The forms of a case before its decision. Each reads what was typed; what the law makes of it is the verbs' matter."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from claims.models.document import KINDS
from law.kr.entitlement_codes import GROUNDS, JUST_CAUSES, SEPARATION_CODES
from law.words import catalogue
from workflows import holding, overrides, points

from .fields import CodeField, DayField, ReasonField, YesNoField

DAYS_FOR_DOCUMENTS = "+14"


def law_words(table: dict[str, str]):
    """A table of the law's codes as choices in the reader's language."""

    def words():
        say = catalogue((get_language() or "ko")[:2])
        return [(code, say(label)) for code, label in table.items()]

    return words


def coded_words(table: dict[str, str]):
    """The same with the code in front, for people who think in codes."""
    return lambda: [(code, f"{code} {label}") for code, label in law_words(table)()]


def office_words(table: dict[str, str]):
    """A table of our own words as choices."""
    return lambda: [(code, _(str(label))) for code, label in table.items()]


class Nothing(forms.Form):
    """A form with nothing to fill in."""


class Reason(forms.Form):
    reason = ReasonField()


class Question(forms.Form):
    what = ReasonField(label=gettext_lazy("What has to be checked"))


class ClearPoint(forms.Form):
    """Clearing a point; those about the reason for leaving ask for a finding, too."""

    ground = CodeField(law_words(GROUNDS), label=gettext_lazy("What you found on the reason for leaving"), required=False)
    just_cause = CodeField(law_words(JUST_CAUSES), label=gettext_lazy("Which just cause"), required=False)
    months_in_last_year = forms.IntegerField(label=gettext_lazy("Months in which it happened, in the last year"),
                                             required=False, min_value=0, max_value=12)
    round_trip_minutes = forms.IntegerField(label=gettext_lazy("Minutes of the way there and back"), required=False,
                                            min_value=0, max_value=1440)
    care_days = forms.IntegerField(label=gettext_lazy("Days of care needed"), required=False, min_value=0, max_value=3660)
    evidence_pk = forms.ChoiceField(label=gettext_lazy("Evidence in the file"), required=False)
    reason = ReasonField()

    FINDING = ("ground", "just_cause", "months_in_last_year", "round_trip_minutes", "care_days")

    def __init__(self, *args, claim, code: str, **options) -> None:
        super().__init__(*args, **options)
        self.documents = {str(d.pk): d for d in claim.documents.all()}
        self.fields["evidence_pk"].choices = [("", _("None"))] + [
            (pk, str(document.get_kind_display())) for pk, document in self.documents.items()
        ]
        self.fields["ground"].required = code in points.NEEDS_FINDING
        if code not in points.NEEDS_FINDING:
            for name in self.FINDING:
                del self.fields[name]

    def finding(self) -> dict[str, Any] | None:
        """The finding as typed, without what was left empty; None where the point asks for none."""
        if "ground" not in self.fields:
            return None
        return {name: self.cleaned_data[name] for name in self.FINDING if self.cleaned_data[name] not in (None, "")}

    def evidence(self):
        """The document chosen as evidence, or None."""
        return self.documents.get(self.cleaned_data["evidence_pk"])


class OverrideFinding(forms.Form):
    rule = CodeField(lambda: [(rule, _(label)) for rule, (_kind, label) in overrides.OVERRIDABLE.items()],
                     label=gettext_lazy("Finding"))
    value = forms.CharField(label=gettext_lazy("Set to"), max_length=20,
                            help_text=gettext_lazy("yes, no, or a whole number; “computed” takes a finding back"))
    reason = ReasonField()


class Recommend(forms.Form):
    text = ReasonField(label=gettext_lazy("Finding in your own words (a refusal's letter quotes it)"), required=False)


class AskForDocuments(forms.Form):
    kinds = forms.MultipleChoiceField(label=gettext_lazy("Documents"), widget=forms.CheckboxSelectMultiple,
                                      choices=office_words(KINDS))
    due_on = DayField(label=gettext_lazy("To be brought by"), initial=DAYS_FOR_DOCUMENTS)
    note = ReasonField(label=gettext_lazy("Why they are needed (it goes into the letter)"), required=False, max_length=500)


class AddDocument(forms.Form):
    kind = CodeField(office_words(KINDS), label=gettext_lazy("Kind"))
    file = forms.FileField(label=gettext_lazy("File"), help_text=gettext_lazy("PDF, PNG, JPEG or plain text, up to 10 MB"))


class Answers(forms.Form):
    """What the law still needs that no register knows."""

    claimant_reason = CodeField(coded_words(SEPARATION_CODES), label=gettext_lazy("Why did the job end, as the claimant says?"))
    registered_on = DayField(label=gettext_lazy("Registered as a job seeker on"))
    able_to_work = YesNoField(label=gettext_lazy("Able to work?"), initial="yes")
    willing_to_work = YesNoField(label=gettext_lazy("Willing to work?"), initial="yes")
    employed_at_filing = YesNoField(label=gettext_lazy("Working for somebody now?"), initial="no")
    runs_business = YesNoField(label=gettext_lazy("A registered business that is not idle?"), initial="no")
    days_worked_before_filing = forms.IntegerField(
        label=gettext_lazy("Daily workers: days worked since the 1st of last month"), required=False, min_value=0, max_value=62
    )
    last_worked_on = DayField(label=gettext_lazy("Daily workers: last day of work"), required=False)

    NAMES = ("claimant_reason", "registered_on", "able_to_work", "willing_to_work", "employed_at_filing",
             "runs_business", "days_worked_before_filing", "last_worked_on")

    def answers(self) -> dict[str, Any]:
        """The answers as the verbs take them, without what was left empty."""
        return {name: self.cleaned_data[name] for name in self.NAMES if self.cleaned_data.get(name) not in (None, "")}


class Restate(Answers):
    reason = ReasonField(label=gettext_lazy("Why the answers change"))


def typed_answers(answers: dict[str, Any]) -> dict[str, Any]:
    """Stored answers as a form shows them."""
    words = {True: "yes", False: "no"}
    shown = {name: words.get(value, value) if isinstance(value, bool) else value for name, value in answers.items()}
    for name in ("registered_on", "last_worked_on"):
        if shown.get(name):
            shown[name] = date.fromisoformat(shown[name]).strftime("%Y.%m.%d")
    return shown


class Hold(forms.Form):
    until = DayField(label=gettext_lazy("Wake on"))
    because = CodeField(office_words(holding.REASONS), label=gettext_lazy("Reason"))
    note = ReasonField(label=gettext_lazy("Note"), required=False)


class Reassign(forms.Form):
    to = forms.ChoiceField(label=gettext_lazy("To"))
    reason = ReasonField()

    def __init__(self, *args, people, **options) -> None:
        super().__init__(*args, **options)
        self.fields["to"].choices = [("", _("Choose"))] + [(pk, str(person)) for pk, person in people.items()]


class Correct(forms.Form):
    reason = CodeField(
        lambda: [("employer", _("The employer corrected what was certified")),
                 ("registers", _("Insured status was corrected")), ("statement", _("The claimant's answers were wrong")),
                 ("office", _("We made a mistake"))],
        label=gettext_lazy("Why the decision is corrected"),
    )
