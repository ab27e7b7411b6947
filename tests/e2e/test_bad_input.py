"""Bad input at the shell and at the screen: one clear sentence, and the file as it was."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.e2e.launch import command, env
from tests.e2e.person import Person
from tests.tools import require

NOW = datetime(2026, 1, 12, 7, 30, tzinfo=UTC)
SETUP = ("setup", "--screening", "none")
BUSY_DAYS = [
    SETUP,
    ("log", "5", "--on", "2026-01-10", "--sharpness", "3"),
    ("log", "5", "--on", "2026-01-11"),
]

ROOT_USER = os.geteuid() == 0


@pytest.fixture(scope="module")
def busy_file(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    with Person(tmp_path_factory.mktemp("busy"), NOW) as one:
        return one.prepared(*BUSY_DAYS).file.read_bytes()


@pytest.fixture
def person(tmp_path: Path, busy_file: bytes) -> Iterator[Person]:
    with Person(tmp_path, NOW) as one:
        one.file.parent.mkdir()
        one.file.write_bytes(busy_file)
        yield one


def complaint(person: Person, *arguments: str, status: int) -> str:
    """The sentence that a command ends with; nothing else was said, and the file is as it was."""
    before = person.file.read_bytes()
    done = person.runs(*arguments)
    assert person.file.read_bytes() == before
    assert (done.returncode, done.stdout) == (status, ""), done
    assert "Traceback" not in done.stderr
    return done.stderr


LOGGED = [
    pytest.param(("1000",), ("minutes: 1000", "12 hours"), id="longer than half a day"),
    pytest.param(("720.1",), ("minutes: 720.1", "12 hours"), id="a little longer"),
    pytest.param(("0",), ("minutes: 0",), id="no time"),
    pytest.param(("0.001",), ("minutes: 0",), id="next to no time"),
    pytest.param(("-3",), ("minutes: -3",), id="less than no time"),
    pytest.param(("abc",), ("minutes: abc",), id="no number"),
    pytest.param(("nan",), ("minutes: nan",), id="not a number"),
    pytest.param(("inf",), ("minutes: inf",), id="for ever"),
    pytest.param(("",), ("minutes:",), id="nothing"),
    pytest.param(("5", "--on", "2026-01-13"), ("on: 2026-01-13", "future"), id="tomorrow"),
    pytest.param(("5", "--on", "2026-01-12", "--at", "23:00"), ("at: ", "future"), id="tonight"),
    pytest.param(("5", "--on", "1969-12-31"), ("--on: Wed 31 Dec 1969", "1970"), id="before 1970"),
    pytest.param(("5", "--on", "2026-02-30"), ("--on: 2026-02-30", "not a day"), id="no date"),
    pytest.param(("5", "--at", "25:00"), ("at: 25:00",), id="no time of day"),
    pytest.param(("5", "--sharpness", "11"), ("sharpness: 11", "0 to 10"), id="sharpness"),
    pytest.param(("5", "--sharpness", "-1"), ("sharpness: -1", "0 to 10"), id="sharpness below"),
    pytest.param(("5", "--before", "11"), ("before: 11", "0 to 10"), id="before"),
    pytest.param(("5", "--after", "x"), ("after: x", "0 to 10"), id="after"),
    pytest.param(("5", "--skin", "purple"), ("skin: purple", "clear, pink, sore, broken"), id="skin"),
    pytest.param(("5", "--cover", "mink"), ("cover: mink", "towel"), id="cover"),
    pytest.param(("5", "--area", "knee"), ("area: knee", "back"), id="area"),
    pytest.param(("5", "--note", "n" * 4001), ("note:", "4000"), id="a long note"),
    pytest.param((), ("MINUTES",), id="no minutes"),
    pytest.param(("5", "6"), ("6",), id="too many"),
    pytest.param(("5", "--mood", "fine"), ("--mood",), id="an unknown option"),
]


@pytest.mark.parametrize(("arguments", "named"), LOGGED)
def test_what_cannot_be_logged(person: Person, arguments: tuple[str, ...], named: tuple[str, ...]) -> None:
    said = complaint(person, "log", *arguments, status=2)
    assert said.count("\n") == 1
    assert [word for word in named if word not in said] == []


OTHERS = [
    pytest.param(("setup", "--screening", "headache"), 2, "headache", id="screening"),
    pytest.param(("setup", "--goal-minutes", "45"), 2, "45", id="goal"),
    pytest.param(("setup", "--tz", "Mars/Olympus"), 2, "Mars/Olympus", id="zone"),
    pytest.param(("check", "fine"), 2, "fine", id="check"),
    pytest.param(("pause", "2026-02-02", "2026-02-01"), 1, "2026-02-01", id="a pause that ends first"),
    pytest.param(("calendar", "--month", "2026-13"), 2, "2026-13", id="month"),
    pytest.param(("plan", "--days", "0"), 2, "0", id="plan"),
    pytest.param(("export", "--format", "xml"), 2, "xml", id="format"),
    pytest.param(("import", "nowhere.csv"), 1, "nowhere.csv", id="no file"),
    pytest.param(("dance",), 2, "dance", id="command"),
]


@pytest.mark.parametrize(("arguments", "status", "named"), OTHERS)
def test_what_no_command_takes(person: Person, arguments: tuple[str, ...], status: int, named: str) -> None:
    said = complaint(person, *arguments, status=status)
    assert said.count("\n") == 1
    assert named in said


# Import

HEADER = "started_at,area,done_min"
GOOD = "2026-01-07T07:00:00+00:00,back,5"
BAD = "2026-01-08T07:00:00+00:00,knee,5"
WORSE = "2026-01-09T07:00:00+00:00,back,745"


def csv(person: Person, *lines: str) -> str:
    path = person.folder / "rows.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path.name


def test_an_unknown_column_is_told_by_its_name_and_line(person: Person) -> None:
    said = complaint(person, "import", csv(person, f"{HEADER},mood", f"{GOOD},fine"), status=1)
    assert "line 1" in said
    assert "mood" in said


def test_bad_rows_are_told_by_line_and_keep_the_good_ones_out(person: Person) -> None:
    said = complaint(person, "import", csv(person, HEADER, GOOD, BAD, WORSE), status=1)
    assert "line 3: area" in said
    assert "line 4: done_min" in said
    assert "Nothing was imported" in said


def test_the_good_rows_come_in_where_the_bad_are_skipped(person: Person) -> None:
    done = person.runs("import", "--skip-bad", csv(person, HEADER, GOOD, BAD, WORSE))
    assert done.returncode == 0
    assert "Imported 1 session" in done.stdout
    days = sorted(each["day"] for each in person.documents("sessions"))
    assert days == ["2026-01-07", "2026-01-10", "2026-01-11"]


def test_what_is_there_is_told_by_line_and_comes_in_once(person: Person) -> None:
    rows = csv(person, HEADER, GOOD)
    assert person.runs("import", rows).returncode == 0
    before = person.file.read_bytes()
    again = person.runs("import", rows)
    assert again.returncode == 0
    assert "line 2" in again.stdout
    assert person.file.read_bytes() == before


def test_a_row_twice_in_one_file_is_told_by_line(person: Person) -> None:
    done = person.runs("import", csv(person, HEADER, GOOD, GOOD))
    assert "line 3" in done.stdout + done.stderr
    assert [each["day"] for each in person.documents("sessions")].count("2026-01-07") <= 1


# The file itself

DAMAGED = [
    pytest.param(b"hello, coach\n", ("line 1, column 1", "not JSON"), id="not JSON"),
    pytest.param(b'{"sessions": {"1": {"id": "a"', ("line 1",), id="torn"),
    pytest.param(b"", ("empty",), id="0 bytes"),
    pytest.param(b"[1, 2]", (), id="a list"),
    pytest.param(b"\xff\xfe\x00", (), id="not UTF-8"),
]


@pytest.mark.parametrize(("content", "named"), DAMAGED)
def test_a_damaged_file(tmp_path: Path, content: bytes, named: tuple[str, ...]) -> None:
    with Person(tmp_path, NOW) as person:
        person.file.parent.mkdir()
        person.file.write_bytes(content)
        for arguments in (("log", "5"), ("today",), ("status",), ("check", "clear"), ("undo",), SETUP):
            said = complaint(person, *arguments, status=1)
            assert said.count("\n") == 1
            assert [word for word in (str(person.file), *named) if word not in said] == []
        person.opens("cannot be read")
        text = person.sees("Nothing in it was changed")
        assert [word for word in named if word.lower() not in text.lower().replace("\n", " ")] == []
        person.presses("r")
        person.sees("still cannot be read")
        assert person.file.read_bytes() == content
        person.closes()
        assert person.file.read_bytes() == content


def test_a_file_that_is_mended_while_it_is_looked_at(person: Person) -> None:
    whole = person.file.read_bytes()
    person.file.write_bytes(whole[: len(whole) // 2])
    person.opens("cannot be read")
    person.file.write_bytes(whole)
    person.presses("r")
    person.sees("Today's session")
    person.closes()
    assert person.file.read_bytes() == whole


def test_a_newer_file_is_looked_at_and_left(person: Person) -> None:
    text = person.file.read_text(encoding="utf-8")
    person.file.write_text(text.replace('"schema": 5', '"schema": 6'), encoding="utf-8")
    assert "newer" in complaint(person, "log", "5", status=1)
    before = person.file.read_bytes()
    person.opens("newer coach")
    person.closes()
    assert person.file.read_bytes() == before


POWERLESS = ["setpriv", "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-dac_override"]
"""Root without the power to write where the permissions forbid it."""


def test_a_folder_without_write_permission(person: Person) -> None:
    if ROOT_USER:
        require("setpriv")  # root ignores permissions
    before = person.file.read_bytes()
    prefix = POWERLESS if ROOT_USER else []
    person.file.parent.chmod(0o500)
    try:
        done = subprocess.run(
            [*prefix, *command(person.hands, "log", "5")],
            env=env(person.folder / "home", COACH_DATA=str(person.file)),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
    finally:
        person.file.parent.chmod(0o700)
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert f"{person.file} could not be written: no permission" in done.stderr
    assert person.file.read_bytes() == before
    assert [each.name for each in person.file.parent.iterdir()] == ["coach.json"]


@contextmanager
def small_disk(place: Path) -> Iterator[Path]:
    """A file system of 64 KiB at `place`; skips where none can be mounted."""
    place.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=64k,mode=700", "tmpfs", place], capture_output=True, check=False
    )
    if made.returncode:
        pytest.skip(f"no small disk can be mounted: {made.stderr.decode().strip()}")
    try:
        yield place
    finally:
        subprocess.run(["umount", "--lazy", place], check=True)


def fill(place: Path) -> Path:
    """A file that takes all the room that is left."""
    ballast = place / "ballast"
    with ballast.open("wb", buffering=0) as file:
        while True:
            try:
                file.write(bytes(4096))
            except OSError:
                return ballast


@pytest.mark.skipif(not ROOT_USER, reason="only root can mount a small disk")
def test_a_full_disk_at_the_shell(tmp_path: Path) -> None:
    with small_disk(tmp_path / "data") as place, Person(tmp_path, NOW) as person:
        person.prepared(*BUSY_DAYS)
        ballast = fill(place)
        said = complaint(person, "log", "5", status=1)
        assert said.count("\n") == 1
        assert "disk is full" in said
        ballast.unlink()
        assert person.runs("log", "5").returncode == 0
        assert len(person.documents("sessions")) == 3


@pytest.mark.skipif(not ROOT_USER, reason="only root can mount a small disk")
def test_a_full_disk_in_the_midst_of_a_session(tmp_path: Path) -> None:
    with small_disk(tmp_path / "data") as place, Person(tmp_path, NOW) as person:
        person.prepared(SETUP)
        before = person.file.read_bytes()
        person.opens("[ Start ]")
        ballast = fill(place)
        person.presses("enter")
        person.sees("Settle down")
        person.presses("enter")
        person.sees(lambda text: "disk is full" in text and "The clock goes on" in text)
        person.sees("When to stop")
        person.lets_pass(minutes=5)
        person.sees("Overtime")
        person.presses("f")
        person.sees("Enter tries again")
        assert person.file.read_bytes() == before
        ballast.unlink()
        person.presses("enter")
        person.sees("How was it?")
        [session] = person.documents("sessions")
        assert (session["done_min"], session["ended"]) == (5.0, "completed")
        person.closes()


# Notes

STRANGE = (
    "[red]no[/red] [link=x]y[/link] \x1b]0;taken over\x07\x1b[2Jgone"
    " \u05e9\u05dc\u05d5\u05dd \u202eabc \U0001f33f"
)
"""Markup, a title for the window, a cleared screen, right to left, an override of it, and a herb."""

HARMLESS = STRANGE.replace("\x1b", "\u241b").replace("\x07", "\u2407")
"""As the file has it: what steers a terminal stands there by its picture."""


def test_a_note_is_text_and_nothing_else(person: Person) -> None:
    row = f'2026-01-12T07:00,back,5,towel,"{STRANGE}"'
    done = person.runs("import", csv(person, "started_at,area,done_min,cover,note", row))
    assert "3 control characters were made visible." in done.stdout
    assert "U+001B" in complaint(person, "log", "5", "--note", STRANGE, status=2)
    assert [each.get("note") for each in person.documents("sessions")][-1] == HARMLESS
    person.opens("Done today", cols=120, rows=40)
    person.presses("2")
    text = person.sees("[red]no[/red]")
    assert "[link=x]y[/link]" in text
    assert "gone" in text
    assert "January 2026" in text
    assert person.at.title != "taken over"
    assert b"taken over\x07" not in person.at.received
    assert "\u202e" not in person.at.received.decode()
    person.closes()
    for arguments in (("calendar",), ("today",), ("status",)):
        done = person.runs(*arguments)
        assert "\x1b" not in done.stdout + done.stderr
