"""`-` in place of a file: data alone on standard output, and what a program sends on standard input."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Shell


class Piped(io.TextIOWrapper):
    """Standard input that another program writes to."""

    def __init__(self, data: bytes, *, terminal: bool = False) -> None:
        super().__init__(io.BytesIO(data), encoding="utf-8")
        self._terminal = terminal

    def isatty(self) -> bool:
        return self._terminal


def test_a_report_goes_to_standard_output_alone(ready: Shell, tmp_path: Path) -> None:
    ready.well("report", "-o", str(tmp_path / "page.md"))
    said = ready.well("report", "-o", "-", "--format", "md")
    assert said.out == (tmp_path / "page.md").read_text(encoding="utf-8")
    assert ready.well("report", "-o", "-", "--format", "html").out.startswith("<!DOCTYPE html>")


def test_a_file_of_that_name_has_a_path(
    ready: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert ready.well("report", "-o", "./-", "--format", "md").out == "Report written to -.\n"
    assert ready.well("export", "-o", "./-", "--force").out == "Exported to - as JSON.\n"
    assert (tmp_path / "-").read_text(encoding="utf-8") == ready.well("export", "-o", "-").out


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("report -o -", "report -o - needs --format html or --format md.\n"),
        ("report -o - --format md --force", "--force needs -o FILE; there is nothing to replace.\n"),
        ("report -o page.txt", "--output: page.txt has to end in .html or .md; or add --format.\n"),
        ("report -o - --format pdf", "--format: pdf is not one of html, md.\n"),
        ("merge - -", "- can stand for one copy only.\n"),
    ],
)
def test_what_is_missing_is_said_in_a_sentence(ready: Shell, line: str, says: str) -> None:
    before = ready.bytes()
    said = ready(*line.split())
    assert (said.status, said.out, said.err) == (2, "", says)
    assert ready.bytes() == before


def test_a_copy_is_merged_from_standard_input(ready: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    copy = ready.bytes() or b""
    ready.well("log", "5", "--on", "yesterday")
    later = ready.bytes() or b""
    ready.path.write_bytes(copy)
    monkeypatch.setattr(sys, "stdin", Piped(later))
    assert "Added 1 record" in ready.well("merge", "-").out
    assert ready.well("day", "yesterday", "--json").json["sessions"]


def test_what_comes_there_is_read_as_carefully_as_a_file(
    ready: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = ready.bytes()
    for data, says in {b"{": "standard input", b"": "Nothing came on standard input"}.items():
        monkeypatch.setattr(sys, "stdin", Piped(data))
        said = ready("merge", "-")
        assert (said.status, said.out) == (1, "")
        assert said.err.startswith(says)
        assert said.err.count("\n") == 1
    assert ready.bytes() == before


def test_sessions_are_imported_from_standard_input(ready: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", Piped(b"started_at,area,done_min\n2026-01-02T07:00,back,5\n"))
    assert ready.well("import", "-").out.startswith("Imported 1 session")
    monkeypatch.setattr(sys, "stdin", Piped(b"", terminal=True))
    assert "as in coach import - < FILE" in ready("import", "-").err


def test_a_note_is_written_from_standard_input(ready: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    for words, data in (
        (("note", "-"), b"one\r\ntwo\r\n"),
        (("note", "today", "-", "--add"), b"\xef\xbb\xbf3\n"),
    ):
        monkeypatch.setattr(sys, "stdin", Piped(data))
        ready.well(*words)
    assert ready.well("note", "--json").json["note"] == "one\ntwo\n3"
    before = ready.bytes()
    for data, status, says in (
        (b"\xff", 1, "what came on standard input is not UTF-8 text"),
        (b"\n", 2, "the note is empty"),
        (b"a\x1bb", 2, "note: it holds the control character"),
        (b"x" * 4001, 2, "4000 is the limit"),
    ):
        monkeypatch.setattr(sys, "stdin", Piped(data))
        said = ready("note", "--replace", "-")
        assert (said.status, said.out, says in said.err) == (status, "", True), said.err
    assert ready.bytes() == before


def test_more_than_any_file_holds_is_not_read(ready: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coach.store.file.atomic.LARGEST", 2**20)
    monkeypatch.setattr(sys, "stdin", Piped(b" " * (2**20 + 1)))
    said = ready("merge", "-")
    assert (said.status, said.err) == (1, "More than 1 megabyte came on standard input.\n")


def test_nobody_at_a_terminal_waits_for_nothing(ready: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", Piped(b"", terminal=True))
    said = ready("merge", "-")
    assert (said.status, said.out) == (2, "")
    assert said.err == "- is for what another program sends, as in coach merge - < FILE.\n"


def test_without_any_standard_input_it_says_so(ready: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    said = ready("merge", "-")
    assert (said.status, said.err) == (1, "Nothing can be read, since standard input is closed.\n")
    ready.well("log", "5", "--on", "yesterday")
    assert ready("undo").status == 2
