"""`coach report`: where it may be written, of which days it is, and that it never writes over a file."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.cli.conftest import Shell


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "report.html"


def test_a_page_or_text_by_the_name_of_the_file(ready: Shell, target: Path) -> None:
    ready.well("log", "5", "--note", "<script>alert(1)</script>")
    before = ready.bytes()
    said = ready.well("report", "-o", str(target))
    assert said.out == f"Report written to {target}.\n"
    page = target.read_text(encoding="utf-8")
    assert page.startswith("<!DOCTYPE html>")
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert target.stat().st_mode & 0o777 == 0o600
    text = target.with_suffix(".MD")
    ready.well("report", "-o", str(text))
    assert text.read_text(encoding="utf-8").startswith("# Acupressure mat: report")
    assert ready.bytes() == before


def test_a_file_that_is_there_stays_unless_force_is_given(ready: Shell, target: Path) -> None:
    target.write_text("mine")
    said = ready("report", "-o", str(target))
    assert (said.status, said.out) == (1, "")
    assert said.err == f"{target} already exists; name another file, or add --force to replace it.\n"
    assert target.read_text() == "mine"
    ready.well("report", "-o", str(target), "--force")
    assert target.read_text(encoding="utf-8").startswith("<!DOCTYPE")


def test_neither_the_own_file_nor_a_special_one_is_written_even_with_force(
    ready: Shell, tmp_path: Path
) -> None:
    link = tmp_path / "link.html"
    link.symlink_to(ready.path)
    before = ready.bytes()
    said = ready("report", "-o", str(link), "--force")
    assert said.status == 1
    assert "is the file with all your records" in said.err
    assert ready.bytes() == before
    pipe, folder = tmp_path / "pipe.html", tmp_path / "folder.md"
    os.mkfifo(pipe)
    folder.mkdir()
    for special in (pipe, folder):
        said = ready("report", "-o", str(special), "--force")
        assert said.status == 1
        assert "is not an ordinary file" in said.err


def test_a_folder_that_is_not_there_is_one_sentence(ready: Shell, tmp_path: Path) -> None:
    said = ready("report", "-o", str(tmp_path / "nowhere" / "report.html"))
    assert said.status == 1
    assert said.err.count("\n") == 1


def test_the_days_can_be_chosen(ready: Shell, target: Path) -> None:
    for day, minutes in (("2026-01-02", "3"), ("2026-01-03", "4"), ("2026-01-04", "5")):
        ready.well("log", minutes, "--on", day)
    ready.well("report", "-o", str(target), "--from", "2026-01-03", "--to", "2026-01-04")
    assert "2 sessions, 9 minutes in all" in target.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("", "report needs -o FILE"),
        ("-o report.pdf", "has to end in .html or .md"),
        ("-o report", "has to end in .html or .md"),
        ("-o r.html --from 2026-01-06", "from: 2026-01-06 is in the future"),
        ("-o r.html --to 2026-02-01", "to: 2026-02-01 is in the future"),
        ("-o r.html --from 2026-01-04 --to 2026-01-03", "to: 2026-01-03 is before 2026-01-04"),
        ("-o r.html --from someday", "--from: someday is not a day"),
    ],
)
def test_wrong_usage_writes_nothing(
    words: str, says: str, ready: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    before = sorted(tmp_path.rglob("*"))
    said = ready("report", *words.split())
    assert (said.status, said.out) == (2, "")
    assert says in said.err
    assert said.err.count("\n") == 1
    assert sorted(tmp_path.rglob("*")) == before


def test_before_setup_there_is_a_report_of_nothing(coach: Shell, target: Path) -> None:
    coach.well("report", "-o", str(target))
    assert "Nothing was recorded in these days." in target.read_text(encoding="utf-8")
    assert coach.bytes() is None
