"""A zone that cannot be followed is named in one sentence, beside what was asked for."""

from __future__ import annotations

import pytest

from coach.store import Store
from tests.cli.conftest import Shell

SENTENCE = (
    "TZ is set to Mars/Base, which is not a time zone, so times are in UTC. Use a name like Europe/Zurich.\n"
)


@pytest.fixture
def lost(ready: Shell, monkeypatch: pytest.MonkeyPatch) -> Shell:
    """Someone at a prompt with a misspelt zone."""
    monkeypatch.setenv("TZ", "Mars/Base")
    return ready


@pytest.mark.parametrize(
    "words",
    [
        ["today"],
        ["today", "--json"],
        ["log", "5"],
        ["settings"],
        ["doctor"],
        ["calendar"],
        ["plan"],
    ],
    ids=" ".join,
)
def test_commands_say_it_once(lost: Shell, words: list[str]) -> None:
    said = lost(*words)
    assert (said.status, said.err) == (0, SENTENCE)
    assert "Mars" not in said.out


def test_a_refusal_is_told_with_it(lost: Shell) -> None:
    """For a wrong zone is a reason why a time is not what it was taken for."""
    said = lost("log", "5", "--at", "23:59")
    assert said.status != 0
    assert said.err.startswith(SENTENCE)
    assert "future" in said.err


@pytest.mark.parametrize("words", [["status"], ["status", "--json"], ["remind"]], ids=" ".join)
def test_what_runs_at_each_prompt_keeps_quiet(lost: Shell, words: list[str]) -> None:
    assert lost(*words).err == ""


def test_a_zone_of_ones_own_needs_none_of_the_machine(lost: Shell) -> None:
    lost("setup", "--tz", "Europe/Zurich")
    lost.well("today")


def test_a_zone_in_the_file_that_is_none_is_named(ready: Shell) -> None:
    """As it may be in a file from a machine with newer tables."""
    ready("setup", "--tz", "Europe/Zurich")
    text = ready.path.read_text(encoding="utf-8").replace("Europe/Zurich", "Mars/Base")
    ready.path.write_text(text, encoding="utf-8")
    said = ready("today")
    assert said.status == 0
    assert said.err == (
        "The time zone in the settings, Mars/Base, is unknown on this machine, so times are in the"
        " machine's own zone.\n"
    )


@pytest.mark.parametrize("zone", ["ABC-24", "XXX24:59:59", "ABC-23YYY-25", "\x1b]0;title\x07"])
def test_no_zone_keeps_a_session_from_being_recorded(
    ready: Shell, zone: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A day and more from UTC is more than a datetime carries; the lock and the backups have times too."""
    monkeypatch.setenv("TZ", zone)
    said = ready("log", "5")
    assert (said.status, said.err.count("\n")) == (0, 1)
    assert said.err.rstrip("\n").isprintable()
    assert ready("backup", "create").status == 0
    assert ready("backup", "list").status == 0
    (session,) = Store(ready.path, ready.clock).read().sessions
    assert session.started_at.utcoffset() is not None
