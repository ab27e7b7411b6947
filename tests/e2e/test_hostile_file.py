"""Texts of the file that would steer a terminal, on every screen."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest

from tests.e2e.person import Person
from tests.store.hostile import HOSTILE, planted, written
from tests.store.samples import MORNING

RAW = re.compile(
    rb"\x1b\\]0;t|\x1b\\[2J\x1b\\]|\x07\xc2\x9b|\xc2[\x80-\x9f]|\x7f"
    rb"|\xe2\x80[\xa8\xa9\xaa-\xae]|\xe2\x81[\xa6-\xa9]|\xef\xbb\xbf"
)
"""What of it must not arrive: the title, C1 and DEL, separators, and what turns the order of text."""


@pytest.mark.parametrize("running", [False, True])
def test_no_screen_lets_it_through(tmp_path: Path, running: bool) -> None:
    assert RAW.search(HOSTILE.encode())
    with Person(tmp_path, MORNING + timedelta(minutes=30)) as person:
        written(person.file, planted(running=running))
        person.opens("Nobody ended" if running else "Done today", cols=120, rows=40)
        if not running:
            pages = {
                "2": "January 2026",
                "3": "Tips",
                "4": "Ramp",
                "5": "Insights",
                "6": "Settings",
                "1": "Today",
            }
            for key, seen in pages.items():
                person.presses(key)
                person.sees(seen)
            person.presses("2")
            person.sees("\u241b[2J")
            for words in ("undo", "backup"):
                person.presses(":")
                person.at.type(words)
                person.sees(words)
                person.presses("enter")
                person.at.wait_for(lambda text: ":" in text)
                person.presses("escape")
        assert not RAW.search(person.at.received)
        assert person.at.title != "t"
