"""Worked examples of procedure, appeals and limitation, each through the rules that decide cases."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from law.calendars import Counting, deadline
from law.examples import Area
from law.kr import appeals, procedure
from law.kr.appeals import Act, Appeal, Stage
from law.kr.clocks import limit, public_notice_takes_effect_on, unpaid_goes_back_by
from law.kr.procedure import DecisionLetter

Inputs = Mapping[str, Any]
Results = dict[str, Any]

# An example without days is put on this one: any would do.
SOME_DAY = date(2026, 11, 2)
ACTS = {
    "benefit_eligibility": Act.BENEFIT,
    "confirmation_of_insured_status": Act.INSURED_STATUS,
    "premium_assessment": Act.PREMIUM,
}
CORRECTED_AT_ONCE = "correct_ex_officio_or_on_request_without_delay_and_notify"


def procedure_example(inputs: Inputs, effective_on: date | None, wanted: frozenset[str]) -> Results:
    """Days by the clocks, everything else by the rules on decision letters."""
    results = {name: day(inputs[given]) for name, (given, day) in DAYS.items() if given in inputs}
    if "processing_days" in inputs:
        results["decide_by"] = deadline(
            inputs["application_date"], inputs["processing_days"], "day", Counting.PROCESSING
        )
    letter = procedure.DECISION.results(
        DecisionLetter(
            decided_on=effective_on or SOME_DAY,
            granted_as_applied=inputs.get("outcome") == "granted_as_applied",
            served_electronically=inputs.get("channel") == "electronic",
            agreed_to_electronic=inputs.get("consent", False),
            tells_appeal=inputs.get("contains_appeal_info", True),
            names_officer=inputs.get("contains_officer_name_and_contact", True),
            clear_error="error" in inputs,
        )
    )
    return results | {
        "valid": letter["served_validly"],
        "compliant": letter["letter_complete"],
        "reasons_required": letter["reasons_required"],
        "route": CORRECTED_AT_ONCE if letter["correctable"] else None,
    }


DAYS: Mapping[str, tuple[str, Callable[[date], date]]] = {
    "decide_by": ("application_date", lambda on: limit("entitlement_decision_days", on).last_on),
    "not_before": ("notice_received", lambda on: limit("opinion_days", on).counted_on),
    "next_business_day": ("notice_received", lambda on: limit("opinion_days", on).last_on),
    "effective_from": ("notice_date", public_notice_takes_effect_on),
    "result_notice_by": ("report_received", lambda on: limit("tip_result_days", on).last_on),
    "pay_by": ("reward_application", lambda on: limit("tip_reward_days", on).last_on),
    "transfer_to_fund_by": ("payment_notice_date", unpaid_goes_back_by),
}


def appeal_example(inputs: Inputs, effective_on: date | None, wanted: frozenset[str]) -> Results:
    """One request, or what could be requested against an act."""
    facts = appeal(inputs)
    found = appeals.DECISION.results(facts)
    forwarding = limit("forwarding_days", facts.received_on) if facts.received_on else None
    return {
        "day_90": found["last_day_counted"],
        "last_day": found["last_day"],
        "rolled": forwarding.last_on if forwarding and "received_by_office" in inputs else found["last_day"],
        "outcome": None if found["filed_in_time"] else "dismissed_gakha",
        "forward_by": found["forward_by"],
        "decide_by": found["decide_by"],
        "extensions_allowed": 1,
        "ei_examination": found["appealable"],
        "file_through": found["filed_through"],
        "decides": "examiner_at_moel" if found["appealable"] else None,
        "route": None if found["appealable"] else "administrative_appeal_or_lawsuit",
        "execution_stayed": found["execution_stayed"],
    }


def appeal(inputs: Inputs) -> Appeal:
    received = (inputs.get(f"received_by_{who}") for who in ("office", "examiner", "committee"))
    second = "decision_known_on" in inputs or "received_by_committee" in inputs
    return Appeal(
        known_on=inputs.get("known_on") or inputs.get("decision_known_on") or SOME_DAY,
        act=ACTS[inputs.get("disputed_act", "benefit_eligibility")],
        stage=Stage.REEXAMINATION if second else Stage.EXAMINATION,
        filed_on=inputs.get("filed_on"),
        received_on=next((day for day in received if day), None),
        extended=inputs.get("extended", False),
        urgent_serious_harm=inputs.get("serious_harm_urgent", False),
    )


def limitation_example(inputs: Inputs, effective_on: date | None, wanted: frozenset[str]) -> Results:
    """A claim to recover a benefit, from its payment, or a premium, from its due day."""
    name, start_on = (
        ("recovery_years", inputs["paid_on"]) if "paid_on" in inputs else ("premium_years", inputs["due_date"])
    )
    return {"last_day": limit(name, start_on).last_on}


AREAS = {
    "procedure": Area(
        inputs=frozenset(
            {
                "application_date",
                "channel",
                "consent",
                "contains_appeal_info",
                "contains_officer_name_and_contact",
                "error",
                "notice_date",
                "notice_received",
                "outcome",
                "payment_notice_date",
                "processing_days",
                "report_received",
                "reward_application",
            }
        ),
        outputs=frozenset({*DAYS, "compliant", "reasons_required", "route", "valid"}),
        run=procedure_example,
    ),
    "appeal": Area(
        inputs=frozenset(
            {
                "appeal_filed",
                "decision_known_on",
                "disputed_act",
                "extended",
                "filed_on",
                "known_on",
                "received_by_committee",
                "received_by_examiner",
                "received_by_office",
                "serious_harm_urgent",
            }
        ),
        outputs=frozenset(
            {
                "day_90",
                "decide_by",
                "decides",
                "ei_examination",
                "execution_stayed",
                "extensions_allowed",
                "file_through",
                "forward_by",
                "last_day",
                "outcome",
                "rolled",
                "route",
            }
        ),
        run=appeal_example,
    ),
    "limitation": Area(
        inputs=frozenset({"due_date", "paid_on"}), outputs=frozenset({"last_day"}), run=limitation_example
    ),
}
