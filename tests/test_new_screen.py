"""A screen is a row of the table: in a copy of the tree with one more, every way leads to it."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
TABLE = Path("coach/screens/shared/screen_table.py")
AFTER = '        uses=(LISTS,),\n        name="settings",\n        is_tab=True,\n    ),\n'
ROW = '    Place(title="Diary", path="screens.diary.screen.DiaryScreen", name="diary", is_tab=True),\n'
SCREEN = '''
from textual.binding import Binding
from textual.widgets import Static

from coach.paths import STYLES
from coach.screens.shared.base import CoachScreen


class DiaryScreen(CoachScreen):
    """A screen that is made up for a test."""

    CSS_PATH = STYLES / "diary.tcss"
    BINDINGS = [Binding("f2", "write", "Write", id="diary-write", tooltip="Write a line of it")]

    def body(self):
        yield Static("Dear diary.", id="dear")
'''


@pytest.fixture
def seen(tmp_path: Path) -> dict[str, Any]:
    """What a user sees of the new screen."""
    copy = tmp_path / "copy"
    for each in ("coach", "styles"):
        shutil.copytree(ROOT / each, copy / each, ignore=shutil.ignore_patterns("__pycache__"))
    code = (copy / TABLE).read_text(encoding="utf-8")
    assert code.count(AFTER) == 1
    (copy / TABLE).write_text(code.replace(AFTER, AFTER + ROW), encoding="utf-8")
    folder = copy / "coach" / "screens" / "diary"
    folder.mkdir()
    (folder / "__init__.py").write_text('"""The diary."""\n')
    (folder / "screen.py").write_text(SCREEN)
    (copy / "styles" / "diary.tcss").write_text("DiaryScreen #dear { padding: 2 4; }\n")
    file = str(tmp_path / "mine" / "coach.json")
    environment = {**os.environ, "PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1"}

    def run(*words: str) -> str:
        done = subprocess.run(
            [sys.executable, *words],
            cwd=copy, env=environment, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    run("-m", "coach", "--data", file, "setup", "--screening", "none", "--tz", "UTC")
    walk = str(Path(__file__).with_name("screen_walk.py"))
    found: dict[str, Any] = json.loads(run(walk, file, "7", "Diary"))
    return found


def test_a_new_screen_is_one_row_of_the_table(seen: dict[str, Any]) -> None:
    assert "[1 Today] 2 Calendar  3 Tips  4 Plan  5 Insights  6 Settings  7 Diary" in seen["bar on Today"]
    for way in ("by its digit", "by a click", "by the palette"):
        assert "[7 Diary]" in seen[way][0], way
        assert "Dear diary." in "".join(seen[way]), way
        assert "F2 Write" in seen[way][-1], way
    help = "\n".join(seen["help"])
    assert seen["help"].index("Diary") < seen["help"].index("Everywhere")
    assert "F2" in help
    assert "Write a line of it" in help
    assert "Go to Diary" in help
    found, *_ = [row for row in seen["palette"] if "Go to Diary" in row]  # below it is said once more in full
    assert re.search(r"Go to Diary +7\b", found)
