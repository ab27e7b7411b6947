"""Another process holds the lock while a session runs in a real terminal."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.e2e.person import Person

NOW = datetime(2026, 1, 5, 7, 30, tzinfo=UTC)

_HOLD = """
import fcntl, os, sys
file = open(sys.argv[1], "r+")
fcntl.flock(file, fcntl.LOCK_EX)
file.write(f"process {os.getpid()} on elsewhere")
file.flush()
print("held", flush=True)
sys.stdin.read()
file.truncate(0)
"""


@contextmanager
def held(file: Path) -> Iterator[str]:
    """Hold the lock of a file in another process; how that one signs."""
    with subprocess.Popen(
        [sys.executable, "-c", _HOLD, f"{file}.lock"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdin is not None
        assert holder.stdout.readline() == "held\n"
        try:
            yield f"process {holder.pid} on elsewhere"
        finally:
            holder.stdin.close()


@pytest.mark.parametrize(("cols", "rows"), [(80, 24), (45, 20)])
def test_the_clock_goes_on_and_space_is_taken(tmp_path: Path, cols: int, rows: int) -> None:
    """A line says who holds it, each key acts at once, and once it is free the last of them is saved."""
    with Person(tmp_path, NOW).prepared(("setup", "--screening", "none")) as one:
        one.opens("Today", cols=cols, rows=rows)
        one.presses("enter", "enter")
        assert one.at.wait_until(lambda: one.documents("live"))
        before = one.file.read_bytes()
        with held(one.file) as holder:
            one.presses("space")
            one.sees("Paused")
            one.sees(holder)
            one.lets_pass(seconds=10)
            one.presses("space")
            one.sees("On the mat" if rows == 24 else "On the mat \u00b7 5:00 left")
            one.lets_pass(seconds=30)
            one.sees("It is sharpest at first" if rows == 24 else "On the mat \u00b7 4:30 left")
            assert one.at.bells, "the cue at half a minute rings"
            assert one.file.read_bytes() == before
        one.lets_pass(seconds=2)
        assert one.at.wait_until(lambda: one.documents("live")[0].get("pauses"))
        one.sees_no_more("aved yet")
        (pause,) = one.documents("live")[0]["pauses"]
        assert pause["end"] - pause["start"] == 10


def test_a_change_on_today_waits_its_turn(tmp_path: Path) -> None:
    """It is told, the other keys act, and it is saved once."""
    with Person(tmp_path, NOW).prepared(("setup", "--screening", "none")) as one:
        one.opens("Today's session")
        with held(one.file) as holder:
            one.presses("r")
            one.sees(holder)
            one.presses("2")
            one.sees("January 2026")
            one.presses("1")
            one.sees("Today's session")
            one.sees(holder)
            assert not one.documents("days")
        one.sees("Saved.")
        assert len(one.documents("days")) == 1
        one.closes()


def test_a_command_waits_and_says_who_it_waited_for(tmp_path: Path) -> None:
    """After five seconds it ends with 1."""
    with Person(tmp_path, NOW).prepared(("setup", "--screening", "none")) as one:
        with held(one.file) as holder:
            said = one.runs("log", "5")
        assert said.returncode == 1
        assert holder in said.stderr
        assert not one.documents("sessions")
