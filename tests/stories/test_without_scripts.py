"""The road works without scripts: every act is a form of its own."""

import pytest

from tests.stories import road

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, databases=["default", "looking"])]


def test_a_claim_goes_from_the_counter_to_the_bank_without_scripts(told):
    story = told("ko", scripts=False)
    story.on(road.FILED_ON)
    claim = road.filed(story, road.registered(story))
    story.on(road.DECIDED_ON)
    road.recommended(story, claim)
    road.approved(story, claim)
    batch = road.released(story, road.recognised(story, claim))
    road.answered(story, batch, "ACSC")

    assert claim.payments.get().state == "paid"
