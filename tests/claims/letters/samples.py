"""One letter of every kind (fictional people), as issue and story tests would feed them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from claims.letters import Addressee, Letter, Line, Office, Signatories

OFFICE = Office(
    name_ko="서울서부고용센터", name_en="Seoul West Employment Centre", address_ko="서울 마포구 마포대로 63-8",
    address_en="63-8 Mapo-daero, Mapo-gu, Seoul", phone="02-2077-6000", head_ko="서울서부고용센터소장",
    head_en="Head of Seoul West Employment Centre", fax="02-2077-6099")
HANEUL = Addressee(
    name="김하늘", name_en="KIM Haneul", address="서울 마포구 백범로 31, 101동 1203호", birth_on=date(1990, 1, 1),
    resident_number_masked="900101-1******")
OFFICER = Signatories(
    officer="김서연", unit_ko="실업급여과", unit_en="Unemployment Benefits Section", phone="02-2077-6012", approver="박정우")

EXPLANATION = {
    "ko": (
        Line("평균임금", "9,000,000원 ÷ 92일", "97,826원", "근로기준법 제2조제1항제6호"),
        Line("최저기초일액", "8시간 × 10,320원", "82,560원", "고용보험법 제45조제4항"),
        Line("구직급여일액", "58,695원과 66,048원 가운데 큰 금액", "66,048원", "고용보험법 제46조"),
        Line("소정급여일수", "5년 2개월, 만 36세", "210일", "고용보험법 제50조, 별표 1"),
    ),
    "en": (
        Line("Average daily wage", "₩9,000,000 ÷ 92 days", "₩97,826", "LSA 2(1)6"),
        Line("Minimum daily base", "8 hours × ₩10,320", "₩82,560", "EIA 45(4)"),
        Line("Daily amount", "the higher of ₩58,695 and ₩66,048", "₩66,048", "EIA 46"),
        Line("Prescribed days", "5 years 2 months, age 36", "210 days", "EIA 50, annex 1"),
    ),
}
EVIDENCE = {
    "evidence": ("이직확인서(2026. 10. 2.)", "피보험자격 이력"),
    "evidence_en": ("separation certificate (2 October 2026)", "record of insured status"),
}
GRANTED: dict[str, Any] = EVIDENCE | {
    "applied_on": date(2026, 10, 12), "separated_on": date(2026, 9, 30), "employer": "㈜가온물산",
    "employer_en": "Gaon Trading Co.", "reason_ko": "계약기간 만료", "reason_en": "end of contract",
    "payable_from_on": date(2026, 10, 19), "daily_amount": 66_048, "base_daily_amount": 97_826, "base_kind": "floor",
    "prescribed_days": 210, "total_amount": 13_870_080, "benefit_period": (date(2026, 10, 1), date(2027, 9, 30)),
    "waiting_period": (date(2026, 10, 12), date(2026, 10, 18)), "first_certification_on": date(2026, 10, 26),
    "unit_days": 412, "unit_days_needed": 180, "insured_months": 62, "age": 36, "disabled": False,
}
REFUSED: dict[str, Any] = {
    "applied_on": date(2026, 10, 30), "separated_on": date(2026, 10, 15), "employer": "㈜다온", "employer_en": "Daon Co.",
    "grounds": ({"code": "reason", "provision": "58-2-da"},),
    "evidence": ("회사가 낸 이직확인서(2026. 11. 3.): 개인 사정으로 사직", "2026. 11. 5. 전화로 하신 말씀: 다른 일을 준비하려고 그만둠"),
    "evidence_en": ("The employer's separation certificate of 3 November 2026: personal reasons",
                    "What you told us by phone on 5 November 2026: preparing for other work"),
    "finding": "임금 체불, 근로조건 변경, 질병을 보여 주는 자료가 없습니다.",
}
CERTIFIED: dict[str, Any] = {
    "evidence": ("실업인정신청서(2026. 11. 23.)", "구직활동 2건"),
    "evidence_en": ("your application of 23 November 2026", "2 job-search activities"),
    "round": 2, "period": (date(2026, 10, 27), date(2026, 11, 23)), "period_days": 28, "recognised_days": 26,
    "daily_amount": 66_048, "gross_amount": 1_717_248, "amount": 1_717_240, "pay_on": date(2026, 11, 25),
    "account_masked": "국민 ****5678", "days_left": 176, "benefit_period_ends_on": date(2027, 9, 30),
    "next_certification_on": date(2026, 12, 21),
    "unpaid": ({"days": 2, "ko": "일한 날", "en": "days worked", "why_ko": "11. 5.과 11. 6. 일용근로를 신고하셨습니다.",
                "why_en": "you reported daily work on 5 and 6 November."},),
}
CLOSED: dict[str, Any] = {
    "evidence": ("급여원부",), "evidence_en": ("benefit ledger",), "reason": "exhausted", "closed_on": date(2027, 6, 3),
    "prescribed_days": 210, "days_paid": 210, "days_left": 0, "total_paid": 13_870_030,
    "benefit_period_ends_on": date(2027, 9, 30),
}
CORRECTED: dict[str, Any] = EVIDENCE | {
    "former_decided_on": date(2026, 10, 20), "former_document_number": "서울서부-2026-000123",
    "effective_on": date(2026, 10, 19), "reason_ko": "회사가 2026. 11. 9. 임금 자료를 바로잡았습니다.",
    "reason_en": "Your employer corrected the wages on 9 November 2026.",
    "changes": (
        {"ko": "구직급여일액", "en": "Daily amount", "unit": "won", "former": 66_048, "new": 68_100},
        {"ko": "소정급여일수", "en": "Prescribed days", "unit": "days", "former": 210, "new": 210},
        {"ko": "수급기간 마지막 날", "en": "Benefit period ends", "unit": "date", "former": date(2027, 9, 30),
         "new": date(2027, 9, 30)},
    ),
    "difference": 53_350, "pay_on": date(2026, 11, 25), "account_masked": "국민 ****5678",
}
GROUNDS: dict[str, dict[str, Any]] = {
    "unit_days": {"code": "unit_days", "unit_days": 171, "unit_days_needed": 180,
                  "base_period": (date(2025, 4, 1), date(2026, 9, 30))},
    **{f"reason {provision}": {"code": "reason", "provision": provision} for provision in (
        "58-1-ga", "58-1-na", "58-1-da", "58-2-ga", "58-2-na", "58-2-da")},
    "daily_worker_test": {"code": "daily_worker_test", "period": (date(2026, 9, 1), date(2026, 10, 30)),
                          "period_days": 60, "worked_days": 24, "construction": True},
    "daily_worker_share": {"code": "daily_worker_share", "daily_days": 61, "daily_days_needed": 90},
    "not_unemployed business": {"code": "not_unemployed", "situation": "business", "since_on": date(2026, 10, 20)},
    "not_unemployed employed": {"code": "not_unemployed", "situation": "employed", "since_on": date(2026, 10, 20)},
    **{f"excluded {basis}": {"code": "excluded", "basis": basis} for basis in (
        "age_65", "short_hours", "civil_servant", "private_school", "foreign_status", "not_insured")},
}
VARIANTS: dict[str, dict[str, dict[str, Any]]] = {
    "entitlement_granted": {
        "by wages, nobody waits": {"base_kind": "wages", "waiting_period": None, "disabled": True},
        "at the cap": {"base_kind": "cap", "daily_amount": 68_100},
        "in place of a refusal": {"former_decided_on": date(2026, 10, 20), "former_document_number": "26-0012345-7-01"},
    },
    "entitlement_refused": {
        "several grounds": {"grounds": (GROUNDS["unit_days"], GROUNDS["reason 58-2-ga"])},
        "nothing found by a person": {"finding": ""},
        "in place of a grant": {"former_decided_on": date(2026, 10, 20), "former_document_number": "26-0012345-7-01"},
    },
    "certification_result": {
        "no account yet": {"pay_on": None, "account_masked": ""},
        "nothing recognised": {"recognised_days": 0, "gross_amount": 0, "amount": 0, "pay_on": None, "unpaid": (
            {"days": 28, "ko": "구직활동 없음", "en": "no job search", "why_ko": "신고하신 활동이 없습니다.",
             "why_en": "you reported no activity."},)},
        "the last one": {"next_certification_on": None, "days_left": 0},
    },
    "certification_day_changed": {"by the office": {"by_office": True}},
    "claim_closed": {
        "expired": {"reason": "expired", "closed_on": date(2027, 9, 30), "days_paid": 180, "days_left": 30},
        "employed": {"reason": "employed", "closed_on": date(2026, 12, 1), "days_paid": 36, "days_left": 174},
        "death": {"reason": "death", "closed_on": date(2026, 12, 1), "days_paid": 36, "days_left": 174},
        "replaced": {"reason": "replaced", "closed_on": date(2027, 8, 31), "days_paid": 120, "days_left": 90},
    },
    "correction": {
        "too much was paid": {"difference": -53_350, "pay_on": None},
        "nothing to pay": {"difference": 0, "pay_on": None},
        "no account": {"pay_on": None, "account_masked": ""},
    },
}
FACTS: dict[str, dict[str, Any]] = {
    "entitlement_granted": GRANTED,
    "entitlement_refused": REFUSED,
    "certification_result": CERTIFIED,
    "missing_documents": {
        "applied_on": date(2026, 10, 30), "due_on": date(2026, 11, 20),
        "documents": ({"ko": "의사 소견서", "en": "a doctor's opinion", "why_ko": "아파서 그만두셨는지 확인합니다.",
                       "why_en": "to see whether illness made you leave."},
                      {"ko": "급여이체 내역", "en": "wage transfers", "why_ko": "이직 전 3개월의 임금을 확인합니다.",
                       "why_en": "to check the wages of the last three months."})},
    "hold": {"applied_on": date(2026, 10, 30), "wake_on": date(2026, 12, 4),
             "reason_ko": "근로복지공단의 피보험자격 확인을 기다리고 있습니다.",
             "reason_en": "the confirmation of your insured status by COMWEL."},
    "certification_day_changed": {
        "former_on": date(2026, 12, 21), "new_on": date(2026, 12, 23), "by_office": False,
        "reason_ko": "2026. 12. 21. 면접", "reason_en": "a job interview on 21 December 2026"},
    "claim_closed": CLOSED,
    "payment_returned": {
        "paid_on": date(2026, 11, 25), "amount": 1_717_240, "account_masked": "국민 ****5678",
        "due_on": date(2026, 12, 11), "period": (date(2026, 10, 27), date(2026, 11, 23)),
        "bank_reason_ko": "예금주 이름이 다름", "bank_reason_en": "the holder's name differs"},
    "correction": CORRECTED,
    "withdrawn": {"applied_on": date(2026, 10, 30), "withdrawn_on": date(2026, 11, 9), "separated_on": date(2026, 10, 15)},
}


def letter(kind: str, addressee: Addressee = HANEUL, **facts: Any) -> Letter:
    """A letter of a kind to a person, with single facts replaced."""
    explained = kind in ("entitlement_granted", "entitlement_refused", "correction")
    return Letter(
        kind=kind, document_number="서울서부-2026-000123", issued_on=date(2026, 11, 22), office=OFFICE,
        addressee=addressee, claim_number="26-0012345-7", handled_by=OFFICER, facts=FACTS[kind] | facts,
        explanation=EXPLANATION if explained else {})


def named(name: str, address: str = HANEUL.address) -> Addressee:
    """Someone with this name, in both scripts, living there."""
    return replace(HANEUL, name=name, name_en=name, address=address)
