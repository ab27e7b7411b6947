"""Sessions of some real seconds, by the machine's own clocks: nothing here moves or holds a clock."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from coach.clock import SystemClock
from coach.domain.dates import day_of
from coach.domain.model import Area, Change, Cover, Live
from coach.domain.onboarding.answers import Answers
from coach.domain.onboarding.setup import set_up
from coach.domain.session.live import start
from coach.store import Store
from tests.e2e.term import ROOT, Terminal, environment

LEFT = re.compile(r"(\d):(\d\d) left of")


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """The file of somebody who starts without settling down."""
    clock = SystemClock()
    made = Store(tmp_path / "coach.json", clock)
    made.change(lambda book: set_up(book, Answers(ticked=frozenset(), tz="UTC"), clock.now()))
    made.change(lambda book: Change("Settings", put=(book.settings._replace(ready_s=0),)))
    return made


def opened(store: Store) -> Terminal:
    """The coach as everybody starts it, in a terminal so small that its clock is text."""
    surroundings = environment(HOME=str(store.path.parent), PYTHONPATH=str(ROOT), COACH_DATA=str(store.path))
    return Terminal([sys.executable, "-m", "coach"], surroundings, 50, 12, cwd=store.path.parent)


def left(text: str) -> int:
    """The seconds that the clock on the screen shows; 0 where there is none."""
    found = LEFT.search(text)
    return int(found[1]) * 60 + int(found[2]) if found else 0


def at_most(seconds: int) -> Callable[[str], bool]:
    """Whether a screen shows a clock with no more than that left."""
    return lambda text: 0 < left(text) <= seconds


def test_a_clock_of_real_seconds_counts_down(store: Store) -> None:
    """It shows each second, and not before it has come; a session of seconds is not recorded."""
    clock = SystemClock()
    with opened(store) as terminal:
        terminal.wait_for("[ Start ]")
        before = clock.elapsed()
        terminal.send("enter")
        first = left(terminal.wait_for(LEFT))
        assert 290 <= first <= 300
        for seconds in range(first - 1, first - 4, -1):
            shown = left(terminal.wait_for(at_most(seconds)))
            assert clock.elapsed() - before >= 300 - shown - 1
        terminal.send("f")
        terminal.wait_for("Finish early?")
        terminal.send("f")
        terminal.wait_for("Under a minute: nothing was recorded.")
        terminal.send("q")
        assert terminal.wait_exit() == 0
    assert store.read().sessions == ()
    assert store.read().live is None


def test_what_began_a_minute_ago_is_taken_up_and_recorded(store: Store) -> None:
    """By the boot and the elapsed clock on record; the minutes are those that truly went by."""
    clock = SystemClock()
    began_s, began = clock.elapsed() - 70, datetime.now(UTC) - timedelta(seconds=70)
    live = Live(
        area=Area.BACK, cover=Cover.TOWEL, planned_min=5, cap_min=20, started_at=began,
        day=day_of(began, 3), boot=clock.boot(), booted_s=began_s,
    )  # fmt: skip
    store.change(lambda book: start(book, live))
    with opened(store) as terminal:
        shown = left(terminal.wait_for(LEFT))
        assert shown <= 230
        terminal.wait_for(at_most(shown - 1))
        terminal.send("f")
        terminal.wait_for("Finish early?")
        terminal.send("f")
        terminal.wait_for("How was it?")
        by_then = clock.elapsed()
        terminal.send("escape")
        terminal.wait_for("[")
    (session,) = store.read().sessions
    assert session.ended_at is not None
    took = session.ended_at - session.started_at
    assert timedelta(seconds=71) <= took <= timedelta(seconds=by_then - began_s)
    assert session.done_min == pytest.approx(took.total_seconds() / 60, abs=0.011)
