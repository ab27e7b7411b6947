"""What only a process of its own can show."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def run(
    path: Path, *words: str, options: tuple[str, ...] = (), **environ: str
) -> subprocess.CompletedProcess[str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "XDG_STATE_HOME") if name in os.environ}
    return subprocess.run(
        [sys.executable, *options, "-m", "coach", "--data", str(path), *words],
        cwd=ROOT,
        env=kept | {"PYTHONDONTWRITEBYTECODE": "1"} | environ,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="surrogateescape",
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize("line", ["today", "status", "today --json", "calendar", "plan", "tips", "--help"])
def test_reading_imports_none_of_what_is_heavy(store_path: Path, line: str) -> None:
    assert run(store_path, "setup", "--screening", "none").returncode == 0
    found = run(store_path, *line.split(), options=("-X", "importtime"))
    assert found.returncode == 0
    imported = {each.rpartition("|")[2].strip() for each in found.stderr.splitlines()}
    assert "coach.cli.main" in imported
    heavy = (
        "textual",
        "rich",
        "asyncio",
        "tinydb",
        "filelock",
        "ulid",
        "humanize",
        "logging",
        "shutil",
        "csv",
    )
    assert not {name for name in imported if name.partition(".")[0] in heavy}


def test_without_a_terminal_the_app_is_one_plain_line_and_64(store_path: Path) -> None:
    found = run(store_path, TERM="xterm")
    assert (found.returncode, found.stdout) == (64, "")
    assert found.stderr.count("\n") == 1
    assert "\x1b" not in found.stderr


def test_a_reader_that_goes_away_is_no_news(store_path: Path) -> None:
    whole = f"{sys.executable} -m coach --data {store_path} tips | head -1; exit ${{PIPESTATUS[0]}}"
    found = subprocess.run(
        ["bash", "-c", whole], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False
    )
    assert found.stderr == ""
    assert found.returncode in (0, 141)  # 0 where all of it went into the pipe


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_an_output_that_is_full_is_a_failure(store_path: Path) -> None:
    with Path("/dev/full").open("w") as full:
        found = subprocess.run(
            [sys.executable, "-m", "coach", "--data", str(store_path), "today"],
            cwd=ROOT, stdout=full, stderr=subprocess.PIPE, text=True, timeout=60, check=False,
        )  # fmt: skip
    assert found.returncode == 1
    assert found.stderr == "coach: The output could not be written: No space left on device.\n"


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-8"])
def test_each_encoding_gets_marks_that_it_can_show(store_path: Path, encoding: str) -> None:
    found = run(store_path, "calendar", PYTHONIOENCODING=encoding)
    assert (found.returncode, found.stderr) == (0, "")
    assert ("\u25a0 done" in found.stdout) is (encoding == "utf-8")
    assert found.stdout.isascii() is (encoding != "utf-8")
    assert run(store_path, "tips", "towel", PYTHONIOENCODING=encoding).returncode == 0


def test_a_folder_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    found = run(tmp_path / "file" / "coach.json", "log", "5")
    assert (found.returncode, found.stdout) == (1, "")
    assert found.stderr.count("\n") == 1
    assert "Traceback" not in found.stderr


def test_the_file_is_found_by_the_environment(tmp_path: Path) -> None:
    path = tmp_path / "mine.json"
    command = [sys.executable, "-m", "coach", "setup", "--screening", "none"]
    subprocess.run(command, cwd=ROOT, env=os.environ | {"COACH_DATA": str(path)}, check=True, timeout=60)
    assert path.exists()
