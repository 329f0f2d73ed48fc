"""What the stories are told with: the real server on the real database, one browser, and people at their desks."""

from collections.abc import Callable, Iterator

import pytest
from django.core.cache import cache

from tests import worlds
from tests.stories.desks import Desk, Story

NAMES = {
    "intake": ("이접수", "Jeopsu Lee"), "caseworker": ("박심사", "Simsa Park"), "supervisor": ("최승인", "Seungin Choe"),
    "payment_officer": ("정지급", "Jigeup Jeong"), "releaser": ("한출금", "Chulgeum Han"), "auditor": ("오감사", "Gamsa O"),
    "colleague": ("강동료", "Dongryo Kang"),
}  # fmt: skip


@pytest.fixture
def centre() -> worlds.Centre:
    """A job centre where everybody has a name in both languages and a password."""
    cache.clear()
    centre = worlds.a_centre()
    for role, (name, name_en) in NAMES.items():
        employ(getattr(centre, role), name, name_en)
    return centre


def employ(user, name: str, name_en: str) -> None:
    """Gives a member of staff their names and a password."""
    user.name, user.name_en = name, name_en
    user.set_password(Desk.PASSWORD)
    user.save()


@pytest.fixture
def told(chrome, live_server, centre, monkeypatch, request) -> Iterator[Callable[..., Story]]:
    """Opens a story in a language: `told("ko")` has a day and a desk for each role of the centre.

    What the browser complained about while it was told fails the test at the end.
    """
    stories = []

    def tell(language: str, **how) -> Story:
        name = f"{request.node.originalname.removeprefix('test_')}-{language}"
        stories.append(Story(chrome, live_server.url, centre, language, name, monkeypatch, **how))
        return stories[-1]

    yield tell
    for story in stories:
        story.close()
    assert [complaint for story in stories for complaint in story.complaints] == []
