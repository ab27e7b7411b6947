"""In a real terminal: what it sends besides keys does nothing, and every key between is there at once."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from random import Random

import pytest

from tests.e2e.person import Person
from tests.e2e.term import ROOT, Terminal, Wanted, environment
from tests.terminal.answers import cut, nothing

MORNING = datetime(2026, 1, 5, 7, 30, tzinfo=UTC)
PATIENT = {"ESCDELAY": "1000"}
"""So that a busy machine, which stops the test between two bytes, presses no Esc."""
RECORDER = ROOT / "tests" / "terminal" / "recorder.py"
SEVERAL = 250
"""Strings between two looks at the screen and at the file."""

ANY = {char: char for char in "abcdefghijklmnoprstuvwxyzGLQ0123456789"} | {
    " ": "space",
    "?": "question_mark",
    ":": "colon",
    "/": "slash",
    "+": "plus",
}
"""Keys that send one letter, and how Textual calls them."""
CONTROLS = {
    "\r": "enter",
    "\t": "tab",
    "\x7f": "backspace",
    "\x0c": "ctrl+l",
    "\x12": "ctrl+r",
    "\x03": "ctrl+c",
}
ESCAPED = {
    "\x1b[A": "up",
    "\x1b[B": "down",
    "\x1bOC": "right",
    "\x1b[D": "left",
    "\x1b[5~": "pageup",
    "\x1b[H": "home",
    "\x1b[Z": "shift+tab",
    "\x1bOP": "f1",
    "\x1b[15~": "f5",
    "\x1b[24~": "f12",
    "\x1b[1;5C": "ctrl+right",
    "\x1bx": "alt+x",
    "\x1bQ": "alt+shift+q",
    "\x1b[113;;113u": "q",
    "\x1b[47:63;2:1;63u": "question_mark",
    "\x1b[27u": "escape",
    "\x1b[200~two\nlines \x1b[A\x1b[201~": "paste 'two\\nlines \\x1b[A'",
}
"""Keys that send a sequence, which also ends one that was cut off."""


def stream(random: Random, strings: int) -> tuple[list[str], list[str]]:
    """Strings, some cut off or joined, each with a key behind it; and the names of the keys."""
    sent: list[str] = []
    names: list[str] = []
    for _ in range(strings):
        kind = random.random()
        if kind < 0.25:
            sent.append(cut(random, nothing(random)))
            key = random.choice(list(ESCAPED))
        elif kind < 0.4:
            sent.append(nothing(random))
            continue
        else:
            sent.append(nothing(random))
            key = random.choice([*ANY, *CONTROLS, *ESCAPED, "\x1b"])
        sent.append(key)
        names.append({**ANY, **CONTROLS, **ESCAPED, "\x1b": "escape"}[key])
    # Nothing is left open, and a lone Esc is one as soon as the next sequence begins.
    return [*sent, "\x1b[F"], [*names, "end"]


def type_in(terminal: Terminal, parts: list[str], random: Random, *, bytewise: bool) -> None:
    """Send it at once, or byte by byte."""
    if not bytewise:
        terminal.type("".join(parts))
        return
    for part in parts:
        for byte in part.encode():
            terminal._write(bytes([byte]))
        if random.random() < 0.02:
            terminal.screen_text()


@pytest.fixture
def recorded(tmp_path: Path) -> Iterator[tuple[Terminal, Path]]:
    file = tmp_path / "keys"
    surroundings = environment(PYTHONPATH=str(ROOT), **PATIENT)
    with Terminal([sys.executable, RECORDER, file], surroundings) as terminal:
        terminal.wait_for("ready")
        yield terminal, file


def keys_come_through(recorded: tuple[Terminal, Path], strings: int, *, bytewise: bool) -> int:
    """Every key between so many strings is recorded, in order, and nothing else; how many keys there were."""
    terminal, file = recorded
    random = Random(7 + bytewise)
    total = done = 0
    while done < strings:
        part = min(SEVERAL, strings - done)
        sent, names = stream(random, part)
        before = len(file.read_text(encoding="utf-8").splitlines())
        type_in(terminal, sent, random, bytewise=bytewise)
        found: list[str] = []

        def all_came(before: int = before, names: list[str] = names, found: list[str] = found) -> bool:
            found[:] = file.read_text(encoding="utf-8").splitlines()[before:]
            return len(found) >= len(names)

        assert terminal.wait_until(all_came), (terminal.status, len(found), "".join(sent))
        assert found == names
        done += part
        total += len(names)
    assert terminal.process.poll() is None
    return total


class Patient(Person):
    """A person at a terminal whose Esc waits for longer than a busy machine takes."""

    def _surroundings(self) -> dict[str, str]:
        return super()._surroundings() | PATIENT


@pytest.fixture
def person(tmp_path: Path) -> Iterator[Person]:
    with Patient(tmp_path, MORNING) as one:
        yield one.prepared(("setup", "--screening", "none"))


WALK: tuple[tuple[str, Wanted], ...] = (
    ("2", "[2 Calendar]"),
    ("3", "[3 Tips]"),
    ("?", lambda text: "[3 Tips]" not in text),
    ("\x1b", "[3 Tips]"),
    ("\x1b[6~", "[3 Tips]"),
    ("5", "[5 Insights]"),
    ("6", "[6 Settings]"),
    (":", "What do you want"),
    ("\x1b[27u", "[6 Settings]"),
    ("1", "[1 Today]"),
)
"""Keys, and what is on the screen after each; it leads back to where it began."""


def nothing_happens(person: Person, strings: int, *, bytewise: bool) -> int:
    """Screen and file stay as they are under so many strings, and keys act; how many keys were pressed."""
    person.opens("[ Start ]")
    random = Random(11 + bytewise)
    file = person.file.read_bytes()
    done = keys = 0
    while done < strings:
        screen = settled(person.at)
        parts = [nothing(random) for _ in range(min(SEVERAL, strings - done))]
        type_in(person.at, parts, random, bytewise=bytewise)
        done += len(parts)
        key, wanted = WALK[keys % len(WALK)]
        assert settled(person.at) == screen
        assert person.file.read_bytes() == file
        person.at.type(key)
        person.sees(wanted)
        keys += 1
    return keys


def settled(terminal: Terminal) -> str:
    """The screen once it has stayed the same for a while."""
    text = ""
    while (now := terminal.screen_text()) != text:
        text = now
        terminal.wait_until(partial(differs, terminal, text), deadline=0.4)
    return text


def differs(terminal: Terminal, text: str) -> bool:
    """Whether something else is on the screen."""
    return terminal.screen_text() != text


@pytest.mark.parametrize("bytewise", [False, True], ids=["whole", "byte by byte"])
def test_keys_between_answers(recorded: tuple[Terminal, Path], bytewise: bool) -> None:
    keys_come_through(recorded, 500, bytewise=bytewise)


@pytest.mark.parametrize("bytewise", [False, True], ids=["whole", "byte by byte"])
def test_answers_do_nothing_in_the_coach(person: Person, bytewise: bool) -> None:
    nothing_happens(person, 1000, bytewise=bytewise)


@pytest.mark.long
@pytest.mark.parametrize("bytewise", [False, True], ids=["whole", "byte by byte"])
def test_twenty_thousand_answers(
    recorded: tuple[Terminal, Path], person: Person, bytewise: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    began = time.monotonic()
    strings = int(os.environ.get("COACH_FUZZ_STRINGS", "20000"))
    keys = keys_come_through(recorded, strings, bytewise=bytewise)
    pressed = nothing_happens(person, strings, bytewise=bytewise)
    how = "byte by byte" if bytewise else "whole"
    with capsys.disabled():
        print(  # noqa: T201
            f"\n{how}: {strings} strings with {keys} keys among them, all recorded in order; {strings} in the"
            f" coach with {pressed} keys: screen and file unchanged; {time.monotonic() - began:.0f} s"
        )
