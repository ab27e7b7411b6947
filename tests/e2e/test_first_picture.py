"""The first picture in a real terminal: it is there before Textual, and nothing goes wrong in between."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import sysconfig
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from time import time_ns

import pytest

from coach.first_picture.keep import KeptSpan, content, key_of
from coach.first_picture.key import stamp
from coach.first_picture.read import TAKEN, part_of
from tests.bench.years import years
from tests.e2e.term import Terminal, comes_true, environment

SCRIPT = Path(sysconfig.get_path("scripts"), "coach")
TODAY = "1 Today]"


@dataclass
class Home:
    """A home with some weeks of use in it, and a cache folder."""

    folder: Path
    more: Mapping[str, str] = field(default_factory=dict)

    @property
    def file(self) -> Path:
        return self.folder / "data" / "coach.json"

    @property
    def cache(self) -> Path:
        return self.folder / ".cache" / "coach"

    @property
    def env(self) -> dict[str, str]:
        kept = environment(HOME=str(self.folder), COACH_DATA=str(self.file), COLORTERM="truecolor")
        return {name: value for name, value in kept.items() if name != "XDG_CACHE_HOME"} | dict(self.more)

    def opens(self, *words: str, cols: int = 80, rows: int = 24, **how: object) -> Terminal:
        """The coach in a terminal."""
        return Terminal([SCRIPT, *words], self.env, cols, rows, cwd=self.folder, **how)  # type: ignore[arg-type]

    def runs(self, *words: str) -> str:
        """What a command prints."""
        done = subprocess.run(
            [SCRIPT, *words], env=self.env, cwd=self.folder, capture_output=True, text=True, check=True
        )
        return done.stdout

    def pictures(self) -> list[Path]:
        """The pictures that are kept."""
        return sorted(self.cache.glob("today-*"))

    def leaves_a_picture(self, cols: int = 80, rows: int = 24) -> Path:
        """Opens the coach and leaves it; the picture that holds a little later."""
        with self.opens(cols=cols, rows=rows) as terminal:
            terminal.wait_for(TODAY)
            terminal.send("q")
            assert terminal.wait_exit() == 0
        assert comes_true(lambda: any(self.holds(each, cols, rows) for each in self.pictures()))
        return next(each for each in self.pictures() if self.holds(each, cols, rows))

    def holds(self, picture: Path, cols: int = 80, rows: int = 24) -> bool:
        """Whether a picture is for a size, and would be shown."""
        data = picture.read_bytes()
        is_its = f"\nS {cols} {rows}\n".encode() in key_of(data)
        return is_its and part_of(data, key_of(data), time_ns()) is not None

    def changed(self) -> list[bytes]:
        """What has changed since pictures were kept, for the message of a failed test."""
        lines = [line for each in self.pictures() for line in each.read_bytes().split(b"\n")]
        watches = [line.split(b"\t", 2) for line in lines if line[:2] in (b"l\t", b"f\t", b"d\t")]
        return [path for kind, was, path in watches if stamp(kind, path) != was]


def begins_with_a_picture(terminal: Terminal) -> bool:
    """Whether the first thing that a terminal got was a whole picture."""
    return bytes(terminal.received).startswith(TAKEN)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A home that the coach was left in once, so that a picture is kept."""
    found = Home(tmp_path_factory.mktemp("home"))
    found.file.parent.mkdir()
    years(found.file, 40)
    found.leaves_a_picture()
    return found


@pytest.fixture
def own(tmp_path: Path) -> Home:
    """A home of the test's own, in which nothing is kept yet."""
    found = Home(tmp_path / "home")
    found.file.parent.mkdir(parents=True)
    years(found.file, 40)
    return found


def shown_cells(terminal: Terminal) -> list[tuple[object, ...]]:
    """The screen, cell by cell, with its colours."""
    screen = terminal._screen
    return [tuple(screen.buffer[y][x] for x in range(screen.columns)) for y in range(screen.lines)]


def is_driven(terminal: Terminal) -> bool:
    """Waits for what the driver sends once it runs; whether that came."""
    return terminal.wait_until(lambda: b"\x1b[?1004h" in terminal.received)


def test_today_is_there_at_once_and_is_not_drawn_again(home: Home) -> None:
    with home.opens() as terminal:
        terminal.wait_for(TODAY)
        assert begins_with_a_picture(terminal)
        at_once = shown_cells(terminal)
        assert is_driven(terminal)
        before = len(terminal.received)
        terminal.send("q")
        assert terminal.wait_exit() == 0
        assert terminal.residue() == set()
        received = bytes(terminal.received)
    assert received.count(b"\x1b[?1049h") == 1
    assert any("Streak" in "".join(str(cell.data) for cell in row) for row in at_once)  # type: ignore[attr-defined]
    assert len(received) - before < 400, "nothing of Today was sent a second time"


def test_it_is_what_a_plain_start_shows(home: Home) -> None:
    plain = Home(home.folder, {"XDG_CACHE_HOME": os.devnull})
    with home.opens() as one, plain.opens() as other:
        for each in (one, other):
            assert is_driven(each)
        other.wait_until(lambda: shown_cells(one) == shown_cells(other), deadline=5)
        assert shown_cells(one) == shown_cells(other)
        assert begins_with_a_picture(one)
        assert not begins_with_a_picture(other)


def test_keys_pressed_at_the_picture_are_answered_in_their_order(home: Home) -> None:
    with home.opens() as terminal:
        terminal.wait_for(TODAY)
        terminal.send("4", "3", "2", "right")
        terminal.type("\x1b[200~no keys: qqq\x1b[201~")
        terminal.wait_for("[2 Calendar]")
        terminal.send("ctrl+c")
        assert terminal.wait_exit() == 0
        assert terminal.residue() == set()


def renamed(picture: Path, meaning: str) -> None:
    """Makes a kept picture one of another day, as if the day had turned since."""
    data = picture.read_bytes()
    key = key_of(data)
    part = part_of(data, key, time_ns())
    assert part is not None
    stamps = data[data.index(key) + len(key) :].split(b"\n")
    watches = [line for line in stamps if line[:2] in (b"l\t", b"f\t", b"d\t")]
    span = KeptSpan(0, time_ns() + 10**13, meaning, part.text, part.cells)
    picture.write_bytes(content(key, watches, [span]))


def test_keys_pressed_at_the_picture_of_another_day_do_nothing(own: Home) -> None:
    before = own.runs("today", "--json")
    renamed(own.leaves_a_picture(), "paused back 1 - -")
    with own.opens() as terminal:
        terminal.wait_for(TODAY)
        assert begins_with_a_picture(terminal)
        terminal.send("r", "2")
        terminal.wait_for("Your day had changed")
        assert "[1 Today]" in terminal.screen_text()
        assert own.runs("today", "--json") == before, "no rest day was taken"
        terminal.send("2")
        terminal.wait_for("[2 Calendar]")
        terminal.send("q")
        assert terminal.wait_exit() == 0


def test_leaving_is_heard_even_at_the_picture_of_another_day(own: Home) -> None:
    renamed(own.leaves_a_picture(), "paused back 1 - -")
    with own.opens() as terminal:
        terminal.wait_for(TODAY)
        terminal.send("ctrl+c")
        assert terminal.wait_exit() == 0
        assert terminal.residue() == set()


SIGNALS = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT)


@pytest.mark.parametrize("number", SIGNALS, ids=lambda number: number.name)
def test_a_signal_right_at_the_picture_leaves_the_terminal_as_it_was(
    home: Home, number: signal.Signals
) -> None:
    with home.opens() as terminal:
        assert terminal.wait_until(lambda: TAKEN in terminal.received)
        terminal.kill(number)
        assert terminal.wait_exit() == 128 + number
        assert terminal.residue() == set()


def spread(count: int) -> list[tuple[signal.Signals, float]]:
    """Signals with the part of a second at which each comes, the first one before there is a picture."""
    return [(SIGNALS[n % len(SIGNALS)], n / count) for n in range(count)]


@pytest.mark.parametrize(
    ("number", "after"),
    [
        *spread(9),
        *(pytest.param(*each, marks=pytest.mark.long) for each in spread(500)),
    ],
)
def test_a_signal_within_the_first_second_leaves_the_terminal_as_it_was(
    home: Home, number: signal.Signals, after: float
) -> None:
    before = home.file.read_bytes()
    with home.opens() as terminal:
        terminal.wait_until(lambda: False, deadline=after)
        terminal.kill(number)
        status = terminal.wait_exit()
        assert terminal.residue() == set()
        # Python itself ends by the signal while it loads, and with 1 where that was an interrupt
        assert status in (128 + number, -number) or (number, status) == (signal.SIGINT, 1)
    assert home.file.read_bytes() == before


@pytest.mark.parametrize(
    "after",
    [*(n / 6 for n in range(6)), *(pytest.param(n / 500, marks=pytest.mark.long) for n in range(500))],
)
def test_killed_within_the_first_second_it_leaves_the_file_and_the_picture(home: Home, after: float) -> None:
    before = home.file.read_bytes()
    with home.opens() as terminal:
        terminal.wait_until(lambda: False, deadline=after)
        terminal.kill(signal.SIGKILL)
        assert terminal.wait_exit() == -signal.SIGKILL
    assert home.file.read_bytes() == before
    assert any(home.holds(each) for each in home.pictures()), home.changed()


def test_ignored_signals_stay_ignored(home: Home) -> None:
    with home.opens(ignored=[signal.SIGHUP]) as terminal:
        assert terminal.wait_until(lambda: TAKEN in terminal.received)
        terminal.kill(signal.SIGHUP)
        terminal.send("2")
        terminal.wait_for("[2 Calendar]")
        terminal.send("q")
        assert terminal.wait_exit() == 0


def test_a_terminal_that_vanishes_at_the_picture(home: Home) -> None:
    with home.opens() as terminal:
        assert terminal.wait_until(lambda: TAKEN in terminal.received)
        terminal.hang_up()
        assert terminal.wait_exit() == 128 + signal.SIGHUP
    assert not (home.folder / ".local" / "state" / "coach").exists(), "a fault was reported"


def test_a_terminal_that_does_not_read_can_still_be_ended(own: Home) -> None:
    """The picture of a large window is more than a terminal takes that reads nothing."""
    own.leaves_a_picture(200, 60)
    with own.opens(cols=200, rows=60) as terminal:
        terminal.wait_stalled()
        terminal.kill(signal.SIGTERM)
        assert terminal.wait_exit_unread() == 128 + signal.SIGTERM
        assert terminal.residue() == set()


def test_a_terminal_that_never_answers(home: Home) -> None:
    with home.opens(answers=False) as terminal:
        terminal.wait_for(TODAY)
        assert begins_with_a_picture(terminal)
        terminal.send("2")
        terminal.wait_for("[2 Calendar]")
        terminal.send("q")
        assert terminal.wait_exit() == 0
        assert terminal.residue() == set()


def test_what_a_terminal_answers_late_is_no_key(home: Home) -> None:
    """An earlier program asked, and has left: of each answer a part would be a key, `q` among them."""
    with home.opens() as terminal:
        assert terminal.wait_until(lambda: TAKEN in terminal.received)
        terminal.type("\x1b[?2026;2$y\x1b[?62;4c\x1b]11;rgb:2222/qqqq/0000\x1b\\\x1bP>|3 q\x1b\\\x1b[5;7R")
        terminal.send("4")
        terminal.wait_for("[4 Plan]")
        assert "[ Start ]" not in terminal.screen_text()
        terminal.send("q")
        assert terminal.wait_exit() == 0


@pytest.mark.parametrize("number", SIGNALS, ids=lambda number: number.name)
def test_a_signal_at_the_picture_on_the_terminal_of_another_user(home: Home, number: signal.Signals) -> None:
    """After `su` a terminal cannot be opened by its name."""
    program = (
        "import os, sys\n"
        "def refused(*words): raise PermissionError\n"
        "os.ttyname = refused\n"
        "from coach.__main__ import main\n"
        "sys.exit(main())"
    )
    with Terminal([sys.executable, "-c", program], home.env, cwd=home.folder) as terminal:
        assert terminal.wait_until(lambda: TAKEN in terminal.received)
        terminal.kill(number)
        assert terminal.wait_exit() == 128 + number
        assert terminal.residue() == set()
        assert os.get_blocking(terminal._slave)


def test_the_size_of_another_terminal_is_not_taken_for_that_of_this_one(home: Home) -> None:
    with Terminal(["sleep", "60"]) as another, home.opens(redirected={"stdout": another._slave}) as terminal:
        terminal.wait_for(TODAY)
        assert not begins_with_a_picture(terminal)
        terminal.send("q")
        assert terminal.wait_exit() == 0


def test_stopped_at_the_picture_it_takes_the_second_screen_again(home: Home) -> None:
    """Whatever ran meanwhile may have left that; the user's own screen is not drawn on."""
    with home.opens() as terminal:
        assert terminal.wait_until(lambda: TAKEN in terminal.received)
        terminal.kill(signal.SIGSTOP)
        terminal._take(b"\x1b[?1049l")
        terminal.kill(signal.SIGCONT)
        assert is_driven(terminal)
        terminal.wait_for(TODAY)
        assert terminal.modes.on[1049]
        terminal.send("q")
        assert terminal.wait_exit() == 0
        assert terminal.residue() == set()


def test_a_long_paste_at_the_picture_of_another_day_does_nothing(own: Home) -> None:
    """Not even the part of it that comes once the coach takes keys."""
    renamed(own.leaves_a_picture(), "paused back 1 - -")
    before = own.file.read_bytes()
    with own.opens() as terminal:
        assert terminal.wait_until(lambda: TAKEN in terminal.received)
        terminal.type("\x1b[200~rrr")
        terminal.wait_for("Your day had changed")
        terminal.type("r\x1b[201~2")
        terminal.wait_for("[2 Calendar]")
        terminal.send("q")
        assert terminal.wait_exit() == 0
    assert own.file.read_bytes() == before


def test_a_window_that_changes_its_size_at_the_picture(home: Home) -> None:
    with home.opens() as terminal:
        assert terminal.wait_until(lambda: TAKEN in terminal.received)
        terminal.resize(120, 40)
        terminal.wait_for("Last 12 months")
        terminal.send("q")
        assert terminal.wait_exit() == 0


def test_two_terminals_of_two_sizes(own: Home) -> None:
    own.leaves_a_picture()
    own.leaves_a_picture(45, 20)
    with own.opens() as one, own.opens(cols=45, rows=20) as other:
        for each in (one, other):
            each.wait_for(TODAY)
            assert begins_with_a_picture(each)
    # what one of them changes makes both old, and leaving it renews both
    own.runs("log", "5")
    assert not any(own.holds(each) or own.holds(each, 45, 20) for each in own.pictures())
    own.leaves_a_picture()
    assert comes_true(lambda: any(own.holds(each, 45, 20) for each in own.pictures()))


def test_after_a_change_elsewhere_the_old_picture_is_not_shown(own: Home) -> None:
    own.leaves_a_picture()
    before = own.runs("status")
    own.runs("log", "5", "--again")
    with own.opens() as terminal:
        terminal.wait_for(TODAY)
        assert not begins_with_a_picture(terminal)
        # done for today; just after the turn of the day it was still for yesterday, and the next has to wait
        assert own.runs("status") != before


def test_turned_off_nothing_is_kept_any_more(own: Home) -> None:
    own.leaves_a_picture()
    own.runs("status")
    with own.opens() as terminal:
        terminal.wait_for(TODAY)
        terminal.send(":")
        terminal.wait_for("What do you want to do?")
        terminal.type("first picture")
        terminal.wait_for("First picture")
        terminal.send("enter")
        terminal.wait_for("[6 Settings]")
        terminal.send("right")
        terminal.wait_for("Saved")
        assert comes_true(lambda: not [*own.cache.glob("*-*")])
        terminal.send("q")
        assert terminal.wait_exit() == 0
    own.runs("status")
    assert "turned off in Settings" in own.runs("doctor")
    assert not [*own.cache.glob("*-*")]


def test_an_error_while_textual_is_loaded_is_said_on_the_users_own_screen(home: Home) -> None:
    program = "import sys; sys.modules['textual'] = None; from coach.__main__ import main; sys.exit(main())"
    with Terminal([sys.executable, "-c", program], home.env, cwd=home.folder) as terminal:
        assert terminal.wait_exit() == 1
        assert begins_with_a_picture(terminal)
        assert terminal.residue() == set()
        received = bytes(terminal.received)
    assert received.index(b"coach needs the package") > received.index(b"\x1b[?1049l")


def test_deleting_the_folder_harms_nothing(own: Home) -> None:
    own.leaves_a_picture()
    shutil.rmtree(own.cache)
    with own.opens() as terminal:
        terminal.wait_for(TODAY)
        assert not begins_with_a_picture(terminal)
        terminal.send("q")
        assert terminal.wait_exit() == 0
    assert comes_true(own.pictures)


def test_doctor_tells_whether_there_is_one(own: Home) -> None:
    assert "No first picture is ready" in own.runs("doctor")
    own.leaves_a_picture()
    assert "The first picture is ready, for windows of 80x24." in own.runs("doctor")
    in_tmux = Home(own.folder, {"TMUX": "socket,1,0", "TERM": "screen-256color"})
    assert "The first picture is ready, but for another kind of terminal" in in_tmux.runs("doctor")
    own.runs("log", "5", "--again")
    assert "No first picture is ready" in own.runs("doctor")


def login(number: int) -> dict[str, str]:
    """What is another in the environment of each login over SSH."""
    return {
        "SSH_CONNECTION": f"192.0.2.1 {50000 + number} 192.0.2.2 22",
        "SSH_CLIENT": f"192.0.2.1 {50000 + number} 22",
        "SSH_TTY": f"/dev/pts/{number}",
        "XDG_SESSION_ID": str(number),
        "XDG_RUNTIME_DIR": f"/run/user/{number}",
        "SHLVL": str(number),
        "PWD": f"/{number}",
    }


def test_the_next_login_has_the_picture_of_the_last(own: Home) -> None:
    Home(own.folder, login(1)).leaves_a_picture()
    with Home(own.folder, login(2)).opens() as terminal:
        terminal.wait_for(TODAY)
        assert begins_with_a_picture(terminal)
    with own.opens() as terminal:
        terminal.wait_for(TODAY)
        assert not begins_with_a_picture(terminal), "over SSH there is no animation"


@pytest.mark.parametrize(
    "after",
    [*(n / 6 for n in range(6)), *(pytest.param(n / 100, marks=pytest.mark.long) for n in range(100))],
)
def test_ctrl_c_within_the_first_second_leaves_the_terminal_as_it_was(home: Home, after: float) -> None:
    """Before the coach has the terminal it is an interrupt, afterwards a key."""
    with home.opens() as terminal:
        # before that nobody is there whom the terminal could interrupt
        assert comes_true(lambda: os.tcgetpgrp(terminal._master) == terminal.process.pid)
        terminal.wait_until(lambda: False, deadline=after)
        terminal.send("ctrl+c")
        if not terminal.wait_until(lambda: terminal.status is not None, deadline=10):
            terminal.send("ctrl+c")  # Python drops an interrupt that comes within some of its own imports
        assert terminal.wait_exit() in (0, 1, 130, -signal.SIGINT)
        assert terminal.residue() == set()


def test_two_terminals_that_are_left_at_once(own: Home) -> None:
    sizes = ((80, 24), (45, 20))
    with own.opens() as one, own.opens(cols=45, rows=20) as other:
        for each in (one, other):
            each.wait_for(TODAY)
        for each in (one, other):
            each.send("q")
        assert (one.wait_exit(), other.wait_exit()) == (0, 0)
    assert comes_true(lambda: all(any(own.holds(each, *size) for each in own.pictures()) for size in sizes))


def test_with_answers_waiting_there_is_no_picture(own: Home) -> None:
    own.leaves_a_picture()
    (own.folder / ".local" / "state" / "coach" / "someone").mkdir(parents=True)
    with own.opens() as terminal:
        terminal.wait_for(TODAY)
        assert not begins_with_a_picture(terminal)


def test_an_error_while_the_driver_starts_leaves_the_terminal_as_it_was(own: Home) -> None:
    """The picture gives it back, since the driver has not got as far as that."""
    own.leaves_a_picture()
    program = (
        "import sys, coach.first_picture.key\n"
        "from textual.drivers.linux_driver import LinuxDriver\n"
        "def fails(self): raise RuntimeError('no driver today')\n"
        "LinuxDriver._enable_bracketed_paste = fails\n"
        "from coach.__main__ import main; sys.exit(main())"
    )
    with Terminal([sys.executable, "-c", program], own.env, cwd=own.folder) as terminal:
        assert terminal.wait_exit() == 1
        assert TAKEN in terminal.received
        assert terminal.residue() == set()
