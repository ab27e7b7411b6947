"""What was put off while a key is held is drawn once, and before any other key acts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast

import pytest
from textual.events import Event, Key, MouseDown, MouseMove, Paste
from textual.widget import Widget

from coach.terminal.held_keys import HOLD_S, HeldKeys

QUICK = HOLD_S / 4


@dataclass
class _Timer:
    """A timer that goes off when the test says so."""

    seconds: float
    call: Callable[[], None]
    runs: bool = True
    resets: int = 0

    def reset(self) -> None:
        self.resets += 1

    def stop(self) -> None:
        self.runs = False


class _Stage:
    """A widget with a cursor and a text beside it, and keys that come when the test says so."""

    def __init__(self, hold_s: float = HOLD_S) -> None:
        self.timers: list[_Timer] = []
        self.drawn: list[int] = []
        self.cursor = 0
        self.keys = HeldKeys(hold_s, cast("Any", self._set_timer))
        self.is_attached = True
        self._at = 100.0

    def _set_timer(self, seconds: float, call: Callable[[], None]) -> _Timer:
        self.timers.append(_Timer(seconds, call))
        return self.timers[-1]

    def _draw(self) -> None:
        self.drawn.append(self.cursor)

    def hears(self, event: Event, after: float = QUICK) -> None:
        self._at += after
        event.time = self._at
        self.keys.heard(event)

    def moves(self, key: str = "down", after: float = QUICK) -> None:
        self.hears(Key(key, None), after)
        self.cursor += 1
        self.keys.draw_later(cast("Widget", self), self._draw)

    def goes_off(self) -> None:
        (running,) = [timer for timer in self.timers if timer.runs]
        running.call()


def test_single_keys_draw_at_once() -> None:
    stage = _Stage()
    for _ in range(3):
        stage.moves(after=HOLD_S)
    stage.moves("up")
    assert stage.drawn == [1, 2, 3, 4]
    assert stage.timers == []


def test_a_held_key_draws_first_and_last() -> None:
    stage = _Stage()
    for _ in range(30):
        stage.moves()
    assert stage.drawn == [1]
    (timer,) = stage.timers
    assert (timer.seconds, timer.resets) == (HOLD_S, 28)  # each key puts it off again
    stage.goes_off()
    assert stage.drawn == [1, 30]
    assert not timer.runs


def test_held_once_more_it_draws_once_more() -> None:
    stage = _Stage()
    for _ in range(3):
        stage.moves()
    stage.goes_off()
    stage.moves(after=2 * HOLD_S)
    for _ in range(3):
        stage.moves()
    stage.goes_off()
    assert stage.drawn == [1, 3, 4, 7]


@pytest.mark.parametrize(
    "event",
    [
        Key("enter", None),
        Key("up", None),
        Paste("words"),
        MouseDown(None, 1, 1, 0, 0, 1, False, False, False),
    ],
)
def test_whatever_else_comes_finds_the_text_under_the_cursor(event: Event) -> None:
    stage = _Stage()
    for _ in range(5):
        stage.moves()
    stage.hears(event)
    assert stage.drawn == [1, 5]
    assert not any(timer.runs for timer in stage.timers)
    stage.cursor = 9
    stage.keys.draw_later(cast("Widget", stage), stage._draw)  # a click on another line
    assert stage.drawn == [1, 5, 9]


def test_the_mouse_that_only_moves_and_a_key_that_comes_back_change_nothing() -> None:
    stage = _Stage()
    for _ in range(5):
        stage.moves()
    stage.hears(MouseMove(None, 1, 1, 0, 0, 0, False, False, False))
    assert stage.drawn == [1]
    single = Key("left", None)
    stage.hears(single, after=1.0)
    assert stage.drawn == [1, 5]
    single._set_forwarded()
    stage.hears(single, after=0.0)
    stage.keys.draw_later(cast("Widget", stage), stage._draw)
    assert stage.drawn == [1, 5, 5]  # at once: it was not held


def test_of_several_texts_each_is_drawn_once() -> None:
    stage = _Stage()
    others: list[str] = []
    other = lambda: others.append("other")  # noqa: E731
    stage.moves()
    for _ in range(4):
        stage.moves()
        stage.keys.draw_later(cast("Widget", stage), other)
    stage.goes_off()
    assert stage.drawn == [1, 5]
    assert others == ["other"]


def test_on_a_screen_that_is_gone_nothing_is_drawn() -> None:
    stage = _Stage()
    for _ in range(5):
        stage.moves()
    stage.is_attached = False
    stage.goes_off()
    assert stage.drawn == [1]


def test_without_a_time_to_hold_every_key_draws_at_once() -> None:
    stage = _Stage(hold_s=0.0)
    for _ in range(3):
        stage.moves(after=0.0)
    assert stage.drawn == [1, 2, 3]
