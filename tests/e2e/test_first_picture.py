"""The first picture in a real terminal: it is there before Textual, and it is never the wrong one."""

from __future__ import annotations

import os
import shutil

from coach.first_picture.read import TAKEN
from tests.e2e.kept_home import TODAY, Home, begins_with_a_picture, is_driven, renamed, shown_cells
from tests.e2e.term import Terminal, comes_true


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


def test_the_size_of_another_terminal_is_not_taken_for_that_of_this_one(home: Home) -> None:
    with Terminal(["sleep", "60"]) as another, home.opens(redirected={"stdout": another._slave}) as terminal:
        terminal.wait_for(TODAY)
        assert not begins_with_a_picture(terminal)
        terminal.send("q")
        assert terminal.wait_exit() == 0


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
    assert "The first picture is turned off. To turn it on, run: coach settings first_picture on" in own.runs(
        "doctor"
    )
    assert not [*own.cache.glob("*-*")]


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
