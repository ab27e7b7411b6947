"""In a real terminal: pastes, floods of keys, odd sizes and faults take nothing away; ctrl+c is heard."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.e2e.person import Person
from tests.e2e.term import Terminal

MORNING = datetime(2026, 1, 5, 7, 30, tzinfo=UTC)
SMALL = {"cols": 50, "rows": 12}


@pytest.fixture
def person(tmp_path: Path) -> Iterator[Person]:
    with Person(tmp_path, MORNING) as one:
        yield one.prepared(("setup", "--screening", "none"))


def in_a_session(person: Person) -> None:
    person.opens("[ Start ]", **SMALL)
    person.presses("enter", "enter")
    person.sees("On the mat")


def into_the_check_in(person: Person) -> None:
    person.lets_pass(minutes=3)
    person.sees("On the mat \u00b7 2:00 left")
    person.presses("x", "x")
    person.sees("Check-in")


def test_ctrl_c_behind_ten_thousand_keys_asks_at_once_in_a_session(person: Person) -> None:
    """None of the keys before it answers its question."""
    in_a_session(person)
    person.at.type("\x1b[A\x1b[Bjk" * 2500)
    person.presses("ctrl+c")
    person.sees("leave it running")
    person.presses("l")
    assert person.at.wait_exit() == 0
    assert len(person.documents("live")) == 1


def test_a_huge_paste_with_escapes_leaves_ctrl_c_heard(person: Person) -> None:
    person.opens("[ Start ]")
    person.at.type("\x1b[200~" + "\x1b[31mred\x1b[0m\r\n\x03" * 5000 + "\x1b[201~")
    person.presses("ctrl+c")
    assert person.at.wait_exit() == 0


def test_of_a_long_paste_the_note_keeps_what_fits_and_says_so(person: Person) -> None:
    in_a_session(person)
    into_the_check_in(person)
    person.presses(*["tab"] * 4)
    person.at.type("\x1b[200~two\r\nlines \x1b[31m" + "a" * 600 + "\x1b[201~")
    person.sees("Cut to 500 letters. Control codes replaced.")
    person.presses("enter")
    person.sees("Checked in")
    [session] = person.documents("sessions")
    assert len(session["note"]) == 500
    assert session["note"].startswith("two lines ")
    assert session["note"].isprintable()


def test_a_paste_that_never_ends_lets_keys_through_again(person: Person) -> None:
    person.opens("[ Start ]")
    person.at.type("\x1b[200~q1 2 3")
    person.at.wait_until(lambda: False, deadline=2.5)
    person.presses("2")
    person.sees("[2 Calendar]")


@pytest.mark.parametrize("size", ["65535;65535", "999999999;999999999", "1;1", "0;0", "1;65535"])
def test_sizes_that_no_window_has_do_no_harm(person: Person, size: str) -> None:
    person.opens("[ Start ]")
    person.at.type(f"\x1b[48;{size};0;0t")
    person.presses("2")
    person.at.type("\x1b[48;24;80;480;800t")
    person.sees("[2 Calendar]")
    person.closes()


def test_a_terminal_of_65535_columns_and_rows_opens(person: Person) -> None:
    person.terminal = Terminal(
        [sys.executable, "-c", _WIDE, str(person.hands.file)],
        person._surroundings(),
        80,
        24,
        cwd=person.folder,
    )
    assert person.at.wait_until(lambda: b"\x1b[?1049h" in person.at.received)
    person.presses("q")
    assert person.at.wait_exit() == 0


_WIDE = (
    "import fcntl,struct,sys,termios;"
    "fcntl.ioctl(0,termios.TIOCSWINSZ,struct.pack('HHHH',65535,65535,0,0));"
    "from pathlib import Path;from coach.cli import main;from tests.e2e.clock import ShiftedClock;"
    "sys.exit(main([],ShiftedClock(Path(sys.argv[1]))))"
)


def test_capitals_and_line_feed_act_as_their_keys(person: Person) -> None:
    person.opens("[ Start ]", **SMALL)
    person.presses("ctrl+j", "ctrl+j")
    person.sees("On the mat")
    person.presses("Q")
    person.sees("leave it running")
    person.presses("L")
    assert person.at.wait_exit() == 0


def test_ctrl_l_brings_back_what_another_program_has_written_over(person: Person) -> None:
    person.opens("[ Start ]")
    whole = person.sees(lambda text: "q Quit" in text and "[ Start ]" in text)
    person.at.is_spoilt()
    assert "coach" not in person.at.screen_text()
    person.presses("ctrl+l")
    assert person.at.wait_until(lambda: person.at.screen_text() == whole), person.at.picture()


_FAULTY = (
    "import sys;from pathlib import Path;from coach.screens.shared.base import CoachScreen\n"
    "def fault(self): raise ZeroDivisionError('secret \\x1b[31m')\n"
    "CoachScreen.action_redraw = fault\n"
    "from coach.cli import main;from tests.e2e.clock import ShiftedClock\n"
    "sys.exit(main([],ShiftedClock(Path(sys.argv[1]))))"
)


@pytest.mark.parametrize("writable", [True, False], ids=["details in a file", "nowhere to put details"])
def test_a_fault_saves_what_is_open_and_says_one_sentence(person: Person, writable: bool) -> None:
    """In a check-in with an answer, the line being typed, and a fault."""
    state = person.folder / "state"
    if not writable:
        state.write_text("in the way", encoding="utf-8")
    person.terminal = Terminal(
        [sys.executable, "-c", _FAULTY, str(person.hands.file)],
        person._surroundings() | {"XDG_STATE_HOME": str(state)},
        SMALL["cols"],
        SMALL["rows"],
        cwd=person.folder,
    )
    person.sees("[ Start ]")
    person.presses("enter", "enter")
    person.sees("On the mat")
    into_the_check_in(person)
    person.presses("6", "ctrl+l")
    assert person.at.wait_exit() == 1
    assert person.at.residue() == set()
    said = bytes(person.at.received).rpartition(b"\x1b[?1004l")[2].decode()
    assert "coach closed because of a bug; what was open is saved." in said
    assert "\x1b[31m" not in said
    assert len(said.strip().splitlines()) <= (1 if writable else 7)
    assert "ZeroDivisionError" not in said if writable else "ZeroDivisionError" in said
    [session] = person.documents("sessions")
    assert session["sharpness"] == 6
    if writable:
        details = state / "coach" / "fault.txt"
        assert "ZeroDivisionError" in details.read_text(encoding="utf-8")
        assert details.stat().st_mode & 0o777 == 0o600
