"""Every action of the app with the command that does the same, as a page in .github.

`python -m tests.cli.action_table` writes it. The keys come from the screens, the lines of Settings and of the
palette from where they are made, and the commands from `actions.toml`; each is read by its own parser.
"""

from __future__ import annotations

import ast
import shlex
import sys
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from coach.cli.errors import UsageError
from coach.cli.parser import Parser
from coach.cli.registry import SUMMARIES, command
from coach.domain.model import SETTINGS, Book
from coach.domain.ramp.replay import Ramps
from coach.domain.setting_values import setting_groups
from coach.screens.settings.file_items import OTHER_LINES
from coach.screens.shared.key_reference import groups

ROOT = Path(__file__).parents[2]
TABLE = Path(__file__).with_name("actions.toml")
PAGE = ROOT / ".github" / "ACTIONS.md"
PALETTE = ROOT / "coach" / "screens" / "palette" / "anywhere.py"

HEAD = """# Every action, and its command

All that the app does can be done by a command as well, with the same rules and the same questions. Here is
every key of every screen, and what the palette and Settings can do besides. Where no command is needed, the
reason stands in its place.

`python -m tests.cli.action_table` makes this page, from the keys as the screens declare them and from
`tests/cli/actions.toml`. A test fails for a key that has no row, for a row without a key, for a command that
its parser does not take, and for one that fails on a file of somebody who has used the coach; the few that
need more than such a file are named there, and only their parser is asked.
"""


class Action(NamedTuple):
    """One thing that the app can do."""

    place: str
    id: str
    keys: str
    does: str


def keys() -> Iterator[Action]:
    """Every key of every place, by the id of its binding."""
    for group in groups({}):
        for line in group.lines:
            yield Action(group.title, line.id or line.keys.lower(), line.keys, line.does)


def palette() -> Iterator[Action]:
    """What can be done from the palette alone."""
    for node in ast.walk(ast.parse(PALETTE.read_text(encoding="utf-8"))):
        match node:
            case ast.Tuple(elts=[ast.Constant(value=str(id)), ast.Constant(value=str(name)), _, _, _]):
                yield Action("The palette", id, "", name)


def settings() -> Iterator[Action]:
    """The lines of Settings."""
    for _, lines in setting_groups(Ramps(Book())):
        yield from (Action("Settings, line by line", line.id, "", line.label) for line in lines)
    yield from (Action("Settings, line by line", id, "", label) for id, label, _ in OTHER_LINES)


def load() -> Mapping[str, Mapping[str, str]]:
    """The table as it stands in the file."""
    found: Mapping[str, Mapping[str, str]] = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    return found


def rows(table: Mapping[str, Mapping[str, str]]) -> Iterator[tuple[Action, str]]:
    """Each action with its command or the word of a reason; empty if it has neither."""
    for action in keys():
        yield action, table["keys"].get(action.id, "")
    for action in palette():
        yield action, table["palette"].get(action.id, "")
    for action in settings():
        usual = f"coach settings {action.id} VALUE" if action.id in SETTINGS else ""
        yield action, table["settings"].get(action.id, usual)


def parsed(line: str) -> Any:
    """What its parser makes of a command; raises UsageError if it does not take it."""
    program, name, *words = shlex.split(line)
    if program != "coach" or name not in SUMMARIES:
        raise UsageError(f"there is no command {name}")
    parser = Parser(name, SUMMARIES[name])
    command(name).add_arguments(parser)
    return parser.parse(words)


def page() -> str:
    """The page, with a table a place."""
    table = load()
    reasons, lines, place = table["reasons"], [HEAD.rstrip()], ""
    for action, how in rows(table):
        if action.place != place:
            place = action.place
            lines += ["", f"## {place}", "", "| Key | What it does | Command |", "| --- | --- | --- |"]
        told = reasons.get(how) or f"`{how}`".replace("|", "\\|")
        lines.append(f"| {action.keys.replace('|', chr(92) + '|')} | {action.does} | {told} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    every = list(rows(load()))
    by_command = sum(how.startswith("coach ") for _, how in every)
    sys.stdout.write(
        f"{len(every)} actions: {by_command} have a command, {len(every) - by_command} need none.\n"
    )
