"""Hooks with the coach as it is: in terminals, through a real sshd, and with the line cut."""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from coach.clock import SystemClock
from coach.domain.onboarding.answers import Answers
from coach.domain.onboarding.setup import set_up
from coach.domain.session.live import discard
from coach.domain.session.timer import TimerEvent
from coach.hooks.hook_files import Hook
from coach.hooks.notes import HeldNotes, notes_path
from coach.store import Store
from tests.e2e import sshd
from tests.e2e.term import ROOT, Terminal, comes_true
from tests.hooks.homes import Home
from tests.hooks.sessions import begin, press
from tests.tools import require

LEFT_S = 2.0
"""The seconds that are left of a session once it goes on."""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Home]:
    """A home in which a session is paused two seconds before its end."""
    found = Home(tmp_path)
    monkeypatch.setenv("XDG_STATE_HOME", found.environ["XDG_STATE_HOME"])
    answers = Answers(ticked=frozenset(), tz="UTC")
    clock = SystemClock()
    Store(found.data, clock).change(lambda book: set_up(book, answers, clock.now()))
    begin(found.data, ago_s=300 - LEFT_S)
    press(found.data, TimerEvent.PAUSE)
    yield found
    # so that no ringer goes on, however a test has ended
    Store(found.data, clock).change(lambda book: discard(book, book.live) if book.live else None)


def opened(home: Home, *words: str) -> Terminal:
    """A coach in a terminal there."""
    return Terminal([sys.executable, "-m", "coach", *words], home.environ | {"PYTHONPATH": str(ROOT)})


def is_followed(home: Home) -> bool:
    """Whether a ringer follows the session."""
    held = HeldNotes.take(notes_path(home.data, Hook.END))
    if held is not None:
        held.release()
    return held is None


def is_over(home: Home) -> bool:
    """Whether the ringer has ended, some time after it was seen."""
    return not is_followed(home)


def test_two_terminals_ring_once_and_both_say_that_it_failed(home: Home) -> None:
    home.hook("end", f'echo "end" >> {home.path}/rung; echo no route >&2; exit 7')
    with opened(home) as first, opened(home) as second:
        first.wait_for("Paused")
        second.wait_for("Paused")
        assert comes_true(lambda: is_followed(home))
        first.send("space")
        for each in (first, second):
            each.wait_for("The end hook failed: it ended with status 7: no route.")
        assert comes_true(lambda: is_over(home))
    assert home.rung() == ["end"]


def test_a_hook_that_hangs_holds_up_no_screen(home: Home) -> None:
    home.hook("end", f'echo "end" >> {home.path}/rung; exec sleep 300')
    with opened(home) as terminal:
        terminal.wait_for("Paused")
        assert comes_true(lambda: is_followed(home))
        terminal.send("space")
        assert comes_true(home.rung)
        # it still runs, and every key acts
        terminal.send("f")
        terminal.wait_for("How was it?")
        assert is_followed(home)
        assert comes_true(lambda: is_over(home))
    assert home.rung() == ["end"]


def test_a_session_in_lines_is_rung_for_as_well(home: Home) -> None:
    home.hook("end", f'echo "end" >> {home.path}/rung; echo no route >&2; exit 7')
    with opened(home, "session") as terminal:
        terminal.wait_for("You have joined it")
        assert comes_true(lambda: is_followed(home))
        terminal.send("p", "enter")
        terminal.wait_for("The end hook failed: it ended with status 7: no route.")
    assert home.rung() == ["end"]


def test_the_end_rings_once_after_the_line_was_cut(
    home: Home, tmp_path_factory: pytest.TempPathFactory
) -> None:
    require(*sshd.PROGRAMS)
    home.writes("end")
    with sshd.running(tmp_path_factory.mktemp("sshd"), home.environ | {"PYTHONPATH": str(ROOT)}) as server:
        coach = shlex.join([sys.executable, "-m", "coach", "--data", str(home.data)])
        with Terminal(server.client(f"echo $$ > {home.path}/coach; exec {coach}"), home.environ) as terminal:
            terminal.wait_for("Paused")
            assert comes_true(lambda: is_followed(home))
            number = int((home.path / "coach").read_text())
        # the client is gone, and the coach with it
        assert comes_true(lambda: not _runs(number))
        assert home.rung() == []
        press(home.data, TimerEvent.RESUME)
        assert comes_true(home.rung)
        assert comes_true(lambda: is_over(home))
        with opened(home) as again:
            again.wait_for("session")
    assert home.rung() == ["end end"]


def _runs(number: int) -> bool:
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    return True


def test_nothing_is_rung_where_the_coach_is_locked_down(home: Home) -> None:
    home.writes("end")
    home.writes("saved")
    environ = home.environ | {"PYTHONPATH": str(ROOT), "COACH_LOCKED": "1"}
    with Terminal([sys.executable, "-m", "coach"], environ) as terminal:
        terminal.wait_for("Paused")
        terminal.send("f")
        terminal.wait_for("Finish")
        terminal.send("f")
        terminal.wait_for("How was it?")
    assert not is_followed(home)
    assert home.rung() == []


def test_a_session_recorded_on_a_screen_runs_its_hook(home: Home) -> None:
    home.writes("saved", "$COACH_EVENT $COACH_MINUTES")
    with opened(home) as terminal:
        terminal.wait_for("Paused")
        terminal.send("f")
        terminal.wait_for("Finish")
        terminal.send("f")
        terminal.wait_for("How was it?")
        assert comes_true(home.rung)
    assert home.rung() == ["saved 4.96"]
