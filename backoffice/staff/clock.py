"""The one clock. Legal days are days in Seoul; instants are kept in UTC; nothing else reads the time."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

SEOUL = ZoneInfo("Asia/Seoul")
_frozen: ContextVar[datetime | None] = ContextVar("clock_frozen_at", default=None)


def now() -> datetime:
    """The present instant, aware, in UTC (`CLOCK=2027-01-02T09:00+09:00` in the environment sets it for rehearsals)."""
    set_to = _frozen.get() or _from_environment()
    return set_to or datetime.now(UTC)


def today() -> date:
    """The present legal day: the calendar day in Seoul."""
    return day_of(now())


def day_of(instant: datetime) -> date:
    """The legal day on which an instant falls."""
    return instant.astimezone(SEOUL).date()


def midnight_after(day: date) -> datetime:
    """The instant at which a legal day ends; what was known 'on' that day was recorded before it."""
    return datetime.fromordinal(day.toordinal() + 1).replace(tzinfo=SEOUL).astimezone(UTC)


@contextmanager
def frozen(instant: datetime) -> Iterator[None]:
    """Holds the clock at an aware instant: for tests, replays and the demo office."""
    token = _frozen.set(instant.astimezone(UTC))
    try:
        yield
    finally:
        _frozen.reset(token)


def _from_environment() -> datetime | None:
    set_to = os.environ.get("CLOCK")
    return datetime.fromisoformat(set_to).astimezone(UTC) if set_to else None
