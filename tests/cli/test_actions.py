"""All that the app does can be done by command: no key, line or entry without a row, no row without one."""

from __future__ import annotations

import shlex

import pytest

from coach.cli.errors import UsageError
from coach.store import Store
from tests.cli.action_table import PAGE, keys, load, page, palette, parsed, rows, settings
from tests.cli.conftest import Shell

TABLE = load()
ASKING = ("coach areas", "coach backup restore", "coach delete", "coach undo")
"""The commands that ask first, where a person sits."""


def test_every_action_has_a_command_or_a_reason_why_it_needs_none() -> None:
    assert [action for action, how in rows(TABLE) if not how] == []


def test_no_row_is_stale() -> None:
    found = {"keys": keys(), "palette": palette(), "settings": settings()}
    assert {part: set(TABLE[part]) - {each.id for each in found[part]} for part in found} == {
        "keys": set(), "palette": set(), "settings": set(),
    }  # fmt: skip
    used = {how for _, how in rows(TABLE) if not how.startswith("coach ")}
    assert used == set(TABLE["reasons"])


COMMANDS = sorted({how for _, how in rows(TABLE) if how.startswith("coach ")})


@pytest.mark.parametrize("line", COMMANDS)
def test_a_command_of_the_table_is_there_with_its_options(line: str) -> None:
    parsed(line)


ONLY_PARSED = {
    "coach delete 2030-01-31": "needs a session dated ahead of the clock",
    "coach edit 2030-01-31 day=yesterday at=07:30": "the same",
    "coach fortnight": "needs fourteen days",
    "coach plan --lower 1": "needs a step above the first",
    "coach session 12": "needs a step of more minutes",
    "coach session 3": "needs an easier step of three minutes",
}
"""The commands that are not run here, and what they need."""

BEFORE = {
    "coach redo": [("undo", "--yes")],
    "coach edit today sharpness=3": [("check", "clear"), ("log", "5")],
    "coach session": [("check", "clear")],
    "coach session 3 --free": [("check", "clear")],
}
"""What has to be done before a command makes sense."""


@pytest.fixture
def lived_in(ready: Shell, monkeypatch: pytest.MonkeyPatch) -> Shell:
    """Somebody who has used the coach for a day."""
    monkeypatch.chdir(ready.path.parent)
    ready.well("log", "5", "--on", "yesterday", "--at", "09:00", "--sharpness", "4")
    ready.well("backup", "create")
    return ready


@pytest.mark.parametrize("line", [each for each in COMMANDS if each not in ONLY_PARSED])
def test_a_command_of_the_table_runs(lived_in: Shell, line: str) -> None:
    for each in BEFORE.get(line, ()):
        lived_in.well(*each)
    words = shlex.split(line)[1:]
    if "VALUE" in words:
        value = getattr(Store(lived_in.path, lived_in.clock).read().settings, words[1])
        words[-1] = ("on" if value else "off") if isinstance(value, bool) else str(value)
    backups = lived_in.well("backup", "list", "--json").json["backups"]
    known = {"FILE": str(lived_in.path.with_name("other.json")), "NAME": backups[0]["name"]}
    asks = line.startswith(ASKING) and not {"--yes", "--list"} & {*words}
    agrees = ["--yes"] if asks else []
    said = lived_in(*(known.get(each, each) for each in words), *agrees)
    assert said.status == 0, said.err


def test_what_is_only_parsed_stands_in_the_table() -> None:
    assert {*ONLY_PARSED, *BEFORE} <= set(COMMANDS)


@pytest.mark.parametrize("line", ["coach lower 1", "coach plan --lowered 1", "coach edit", "mat today"])
def test_what_no_parser_takes_is_noticed(line: str) -> None:
    with pytest.raises(UsageError):
        parsed(line)


def test_the_palette_is_read_where_it_is_made() -> None:
    assert len(list(palette())) == 8


def test_the_page_is_the_one_that_the_program_makes() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run: python -m tests.cli.action_table"
