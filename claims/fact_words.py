"""The names of facts in the reader's words: for refusals, comparisons and the history."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

FACTS = {
    "birth_on": gettext_noop("Date of birth"),
    "separation_on": gettext_noop("Last day of work"),
    "filed_on": gettext_noop("Filed on"),
    "spells": gettext_noop("Insured periods"),
    "disabled": gettext_noop("Registered disability"),
    "registered_on": gettext_noop("Registered as a job seeker on"),
    "certificate_received": gettext_noop("Separation certificate received"),
    "able_to_work": gettext_noop("Able to work"),
    "willing_to_work": gettext_noop("Willing to work"),
    "employed_at_filing": gettext_noop("Working when the claim was filed"),
    "runs_business": gettext_noop("Registered business that is not idle"),
    "other_status_open": gettext_noop("Another insured status is open"),
    "claimant_reason": gettext_noop("Reason as the claimant says"),
    "reason_finding": gettext_noop("Finding on the reason for leaving"),
    "interruptions": gettext_noop("Times without pay"),
    "weekly_hours": gettext_noop("Weekly hours"),
    "weekly_days": gettext_noop("Days a week"),
    "artist_months": gettext_noop("Insured months as an artist"),
    "contractor_months": gettext_noop("Insured months as a contractor"),
    "days_worked_before_filing": gettext_noop("Days worked since the 1st of the month before filing"),
    "last_worked_on": gettext_noop("Last day worked as a daily worker"),
    "last_daily_job_qualifies": gettext_noop("The last daily job qualifies"),
    "wages": gettext_noop("Wages"),
    "yearly_bonus": gettext_noop("Bonus of the last 12 months"),
    "yearly_leave_pay": gettext_noop("Annual-leave pay of the last 12 months"),
    "protected_pay": gettext_noop("Times left out of the average wage"),
    "remuneration": gettext_noop("Reported remuneration"),
    "ordinary_daily_wage": gettext_noop("Ordinary daily wage"),
    "standard_daily_pay": gettext_noop("Standard pay a day"),
    "premiums_on_standard_pay": gettext_noop("Premiums on standard pay"),
    "hours_fixed_by": gettext_noop("Hours are fixed by"),
    "contractual_hours": gettext_noop("Contractual hours"),
    "paid_holiday_hours": gettext_noop("Paid holiday hours"),
    "deferrals": gettext_noop("Times that extend the benefit period"),
    "last_loss_by_income_drop": gettext_noop("Earlier loss because of a drop in income"),
    "barred_until": gettext_noop("Barred until"),
    # of a spell
    "acquired_on": gettext_noop("Acquired on"),
    "last_on": gettext_noop("Last day of work"),
    "kind": gettext_noop("Kind"),
    "separation_code": gettext_noop("Reason for the separation"),
    "unit_day_rows": gettext_noop("Certified insured-unit days"),
    "unit_days": gettext_noop("Insured-unit days"),
    "unpaid_weekdays": gettext_noop("Unpaid weekdays"),
    "holidays_paid": gettext_noop("Public holidays paid"),
    "holidays_paid_on_unpaid_weekdays": gettext_noop("Public holidays on unpaid weekdays paid"),
    "benefit_paid": gettext_noop("Benefit was paid on it"),
    "disqualifying": gettext_noop("Disqualifying reason"),
    "chapter_4": gettext_noop("Insured for unemployment benefits"),
    "very_short_hours": gettext_noop("Very short hours"),
    "late_reported_on": gettext_noop("Reported late on"),
    "premiums_proven_from": gettext_noop("Premiums proven from"),
    # of a span, a pay, a finding
    "from_on": gettext_noop("First day"),
    "to_on": gettext_noop("Last day"),
    "days": gettext_noop("Days"),
    "pay": gettext_noop("Pay"),
    "reason": gettext_noop("Reason"),
    "reported_on": gettext_noop("Reported on"),
    "ground": gettext_noop("Finding on the reason for leaving"),
    "just_cause": gettext_noop("Just cause"),
    "months_in_last_year": gettext_noop("Months in which it happened, in the last year"),
    "round_trip_minutes": gettext_noop("Minutes of the way there and back"),
    "care_days": gettext_noop("Days of care needed"),
}


def fact_word(name: str) -> str:
    """A fact's name for people; the name itself with spaces where the table lacks it."""
    return _(FACTS[name]) if name in FACTS else name.replace("_", " ")


def fact_words(names: Iterable[str]) -> str:
    """Several facts as one enumeration."""
    return ", ".join(map(fact_word, names))
