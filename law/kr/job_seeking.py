"""The decision on entitlement to job-seeking benefit: EIA 40-50, 58, in the order of the act."""
from __future__ import annotations

from law.engine import Rules
from law.kr import (
    PARAMETERS,
    base_amount,
    benefit_period,
    covered_spells,
    daily_amount,
    daily_workers,
    entitled,
    points,
    prescribed_days,
    separation_reasons,
    unit_days,
)
from law.kr.facts import Entitlement
from law.pack import Decision

rule = Rules(Entitlement, covered_spells.rule, unit_days.rule, separation_reasons.rule, daily_workers.rule,
             entitled.rule, base_amount.rule, daily_amount.rule, prescribed_days.rule, benefit_period.rule, points.rule)

WANTED = (
    "eligible", "refusal_grounds", "conditions", "points", "job_to_judge", "is_registered",
    "base_period_start", "base_period_end", "unit_days_by_spell", "unit_days", "unit_days_needed", "has_unit_days",
    "unit_days_short_by", "is_covered", "is_unemployed", "limiting_ground", "reason_qualifies",
    "daily_worker_test_met", "daily_worker_days_met",
    "wage_window_start", "wage_window_end", "wage_days", "wages_in_window", "average_daily_wage",
    "daily_hours", "floor_base", "base_daily_amount", "minimum_daily_amount", "highest_daily_amount",
    "daily_amount_exact", "daily_amount", "amount_basis",
    "age_at_separation", "age_group", "jobs_added_up", "insured_days", "insured_period", "insured_years",
    "insured_band", "prescribed_days",
    "benefit_period_start", "benefit_period_end", "deferral_days", "deferral_is_cut", "waiting_days", "waiting_start",
    "waiting_end", "first_payable_on", "days_available", "payable_days", "total_potential",
)

DECISION = Decision("entitlement", rule, "separation_on", WANTED, (PARAMETERS / "common", PARAMETERS / "job_seeking"))
