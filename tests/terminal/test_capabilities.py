from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from coach.terminal.capabilities import Capabilities, detect
from tests.e2e.term import ROOT, Terminal, environment
from tests.terminal.programs import PROBE


@pytest.mark.parametrize(
    ("environ", "encoding", "unicode"),
    [
        ({"LANG": "de_DE.UTF-8"}, "utf-8", True),
        ({}, "UTF-8", True),
        ({"LC_ALL": "C"}, "utf-8", False),
        ({"LC_ALL": "POSIX"}, "utf-8", False),
        ({"LANG": "de_DE.ISO-8859-1"}, "iso-8859-1", False),
        ({"PYTHONIOENCODING": "ascii"}, "ascii", False),
        ({"TERM": "linux"}, "utf-8", False),
        ({"TERM": "vt220"}, "utf-8", False),
        ({"TERM": "tmux-256color"}, "utf-8", True),
    ],
)
def test_marks_follow_what_the_terminal_says(environ: dict[str, str], encoding: str, unicode: bool) -> None:
    assert detect(environ, encoding) == Capabilities(unicode=unicode, remote=False)


@pytest.mark.parametrize("name", ["SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY"])
def test_a_session_of_sshd_is_remote(name: str) -> None:
    assert detect({name: "something"}, "utf-8").remote


def probe(sequel: str = "", **more: str) -> tuple[int, str]:
    """What a process in a terminal says of it; `sequel` follows the command in a shell."""
    script = f"exec '{sys.executable}' '{PROBE}' {sequel}"
    with Terminal(["sh", "-c", script], environment(PYTHONPATH=str(ROOT), **more)) as terminal:
        status = terminal.wait_exit()
        return status, terminal.received.decode()


def test_a_terminal_will_do() -> None:
    status, said = probe()
    assert status == 0
    assert json.loads(said)["refusal"] is None


@pytest.mark.parametrize("term", ["dumb", "unknown"])
def test_a_terminal_that_cannot_draw_is_refused_in_one_plain_line(term: str) -> None:
    status, said = probe(TERM=term)
    assert status == 64
    assert said.count("\n") == 1
    assert "\x1b" not in said
    assert f"TERM={term}" in said
    assert "coach setup" in said, "someone new hears the questions"


@pytest.mark.parametrize("sequel", ["</dev/null", "<&-", "2>/dev/null", "2>&-"])
def test_closed_and_redirected_streams_are_refused(sequel: str) -> None:
    status, said = probe(sequel)
    assert status == 64
    assert "\x1b" not in said
    assert "Traceback" not in said


@pytest.mark.parametrize("sequel", [">/dev/null", ">&-", "| cat"])
def test_standard_output_may_go_anywhere(sequel: str) -> None:
    script = f"'{sys.executable}' '{PROBE}' --draw {sequel}"
    with Terminal(["sh", "-c", script], environment(PYTHONPATH=str(ROOT))) as terminal:
        terminal.wait_for("drawn")


def test_a_pipe_is_refused_without_an_escape_byte() -> None:
    done = subprocess.run(
        [sys.executable, PROBE],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        env=environment(PYTHONPATH=str(ROOT)),
    )
    assert done.returncode == 64
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1
    assert "\x1b" not in done.stderr


def test_a_file_opened_later_never_takes_the_place_of_a_closed_stream() -> None:
    assert probe("--held <&- >&-")[1].strip() == "all above 2"


@pytest.mark.parametrize("sequel", [">&-", "2>&-", "<&- >&- 2>&-"])
def test_a_command_needs_none_of_its_streams(sequel: str, tmp_path: Path) -> None:
    script = f"exec '{sys.executable}' -m coach --data c.json today {sequel}"
    with Terminal(["sh", "-c", script], environment(PYTHONPATH=str(ROOT)), cwd=tmp_path) as terminal:
        assert terminal.wait_exit() == 0
        assert b"Traceback" not in terminal.received


def test_what_is_drawn_is_utf8_in_any_locale() -> None:
    with Terminal(
        [sys.executable, PROBE, "--draw"],
        environment(PYTHONPATH=str(ROOT), PYTHONIOENCODING="latin-1"),
    ) as terminal:
        terminal.wait_for("drawn ●")
