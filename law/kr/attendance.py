"""A recognition day moved, missed or excused: what may still be done, until when, what is lost (ED 65, 66)."""

from __future__ import annotations

from datetime import date, timedelta

from law.calendars import ONE, Counting, days_between, deadline, holidays
from law.engine import Rules
from law.facts import Days
from law.kr import PARAMETERS
from law.kr.certification_codes import Cause
from law.kr.certification_facts import Attendance
from law.kr.day_outcomes import Reference
from law.pack import Decision

rule = Rules(Attendance)

MOVES_THE_DAY = (Cause.JOB, Cause.INTERVIEW, Cause.UNAVOIDABLE)
BY_CERTIFICATE = (Cause.ILLNESS, Cause.REFERRAL_INTERVIEW, Cause.ORDERED_TRAINING, Cause.DISASTER)
ON_THE_DAY = (None, Cause.ONLINE, Cause.SEARCH_ABROAD)
BASES: dict[Cause | None, str] = {
    None: "EIA 44(2); ED 63(1)",
    Cause.JOB: "ED 65 item 1; ED 65 item 2",
    Cause.INTERVIEW: "ED 65 item 1; ED 65 item 2",
    Cause.UNAVOIDABLE: "ED 65 item 1; ED 65 item 2",
    Cause.CONTINUING_JOB: "ED 65 item 3; ER 88(3)",
    Cause.MISTAKE: "ED 65 item 4",
    Cause.OFFICE: "ED 65 item 5; ER 88(2)",
    Cause.ISLAND: "ED 65 item 8; ER 89",
    Cause.ONLINE: "ED 65 item 9; ER 89",
    Cause.SEARCH_ABROAD: "ED 65 item 10; ER 89",
    Cause.ILLNESS: "EIA 44(3)1; ED 66(1)",
    Cause.REFERRAL_INTERVIEW: "EIA 44(3)2; ED 66(1)",
    Cause.ORDERED_TRAINING: "EIA 44(3)3; ED 66(3)",
    Cause.DISASTER: "EIA 44(3)4; ED 66(1)",
}


@rule("Article that applies", "EIA 44; ED 65; ED 66", "Cause: {cause}")
def basis(cause: Cause | None) -> Reference:
    return BASES[cause]


@rule(
    "The office must set another day",
    "ED 65 item 5-na; ER 88(2)",
    "Is {due_on} a Saturday or a public holiday? The office tells the person beforehand",
)
def office_must_change(due_on: date) -> bool:
    return not holidays("kr").is_working_day(due_on)


# ── windows ──────────────────────────────────────────────────────────────────
@rule("Another day may be asked for beforehand until", "ED 65 item 1", "{change_beforehand_days} before {due_on}")
def change_beforehand_until(due_on: date, change_beforehand_days: int) -> date:
    return due_on - timedelta(change_beforehand_days)


@rule("Length of the cause", "EIA 44(3)1", "{cause_from} to {cause_to}")
def cause_days(cause_from: date | None, cause_to: date | None) -> Days | None:
    return days_between(cause_from, cause_to) if cause_from and cause_to else None


@rule(
    "Certificate in place of attendance",
    "EIA 44(3); ED 66",
    "Cause {cause}, {cause_days}; an illness must be shorter than {short_illness_under_days}",
)
def certificate_route(cause: Cause | None, cause_days: int | None, short_illness_under_days: int) -> bool:
    if cause != Cause.ILLNESS:
        return cause in BY_CERTIFICATE
    return cause_days is not None and cause_days < short_illness_under_days


@rule("Sickness benefit instead", "EIA 63(1)", "Cause {cause}, {cause_days}; from {short_illness_under_days} on")
def sickness_benefit_route(cause: Cause | None, cause_days: int | None, short_illness_under_days: int) -> bool:
    return cause == Cause.ILLNESS and cause_days is not None and cause_days >= short_illness_under_days


@rule(
    "Own mistake still allowed", "ED 65 item 4", "Used {mistakes_used} of {own_mistake_changes} in the benefit period"
)
def mistake_allowed(mistakes_used: int, own_mistake_changes: int) -> bool:
    return mistakes_used < own_mistake_changes


@rule(
    "Time from which it runs",
    "ED 65; ED 66",
    "Cause {cause}: its end {cause_to}, the hire {hired_on} or the day itself {due_on}",
)
def window_from(cause: Cause | None, cause_to: date | None, hired_on: date | None, due_on: date) -> date | None:
    if cause in (*MOVES_THE_DAY, *BY_CERTIFICATE):
        return cause_to
    return hired_on if cause == Cause.CONTINUING_JOB else due_on


@rule(
    "Last day by the calendar",
    "ED 65; ED 66(1)",
    "Cause {cause}, from {window_from}: {change_after_cause_days} after the cause, "
    "{change_after_mistake_days} after an own mistake, {recognition_after_hire_months} after the hire, "
    "{certificate_instead_days} for a certificate",
)
def last_day_counted(
    cause: Cause | None,
    window_from: date | None,
    change_after_cause_days: int,
    change_after_mistake_days: int,
    recognition_after_hire_months: int,
    certificate_instead_days: int,
) -> date | None:
    if window_from is None or cause in (Cause.OFFICE, Cause.ORDERED_TRAINING):
        return None
    if cause == Cause.CONTINUING_JOB:
        return deadline(window_from, recognition_after_hire_months, "month", Counting.ENTITLEMENT)
    if cause in MOVES_THE_DAY:
        return window_from + timedelta(change_after_cause_days)
    if cause in BY_CERTIFICATE:
        return window_from + timedelta(certificate_instead_days)
    return window_from + timedelta(change_after_mistake_days) if cause == Cause.MISTAKE else window_from


@rule("Last day", "Civil Act 157; Civil Act 161", "{last_day_counted}, or the first working day after it")
def last_day(last_day_counted: date | None) -> date | None:
    return holidays("kr").next_working_day(last_day_counted) if last_day_counted else None


# ── what was done ────────────────────────────────────────────────────────────
@rule(
    "What stands against it",
    "ED 65; ED 66",
    "Cause {cause}; certificate in the file: {certificate}; own mistake still allowed: {mistake_allowed}; "
    "worked {work_days} (from {continuing_job_from_days}); special way granted: {channel_allowed}",
)
def hurdle(
    cause: Cause | None,
    certificate_route: bool,
    certificate: bool,
    mistake_allowed: bool,
    hired_on: date | None,
    work_days: int | None,
    continuing_job_from_days: int,
    channel_allowed: bool,
    abroad_allowed: bool,
) -> str | None:
    hurdles: dict[Cause | None, str | None] = {
        Cause.MISTAKE: None if mistake_allowed else "mistake_used_up",
        Cause.CONTINUING_JOB: None if hired_on and (work_days or 0) >= continuing_job_from_days else "worked_too_short",
        Cause.ONLINE: None if channel_allowed else "channel_not_granted",
        Cause.ISLAND: None if channel_allowed else "channel_not_granted",
        Cause.SEARCH_ABROAD: None if abroad_allowed else "plan_not_approved",
        Cause.ILLNESS: None if certificate_route else "illness_too_long",
    }
    found = hurdles.get(cause)
    return "excuse_certificate_missing" if not found and cause in BY_CERTIFICATE and not certificate else found


@rule(
    "Report from abroad allowed",
    "ED 65 item 10; ER 89(2)",
    "Plan confirmed on {plan_approved_on}, left on {left_on}; "
    "the law has this way: {recognised_while_searching_abroad}",
)
def abroad_allowed(
    plan_approved_on: date | None,
    left_on: date | None,
    search_abroad_approval_days: int,
    recognised_while_searching_abroad: bool,
) -> bool:
    if not recognised_while_searching_abroad or plan_approved_on is None or left_on is None:
        return False
    return plan_approved_on <= left_on - timedelta(search_abroad_approval_days)


@rule("A late act is still open", "ED 65; ED 66", "{hurdle}; until {last_day}")
def late_allowed(cause: Cause | None, hurdle: str | None, last_day: date | None) -> bool:
    has_a_window = last_day is not None and cause not in ON_THE_DAY and cause != Cause.ISLAND
    return (has_a_window or cause == Cause.ORDERED_TRAINING) and hurdle in (None, "excuse_certificate_missing")


@rule(
    "In time",
    "ED 65; ED 66",
    "Done on {applied_on}; beforehand until {change_beforehand_until}, otherwise until {last_day}",
)
def in_time(
    cause: Cause | None, applied_on: date | None, due_on: date, change_beforehand_until: date, last_day: date | None
) -> bool:
    if cause == Cause.OFFICE:
        return True
    if applied_on is None:
        return False
    if cause in ON_THE_DAY:
        return applied_on == due_on
    if cause in MOVES_THE_DAY and applied_on <= change_beforehand_until:
        return True
    return cause == Cause.ORDERED_TRAINING or (last_day is not None and applied_on <= last_day)


@rule("Accepted", "EIA 44(2)-(3); ED 65; ED 66", "In time: {in_time}; against it: {hurdle}")
def accepted(in_time: bool, hurdle: str | None) -> bool:
    return in_time and not hurdle


# ── what follows ─────────────────────────────────────────────────────────────
@rule(
    "Recognised until",
    "ER 88(3); ED 66",
    "Cause {cause}: the new day {changed_to} or the day of coming {applied_on}, "
    "the day before the hire {hired_on}, or {due_on}",
)
def recognised_to(
    accepted: bool,
    cause: Cause | None,
    due_on: date,
    applied_on: date | None,
    changed_to: date | None,
    hired_on: date | None,
) -> date | None:
    if not accepted:
        return None
    if cause == Cause.CONTINUING_JOB and hired_on is not None:
        return hired_on - ONE
    if cause in (*MOVES_THE_DAY, Cause.MISTAKE, Cause.OFFICE):
        return changed_to or applied_on or due_on
    return due_on


@rule("Days to be recognised", "EIA 44(2); ER 88(3)", "{period_from} to {recognised_to}")
def recognisable_days(period_from: date, recognised_to: date | None) -> Days:
    return days_between(period_from, recognised_to) if recognised_to else 0


@rule("Days lost", "EIA 44(2); ED 63(1)", "Accepted: {accepted}; otherwise every day from {period_from} to {due_on}")
def missed_days_lost(accepted: bool, period_from: date, due_on: date) -> Days:
    return 0 if accepted else days_between(period_from, due_on)


@rule("The next period begins on", "EIA 44(2); ER 88(3)2", "The day after {recognised_to}, or after {due_on}")
def next_period_from(recognised_to: date | None, due_on: date) -> date:
    return (recognised_to or due_on) + ONE


DECISION = Decision(
    "attendance",
    rule,
    "due_on",
    (
        "basis",
        "office_must_change",
        "change_beforehand_until",
        "certificate_route",
        "sickness_benefit_route",
        "mistake_allowed",
        "last_day_counted",
        "last_day",
        "hurdle",
        "late_allowed",
        "in_time",
        "accepted",
        "recognised_to",
        "recognisable_days",
        "missed_days_lost",
        "next_period_from",
    ),
    (PARAMETERS / "certification", PARAMETERS / "clocks"),
)
