"""The coach in tmux: detached, attached at another size, heard; and through mosh."""

from __future__ import annotations

import re
import signal
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from coach.domain.model import Change
from coach.store import Store
from tests.conftest import FixedClock
from tests.e2e.launch import command, env
from tests.e2e.person import Person
from tests.e2e.term import Terminal, comes_true
from tests.tools import require

MORNING = datetime(2026, 1, 5, 7, 30, tzinfo=UTC)
SMALL = {"cols": 50, "rows": 13}
"""So small that the clock stands on the screen as text; one row is tmux's own."""


class Inmate(Person):
    """Somebody whose coach runs in a tmux server of the test's own."""

    def tmux(self, *words: str) -> list[str]:
        """The command line of tmux."""
        return ["tmux", "-S", str(self.folder / "socket"), "-f", str(self.folder / "tmux.conf"), *words]

    def asks_tmux(self, *words: str) -> str:
        """What tmux answers."""
        done = subprocess.run(self.tmux(*words), capture_output=True, text=True, check=False)
        return done.stdout.strip()

    def attaches(self, *, cols: int, rows: int) -> None:
        """Come back, at a size."""
        assert self.terminal is None
        self.terminal = Terminal(self.tmux("attach"), self._inside(), cols, rows, cwd=self.folder)

    def detaches(self) -> None:
        """Leave tmux and all in it running."""
        self.presses("ctrl+b", "d")
        assert self.at.wait_exit() == 0
        self.terminal = None

    def _started(self, cols: int, rows: int) -> Terminal:
        words = self.tmux("new-session", *command(self.hands))
        return Terminal(words, self._inside(), cols, rows, cwd=self.folder)

    def _inside(self) -> dict[str, str]:
        return env(self.folder / "home", COACH_DATA=str(self.file), SHELL="/bin/sh")


@pytest.fixture
def person(tmp_path: Path) -> Iterator[Inmate]:
    require("tmux")
    (tmp_path / "tmux.conf").write_text(
        "set -g allow-passthrough on\nset -g set-titles on\nset -g set-titles-string '#{pane_title}'\n"
        "set -g monitor-bell on\nset -s escape-time 10\n",
        encoding="utf-8",
    )
    with Inmate(tmp_path, MORNING) as one:
        one.prepared(("setup", "--screening", "none"))
        yield one
        one.asks_tmux("kill-server")


def lies(person: Inmate, notify: str = "off") -> None:
    store = Store(person.file, FixedClock(MORNING))
    store.change(lambda book: Change("set", put=(book.settings._replace(notify=notify),)))
    person.opens("[ Start ]", **SMALL)
    person.presses("enter")
    person.sees("starts in")
    person.presses("enter")
    person.sees("On the mat \u00b7 5:00 left")


def test_detached_and_attached_at_another_size(person: Inmate) -> None:
    lies(person)
    person.lets_pass(minutes=1)
    person.sees("On the mat \u00b7 4:00 left")
    before = person.file.read_bytes()
    person.detaches()
    person.lets_pass(minutes=1)
    person.attaches(cols=80, rows=25)
    person.sees("The next cue comes at")
    person.at.resize(**SMALL)
    person.sees("On the mat \u00b7 3:00 left")
    assert person.file.read_bytes() == before
    person.at.kill(signal.SIGKILL)
    person.at.wait_exit()
    person.terminal = None
    person.lets_pass(minutes=1)
    person.attaches(**SMALL)
    person.sees("On the mat \u00b7 2:00 left")
    person.closes("ctrl+q", "l")


def test_the_bell_and_the_title_reach_the_terminal(person: Inmate) -> None:
    lies(person)
    assert person.at.wait_until(lambda: person.at.title == "coach: 5 minutes left")
    before = person.at.bells
    person.lets_pass(seconds=31)
    assert person.at.wait_until(lambda: person.at.bells > before)
    person.closes("ctrl+q", "l")


def test_a_bell_that_nobody_is_there_to_hear_is_kept_in_the_window_list(person: Inmate) -> None:
    lies(person)
    person.detaches()
    assert person.asks_tmux("list-windows", "-F", "#{window_bell_flag}") == "0"
    person.lets_pass(seconds=31)
    assert comes_true(lambda: person.asks_tmux("list-windows", "-F", "#{window_bell_flag}") == "1")


@pytest.mark.parametrize(
    ("notify", "sent"),
    [("osc9", rb"\x1b\]9;Mat: [^\x07]+\x07"), ("osc777", rb"\x1b\]777;notify;Mat;[^\x07]+\x07")],
)
def test_a_notification_passes_where_tmux_lets_it(person: Inmate, notify: str, sent: bytes) -> None:
    lies(person, notify)
    person.lets_pass(seconds=31)
    assert person.at.wait_until(lambda: re.search(sent, person.at.received))
    person.closes("ctrl+q", "l")


def test_a_window_that_is_killed_ends_the_coach(person: Inmate) -> None:
    lies(person)
    pid = int(person.asks_tmux("list-panes", "-F", "#{pane_pid}"))
    before = person.file.read_bytes()
    person.asks_tmux("kill-window")
    person.at.wait_exit()
    assert comes_true(lambda: not Path(f"/proc/{pid}").exists())
    assert person.file.read_bytes() == before


# mosh


@pytest.mark.long
def test_mosh_shows_the_coach_and_hands_keys_on(tmp_path: Path) -> None:
    """Tried with the server and the client of mosh alone; the login by ssh before them is as ever."""
    require("mosh-server", "mosh-client")
    with Person(tmp_path, MORNING) as person:
        person.prepared(("setup", "--screening", "none"))
        surroundings = env(tmp_path / "home", COACH_DATA=str(person.file))
        words = ["mosh-server", "new", "-i", "127.0.0.1", "-c", "256", "--", *command(person.hands)]
        made = subprocess.run(
            words,
            env=surroundings,
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
            stdin=subprocess.DEVNULL,
        )
        found = re.search(r"MOSH CONNECT (\d+) (\S+)", made.stdout)
        assert found is not None, made
        surroundings["MOSH_KEY"] = found[2]
        person.terminal = Terminal(["mosh-client", "127.0.0.1", found[1]], surroundings, cwd=tmp_path)
        person.sees("[ Start ]")
        person.presses("enter")
        person.sees("Settle down")
        before = person.at.bells
        person.presses("enter")
        person.sees("On the mat")
        person.lets_pass(seconds=31)
        person.sees("It is sharpest at first")
        assert person.at.wait_until(lambda: person.at.bells > before)
        person.presses("ctrl+q", "l")
        assert person.at.wait_exit() == 0
