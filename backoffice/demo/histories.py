"""The kinds of cases in the demo office: what happens, how often, how long ago, to whom."""

from collections.abc import Callable
from dataclasses import dataclass

from . import fixes, stories
from .case import Case
from .profiles import Profile
from .stories import Story


@dataclass(frozen=True)
class History:
    """A kind of case: its story, how many there are, how many days ago it was filed, and what its profile fixes.

    `at_least` so many there are even in the smallest demo; `centre` is the one centre where it happens, if there is one.
    """

    story: Callable[[Case], Story]
    count: int
    filed_days_ago: tuple[int, int]
    fix: Callable[[Profile], None] = lambda profile: None
    at_least: int = 1
    centre: int | None = None


HISTORIES: dict[str, History] = {
    "filed": History(stories.filed, 28, (0, 3)),
    "drafted": History(stories.drafted, 22, (3, 8)),
    "reason_conflict": History(stories.drafted, 8, (3, 9), fixes.conflicting),
    "reason_not_stated": History(stories.drafted, 4, (3, 9), fixes.without_reason),
    "reason_to_judge": History(stories.drafted, 6, (3, 9), fixes.resigned),
    "certificate_missing": History(stories.drafted, 6, (3, 12), fixes.uncertified),
    "registration_missing": History(stories.drafted, 4, (3, 9), fixes.unregistered),
    "overlapping": History(stories.drafted, 5, (3, 9), fixes.overlapping),
    "employed": History(stories.drafted, 4, (3, 9), fixes.still_employed),
    "close": History(stories.drafted, 5, (3, 9), fixes.close_to_the_limit),
    "wages_missing": History(stories.drafted, 3, (3, 9), fixes.without_wages),
    "late_deferral": History(stories.drafted, 3, (3, 9), fixes.late_deferral),
    "too_late": History(stories.drafted, 3, (3, 9), fixes.too_late),
    "daily_work_missing": History(stories.drafted, 4, (3, 9), fixes.daily),
    "first_insured_at_65": History(stories.drafted, 4, (3, 9), fixes.first_insured_at_66),
    "asked": History(stories.asked_by_a_colleague, 3, (3, 9)),
    "documents_open": History(stories.documents_requested, 8, (4, 10), fixes.uncertified),
    "documents_late": History(stories.documents_requested, 6, (16, 24), fixes.uncertified),
    "documents_came": History(stories.documents_came, 4, (9, 14), fixes.uncertified),
    "held": History(stories.held, 8, (5, 25)),
    "hold_ended": History(stories.held, 3, (31, 36)),
    "taken_up": History(stories.held_and_taken_up, 3, (13, 20)),
    "withdrawn": History(stories.withdrawn, 8, (8, 90)),
    "recommended": History(stories.recommended, 20, (4, 9)),
    "sent_back": History(stories.sent_back, 7, (6, 10)),
    "refused_unit_days": History(stories.refused, 7, (20, 200), fixes.too_few_days),
    "refused_voluntary": History(stories.left_without_cause, 9, (20, 200), fixes.resigned),
    "refused_fault": History(stories.dismissed_for_fault, 4, (20, 200), fixes.dismissed),
    "refused_employed": History(stories.refused, 4, (20, 200), fixes.still_employed),
    "refused_unwilling": History(stories.refused, 3, (20, 200), fixes.unwilling),
    "refused_daily": History(stories.refused, 4, (20, 200), fixes.daily_and_busy),
    "refused_at_65": History(stories.refused, 4, (20, 200), fixes.first_insured_at_66),
    "refused_visa": History(stories.refused, 3, (20, 200), fixes.uncovered),
    "granted": History(stories.granted, 22, (5, 14)),
    "granted_old": History(stories.in_rounds(1), 6, (18, 40), fixes.old),
    "granted_with_cause": History(stories.granted_with_cause, 6, (7, 14), fixes.resigned),
    "granted_construction": History(stories.in_rounds(1), 3, (18, 40), fixes.construction),
    "overridden": History(stories.overridden, 5, (7, 14), fixes.nearly_enough_days),
    "reported": History(stories.reported, 9, (46, 56)),
    "one_round": History(stories.in_rounds(1), 24, (15, 42)),
    "to_be_paid": History(stories.in_rounds(1), 4, (16, 16), at_least=2),
    "in_a_built_run": History(stories.in_rounds(1), 4, (17, 18), at_least=2),
    "in_a_released_run": History(stories.in_rounds(1), 4, (19, 20), at_least=2),
    "two_rounds": History(stories.in_rounds(2), 16, (43, 70)),
    "three_rounds": History(stories.in_rounds(3), 7, (71, 98)),
    "not_come": History(stories.in_rounds(1), 8, (45, 55)),
    "missed": History(stories.missed, 6, (62, 68)),
    "moved": History(stories.moved, 5, (14, 17)),
    "late_by_mistake": History(stories.late_by_mistake, 4, (22, 40)),
    "returned": History(stories.returned_by_the_bank, 5, (23, 30)),
    "reissued": History(stories.reissued, 5, (28, 40)),
    "account_change": History(stories.account_change_proposed, 5, (18, 30)),
    "corrected_up": History(stories.corrected(200_000), 4, (60, 70), fixes.well_paid),
    "corrected_down": History(stories.corrected(-150_000), 4, (60, 70), fixes.well_paid),
    "corrected_at_once": History(stories.corrected_at_once, 2, (30, 40), fixes.well_paid),
    "correction_drafted": History(stories.corrected_draft, 3, (52, 62), fixes.well_paid),
    "correction_discarded": History(stories.correction_discarded, 2, (56, 64), fixes.well_paid),
    "exhausted": History(stories.exhausted, 4, (150, 190), fixes.short),
    "expired": History(stories.expired, 4, (375, 390)),
    "replaced": History(stories.replaced, 2, (330, 345), centre=0),
    "back_to_work": History(stories.back_to_work, 8, (75, 140)),
    "died": History(stories.died, 3, (45, 90)),
}
