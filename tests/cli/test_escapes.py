"""Whatever the file holds, a command writes nothing that a terminal would obey.

Texts are planted in every field that the schema lets hold text, and every command that there is is run on
them: a new field that is left out here fails, and a new command is run by itself.
"""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest

from coach.cli.registry import SUMMARIES
from coach.domain import model
from coach.store.exchange.import_export import export_json
from coach.store.schema.record_types import TYPES
from coach.store.store import Store
from tests.cli.conftest import Said, Shell
from tests.conftest import FixedClock
from tests.store.hostile import HOSTILE, NAME, RECORDS, planted, texts_of, written
from tests.store.samples import session

EVERY = ("", "--json", "{name}")
"""How every command is run: on all that is planted, and with words that it may not take."""
MORE = {
    "setup": ("--screening none", "--cue {hostile}", "--tz {hostile}"),
    "check": ("clear", "{hostile}", "pink --on yesterday", "pink --on {hostile}"),
    "log": ("3", "3 --note {hostile}", "{hostile}", "3 --{hostile}"),
    "status": ("--format {{hostile}}",),
    "calendar": ("--year 2026", "--month {hostile}"),
    "pause": ("--off", "{hostile}"),
    "areas": ("{hostile}",),
    "plan": ("--area {hostile}",),
    "report": ("-o {folder}/r.md", "-o {folder}/{name}.html", "-o {folder}/{name}"),
    "tips": ("{hostile}", "--topic {hostile}", "towel", "--open {hostile}", "--favourites", "--review"),
    "day": ("yesterday", "{hostile}"),
    "edit": ("yesterday/1 minutes=3", "yesterday note={hostile}", "{hostile} {hostile}=1"),
    "delete": ("{hostile}", "yesterday/1 --yes"),
    "note": ("{hostile}", "yesterday x --add", "--remove {hostile}"),
    "settings": ("{hostile}", "cue_sentence {hostile}", "cue_sentence", "tz {hostile}"),
    "known": ("{hostile}",),
    "export": ("--format csv", "--format ics", "-o {folder}/{name}.csv", "--format {hostile}"),
    "import": ("{folder}/strange.json --yes", "{folder}/strange.csv", "{folder}/{name}", "{folder}/bad.csv"),
    "merge": ("--yes", "{folder}/strange.json --yes", "{folder}/{name}", "{folder}/damaged.json"),
    "backup": ("create", "restore {hostile}", "{hostile}"),
    "undo": ("--yes", "--list"),
    "doctor": ("--repair",),
    "completion": ("bash", "{hostile}"),
    "ssh-wrapper": ("--locked",),
}
"""The further ways to run some of them."""


@pytest.fixture(params=["running", "resting", "damaged"])
def hostile(request: pytest.FixtureRequest, tmp_path: Path, clock: FixedClock) -> Path:
    """The folder of a file with a hostile name, and of all that may lie beside it."""
    folder = tmp_path / f"f{NAME}"
    path = written(folder / f"c{NAME}.json", planted(running=request.param == "running"))
    copy = folder / f"c{NAME} ({NAME} conflicted copy).json"
    shutil.copy(path, copy)
    strange = planted(running=True)
    strange["meta"]["1"]["id"] = "another"
    written(folder / "strange.json", strange)
    head = "started_at,area,done_min,note"
    (folder / "strange.csv").write_text(f'{head}\n2026-01-03T07:00,back,5,"{HOSTILE}"\n', newline="")
    (folder / "bad.csv").write_text(f"{head},{NAME}\n1,2,3\n", newline="")
    (folder / "damaged.json").write_bytes(path.read_bytes()[:-40])
    (folder / f"{path.name}.lock").write_text(HOSTILE)
    (folder / f".{path.name}.1-ab.tmp").mkdir()
    for kept in ("backups", "quarantine"):
        (folder / kept).mkdir()
        (folder / kept / f"c{NAME}-20260101T000000.000000Z-0123456789abcdef.json.gz").write_text(HOSTILE)
    if request.param == "damaged":
        path.write_bytes(path.read_bytes()[:-40])
    return path


def words_of(line: str, folder: Path) -> list[str]:
    values = {"hostile": HOSTILE, "name": NAME, "folder": str(folder), "{hostile}": f"{{{HOSTILE}}}"}
    words = []
    for word in line.split():
        for name, value in values.items():
            word = word.replace(f"{{{name}}}", value)
        words.append(word)
    return words


def is_printable(text: str) -> bool:
    """Whether a terminal takes it as text: its line ends, and joiners besides what Python calls printable."""
    text = text.replace("\r\n", "\n")
    return all(char.isprintable() or char in "\n\u200c\u200d" for char in text)


def test_every_type_of_record_is_planted() -> None:
    assert {type(each) for each in RECORDS} == {each.cls for each in TYPES}
    found = {(each.cls.__name__, name) for each in TYPES for name in texts_of(each)}
    assert found >= {
        ("Settings", "tz"), ("Settings", "theme"), ("Settings", "cue_sentence"), ("Settings", "keymap"),
        ("Session", "note"), ("DayNote", "text"), ("Live", "boot"),
    }  # fmt: skip


def test_no_call_is_of_a_command_that_is_gone() -> None:
    assert set(MORE) <= set(SUMMARIES)


@pytest.mark.parametrize("name", SUMMARIES)
def test_nothing_that_steers_a_terminal_comes_out(
    name: str, hostile: Path, clock: FixedClock, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    for number, line in enumerate((*EVERY, *MORE.get(name, ()))):
        folder = shutil.copytree(hostile.parent, tmp_path / f"{number}{NAME}")
        shell = Shell(folder / hostile.name, clock, capsys)
        said = shell(name, *words_of(line, folder))
        assert is_printable(said.out), line
        assert is_printable(said.err), line
        assert said.out or said.err or name in ("remind", "pause"), line


def test_the_way_in_is_as_careful(coach: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    def come_out(said: Said) -> None:
        assert said.status == 2
        assert said.err
        assert is_printable(said.out + said.err)

    come_out(coach(HOSTILE))
    come_out(coach(f"--{HOSTILE}"))
    come_out(coach("--data"))
    for name in SUMMARIES:
        come_out(coach(name, f"--{HOSTILE}"))
        come_out(coach(name, f"--{HOSTILE}={HOSTILE}", HOSTILE, HOSTILE, HOSTILE, HOSTILE))
    monkeypatch.setenv("TERM", HOSTILE.replace("\x00", ""))
    assert is_printable(coach("status").out)


def test_json_keeps_exactly_what_it_writes_by_escapes(hostile: Path, clock: FixedClock) -> None:
    if "damaged" in str(hostile.parent.parent):
        return
    tables = planted(running=False)
    path = written(hostile.parent / "exact.json", tables)
    text = export_json(Store(path, clock))
    assert is_printable(text)
    out = json.loads(text)
    assert {each["id"]: each for each in out["sessions"].values() if isinstance(each["id"], str)} == {
        each["id"]: each for each in tables["sessions"].values() if isinstance(each["id"], str)
    }


@pytest.mark.skipif(os.name != "posix", reason="names of files are bytes")
def test_a_name_that_is_no_text_is_shown(coach: Shell, tmp_path: Path) -> None:
    for word in ("doctor", "merge", "export", "undo", "settings"):
        said = Shell(
            Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff\x9b.json")), coach.clock, coach._capsys
        )(word)
        assert is_printable(said.out + said.err)


@pytest.mark.parametrize("char", ["\x1b", "\x07", "\x7f", "\x9b", "\r", "\x00"])
def test_what_is_typed_is_refused_with_the_character_named(ready: Shell, char: str) -> None:
    before = ready.bytes()
    for line in ("log 5 --note", "setup --cue"):
        said = ready(*line.split(), f"a{char}b")
        assert (said.status, said.out) == (2, "")
        assert f"it holds the control character U+{ord(char):04X}; leave it out." in said.err
    assert ready.bytes() == before
    ready.well("log", "5", "--note", "two\nlines,\ta tab and \u05e9\u05dc\u05d5\u05dd")


def test_a_label_is_told_as_text(ready: Shell) -> None:
    Store(ready.path, ready.clock).change(lambda book: model.Change(HOSTILE, put=(session(),)))
    assert ready("undo", "--yes").out.startswith("Undone: x\u241b[2J\u241b]0;t\u2407\ufffd31m")
