"""Whatever ends the coach right at the first picture, the terminal and the file are as they were."""

from __future__ import annotations

import os
import signal
import sys

import pytest

from coach.first_picture.read import TAKEN
from tests.e2e.kept_home import TODAY, Home, begins_with_a_picture, is_driven
from tests.e2e.term import Terminal, comes_true

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


def test_an_error_while_textual_is_loaded_is_said_on_the_users_own_screen(home: Home) -> None:
    program = "import sys; sys.modules['textual'] = None; from coach.__main__ import main; sys.exit(main())"
    with Terminal([sys.executable, "-c", program], home.env, cwd=home.folder) as terminal:
        assert terminal.wait_exit() == 1
        assert begins_with_a_picture(terminal)
        assert terminal.residue() == set()
        received = bytes(terminal.received)
    assert received.index(b"coach: the package") > received.index(b"\x1b[?1049l")


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
