"""What happened to many: a job, a claim and its rounds, decided by the very rules that decide a single case.

A life has no name: the few hundred people of a load who share one share birth date, job and wages, so that the facts of
each, and with them the trace, are the same. Everything here is pure; nothing is saved.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from random import Random
from typing import Any

from claims.facts import facts_hash
from claims.recognition import working_day_from
from contributions import vault
from law.calendars import full_years
from law.facts import dump, plain
from law.kr import certification_facts as recognition
from law.kr.clocks import limit
from law.kr.facts import Entitlement, Pay, Spell, UnitDays
from law.kr.recipient_types import Recipient
from law.pack import Outcome
from law.schemes import SCHEMES
from workflows.deciding import award_of, award_values
from workflows.pay_periods import pay_periods

from . import profiles

ONE_DAY = timedelta(days=1)
SHAPES = ("filed",) * 3 + ("drafted",) * 2 + ("recommended",) + ("refused",) * 2 + ("granted",) * 12
MOST_ROUNDS, ACTIVITIES, DAYS_TO_SETTLE = 3, 5, 4


@dataclass(frozen=True)
class Round:
    """A round that was recognised, or, without a trace, the one that is due."""

    number: int
    from_on: date
    due_on: date
    trace: Mapping[str, Any] | None = None

    @property
    def results(self) -> Mapping[str, Any]:
        return self.trace["results"] if self.trace else {}


@dataclass
class Life:
    """A shape ("filed", "drafted", "recommended", "refused", "granted") with all that was decided."""

    shape: str
    profile: profiles.Profile
    due_on: date
    answers: dict[str, Any]
    facts_hash: str
    trace: dict[str, Any]
    outcome: str
    grounds: list[str]
    award: dict[str, Any]
    points: list[str]
    rounds: list[Round] = field(default_factory=list)
    texts: dict[str, bytes] = field(default_factory=dict)

    @property
    def award_values(self) -> dict[str, Any]:
        """The award as the claim's fields take it."""
        return award_values(self.award)

    def text(self, name: str, content: Any) -> bytes:
        """JSON of a part of this life, as `vault` seals it; made once for all who share it."""
        if name not in self.texts:
            self.texts[name] = vault.packed_json(content)
        return self.texts[name]


def live(day: date, seed: int, number: int, codes: list[str]) -> Life:
    """The `number`-th life of a load, up to the evening before `day`: the same for the same day and seed."""
    random = Random(f"{day} {seed} life {number}")
    while True:
        life = _drawn(random, day, number, codes)
        if life.shape in ("filed", "drafted") or not life.points:
            return life


def _drawn(random: Random, day: date, number: int, codes: list[str]) -> Life:
    shape, place = random.choice(SHAPES), number % len(codes)
    days_ago = {"granted": (6, 75), "refused": (6, 75)}.get(shape, (3, 14))
    filed_on = working_day_from(day - timedelta(days=random.randint(*days_ago)))
    profile = profiles.draw(random, number, place, codes[place], min(filed_on, day - ONE_DAY))
    profile.unit_days = 120 if shape == "refused" else 0
    facts = _facts(profile)
    outcome = SCHEMES["kr"].decisions["entitlement"].decide(facts)
    life = _decided(shape, profile, facts, outcome)
    if shape == "granted":
        life.rounds = list(_rounds(life, day))
    return life


def _facts(profile: profiles.Profile) -> Entitlement:
    """The facts as `claims.facts.entitlement_facts` reads them from the rows that will be written."""
    counted = UnitDays(profiles.unit_days_from(profile), profile.separation_on, profiles.unit_days(profile))
    spell = Spell(
        acquired_on=profile.acquired_on, last_on=profile.separation_on, separation_code=profile.code,
        unit_day_rows=(counted,),
    )  # fmt: skip
    return Entitlement(
        birth_on=profile.born_on, disabled=profile.disabled, separation_on=profile.separation_on,
        filed_on=profile.filed_on, spells=(spell,), claimant_reason=profile.claimant_code,
        registered_on=profile.filed_on, wages=tuple(Pay(*each) for each in wages(profile)),
        contractual_hours=Fraction(profile.hours),
    )  # fmt: skip


def wages(profile: profiles.Profile) -> list[tuple[date, date, int]]:
    """Pay periods of the certificate with their wages in won."""
    periods = pay_periods(profile.separation_on, profile.acquired_on)
    return [(first, last, profile.monthly * ((last - first).days + 1) // 31) for first, last in periods]


def _decided(shape: str, profile: profiles.Profile, facts: Entitlement, outcome: Outcome) -> Life:
    found = outcome.results
    answers = {
        "claimant_reason": profile.claimant_code, "able_to_work": True, "willing_to_work": True,
        "registered_on": profile.filed_on.isoformat(),
    }  # fmt: skip
    eligible = found["eligible"]
    return Life(
        shape=shape, profile=profile, due_on=limit("entitlement_decision_days", profile.filed_on).last_on,
        answers=answers, facts_hash=facts_hash(facts), trace=outcome.to_json(),
        outcome="grant" if eligible else "refuse", grounds=plain(found["refusal_grounds"]),
        award=award_of(outcome) if eligible else {},
        points=sorted({*found["points"], *(["unconfirmed_law"] if outcome.unconfirmed else [])}),
    )  # fmt: skip


# ── recognition ──────────────────────────────────────────────────────────────
def _rounds(life: Life, day: date):
    """The rounds recognised long enough before `day` to be paid by then, and the one that is due."""
    previous_on, days = life.profile.filed_on, 0
    for number in range(1, MOST_ROUNDS + 2):
        found = _next_day(life, previous_on, number == 1, days)
        if not found["another_day_needed"]:
            return
        due_on, from_on = found["recognition_on"], found["period_from"]
        if number > MOST_ROUNDS or due_on >= day - timedelta(days=DAYS_TO_SETTLE):
            yield Round(number, from_on, due_on)
            return
        outcome = SCHEMES["kr"].decisions["certification"].decide(_round_facts(life, number, from_on, due_on, days))
        trace = outcome.to_json()
        yield Round(number, from_on, due_on, trace)
        previous_on, days = due_on, days + trace["results"]["payable_days"]


def _next_day(life: Life, previous_on: date, is_first: bool, days: int) -> dict[str, Any]:
    award, filed_on = life.award_values, life.profile.filed_on
    waits = award["payable_from_on"] > max(previous_on, filed_on)
    facts = recognition.Schedule(
        previous_on=previous_on, is_first=is_first, benefit_to=award["benefit_until_on"],
        waiting_to=award["payable_from_on"] - ONE_DAY if waits else None,
        days_remaining=award["prescribed_days"] - days,
    )  # fmt: skip
    return SCHEMES["kr"].decisions["recognition_day"].results(facts)


def _round_facts(life: Life, number: int, from_on: date, due_on: date, days: int) -> recognition.Certification:
    award, filed_on = life.award_values, life.profile.filed_on
    waits = award["payable_from_on"] > filed_on
    activity = recognition.Activity(kind=recognition.ActivityKind.APPLICATION, on=due_on, evidence=True, accepted=True)
    return recognition.Certification(
        daily_amount=award["daily_amount"], prescribed_days=award["prescribed_days"], days_paid_before=days,
        benefit_from=award["benefit_from_on"], benefit_to=award["benefit_until_on"],
        waiting_from=filed_on if waits else None, waiting_to=award["payable_from_on"] - ONE_DAY if waits else None,
        period_from=from_on, period_to=due_on, due_on=due_on, recipient_type=_recipient(life, due_on), round=number,
        activities=(activity,) * ACTIVITIES,
    )  # fmt: skip


def _recipient(life: Life, on: date) -> recognition.RecipientType:
    facts = Recipient(
        on=on, age=full_years(life.profile.born_on, on), disabled=life.profile.disabled,
        prescribed_days=life.award["prescribed_days"], earlier_benefits=(),
    )  # fmt: skip
    return recognition.RecipientType(SCHEMES["kr"].decisions["recipient_type"].results(facts)["recipient_type"])


def report_of(round: Round) -> dict[str, Any]:
    """The report behind a round, as `claims.recognition.checked` keeps it."""
    activity = recognition.Activity(kind=recognition.ActivityKind.APPLICATION, on=round.due_on, evidence=True)
    row = {name: value for name, value in dump(activity).items() if name != "accepted"}
    return {
        "works": [], "incomes": [], "hindrances": [], "activities": [row] * ACTIVITIES, "hired_from": None, "excuse": {},
    }  # fmt: skip
