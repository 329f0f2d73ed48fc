"""Recognising unemployment: the recognition day, the report, the days that are recognised, what follows, and the end."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from audits.chain import remember
from backoffice.staff import clock
from backoffice.staff.refusal import Refused
from claims import recognition as bridge
from claims.models import BankAccount, Certification, Claim, Payment, Point
from contributions.models import InsuredStatus
from law.pack import Outcome

from . import attending, certification_letters, points, scheduling, tasks
from .models import Kind
from .steps import locked, move, step, subject_of

attendance = attending.attendance
late_last_day = attending.late_last_day

MANNERS = ("attended", "online", "post", "fax")
MOVES = ("job", "interview", "unavoidable", "mistake", "office")
ENDED_BY_THE_END = (Kind.CERTIFY, Kind.MISSED, Kind.OVERDUE, Kind.WORK, Kind.WOKEN)


@dataclass(frozen=True)
class Proposal:
    """What would be recognised now: the law's word, and what still stands in the way (`obstacles`, as sentences)."""

    facts: Any
    outcome: Outcome
    account: BankAccount | None
    open_points: list[Point]
    in_register: list[InsuredStatus]
    obstacles: list[str]

    @property
    def results(self) -> Mapping[str, Any]:
        """Result of the decision `certification` by name: days, outcome_spans, payable_days, payment, points ..."""
        return self.outcome.results


# ── the recognition day ──────────────────────────────────────────────────────
def schedule_first(claim: Claim, *, by) -> Certification | None:
    """Sets the first recognition day of a claim that was just granted; part of the step that granted it."""
    if claim.certifications.exclude(state="cancelled").exists():
        return None
    return _open_round(claim, previous_on=claim.filed_on, is_first=True, by=by)


def first_day(claim: Claim) -> date:
    """The first recognition day that granting the claim now would set; saves nothing."""
    facts = bridge.schedule_facts(claim, previous_on=claim.filed_on, is_first=True)
    lawful = attending.decide(claim, "recognition_day", facts).results["recognition_on"]
    return lawful if lawful >= clock.today() else bridge.working_day_from()


def schedule_next(claim: Claim, *, after: date, by) -> Certification | None:
    """Sets the recognition day after a round that ended on `after`; None where no day is left or the period is over."""
    return _open_round(claim, previous_on=after, is_first=False, by=by)


def _open_round(claim: Claim, *, previous_on: date, is_first: bool, by) -> Certification | None:
    facts = bridge.schedule_facts(claim, previous_on=previous_on, is_first=is_first)
    found = attending.decide(claim, "recognition_day", facts).results
    if not found["another_day_needed"]:
        return None
    lawful = found["recognition_on"]
    due_on = lawful if lawful >= clock.today() else bridge.working_day_from()
    earlier = claim.certifications.exclude(state="cancelled").count()
    certification = Certification.objects.create(
        claim=claim,
        round=earlier + 1,
        from_on=found["period_from"],
        due_on=due_on,
        first_due_on=lawful,
        moved_because="" if due_on == lawful else "office",
    )
    tasks.open_task(claim, Kind.CERTIFY, by=by, due_on=due_on, subject=subject_of(certification))
    return certification


def _may_move(certification: Certification, *, by, to: date, cause: str, on: date | None = None, **said) -> None:
    if cause not in MOVES:
        raise Refused(
            _(
                "A recognition day is moved for a job, an interview, another unavoidable reason, one own "
                "mistake, or by the office. For anything else take the report with its certificate."
            )
        )
    if to < clock.today() or bridge.working_day_from(to) != to:
        raise Refused(_("The new recognition day must be a working day from today on."))
    if to > certification.claim.benefit_until_on and certification.due_on <= certification.claim.benefit_until_on:
        raise Refused(
            _("The benefit period ends on %(day)s; choose a day until then.")
            % {"day": certification.claim.benefit_until_on}
        )
    excuse = {"cause": cause} | {name: said[name] for name in ("cause_from", "cause_to") if said.get(name)}
    attending.refuse_unaccepted(
        attending.attendance(certification, on=on or clock.today(), excuse=attending.as_json(excuse), to=to)
    )


@step(Certification.move, prepare=_may_move)
def move_day(
    certification: Certification,
    *,
    by,
    to: date,
    cause: str,
    on: date | None = None,
    cause_from: date | None = None,
    cause_to: date | None = None,
):
    """Moves a recognition day, asked for on `on` (today), for a cause that the law knows; the person gets a letter."""
    claim = certification.claim
    former_on = _task_day(certification) or certification.first_due_on
    tasks.drop(claim, Kind.MISSED)
    tasks.drop(claim, Kind.CERTIFY, subject=subject_of(certification))
    tasks.open_task(claim, Kind.CERTIFY, by=by, due_on=to, subject=subject_of(certification))
    certification_letters.day_changed(certification, by=by, former_on=former_on, cause=cause)


def _task_day(certification: Certification) -> date | None:
    open_tasks = certification.claim.tasks.open().filter(kind=Kind.CERTIFY, subject=subject_of(certification))
    return open_tasks.values_list("due_on", flat=True).first()


# ── the report ───────────────────────────────────────────────────────────────
def _attended(certification: Certification, *, by, on: date, manner: str, report: Mapping[str, Any]) -> dict[str, Any]:
    """The fields that a report settles, once the law accepts the day on which it came."""
    if manner not in MANNERS:
        raise Refused(_("Choose how the report came: in person, online, by post or by fax."))
    if on > clock.today():
        raise Refused(_("A report cannot have come on a day that is still to come."))
    _clear_the_way(certification)
    excuse = attending.excuse_of(report, manner)
    found = attending.attendance(certification, on=on, excuse=excuse)
    attending.refuse_too_early(certification, on, excuse)
    attending.refuse_unaccepted(found)
    to_on = found.results["recognised_to"]
    if to_on < certification.from_on:
        raise Refused(
            _("No day is left to recognise: the round would end on %(day)s, before it begins.") % {"day": to_on}
        )
    said = bridge.checked(report, certification.from_on, to_on)
    late = excuse.get("cause") in MOVES
    return {
        "sealed_report": certification.claim.person.seal(said, "report"),
        "attended": {
            "to_on": to_on,
            "due_on": max(certification.due_on, to_on) if late else certification.due_on,
            "moved_because": excuse["cause"] if late else certification.moved_because,
            "hired_on": _hired_on(said, excuse, to_on),
        },
    }


@step(Certification.take_report, prepare=_attended)
def report(certification: Certification, *, by, on: date, manner: str, report: Mapping[str, Any]):
    """Takes the claimant's report that came on `on`; taken again, it replaces what was reported before.

    `manner` is one of MANNERS; `report` has the form of `claims.recognition.checked`, its "excuse" says why the
    report came on another day than the recognition day. Raises Refused where the law does not accept that.
    """
    claim = certification.claim
    tasks.finish(claim, Kind.MISSED)
    tasks.open_task(claim, Kind.CERTIFY, by=by, due_on=clock.today(), subject=subject_of(certification))


def _hired_on(said: Mapping[str, Any], excuse: Mapping[str, Any], to_on: date) -> date | None:
    """The day from which the person works again, where it lies in the round or right after it."""
    if excuse.get("cause") == "continuing_job":
        return date.fromisoformat(excuse["hired_on"])
    hired_from = date.fromisoformat(said["hired_from"]) if said.get("hired_from") else None
    return hired_from if hired_from and hired_from <= to_on else None


def _clear_the_way(certification: Certification) -> None:
    """An excused round takes the place of the next one, where nothing has been reported for that."""
    later = certification.claim.certifications.filter(round__gt=certification.round).exclude(state="cancelled")
    for other in later.select_for_update():
        if other.state != "due":
            raise Refused(_("A later round has been reported already, so this one cannot be taken up any more."))
        other.claim = certification.claim
        move(other, Certification.cancel)
        tasks.drop(certification.claim, Kind.CERTIFY, subject=subject_of(other))


# ── the days ─────────────────────────────────────────────────────────────────
def propose(certification: Certification, findings: Mapping[str, Any] | None = None) -> Proposal:
    """What would be recognised with these findings (see `claims.recognition.certification_facts`); saves nothing."""
    claim, findings = certification.claim, findings or {}
    facts = bridge.certification_facts(certification, certification.report, findings)
    outcome = attending.decide(claim, "certification", facts)
    account = scheduling.account_of(claim)
    proposal = Proposal(facts, outcome, account, _open_points(certification), _in_register(certification), [])
    proposal.obstacles.extend(_obstacles(certification, proposal, findings))
    return proposal


def _open_points(certification: Certification) -> list[Point]:
    """Points of this round, and of the person's account; those of a decision in the making hold up only that."""
    mine = Q(certification=certification) | Q(certification=None, code="account_shared")
    return list(certification.claim.points.filter(mine, cleared_at=None).order_by("id"))


def _in_register(certification: Certification) -> list[InsuredStatus]:
    """Insured status in the registers that touches the round."""
    last = certification.to_on or certification.due_on
    rows = InsuredStatus.objects.of(certification.claim.person).filter(
        acquired_on__gt=certification.claim.separation_on, acquired_on__lte=last
    )
    return [row for row in rows if row.lost_on is None or row.lost_on > certification.from_on]


def _obstacles(certification: Certification, proposal: Proposal, findings: Mapping[str, Any]) -> list[str]:
    """Why the round cannot be recognised as it stands, as sentences that say what to do."""
    found, person = proposal.results, certification.claim.person
    asked = [attending.law_word(points.CERTIFICATION_POINTS, point.code) for point in found["points"]]
    told = {
        _("A person must decide first: %(what)s.") % {"what": "; ".join(dict.fromkeys(asked))}: asked,
        _("Points are still open: %(points)s. Clear each of them first.")
        % {"points": ", ".join(points.label(point.code) for point in proposal.open_points)}: proposal.open_points,
        _(
            "The registers show work in this round that was not reported. Ask the person and take the report again, or "
            "write down what was found."
        ): proposal.in_register
        and not proposal.facts.works
        and not str(findings.get("register_explained") or "").strip(),
        _("This rests on a value of law that is not confirmed yet (%(names)s), so nothing can be paid on it.")
        % {"names": ", ".join(proposal.outcome.unconfirmed)}: proposal.outcome.unconfirmed,
        _("No bank account is in use for this person. Enter the account first."): found["payment"]
        and not proposal.account,
        _("The register says that this person died on %(day)s. What the heirs may claim is another claim.")
        % {"day": person.died_on}: person.died_on,
    }
    return [sentence for sentence, stands in told.items() if stands]


def _recognised(certification: Certification, *, by, findings: Mapping[str, Any] | None = None) -> dict[str, Any]:
    claim = certification.claim
    if claim.state != "granted":
        raise Refused(
            _("The claim is “%(state)s”, so no days can be recognised on it.") % {"state": claim.get_state_display()}
        )
    proposal = propose(certification, findings)
    if proposal.obstacles:
        raise Refused(proposal.obstacles[0])
    return {"found": _frozen(certification, proposal.outcome)}


def _frozen(certification: Certification, outcome: Outcome) -> dict[str, Any]:
    """The fields that keep what was found, with the facts and the law of the moment."""
    claim, trace, found = certification.claim, outcome.to_json(), outcome.results
    return {
        "determination": claim.determinations.standing().first(),
        "law_on": outcome.law_date,
        "law_digest": outcome.digest,
        "sealed_facts": claim.person.seal(trace["facts"], "facts"),
        "sealed_trace": claim.person.seal(trace, "trace"),
        "days_recognised": found["payable_days"],
        "daily_amount": outcome.facts.daily_amount,
        "amount": found["payment"],
    }


@step(Certification.recognise, prepare=_recognised)
def recognise(certification: Certification, *, by, findings: Mapping[str, Any] | None = None):
    """The caseworker recognises the days: they run down, money is scheduled, the letter goes out, the next day is set."""
    claim, trace = certification.claim, certification.trace
    _run_down(claim, certification.days_recognised)
    payment = _schedule_payment(certification, trace) if certification.amount else None
    tasks.finish(claim, Kind.CERTIFY, subject=subject_of(certification))
    following = None if certification.hired_on else schedule_next(claim, after=certification.to_on, by=by)
    certification_letters.result(
        certification,
        by=by,
        trace=trace,
        account=payment.account if payment else None,
        payment=payment,
        next_on=following.due_on if following else None,
    )


def _run_down(claim: Claim, days: int) -> None:
    """Counted by the database itself, so that its cap would hold even if two got past the lock."""
    Claim.objects.filter(pk=claim.pk).update(days_recognised=F("days_recognised") + days)
    claim.days_recognised += days


def _schedule_payment(certification: Certification, trace: Mapping[str, Any]) -> Payment:
    spans = [tuple(map(date.fromisoformat, span)) for span in trace["results"]["paid_spans"]]
    return scheduling.schedule(certification, certification.determination, amount=certification.amount, spans=spans)


def _missed(certification: Certification, *, by, on: date) -> dict[str, Any]:
    if on <= certification.due_on or on > clock.today():
        raise Refused(
            _("The recognition day is %(day)s; it is missed only once that day has passed.")
            % {"day": certification.due_on}
        )
    facts = bridge.certification_facts(certification, {}, accepted=False)
    return {"found": _frozen(certification, attending.decide(certification.claim, "certification", facts))}


@step(Certification.miss, prepare=_missed)
def miss(certification: Certification, *, by, on: date):
    """Nobody came and nothing excuses it: the days are lost, the person is told, the next recognition day is set.

    A reason that comes to light in time may still be taken with `report`.
    """
    claim = certification.claim
    tasks.finish(claim, Kind.CERTIFY, subject=subject_of(certification))
    tasks.finish(claim, Kind.MISSED)
    following = schedule_next(claim, after=certification.due_on, by=by)
    certification_letters.result(
        certification,
        by=by,
        trace=certification.trace,
        account=None,
        payment=None,
        next_on=following.due_on if following else None,
    )


# ── the end ──────────────────────────────────────────────────────────────────
@step(Claim.close)
def close(claim: Claim, *, by, because: str, on: date):
    """A caseworker closes a claim that has ended (the person works again)."""
    _end(claim, by)


@transaction.atomic
def end(claim: Claim, *, by, because: str, on: date) -> Claim:
    """Closes a claim as a consequence: of the night's count, or of a new entitlement; with its own event and letter."""
    claim = locked(claim)
    source = claim.state
    move(claim, Claim.close, because=because, on=on)
    remember(
        "end",
        by=by,
        claim=claim,
        subject=subject_of(claim),
        source=source,
        target=claim.state,
        content={"because": because, "on": on.isoformat()},
    )
    _end(claim, by)
    return claim


def _end(claim: Claim, by) -> None:
    for certification in claim.certifications.filter(state__in=["due", "reported"]).select_for_update():
        certification.claim = claim
        move(certification, Certification.cancel)
    tasks.drop(claim, *ENDED_BY_THE_END)
    certification_letters.closed(claim, by=by)
