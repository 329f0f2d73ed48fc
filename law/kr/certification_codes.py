"""The codes of recognition and their English names, which are the message ids of the catalogues."""
from __future__ import annotations

STATUSES = {
    "employee": "employee",
    "construction_daily": "construction daily worker",
    "artist": "artist",
    "contractor": "dependent contractor",
    "self_employed": "self-employed person",
}
RECIPIENT_TYPES = {
    "general": "general recipient",
    "repeat": "repeat recipient",
    "long": "long-term recipient",
    "senior_disabled": "aged 60 or over, or disabled",
}
WORK_KINDS = {
    "regular": "regular or part-time job",
    "daily": "daily work",
    "short_term_artist": "short-term artist",
    "short_term_contractor": "short-term dependent contractor",
    "one_off": "one-off work",
    "artist_contract": "new artist contract",
    "contractor_contract": "new dependent-contractor contract",
    "family_business": "work in a family or other business",
    "business_registration": "registered business",
    "other_work": "other work",
}
HINDRANCES = {
    "sickness": "illness or injury",
    "childbirth": "childbirth",
    "care": "the reason for leaving (pregnancy, childcare, nursing) lasts",
    "accident_benefit": "entitled to accident wage benefit",
    "missed_guidance": "did not come on the day set for a referral or guidance",
    "abroad": "abroad",
    "approved_search_abroad": "looking for work abroad with an approved plan",
}
STOPS = {
    "refusal_stop": "payment suspended after refusals",
    "fraud_stop": "payment stopped after fraud",
}
ACTIVITIES = {
    "application": "application for a vacancy",
    "fair_interview": "interview at a job fair",
    "training": "training set by the minister",
    "programme": "programme of the job centre",
    "hire_confirmed": "hire confirmed within the time",
    "course": "course at a training institute",
    "community_work": "community work introduced by the job centre",
    "business_preparation": "preparing to become self-employed",
    "plan": "re-employment plan",
    "other_activity": "other activity accepted by the minister",
}
SEARCH_WAIVERS = {
    "decision_changed": "an appeal or the office changed the decision",
    "training_attended": "in training, with the certificate of attendance",
    "course_enough": "on a course that needs no further job search",
}
CAUSES = {
    "job": "a job",
    "continuing_job": "working for seven days or more",
    "interview": "interview with an employer",
    "unavoidable": "unavoidable reason",
    "mistake": "own mistake",
    "illness": "illness or injury",
    "referral_interview": "interview on referral by the job centre",
    "ordered_training": "training ordered by the job centre",
    "disaster": "disaster or other unavoidable reason with certificate",
    "office": "changed by the office",
    "online": "online report",
    "island": "resident of an island",
    "search_abroad": "looking for work abroad",
}
OUTCOMES = {
    "payable": "payable",
    "waiting": "waiting period",
    "worked": "worked",
    "sick": "unable to work because of illness",
    "abroad": "abroad",
    "not_available": "not available for work",
    "suspended": "payment stopped",
    "outside_period": "outside the benefit period",
    "exhausted": "no prescribed days left",
    "not_recognised": "not recognised",
    "undecided": "a person must decide",
}
REASONS = WORK_KINDS | HINDRANCES | STOPS | {
    "recognised": "recognised as unemployed",
    "waiting_period": "waiting period after the unemployment report",
    "before_benefit_period": "before the benefit period",
    "after_benefit_period": "after the benefit period",
    "no_days_left": "all prescribed days are used",
    "recognition_day_missed": "the recognition day was missed",
    "job_search_missing": "job search was not shown",
    "activities_unjudged": "activities are not judged yet",
    "work_unclear": "it is not clear whether the work is employment",
    "hired": "hired from this day on",
}
POINTS = {
    "work_unclear": "Say whether this work is employment",
    "availability_unclear": "Say whether the person was able and willing to work on these days",
    "activities_unjudged": "Judge the job-search activities",
}
HURDLES = {
    "mistake_used_up": "the change after an own mistake was used before in this benefit period",
    "worked_too_short": "not enough days of work in a row",
    "channel_not_granted": "the special way of reporting was not granted before",
    "plan_not_approved": "the plan for searching abroad was not confirmed before leaving",
    "illness_too_long": "the illness is too long for a certificate; sickness benefit can be claimed",
    "certificate_missing": "the certificate is missing",
}
