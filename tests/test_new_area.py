"""Another area is one spec and one tip: with these two alone every screen and every command has it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
AREAS = Path("coach", "domain", "model", "areas.py")
TIPS = Path("coach", "content", "tips.json")

SPEC = """\
    FOREARM = (
        "forearm",
        AreaSpec(
            name="forearm and wrist",
            how="Lay your forearm on the mat, on a table",
            mind="The table has to stand firmly.",
            facts=("B10",),
            sides=Sides(
                "Lay one forearm on the mat; after {half} the other",
                Notice("Halfway. Change to the other arm.", ("B10",)),
            ),
            rungs=(*_steps(Cover.TOWEL, (4, 6), 1), *_steps(Cover.SHIRT, (4, 8), 2)),
            session_limit=AreaLimit(
                8, ("A12",), "{most} minutes at a time is the limit for the forearm, says a test."
            ),
            opening=Opening.BY_USER,
            off_facts=("C11",),
            differ="Sources differ: it is made up.",
            notice="Made up; 8 minutes at most.",
            locked_by={
                Contraindication.PREGNANT: Notice("The mat stays off the forearm, as a test says", (OWN,))
            },
        ),
    )
"""
TIP = (
    '{"id": "forearm-how", "topic": "positions", "title": "A made-up tip", "text": "Lay the forearm on it.",'
    ' "kind": "guidance", "facts": ["B10"], "areas": ["forearm"]}'
)


def copied(to: Path) -> Path:
    """Returns a copy of the coach and of what its walks need."""
    leave = shutil.ignore_patterns("__pycache__", "__snapshots__")
    for folder in ("coach", "styles", "tests/new_area"):
        shutil.copytree(ROOT / folder, to / folder, ignore=leave)
    for name in (
        "pyproject.toml", "tests/conftest.py", "tests/cli/conftest.py",
        "tests/screens/conftest.py", "tests/screens/days.py", "tests/screens/parts.py",
    ):  # fmt: skip
        (to / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, to / name)
    return to


def add_area(copy: Path) -> None:
    """Adds the made-up area: its spec behind the last one, and its tip."""
    with (copy / AREAS).open("a", encoding="utf-8") as areas:
        areas.write(SPEC)
    tips = (copy / TIPS).read_text(encoding="utf-8").rstrip().removesuffix("]").rstrip()
    (copy / TIPS).write_text(f"{tips},\n  {TIP}\n]\n", encoding="utf-8")


def walked(copy: Path, name: str, fixtures: str) -> subprocess.CompletedProcess[str]:
    """Runs a walk in the copy, with the fixtures of the tests of screens or of commands."""
    return subprocess.run(
        [
            sys.executable, "-B", "-m", "pytest", "-q", "--tb=short", "-p", "no:cacheprovider",
            "-p", fixtures, f"--basetemp={copy / 'temp'}", f"tests/new_area/{name}.py",
        ],
        cwd=copy,
        env={**os.environ, "PYTHONPATH": str(copy)},
        capture_output=True,
        text=True,
        check=False,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("name", "fixtures"),
    [("walk_screens", "tests.screens.conftest"), ("walk_commands", "tests.cli.conftest")],
)
def test_an_area_is_added_by_its_spec_and_a_tip_alone(name: str, fixtures: str, tmp_path: Path) -> None:
    copy = copied(tmp_path / "copy")
    add_area(copy)
    done = walked(copy, name, fixtures)
    assert done.returncode == 0, done.stdout[-5000:] + done.stderr[-2000:]
