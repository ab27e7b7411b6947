"""Years of use: what the measurements open."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from coach.clock import SystemClock
from coach.content.loader import load_tips
from coach.domain.dates import day_of
from coach.domain.model import Area, Book, Change, Ended, Rung, Session, Skin, TipState
from coach.domain.onboarding.answers import Answers
from coach.domain.onboarding.setup import set_up
from coach.domain.ramp.prescriber import prescribe
from coach.domain.ramp.replay import Ramps
from coach.store import Store

DAYS = 3 * 365
SPANS = {"3 years": DAYS, "27 years": 9 * DAYS}
"""How long the coach has been in use in most measurements."""
_CLIMB = 120
"""Days after which the goal is reached: the rest is spent there."""


_AREAS = (Area.BACK, Area.LEGS, Area.FEET)


def years(path: Path, days: int = DAYS, *, a_day: int = 1) -> Path:
    """A file of so many days up to the coach's yesterday, with a day off in nine; today's session is due.

    Each day has so many sessions, on an area each.
    """
    clock = SystemClock()
    store = Store(path, clock)
    store.change(lambda book: set_up(book, Answers(ticked=frozenset(), tz="UTC"), clock.now()))
    book = store.read()
    today = day_of(clock.now().astimezone(UTC), book.settings.rollover)
    sessions: list[Session] = []
    rung: Rung | None = None
    for ago in range(days, 0, -1):
        day = today - timedelta(days=ago)
        if rung is None or days - ago < _CLIMB:
            so_far = Book(settings=book.settings, events=book.events, sessions=tuple(sessions))
            rung = prescribe(Ramps(so_far), Area.BACK, day).rung
        if rung is None or ago % 9 == 0:
            continue
        sessions += [_session(area, day, rung, noted=ago % 3 == 0) for area in _AREAS[:a_day]]
    seen = tuple(TipState(id=tip.id, read=True, seen=today - timedelta(days=1)) for tip in load_tips())
    store.change(lambda _: Change("Lived", put=(*sessions, *seen)))
    return path


def _session(area: Area, day: date, rung: Rung, *, noted: bool) -> Session:
    return Session(
        area=area,
        started_at=datetime.combine(day, time(6 + _AREAS.index(area), 30), UTC),
        day=day,
        done_min=rung.minutes,
        planned_min=rung.minutes,
        cover=rung.cover,
        ended=Ended.COMPLETED,
        sharpness=3,
        skin_after=Skin.CLEAR,
        skin_next=Skin.CLEAR,
        skin_next_on=day + timedelta(days=1),
        before=5,
        after=3,
        note="slept well after it" if noted else "",
    )
