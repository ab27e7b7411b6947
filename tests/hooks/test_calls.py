"""Which changes of the file call a hook: what was recorded here, and nothing that came from elsewhere."""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from coach.context import AppContext
from coach.domain.model import Area, Book
from coach.domain.session import live as running
from coach.domain.session.live import SessionPlan
from coach.domain.session.timer import TimerEvent
from coach.hooks.calls import MOST_RINGERS, HookCalls, recorded
from coach.hooks.hook_files import Hook
from coach.hooks.notes import Failure, HeldNotes, Notes, notes_path, read_notes
from coach.session_control.controller import SessionController
from coach.store import Store
from tests.cli.conftest import Shell, coach, ready  # noqa: F401 - fixtures
from tests.conftest import FixedClock
from tests.hooks.homes import Home

Started = list[list[str]]


@pytest.fixture
def started(home: Home, monkeypatch: pytest.MonkeyPatch) -> Started:
    """What was started for hooks, of which all are there: `ring` or `saved`, and for what."""
    for hook in Hook:
        home.writes(hook.value)
    found: Started = []

    def spawn(path: str, words: list[str], environ: Any, **_: Any) -> int:
        found.append(words[5:])
        return 1

    monkeypatch.setattr(os, "posix_spawn", spawn)
    return found


@pytest.fixture
def context(ready: Shell, home: Home, clock: FixedClock) -> AppContext:  # noqa: F811
    """What the app works with, after setup."""
    return AppContext(Store(ready.path, clock), clock, environ=home.environ)


def plan(context: AppContext) -> SessionPlan:
    return running.plan(context.ramps, Area.BACK, context.now())


def test_a_session_logged_by_command_is_one(ready: Shell, started: Started) -> None:  # noqa: F811
    ready.well("log", "5")
    session = Store(ready.path, ready.clock).read().sessions[0]
    assert started == [["saved", str(ready.path), session.id]]


@pytest.mark.parametrize(
    "words",
    [
        ("edit", "2026-01-05", "minutes=4"),
        ("delete", "2026-01-05", "--yes"),
        ("undo", "--yes"),
        ("check", "sore"),
        ("note", "a note"),
        ("settings", "cues", "off"),
        ("import", "in.csv"),
        ("import", "in.json"),
        ("merge", "copy.json", "--yes"),
        ("backup", "restore", "NAME", "--yes"),
    ],
)
def test_no_correction_and_nothing_from_elsewhere_is_one(
    ready: Shell,  # noqa: F811
    started: Started,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    words: tuple[str, ...],
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("in.csv").write_text("started_at,area,done_min\n2026-01-02T07:00:00Z,back,5\n", encoding="utf-8")
    ready.well("log", "5", "--on", "2026-01-04")
    shutil.copy(ready.path, "copy.json")
    Path("in.json").write_text(ready.well("export", "--format", "json").out, encoding="utf-8")
    ready.well("undo", "--yes")
    ready.well("log", "5")
    ready.well("backup", "create")
    name = ready.well("backup", "list").out.splitlines()[0].split()[-1]
    started.clear()
    said = ready(*(name if word == "NAME" else word for word in words))
    assert said.status == 0, said.err
    assert started == []


def test_a_correction_of_one_that_is_dated_ahead_is_none(ready: Shell) -> None:  # noqa: F811
    ready.well("log", "5")
    found = Store(ready.path, ready.clock).read().sessions
    assert recorded(Book(), found) == [found[0].id]
    assert recorded(Book(sessions=found), found) == recorded(Book(ahead=found), found) == []


def test_a_session_of_the_app_is_rung_for_and_recorded(
    context: AppContext, clock: FixedClock, started: Started
) -> None:
    controller = SessionController.planned(context, plan(context))
    controller.look()
    assert started == []  # settling down: nothing runs yet
    controller.press(TimerEvent.START)
    path = str(context.store.path)
    assert started == [["ring", path, repr(clock.elapsed())]]
    controller.press(TimerEvent.PAUSE)
    controller.press(TimerEvent.RESUME)
    assert len(started) == 1
    clock.advance(timedelta(minutes=5))
    session = controller.finish(TimerEvent.FINISH)
    assert session is not None
    assert started[1:] == [["saved", path, session.id]]


def test_whoever_joins_a_session_has_it_rung_for_too(
    context: AppContext,
    ready: Shell,  # noqa: F811
    clock: FixedClock,
    home: Home,
    started: Started,
) -> None:
    SessionController.planned(context, plan(context)).press(TimerEvent.START)
    other = AppContext(Store(ready.path, clock), clock, environ=home.environ)
    assert other.book.live is not None
    SessionController.of(other, other.book.live)
    assert [words[0] for words in started] == ["ring", "ring"]


@pytest.mark.parametrize("status", [0, signal.SIGKILL])
def test_a_ringer_that_was_killed_is_started_again_and_one_that_has_ended_is_not(
    context: AppContext,
    clock: FixedClock,
    started: Started,
    monkeypatch: pytest.MonkeyPatch,
    status: int,
) -> None:
    controller = SessionController.planned(context, plan(context))
    controller.press(TimerEvent.START)
    monkeypatch.setattr(os, "waitpid", lambda number, _: (0, 0))
    controller.look()
    assert len(started) == 1
    monkeypatch.setattr(os, "waitpid", lambda number, _: (number, status))
    clock.advance(timedelta(seconds=60))
    controller.look()
    path = str(context.store.path)
    assert started[1:] == ([["ring", path, repr(clock.elapsed())]] if status else [])
    for _ in range(100):
        controller.look()
    assert len(started) == (MOST_RINGERS if status else 1)


def demo(context: AppContext, home: Home) -> AppContext:
    return AppContext(context.store, context.clock, is_demo=True, environ=home.environ)


def painted(context: AppContext, home: Home) -> AppContext:
    return AppContext(context.store, context.clock)


def locked(context: AppContext, home: Home) -> AppContext:
    return AppContext(context.store, context.clock, environ=home.environ | {"COACH_LOCKED": "1"})


def in_a_hook(context: AppContext, home: Home) -> AppContext:
    return AppContext(context.store, context.clock, environ=home.environ | {"COACH_HOOK": "1"})


@pytest.mark.parametrize("kind", [demo, painted, locked, in_a_hook])
def test_there_are_none_in_a_demo_a_picture_a_locked_account_or_a_hook(
    context: AppContext,
    home: Home,
    started: Started,
    kind: Callable[[AppContext, Home], AppContext],
) -> None:
    other = kind(context, home)
    controller = SessionController.planned(other, plan(other))
    controller.press(TimerEvent.START)
    controller.press(TimerEvent.STOP)
    controller.finish(TimerEvent.STOP)
    assert other.hooks.news() == ""
    assert started == []


def test_what_fails_is_news_once_for_a_session(home: Home) -> None:
    calls = HookCalls(home.data, home.environ)
    path = notes_path(home.data, Hook.CUE)

    def fail(hook: Hook, text: str, session: str) -> None:
        held = HeldNotes.take(path)
        assert held is not None
        with held:
            held.write(Notes({hook: Failure("2026-01-05T07:30:00+00:00", text, session)}, {}, session))

    fail(Hook.CUE, "it ended with status 1", "s1")
    assert calls.news() == ""  # before the coach was opened
    fail(Hook.CUE, "it ended with status 22", "s1")
    assert calls.news() == "The cue hook failed: it ended with status 22."
    assert calls.news() == ""
    held = HeldNotes.take(path)
    assert held is not None
    with held:
        held.write(held.notes._replace(skipped={Hook.CUE: 3}))
    assert calls.news() == ""
    fail(Hook.END, "it ended with status 22", "s1")
    assert calls.news() == "The end hook failed: it ended with status 22."
    fail(Hook.CUE, "it ended with status 22", "s2")
    assert calls.news() == "The cue hook failed: it ended with status 22."


def test_notes_that_are_none_are_read_as_empty(home: Home) -> None:
    path = notes_path(home.data, Hook.CUE)
    path.parent.mkdir(parents=True, exist_ok=True)
    for text in (b"", b"[]", b"{", b'{"failed": {"cue": 1, "x": {}}, "skipped": [], "ended": 1}', b"\xff"):
        path.write_bytes(text)
        held = HeldNotes.take(path)
        assert held is not None
        with held:
            assert held.notes._replace(session="") == Notes({}, {})


def test_notes_behind_a_link_are_left_alone(home: Home) -> None:
    path = notes_path(home.data, Hook.CUE)
    path.parent.mkdir(parents=True, exist_ok=True)
    (home.path / "precious").write_text("mine", encoding="utf-8")
    path.symlink_to(home.path / "precious")
    assert HeldNotes.take(path) is None
    (home.path / "precious").write_text('{"session": "s1"}', encoding="utf-8")
    assert read_notes(path) == Notes({}, {})
    (home.path / "precious").write_text("mine", encoding="utf-8")
    path.unlink()
    os.link(home.path / "precious", path)
    assert HeldNotes.take(path) is None
    assert (home.path / "precious").read_text(encoding="utf-8") == "mine"
