"""The waiting period of employees, construction daily workers, artists and contractors (EIA 49, 77-3(6), 77-8(6))."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

from law.calendars import ONE
from law.engine import Rules
from law.facts import Days
from law.kr import PARAMETERS
from law.kr.certification_codes import Status
from law.kr.certification_facts import Waiting
from law.pack import Decision

rule = Rules(Waiting)


@rule(
    "Waiting after the loss of a later status by an income drop",
    "EIA 49(2); EIA 77-3(6)2; EIA 77-8(6)2; ED 71-2",
    "An earlier status was chosen after an income drop in the last one: {last_loss_by_income_drop}",
)
def last_loss_waiting(last_loss_by_income_drop: bool, waiting_last_loss_days: int) -> Days:
    return waiting_last_loss_days if last_loss_by_income_drop else 0


@rule(
    "Waiting after leaving because of an income drop",
    "EIA 77-3(6)1; EIA 77-8(6)1; ED 104-8(5)1; ED 104-15(5)",
    "{status}, income fallen by {income_drop_rate}",
)
def own_drop_waiting(
    status: Status,
    income_drop_rate: Fraction | None,
    artist_drop_from: Fraction,
    waiting_artist_drop_days: int,
    contractor_drop_from: Fraction,
    waiting_contractor_drop_days: int,
    contractor_large_drop_from: Fraction,
    waiting_contractor_large_drop_days: int,
) -> Days:
    if income_drop_rate is None:
        return 0
    if status == Status.ARTIST:
        return waiting_artist_drop_days if income_drop_rate >= artist_drop_from else 0
    if status != Status.CONTRACTOR or income_drop_rate < contractor_drop_from:
        return 0
    large = income_drop_rate >= contractor_large_drop_from
    return waiting_contractor_large_drop_days if large else waiting_contractor_drop_days


@rule("Waiting without an income drop", "EIA 49(1); EIA 77-3(6); EIA 77-8(6)", "{status}")
def plain_waiting(status: Status, ordinary_waiting_days: int, construction_waiting_days: int) -> Days:
    return construction_waiting_days if status == Status.CONSTRUCTION_DAILY else ordinary_waiting_days


@rule(
    "Waiting period",
    "EIA 49; EIA 77-3(6); EIA 77-8(6)",
    "The longest of {plain_waiting}, {last_loss_waiting} and {own_drop_waiting}",
)
def waiting_days(plain_waiting: int, last_loss_waiting: int, own_drop_waiting: int) -> Days:
    return max(plain_waiting, last_loss_waiting, own_drop_waiting)


@rule("Last day of waiting", "EIA 49", "{waiting_days} from {filed_on}, that day counted")
def waiting_end(filed_on: date, waiting_days: int) -> date | None:
    return filed_on + timedelta(waiting_days) - ONE if waiting_days else None


@rule("First day that can be paid", "EIA 49", "{waiting_days} after {filed_on}")
def first_payable_day(filed_on: date, waiting_days: int) -> date:
    return filed_on + timedelta(waiting_days)


DECISION = Decision(
    "waiting",
    rule,
    "filed_on",
    ("waiting_days", "waiting_end", "first_payable_day"),
    (PARAMETERS / "job_seeking", PARAMETERS / "waiting"),
)
