"""The road through the pages: from the counter to money in the bank, by six people, then the auditor's view."""

import pytest

from tests.stories import road

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, databases=["default", "looking"])]


@pytest.mark.parametrize("language", ["ko", "en"])
def test_a_claim_goes_from_the_counter_to_the_bank(told, language):
    story = told(language, thorough=True)
    story.on(road.FILED_ON)
    claim = road.filed(story, road.registered(story))
    story.on(road.DECIDED_ON)
    road.recommended(story, claim)
    road.approved(story, claim)
    batch = road.released(story, road.recognised(story, claim))
    road.answered(story, batch, "ACSC")
    road.audited(story, claim)

    assert claim.payments.get().state == "paid"
