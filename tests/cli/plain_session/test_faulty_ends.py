"""`coach session` where the file or the terminal fails, or another terminal interferes: it loses nothing."""

from __future__ import annotations

import io
import select
import sys
from collections.abc import Callable
from datetime import timedelta
from errno import ENOSPC, EPIPE
from pathlib import Path
from typing import Any

import pytest

from coach.cli.plain_session import whole_session
from coach.cli.plain_session.line_reader import Cut, StandardInput
from coach.context import AppContext
from coach.domain.model import Area, Ended, Session
from coach.domain.session.live import plan
from coach.domain.session.timer import TimerEvent
from coach.faults import KEPT, LOST
from coach.paths import state_folder
from coach.session_control.controller import SessionController
from coach.store import Busy, NotWritable, Store
from coach.store.drafts import Drafts
from tests.cli.conftest import Said, Shell
from tests.cli.plain_session.scripted import Entry, Passes, Scripted

SETTLED = ("3", "")
"""Soreness 3 before; Enter starts the clock."""

Lie = Callable[..., Said]


@pytest.fixture
def lie(ready: Shell, monkeypatch: pytest.MonkeyPatch) -> Lie:
    """Someone who runs `coach session` and types these lines."""

    def run(*entries: Entry, words: str = "", is_terminal: bool = True) -> Said:
        script = Scripted(ready.clock, *entries, is_terminal=is_terminal)
        monkeypatch.setattr(whole_session, "standard_input", lambda: script)
        return ready("session", *words.split())

    return run


def sessions(ready: Shell) -> tuple[Session, ...]:
    return Store(ready.path, ready.clock).read().sessions


def running(ready: Shell) -> bool:
    return Store(ready.path, ready.clock).read().live is not None


def kept() -> list[str]:
    """The drafts that wait for the next start."""
    return [each.name.partition("-")[0] for each in state_folder().glob("*/*.json")]


class Unread(io.StringIO):
    """Standard output that takes no more."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number

    def write(self, text: str) -> int:
        raise OSError(self.number, "no")


@pytest.fixture
def unread(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], Callable[[], None]]:
    """What makes standard output fail from then on."""

    def at(number: int) -> Callable[[], None]:
        return lambda: monkeypatch.setattr(sys, "stdout", Unread(number))

    return at


@pytest.fixture
def full(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Callable[[], None]]:
    """What fills the disk from then on: that of the file, and if asked that of the state folder."""

    def fill(*, state: bool = False) -> Callable[[], None]:
        def refuse(self: object, *_: Any, **__: Any) -> Any:
            raise NotWritable(Path("f"), "the disk is full")

        def act() -> None:
            monkeypatch.setattr(Store, "change", refuse)
            if state:
                monkeypatch.setattr(Drafts, "put", refuse)
                monkeypatch.setattr(Drafts, "hold", lambda *_: None)

        return act

    return fill


@pytest.mark.parametrize(("number", "status"), [(EPIPE, 141), (ENOSPC, 1)])
def test_answers_are_saved_though_nobody_can_read_any_more(
    ready: Shell, lie: Lie, unread: Callable[[int], Callable[[], None]], number: int, status: int
) -> None:
    said = lie(*SETTLED, Passes(301), "f", unread(number), "7")
    assert said.status == status
    assert [each.sharpness for each in sessions(ready)] == [7]
    assert not kept()
    assert "It was saved" not in said.err


def test_what_becomes_of_the_session_is_said_on_standard_error(
    ready: Shell, lie: Lie, unread: Callable[[int], Callable[[], None]]
) -> None:
    said = lie(*SETTLED, Passes(60), unread(ENOSPC), "?")
    assert said.status == 1
    assert said.err.splitlines() == [
        "The output could not be written: no.",
        "It goes on without this terminal, 4 minutes left of 5 minutes. To come back to it, run:"
        " coach session",
    ]
    assert running(ready)


def test_a_signal_keeps_its_status_though_the_terminal_is_gone_too(
    ready: Shell, lie: Lie, unread: Callable[[int], Callable[[], None]], full: Callable[..., Any]
) -> None:
    said = lie(*SETTLED, Passes(60), full(), "p", unread(EPIPE), Cut(129))
    assert said.status == 129
    assert kept() == ["session"]


def test_a_signal_in_the_check_in_keeps_its_status_too(
    lie: Lie, unread: Callable[[int], Callable[[], None]], full: Callable[..., Any]
) -> None:
    said = lie(*SETTLED, Passes(301), "f", "4", full(), unread(EPIPE), Cut(129))
    assert said.status == 129
    assert kept() == ["check"]
    assert "It is kept" in said.err


def test_a_session_that_neither_file_nor_folder_took_is_called_lost(
    lie: Lie, full: Callable[..., Any]
) -> None:
    said = lie("3", full(state=True), "", Passes(100), "f", "f")
    assert said.status == LOST
    assert "Lost: the end of 1:40 minutes on the back, Mon 5 Jan 2026." in said.err
    assert "kept" not in said.out
    assert "It goes on" not in said.out


def test_a_session_that_the_file_never_had_goes_on_nowhere(lie: Lie, full: Callable[..., Any]) -> None:
    said = lie("3", full(), "", Passes(100), "q")
    assert said.status == KEPT
    assert "Not saved: a session of 5 minutes on the back, Mon 5 Jan 2026 (the disk is full)." in said.out
    assert "It goes on without this terminal" not in said.out
    assert kept() == ["session"]


def test_one_that_is_over_is_kept_with_its_end_and_does_not_go_on(lie: Lie, full: Callable[..., Any]) -> None:
    said = lie(*SETTLED, Passes(100), full(), "f", "f", "q")
    assert said.status == KEPT
    assert "Not saved yet: the disk is full. It is over. Enter tries again." in said.out
    assert (
        "Not saved: the end of 1 minute 40 seconds on the back, Mon 5 Jan 2026 (the disk is full)."
        in said.out
    )
    assert "It goes on without this terminal" not in said.out


def test_the_end_that_was_asked_for_is_tried_again_on_leaving(
    ready: Shell, lie: Lie, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Store.change

    def busy(*_: Any, **__: Any) -> Any:
        raise Busy(Path("f"), "another process")

    said = lie(
        *SETTLED,
        Passes(100),
        lambda: monkeypatch.setattr(Store, "change", busy),
        "f",
        "f",
        lambda: monkeypatch.setattr(Store, "change", real),
    )
    assert said.status == 0
    assert [(each.done_min, each.ended) for each in sessions(ready)] == [(1.66, Ended.STOPPED)]
    assert not kept()


def test_answers_on_a_full_disk_can_be_tried_again(
    ready: Shell, lie: Lie, full: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Store.change
    said = lie(
        *(*SETTLED, Passes(301), "f", "4", "2", "1"),
        full(),
        "a note",
        lambda: monkeypatch.setattr(Store, "change", real),
        "",
    )
    assert said.status == 0
    assert "Enter tries again, q keeps it for later." in said.out
    assert [each.note for each in sessions(ready)] == ["a note"]


def test_answers_on_a_session_that_was_deleted_meanwhile_are_kept(ready: Shell, lie: Lie) -> None:
    said = lie(*SETTLED, Passes(301), "f", lambda: ready.well("delete", "today", "--yes"), "4", "q")
    assert said.status == KEPT
    assert "This session was deleted in another terminal" in said.out
    assert kept() == ["check"]


def test_a_session_that_was_deleted_meanwhile_is_not_called_recorded(ready: Shell, lie: Lie) -> None:
    said = lie(*SETTLED, Passes(301), "f", lambda: ready.well("delete", "today", "--yes"), "q")
    assert "This session was deleted in another terminal." in said.out.splitlines()


def test_a_clock_that_was_set_back_since_the_end_deletes_nothing(ready: Shell, lie: Lie) -> None:
    def set_back() -> None:
        ready.clock.set(ready.clock.now() - timedelta(days=2))
        ready("settings", "bell", "off")

    said = lie(*SETTLED, Passes(301), "f", set_back, "q")
    assert said.status == 0
    assert "5 minutes recorded, without answers." in said.out.splitlines()


def test_without_time_to_settle_down_it_says_that_it_has_started(ready: Shell, lie: Lie) -> None:
    ready.well("settings", "ready_s", "0")
    said = lie("3", Passes(10), "q")
    assert said.out.count("Started at 07:30: 5 minutes.") == 1
    assert "Type a letter and Enter" in said.out


@pytest.mark.parametrize("settles", ["0", "30"])
def test_a_session_that_another_terminal_began_meanwhile_is_joined_aloud(
    ready: Shell, lie: Lie, settles: str
) -> None:
    ready.well("settings", "ready_s", settles)

    def elsewhere() -> None:
        context = AppContext(Store(ready.path, ready.clock), ready.clock)
        free = plan(context.ramps, Area.BACK, context.now(), free=True, minutes=3)
        other = SessionController.planned(context, free)
        other.press(TimerEvent.START)
        other.write()

    said = lie(elsewhere, "3", "", "q")
    assert (
        "A session is running already: your back, on a towel. You have joined it.\n3 minutes left" in said.out
    )
    assert "Started at" not in said.out.partition("How sore")[2]


@pytest.mark.parametrize("word", ["q", "end of input"])
def test_a_stop_that_leaving_counts_is_called_recorded(ready: Shell, lie: Lie, word: str) -> None:
    said = lie(*SETTLED, Passes(100), "x", *(("q",) if word == "q" else ()))
    assert said.out.splitlines()[-1] == "Recorded: 1 minute 40 seconds on the back."
    assert [each.ended for each in sessions(ready)] == [Ended.SENSATION]


@pytest.mark.parametrize("event", [TimerEvent.ASK_FINISH, TimerEvent.ASK_STOP])
@pytest.mark.parametrize("leaves", [("q",), (), (KeyboardInterrupt(), KeyboardInterrupt()), (Cut(129),)])
def test_leaving_does_not_answer_what_another_terminal_asks(
    ready: Shell, lie: Lie, event: TimerEvent, leaves: tuple[Entry, ...]
) -> None:
    def elsewhere(event: TimerEvent) -> Callable[[], None]:
        def press() -> None:
            context = AppContext(Store(ready.path, ready.clock), ready.clock)
            assert context.book.live is not None
            SessionController.of(context, context.book.live).press(event)

        return press

    taken_back = ("f", elsewhere(TimerEvent.KEEP_GOING), Passes(2))
    said = lie(*SETTLED, Passes(98), *taken_back, elsewhere(event), Passes(1), *leaves)
    live = Store(ready.path, ready.clock).read().live
    assert live is not None
    assert live.asked_s == 100
    assert "Its end was asked for, and counts after 2 minutes." in said.out + said.err


def test_under_a_minute_says_once_why_it_ended(ready: Shell, lie: Lie) -> None:
    said = lie(*SETTLED, Passes(10), lambda: ready.well("check", "broken"), Passes(2))
    assert said.out.count("Your skin was hurt on Mon 5 Jan") == 1
    assert "Under a minute: nothing was recorded." in said.out


def test_what_an_answer_leads_to_heeds_what_others_have_recorded(ready: Shell, lie: Lie) -> None:
    said = lie(*SETTLED, Passes(301), "f", lambda: ready.well("check", "broken"), "3", "q")
    assert "the same step" not in said.out
    assert "3: no mat" in said.out


def test_ctrl_c_before_the_start_says_that_nothing_was_started(ready: Shell, lie: Lie) -> None:
    said = lie(KeyboardInterrupt())
    assert (said.status, said.out.splitlines()[-1], said.err) == (
        130,
        "Nothing was started. To begin again, run: coach session",
        "",
    )
    assert not running(ready)


def test_half_a_minute_that_nobody_ended_offers_what_can_be_recorded(ready: Shell, lie: Lie) -> None:
    lie("3", "", Passes(1), words="--free 0:30")
    ready.clock.advance(timedelta(hours=1))
    said = lie("", "q")
    assert said.status == 0
    assert "Enter records 1 minute;" in said.out
    assert [each.done_min for each in sessions(ready)] == [1.0]


def test_ctrl_c_leaves_the_question_how_long_it_was_open(ready: Shell, lie: Lie) -> None:
    lie(*SETTLED, Passes(60))
    ready.clock.advance(timedelta(hours=2))
    said = lie(KeyboardInterrupt())
    assert (said.status, said.out.splitlines()[-1]) == (130, "It waits for your answer. Run: coach session")
    assert running(ready)


@pytest.mark.parametrize("answer", ["", "d"])
def test_a_question_that_another_terminal_has_answered_is_not_asked_again(
    ready: Shell, lie: Lie, answer: str
) -> None:
    lie(*SETTLED, Passes(60))
    ready.clock.advance(timedelta(hours=2))
    script = whole_session.standard_input

    def elsewhere() -> None:
        whole_session.standard_input = lambda: Scripted(ready.clock, "4", "q")
        ready("session")
        whole_session.standard_input = script

    said = lie(elsewhere, answer)
    assert said.status == 0
    assert "The session was ended in another terminal; recorded: 4 minutes." in said.out
    assert [each.done_min for each in sessions(ready)] == [4.0]


def test_a_question_never_waits_without_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """A signal right before a wait does not end it, so Ctrl+C would go unheard until the next key."""
    waits: list[float | None] = []

    def wait(_: object, __: object, ___: object, seconds: float | None = None) -> tuple[list[int], ...]:
        waits.append(seconds)
        if len(waits) == 3:
            raise KeyboardInterrupt
        return [], [], []

    monkeypatch.setattr(select, "select", wait)
    with pytest.raises(KeyboardInterrupt):
        StandardInput().read(None)
    assert None not in waits
