"""Whatever is pressed in windows of whatever size, no key ends the coach but those that are for it."""

from __future__ import annotations

import asyncio
import os
import time
from pathlib import Path
from random import Random

import pytest
from textual.events import Key, Paste
from textual.pilot import Pilot

from coach.app import CoachApp
from tests.conftest import FixedClock
from tests.screens.days import coach, lived, set_up_on

_NAMED = (
    *("escape", "enter", "tab", "shift+tab", "up", "down", "left", "right", "pageup", "pagedown"),
    *("home", "end", "space", "backspace", "delete", "colon", "question_mark", "slash"),
    *("plus", "minus", "ctrl+l", "ctrl+s", "ctrl+j", "ctrl+r", "ctrl+d", "ctrl+u"),
    *("f1", "f5", "alt+x", "shift+up", "ctrl+home"),
)
_SPOKEN = {"space": " ", "enter": "\r", "colon": ":", "question_mark": "?", "slash": "/", "plus": "+"}
_LETTERS = "abcdefghijklmnoprstuvwxyzCEGLRSX0123456789"
_PASTES = ("two\nlines", "\x1b[31m" * 40, "a" * 2000, "", "\u202eabc\x00")
_RUNS_OF_AN_APP = 20
_TURNS = (0, 0, 0, 0, 0, 0, 0, 0, 3, 40)
"""Rounds of the loop between two keys."""
KEYS = 100


def size(random: Random) -> tuple[int, int]:
    """Mostly a window that somebody may have, now and then one cell or a wall of them."""
    kind = random.random()
    if kind < 0.4:
        return random.randint(1, 40), random.randint(1, 10)
    if kind < 0.97:
        return random.randint(20, 130), random.randint(1, 40)
    return random.randint(1, 500), random.randint(1, 200)


def key(random: Random) -> Key | Paste:
    """Any key; a few that lead away, more that open something."""
    kind = random.random()
    if kind < 0.02:
        return Paste(random.choice(_PASTES))
    if kind < 0.5:
        name = random.choice(_NAMED)
        return Key(name, _SPOKEN.get(name))
    letter = random.choice(_LETTERS)
    return Key(letter, letter)


async def run(pilot: Pilot[None], random: Random, pressed: list[str]) -> None:
    """A hundred keys, with a change of size among them; `pressed` is for the message of a failure."""
    app = pilot.app
    for n in range(KEYS):
        if n == random.randrange(KEYS) or not n:
            columns, rows = size(random)
            pressed.append(f"{columns}x{rows}")
            await pilot.resize_terminal(columns, rows)
        event = key(random)
        pressed.append(event.key if isinstance(event, Key) else "paste")
        app.post_message(event)
        # As a person who types fast; what a key does may still go on as the next one comes.
        for _ in range(random.choice(_TURNS)):
            await asyncio.sleep(0)
        if app._exit or app._exception is not None:
            return
    await pilot.pause()


def file(tmp_path: Path, clock: FixedClock, random: Random) -> Path:
    """A file as of the first day, after some weeks, or with a session that runs."""
    path = tmp_path / f"{random.getrandbits(64):x}" / "coach.json"
    if random.random() < 0.1:
        return path
    store = set_up_on(path, clock)
    if random.random() < 0.8:
        lived(store, clock, random.choice((1, 5, 40)), missed=(3, 9), answered=random.random() < 0.5)
    return path


def campaign(tmp_path: Path, clock: FixedClock, seed: int, runs: int) -> int:
    """So many runs of random keys; how many keys were pressed."""
    random = Random(seed)
    done = keys = 0
    while done < runs:
        app = coach(file(tmp_path, clock, random), clock, unicode=random.random() < 0.8)
        done, pressed = asyncio.run(_through(app, random, done, runs))
        keys += pressed
    return keys


async def _through(app: CoachApp, random: Random, done: int, runs: int) -> tuple[int, int]:
    pressed: list[str] = []
    keys = 0
    try:
        async with app.run_test(size=size(random)) as pilot:
            for _ in range(min(_RUNS_OF_AN_APP, runs - done)):
                pressed.clear()
                await run(pilot, random, pressed)
                done += 1
                keys += len(pressed)
                if app._exit or app._exception is not None:
                    break
            else:
                # As when a window is closed while the last keys are still at work. Only to leave the block
                # would take apart a screen that is being made, and the app would not know that it is to end.
                app.exit(return_code=1)
    except BaseException as error:
        error.add_note(" ".join(pressed))
        raise
    return done, keys


@pytest.fixture(autouse=True)
def seldom(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coach.screens.shared.file_watch.FOLLOW_S", 3600.0)


def test_random_keys_in_windows_of_any_size(tmp_path: Path, clock: FixedClock) -> None:
    campaign(tmp_path, clock, 1, 4)


@pytest.mark.long
@pytest.mark.parametrize("part", range(8))
def test_two_thousand_runs_of_random_keys(
    tmp_path: Path, clock: FixedClock, part: int, capsys: pytest.CaptureFixture[str]
) -> None:
    runs = int(os.environ.get("COACH_FUZZ_RUNS", "2000")) // 8
    began = time.monotonic()
    keys = campaign(tmp_path, clock, 1000 + part, runs)
    with capsys.disabled():
        print(f"\npart {part}: {runs} runs, {keys} keys, {time.monotonic() - began:.0f} s")  # noqa: T201
