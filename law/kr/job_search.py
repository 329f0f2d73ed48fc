"""Job search in a recognition period: what is due, what was done, what is missing (EIA 44(2), ED 63, ER 87)."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

from law.calendars import days_between
from law.engine import Rules
from law.facts import Days, Weeks
from law.kr.certification_codes import ActivityKind, RecipientType, SearchWaiver
from law.kr.certification_facts import Activity, Certification
from law.rounding import half_up

rule = Rules(Certification)
Table = tuple[tuple[int, int], ...]

APPLICATIONS = (ActivityKind.APPLICATION, ActivityKind.FAIR_INTERVIEW)
DAYS_IN_A_WEEK = 7
IN_PROPORTION = (
    "The guideline speaks of four weeks; a shorter period is taken in proportion, at least one, "
    "and a longer one needs no more."
)


@rule("Length of the period", "EIA 44(2)", "{period_from} to {period_to}, both counted")
def period_days(period_from: date, period_to: date) -> Days:
    return days_between(period_from, period_to)


@rule("Activities due in four weeks", "ED 63(3); ER 87; MOEL guideline", "{recipient_type}, round {round}", "time")
def search_in_four_weeks(
    recipient_type: RecipientType,
    round: int,
    search_general: Table,
    search_repeat: Table,
    search_long: Table,
    search_senior_disabled: Table,
) -> int:
    tables = {
        RecipientType.GENERAL: search_general,
        RecipientType.REPEAT: search_repeat,
        RecipientType.LONG: search_long,
        RecipientType.SENIOR_DISABLED: search_senior_disabled,
    }
    return standing(tables[recipient_type], round)


@rule("Job applications among them", "ED 63(3); ER 87; MOEL guideline", "{recipient_type}, round {round}", "time")
def applications_in_four_weeks(
    recipient_type: RecipientType,
    round: int,
    applications_general: Table,
    applications_repeat: Table,
    applications_long: Table,
    applications_senior_disabled: Table,
) -> int:
    tables = {
        RecipientType.GENERAL: applications_general,
        RecipientType.REPEAT: applications_repeat,
        RecipientType.LONG: applications_long,
        RecipientType.SENIOR_DISABLED: applications_senior_disabled,
    }
    return standing(tables[recipient_type], round)


@rule("One activity in each", "ER 87; MOEL guideline", "{search_weeks} ÷ {search_in_four_weeks}")
def weeks_per_activity(search_weeks: int, search_in_four_weeks: int) -> Weeks:
    return search_weeks // search_in_four_weeks


@rule("Any activity counts", "ER 87(1); MOEL guideline", "Job applications due: {applications_in_four_weeks}")
def any_activity(applications_in_four_weeks: int) -> bool:
    return applications_in_four_weeks == 0


@rule(
    "Only job applications count",
    "ER 87(1); MOEL guideline",
    "Job applications due: {applications_in_four_weeks} of {search_in_four_weeks}",
)
def applications_only(applications_in_four_weeks: int, search_in_four_weeks: int) -> bool:
    return applications_in_four_weeks == search_in_four_weeks


@rule(
    "Certain hire",
    "ED 65 item 7; ER 87(1)5",
    "Hired from {hired_from}, at most {certain_hire_days} after the recognition day {due_on}",
)
def certain_hire(hired_from: date | None, due_on: date, certain_hire_days: int) -> bool:
    return hired_from is not None and hired_from <= due_on + timedelta(certain_hire_days)


@rule(
    "Job search must be shown",
    "EIA 44(2); ED 65 item 7; ER 87(1); ER 88(4)",
    "Waived: {search_waived}; certain hire: {certain_hire}",
)
def search_due(search_waived: SearchWaiver | None, certain_hire: bool) -> bool:
    return not search_waived and not certain_hire


@rule(
    "Activities due in this period",
    "ED 63(3); ER 87; MOEL guideline",
    "{search_in_four_weeks} in {search_weeks}, for {period_days}",
    "time",
    assumption=IN_PROPORTION,
)
def search_required(search_due: bool, search_in_four_weeks: int, search_weeks: int, period_days: int) -> int:
    return in_proportion(search_in_four_weeks, period_days, search_weeks) if search_due else 0


@rule(
    "Job applications due in this period",
    "ED 63(3); ER 87; MOEL guideline",
    "{applications_in_four_weeks} in {search_weeks}, for {period_days}",
    "time",
    assumption=IN_PROPORTION,
)
def applications_required(
    search_due: bool, applications_in_four_weeks: int, search_weeks: int, period_days: int
) -> int:
    return in_proportion(applications_in_four_weeks, period_days, search_weeks) if search_due else 0


@rule(
    "The briefing counts as an activity",
    "EIA 44(4); ED 67 item 2; MOEL guideline",
    "Round {round} of {briefing_until_round} with a briefing; came: {attendance_accepted}",
    assumption="Who comes on the first recognition day was at the briefing, and that is the activity of the round.",
)
def briefing_counts(round: int, briefing_until_round: int, attendance_accepted: bool) -> bool:
    return attendance_accepted and round <= briefing_until_round


@rule(
    "Activities accepted",
    "ER 87(1)",
    "Of the activities in the period: {activities}; the briefing counts as one: {briefing_counts}",
    "time",
)
def search_done(
    activities: tuple[Activity, ...],
    period_from: date,
    period_to: date,
    applications_only: bool,
    briefing_counts: bool,
) -> int:
    inside = within(activities, period_from, period_to)
    accepted = sum(a.accepted is True and (a.kind in APPLICATIONS or not applications_only) for a in inside)
    return accepted + briefing_counts


@rule("Job applications accepted", "ER 87(1)1; ER 87(1)2", "Of the activities in the period: {activities}", "time")
def applications_done(activities: tuple[Activity, ...], period_from: date, period_to: date) -> int:
    return sum(a.accepted is True and a.kind in APPLICATIONS for a in within(activities, period_from, period_to))


@rule("Activities not judged yet", "ER 87(1)", "Of the activities in the period: {activities}", "time")
def search_unjudged(activities: tuple[Activity, ...], period_from: date, period_to: date) -> int:
    return sum(a.accepted is None for a in within(activities, period_from, period_to))


@rule(
    "Activities missing",
    "EIA 44(2); ER 87(1)",
    "Due {search_required}, of them job applications {applications_required}; "
    "accepted {search_done}, of them job applications {applications_done}",
    "time",
)
def search_short_by(search_required: int, search_done: int, applications_required: int, applications_done: int) -> int:
    return max(0, search_required - search_done, applications_required - applications_done)


@rule(
    "Job search shown",
    "EIA 44(2); ED 63; ER 87",
    "Missing: {search_short_by}; found sufficient by a person: {search_found_sufficient}",
)
def search_met(search_short_by: int, search_found_sufficient: bool | None) -> bool:
    return search_short_by == 0 if search_found_sufficient is None else search_found_sufficient


@rule(
    "Job search still open",
    "ER 87(1)",
    "Missing {search_short_by}, not judged yet {search_unjudged}; "
    "found sufficient by a person: {search_found_sufficient}",
)
def search_open(search_short_by: int, search_unjudged: int, search_found_sufficient: bool | None) -> bool:
    return search_found_sufficient is None and 0 < search_short_by <= search_unjudged


def standing(table: Table, at: int) -> int:
    """The amount of the last bracket whose threshold is reached, or of the first."""
    return next((amount for threshold, amount in reversed(table) if at >= threshold), table[0][1])


def in_proportion(number: int, days: int, weeks: int) -> int:
    """So many in these weeks, for a shorter period: rounded, at least one unless none is due."""
    return min(number, max(1, half_up(Fraction(number * days, weeks * DAYS_IN_A_WEEK))))


def within(activities: tuple[Activity, ...], first: date, last: date) -> tuple[Activity, ...]:
    return tuple(a for a in activities if first <= a.on <= last)
