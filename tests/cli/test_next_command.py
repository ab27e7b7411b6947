"""The last line of a command names what to do next, and the command that does it, in every state of a day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from coach.domain.model import Area, Change, Cover, Live
from coach.store import Store
from tests.cli.conftest import Shell


def last(said: str) -> str:
    return said.splitlines()[-1]


def a_day_later(coach: Shell, *commands: str) -> None:
    coach.well("log", "5", "--sharpness", "3", "--skin", "clear")
    coach.clock.advance(timedelta(days=1))
    for each in commands:
        coach.well(*each.split())


def running(coach: Shell) -> None:
    now = coach.clock.now()
    live = Live(
        area=Area.BACK, cover=Cover.TOWEL, planned_min=5, cap_min=20, started_at=now, day=now.date(),
        boot="boot-1", booted_s=0.0,
    )  # fmt: skip
    Store(coach.path, coach.clock).change(lambda _: Change("Started", put=(live,)))


def long_away(coach: Shell) -> None:
    coach.well("log", "5", "--sharpness", "3", "--skin", "clear")
    coach.clock.advance(timedelta(days=40))


STATES: dict[str, tuple[Callable[[Shell], object], str]] = {
    "due": (lambda _: None, "5 minutes on a towel; coach session begins it"),
    "skin check": (a_day_later, "5 minutes on a towel; coach session asks about your skin, then begins it"),
    "done": (
        lambda coach: coach.well("log", "5"),
        "tomorrow, 5 minutes on a towel again; coach session begins it",
    ),
    "done, a pause tomorrow": (
        lambda coach: [coach.well("pause", "tomorrow", "+3"), coach.well("log", "5")],
        "on Sat 10 Jan, after a pause until Fri 9 Jan; coach session begins it",
    ),
    "rest": (
        lambda coach: a_day_later(coach, "check pink"),
        "tomorrow, 5 minutes on a towel; coach session asks about your skin, then begins it",
    ),
    "hurt": (
        lambda coach: a_day_later(coach, "check broken"),
        "from Tue 13 Jan on, coach check clear, once your back has healed",
    ),
    "locked": (
        lambda coach: coach.well("setup", "--screening", "heart"),
        "coach setup asks again, as soon as something changes",
    ),
    "ask": (
        long_away,
        "coach setup --unchanged, if your safety answers still hold; otherwise coach setup asks them",
    ),
    "rest day": (
        lambda coach: coach.well("pause", "today", "today"),
        "tomorrow, coach session. To lie down today, run: coach pause --off",
    ),
    "rest day, a holiday tomorrow": (
        lambda coach: [
            coach.well("pause", "today", "today"),
            coach.well("pause", "tomorrow", "2026-01-09", "--for", "holiday"),
        ],
        "on Sat 10 Jan, coach session. To lie down today, run: coach pause --off",
    ),
    "holiday": (
        lambda coach: coach.well("pause", "today", "2026-01-09", "--for", "holiday"),
        "on Sat 10 Jan, coach session. To come back sooner, run: coach pause --off",
    ),
    "open pause": (lambda coach: coach.well("pause"), "coach pause --off, when you want to come back"),
    "running": (running, "coach session joins the session that runs"),
}


@pytest.mark.parametrize("state", STATES)
def test_a_note_on_a_day_ends_with_what_to_do_next(ready: Shell, state: str) -> None:
    brings, expected = STATES[state]
    brings(ready)
    assert last(ready("note", "calm").out) == f"Next: {expected}{'' if 'run: ' in expected else '.'}"


def test_before_setup_it_names_the_setup(coach: Shell) -> None:
    assert last(coach("today").out) == ("Next: coach setup asks about your health, and where you begin.")


def test_where_the_step_has_just_been_said_it_is_not_said_again(ready: Shell) -> None:
    assert last(ready.well("log", "5").out) == "Next: tomorrow; coach session begins it."
    ready("areas", "feet", "on", "--yes")
    said = ready.well("log", "5", "--area", "feet", "--at", "07:00").out
    assert last(said) == "Next: tomorrow; coach session --area feet begins it."


@pytest.mark.parametrize(
    "words",
    [
        "log 5", "check sore", "edit today minutes=6", "delete today --yes", "pause", "note calm",
        "undo --yes", "setup --goal-minutes 15", "areas feet on --yes", "today",
    ],
)  # fmt: skip
def test_each_command_about_the_day_ends_with_it_and_its_json_does_not(ready: Shell, words: str) -> None:
    ready.well("log", "5", "--at", "06:00")
    assert last(ready(*words.split()).out).startswith("Next: ")
    if words != "delete today --yes":
        assert "begins it" not in ready(*words.split(), "--json").out


def test_a_prompt_is_left_alone(ready: Shell) -> None:
    assert "Next" not in ready.well("status").out
    assert "Next" not in ready.well("remind").out
