"""`coach undo` and `coach redo`: what would go is asked about, and what went is told."""

from __future__ import annotations

import io
import json
import sys
from datetime import timedelta

import pytest

from tests.cli.conftest import Shell


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def at_a_terminal(monkeypatch: pytest.MonkeyPatch, answer: str) -> None:
    """Let standard input and error be a terminal, at which this is typed."""
    monkeypatch.setattr(sys, "stdin", _Terminal(f"{answer}\n"))
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)


def living(shell: Shell) -> int:
    return shell.well("export", "--format", "csv").out.count("\n") - 1


@pytest.mark.parametrize(("answer", "left"), [("y", 0), ("yes", 0), ("n", 1), ("", 1)])
def test_a_terminal_is_asked_before_a_session_goes(
    ready: Shell, monkeypatch: pytest.MonkeyPatch, answer: str, left: int
) -> None:
    ready.well("log", "5")
    with monkeypatch.context() as patched:
        at_a_terminal(patched, answer)
        said = ready("undo")
    assert said.err.startswith("Undo: Logged 5 minutes on the back, Mon 5 Jan 2026, today 07:30? [y/N]\n")
    assert (said.status, said.out) == (
        (
            0,
            "Undone: Logged 5 minutes on the back, Mon 5 Jan 2026.\n"
            "Next: 5 minutes on a towel; coach session begins it.\n",
        )
        if not left
        else (1, "")
    )
    assert living(ready) == left


@pytest.mark.parametrize("words", [("log", "5"), ("check", "sore"), ("setup", "--screening", "clots")])
def test_without_a_terminal_it_takes_a_yes(ready: Shell, words: tuple[str, ...]) -> None:
    ready.well("log", "5")
    ready.clock.advance(timedelta(days=1))
    ready.well(*words)
    before = ready.bytes()
    said = ready("undo")
    assert (said.status, said.out) == (2, "")
    assert said.err == "undo cannot ask you without a terminal; add --yes to agree.\n"
    assert ready.bytes() == before
    assert ready("undo", "--yes").status == 0


def test_small_things_go_at_once_and_come_back(ready: Shell) -> None:
    ready.well("pause")
    assert ready.well("undo").out.startswith("Undone: Set a pause from Mon 5 Jan 2026.\n")
    assert ready.well("redo").out.startswith("Redone: Set a pause from Mon 5 Jan 2026.\n")
    said = ready("redo")
    assert (said.status, said.out, said.err) == (1, "", "There is nothing to redo.\n")


def test_a_change_leaves_nothing_to_redo(ready: Shell) -> None:
    ready.well("pause")
    ready.well("undo")
    ready.well("log", "5")
    assert ready("redo").status == 1


def test_the_steps_are_listed_the_latest_first(ready: Shell) -> None:
    ready.clock.advance(timedelta(days=1))
    ready.well("log", "5")
    ready.well("setup", "--goal-minutes", "15")
    before = ready.bytes()
    assert ready.well("undo", "--list").out.splitlines() == [
        "today 07:30 \u00b7 Changed the goal to bare skin, 15 minutes",
        "today 07:30 \u00b7 Logged 5 minutes on the back, Tue 6 Jan 2026",
        "yesterday 07:30 \u00b7 Answered the setup questions",
    ]
    assert ready.bytes() == before


def test_an_undone_safety_answer_says_what_holds_again(ready: Shell) -> None:
    ready.clock.advance(timedelta(days=2))
    ready.well("setup", "--screening", "clots")
    assert ready.well("undo", "--yes").out.splitlines() == [
        "Undone: Changed the safety answers.",
        "The safety answers of Mon 5 Jan 2026 hold again: nothing applies.",
        "Next: 5 minutes on a towel; coach session begins it.",
    ]
    assert ready.well("redo").out.splitlines()[0] == "Redone: Changed the safety answers."
    assert ready.well("today", "--json").json["state"] == "locked"


@pytest.mark.parametrize("words", [("undo",), ("undo", "--list"), ("redo",)])
def test_on_a_file_that_is_not_there_nothing_is_made(coach: Shell, words: tuple[str, ...]) -> None:
    said = coach(*words)
    assert said.status == 1
    assert "There is nothing to" in said.err
    assert coach.bytes() is None


def test_list_and_yes_do_not_go_together(ready: Shell) -> None:
    assert ready("undo", "--list", "--yes").status == 2


def test_a_label_out_of_a_file_is_no_command_for_a_terminal(ready: Shell) -> None:
    ready.well("pause")
    tables = json.loads(ready.path.read_text())
    tables["undo"][max(tables["undo"], key=int)]["label"] = "a\x1b]0;b\x07\x9b2J\nc"
    ready.path.write_text(json.dumps(tables))
    for words in (("undo", "--list"), ("undo",), ("redo",)):
        assert all(char.isprintable() or char == "\n" for char in ready.well(*words).out), words


def test_broken_skin_is_taken_back_on_the_day_it_was_said_only(ready: Shell) -> None:
    ready.well("log", "5")
    ready.clock.advance(timedelta(days=1))
    ready.well("check", "broken")
    ready.well("undo", "--yes")
    ready.well("check", "broken")
    ready.clock.advance(timedelta(days=1))
    ready.well("pause")
    ready.well("undo")
    before = ready.bytes()
    said = ready("undo", "--yes")
    assert said.status == 1
    assert said.err.startswith("That can no longer be undone. Broken skin can be taken back only on the day")
    assert ready.bytes() == before
    assert json.loads(ready.well("today", "--json").out)["state"] == "locked"


def test_numb_skin_logged_days_ago_stays_too(ready: Shell) -> None:
    ready.well("log", "5", "--skin", "numb")
    ready.clock.advance(timedelta(days=1))
    assert ready("undo", "--yes").status == 1
    ready.clock.advance(timedelta(days=7))
    ready.well("setup", "--screening", "none")
    ready.well("check", "clear")
    ready.well("undo", "--yes")  # the answer that it has healed: that closes the area again
    assert json.loads(ready.well("today", "--json").out)["state"] == "locked"


def test_broken_skin_of_an_earlier_day_is_taken_back_on_the_day_it_was_entered(ready: Shell) -> None:
    ready.clock.advance(timedelta(days=2))
    ready("log", "5", "--on", "2026-01-06", "--skin", "broken")
    assert json.loads(ready.well("today", "--json").out)["state"] == "locked"
    ready.well("undo", "--yes")
    assert json.loads(ready.well("today", "--json").out)["state"] == "due"


def test_a_program_reads_an_empty_list_where_there_is_nothing_to_undo(coach: Shell) -> None:
    assert coach.well("undo", "--list", "--json").json == {"schema": 1, "steps": []}
    assert coach("undo", "--list").status == 1
    assert coach("undo", "--json").status == 1
