"""A session that has just been recorded, for its questions."""

from __future__ import annotations

from datetime import timedelta

import pytest

from coach.domain.model import Area, Change, Cover, Session
from tests.screens.conftest import Bench


def recorded(ready: Bench, done_min: float) -> Session:
    """A session on a towel, planned for five minutes and recorded just now."""
    now = ready.clock.now()
    made = Session(
        area=Area.BACK,
        started_at=now - timedelta(minutes=5),
        day=now.date(),
        done_min=done_min,
        cover=Cover.TOWEL,
        planned_min=5,
    )
    (stored,) = ready.change(lambda _: Change("made", put=(made,))).sessions
    return stored


@pytest.fixture
def session(ready: Bench) -> Session:
    """Five minutes on a towel, recorded just now."""
    return recorded(ready, 5)
