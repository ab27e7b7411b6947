"""The processes that run hooks, as they are: started beside the coach, and alone from then on."""

from __future__ import annotations

import os
import shlex
import signal
import sys
from pathlib import Path

import pytest

from coach.clock import SystemClock
from coach.hooks import process
from coach.hooks.hook_files import Hook
from coach.hooks.launch import start_ringer, start_saved
from coach.hooks.notes import HeldNotes, notes_path, read_notes
from coach.store import Store
from coach.store.reader import StoreReader
from tests.e2e.term import ROOT, comes_true
from tests.hooks.homes import Home, alive, failures
from tests.hooks.sessions import begin, record


def ringer(home: Home) -> int:
    """Starts the ringer as the coach does."""
    number = start_ringer(home.data, SystemClock().elapsed(), home.environ)
    assert number is not None
    return number


def ends(number: int) -> bool:
    """Whether a process ends by itself, and well."""
    found: list[int] = []

    def over() -> bool:
        found[:] = os.waitpid(number, os.WNOHANG)
        return found[0] == number

    return comes_true(over) and found[1] == 0


def test_the_end_of_a_session_is_rung_by_a_process_of_its_own(home: Home) -> None:
    told = home.path / "told"
    home.hook("end", f'env | grep ^COACH_ | sort > {told}; echo "end" >> {home.path}/rung')
    home.writes("cue")
    live = begin(home.data, ago_s=299)
    before = home.data.read_bytes()
    assert ends(ringer(home))
    assert home.rung() == ["end"]
    variables = dict(line.split("=", 1) for line in told.read_text().splitlines())
    assert 299 <= int(variables.pop("COACH_ELAPSED_S")) <= 305
    assert variables == {
        "COACH_HOOK": "1",
        "COACH_EVENT": "end",
        "COACH_CUE": "end",
        "COACH_TEXT": "That is your time. Sit up first, and get up slowly.",
        "COACH_AREA": "back",
        "COACH_COVER": "towel",
        "COACH_MINUTES": "5",
        "COACH_LEFT_S": "0",
        "COACH_STATE": "setup",
        "COACH_STREAK": "0",
        "COACH_STREAK_UNIT": "days",
        "COACH_DATA": str(home.data),
    }
    # it never writes to the file, and the session stays there until someone opens the coach
    assert home.data.read_bytes() == before
    assert StoreReader(home.data, SystemClock()).read().live == live
    notes = read_notes(notes_path(home.data, Hook.END))
    assert (notes.session, notes.ended, notes.failed) == (live.id, True, {})


def test_without_a_hook_to_ring_with_nothing_is_started(home: Home) -> None:
    begin(home.data)
    assert start_ringer(home.data, 0.0, home.environ) is None
    home.writes("due")
    home.writes("saved")
    home.writes("cue", "x").chmod(0o722)
    assert start_ringer(home.data, 0.0, home.environ) is None
    home.writes("end")
    for variable in ("COACH_LOCKED", "COACH_HOOK"):
        assert start_ringer(home.data, 0.0, home.environ | {variable: "1"}) is None
        assert start_saved(home.data, "x", home.environ | {variable: "1"}) is None


@pytest.mark.parametrize("variable", ["COACH_LOCKED", "COACH_HOOK"])
def test_what_was_started_asks_itself_whether_hooks_are_looked_for(
    home: Home, monkeypatch: pytest.MonkeyPatch, variable: str
) -> None:
    rung: list[Path] = []
    monkeypatch.setattr(process, "ring", lambda data, *_, **__: rung.append(data))
    monkeypatch.setattr(os, "chdir", lambda _: None)
    monkeypatch.setattr(signal, "signal", lambda *_: signal.SIG_DFL)
    words = ["ring", str(home.data), "0.0"]
    with monkeypatch.context() as inside:
        inside.setenv(variable, "1")
        process.main(words)
    assert rung == []
    process.main(words)
    assert rung == [home.data]


def test_two_terminals_ring_once(home: Home) -> None:
    home.writes("end")
    begin(home.data, ago_s=296)
    first, second = ringer(home), ringer(home)
    assert ends(first)
    assert ends(second)
    assert home.rung() == ["end end"]


def test_whoever_comes_after_the_end_does_not_ring_it_again(home: Home) -> None:
    home.writes("end")
    begin(home.data, ago_s=299)
    assert ends(ringer(home))
    # as if the end were still to come: the notes know better
    late = start_ringer(home.data, SystemClock().elapsed() - 60, home.environ)
    assert late is not None
    assert ends(late)
    assert home.rung() == ["end end"]


def test_a_session_that_begins_while_the_end_of_the_last_one_still_rings_is_rung_for(home: Home) -> None:
    home.hook("end", f'echo "end" >> {home.path}/rung; sleep 1')
    begin(home.data, ago_s=299)
    first = ringer(home)
    assert comes_true(home.rung)
    record(home.data)
    begin(home.data, minutes=5, ago_s=299)
    second = ringer(home)
    assert ends(first)
    assert ends(second)
    assert home.rung() == ["end", "end"]


def test_it_outlives_the_terminal_and_holds_nothing_of_it(home: Home) -> None:
    home.writes("end")
    begin(home.data, ago_s=200)
    # as a shell hands on what was opened by `exec 9>lock`
    reading, writing = os.pipe()
    os.set_inheritable(writing, True)
    number = ringer(home)
    os.close(reading)
    os.close(writing)
    assert comes_true(lambda: read_notes_held(home))
    assert os.getsid(number) == number
    if Path("/proc/self/fd").exists():
        open_files = {str(each.readlink()) for each in Path(f"/proc/{number}/fd").iterdir()}
        assert open_files == {os.devnull, str(notes_path(home.data, Hook.END))}
        assert Path(f"/proc/{number}/cwd").readlink() == Path("/")
    record(home.data)
    assert ends(number)
    assert home.rung() == []


def test_a_ringer_that_is_asked_to_end_leaves_no_hook_behind(home: Home) -> None:
    child = home.path / "child"
    home.hook("end", f"echo $$ > {child}.new; mv {child}.new {child}; exec sleep 300")
    begin(home.data, ago_s=299)
    number = ringer(home)
    assert comes_true(child.exists)
    os.kill(number, signal.SIGTERM)
    assert os.waitstatus_to_exitcode(os.waitpid(number, 0)[1]) == 128 + signal.SIGTERM
    assert not alive(int(child.read_text()))


def read_notes_held(home: Home) -> bool:
    """Whether someone holds the lock of the ringer."""
    held = HeldNotes.take(notes_path(home.data, Hook.END))
    if held is not None:
        held.release()
    return held is None


def test_a_hook_that_fails_is_noted_and_changes_nothing(home: Home) -> None:
    home.hook("end", "echo no route >&2; exit 7")
    live = begin(home.data, ago_s=299)
    before = home.data.read_bytes()
    assert ends(ringer(home))
    assert home.data.read_bytes() == before
    failure = failures(home.data)[Hook.END]
    assert (failure.text, failure.session) == ("it ended with status 7: no route", live.id)
    # it is forgotten once it goes well
    home.writes("end")
    record(home.data)
    begin(home.data, ago_s=299)
    assert ends(ringer(home))
    assert failures(home.data) == {}


def test_a_hook_that_is_gone_when_its_time_has_come_is_no_failure(home: Home) -> None:
    path = home.writes("end")
    begin(home.data, ago_s=297)
    number = ringer(home)
    path.unlink()
    assert ends(number)
    assert failures(home.data) == {}


def test_a_hook_may_call_the_coach_and_starts_no_other(home: Home) -> None:
    program = f"{shlex.quote(sys.executable)} -m coach"
    home.writes("saved")
    home.writes("due")
    script = f"""cd {ROOT}
        {program} log 2 --area feet --cover socks --yes > {home.path}/log 2>&1
        {program} remind >> {home.path}/log 2>&1
        echo "end $?" >> {home.path}/rung"""
    home.hook("end", script)
    begin(home.data, ago_s=299)
    assert ends(ringer(home))
    assert failures(home.data) == {}
    assert home.rung()[0].startswith("end")
    assert "Recorded 2 minutes" in (home.path / "log").read_text(encoding="utf-8")
    assert len(StoreReader(home.data, SystemClock()).read().sessions) == 1
    assert not any(line.startswith(("saved", "due")) for line in home.rung())


def test_a_recorded_session_runs_its_hook(home: Home) -> None:
    told = home.path / "told"
    home.hook("saved", f"env | grep ^COACH_ | sort > {told}")
    begin(home.data)
    applied = record(home.data, minutes=4.5)
    session = applied.book.sessions[0]
    number = start_saved(home.data, session.id, home.environ)
    assert number is not None
    assert ends(number)
    variables = dict(line.split("=", 1) for line in told.read_text().splitlines())
    assert variables == {
        "COACH_HOOK": "1",
        "COACH_EVENT": "saved",
        "COACH_TEXT": "4:30 minutes on the back recorded.",
        "COACH_AREA": "back",
        "COACH_COVER": "towel",
        "COACH_MINUTES": "4.5",
        "COACH_DAY": session.day.isoformat(),
        "COACH_ENDED": "completed",
        "COACH_STATE": "setup",
        "COACH_STREAK": "1",
        "COACH_STREAK_UNIT": "days",
        "COACH_DATA": str(home.data),
    }


def test_one_that_was_undone_meanwhile_runs_none(home: Home) -> None:
    home.writes("saved")
    begin(home.data)
    session = record(home.data).book.sessions[0]
    Store(home.data, SystemClock()).undo()
    number = start_saved(home.data, session.id, home.environ)
    assert number is not None
    assert ends(number)
    assert home.rung() == []


def test_a_second_record_while_the_hook_still_runs_is_skipped(home: Home) -> None:
    home.hook("saved", f'echo "saved" >> {home.path}/rung; sleep 1')
    begin(home.data)
    session = record(home.data).book.sessions[0]
    first = start_saved(home.data, session.id, home.environ)
    assert comes_true(home.rung)
    second = start_saved(home.data, session.id, home.environ)
    assert first is not None
    assert second is not None
    assert ends(second)
    assert ends(first)
    assert home.rung() == ["saved"]
