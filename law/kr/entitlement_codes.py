"""The codes that facts and results of the decision `entitlement` may hold, with their English names (message ids)."""
from __future__ import annotations

SPELL_KINDS = {
    "employee": "Employee",
    "daily": "Daily worker",
    "construction_daily": "Construction daily worker",
    "artist": "Artist",
    "contractor": "Dependent contractor",
    "self_employed": "Self-employed person",
}
DAILY_KINDS = frozenset({"daily", "construction_daily"})
EMPLOYEE_KINDS = frozenset({"employee"}) | DAILY_KINDS

SEPARATION_CODES = {
    "11": "Left for personal reasons",
    "12": "Left because the workplace moved, conditions changed, or wages were late",
    "22": "Closure or bankruptcy",
    "23": "Management needs: redundancy, layoff or recommended resignation",
    "26": "Dismissal or recommended resignation for a reason in the worker",
    "31": "Retirement age",
    "32": "End of contract or of the works",
    "41": "No longer covered by the insurance",
    "42": "Insured twice: status corrected",
}

GROUNDS = {
    "none": "Not a reason of EIA 58",
    "just_cause": "Own reasons, with a just cause",
    "58_1_a": "Dismissed after being sentenced to imprisonment",
    "58_1_b": "Dismissed for great damage to the business",
    "58_1_c": "Dismissed for long unauthorised absence",
    "58_2_a": "Left to change jobs or to start a business",
    "58_2_b": "Resigned on recommendation in place of dismissal for grave fault",
    "58_2_c": "Left for own reasons without a just cause",
}

JUST_CAUSES = {
    "1": "Worse conditions, late wages, pay under the minimum or too long hours",
    "2": "Discrimination",
    "3": "Sexual harassment or violence",
    "3-2": "Bullying at work",
    "4": "Closure certain or mass redundancy planned",
    "5": "Recommended or voluntary resignation in a reorganisation",
    "6": "Commuting became too long",
    "7": "Care of a sick relative, and no leave was given",
    "8": "Danger of a serious accident not removed",
    "9": "Own health, and no other work or leave was given",
    "10": "Pregnancy, childbirth, child care or military service, and no leave was given",
    "11": "The business became unlawful",
    "12": "Retirement age or end of contract",
    "13": "Circumstances in which anybody would have left",
}

INTERRUPTIONS = {
    "illness": "Illness",
    "injury": "Injury",
    "business_suspended": "Business suspended",
    "maternity": "Leave for pregnancy, childbirth or child care",
    "notified_leave": "Leave named by the Minister's notice",
    "other": "Another reason",
}

DEFERRALS = {
    "pregnancy": "Pregnancy",
    "childbirth": "Childbirth",
    "childcare": "Child care",
    "own_illness": "Own illness or injury",
    "spouse_illness": "Illness or injury of the spouse",
    "relative_illness": "Illness or injury of a parent or child",
    "spouse_abroad": "Moving abroad to live with the spouse",
    "military_service": "Military service",
    "detention": "Detention or imprisonment",
    "disaster": "Disaster alert of the highest level",
    "industrial_accident": "Treatment after an industrial accident",
    "long_treatment": "Left the job for treatment of three months or more",
}

HOURS_FIXED_BY = {
    "by_day": "Hours fixed by the day",
    "by_week": "Hours fixed by the week",
    "by_month": "Hours fixed by the month",
    "by_four_weeks": "Hours differ from week to week",
}

CONDITIONS = {
    "unit_days": "Insured-unit days",
    "unemployed": "Willing and able to work, but not employed",
    "reason": "Reason for leaving",
    "daily_worker_test": "Daily worker: few days worked before the application",
    "daily_worker_days": "Daily worker: unit days as a daily worker",
    "covered": "Covered by unemployment benefit",
}

REFUSALS = {
    "unit_days": "Not enough insured-unit days",
    "not_unemployed": "Not unemployed",
    "reason_58_1_a": GROUNDS["58_1_a"],
    "reason_58_1_b": GROUNDS["58_1_b"],
    "reason_58_1_c": GROUNDS["58_1_c"],
    "reason_58_2_a": GROUNDS["58_2_a"],
    "reason_58_2_b": GROUNDS["58_2_b"],
    "reason_58_2_c": GROUNDS["58_2_c"],
    "no_separation": "The employment has not ended",
    "daily_worker_test": "Worked too many days before the application",
    "daily_worker_days": "Too few unit days as a daily worker after leaving another job for own reasons",
    "excluded": "Not covered by unemployment benefit",
}

POINTS = {
    "reason_conflict": "Employer and claimant give different reasons",
    "reason_finding_needed": "The reason for leaving has to be judged",
    "other_reason_finding_needed": "The reason for leaving another job in the base period has to be judged",
    "reason_not_stated": "The employer has not stated a reason",
    "certificate_missing": "The separation certificate is missing",
    "registration_missing": "No job-seeker registration has been seen",
    "overlapping_status": "Insured statuses overlap, or another one is still open",
    "first_insured_at_65": "Insured for the first time at 65 or later",
    "employed_at_filing": "Employed or running a business when the claim was filed",
    "unit_days_close": "Only a few insured-unit days above or below the limit",
    "unit_days_estimated": "Unit days were counted from the calendar or cut in proportion",
    "judged_on_other_job": "The claim stands on an earlier job than the last one",
    "daily_work_missing": "The days worked before the application are not known",
    "wages_missing": "No wages are known for the wage window",
    "deferral_reported_late": "A deferral was reported late and is not counted",
    "filed_too_late": "Nothing can be paid any more within the benefit period",
    "barred_for_fraud": "A bar for repeated fraud is running",
}
