"""The codes of recognition, and their English names, which are the message ids of the catalogues."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class Status(StrEnum):
    """On which status a benefit rests."""

    EMPLOYEE = "employee"
    CONSTRUCTION_DAILY = "construction_daily"
    ARTIST = "artist"
    CONTRACTOR = "contractor"
    SELF_EMPLOYED = "self_employed"


class RecipientType(StrEnum):
    """How much job search is due."""

    GENERAL = "general"
    REPEAT = "repeat"
    LONG = "long"
    SENIOR_DISABLED = "senior_disabled"


class WorkKind(StrEnum):
    """Work in a recognition period (ER 92)."""

    REGULAR = "regular"
    DAILY = "daily"
    SHORT_TERM_ARTIST = "short_term_artist"
    SHORT_TERM_CONTRACTOR = "short_term_contractor"
    ONE_OFF = "one_off"
    ARTIST_CONTRACT = "artist_contract"
    CONTRACTOR_CONTRACT = "contractor_contract"
    FAMILY_BUSINESS = "family_business"
    BUSINESS_REGISTRATION = "business_registration"
    OTHER_WORK = "other_work"


class HindranceKind(StrEnum):
    """What may stand against taking work (ER 87(2))."""

    SICKNESS = "sickness"
    CHILDBIRTH = "childbirth"
    CARE = "care"
    ACCIDENT_BENEFIT = "accident_benefit"
    MISSED_GUIDANCE = "missed_guidance"
    ABROAD = "abroad"
    APPROVED_SEARCH_ABROAD = "approved_search_abroad"


class StopKind(StrEnum):
    """What stopped payment."""

    REFUSAL_STOP = "refusal_stop"
    FRAUD_STOP = "fraud_stop"


class ActivityKind(StrEnum):
    """The items of ER 87(1)."""

    APPLICATION = "application"
    FAIR_INTERVIEW = "fair_interview"
    TRAINING = "training"
    PROGRAMME = "programme"
    HIRE_CONFIRMED = "hire_confirmed"
    COURSE = "course"
    COMMUNITY_WORK = "community_work"
    BUSINESS_PREPARATION = "business_preparation"
    PLAN = "plan"
    OTHER_ACTIVITY = "other_activity"


class SearchWaiver(StrEnum):
    """Why job search need not be shown."""

    DECISION_CHANGED = "decision_changed"
    TRAINING_ATTENDED = "training_attended"
    COURSE_ENOUGH = "course_enough"


class Cause(StrEnum):
    """Why a person came on another day or not at all (EIA 44(3), ED 65)."""

    JOB = "job"
    CONTINUING_JOB = "continuing_job"
    INTERVIEW = "interview"
    UNAVOIDABLE = "unavoidable"
    MISTAKE = "mistake"
    ILLNESS = "illness"
    REFERRAL_INTERVIEW = "referral_interview"
    ORDERED_TRAINING = "ordered_training"
    DISASTER = "disaster_excuse"
    OFFICE = "office"
    ONLINE = "online"
    ISLAND = "island"
    SEARCH_ABROAD = "search_abroad"


STATUSES: Mapping[str, str] = {
    "employee": "employee",
    "construction_daily": "construction daily worker",
    "artist": "artist",
    "contractor": "dependent contractor",
    "self_employed": "self-employed person",
}
RECIPIENT_TYPES: Mapping[str, str] = {
    "general": "general recipient",
    "repeat": "repeat recipient",
    "long": "long-term recipient",
    "senior_disabled": "aged 60 or over, or disabled",
}
WORK_KINDS: Mapping[str, str] = {
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
HINDRANCES: Mapping[str, str] = {
    "sickness": "illness or injury",
    "childbirth": "childbirth",
    "care": "the reason for leaving (pregnancy, childcare, nursing) lasts",
    "accident_benefit": "entitled to accident wage benefit",
    "missed_guidance": "did not come on the day set for a referral or guidance",
    "abroad": "abroad",
    "approved_search_abroad": "looking for work abroad with an approved plan",
}
STOPS: Mapping[str, str] = {
    "refusal_stop": "payment suspended after refusals",
    "fraud_stop": "payment stopped after fraud",
}
ACTIVITIES: Mapping[str, str] = {
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
SEARCH_WAIVERS: Mapping[str, str] = {
    "decision_changed": "an appeal or the office changed the decision",
    "training_attended": "in training, with the certificate of attendance",
    "course_enough": "on a course that needs no further job search",
}
CAUSES: Mapping[str, str] = {
    "job": "a job",
    "continuing_job": "working for seven days or more",
    "interview": "interview with an employer",
    "unavoidable": "unavoidable reason",
    "mistake": "own mistake",
    "illness": "illness or injury",
    "referral_interview": "interview on referral by the job centre",
    "ordered_training": "training ordered by the job centre",
    "disaster_excuse": "disaster or other unavoidable reason with certificate",
    "office": "changed by the office",
    "online": "online report",
    "island": "resident of an island",
    "search_abroad": "looking for work abroad",
}
OUTCOMES: Mapping[str, str] = {
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
REASONS: Mapping[str, str] = {
    **WORK_KINDS,
    **HINDRANCES,
    **STOPS,
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
POINTS: Mapping[str, str] = {
    "work_unclear": "Say whether this work is employment",
    "availability_unclear": "Say whether the person was able and willing to work on these days",
    "activities_unjudged": "Judge the job-search activities",
}
HURDLES: Mapping[str, str] = {
    "mistake_used_up": "the change after an own mistake was used before in this benefit period",
    "worked_too_short": "not enough days of work in a row",
    "channel_not_granted": "the special way of reporting was not granted before",
    "plan_not_approved": "the plan for searching abroad was not confirmed before leaving",
    "illness_too_long": "the illness is too long for a certificate; sickness benefit can be claimed",
    "excuse_certificate_missing": "the certificate is missing",
}
