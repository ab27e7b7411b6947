"""Whatever way the coach is left, on whatever disk: nothing that was said is dropped without a word."""

from __future__ import annotations

import shutil
import signal
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.disks import DISKS, Disk
from tests.e2e.launch import env
from tests.e2e.person import Person
from tests.e2e.term import Terminal

MORNING = datetime(2026, 1, 5, 6, 30, tzinfo=UTC)

KEYS = ("q", "ctrl+q", "ctrl+c")
SIGNALS = {"SIGTERM": signal.SIGTERM, "SIGHUP": signal.SIGHUP, "SIGINT": signal.SIGINT}
WAYS = (*KEYS, *SIGNALS, "cut")
OPEN = ("check-in", "note", "form", "safety", "first run", "session")

KEPT = 75
FILE = "coach.json"


class Leaver(Person):
    """A person whose disk can ail."""

    def __init__(self, folder: Path, disk: Disk) -> None:
        super().__init__(folder, MORNING)
        self.disk = disk

    def _started(self, cols: int, rows: int) -> Terminal:
        if self.disk.mounted:
            return super()._started(cols, rows)
        command = [sys.executable, "-m", "tests.e2e.disks", str(self.hands.file)]
        command += [str(self.disk.folder), str(self.disk.full)]
        surroundings = env(self.folder / "home", COACH_DATA=str(self.file), TZ=self.tz)
        return Terminal(command, surroundings, cols, rows, cwd=self.folder)

    def drafts(self) -> list[str]:
        """What waits in the state folder."""
        state = self.folder / "home" / ".local" / "state"
        return sorted(each.name for each in state.rglob("*.json") if not each.name.startswith("."))


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[bytes, bytes]]:
    """A file on which the questions are answered, and one with a session in its last seconds; with clocks."""
    made = {}
    with Person(tmp_path_factory.mktemp("files"), MORNING) as one:
        one.prepared(("setup", "--screening", "none", "--tz", "UTC"))
        one.lets_pass(minutes=1)
        made["ready"] = one.file.read_bytes(), one.hands.file.read_bytes()
        one.opens("[ Start ]")
        one.presses("enter")
        one.sees("Settle down")
        one.presses("enter")
        one.sees("Space Pause")
        one.lets_pass(minutes=4, seconds=50)
        one.is_killed()
        made["lain"] = one.file.read_bytes(), one.hands.file.read_bytes()
    return made


def opened(person: Leaver, what: str, disk: str) -> None:
    """Have something open that is not saved, on a disk that ails from then on."""
    if what in ("check-in", "note", "session"):
        person.opens("f Finish")
        if what == "session":
            person.disk.ail(disk)
        person.presses("f")
        person.sees("Finish early?")
        person.presses("f")
        if what == "session":
            person.sees("not saved yet")
            return
        person.sees("How was it?")
        person.presses("3")
        person.sees("[3]")
        if what == "note":
            person.presses("tab", "tab", "tab", "tab", *"warm shoul")
            person.sees("warm shoul")
            person.presses("shift+tab")
    elif what == "form":
        person.opens("[ Start ]")
        person.presses("b")
        person.sees("Record a session")
        person.presses("7", "tab", *"06:1")
        person.sees("06:1")
    else:
        if what == "first run":
            person.opens("What this is")
        else:
            person.opens("[ Start ]")
            person.presses("6")
            person.sees("Safety questions")
            person.presses("j", "j", "enter")
            person.sees("What this is")
        person.presses("enter")
        person.sees("Is the mat for you?")
        person.presses("3")
        person.sees("3 [x] a blood-clot")
    person.disk.ail(disk)


def left(person: Leaver, way: str, *, saved: bool) -> None:
    """Leave; where it is not saved, a key has to be pressed twice, and the reason stands between."""
    if way in KEYS:
        person.presses(way)
        if not saved:
            person.sees("Leave again")
            assert person.at.process.poll() is None
            person.presses(way)
        wanted = 0
    elif way == "cut":
        person.at.hang_up()
        wanted = 129
    else:
        person.at.kill(SIGNALS[way])
        wanted = 128 + SIGNALS[way]
    assert person.at.wait_exit() == (wanted if saved else KEPT), person.at.picture()
    if way != "cut":
        assert person.at.residue() == set()
        assert ("Not saved: " in person.at.screen_text()) is not saved
        assert "Traceback" not in person.at.screen_text()
    person.at.close()
    person.terminal = None


def ticked(person: Person) -> list[list[str]]:
    return [each["ticked"] for each in person.documents("profile") if each["kind"] == "screening"]


def answered(person: Person, field: str) -> list[Any]:
    return [each.get(field) for each in person.documents("sessions")]


THERE: dict[str, Callable[[Person], bool]] = {
    "check-in": lambda person: answered(person, "sharpness") == [3],
    "note": lambda person: (
        answered(person, "note") == ["warm shoul"] and answered(person, "sharpness") == [3]
    ),
    "form": lambda person: answered(person, "done_min") == [7],
    "safety": lambda person: ticked(person)[-1] == ["clots"],
    "first run": lambda person: ticked(person) == [["clots"]],
    "session": lambda person: len(answered(person, "done_min")) == 1 and not person.documents("live"),
}
"""Whether what was said is in the file."""


def offered(person: Leaver, what: str) -> None:
    """The next start offers it, and it is saved there as a person would."""
    if what == "first run":
        person.opens("filled in again")
        person.sees("Is the mat for you?")
        person.presses("enter")
        person.sees("3 of")
        return
    told = person.runs("today")
    assert told.returncode == 0
    assert told.stderr.count("\n") == 1
    assert "is not saved yet" in told.stderr
    person.opens("Not saved yet")
    if what == "form":
        person.presses("o")
        person.sees("Record a session")
        person.sees("06:1")
        person.presses("tab", "end", *"0", "enter")
        person.sees("Saved.")
    elif what == "safety":
        person.presses("o")
        person.sees("Is the mat for you?")
        person.presses("enter")
        person.sees("3 of")
    elif what == "session":
        person.presses("s")
        person.sees("How was it?")
    else:
        person.presses("s")
        person.sees("Saved.")


def live_through(folder: Path, files: dict[str, tuple[bytes, bytes]], way: str, disk: str, what: str) -> str:
    """Leave with something open, and come back; what became of it."""
    folder.mkdir()
    with Disk(folder / "data") as mount, Leaver(folder, mount) as person:
        if what != "first run":
            file, clock = files["lain" if what in ("check-in", "note", "session") else "ready"]
            person.file.write_bytes(file)
            person.hands.file.write_bytes(clock)
        opened(person, what, disk)
        before = person.file.read_bytes() if person.file.exists() else b""
        saved = disk == "fine" and what in ("check-in", "note", "safety")
        left(person, way, saved=saved)
        if not saved:
            assert (person.file.read_bytes() if person.file.exists() else b"") == before
            assert len(person.drafts()) == 1
            mount.heal(disk)
            offered(person, what)
            person.presses("ctrl+q")
            assert person.at.wait_exit() == 0, person.at.picture()
        assert THERE[what](person), person.file.read_text(encoding="utf-8")
        assert person.drafts() == []
        shutil.rmtree(folder / "home")
    return "saved at once" if saved else "offered at the next start"


def possible(ways: Iterable[str]) -> Iterator[tuple[str, str, str]]:
    """All that can be: q is a letter in a form, and on a good disk a session's end is written."""
    for way, disk, what in product(ways, DISKS, OPEN):
        if not (way == "q" and what == "form") and not (disk == "fine" and what == "session"):
            yield way, disk, what


SAMPLE = [
    ("SIGTERM", "full", "note"),
    ("cut", "held", "check-in"),
    ("ctrl+q", "read-only", "form"),
    ("SIGHUP", "fine", "safety"),
    ("q", "held", "session"),
]


@pytest.mark.parametrize(("way", "disk", "what"), SAMPLE)
def test_nothing_said_is_dropped(
    tmp_path: Path, files: dict[str, tuple[bytes, bytes]], way: str, disk: str, what: str
) -> None:
    live_through(tmp_path / "one", files, way, disk, what)


@pytest.mark.long
@pytest.mark.parametrize("way", WAYS)
def test_nothing_said_is_dropped_whatever_the_disk(
    tmp_path: Path, files: dict[str, tuple[bytes, bytes]], way: str
) -> None:
    counts: Counter[str] = Counter()
    for number, case in enumerate(possible([way])):
        counts[live_through(tmp_path / f"{number}", files, *case)] += 1
    told = ", ".join(f"{count} {what}" for what, count in sorted(counts.items()))
    sys.stdout.write(f"\n{way}: {counts.total()} times left with something unsaved: {told}, none dropped\n")
