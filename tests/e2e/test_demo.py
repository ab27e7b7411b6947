"""`coach demo` in a real terminal: marked, on a file of its own, and gone on every way out."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.e2e.term import ROOT, Terminal, comes_true, environment


class Place:
    """A home and a folder for temporary files, both empty at first."""

    def __init__(self, path: Path) -> None:
        self.home, self.tmp = path / "home", path / "tmp"
        self.home.mkdir()
        self.tmp.mkdir()

    def env(self, **more: str) -> dict[str, str]:
        """An environment in which everything that is written can be found."""
        here = {"HOME": str(self.home), "TMPDIR": str(self.tmp), "PYTHONPATH": str(ROOT)}
        return environment(**{**here, "XDG_CACHE_HOME": str(self.home / "cache"), **more})

    def demos(self) -> list[Path]:
        """The folders of demos."""
        return sorted(self.tmp.glob("coach-demo-*"))

    def is_clean(self) -> bool:
        """Whether nothing was left anywhere."""
        return not [*self.tmp.iterdir(), *self.home.iterdir()]

    @contextmanager
    def demo(self, *words: str, cols: int = 80, rows: int = 24, **more: str) -> Iterator[Terminal]:
        """A demo that shows Today."""
        argv = [sys.executable, "-m", "coach", "demo", *words]
        with Terminal(argv, self.env(**more), cols, rows, cwd=self.home) as terminal:
            yield terminal


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path)


@pytest.mark.parametrize("key", ["q", pytest.param("ctrl+q", marks=pytest.mark.long)])
def test_it_is_marked_and_leaves_nothing_after_a_key(place: Place, key: str) -> None:
    with place.demo(COACH_DATA=str(place.home / "mine.json")) as terminal:
        terminal.wait_for(re.compile("DEMO .*Today"))
        terminal.wait_for("Answer the skin check")
        (folder,) = place.demos()
        assert folder.stat().st_mode & 0o777 == 0o700
        assert b"\x1b]2;coach demo\x07" in bytes(terminal.received)
        terminal.send(key)
        assert terminal.wait_exit() == 0
        assert terminal.residue() == set()
    assert place.is_clean()


@pytest.mark.parametrize(
    ("number", "status"),
    [
        (signal.SIGHUP, 129),
        (signal.SIGTERM, 143),
        pytest.param(signal.SIGINT, 130, marks=pytest.mark.long),
    ],
)
def test_a_signal_leaves_nothing_with_a_form_open_either(
    place: Place, number: signal.Signals, status: int
) -> None:
    with place.demo() as terminal:
        terminal.wait_for("Answer the skin check")
        terminal.send("b", "7")
        terminal.wait_for("Record a session")
        terminal.kill(number)
        assert terminal.wait_exit() == status
        assert terminal.residue() == set()
    assert place.is_clean()


def test_a_lost_line_leaves_nothing(place: Place) -> None:
    with place.demo() as terminal:
        terminal.wait_for("Answer the skin check")
        terminal.hang_up()
        assert terminal.wait_exit() == 129
    assert place.is_clean()


@pytest.mark.parametrize("number", [signal.SIGTERM, pytest.param(signal.SIGHUP, marks=pytest.mark.long)])
def test_a_terminal_that_reads_no_more_leaves_nothing(place: Place, number: signal.Signals) -> None:
    """The process is ended by force then, and the app gets no turn any more."""
    with place.demo() as terminal:
        terminal.wait_for("Answer the skin check")
        terminal.stall()
        terminal.kill(number)
        assert terminal.wait_exit_unread() == 128 + number
    assert place.is_clean()


@pytest.mark.parametrize("step", [0, 2, *(pytest.param(n, marks=pytest.mark.long) for n in (1, 3))])
def test_a_signal_before_anything_is_drawn_leaves_nothing(place: Place, step: int) -> None:
    with place.demo() as terminal:
        assert comes_true(place.demos)
        if step:
            comes_true(lambda: (place.demos()[0] / "coach.json").exists())
        if step > 1:
            comes_true(lambda: len(terminal.received) > 0, 0.1 * step)
        terminal.kill(signal.SIGTERM)
        assert terminal.wait_exit() in (143, -signal.SIGTERM)
        assert comes_true(lambda: not place.demos())
        assert terminal.residue() == set()


def test_after_kill_9_the_next_one_sweeps_and_spares_one_that_runs(place: Place) -> None:
    with place.demo() as dead, place.demo("--day", "90") as alive:
        dead.wait_for("Answer the skin check")
        alive.wait_for("DEMO")
        assert comes_true(lambda: len(place.demos()) == 2)
        dead.kill(signal.SIGKILL)
        assert dead.wait_exit() == -signal.SIGKILL
        assert len(place.demos()) == 2
        with place.demo() as third:
            third.wait_for("Answer the skin check")
            assert len(place.demos()) == 2
            third.send("q")
            assert third.wait_exit() == 0
        assert len(place.demos()) == 1
        alive.send("2")
        alive.wait_for(re.compile("DEMO.*Calendar"))
        alive.send("q")
        assert alive.wait_exit() == 0
    assert place.is_clean()


def test_a_fault_leaves_nothing_and_shows_its_details(place: Place) -> None:
    broken = (
        "import sys; from coach.screens.calendar.screen import CalendarScreen as C;"
        "C.body = lambda self: 1 / 0; from coach.cli import main; sys.exit(main(['demo']))"
    )
    with Terminal([sys.executable, "-c", broken], place.env(), cwd=place.home) as terminal:
        terminal.wait_for("Answer the skin check")
        terminal.send("2")
        assert terminal.wait_exit() == 1
        said = terminal.wait_for("ZeroDivisionError")
        assert "coach closed because of a bug." in said
        assert "saved" not in said
    assert place.is_clean()


def test_what_was_done_in_it_is_gone_with_it(place: Place) -> None:
    with place.demo() as terminal:
        terminal.wait_for("Answer the skin check")
        terminal.send("enter", "1")
        terminal.wait_for("[ Start ]")
        terminal.send("enter")
        terminal.wait_for("starts in")
        terminal.send("enter")
        terminal.wait_for("On the mat")
        terminal.kill(signal.SIGHUP)
        assert terminal.wait_exit() == 129
    assert place.is_clean()
    with place.demo() as terminal:
        terminal.wait_for("Answer the skin check")
        terminal.send("q")
        assert terminal.wait_exit() == 0


@pytest.mark.parametrize("words", [("--data", "mine.json", "demo"), ("demo", "--data=mine.json")])
def test_a_file_of_ones_own_is_refused(place: Place, words: tuple[str, ...]) -> None:
    with Terminal([sys.executable, "-m", "coach", *words], place.env(), cwd=place.home) as terminal:
        assert terminal.wait_exit() == 2
        assert "a file of its own; leave out --data" in terminal.screen_text()
    assert place.is_clean()


def test_without_a_terminal_it_is_64_as_the_app_itself(place: Place) -> None:
    def run(*words: str) -> subprocess.CompletedProcess[str]:
        argv = [sys.executable, "-m", "coach", *words]
        return subprocess.run(
            argv, env=place.env(), stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
        )

    demo, app = run("demo"), run("--data", str(place.home / "c.json"))
    assert (demo.returncode, demo.stdout) == (64, "")
    assert demo.stderr == app.stderr
    assert place.is_clean()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_takes_nothing_is_a_sentence_for_users(place: Place) -> None:
    place.tmp.chmod(0o500)
    _refused(place.env(), place)


def test_a_folder_that_is_not_there_is_a_sentence(place: Place) -> None:
    _refused(place.env(TMPDIR=str(place.tmp / "gone")), place)
    assert place.is_clean()


def _refused(env: dict[str, str], place: Place) -> None:
    with Terminal([sys.executable, "-m", "coach", "demo"], env, cwd=place.home) as terminal:
        assert terminal.wait_exit() == 1
        said = bytes(terminal.received).decode()
        assert "set TMPDIR to a folder that you can write to." in said
        assert "\x1b" not in said


def test_a_locked_down_account_has_the_demo_too_and_its_folder_nowhere_else(place: Place) -> None:
    with place.demo(COACH_LOCKED="1") as terminal:
        terminal.wait_for("Answer the skin check")
        assert not place.demos()
        terminal.send("q")
        assert terminal.wait_exit() == 0
    assert place.is_clean()


def test_no_hook_runs(place: Place, tmp_path: Path) -> None:
    """Those of the user ring for what is theirs, and for nothing that is made up."""
    rung, hooks = tmp_path / "rung", tmp_path / "config" / "coach" / "hooks"
    hooks.mkdir(parents=True, mode=0o700)
    for name in ("due", "cue", "end", "saved"):
        (hooks / name).write_text(f"#!/bin/sh\necho $COACH_EVENT >> {rung}\n")
        (hooks / name).chmod(0o700)
    config = str(tmp_path / "config")
    with place.demo(XDG_CONFIG_HOME=config) as terminal:
        terminal.wait_for("Answer the skin check")
        terminal.send("enter", "1")
        terminal.wait_for("[ Start ]")
        terminal.send("b", "7")
        terminal.wait_for("Minutes        7")
        terminal.send("enter")
        terminal.wait_for("Saved.")
        terminal.send("q")
        assert terminal.wait_exit() == 0
    assert place.is_clean()
    own = place.env(XDG_CONFIG_HOME=config, COACH_DATA=str(tmp_path / "mine.json"))
    for words in (("setup", "--screening", "none"), ("log", "5")):
        subprocess.run([sys.executable, "-m", "coach", *words], env=own, check=True, capture_output=True)
    assert comes_true(rung.exists)
    assert rung.read_text().split() == ["saved"]


def test_no_picture_is_kept_and_none_is_taken_away(place: Place) -> None:
    """What happens where the setting is turned off there: tests/screens/test_demo.py."""
    kept = place.home / "cache" / "coach"
    kept.mkdir(parents=True, mode=0o700)
    (kept / "today-theirs").write_text("kept")
    with place.demo() as terminal:
        terminal.wait_for("Answer the skin check")
        terminal.send("q")
        assert terminal.wait_exit() == 0
    assert (kept / "today-theirs").read_text() == "kept"
    assert [each.name for each in kept.iterdir()] == ["today-theirs"]
