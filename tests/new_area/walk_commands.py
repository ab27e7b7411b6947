"""Every command with the area that `tests/test_new_area.py` adds to a copy of the tree; run in that copy."""

from __future__ import annotations

from datetime import timedelta

import pytest

from coach.cli.registry import SUMMARIES
from coach.domain.area_changes import turn_area
from coach.domain.model import Area
from coach.store import Store
from tests.cli.conftest import Said, Shell

AREA = Area("forearm")
NAME = "forearm and wrist"


class Walk:
    """Someone at a prompt; the words of what they ran are kept."""

    def __init__(self, shell: Shell) -> None:
        self.shell = shell
        self.ran: set[str] = set()

    def __call__(self, line: str, *, status: int = 0) -> Said:
        """Runs a command, which must end with that status."""
        words = line.split()
        self.ran.add(words[0])
        said = self.shell(*words)
        assert said.status == status, (line, said)
        return said


@pytest.fixture
def walk(ready: Shell) -> Walk:
    """A prompt after setup, with the area turned on."""
    store = Store(ready.path, ready.clock)
    store.change(lambda book: turn_area(book, AREA, ready.clock.now(), on=True))
    return Walk(ready)


def test_every_command_takes_it_and_names_it(walk: Walk) -> None:
    today = walk("today --area forearm").out
    assert "Lay one forearm on the mat; after 2 minutes the other." in today
    assert walk("today --area forearm --json").json["sources_differ"] == "Sources differ: it is made up."
    assert "4 minutes on a towel" in walk("plan --area forearm").out
    assert f"for your {NAME}" in walk("remind --area forearm").out
    walk("status --area forearm")
    page = walk("areas").out
    for words in ("Forearm and wrist", "4 min, towel", "On a towel: 4, 6 min", "At most 8 minutes a session"):
        assert words in page
    assert walk("areas --json").json["areas"][-1]["area"] == "forearm"
    assert f"for your {NAME}" in walk("log 4 --area forearm --sharpness 3 --skin clear").out
    walk.shell.clock.advance(timedelta(days=1))
    walk("check clear --area forearm")
    long = walk("log 9 --area forearm --sharpness 3 --skin clear")
    assert "8 minutes at a time is the limit for the forearm, says a test." in long.out + long.err
    walk.shell.clock.advance(timedelta(days=1))
    walk("check clear --area forearm")
    assert f"Insights, {NAME}: 2 sessions" in walk("insights --area forearm").out
    assert walk("insights --area forearm --json").json
    assert "2 days in all" in walk("calendar").out
    walk("fortnight")
    assert "A made-up tip" in walk("tips forearm").out
    walk("known")
    assert NAME.capitalize() in walk("settings").out
    walk("pause 2026-02-01 2026-02-03 --for holiday")
    walk("undo")
    walk("redo")
    walk("backup list")
    walk("doctor")
    walk("ssh-wrapper")
    for shell in ("bash", "zsh", "fish"):
        assert "forearm" in walk(f"completion {shell}").out
    folder = walk.shell.path.parent
    walk(f"report -o {folder / 'report.html'}")
    assert NAME in (folder / "report.html").read_text(encoding="utf-8")
    for form in ("json", "csv", "ics"):
        walk(f"export --format {form} -o {folder / f'out.{form}'}")
        assert "forearm" in (folder / f"out.{form}").read_text(encoding="utf-8")
    walk("setup --screening feeling --numb-areas forearm --doctor-agreed feeling")
    assert f"that includes your {NAME}" in walk("today --area forearm").out
    other = Walk(Shell(folder / "other.json", walk.shell.clock, walk.shell._capsys))
    other("setup --screening none")
    other(f"import {folder / 'out.csv'}")
    assert [each.area for each in Store(other.shell.path, other.shell.clock).read().sessions] == [AREA, AREA]
    copy = folder / "copy.json"
    copy.write_bytes(walk.shell.path.read_bytes())
    walk(f"merge {copy}")
    walk("guide words")
    walk("help log")
    assert f"for your {NAME}" in walk("day yesterday").out
    walk("edit yesterday minutes=8")
    walk("note yesterday calm")
    walk("delete yesterday --yes")
    walk.ran |= other.ran
    # Someone sits at these two; both are made of what is walked through here and on the screens.
    assert walk.ran == set(SUMMARIES) - {"demo", "session"}


def test_an_area_that_is_none_is_answered_with_all_of_them(walk: Walk) -> None:
    said = walk("log 5 --area forarm", status=2)
    assert "did you mean forearm?" in said.err
