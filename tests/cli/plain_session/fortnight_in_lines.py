"""The fortnight of tests/e2e/test_fortnight.py, lived by commands alone, with all that was typed and said.

`python -m tests.cli.plain_session.fortnight_in_lines FILE` writes the transcript.
"""

from __future__ import annotations

import io
import json
import os
import sys
import tempfile
from contextlib import redirect_stderr, redirect_stdout
from datetime import timedelta
from pathlib import Path
from typing import Any
from unittest.mock import patch

from coach.cli import main
from coach.cli.plain_session import whole_session
from coach.cli.plain_session.line_reader import Cut
from tests.cli.plain_session.scripted import Entry, Passes, Scripted
from tests.conftest import FixedClock
from tests.e2e.fortnight_days import FORTNIGHT, Day
from tests.e2e.test_fortnight import AWAY_NOTE, BACK, MORNING, NOTE


class Typing(Scripted):
    """Scripted lines that are seen, as at a terminal."""

    def read(self, seconds: float | None) -> str | None:
        line = super().read(seconds)
        if line is not None:
            print(f"> {line}")  # noqa: T201 - into the transcript
        return line


class Prompt:
    """Someone at a prompt, and all that is typed and said there."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.clock = FixedClock(MORNING)
        self.transcript = io.StringIO()

    def __call__(self, *words: str, typed: tuple[Entry, ...] = ()) -> int:
        """Runs a command; its status."""
        out = self.transcript
        out.write(f"\n$ coach {' '.join(words)}\n")
        lines = Typing(self.clock, *typed)
        seen = patch.object(whole_session, "standard_input", lambda: lines)
        with seen, redirect_stdout(out), redirect_stderr(out):
            status = main(["--data", str(self.path), *words], clock=self.clock)
        if status:
            out.write(f"-> {status}\n")
        return status

    def asks(self, *words: str) -> Any:
        """What a command answers as JSON; not in the transcript."""
        answer = io.StringIO()
        with redirect_stdout(answer), redirect_stderr(io.StringIO()):
            main(["--data", str(self.path), *words, "--json"], clock=self.clock)
        return json.loads(answer.getvalue())


def lie_down(at: Prompt, day: Day) -> None:
    """The session of a day, with its skin check before and its check-in after."""
    check = [day.check] if day.check else []
    if day.how == "rested":
        assert at("session", typed=(day.check,)) == 1
        return
    answers = (str(day.sharpness), "3", day.skin, NOTE if day.january == 6 else "")
    begun = (*check, "5", "")
    match day.how:
        case "killed":
            assert at("session", typed=(*begun, Passes(day.after * 60), Cut(129))) == 129
            rest = (day.minutes - day.after) * 60
            assert at("session", typed=(Passes(rest), "f", *answers)) == 0
        case "finished":
            assert at("session", typed=(*begun, Passes(day.after * 60), "f", "f", *answers)) == 0
        case "stopped":
            assert at("session", typed=(*begun, Passes(day.after * 60), "x", "", *answers)) == 0
        case _:
            assert at("session", typed=(*begun, Passes(day.minutes * 60), "f", *answers)) == 0


def live(at: Prompt) -> list[Any]:
    """All fourteen days; what `coach today` tells each evening."""
    told = []
    assert at("setup", "--screening", "none", "--tz", "Europe/Zurich") == 0
    for day in FORTNIGHT:
        at.clock.advance(MORNING + timedelta(days=day.january - 5) - at.clock.now())
        if day.minutes or day.check:
            at("today")
            lie_down(at, day)
            told.append(at.asks("today"))
    at.clock.advance(MORNING + timedelta(days=14) - at.clock.now())
    for words in ("today", "calendar", "calendar --list", "plan --days 7", "day yesterday", "status"):
        assert at(*words.split()) == 0
    return told


def is_away(at: Prompt) -> list[str]:
    """The note, the slip and the days off of the 19th; the reason for the step after each of them."""
    codes = []
    for words in (f"note {AWAY_NOTE}", "edit yesterday sharpness=8", "undo --yes", "pause today today"):
        assert at(*words.split()) == 0
        codes.append(at.asks("today")["reason"]["code"])
    assert at("pause", "tomorrow", "2026-01-21", "--for", "holiday") == 0
    at("today")
    at.clock.advance(BACK - at.clock.now())
    at("today")
    return codes


if __name__ == "__main__":
    os.environ |= {"TERM": "dumb", "TZ": "UTC", "LANG": "C.UTF-8"}
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_STATE_HOME"] = folder
        prompt = Prompt(Path(folder) / "coach.json")
        live(prompt)
        is_away(prompt)
        Path(sys.argv[1]).write_text(prompt.transcript.getvalue(), encoding="utf-8")
