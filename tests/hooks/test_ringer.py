"""What is rung for a session that runs, and when; with a clock that the test moves."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.domain.model import Change, Settings, Span
from coach.domain.session import live as running
from coach.domain.session.timer import TimerEvent
from coach.hooks.hook_files import Hook
from coach.hooks.ringer import LOOK_S, Ringer
from coach.store import Store
from coach.store.reader import StoreReader
from tests.conftest import FixedClock
from tests.hooks.sessions import begin, press, record


class Heard:
    """A bell that writes down what it rings, and how many seconds were on the mat."""

    def __init__(self) -> None:
        self.rung: list[tuple[str, int]] = []
        self.of: list[tuple[Hook, str]] = []

    def ring(self, hook: Hook, variables: Mapping[str, str], session: str) -> None:
        self.rung.append((variables["COACH_CUE"], int(variables["COACH_ELAPSED_S"])))
        self.of.append((hook, session))

    def has_ended(self, session: str) -> bool:
        return (Hook.END, session) in self.of


class Night:
    """A ringer on a file, in a time that the test lets go by."""

    def __init__(self, path: Path, clock: FixedClock) -> None:
        self.path = path
        self.clock = clock
        self.heard = Heard()
        self.ringer = self.another()
        self.ended = False

    def another(self, since_s: float | None = None) -> Ringer:
        return Ringer(StoreReader(self.path, self.clock), self.clock, self.heard, since_s)

    def go_by(self, seconds: float) -> list[tuple[str, int]]:
        """Lets so much time go by as the ringer waits, and returns what was rung in it."""
        before, left = len(self.heard.rung), seconds
        while left > 0 and not self.ended:
            wait = self.ringer.look()
            if wait is None:
                self.ended = True
                break
            step = min(wait, left)
            self.clock.advance(timedelta(seconds=step))
            left -= step
        if not self.ended and self.ringer.look() is None:
            self.ended = True
        return self.heard.rung[before:]

    def sleep(self, seconds: float) -> None:
        """The machine sleeps: time goes by, and nothing looks at it."""
        self.clock.advance(timedelta(seconds=seconds))


@pytest.fixture
def night(tmp_path: Path, clock: FixedClock) -> Night:
    return Night(tmp_path / "coach.json", clock)


def test_each_cue_is_rung_at_its_second_and_the_end_once(night: Night) -> None:
    live = begin(night.path, minutes=5, clock=night.clock)
    assert night.go_by(400) == [("settle", 30), ("half", 150), ("last", 240), ("end", 300)]
    assert [hook for hook, _ in night.heard.of] == [Hook.CUE, Hook.CUE, Hook.CUE, Hook.END]
    assert {session for _, session in night.heard.of} == {live.id}
    assert night.ended


def test_without_a_session_it_is_over_at_once(night: Night) -> None:
    assert night.ringer.look() is None
    begin(night.path, clock=night.clock)
    record(night.path, night.clock)
    assert night.another().look() is None


def test_only_the_end_is_rung_where_no_cues_are_wanted(night: Night) -> None:
    begin(night.path, clock=night.clock)
    Store(night.path, night.clock).change(lambda _: Change("Set", put=(Settings(cues=False),)))
    assert night.go_by(400) == [("end", 300)]


def test_interval_bells_are_cues_too(night: Night) -> None:
    begin(night.path, clock=night.clock)
    Store(night.path, night.clock).change(
        lambda _: Change("Set", put=(Settings(cues=False, interval_bells=2),))
    )
    assert night.go_by(400) == [("interval", 120), ("interval", 240), ("end", 300)]
    assert [hook for hook, _ in night.heard.of] == [Hook.CUE, Hook.CUE, Hook.END]


def test_a_pause_puts_off_what_is_to_come(night: Night) -> None:
    begin(night.path, clock=night.clock)
    assert night.go_by(100) == [("settle", 30)]
    press(night.path, TimerEvent.PAUSE, night.clock)
    assert night.go_by(900) == []
    press(night.path, TimerEvent.RESUME, night.clock)
    assert night.go_by(400) == [("half", 150), ("last", 240), ("end", 300)]


def test_a_pause_that_is_written_late_has_nothing_rung_twice(night: Night) -> None:
    live = begin(night.path, clock=night.clock)
    assert night.go_by(152) == [("settle", 30), ("half", 150)]
    late = live._replace(pauses=(Span(start=140, end=145),))
    Store(night.path, night.clock).change(lambda _: Change("Paused", put=(late,)))
    assert night.go_by(200) == [("last", 240), ("end", 300)]


def test_an_added_minute_puts_off_the_end(night: Night) -> None:
    begin(night.path, clock=night.clock)
    assert night.go_by(200) == [("settle", 30), ("half", 150)]
    press(night.path, TimerEvent.ADD_MINUTE, night.clock)
    assert night.go_by(400) == [("last", 300), ("end", 360)]


def test_a_question_about_the_end_holds_the_clock(night: Night) -> None:
    begin(night.path, clock=night.clock)
    night.go_by(100)
    press(night.path, TimerEvent.ASK_FINISH, night.clock)
    assert night.go_by(60) == []
    press(night.path, TimerEvent.KEEP_GOING, night.clock)
    # the time since the question counts again, and what came due in it is not too late
    assert night.go_by(0.1) == [("half", 160)]
    assert night.go_by(300) == [("last", 240), ("end", 300)]


@pytest.mark.parametrize("how", ["recorded", "discarded", "undone"])
def test_it_ends_with_the_session(night: Night, how: str) -> None:
    live = begin(night.path, clock=night.clock)
    night.go_by(200)
    store = Store(night.path, night.clock)
    if how == "recorded":
        record(night.path, night.clock, minutes=3)
    elif how == "discarded":
        store.change(lambda book: running.discard(book, live))
    else:
        assert store.undo()
    assert night.go_by(LOOK_S) == []
    assert night.ended


def test_the_end_is_rung_where_no_minutes_are_left_for_overtime(night: Night) -> None:
    begin(night.path, minutes=10, cap_min=10, clock=night.clock)
    assert night.go_by(700)[-1] == ("end", 600)


def test_after_a_sleep_nothing_is_rung_in_a_heap(night: Night) -> None:
    begin(night.path, minutes=20, clock=night.clock)
    night.go_by(10)
    night.sleep(700)
    assert night.go_by(LOOK_S) == []  # a minute too late for either
    night.sleep(440)
    assert night.go_by(LOOK_S) == [("last", 1150)]


def test_a_sleep_past_the_close_rings_nothing_and_is_the_end(night: Night) -> None:
    begin(night.path, clock=night.clock)
    night.go_by(100)
    night.sleep(3600)
    assert night.go_by(LOOK_S) == []
    assert night.ended


def test_a_sleep_into_overtime_rings_the_end(night: Night) -> None:
    begin(night.path, clock=night.clock)
    night.go_by(100)
    night.sleep(320)
    assert night.go_by(LOOK_S) == [("end", 420)]


def test_what_came_due_while_it_started_is_rung(night: Night) -> None:
    begin(night.path, ago_s=298, clock=night.clock)
    since = night.clock.elapsed()
    night.clock.advance(timedelta(seconds=4))
    night.ringer = night.another(since)
    assert night.go_by(LOOK_S) == [("end", 302)]


def test_what_was_due_before_it_started_is_not(night: Night) -> None:
    begin(night.path, ago_s=160, clock=night.clock)
    assert night.go_by(400) == [("last", 240), ("end", 300)]
    night.ended = False
    night.ringer = night.another()
    assert night.go_by(60) == []


def test_the_next_session_in_its_place_is_rung_from_its_start(night: Night) -> None:
    begin(night.path, clock=night.clock)
    night.go_by(200)
    record(night.path, night.clock, minutes=3)
    second = begin(night.path, minutes=2, clock=night.clock)
    assert night.go_by(200) == [("settle", 30), ("last", 60), ("end", 120)]
    assert night.heard.of[-1] == (Hook.END, second.id)


def test_a_file_that_is_away_does_not_silence_it(night: Night) -> None:
    begin(night.path, clock=night.clock)
    night.go_by(60)
    away = night.path.with_name("away.json")
    night.path.rename(away)
    assert night.go_by(100) == [("half", 150)]
    away.rename(night.path)
    press(night.path, TimerEvent.PAUSE, night.clock)
    assert night.go_by(500) == []


def test_a_file_that_is_gone_for_good_ends_it(night: Night) -> None:
    begin(night.path, clock=night.clock)
    night.go_by(60)
    press(night.path, TimerEvent.PAUSE, night.clock)
    night.go_by(1)
    night.path.unlink()
    night.go_by(3590)
    assert not night.ended
    night.go_by(20)
    assert night.ended


def test_after_a_restart_of_the_machine_the_wall_clock_counts(night: Night) -> None:
    begin(night.path, clock=night.clock)
    night.go_by(100)
    night.clock.advance(timedelta(seconds=100))
    night.clock.reboot("boot-2")
    night.ringer = night.another()
    assert night.go_by(400) == [("last", 240), ("end", 300)]


def test_a_set_clock_moves_nothing(night: Night) -> None:
    begin(night.path, clock=night.clock)
    night.go_by(100)
    night.clock.set(night.clock.now() + timedelta(hours=5))
    os.utime(night.path)
    assert night.go_by(400) == [("half", 150), ("last", 240), ("end", 300)]


EVENTS = st.sampled_from((TimerEvent.PAUSE, TimerEvent.RESUME, TimerEvent.ADD_MINUTE))


@settings(max_examples=25)
@given(st.lists(st.tuples(st.integers(1, 90), EVENTS), max_size=6), st.integers(2, 6))
def test_whatever_is_pressed_the_end_is_rung_once_at_its_second(
    tmp_path_factory: pytest.TempPathFactory, presses: list[tuple[int, TimerEvent]], minutes: int
) -> None:
    path = tmp_path_factory.mktemp("night") / "coach.json"
    night = Night(path, FixedClock(datetime(2026, 1, 5, 7, 30, tzinfo=UTC)))
    begin(path, minutes=minutes, clock=night.clock)
    for seconds, event in presses:
        night.go_by(seconds)
        press(path, event, night.clock)
    press(path, TimerEvent.RESUME, night.clock)
    live = StoreReader(path, night.clock).read().live
    assert live is not None
    night.go_by(3000)
    assert [at for cue, at in night.heard.rung if cue == "end"] == [60 * (live.planned_min + live.extra_min)]
    assert [at for _, at in night.heard.rung] == sorted(at for _, at in night.heard.rung)
