"""A refusal through the pages: left of one's own will, no just cause, signed by somebody else."""

import pytest

from tests import worlds
from tests.stories import road
from tests.stories.conftest import employ

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, databases=["default", "looking"])]
NO_CAUSE = "58_2_c"


@pytest.mark.parametrize("language", ["ko", "en"])
def test_leaving_of_ones_own_will_is_refused_by_two_people(told, centre, language):
    both = centre.people.colleague = worlds.somebody(centre.office, "caseworker", "supervisor")
    employ(both, "양쪽다", "Both Yang")
    claim = worlds.a_filed_claim(centre, reason="11")
    story = told(language)
    story.on(road.DECIDED_ON)

    desk = story.colleague
    road.recommended(story, claim, desk=desk, ground=NO_CAUSE, text="자발적 이직이며 정당한 사유가 확인되지 않음")
    assert claim.number not in desk.go("approvals").text
    desk.go("approval", claim.number).shot("own-recommendation", checked=True)
    assert desk.find('.impossible [aria-disabled="true"]').count() == 2
    assert desk.find(".impossible .hint").first.inner_text()

    desk = story.supervisor.go("approvals").open_row(claim.number).shot("approval", checked=True)
    desk.sees("자발적 이직이며 정당한 사유가 확인되지 않음").send("verdict", "approve")

    claim.refresh_from_db()
    letter = claim.letters.get()
    desk.go("case", claim.number).shot("refused").go("case_letters", claim.number)
    sent = road.pdf_text(desk.download("letter", claim.number, letter.pk))
    assert (claim.state, letter.kind) == ("refused", "entitlement_refused")
    assert "58" in sent and "자발적 이직이며 정당한 사유가 확인되지 않음" in sent.replace("\n", " ")
    assert claim.certifications.count() == 0
