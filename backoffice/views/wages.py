"""Wages and insured periods of a case, as known now or as known on an earlier day."""

from django.urls import path
from django.utils.translation import gettext as _

from backoffice import formats
from backoffice.staff import clock
from claims.facts import judged_certificate
from contributions.models import InsuredStatus, SeparationCertificate

from .cases import frame_of
from .pages import page, show, the_case
from .people import certificate_shown, reader, status_columns, status_row


@page("see_case")
def wages(request, number):
    """Insured periods and certificates of the claimant; with `?known_on=`, as they were known at the end of that day."""
    claim = the_case(request, number, "case_wages")
    typed = request.GET.get("known_on", "")
    known_on, wrong = _read(typed)
    statuses, certificates = _known(claim, known_on)
    judged = judged_certificate(claim, certificates)
    return show(
        request, "cases/wages.html", **frame_of(request, claim, "case_wages"), typed=typed, wrong=wrong,
        known_on=known_on, status_columns=status_columns() + [{"key": "known_from", "label": _("Known since"), "kind": "instant"}],
        statuses=[status_row(status) | {"known_from": status.known_from} for status in statuses],
        certificates=[certificate_shown(c) | {"judged": c == judged, "known": _known_span(c)} for c in certificates],
    )


def _read(typed: str):
    if not typed:
        return None, ""
    try:
        return formats.parse_date(typed, clock.today()), ""
    except ValueError as error:
        return None, str(error)


def _known(claim, known_on):
    """Spells and certificates, each oldest first. Three queries."""
    statuses, certificates = InsuredStatus.objects.filter(person=claim.person_id), SeparationCertificate.objects.filter(person=claim.person_id)
    if known_on:
        instant = clock.midnight_after(known_on)
        statuses, certificates = statuses.as_known_at(instant), certificates.as_known_at(instant)
    else:
        statuses, certificates = statuses.current(), certificates.current()
    return (
        list(statuses.select_related("employer").order_by("acquired_on", "id")),
        list(certificates.select_related("employer").prefetch_related("wage_periods").order_by("separation_on", "id")),
    )


def _known_span(certificate) -> str:
    since = formats.instant(certificate.known_from, reader())
    if certificate.known_until is None:
        return _("Known since %(since)s") % {"since": since}
    return _("Known from %(since)s until %(until)s; corrected since") % {
        "since": since, "until": formats.instant(certificate.known_until, reader())}


urls = [
    path("claims/<str:number>/wages/", wages, name="case_wages"),
]
