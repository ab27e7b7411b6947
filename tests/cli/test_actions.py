"""All that the app does can be done by command: no key, line or entry without a row, no row without one."""

from __future__ import annotations

import pytest

from coach.cli.errors import UsageError
from tests.cli.action_table import PAGE, keys, load, page, palette, parsed, rows, settings

TABLE = load()


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


@pytest.mark.parametrize("line", ["coach lower 1", "coach plan --lowered 1", "coach edit", "mat today"])
def test_what_no_parser_takes_is_noticed(line: str) -> None:
    with pytest.raises(UsageError):
        parsed(line)


def test_the_palette_is_read_where_it_is_made() -> None:
    assert len(list(palette())) == 8


def test_the_page_is_the_one_that_the_program_makes() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run: python -m tests.cli.action_table"
