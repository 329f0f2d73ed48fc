"""What the letters about recognition days, payments and the end of a claim say, as plain values."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_noop

from claims.models import BankAccount, Certification, Claim, Letter, Payment
from law.kr.certification_codes import CAUSES, OUTCOMES
from law.references import reference
from law.words import catalogue, day

from . import letters

CLOSED_AS = {"work": "employed"}
REPORT = gettext_noop("Your report of %(day)s")
ACTIVITIES = gettext_noop("%(count)s job-search activities")
NO_REPORT = gettext_noop("No report was received for the certification day %(day)s")
FROM_TO = gettext_noop("%(first)s to %(last)s (%(ref)s)")
LEDGER = gettext_noop("Benefit ledger")


def result(
    certification: Certification,
    *,
    by,
    trace: dict,
    account: BankAccount | None,
    next_on: date | None,
    payment: Payment | None,
) -> Letter:
    """Issues the letter about a round: days, money, reasons, and the next recognition day."""
    claim, found = certification.claim, trace["results"]
    facts = {
        "round": certification.round,
        "period": (certification.from_on, certification.to_on or certification.due_on),
        "period_days": found["period_days"],
        "recognised_days": found["payable_days"],
        "daily_amount": trace["facts"]["daily_amount"],
        "gross_amount": found["gross"],
        "amount": found["payment"],
        "pay_on": payment.payable_on if payment else None,
        "account_masked": account.masked if account else "",
        "days_left": found["days_left_after"],
        "benefit_period_ends_on": claim.benefit_until_on,
        "next_certification_on": next_on,
        "unpaid": tuple(_unpaid(span) for span in _unpaid_spans(found)),
        "evidence": _evidence(certification, "ko"),
        "evidence_en": _evidence(certification, "en"),
    }
    return letters.issue("certification_result", claim, by=by, facts=facts, trace=trace, certification=certification)


def day_changed(certification: Certification, *, by, former_on: date, cause: str) -> Letter:
    """Issues the letter about a recognition day that was moved."""
    reasons = {f"reason_{language}": catalogue(language)(CAUSES[cause]) for language in letters.LANGUAGES}
    facts = {"former_on": former_on, "new_on": certification.due_on, "by_office": cause == "office"} | reasons
    return letters.issue(
        "certification_day_changed", certification.claim, by=by, facts=facts, certification=certification
    )


def closed(claim: Claim, *, by) -> Letter:
    """Issues the letter about a claim that has ended."""
    paid = claim.payments.exclude(state="cancelled").values_list("amount", flat=True)
    facts = {
        "reason": CLOSED_AS.get(claim.closed_because, claim.closed_because),
        "closed_on": claim.closed_on,
        "prescribed_days": claim.prescribed_days,
        "days_paid": claim.days_recognised,
        "days_left": claim.days_remaining,
        "total_paid": sum(paid),
        "benefit_period_ends_on": claim.benefit_until_on,
        "evidence": (letters.in_language(LEDGER, "ko"),),
        "evidence_en": (letters.in_language(LEDGER, "en"),),
    }
    return letters.issue("claim_closed", claim, by=by, facts=facts)


def payment_returned(payment: Payment, *, by, sent_on: date, due_on: date, reasons: dict[str, str]) -> Letter:
    """Issues the letter that asks for the right account; `reasons` are the bank's, by language."""
    certification = payment.certification
    facts = {
        "paid_on": sent_on,
        "amount": payment.amount,
        "account_masked": payment.account.masked,
        "due_on": due_on,
        "period": (certification.from_on, certification.to_on or certification.due_on),
        "bank_reason_ko": reasons["ko"],
        "bank_reason_en": reasons["en"],
    }
    return letters.issue("payment_returned", payment.claim, by=by, facts=facts, certification=certification)


def _evidence(certification: Certification, language: str) -> tuple[str, ...]:
    if not certification.reported_on:
        missing = letters.in_language(NO_REPORT, language)
        return (missing % {"day": day(certification.due_on, language)},)
    report = letters.in_language(REPORT, language) % {"day": day(certification.reported_on, language)}
    count = len(certification.report.get("activities", ()))
    return (report, *([letters.in_language(ACTIVITIES, language) % {"count": count}] if count else []))


def _unpaid_spans(found: dict) -> list[dict[str, Any]]:
    return [span for span in found["outcome_spans"] if span["outcome"] != "payable"]


def _unpaid(span: dict[str, Any]) -> dict[str, Any]:
    said = {"days": span["days"]}
    for language in letters.LANGUAGES:
        first, last = (day(date.fromisoformat(span[end]), language) for end in ("from_on", "to_on"))
        why = letters.in_language(FROM_TO, language)
        said[language] = catalogue(language)(OUTCOMES[span["outcome"]])
        said[f"why_{language}"] = why % {"first": first, "last": last, "ref": reference(span["ref"], language)}
    return said
