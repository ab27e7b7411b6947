"""A session that has been recorded, and a disk that is full, or gone with the file."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from coach.domain.model import Area, Change, Cover, Session
from coach.store import NotWritable
from coach.store.repair.repair import back_up
from tests.screens.conftest import Bench
from tests.screens.shared.vanishing import Elsewhere
from tests.store import samples


@pytest.fixture
def session(ready: Bench) -> Session:
    """Five minutes on a towel, recorded just now."""
    now = ready.clock.now()
    made = Session(Area.BACK, now - timedelta(minutes=5), now.date(), 5, Cover.TOWEL, 5)
    (stored,) = ready.change(lambda _: Change("made", put=(made,))).sessions
    return stored


@pytest.fixture
def full(ready: Bench) -> Callable[..., object]:
    """A change that the disk refuses."""

    def change(_decide: object) -> object:
        raise NotWritable(ready.path, "the disk is full")

    return change


@pytest.fixture
def backed_up(bench: Bench) -> Bench:
    """Set up, and with a backup, on the second day of use."""
    bench.set_up()
    bench.change(samples.putting(samples.session(5)))
    back_up(bench.path, bench.clock.now())
    return bench


@pytest.fixture
def elsewhere(backed_up: Bench) -> Elsewhere:
    return Elsewhere(backed_up.path)
