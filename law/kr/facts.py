"""What the law may know about a claim for job-seeking benefit, before it is granted or refused.

Spans include both ends. Money is whole won. A default is the ordinary case. Findings are what a person has judged;
None means that nobody has yet. Every code is listed, with its English name, in entitlement_codes.py.
"""
from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from law.facts import Days, Months, Won, Years


@dataclass(frozen=True, slots=True)
class UnitDays:
    """A row of the separation certificate or of a daily work report: days that are the basis of pay in a span."""

    from_on: date
    to_on: date
    days: Days


@dataclass(frozen=True, slots=True)
class Spell:
    """One insured status of the person, from acquisition to the last day of work (it is lost on the day after)."""

    acquired_on: date
    last_on: date
    kind: str = "employee"                      # code in SPELL_KINDS
    separation_code: str | None = None          # the employer's code, one of SEPARATION_CODES; None = not stated
    unit_day_rows: tuple[UnitDays, ...] = ()    # what the certificate says; goes before all other counts
    unit_days: Days | None = None               # their total, where the rows are not known
    unpaid_weekdays: tuple[int, ...] = ()       # with neither: count the calendar without these (ISO: Saturday 6)
    holidays_paid: bool = True                  # with neither: public holidays on other weekdays are paid
    holidays_paid_on_unpaid_weekdays: bool = False
    benefit_paid: bool = False                  # benefit was paid for this loss, or counts as paid (EIA 61(3))
    disqualifying: bool | None = None           # finding on another separation than the judged one: a reason of EIA 58
    chapter_4: bool = True                      # unemployment benefit covers this status (visa, civil servants)
    very_short_hours: bool = False              # under 15 hours and at most 2 days a week, throughout this spell
    late_reported_on: date | None = None        # acquisition was reported or confirmed late, on this day (EIA 50(5))
    premiums_proven_from: date | None = None    # late reports: the employer proved premiums without a gap from this day


@dataclass(frozen=True, slots=True)
class Interruption:
    """Days on which no pay could be received, one after another; reason in INTERRUPTIONS (EIA 40(2)1)."""

    from_on: date
    to_on: date
    reason: str


@dataclass(frozen=True, slots=True)
class ReasonFinding:
    """What the office found on the judged separation; ground in GROUNDS, just_cause a number of ER Annex 2."""

    ground: str                                 # "none", "just_cause", or a ground of EIA 58
    just_cause: str | None = None
    months_in_last_year: int | None = None      # no. 1: months in which it happened, within the last year
    round_trip_minutes: int | None = None       # no. 6: commuting there and back by usual transport
    care_days: Days | None = None               # no. 7: days for which the relative needs care


@dataclass(frozen=True, slots=True)
class Pay:
    """Wages for a span, as the certificate's rows or the pay slips have them."""

    from_on: date
    to_on: date
    pay: Won


@dataclass(frozen=True, slots=True)
class Deferral:
    """Days on which the person cannot take work; reason in DEFERRALS (EIA 48(2), ED 70)."""

    from_on: date
    to_on: date
    reason: str
    reported_on: date | None = None             # None: reported in time


@dataclass(frozen=True, slots=True)
class Entitlement:
    """A claim for entitlement by an insured employee. Law of the day: `separation_on`, the last day of work judged."""

    birth_on: date
    separation_on: date                         # last day of work at the job the claim stands on (usually the last job)
    filed_on: date                              # unemployment report with the application
    spells: tuple[Spell, ...]
    disabled: bool = False
    registered_on: date | None = None           # job-seeker registration; None = not seen yet
    certificate_received: bool = True           # separation certificate or daily work report of the judged job

    able_to_work: bool = True
    willing_to_work: bool = True
    employed_at_filing: bool = False            # works for somebody, by the measure of ER 92
    runs_business: bool = False                 # registered business that is not proven idle (ER 92 no. 8)
    other_status_open: bool = False             # another insured status is still open in the register

    claimant_reason: str | None = None          # reason the claimant states, as one of SEPARATION_CODES; None = none
    reason_finding: ReasonFinding | None = None

    interruptions: tuple[Interruption, ...] = ()
    weekly_hours: Fraction | None = None        # agreed at separation; None = not a short-time worker
    weekly_days: int | None = None
    artist_months: Fraction = Fraction(0)       # insured months as artist or contractor in the base period, not counted
    contractor_months: Fraction = Fraction(0)   # twice with employee days (ED 60-2)

    days_worked_before_filing: Days | None = None  # daily workers: days worked from the 1st of the month before filing
    last_worked_on: date | None = None          # daily workers: last day with a work report before filing
    last_daily_job_qualifies: bool | None = None  # finding on a short last daily job (EIA 43(3)); None: by the rules

    wages: tuple[Pay, ...] = ()                 # of the wage window, all jobs in it
    yearly_bonus: Won = 0                       # bonuses of the 12 months before separation
    yearly_leave_pay: Won = 0                   # annual-leave pay of the 12 months before separation
    protected_pay: tuple[Pay, ...] = ()         # spans left out of the average, with the pay in them (LSA Decree 2)
    remuneration: tuple[Pay, ...] = ()          # reported monthly pay, for separations from 2028
    ordinary_daily_wage: Won = 0
    standard_daily_pay: Won = 0                 # standard pay (기준보수); 0 = none
    premiums_on_standard_pay: bool = False
    hours_fixed_by: str = "by_day"              # code in HOURS_FIXED_BY
    contractual_hours: Fraction = Fraction(8)   # per day, week, month or four weeks
    paid_holiday_hours: Fraction = Fraction(0)  # in the same span

    deferrals: tuple[Deferral, ...] = ()
    last_loss_by_income_drop: bool = False      # an earlier status was chosen after an income-drop loss (EIA 49(2))
    barred_until: date | None = None            # last day of a bar for repeated fraud (EIA 61(5))


@dataclass(frozen=True, slots=True)
class Condition:
    """A result: one condition of EIA 40(1), whether it is met, and by how many days not."""

    name: str
    met: bool
    short_by: Days


@dataclass(frozen=True, slots=True)
class InsuredPeriod:
    """A result: the insured period by the calendar."""

    years: Years
    months: Months
    days: Days
