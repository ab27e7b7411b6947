"""Kinds of terminals, colours and locales: each shows Today so that it can be read, and is left with 0."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.e2e.launch import command, env
from tests.e2e.person import Person
from tests.e2e.term import Terminal
from tests.tools import require

MORNING = datetime(2026, 1, 5, 7, 30, tzinfo=UTC)

SAID = ("Today's session", "minutes on a towel", "[ Start ]", "Tip of the day", "q Quit")
"""What has to be there to read."""

RGB = re.compile(rb"\x1b\[[0-9;]*[34]8;2;")
PALETTE = re.compile(rb"\x1b\[[0-9;]*[34]8;5;")
COLOUR = re.compile(rb"\x1b\[(?:[0-9;]*;)?(?:[349][0-7]|10[0-7]|[34]8;[0-9;]+)m")

TERMS = {
    "xterm-256color": False,
    "screen-256color": False,
    "tmux-256color": False,
    "xterm-kitty": False,
    "xterm": False,
    "screen": False,
    "linux": True,
    "vt100": True,
    "vt220": True,
    "ansi": True,
    "xterm-direct": False,
    "bogus": False,
    "": False,
    None: False,
}
"""Whether the marks are ASCII there; None is no TERM at all. `dumb` and `unknown` are refused."""
SAMPLE = {"xterm-256color", "linux", None}


@pytest.fixture(scope="module")
def person(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Person]:
    with Person(tmp_path_factory.mktemp("person"), MORNING) as one:
        yield one.prepared(("setup", "--screening", "none"))


def today(person: Person, **more: str | None) -> tuple[str, bytes]:
    """Open and close Today with other variables: the text of the screen, and all that was sent."""
    surroundings = env(person.folder / "home", COACH_DATA=str(person.file))
    for name, value in more.items():
        surroundings.pop(name, None)
        if value is not None:
            surroundings[name] = value
    with Terminal(command(person.hands), surroundings, cwd=person.folder) as terminal:
        text = terminal.wait_for(lambda text: all(said in text for said in SAID))
        terminal.send("q")
        assert terminal.wait_exit() == 0
        assert terminal.residue() == set()
        received = bytes(terminal.received)
    assert b"Traceback" not in received
    assert "\\u" not in text
    return text, received


@pytest.mark.parametrize(
    ("term", "ascii"),
    [
        pytest.param(term, plain, id=f"TERM={term}", marks=() if term in SAMPLE else pytest.mark.long)
        for term, plain in TERMS.items()
    ],
)
def test_each_kind_of_terminal(person: Person, term: str | None, ascii: bool) -> None:
    text, sent = today(person, TERM=term)
    assert text.isascii() is ascii
    assert not RGB.search(sent)


COLOURS = [
    pytest.param({"COLORTERM": "truecolor"}, RGB, None, id="true colour"),
    pytest.param(
        {"TERM": "screen", "COLORTERM": "truecolor"},
        RGB,
        None,
        id="screen, true colour",
        marks=pytest.mark.long,
    ),
    pytest.param({"TERM": "xterm-256color"}, PALETTE, RGB, id="256", marks=pytest.mark.long),
    pytest.param({"TERM": "xterm"}, COLOUR, PALETTE, id="16"),
    pytest.param(
        {"TEXTUAL_COLOR_SYSTEM": "standard"}, COLOUR, PALETTE, id="16 by setting", marks=pytest.mark.long
    ),
    pytest.param({"NO_COLOR": "1", "COLORTERM": "truecolor"}, None, COLOUR, id="NO_COLOR"),
    pytest.param(
        {"NO_COLOR": "1", "TERM": "xterm"}, None, COLOUR, id="NO_COLOR of 16", marks=pytest.mark.long
    ),
]


@pytest.mark.parametrize(("more", "has", "has_not"), COLOURS)
def test_colours_are_those_that_the_terminal_has(
    person: Person, more: dict[str, str], has: re.Pattern[bytes] | None, has_not: re.Pattern[bytes] | None
) -> None:
    _, sent = today(person, **more)
    assert has is None or has.search(sent)
    assert has_not is None or not has_not.search(sent)


LOCALES = [
    pytest.param({"LANG": None}, False, id="none", marks=pytest.mark.long),
    pytest.param({"LANG": "C"}, False, id="C", marks=pytest.mark.long),
    pytest.param({"LC_ALL": "POSIX"}, True, id="POSIX", marks=pytest.mark.long),
    pytest.param({"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}, True, id="C without UTF-8"),
    pytest.param({"LANG": "en_US.UTF-8"}, False, id="a missing UTF-8 one", marks=pytest.mark.long),
    pytest.param({"LC_ALL": "en_US.ISO-8859-1"}, False, id="a missing Latin one", marks=pytest.mark.long),
    pytest.param({"PYTHONIOENCODING": "ascii"}, True, id="ASCII streams", marks=pytest.mark.long),
    pytest.param({"PYTHONIOENCODING": "latin-1"}, True, id="Latin-1 streams", marks=pytest.mark.long),
]


@pytest.mark.parametrize(("more", "ascii"), LOCALES)
def test_each_locale(person: Person, more: dict[str, str | None], ascii: bool) -> None:
    assert today(person, **more)[0].isascii() is ascii


def test_an_installed_locale_of_eight_bits(person: Person, tmp_path: Path) -> None:
    """As a server of old has it; stock Textual fills the screen with escaped names there."""
    require("localedef", "/usr/share/i18n/locales/de_DE")
    making = ["localedef", "--no-archive", "-i", "de_DE", "-f", "ISO-8859-1", str(tmp_path / "de_DE")]
    assert subprocess.run(making, capture_output=True, check=False).returncode <= 1  # 1 is a warning
    text, _ = today(person, LC_ALL="de_DE", LOCPATH=str(tmp_path))
    assert text.isascii()
