"""One demo case and the acts on it, each through the product's own verb at its own hour."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from backoffice.staff import clock
from claims.models import Certification, Claim, Determination
from claims.recognition import working_day_from
from contributions.models import Employer, SeparationCertificate
from workflows import accounts, certifying, deciding, filing, night, points, registering
from workflows.pay_periods import pay_periods

from . import profiles
from .offices import Centre
from .profiles import Profile

BANKS = ("004", "020", "088", "011", "090")
ACTIVITIES = 5
CLEARED = "관계 서류와 진술을 확인함"


class Unconfirmed(Exception):
    """The draft rests on law that is not confirmed yet: the story ends there."""


@dataclass
class Case:
    """A claim with the people who work on it."""

    centre: Centre
    profile: Profile
    claim_pk: int = 0

    @property
    def claim(self) -> Claim:
        """The claim as it is now."""
        return Claim.objects.select_related("person__key", "office").get(pk=self.claim_pk)

    @property
    def caseworker(self):
        return self.centre.caseworkers[self.profile.serial % len(self.centre.caseworkers)]

    @property
    def colleague(self):
        return self.centre.caseworkers[(self.profile.serial + 1) % len(self.centre.caseworkers)]

    @property
    def supervisor(self):
        return self.centre.supervisors[self.profile.serial % len(self.centre.supervisors)]

    # ── the registers and the counter ────────────────────────────────────────
    def file(self) -> None:
        """Registers the person and the job, and files the claim, on the day of filing."""
        who = self.profile
        person = registering.register_person(
            who.resident_number,
            name=who.name,
            contact=who.contact,
            on=who.filed_on,
            **self.entered,
            **_particulars(who),
        )
        self.file_for(person)

    def file_for(self, person) -> None:
        """Registers the job of a person who is known, and files the claim."""
        certificate = self._job(person, self.entered)
        claim = filing.file(
            person, separation_on=self.profile.separation_on, answers=self._answers(), filed_on=self.profile.filed_on,
            certificate=certificate, **self.entered,
        )  # fmt: skip
        self.claim_pk = claim.pk

    @property
    def entered(self) -> dict[str, Any]:
        """Who enters it, and where."""
        return {"by": self.centre.intake, "office": self.centre.office}

    def _job(self, person, entered: dict[str, Any]) -> SeparationCertificate | None:
        who = self.profile
        employer = Employer.objects.get(workplace_number=profiles.workplace_number(who.employer))
        registering.record_status(
            person, employer, acquired_on=who.acquired_on, lost_on=who.separation_on + timedelta(days=1), kind=who.kind,
            loss_reason=who.code, weekly_hours=who.hours * 5, unemployment_covered=who.covered, **entered,
        )  # fmt: skip
        if who.other_status_open:
            registering.record_status(
                person, self._other_employer(), acquired_on=who.separation_on - timedelta(days=90), **entered
            )
        return self.certify(person, who.monthly, entered) if who.certified else None

    def certify(self, person, monthly: int, entered: dict[str, Any], replaces=None) -> SeparationCertificate:
        """The employer's certificate, or a corrected one."""
        who = self.profile
        periods = pay_periods(who.separation_on, who.acquired_on) if who.with_wages else []
        return registering.record_certificate(
            person, Employer.objects.get(workplace_number=profiles.workplace_number(who.employer)),
            wages=[(first, last, monthly * ((last - first).days + 1) // 31) for first, last in periods],
            replaces=replaces, acquired_on=who.acquired_on, separation_on=who.separation_on, reason_code=who.code,
            daily_hours=who.hours, unit_days_from_on=profiles.unit_days_from(who), unit_days=profiles.unit_days(who),
            yearly_bonus=who.monthly if who.serial % 4 == 0 else 0, **entered,
        )  # fmt: skip

    def _other_employer(self) -> Employer:
        others = Employer.objects.exclude(workplace_number=profiles.workplace_number(self.profile.employer))
        return others.order_by("pk")[self.profile.serial % 7]

    def _answers(self) -> dict[str, Any]:
        who = self.profile
        registered = {"registered_on": who.filed_on} if who.registered else {}
        return {
            "claimant_reason": who.claimant_code, "able_to_work": True, "willing_to_work": True,
            **registered, **who.answers,
        }  # fmt: skip

    # ── the decision ─────────────────────────────────────────────────────────
    def draft(self) -> Determination:
        """Drafts the determination; raises Unconfirmed, with the draft kept, where nobody may go on from it."""
        determination = deciding.draft(self.claim, by=self.caseworker)
        if determination.unconfirmed:
            raise Unconfirmed
        return determination

    def clear_points(self, ground: str = "none", just_cause: str | None = None) -> None:
        """Clears what stands open with one finding, as far as people may."""
        finding = {"ground": ground} | ({"just_cause": just_cause} if just_cause else {})
        for point in self.claim.points.filter(cleared_at=None, certification=None):
            asked = point.code in points.NEEDS_FINDING
            points.clear(point, by=self.caseworker, reason=CLEARED, finding=finding if asked else None)

    def recommend(self, ground: str = "none", just_cause: str | None = None) -> Determination:
        """Drafts, clears, drafts afresh and recommends."""
        self.draft()
        self.clear_points(ground, just_cause)
        determination = self.draft()
        if self.claim.points.filter(cleared_at=None).exists():
            self.clear_points(ground, just_cause)
            determination = self.draft()
        return deciding.recommend(determination, by=self.caseworker, text="제출된 자료와 진술에 따라 판단함")

    def approve(self) -> Determination:
        return deciding.approve(self.claim.determinations.get(state="recommended"), by=self.supervisor)

    # ── recognition ──────────────────────────────────────────────────────────
    def pending(self) -> Certification | None:
        """The round that is due or reported."""
        return Certification.objects.filter(claim=self.claim_pk, state__in=["due", "reported"]).first()

    def enter_account(self) -> None:
        number = f"110-{self.profile.serial:06}-{self.profile.random.randint(100, 999)}"
        bank = BANKS[self.profile.serial % len(BANKS)]
        accounts.enter_first(self.claim, by=self.caseworker, bank_code=bank, number=number)

    def report(self, **more: Any) -> Certification:
        """The claimant reports today, with enough job search for any round."""
        on, certification = clock.today(), self.pending()
        assert certification is not None, "a round waits"
        activities = [{"kind": "application", "on": on.isoformat(), "evidence": True} for _each in range(ACTIVITIES)]
        return certifying.report(
            certification, by=self.caseworker, on=on, manner="attended", report={"activities": activities} | more
        )

    def recognise(self, **found: Any) -> Certification:
        certification = self.pending()
        assert certification is not None, "a round waits"
        findings = {"activities": [True] * ACTIVITIES} | found
        return certifying.recognise(certification, by=self.caseworker, findings=findings)

    def end(self, because: str) -> None:
        """What the night does with a claim that is over."""
        certifying.end(self.claim, by=night.actor(), because=because, on=clock.today())


def _particulars(who: Profile) -> Mapping[str, Any]:
    return {
        "name_en": who.name_en, "nationality": who.nationality, "visa": who.visa, "disabled": who.disabled,
        "language": who.language,
    }  # fmt: skip


def at(day: date, hour: int = 9, minute: int = 0):
    """Holds the clock at an hour of a legal day in Seoul."""
    return clock.frozen(datetime(day.year, day.month, day.day, hour, minute, tzinfo=clock.SEOUL))


def working(day: date) -> date:
    """The day itself if offices work on it, otherwise the next one."""
    return working_day_from(day)
