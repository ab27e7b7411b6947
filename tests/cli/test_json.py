"""Every command tells a program what it tells a person, in one object whose keys the guide documents."""

from __future__ import annotations

import json
import shutil
from collections import defaultdict
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from coach.cli.commands import import_
from coach.cli.registry import SUMMARIES
from coach.content.guides import load_guide
from coach.domain.model import Area, Change, Cover, Live
from coach.paths import CONTENT
from coach.store import Store
from coach.store.exchange.import_export import ImportReport, import_file
from tests.cli.conftest import Shell
from tests.cli.json_keys import documented, keys_of

WITHOUT = {
    "completion": "prints a script for a shell",
    "ssh-wrapper": "prints a script for a shell",
    "help": "prints what people read before they type",
    "demo": "opens the screens",
    "session": "asks and tells a person, line by line: status has the session that runs, day what it was",
}
"""The commands without --json, and why."""

NEW = """
    today | status | remind | areas | plan | fortnight | insights | calendar | settings | backup list
    doctor | doctor --versions | merge | day | tips towel | known | guide | guide ssh | note | tips --review 1
    setup --screening none
"""
FIRST_DAY = """
    today | status | remind | remind --install systemd | areas
    log 5 --skin clear --sharpness 3 --before 4 --after 2 | status
    undo --list | undo --yes | redo | day | pause 2026-01-20 2026-01-21 | today
    pause --until 2026-01-22 | pause --off
    note good | settings bell | settings bell off | settings bell off | check sore
    areas legs on | areas legs on | tips --favourite back-first | tips --open back-first
    setup --goal-minutes 20 | setup --old-comfort unbearable | backup create | backup list
    export -o {folder}/o.csv
    report -o {folder}/o.md | import {folder}/o.csv --dry-run
    merge {folder}/copy.json
"""
LATER = """
    today | status | remind | areas | plan --days 9 | plan --rules | fortnight | insights
    calendar | calendar --year 2026 | day 2026-01-24 | edit 2026-01-24 minutes=6
    check pink --on 2026-01-24 | plan --lower 1 --yes
    delete 2026-01-24 --yes | pause | today | status
"""
IMPORTS = "import {folder}/bad.csv --skip-bad | import --from loop {folder}/Checkmarks.csv --minutes 5 --yes"
HURT = "check numb | plan | undo --yes"
RHYTHM = "settings rhythm | settings rhythm 4 | today | calendar | insights | status"
RUNNING = "today | status | remind"
DAMAGED = "doctor | doctor --repair"

BAD = "started_at,area,done_min\n2026-01-02T07:00,back,5\n2026-01-03T07:00,elbow,5\n"
LOOP = "Date,Value,Notes\n2025-12-04,YES_MANUAL,calm\n2025-12-03,NO,\n"


class Walk:
    """Calls with --json; the keys of their answers, by command."""

    def __init__(self, shell: Shell) -> None:
        self.shell = shell
        self.keys: dict[str, set[str]] = defaultdict(set)

    def __call__(self, calls: str) -> None:
        for line in filter(None, (each.strip() for each in calls.replace("\n", "|").split("|"))):
            words = line.format(folder=self.shell.path.parent).split()
            said = self.shell(*words, "--json")
            assert said.out, (line, said)
            assert said.status in (0, 1), (line, said)
            answer = json.loads(said.out)
            assert next(iter(answer.items())) == ("schema", 1), line
            self.keys[words[0]] |= set(keys_of(answer))


@pytest.fixture
def used(ready: Shell) -> Shell:
    """A file with a session in it."""
    ready.well("log", "5", "--sharpness", "3")
    return ready


@pytest.fixture(scope="module")
def _once() -> dict[str, dict[str, set[str]]]:
    return {}


@pytest.fixture
def told(
    coach: Shell, monkeypatch: pytest.MonkeyPatch, _once: dict[str, dict[str, set[str]]]
) -> dict[str, set[str]]:
    """The keys of all answers in several states of a file, walked through once for all tests."""
    if "keys" not in _once:
        _once["keys"] = _walked(coach, monkeypatch)
    return _once["keys"]


def _walked(coach: Shell, monkeypatch: pytest.MonkeyPatch) -> dict[str, set[str]]:
    walk = Walk(coach)
    walk(NEW)
    coach.well("setup", "--cue", "I brush my teeth")
    (coach.path.parent / "copy.json").write_bytes(coach.path.read_bytes())
    walk(FIRST_DAY)
    (coach.path.parent / "bad.csv").write_text(BAD, encoding="utf-8")
    (coach.path.parent / "Checkmarks.csv").write_text(LOOP, encoding="utf-8")
    walk(IMPORTS)
    _live_on(walk, date(2026, 1, 6), 20)
    walk(LATER)
    coach.well("pause", "--off")
    walk(HURT)
    walk(RHYTHM)
    coach.clock.set(datetime(2026, 2, 4, 12, tzinfo=UTC))
    walk(RHYTHM)
    coach("check", "clear")
    _failing_hook(coach, monkeypatch)
    walk("remind | doctor")
    store = Store(coach.path, coach.clock)
    store.change(lambda _: Change("Started", put=(_running(coach.clock.now()),)))
    walk(RUNNING)
    shutil.rmtree(coach.path.parent / "backups")
    text = coach.path.read_text(encoding="utf-8")
    at = text.index('"done_min"', text.index('"sessions"'))
    coach.path.write_text(f"{text[:at]}?{text[at + 1 :]}", encoding="utf-8")
    walk(DAMAGED)
    return dict(walk.keys)


def _live_on(walk: Walk, first: date, days: int) -> None:
    """Lies on the mat once a day, as the coach asks."""
    coach = walk.shell
    for n in range(days):
        day = first + timedelta(days=n)
        coach.clock.set(datetime(day.year, day.month, day.day, 12, tzinfo=UTC))
        coach("check", "clear")
        minutes = coach("today", "--json").json["minutes"] or 5
        coach("log", str(minutes), "--sharpness", "3", "--before", "4", "--after", "3", "--skin", "clear")
        walk("today")
    coach.clock.set(datetime(2026, 1, 26, 12, tzinfo=UTC))


def _failing_hook(coach: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    home = coach.path.parent / "config"
    hook = home / "coach" / "hooks" / "due"
    hook.parent.mkdir(parents=True, mode=0o700)
    hook.write_text("#!/bin/sh\nexit 3\n", encoding="utf-8")
    hook.chmod(0o700)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home))


def _running(now: datetime) -> Live:
    return Live(
        area=Area.BACK, cover=Cover.TOWEL, planned_min=5, cap_min=20, started_at=now, day=now.date(),
        boot="boot-1", booted_s=0.0,
    )  # fmt: skip


def test_every_command_is_asked_or_has_a_reason(told: dict[str, set[str]]) -> None:
    assert {*told, *WITHOUT} == set(SUMMARIES)
    assert not {*told} & {*WITHOUT}


@pytest.mark.parametrize("name", [each for each in SUMMARIES if each not in WITHOUT])
def test_the_guide_documents_every_key_and_no_other(told: dict[str, set[str]], name: str) -> None:
    known = documented(load_guide("json"))
    assert sorted(told[name] - {"schema"} - known[f"coach {name}"]) == [], "not documented"
    assert sorted(known[f"coach {name}"] - told[name]) == [], "documented, and never there"


def test_the_guide_names_the_commands_without_it() -> None:
    text = (CONTENT / "guides" / "json.md").read_text(encoding="utf-8").partition("\n## ")[0]
    assert [name for name in WITHOUT if f"`{name}`" not in text] == []


def test_a_refusal_leaves_standard_output_empty(coach: Shell) -> None:
    for line, status in (("log x", 2), ("undo", 1), ("backup restore none", 1)):
        said = coach(*line.split(), "--json")
        assert (said.status, said.out) == (status, ""), line
        assert said.err, line


def test_a_session_in_lines_refuses_it_and_names_the_commands_that_tell_a_program(ready: Shell) -> None:
    said = ready("session", "--json")
    assert (said.status, said.out) == (2, "")
    assert "coach status --json tells of the session that runs, and coach day --json" in said.err
    assert "--json" not in ready("help", "session").out


def test_a_warning_stands_in_the_object_and_on_standard_error(ready: Shell) -> None:
    said = ready("log", "40", "--cover", "towel", "--on", "2026-01-04", "--yes", "--json")
    assert said.status == 0
    assert said.json["warnings"] == said.err.splitlines()
    assert said.json["warnings"]
    assert said.json["changed"] is True
    assert said.json["label"] == ready("undo", "--list", "--json").json["steps"][0]["label"]


def test_what_changes_nothing_says_so(ready: Shell) -> None:
    ready.well("settings", "bell", "off")
    said = ready.well("settings", "bell", "off", "--json").json
    assert (said["changed"], said["label"]) == (False, "")
    assert (said["text"], said["warnings"]) == (["Bell is off already."], [])


def test_a_repair_tells_a_program_what_it_tells_a_person(used: Shell) -> None:
    text = used.path.read_text(encoding="utf-8")
    damaged = text.replace('"done_min"', '"done_min', 1)
    used.path.write_text(damaged, encoding="utf-8")
    said = used("doctor", "--repair", "--json").json
    assert (said["changed"], said["label"], said["next"], said["warnings"]) == (True, "", [], [])
    assert said["text"][0].startswith("Kept: ")
    assert said["text"][-1] == "Everything else is fine now."
    again = used("doctor", "--repair", "--json").json
    assert (again["changed"], again["text"]) == (False, [])


def test_an_import_and_an_open_tip_tell_a_program_what_they_tell_a_person(used: Shell) -> None:
    file = used.path.parent / "more.csv"
    file.write_text("started_at,area,done_min\n2026-01-02T07:00Z,back,5\n", encoding="utf-8")
    lines = used.well("import", str(file), "--dry-run").out.splitlines()
    assert used.well("import", str(file), "--dry-run", "--json").json["text"] == lines
    said = used.well("import", str(file), "--json").json
    assert (said["label"], said["text"]) == ("Imported 1 session", ["Imported 1 session."])
    used.well("tips", "--open", "back-first")  # from then on it says when it was opened
    shown = used.well("tips", "--open", "back-first").out.splitlines()
    assert used.well("tips", "--open", "back-first", "--json").json["text"] == shown


def test_the_label_is_that_of_the_import_though_another_change_came_after_it(
    used: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    def late(*given: Any, **named: Any) -> ImportReport:
        report = import_file(*given, **named)
        store = Store(used.path, used.clock)
        store.change(lambda book: Change("Another change", put=(book.settings._replace(bell=False),)))
        return report

    file = used.path.parent / "more.csv"
    file.write_text("started_at,area,done_min\n2026-01-02T07:00Z,back,5\n", encoding="utf-8")
    monkeypatch.setattr(import_, "import_file", late)
    assert used.well("import", str(file), "--json").json["label"] == "Imported 1 session"
    assert used.well("undo", "--list", "--json").json["steps"][0]["label"] == "Another change"


def test_a_goal_that_is_refused_does_not_hide_what_was_recorded(ready: Shell) -> None:
    said = ready("setup", "--sensitive", "--goal-cover", "bare", "--json")
    assert said.status == 1
    assert said.json["changed"] is True
    assert said.json["refused"].startswith("Everything was recorded except the goal.")
    assert said.json["refused"] in said.err


def test_export_tells_about_a_file_only(ready: Shell) -> None:
    said = ready("export", "--json")
    assert (said.status, said.out) == (2, "")
    assert "-o FILE" in said.err
