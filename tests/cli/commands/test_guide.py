"""`coach guide`: plain text to a pipe, the user's pager on a terminal, and no pager in a locked account."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from coach.cli.commands.guide import lines
from coach.cli.pager import pagers
from coach.content.guides import GUIDES, Guide, blocks_of, load_guide
from tests.cli.conftest import Shell
from tests.e2e.term import ROOT, Terminal, environment


def test_without_a_name_it_lists_all(coach: Shell) -> None:
    listed = coach.well("guide").out
    assert [name for name in GUIDES if f"\n{name} " in f"\n{listed}"] == list(GUIDES)
    assert max(map(len, listed.splitlines())) <= 80
    told = coach.well("guide", "--json").json
    assert told["schema"] == 1
    assert [set(each) for each in told["guides"]] == [{"name", "title", "summary"}] * len(GUIDES)
    assert not coach.path.parent.exists()


@pytest.mark.parametrize("name", GUIDES)
def test_a_guide_is_plain_text_in_a_pipe(coach: Shell, name: str) -> None:
    text = coach.well("guide", name.upper()).out
    guide = load_guide(name)
    assert text.startswith(f"{guide.title}\n{'=' * len(guide.title)}\n\n")
    assert "```" not in text
    assert "\x1b" not in text
    assert not [line for line in text.splitlines() if len(line) > 80 and not line.startswith("    ")]
    told = coach.well("guide", name, "--json").json
    assert (told["schema"], told["name"], told["text"]) == (1, name, text)


def test_an_unknown_name_is_a_sentence_with_the_near_one(coach: Shell) -> None:
    said = coach("guide", "ssj")
    assert (said.status, said.out) == (2, "")
    assert said.err.startswith("guide: ssj is not one of commands, json, shell,")
    assert said.err.endswith("did you mean ssh?\n")
    assert coach("guide", "zzzz").err.endswith(" file, words.\n")


def test_code_between_backticks_stays_on_a_line_and_tables_have_columns() -> None:
    text = "Of all these words the last is `coach log 5`.\n\n| A | B |\n|---|---|\n| one | two three |\n"
    guide = Guide("made", "Made", "Up.", blocks_of(text))
    assert list(lines(guide, 40))[5:] == [
        "Of all these words the last is", "`coach log 5`.", "", "one  two three",
    ]  # fmt: skip
    assert list(lines(guide, 10))[-2:] == ["one  two", "     three"]


@pytest.mark.parametrize(
    ("environ", "first"),
    [
        ({}, ["less"]),
        ({"PAGER": "most -s"}, ["most", "-s"]),
        ({"PAGER": "'my pager' x"}, ["my pager", "x"]),
        ({"PAGER": "it's"}, ["less"]),
        ({"PAGER": ""}, None),
    ],
)
def test_the_pager_is_that_of_the_user(environ: dict[str, str], first: list[str] | None) -> None:
    found = pagers(environ)
    assert (list(found[0]) if found else None) == first


@pytest.fixture
def pager(tmp_path: Path) -> Path:
    """A pager that keeps what it is given, and how it is called."""
    script = tmp_path / "pager"
    script.write_text(
        '#!/bin/sh\necho "secure $LESSSECURE" "$@"; cat > "$KEPT"; echo read\n', encoding="utf-8"
    )
    script.chmod(0o755)
    return script


def shown(tmp_path: Path, **more: str) -> tuple[int, str]:
    """The status of `coach guide ssh` on a terminal, and what stands there then."""
    env = environment(PYTHONPATH=str(ROOT), HOME=str(tmp_path), KEPT=str(tmp_path / "kept"), **more)
    with Terminal([sys.executable, "-m", "coach", "guide", "locked"], env, cwd=tmp_path) as terminal:
        return terminal.wait_exit(), terminal.screen_text()


def test_on_a_terminal_it_opens_in_the_pager_without_a_shell(tmp_path: Path, pager: Path) -> None:
    status, seen = shown(tmp_path, PAGER=f"{pager} $HOME ';echo' no")
    assert (status, seen.split("\n")[0].strip()) == (0, "secure 1 $HOME ;echo no")
    assert "An account for the coach alone" in (tmp_path / "kept").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "more",
    [{"COACH_LOCKED": "1"}, {"TERM": "dumb"}, {"PAGER": ""}, {"PAGER": "/no/such/pager", "PATH": "/nowhere"}],
    ids=lambda more: " ".join(more),
)
def test_where_no_pager_is_wanted_or_there_it_is_written_out(
    tmp_path: Path, pager: Path, more: dict[str, str]
) -> None:
    status, seen = shown(tmp_path, **({"PAGER": str(pager)} | more))
    assert status == 0
    assert "--locked --data FILE" in seen
    assert not (tmp_path / "kept").exists()
