"""A recognition day that was moved, missed or excused: what may still be done, until when, and what is lost (ED 65, 66)."""

from __future__ import annotations

from datetime import date, timedelta

from law.calendars import ONE, Counting, days_between, deadline, holidays
from law.engine import Rules
from law.facts import Days
from law.kr import PARAMETERS
from law.kr.certification_facts import Attendance
from law.pack import Decision

rule = Rules(Attendance)

MOVES_THE_DAY = ("job", "interview", "unavoidable")
BY_CERTIFICATE = ("illness", "referral_interview", "ordered_training", "disaster")
ON_THE_DAY = (None, "online", "search_abroad")
BASES: dict[str | None, str] = {
    None: "EIA 44(2); ED 63(1)",
    "job": "ED 65 item 1; ED 65 item 2",
    "interview": "ED 65 item 1; ED 65 item 2",
    "unavoidable": "ED 65 item 1; ED 65 item 2",
    "continuing_job": "ED 65 item 3; ER 88(3)",
    "mistake": "ED 65 item 4",
    "office": "ED 65 item 5; ER 88(2)",
    "island": "ED 65 item 8; ER 89",
    "online": "ED 65 item 9; ER 89",
    "search_abroad": "ED 65 item 10; ER 89",
    "illness": "EIA 44(3)1; ED 66(1)",
    "referral_interview": "EIA 44(3)2; ED 66(1)",
    "ordered_training": "EIA 44(3)3; ED 66(3)",
    "disaster": "EIA 44(3)4; ED 66(1)",
}


@rule("Article that applies", "EIA 44; ED 65; ED 66", "Cause: {cause}")
def basis(cause: str | None) -> str:
    return BASES[cause]


@rule("The office must set another day", "ED 65 item 5-na; ER 88(2)",
      "Is {due_on} a Saturday or a public holiday? The office tells the person beforehand")
def office_must_change(due_on: date) -> bool:
    return not holidays("kr").is_working_day(due_on)


# ── windows ──────────────────────────────────────────────────────────────────
@rule("Another day may be asked for beforehand until", "ED 65 item 1", "{change_beforehand_days} before {due_on}")
def change_beforehand_until(due_on: date, change_beforehand_days: int) -> date:
    return due_on - timedelta(change_beforehand_days)


@rule("Length of the cause", "EIA 44(3)1", "{cause_from} to {cause_to}")
def cause_days(cause_from: date | None, cause_to: date | None) -> Days | None:
    return days_between(cause_from, cause_to) if cause_from and cause_to else None


@rule("Certificate in place of attendance", "EIA 44(3); ED 66",
      "Cause {cause}, {cause_days}; an illness must be shorter than {short_illness_under_days}")
def certificate_route(cause: str | None, cause_days: int | None, short_illness_under_days: int) -> bool:
    if cause != "illness":
        return cause in BY_CERTIFICATE
    return cause_days is not None and cause_days < short_illness_under_days


@rule("Sickness benefit instead", "EIA 63(1)", "Cause {cause}, {cause_days}; from {short_illness_under_days} on")
def sickness_benefit_route(cause: str | None, cause_days: int | None, short_illness_under_days: int) -> bool:
    return cause == "illness" and cause_days is not None and cause_days >= short_illness_under_days


@rule("Own mistake still allowed", "ED 65 item 4", "Used {mistakes_used} of {own_mistake_changes} in the benefit period")
def mistake_allowed(mistakes_used: int, own_mistake_changes: int) -> bool:
    return mistakes_used < own_mistake_changes


@rule("Time from which it runs", "ED 65; ED 66", "Cause {cause}: its end {cause_to}, the hire {hired_on} or the day itself {due_on}")
def window_from(cause: str | None, cause_to: date | None, hired_on: date | None, due_on: date) -> date | None:
    if cause in (*MOVES_THE_DAY, *BY_CERTIFICATE):
        return cause_to
    return hired_on if cause == "continuing_job" else due_on


@rule("Last day by the calendar", "ED 65; ED 66(1)",
      "Cause {cause}, from {window_from}: {change_after_cause_days} after the cause, {change_after_mistake_days} after an own "
      "mistake, {recognition_after_hire_months} after the hire, {certificate_instead_days} for a certificate")
def last_day_counted(
        cause: str | None, window_from: date | None, change_after_cause_days: int, change_after_mistake_days: int,
        recognition_after_hire_months: int, certificate_instead_days: int) -> date | None:
    if window_from is None or cause in ("office", "ordered_training"):
        return None
    if cause == "continuing_job":
        return deadline(window_from, recognition_after_hire_months, "month", Counting.ENTITLEMENT)
    if cause in MOVES_THE_DAY:
        return window_from + timedelta(change_after_cause_days)
    if cause in BY_CERTIFICATE:
        return window_from + timedelta(certificate_instead_days)
    return window_from + timedelta(change_after_mistake_days) if cause == "mistake" else window_from


@rule("Last day", "Civil Act 157; Civil Act 161", "{last_day_counted}, or the first working day after it")
def last_day(last_day_counted: date | None) -> date | None:
    return holidays("kr").next_working_day(last_day_counted) if last_day_counted else None


# ── what was done ────────────────────────────────────────────────────────────
@rule("What stands against it", "ED 65; ED 66",
      "Cause {cause}; certificate in the file: {certificate}; own mistake still allowed: {mistake_allowed}; "
      "worked {work_days} (from {continuing_job_from_days}); special way granted: {channel_allowed}")
def hurdle(cause: str | None, certificate_route: bool, certificate: bool, mistake_allowed: bool, hired_on: date | None,
           work_days: int | None, continuing_job_from_days: int, channel_allowed: bool, abroad_allowed: bool) -> str | None:
    hurdles: dict[str | None, str | None] = {
        "mistake": None if mistake_allowed else "mistake_used_up",
        "continuing_job": None if hired_on and (work_days or 0) >= continuing_job_from_days else "worked_too_short",
        "online": None if channel_allowed else "channel_not_granted",
        "island": None if channel_allowed else "channel_not_granted",
        "search_abroad": None if abroad_allowed else "plan_not_approved",
        "illness": None if certificate_route else "illness_too_long"}
    found = hurdles.get(cause)
    return "certificate_missing" if not found and cause in BY_CERTIFICATE and not certificate else found


@rule("Report from abroad allowed", "ED 65 item 10; ER 89(2)",
      "Plan confirmed on {plan_approved_on}, left on {left_on}; the law has this way: {recognised_while_searching_abroad}")
def abroad_allowed(plan_approved_on: date | None, left_on: date | None, search_abroad_approval_days: int,
                   recognised_while_searching_abroad: bool) -> bool:
    if not recognised_while_searching_abroad or plan_approved_on is None or left_on is None:
        return False
    return plan_approved_on <= left_on - timedelta(search_abroad_approval_days)


@rule("A late act is still open", "ED 65; ED 66", "{hurdle}; until {last_day}")
def late_allowed(cause: str | None, hurdle: str | None, last_day: date | None) -> bool:
    has_a_window = last_day is not None and cause not in ON_THE_DAY and cause != "island"
    return (has_a_window or cause == "ordered_training") and hurdle in (None, "certificate_missing")


@rule("In time", "ED 65; ED 66",
      "Done on {applied_on}; beforehand until {change_beforehand_until}, otherwise until {last_day}")
def in_time(cause: str | None, applied_on: date | None, due_on: date, change_beforehand_until: date, last_day: date | None) -> bool:
    if cause == "office":
        return True
    if applied_on is None:
        return False
    if cause in ON_THE_DAY:
        return applied_on == due_on
    if cause in MOVES_THE_DAY and applied_on <= change_beforehand_until:
        return True
    return cause == "ordered_training" or (last_day is not None and applied_on <= last_day)


@rule("Accepted", "EIA 44(2)-(3); ED 65; ED 66", "In time: {in_time}; against it: {hurdle}")
def accepted(in_time: bool, hurdle: str | None) -> bool:
    return in_time and not hurdle


# ── what follows ─────────────────────────────────────────────────────────────
@rule("Recognised until", "ER 88(3); ED 66",
      "Cause {cause}: the new day {changed_to} or the day of coming {applied_on}, the day before the hire {hired_on}, or {due_on}")
def recognised_to(accepted: bool, cause: str | None, due_on: date, applied_on: date | None, changed_to: date | None,
                  hired_on: date | None) -> date | None:
    if not accepted:
        return None
    if cause == "continuing_job" and hired_on is not None:
        return hired_on - ONE
    if cause in (*MOVES_THE_DAY, "mistake", "office"):
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
    "attendance", rule, "due_on",
    ("basis", "office_must_change", "change_beforehand_until", "certificate_route", "sickness_benefit_route",
     "mistake_allowed", "last_day_counted", "last_day", "hurdle", "late_allowed", "in_time", "accepted", "recognised_to",
     "recognisable_days", "missed_days_lost", "next_period_from"),
    (PARAMETERS / "certification", PARAMETERS / "clocks"))
