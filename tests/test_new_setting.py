"""A setting is one line of the table: in a copy of the tree with one more, everything knows of it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

import pytest

ROOT = Path(__file__).parents[1]
TABLE = Path("coach", "domain", "model", "settings.py")
BEFORE = "    ready_s: Annotated["
"""The setting before which the new one is inserted."""
HELP = "Made up for a test."


class Made(NamedTuple):
    """A setting that the coach does not have, and what becomes of it."""

    code: str
    typed: str
    """What is typed after Enter; empty if Enter lists its values, of which the next is taken."""
    before: str
    """The name of its first value."""
    after: str
    first: object
    changed: object
    unfit: object
    """A value that the file must not have."""
    why: str
    """What doctor says of that value."""
    undo: str


MADE = {
    "number": Made(
        """    candles: Annotated[
        int,
        Setting(
            group=SettingGroup.SESSION,
            label="Candles",
            help="Made up for a test.",
            values=((2, "two"), (4, "four"), (0, "none")),
        ),
    ] = 2
""",
        "", "two", "four", 2, 4, 9, "candles is not a whole number from 0 to 4", 'Set "Candles" to four',
    ),
    "word": Made(
        """    candles: Annotated[
        str,
        Setting(
            group=SettingGroup.SESSION,
            label="Candles",
            help="Made up for a test.",
            values=(("wax", "of wax"), ("soy", "of soy")),
        ),
    ] = "wax"
""",
        "", "of wax", "of soy", "wax", "soy", "tar", "candles is not one of wax, soy",
        'Set "Candles" to of soy',
    ),
    "text": Made(
        """    candles: Annotated[
        str,
        Setting(
            group=SettingGroup.SESSION,
            label="Candles",
            help="Made up for a test.",
            question=Question("Which candles", "In your words."),
            unset="no candles",
        ),
    ] = ""
""",
        "long", "no candles", "long", "", "long", "x" * 65, "candles is longer than 64 characters",
        'Set "Candles" to long',
    ),
}  # fmt: skip


class Copy:
    """A copy of the tree with one more setting, and a file of its own."""

    def __init__(self, root: Path, made: Made) -> None:
        self.root = root
        self.path = root / "mine" / "coach.json"
        for folder in ("coach", "styles"):
            shutil.copytree(ROOT / folder, root / folder, ignore=shutil.ignore_patterns("__pycache__"))
        code = (root / TABLE).read_text(encoding="utf-8")
        assert code.count(BEFORE) == 1
        (root / TABLE).write_text(code.replace(BEFORE, made.code + BEFORE), encoding="utf-8")

    def run(self, *words: str, data: Path | None = None) -> subprocess.CompletedProcess[str]:
        """A command of that copy."""
        return self._python("-m", "coach", "--data", str(data or self.path), *words)

    def well(self, *words: str, data: Path | None = None) -> str:
        """What a command prints that has to go well."""
        done = self.run(*words, data=data)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def walk(self, made: Made) -> dict[str, Any]:
        """What the screen of the settings shows of it."""
        script = str(Path(__file__).with_name("setting_walk.py"))
        done = self._python(script, str(self.path), "candles", "Candles", HELP, made.typed)
        assert done.returncode == 0, done.stdout + done.stderr
        found: dict[str, Any] = json.loads(done.stdout)
        return found

    def document(self) -> dict[str, Any]:
        """The settings in the file."""
        tables = json.loads(self.path.read_text(encoding="utf-8"))
        return next(each for each in tables["profile"].values() if each.get("kind") == "settings")

    def _python(self, *words: str) -> subprocess.CompletedProcess[str]:
        environment = {**os.environ, "PYTHONPATH": str(self.root), "PYTHONDONTWRITEBYTECODE": "1"}
        return subprocess.run(
            [sys.executable, *words],
            cwd=self.root, env=environment, capture_output=True, text=True, check=False,
        )  # fmt: skip


@pytest.mark.parametrize(
    "made",
    [
        pytest.param(made, marks=[] if id == "word" else [pytest.mark.long], id=id)
        for id, made in MADE.items()
    ],
)
def test_a_new_setting_is_one_line_of_the_table(made: Made, tmp_path: Path) -> None:
    copy = Copy(tmp_path / "copy", made)
    copy.well("setup", "--screening", "none", "--tz", "UTC")

    seen = copy.walk(made)
    assert seen["group"] == "Session"
    assert seen["before"].split(maxsplit=1) == ["Candles", made.before]
    assert seen["explained"]
    assert seen["changed"].split(maxsplit=1) == ["Candles", made.after]
    assert seen["stored"] == made.changed
    assert seen["undone"].split(maxsplit=1) == ["Candles", made.before]
    assert seen["stored after undo"] == made.first
    assert seen["redone"].split(maxsplit=1) == ["Candles", made.after]
    assert made.undo in copy.well("undo", "--list")

    lines = copy.well("settings").splitlines()
    assert lines.index("Session") + 1 == next(n for n, each in enumerate(lines) if "Candles" in each)
    assert f"  Candles: {made.after}" in lines
    assert json.loads(copy.well("settings", "--json"))["candles"] == made.changed
    assert copy.document()["candles"] == made.changed

    other, exported = tmp_path / "other.json", tmp_path / "export.json"
    copy.well("export", "-o", str(exported))
    copy.well("import", str(exported), "--yes", data=other)
    assert json.loads(copy.well("settings", "--json", data=other))["candles"] == made.changed
    assert copy.run("doctor").returncode == 0

    text = copy.path.read_text(encoding="utf-8")
    unfit = text.replace(f'"candles": {json.dumps(made.changed)}', f'"candles": {json.dumps(made.unfit)}')
    copy.path.write_text(unfit, encoding="utf-8")
    done = copy.run("doctor")
    assert done.returncode != 0
    assert made.why in " ".join(done.stdout.split())
    assert json.loads(copy.well("settings", "--json"))["candles"] == made.first
    copy.run("log", "5")
    assert copy.document()["candles"] == made.unfit, "what does not fit is left alone"
