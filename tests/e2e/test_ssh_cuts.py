"""The line to a real sshd is lost in each moment of a session, in each way that there is to lose it."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.e2e import sshd
from tests.e2e.launch import command
from tests.e2e.remote import Loss, Traveller, client_is_killed, line_is_silent, server_is_killed
from tests.e2e.term import ROOT, Terminal, environment
from tests.tools import require

ZONE = "Europe/Zurich"
MORNING = datetime(2026, 1, 5, 6, 30, tzinfo=UTC)
SMALL = {"cols": 50, "rows": 12}
"""So small that the clock stands on the screen as text."""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sshd.Server]:
    require(*sshd.PROGRAMS)
    # A quiet line is given up after two seconds, so that the end of a silent one can be seen.
    quick = "ClientAliveInterval 1\nClientAliveCountMax 2"
    with sshd.running(
        tmp_path_factory.mktemp("sshd"), {"PYTHONPATH": str(ROOT), "TZ": ZONE}, config=quick
    ) as made:
        yield made


@pytest.fixture
def person(tmp_path: Path, server: sshd.Server) -> Iterator[Traveller]:
    with Traveller(tmp_path, MORNING, server, tz=ZONE) as one:
        one.prepared(("setup", "--screening", "none"))
        yield one


# The moments: how one gets there, and what has to be found on coming back


def settles_down(person: Traveller) -> None:
    person.opens("[ Start ]", **SMALL)
    person.presses("enter")
    person.sees("starts in 0:30")
    person.lets_pass(seconds=10)
    person.sees("starts in 0:20")


def nothing_has_begun(person: Traveller) -> None:
    person.opens("[ Start ]", **SMALL)
    assert person.documents("live") == person.documents("sessions") == []


def lies(person: Traveller) -> None:
    person.opens("[ Start ]", **SMALL)
    person.presses("enter")
    person.sees("starts in")
    person.presses("enter")
    person.sees("On the mat \u00b7 5:00 left")
    person.lets_pass(minutes=2)
    person.sees("On the mat \u00b7 3:00 left")


def countdown_goes_on(person: Traveller) -> None:
    [before] = person.documents("live")
    person.lets_pass(seconds=70)
    person.opens("On the mat \u00b7 1:50 left", **SMALL)
    assert person.documents("live") == [before]
    person.lets_pass(seconds=110)
    assert ends(person) == (5.0, "completed")


def pauses(person: Traveller) -> None:
    lies(person)
    person.presses("space")
    person.sees(re.compile(r"Paused.* 3:00 left"))


def still_paused(person: Traveller) -> None:
    person.lets_pass(minutes=30)
    person.opens(re.compile(r"Paused.* 3:00 left"), **SMALL)
    person.presses("space")
    person.sees("On the mat \u00b7 3:00 left")
    person.lets_pass(minutes=3)
    assert ends(person) == (5.0, "completed")


def checks_in(person: Traveller) -> None:
    lies(person)
    person.lets_pass(minutes=3)
    person.sees("over")
    person.presses("f")
    person.sees("How was it?")
    person.presses("3")
    person.sees("[3]")


def answers_are_kept(person: Traveller) -> None:
    assert person.leaves_nothing_running()
    person.opens("Done today", **SMALL)
    assert "How was it?" not in person.at.screen_text()
    assert recorded(person)["sharpness"] == 3


def types_a_note(person: Traveller) -> None:
    checks_in(person)
    person.presses("tab", "tab", "tab", "tab")
    person.at.type("with lavender q")
    person.sees("with lavender q")


def note_is_kept(person: Traveller) -> None:
    answers_are_kept(person)
    assert recorded(person)["note"] == "with lavender q"


def recorded(person: Traveller) -> dict[str, Any]:
    assert person.documents("live") == []
    [session] = person.documents("sessions")
    return session


def ends(person: Traveller) -> tuple[float, str]:
    """Get up once the minutes are over: the minutes and how it ended, in the one session on file."""
    person.sees("over")
    person.presses("f")
    person.sees("How was it?")
    session = recorded(person)
    return session["done_min"], session["ended"]


Moment = tuple[Callable[[Traveller], None], Callable[[Traveller], None]]
MOMENTS: dict[str, Moment] = {
    "ready": (settles_down, nothing_has_begun),
    "running": (lies, countdown_goes_on),
    "paused": (pauses, still_paused),
    "check-in": (checks_in, answers_are_kept),
    "note": (types_a_note, note_is_kept),
}
LOSSES: dict[str, Loss] = {
    "client killed": client_is_killed,
    "server killed": server_is_killed,
    "silent line": line_is_silent,
}
SAMPLE = {("note", "client killed"), ("running", "server killed"), ("paused", "silent line")}
"""Each of the losses, in three moments; the others are `long`."""


@pytest.mark.parametrize(
    ("moment", "loss"),
    [
        pytest.param(
            moment, loss, id=f"{moment}-{loss}", marks=() if (moment, loss) in SAMPLE else pytest.mark.long
        )
        for moment in MOMENTS
        for loss in LOSSES
    ],
)
def test_lost_and_found(person: Traveller, moment: str, loss: str) -> None:
    gets_there, comes_back = MOMENTS[moment]
    if loss == "silent line":
        person.goes_through_a_relay()
    gets_there(person)
    LOSSES[loss](person)
    comes_back(person)
    person.closes("ctrl+q")
    assert person.leaves_nothing_running()


def test_the_near_terminal_is_given_back_by_the_wrapper(person: Traveller, tmp_path: Path) -> None:
    """The coach cannot do that once the line is lost: `coach ssh-wrapper` prints what can."""
    wrapper = tmp_path / "coach-remote"
    wrapper.write_text(person.runs("ssh-wrapper").stdout, encoding="utf-8")
    *options, host, words = person.server.client(
        shlex.join(command(person.hands, "--data", str(person.file)))
    )
    ssh = tmp_path / "bin" / "ssh"
    ssh.parent.mkdir()
    ssh.write_text(f'#!/bin/sh\nexec {shlex.join(o for o in options if o != "-tt")} "$@"\n', encoding="utf-8")
    ssh.chmod(0o755)
    surroundings = environment(COACH_COMMAND=words)
    surroundings["PATH"] = f"{ssh.parent}:{surroundings['PATH']}"
    person.terminal = Terminal(["sh", wrapper, host], surroundings, cols=50, rows=12)
    person.sees("[ Start ]")
    person.presses("enter", "enter")
    person.sees("On the mat \u00b7 5:00 left")
    assert person.at.residue()
    terminal = person.at
    server_is_killed(person)
    assert terminal.residue() == set()
    assert b"the line is lost" in terminal.received
    assert person.leaves_nothing_running()
    person.terminal = Terminal(["sh", wrapper, host], surroundings, cols=50, rows=12)
    person.sees("On the mat \u00b7 5:00 left")
    person.closes("q", "l")
