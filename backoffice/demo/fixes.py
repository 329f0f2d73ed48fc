"""What the profile of a kind of case fixes, so that the law raises the point, or the ground, that the case is there for."""

from datetime import timedelta

from law.calendars import add_months

from .profiles import Profile

Days = timedelta


def conflicting(who: Profile) -> None:
    who.code, who.claimant_code = "11", "23"


def resigned(who: Profile) -> None:
    who.code = who.claimant_code = "11"


def dismissed(who: Profile) -> None:
    who.code = who.claimant_code = "26"


def without_reason(who: Profile) -> None:
    who.code, who.certified = "", False


def uncertified(who: Profile) -> None:
    who.certified = False


def unregistered(who: Profile) -> None:
    who.registered = False


def overlapping(who: Profile) -> None:
    who.other_status_open = True


def still_employed(who: Profile) -> None:
    who.answers["employed_at_filing"] = True


def unwilling(who: Profile) -> None:
    who.answers["willing_to_work"] = False


def close_to_the_limit(who: Profile) -> None:
    who.unit_days = 184


def too_few_days(who: Profile) -> None:
    who.unit_days = 121


def nearly_enough_days(who: Profile) -> None:
    who.unit_days = 168


def without_wages(who: Profile) -> None:
    who.with_wages = False


def late_deferral(who: Profile) -> None:
    """Ill during the benefit period of a job lost long ago, and only now reported."""
    too_late(who)
    ill = {"from_on": (who.separation_on + Days(60)).isoformat(), "to_on": (who.separation_on + Days(90)).isoformat()}
    who.answers["deferrals"] = [ill | {"reason": "own_illness", "reported_on": who.filed_on.isoformat()}]


def too_late(who: Profile) -> None:
    who.separation_on = add_months(who.separation_on, -13)
    who.acquired_on = add_months(who.separation_on, -30)
    who.born_on = min(who.born_on, add_months(who.acquired_on, -12 * 20))


def daily(who: Profile) -> None:
    who.kind, who.certified = "daily", False
    who.acquired_on = who.separation_on - Days(250)


def daily_and_busy(who: Profile) -> None:
    who.kind = "daily"
    who.answers["days_worked_before_filing"] = 25


def construction(who: Profile) -> None:
    who.kind = "construction_daily"
    who.answers["days_worked_before_filing"] = 2


def first_insured_at_66(who: Profile) -> None:
    who.born_on = add_months(who.separation_on, -12 * 68)
    who.acquired_on = add_months(who.separation_on, -20)
    who.nationality = "KR"


def old(who: Profile) -> None:
    who.born_on = add_months(who.separation_on, -12 * (66 + who.serial % 4))
    who.acquired_on = add_months(who.separation_on, -12 * 9)


def uncovered(who: Profile) -> None:
    who.covered, who.nationality, who.visa = False, "LK", "E-9"


def short(who: Profile) -> None:
    """Under a year insured and under fifty: 120 days."""
    who.acquired_on = add_months(who.separation_on, -11)
    who.born_on = add_months(who.separation_on, -12 * (22 + who.serial % 20))
    who.disabled = False


def well_paid(who: Profile) -> None:
    """Between floor and cap, where a correction of wages changes the daily amount."""
    who.monthly, who.hours = 3_440_000, 8
