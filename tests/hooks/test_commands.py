"""What commands do with hooks: `remind` runs the one for what is due, `doctor` lists them all."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

import pytest

from coach.hooks import runner
from coach.hooks.hook_files import Hook
from coach.hooks.notes import HeldNotes, Notes, notes_path
from tests.cli.conftest import Shell, coach, ready  # noqa: F401 - fixtures
from tests.hooks.homes import Home


@pytest.fixture
def due(ready: Shell, home: Home) -> Shell:  # noqa: F811
    """A day on which the first session is due."""
    assert ready.well("remind").out.startswith("Due")
    return ready


def test_what_is_due_runs_its_hook_with_the_same_line(due: Shell, home: Home) -> None:
    told = home.path / "told"
    home.hook("due", f"env | grep ^COACH_ | sort > {told}")
    line = due.well("remind").out
    variables = dict(each.split("=", 1) for each in told.read_text().splitlines())
    assert variables == {
        "COACH_HOOK": "1",
        "COACH_EVENT": "due",
        "COACH_TEXT": line.strip(),
        "COACH_AREA": "back",
        "COACH_COVER": "towel",
        "COACH_MINUTES": "5",
        "COACH_STATE": "due",
        "COACH_STREAK": "0",
        "COACH_STREAK_UNIT": "days",
        "COACH_DATA": str(due.path),
    }


def test_nothing_is_run_where_nothing_is_due(due: Shell, home: Home) -> None:
    home.writes("due")
    assert due("remind", "--after", "20:00").status == 1
    due.well("log", "5")
    assert due("remind").status == 1
    for words in (("today",), ("status",), ("doctor",), ("calendar",)):
        due.well(*words)
    assert home.rung() == []


def test_one_that_fails_is_a_line_and_what_is_due_stays_due(due: Shell, home: Home) -> None:
    home.hook("due", "echo no route >&2; exit 6")
    said = due("remind")
    assert (said.status, said.out) == (0, due("remind").out)
    assert said.err.endswith("The due hook failed: it ended with status 6: no route.\n")


def test_json_tells_of_the_hook(due: Shell, home: Home) -> None:
    assert due.well("remind", "--json").json["hook"] == {"ran": False, "failed": None}
    home.writes("due")
    assert due.well("remind", "--json").json["hook"] == {"ran": True, "failed": None}
    home.hook("due", "exit 6")
    said = due("remind", "--json")
    assert said.json["hook"] == {"ran": True, "failed": "it ended with status 6"}
    assert said.status == 0
    due.well("log", "5")
    assert due("remind", "--json").json["hook"] == {"ran": False, "failed": None}


def test_one_that_hangs_holds_up_nobody_for_long(
    due: Shell, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runner, "LONGEST_S", 0.3)
    home.hook("due", "exec sleep 300")
    said = due("remind")
    assert said.status == 0
    assert "was ended" in said.err


def test_one_that_still_runs_is_skipped(due: Shell, home: Home) -> None:
    home.writes("due")
    held = HeldNotes.take(notes_path(due.path, Hook.DUE))
    assert held is not None
    with held:
        due.well("remind")
    assert home.rung() == []
    due.well("remind")
    assert home.rung() == ["due "]


@pytest.mark.parametrize("variable", ["COACH_LOCKED", "COACH_HOOK"])
def test_none_runs_in_a_locked_account_or_in_a_hook(
    due: Shell, home: Home, monkeypatch: pytest.MonkeyPatch, variable: str
) -> None:
    home.writes("due")
    monkeypatch.setenv(variable, "1")
    due.well("remind")
    assert home.rung() == []
    assert "Hook" not in due.well("doctor").out


def test_the_doctor_lists_them(due: Shell, home: Home) -> None:
    assert "Hook" not in due.well("doctor").out
    home.writes("end")
    assert due.well("doctor").out.splitlines()[-1] == "Hook end is ready."
    home.hook("due", "exit 6")
    due("remind")
    lines = due.well("doctor").out.splitlines()
    assert "Hook due is ready. It failed on 2026-01-05 at 07:30: it ended with status 6." in lines


def test_the_doctor_counts_those_skipped(due: Shell, home: Home) -> None:
    home.writes("cue")
    held = HeldNotes.take(notes_path(due.path, Hook.CUE))
    assert held is not None
    with held:
        held.write(Notes({}, {Hook.CUE: 12}, "s1"))
    assert "Hook cue is ready, skipped 12 times in the last session." in due.well("doctor").out


def test_one_that_is_not_used_is_a_finding(due: Shell, home: Home) -> None:
    home.writes("cue").chmod(0o600)
    said = due("doctor")
    assert said.status == 1
    assert f"Hook cue is not used: it is not executable; run chmod u+x {home.hooks}/cue." in said.out
    assert "Everything is fine." in said.out


@pytest.mark.parametrize("kind", ["file in the place of the folder", "link", "second name"])
def test_one_whose_notes_cannot_be_kept_is_a_finding(due: Shell, home: Home, kind: str) -> None:
    """It is never run then, so it must not be called ready."""
    home.writes("due")
    path = notes_path(due.path, Hook.DUE)
    path.parent.mkdir(parents=True, exist_ok=True)
    if kind == "link":
        path.symlink_to(home.path / "elsewhere")
    elif kind == "second name":
        path.touch()
        os.link(path, home.path / "elsewhere")
    else:
        path.parent.rmdir()
        path.parent.touch()
    due("remind")
    assert home.rung() == []
    said = due("doctor")
    assert said.status == 1
    assert f"Hook due is not used: the coach cannot write {path}, where it notes how that went." in said.out
    assert due("doctor", "--json").json["fine"] is False


def test_none_of_it_needs_a_file_of_records(coach: Shell, home: Home) -> None:  # noqa: F811
    home.writes("due")
    assert coach("remind").status == 1
    assert "Hook due is ready." in coach.well("doctor").out
    assert home.rung() == []
    coach.clock.advance(timedelta(days=1))
    assert not Path(os.environ["XDG_STATE_HOME"]).exists()
