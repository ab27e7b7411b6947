"""What the guide "sync" says, done as it is written there."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.tools import require

ROOT = Path(__file__).parents[2]


def recipe(word: str) -> str:
    """The block of commands in the guide in which a word stands."""
    text = (ROOT / "coach" / "content" / "guides" / "sync.md").read_text(encoding="utf-8")
    blocks: list[str] = re.findall(r"^```sh\n(.*?)^```", text, re.M | re.S)
    return next(block for block in blocks if word in block)


class Shell:
    """A folder on some machine, and a shell there in which `coach` is this checkout's."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(exist_ok=True)
        tools = folder.parent / "bin"
        tools.mkdir(exist_ok=True)
        coach = tools / "coach"
        coach.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m coach "$@"\n', encoding="utf-8")
        coach.chmod(0o755)
        self.env = {
            "PATH": f"{tools}:{os.environ['PATH']}",
            "PYTHONPATH": str(ROOT),
            "COACH_DATA": "coach.json",
            "HOME": str(folder.parent),
            "LC_ALL": "C.UTF-8",
            "GIT_CONFIG_GLOBAL": os.devnull,
            **{
                f"GIT_{who}_{what}": "one@example.org"
                for who in ("AUTHOR", "COMMITTER")
                for what in ("NAME", "EMAIL")
            },
        }

    def run(self, script: str) -> str:
        """What a script prints; it ends at its first error."""
        done = subprocess.run(
            ["sh", "-e", "-c", script],
            cwd=self.folder,
            env=self.env,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def notes(self) -> set[str]:
        """The last column of what is recorded."""
        return {line.rpartition(",")[2] for line in self.run("coach export --format csv").splitlines()[1:]}


@pytest.fixture
def laptop(tmp_path: Path) -> Shell:
    shell = Shell(tmp_path / "laptop")
    shell.run("coach setup --screening none; coach log 5 --on 2026-01-05 --note both")
    return shell


def test_a_copy_that_a_sync_tool_left_comes_in(laptop: Shell) -> None:
    copy = laptop.folder / "coach.sync-conflict-20260106-080000-ABCDEFG.json"
    shutil.copy(laptop.folder / "coach.json", copy)
    laptop.run(f"COACH_DATA={copy.name} coach log 4 --on 2026-01-06 --note there")
    laptop.run("coach log 3 --on 2026-01-07 --note here")
    assert "Added 1 record" in laptop.run(recipe("coach merge\n"))
    assert laptop.notes() == {"both", "here", "there"}


def test_two_branches_come_together(laptop: Shell) -> None:
    require("git")
    laptop.run("git init -q -b main . && git add coach.json && git commit -qm 1 && git checkout -qb other")
    laptop.run("coach log 4 --on 2026-01-06 --note there && git commit -qam 2 && git checkout -q main")
    laptop.run("coach log 3 --on 2026-01-07 --note here && git commit -qam 3")
    laptop.run("! git merge -q other")
    assert "<<<<<<<" in (laptop.folder / "coach.json").read_text(encoding="utf-8")
    laptop.run(recipe("git show"))
    assert laptop.notes() == {"both", "here", "there"}
    laptop.run("git commit -qm merged && coach doctor")


def test_a_new_machine_begins_with_the_backups_alone(laptop: Shell, tmp_path: Path) -> None:
    laptop.run("coach log 3 --on 2026-01-07 --note last && coach backup create")
    new = Shell(tmp_path / "new")
    shutil.copytree(laptop.folder / "backups", new.folder / "backups")
    newest = max(each.name for each in (new.folder / "backups").iterdir())
    assert newest in new.run("coach backup list")
    new.run(recipe("restore").replace("NAME", newest))
    assert new.notes() == {"both", "last"}
