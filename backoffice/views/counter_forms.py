"""The form by which a claim is filed: which separation, and what the law needs that no register knows."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from backoffice import formats
from contributions.models import SeparationCertificate
from workflows.filing import Known

from .examining_forms import Answers
from .fields import DayField
from .people import reader, reason

OTHER = "other"


@dataclass(frozen=True)
class Separation:
    """A separation that the registers know: its last day, and the certificate where there is one."""

    code: str
    last_on: date
    label: str
    hint: str
    certificate: SeparationCertificate | None = None


class FileClaim(Answers):
    """The separation, chosen or typed, and the answers."""

    separation = forms.ChoiceField(label=gettext_lazy("On which separation does the claim stand?"), widget=forms.RadioSelect)
    last_day = DayField(label=gettext_lazy("Last day of work"), required=False,
                        help_text=gettext_lazy("Only for another separation; for example 2026.11.22"))

    field_order = ("separation", "last_day")

    def __init__(self, *args, separations: list[Separation], **options) -> None:
        super().__init__(*args, **options)
        self.separations = {separation.code: separation for separation in separations}
        choices = [(separation.code, separation.label) for separation in separations]
        self.fields["separation"].choices = [*choices, (OTHER, _("Another one, on the day below"))]
        self.fields["separation"].initial = separations[0].code if separations else OTHER

    def options(self) -> list[dict[str, str]]:
        """The separations with their hints, as `ui.field` takes them."""
        hints = {code: separation.hint for code, separation in self.separations.items()}
        return [{"value": code, "label": label, "hint": hints.get(code, "")} for code, label in
                self.fields["separation"].choices]

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        if said.get("separation") == OTHER and not said.get("last_day") and "last_day" not in self.errors:
            self.add_error("last_day", _("Write the last day of work, or choose a separation above."))
        return said

    def standing(self) -> dict[str, Any]:
        """The day and the certificate as the verb takes them."""
        chosen = self.separations.get(self.cleaned_data["separation"])
        if chosen:
            return {"separation_on": chosen.last_on, "certificate": chosen.certificate}
        return {"separation_on": self.cleaned_data["last_day"], "certificate": None}


def separations_of(known: Known) -> list[Separation]:
    """What a claim could stand on, the latest first: certificates, then lost spells without one."""
    certified = [
        Separation(f"c{c.pk}", c.separation_on, _label(c.employer, c.separation_on),
                   _("Certificate received on %(day)s: %(reason)s") % {
                       "day": formats.date(c.received_on, reader()), "reason": reason(c.reason_code)}, c)
        for c in known.certificates
    ]
    there = {(c.employer_id, c.separation_on) for c in known.certificates}
    lost = [(s, s.lost_on - timedelta(days=1)) for s in known.statuses if s.lost_on]
    bare = [
        Separation(f"s{s.pk}", last_on, _label(s.employer, last_on), _("No separation certificate yet"))
        for s, last_on in lost if (s.employer_id, last_on) not in there
    ]
    return sorted(certified + bare, key=lambda separation: separation.last_on, reverse=True)


def _label(employer, last_on: date) -> str:
    return _("%(employer)s, last day of work %(day)s") % {"employer": employer.name, "day": formats.date(last_on, reader())}
