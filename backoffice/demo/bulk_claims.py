"""One claim of a load as rows: the person with a key of their own, the registers, the case, its money and its memory."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random
from types import SimpleNamespace
from typing import Any

from audits.chain import BEGINNING, canonical_form
from audits.models import Event
from backoffice.staff import clock
from claims.bank import identifiers
from claims.models import (
    BankAccount,
    BatchItem,
    Certification,
    Claim,
    Determination,
    PaidSpan,
    Payment,
    Point,
    Posting,
    Statement,
    Transfer,
)
from claims.recognition import working_day_from
from contributions import vault
from contributions.models import InsuredStatus, Person, PersonKey, SeparationCertificate, WagePeriod
from workflows.models import Task

from . import bulk_lives, names, profiles
from .bulk_lives import Life, Round
from .bulk_rows import Keys, Rows
from .case import BANKS
from .offices import Centre

ONE_DAY = timedelta(days=1)
FINDING = {"finding": None, "text": "제출된 자료와 진술에 따라 판단함"}
OPENED = {"filed": ("examine",), "drafted": ("examine",), "recommended": ("approve",)}


def at(day: date, hour: int) -> datetime:
    """An instant of a legal day."""
    return datetime(day.year, day.month, day.day, hour, tzinfo=clock.SEOUL).astimezone(clock.UTC)


@dataclass
class Paid:
    """A payment that goes into a run: what the bank's file and the run's items need."""

    on: date
    item: SimpleNamespace
    name: str
    bank_code: str
    account: str
    claim_number: str


@dataclass
class Writer:
    """Writes claims of one centre into rows; its events stand in the chain of their claim or person."""

    rows: Rows
    keys: Keys
    centre: Centre
    employers: list[int]
    paid: list[Paid] = field(default_factory=list)

    def claim(self, life: Life, serial: int, number: str) -> None:
        """Everything of one claim; `serial` tells people apart who share a life."""
        one = _One(self, life, serial, number)
        one.register()
        one.file()
        if life.shape != "filed":
            one.decide()
        if life.shape == "granted":
            for each in life.rounds:
                one.round(each)


class _One:
    def __init__(self, writer: Writer, life: Life, serial: int, number: str) -> None:
        self.writer, self.life, self.serial, self.number = writer, life, serial, number
        self.add, self.next = writer.rows.add, writer.keys.next
        self.who, self.office = life.profile, writer.centre.office.pk
        people = writer.centre
        self.intake = people.intake.pk
        self.caseworker = people.caseworkers[serial % len(people.caseworkers)].pk
        self.supervisor = people.supervisors[serial % len(people.supervisors)].pk
        self.person, self.key = self.next(Person), vault.new_key()
        self.pk = self.next(Claim)
        self.employer = writer.employers[serial % len(writer.employers)]
        self.chains: dict[str, tuple[int, bytes]] = {}
        self.account: int | None = None

    # ── the registers ────────────────────────────────────────────────────────
    def register(self) -> None:
        who, on = self.who, at(self.who.filed_on, 9)
        name, name_en = (
            names.name_of(Random(self.serial), who.sex) if who.nationality == "KR" else (who.name, who.name_en)
        )
        digits = f"{who.resident_number[:7]}{self.serial:06}"
        self.name = name
        said = {
            "name": name, "name_en": name_en, "nationality": who.nationality, "visa": who.visa,
            "disabled": who.disabled, "language": who.language,
        }  # fmt: skip
        self.add(
            Person, id=self.person, birth_on=who.born_on, sex=who.sex, **said,
            resident_number_hash=vault.identity_hash(digits), resident_tail_hash=vault.identity_hash(digits[6:]),
            sealed_resident_number=self.seal(digits, "resident number"), sealed_contact=self.seal(who.contact, "contact"),
            registered_at=on, registered_by_id=self.intake,
        )  # fmt: skip
        self.add(PersonKey, person_id=self.person, wrapped=vault.wrap(self.key, self.person))
        self.person_event("register_person", f"contributions.person:{self.person}", on, said)
        self.status(on)
        self.certificate(on)

    def status(self, on: datetime) -> None:
        who, pk = self.who, self.next(InsuredStatus)
        said = {"loss_reason": who.code, "acquired_on": who.acquired_on, "lost_on": who.separation_on + ONE_DAY}
        self.add(
            InsuredStatus, id=pk, person_id=self.person, employer_id=self.employer, weekly_hours=who.hours * 5, **said,
            known_from=on, recorded_by_id=self.intake, source="demo",
        )  # fmt: skip
        self.person_event("record_status", f"contributions.insuredstatus:{pk}", on, _plain(said))

    def certificate(self, on: datetime) -> None:
        who, pk = self.who, self.next(SeparationCertificate)
        said = {
            "acquired_on": who.acquired_on, "separation_on": who.separation_on, "reason_code": who.code,
            "daily_hours": who.hours, "unit_days_from_on": profiles.unit_days_from(who),
            "unit_days": profiles.unit_days(who), "received_on": who.filed_on,
        }  # fmt: skip
        self.add(
            SeparationCertificate, id=pk, person_id=self.person, employer_id=self.employer, **said, known_from=on,
            recorded_by_id=self.intake, source="demo",
        )  # fmt: skip
        for first, last, won in bulk_lives.wages(who):
            self.add(WagePeriod, id=self.next(WagePeriod), certificate_id=pk, from_on=first, to_on=last, wages=won)
        self.person_event("record_certificate", f"contributions.separationcertificate:{pk}", on, _plain(said))
        self.certificate_pk = pk

    # ── the case ─────────────────────────────────────────────────────────────
    def file(self) -> None:
        who, life, on = self.who, self.life, at(self.who.filed_on, 10)
        state = {"granted": "granted", "refused": "refused"}.get(life.shape, "filed")
        days = sum(each.results["payable_days"] for each in life.rounds if each.trace)
        due = {"granted": life.rounds[-1].due_on if life.rounds else None, "refused": None}.get(life.shape, life.due_on)
        self.add(
            Claim, id=self.pk, number=self.number, person_id=self.person, office_id=self.office,
            certificate_id=self.certificate_pk, separation_on=who.separation_on, filed_on=who.filed_on,
            filed_by_id=self.intake, state=state, due_on=due, recorded_at=on, days_recognised=days,
            **(life.award_values if life.shape == "granted" else {}),
        )  # fmt: skip
        self.add(
            Statement, id=self.next(Statement), claim_id=self.pk, known_from=on, recorded_by_id=self.intake,
            sealed_answers=self.seal_text(life.text("answers", life.answers), "statement"),
        )  # fmt: skip
        self.event(
            "file", f"claims.claim:{self.pk}", on, self.intake, target="filed", content={"answers": life.answers}
        )
        done = at(self.later(1), 14) if life.shape not in ("filed", "drafted") else None
        self.task("examine", "examine", life.due_on, on, self.intake, done)

    def decide(self) -> None:
        life, pk = self.life, self.next(Determination)
        drafted, signed = at(self.later(1), 11), at(self.later(2), 15)
        state = {"drafted": "draft", "recommended": "recommended"}.get(life.shape, "approved")
        recommended = life.shape != "drafted"
        approved = state == "approved"
        trace = life.trace
        self.add(
            Determination, id=pk, claim_id=self.pk, number=1, state=state, drafted_at=drafted,
            drafted_by_id=self.caseworker, proposed=life.outcome, outcome=life.outcome,
            law_on=date.fromisoformat(trace["law_date"]), law_digest=trace["digest"],
            unconfirmed="unconfirmed_law" in life.points, facts_hash=life.facts_hash,
            sealed_facts=self.seal_text(life.text("facts", trace["facts"]), "facts"),
            sealed_trace=self.seal_text(life.text("trace", trace), "trace"), award=life.award, grounds=life.grounds,
            sealed_finding=self.seal(FINDING, "finding") if recommended else "",
            recommended_by_id=self.caseworker if recommended else None,
            recommended_at=at(self.later(1), 14) if recommended else None,
            approved_by_id=self.supervisor if approved else None, approved_at=signed if approved else None,
        )  # fmt: skip
        self.determination = pk
        self._remember_decision(pk, drafted, signed, recommended, approved)
        for code in life.points:
            self.add(
                Point, id=self.next(Point), claim_id=self.pk, code=code, raised_at=drafted, raised_by_id=self.caseworker
            )

    def _remember_decision(
        self, pk: int, drafted: datetime, signed: datetime, recommended: bool, approved: bool
    ) -> None:
        life, subject = self.life, f"claims.determination:{pk}"
        content = {
            "facts": life.facts_hash, "law_on": life.trace["law_date"], "law": life.trace["digest"],
            "proposed": life.outcome, "reason": "",
        }  # fmt: skip
        self.event("draft", subject, drafted, self.caseworker, target="draft", content=content)
        if recommended:
            on, text = at(self.later(1), 14), {"text": FINDING["text"]}
            self.event("recommend", subject, on, self.caseworker, "draft", "recommended", text)
            self.task("approve", "approve", life.due_on, on, self.caseworker, signed if approved else None)
        if approved:
            self.event("approve", subject, signed, self.supervisor, "recommended", "approved")

    def later(self, days: int) -> date:
        return working_day_from(self.who.filed_on + days * ONE_DAY)

    # ── recognition and money ────────────────────────────────────────────────
    def round(self, each: Round) -> None:
        pk, found, on = self.next(Certification), each.results, at(each.due_on, 11)
        subject = f"claims.certification:{pk}"
        kept = self._recognition(each, on) if each.trace else {"state": "due"}
        if each.trace and self.account is None:
            self.enter_account(on)
        self.add(
            Certification, wave=each.number, id=pk, claim_id=self.pk, round=each.number, from_on=each.from_on, due_on=each.due_on,
            first_due_on=each.due_on, **kept,
        )  # fmt: skip
        opened = at(self.later(2), 15)
        self.task("certify", "certify", each.due_on, opened, self.supervisor, on if each.trace else None, subject)
        if each.trace:
            report = {"manner": "attended", "on": each.due_on.isoformat(), "report": bulk_lives.report_of(each)}
            self.event("report", subject, on, self.caseworker, "due", "reported", report)
            findings = {"findings": {"activities": [True] * bulk_lives.ACTIVITIES}}
            self.event("recognise", subject, on, self.caseworker, "reported", "recognised", findings)
        if found.get("payment"):
            self.pay(pk, each)

    def _recognition(self, each: Round, on: datetime) -> dict[str, Any]:
        trace, found = each.trace, each.results
        assert trace is not None, "a recognised round has its reasoning"
        seal = self.seal_text
        text = self.life.text
        return {
            "state": "recognised", "to_on": each.due_on, "manner": "attended", "reported_on": each.due_on,
            "reported_by_id": self.caseworker, "recognised_by_id": self.caseworker, "recognised_at": on,
            "sealed_report": seal(text(f"report{each.number}", bulk_lives.report_of(each)), "report"),
            "determination_id": self.determination, "law_on": date.fromisoformat(trace["law_date"]),
            "law_digest": trace["digest"], "sealed_facts": seal(text(f"facts{each.number}", trace["facts"]), "facts"),
            "sealed_trace": seal(text(f"trace{each.number}", trace), "trace"), "days_recognised": found["payable_days"],
            "daily_amount": trace["facts"]["daily_amount"], "amount": found["payment"],
        }  # fmt: skip

    def enter_account(self, on: datetime) -> None:
        self.account, self.bank = self.next(BankAccount), BANKS[self.serial % len(BANKS)]
        self.digits = f"110{self.serial:09}"
        self.add(
            BankAccount, id=self.account, person_id=self.person, claim_id=self.pk, state="active", first=True,
            bank_code=self.bank, sealed_number=self.seal({"number": self.digits}, "account"),
            number_hash=vault.identity_hash(f"{self.bank}:{self.digits}"), last_digits=self.digits[-4:], entered_at=on,
            entered_by_id=self.caseworker,
        )  # fmt: skip
        said = {"bank": self.bank, "account": f"****{self.digits[-4:]}"}
        self.event(
            "enter_account", f"claims.bankaccount:{self.account}", on, self.caseworker, target="active", content=said
        )

    def pay(self, certification: int, each: Round) -> None:
        """Payable on the next working day, released then, paid on the one after."""
        pk, found = self.next(Payment), each.results
        sent_on = working_day_from(each.due_on + ONE_DAY)
        paid_on = working_day_from(sent_on + ONE_DAY)
        self.add(
            Payment, id=pk, claim_id=self.pk, certification_id=certification, determination_id=self.determination,
            account_id=self.account, state="paid", days=found["payable_days"], amount=found["payment"],
            payable_on=sent_on, paid_on=paid_on, scheduled_at=at(each.due_on, 11),
        )  # fmt: skip
        for first, last in found["paid_spans"]:
            days = f"[{first},{date.fromisoformat(last) + ONE_DAY})"
            self.add(
                PaidSpan, id=self.next(PaidSpan), claim_id=self.pk, payment_id=pk, person_id=self.person, days=days
            )
        self.book("scheduled", "benefit", "payable", found["payment"], each.due_on, pk)
        self.book("sent", "payable", "in_transit", found["payment"], sent_on, pk)
        self.book("paid", "in_transit", "paid", found["payment"], paid_on, pk)
        self._into_a_run(pk, found["payment"], sent_on, paid_on)

    def _into_a_run(self, pk: int, amount: int, sent_on: date, paid_on: date) -> None:
        name, centre = identifiers.end_to_end_id(pk, 1), self.writer.centre
        item = SimpleNamespace(
            id=self.next(BatchItem), claim_id=self.pk, payment_id=pk, attempt=1, account_id=self.account, amount=amount,
            end_to_end_id=name,
        )  # fmt: skip
        self.writer.paid.append(Paid(sent_on, item, self.name, self.bank, self.digits, self.number))
        said = {"amount": amount, "instruction": name, "account": f"****{self.digits[-4:]}"}
        subject = f"claims.payment:{pk}"
        self.event("sent", subject, at(sent_on, 16), centre.releaser.pk, "in_batch", "sent", said)
        self.event("paid", subject, at(paid_on, 9), centre.payment_officer.pk, "sent", "paid", said)

    def book(self, reason: str, debit: str, credit: str, amount: int, on: date, payment: int) -> None:
        pk = self.next(Transfer)
        self.add(
            Transfer, id=pk, claim_id=self.pk, payment_id=payment, reason=reason, booked_on=on, booked_at=at(on, 11)
        )
        self.add(Posting, id=self.next(Posting), transfer_id=pk, account=debit, amount=amount)
        self.add(Posting, id=self.next(Posting), transfer_id=pk, account=credit, amount=-amount)

    # ── tasks, memory, seals ─────────────────────────────────────────────────
    def task(
        self, kind: str, verb: str, due_on: date, opened: datetime, by: int, ended: datetime | None, subject: str = ""
    ) -> None:
        self.add(
            Task, id=self.next(Task), claim_id=self.pk, office_id=self.office, kind=kind, verb=verb, due_on=due_on,
            state="done" if ended else "open", ended_at=ended, opened_at=opened, opened_by_id=by, subject=subject,
        )  # fmt: skip

    def event(
        self, verb: str, subject: str, on: datetime, by: int, source: str = "", target: str = "",
        content: Mapping[str, Any] | None = None,
    ) -> None:  # fmt: skip
        self._remember(f"claim:{self.pk}", self.pk, verb, subject, on, by, source, target, content or {})

    def person_event(self, verb: str, subject: str, on: datetime, content: Mapping[str, Any]) -> None:
        self._remember(f"person:{self.person}", None, verb, subject, on, self.intake, "", "", content)

    def _remember(self, chain, claim, verb, subject, on, by, source, target, content) -> None:
        number, previous = self.chains.get(chain, (0, BEGINNING))
        sealed = self.seal(content, "event") if content else ""
        self.chains[chain] = remember(
            self.writer, chain=chain, number=number + 1, previous=previous, claim=claim, verb=verb, subject=subject,
            at=on, by=by, source=source, target=target, sealed=sealed, public={},
        )  # fmt: skip

    def seal(self, content: Any, purpose: str) -> str:
        return vault.seal_json(content, self.key, self.person, purpose)

    def seal_text(self, text: bytes, purpose: str) -> str:
        return vault.seal_bytes(text, self.key, self.person, purpose)


def remember(writer: Writer, **event: Any) -> tuple[int, bytes]:
    """Writes one event in its canonical form; returns its number and hash, on which the next one stands."""
    canonical = canonical_form(**event)
    digest = hashlib.sha256(canonical.encode()).digest()
    columns = ("chain", "number", "verb", "subject", "source", "target", "at")
    writer.rows.add(
        Event, id=writer.keys.next(Event), claim_id=event["claim"], by_id=event["by"], canonical=canonical,
        previous_hash=event["previous"], hash=digest, **{name: event[name] for name in columns},
    )  # fmt: skip
    return event["number"], digest


def _plain(said: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in said.items()}
