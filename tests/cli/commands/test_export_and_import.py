from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

import pytest

from coach.store import Store
from tests.cli.conftest import Shell

HEADER = "started_at,area,done_min,cover,planned_min,ended,sharpness,skin_after,skin_next,before,after,note"


def fill(coach: Shell) -> None:
    """Two sessions with all that a session can have."""
    coach.well("log", "5", "--sharpness", "2", "--skin", "clear", "--before", "6", "--after", "4",
               "--note", 'a "quoted", note\nof two lines')  # fmt: skip
    coach.clock.advance(timedelta(days=1))
    coach.well("check", "clear")
    coach.well("log", "4.5")


def test_csv_out_and_in_again_is_the_same(ready: Shell, tmp_path: Path) -> None:
    fill(ready)
    sheet = tmp_path / "out.csv"
    ready.well("export", "-o", str(sheet))
    text = sheet.read_bytes().decode()
    assert text.split("\r\n")[0] == HEADER
    assert text == ready.well("export", "--format", "csv").out
    assert sheet.stat().st_mode & 0o777 == 0o600  # what is told of a body is nobody else's
    here, ready.path = ready.path, tmp_path / "other.json"
    assert ready.well("import", str(sheet)).out.startswith("Imported 2 sessions.\n")
    assert ready.well("export", "--format", "csv").out == text
    ours, theirs = (Store(path, ready.clock).read().sessions for path in (here, ready.path))
    assert [s.day for s in ours] == [s.day for s in theirs]


def test_importing_twice_changes_nothing(ready: Shell, tmp_path: Path) -> None:
    fill(ready)
    sheet = tmp_path / "out.csv"
    ready.well("export", "-o", str(sheet))
    before = ready.bytes()
    said = ready.well("import", str(sheet)).out.splitlines()
    assert said == [
        "line 2: session already exists (in the file of the coach).",
        "line 4: session already exists (in the file of the coach).",  # the note took two lines
        "Imported 0 sessions; 2 were there already.",
    ]
    assert ready.bytes() == before


def test_json_out_and_in_again_is_everything(ready: Shell, tmp_path: Path) -> None:
    fill(ready)
    ready.well("pause", "2026-02-01")
    bundle = tmp_path / "all.json"
    ready.well("export", "-o", str(bundle))
    here, ready.path = ready.path, tmp_path / "other.json"
    assert ready.well("import", str(bundle)).out.startswith("Imported ")
    assert Store(here, ready.clock).read() == Store(ready.path, ready.clock).read()
    before = ready.bytes()
    assert "there already" in ready.well("import", str(bundle)).out
    assert ready.bytes() == before


def test_what_was_undone_there_is_not_called_deleted_here(ready: Shell, tmp_path: Path) -> None:
    fill(ready)
    ready.well("log", "3", "--at", "05:00", "--yes")
    bundle = tmp_path / "all.json"
    ready.well("export", "-o", str(bundle))
    copy = tmp_path / "copy.json"
    copy.write_bytes(ready.path.read_bytes())
    ready.well("undo", "--yes")
    later = tmp_path / "later.json"
    ready.well("export", "-o", str(later))
    ready.path = tmp_path / "new.json"
    assert "deleted" not in ready.well("import", str(later)).out
    ready.path = copy
    assert "1 deleted there is deleted here" in ready.well("import", str(later)).out


BAD_ROW = (
    "started_at,area,done_min\n2026-01-01T07:00,back,5\n2026-01-02T07:00,back,721\n2026-01-03T07:00,neck,5\n"
)


def test_a_bad_row_is_told_by_line_and_nothing_is_taken(ready: Shell, tmp_path: Path) -> None:
    sheet = tmp_path / "in.csv"
    sheet.write_text(BAD_ROW)
    before = ready.bytes()
    said = ready("import", str(sheet))
    assert (said.status, said.out) == (1, "")
    lines = said.err.splitlines()
    assert lines[0].startswith("line 3: done_min")
    assert lines[1].startswith("line 4: area")
    assert lines[2] == "Nothing was imported: 2 rows do not fit; fix the file, or add --skip-bad."
    assert ready.bytes() == before
    skipped = ready("import", "--skip-bad", str(sheet))
    assert (skipped.status, skipped.out.splitlines()[0]) == (0, "Imported 1 session; 2 bad rows left out.")
    assert ready.well("undo", "--yes").out.startswith("Undone: Imported 1 session.\n")


def test_a_dry_run_writes_nothing(coach: Shell, tmp_path: Path) -> None:
    sheet = tmp_path / "in.csv"
    sheet.write_text("started_at,area,done_min\n2026-01-01T07:00,back,5\n")
    assert coach.well("import", "--dry-run", str(sheet)).out == "Would import 1 session.\n"
    assert not coach.path.exists()
    assert coach.well("import", str(sheet)).out.startswith("Imported 1 session.\n")  # also before setup


@pytest.mark.parametrize(("text", "says"), [
    ("started_at,area,done_min,mood\n", 'unknown column "mood"'),
    ("started_at,area\n", 'the column "done_min" is missing'),
    ("", "does not start with a header"),
    ('{"a": {}}', "not a file of the coach"),
    ("{}", "no tables"),
])  # fmt: skip
def test_what_is_no_table_is_one_sentence(coach: Shell, tmp_path: Path, text: str, says: str) -> None:
    sheet = tmp_path / "in.csv"
    sheet.write_text(text)
    said = coach("import", str(sheet))
    assert (said.status, said.out) == (1, "")
    assert says in said.err
    assert said.err.count("\n") == 1
    assert not coach.path.exists()


def test_a_day_over_the_cap_is_taken_with_a_warning(ready: Shell, tmp_path: Path) -> None:
    sheet = tmp_path / "in.csv"
    sheet.write_text("started_at,area,done_min\n2026-01-01T07:00,back,15\n2026-01-01T19:00,back,15\n")
    said = ready("import", str(sheet))
    assert (said.status, said.out.splitlines()[0]) == (0, "Imported 2 sessions.")
    assert said.err == (
        "That makes 30 minutes on Thu 1 Jan 2026: 20 a day is the limit in the first 14 sessions, since both"
        " articles speak of 10 to 20 at first.\n"
    )


MANY = "started_at,area,done_min\n" + "".join(
    f"2025-12-{day:02}T{hour}:00,back,15\n" for day in range(1, 26) for hour in ("07", "19")
)


def test_many_days_over_the_cap_are_one_sentence_also_before_it_is_written(
    ready: Shell, tmp_path: Path
) -> None:
    sheet = tmp_path / "in.csv"
    sheet.write_text(MANY)
    for more in (["--dry-run"], []):
        said = ready("import", str(sheet), *more)
        assert said.err == (
            "More minutes came in on 25 days than the limits allow; they are kept, and the limits hold.\n"
        )
    again = ready.well("import", str(sheet)).out
    assert again == (
        "Not taken: 50 rows that came in before (lines 2, 3, 4 and more).\n"
        "Imported 0 sessions; 50 were there already.\n"
    )


def test_export_never_writes_over_what_is_there(ready: Shell, tmp_path: Path) -> None:
    target = tmp_path / "out.csv"
    target.write_text("mine")
    said = ready("export", "-o", str(target))
    assert said.status == 1
    assert "--force" in said.err
    assert target.read_text() == "mine"
    ready.well("export", "--force", "-o", str(target))
    assert target.read_text().startswith(HEADER)
    assert ready("export", "--force", "-o", str(ready.path)).status == 1  # not even by force
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    assert ready("export", "--force", "-o", str(pipe)).status == 1  # nor is a device replaced by a file
    assert pipe.is_fifo()
    assert ready("export", "-o", str(tmp_path / "nowhere" / "out.csv")).status == 1
    assert ready("export", "-o", str(tmp_path)).status == 1
    assert sorted(p.name for p in tmp_path.iterdir() if p.is_file()) == ["out.csv"]


@pytest.mark.parametrize(
    ("name", "words", "told"),
    [("x.xlsx", (), " as JSON"), ("x", ("--format", "csv"), " as CSV"), ("x.CSV", (), "")],
)
def test_what_is_in_an_export_is_said_unless_its_ending_says_so(
    ready: Shell, tmp_path: Path, name: str, words: tuple[str, ...], told: str
) -> None:
    assert (
        ready.well("export", "-o", str(tmp_path / name), *words).out
        == f"Exported to {tmp_path / name}{told}.\n"
    )
