"""The sheets of styles: one to a folder of screens, by its name; each rule is for something that is shown."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from textual.css.match import match
from textual.css.parse import parse_selectors

from coach.paths import STYLES
from coach.widgets.base.breakpoints import HORIZONTAL_BREAKPOINTS, VERTICAL_BREAKPOINTS
from tests.conftest import FixedClock
from tests.e2e.term import ROOT
from tests.screens.conftest import Bench
from tests.screens.scenes import staged

SCREENS = ROOT / "coach" / "screens"
SHEETS = sorted(STYLES.glob("*.tcss"))
SIZES = [{name for _, name in each} for each in (HORIZONTAL_BREAKPOINTS, VERTICAL_BREAKPOINTS)]
RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
STATE = re.compile(r"\.(-[a-z][\w-]*)")
SOURCE = "\n".join(file.read_text("utf-8") for file in (ROOT / "coach").rglob("*.py"))


SHOWN = {
    "base": (
        "today-check", "setup-3", "calendar", "tips", "settings", "session-running", "session-stop", "goal",
        "backups", "undo", "review", "skin", "dated-ahead", "press-key-taken",
    ),
    "calendar": ("calendar", "entry"),
    "dialogs": ("session-stop", "press-key-taken", "theme", "zone"),
    "help": ("help", "known", "guide"),
    "insights": ("insights", "insights-ramp"),
    "palette": ("palette",),
    "plan": ("plan", "goal", "pause", "pause-longer"),
    "session": ("session-running", "check-in", "check-in-unattended", "after-save", "recovery"),
    "settings": ("settings", "keys", "backups"),
    "setup": ("setup-1", "setup-2", "setup-3", "setup-4", "setup-5", "setup-6"),
    "shared": ("areas", "milestones", "undo", "unreadable", "missing-file"),
    "tips": ("tips", "review"),
    "today": ("today-check", "skin", "dated-ahead"),
}  # fmt: skip
"""The scenes in which, taken together, each rule of a sheet is for something."""


def rules(sheet: str) -> Iterator[tuple[str, str]]:
    """Yields each selector of a sheet with its declarations."""
    for selectors, declarations in RULE.findall(re.sub(r"/\*.*?\*/", " ", sheet, flags=re.DOTALL)):
        for selector in selectors.split(","):
            yield " ".join(selector.split()), " ".join(declarations.split())


def lasting(selector: str) -> str:
    """Returns a selector without states, sizes and parts that a widget paints itself."""
    whole = re.sub(r":[\w-]+", "", STATE.sub("", selector)).strip()
    return re.sub(r"(?:\s*>)?\s*\.[a-z-]+--[a-z-]+$", "", whole).strip() or "*"


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.stem)
async def test_each_rule_is_for_something_that_is_shown(sheet: Path, tmp_path: Path, bench: Bench) -> None:
    left = {lasting(selector) for selector, _ in rules(sheet.read_text("utf-8"))}
    for scene in SHOWN[sheet.stem]:
        clock = FixedClock(datetime(2026, 11, 21, 7, 30, tzinfo=UTC))
        async with staged(scene, "80x24", "dusk", Bench(tmp_path / scene / "coach.json", clock)) as app:
            nodes = [node for screen in app.screen_stack for node in (screen, *screen.query("*"))]
            left -= {each for each in left if any(match(parse_selectors(each), node) for node in nodes)}
    assert left == set()


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.stem)
def test_each_state_is_one_that_the_code_sets(sheet: Path) -> None:
    states = {state for selector, _ in rules(sheet.read_text("utf-8")) for state in STATE.findall(selector)}
    assert {state for state in states if not re.search(rf"[\" ]{state}[\" ]", SOURCE)} == set()


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.stem)
def test_no_rule_asks_for_two_sizes_at_once(sheet: Path) -> None:
    selectors = [selector for selector, _ in rules(sheet.read_text("utf-8"))]
    assert [each for each in selectors for sizes in SIZES if len(sizes & set(STATE.findall(each))) > 1] == []


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.stem)
def test_what_a_selector_sets_is_set_once(sheet: Path) -> None:
    found = Counter(
        (selector, declaration.partition(":")[0].strip())
        for selector, declarations in rules(sheet.read_text("utf-8"))
        for declaration in declarations.split(";")
        if declaration.strip()
    )
    assert [each for each, count in found.items() if count > 1] == []


def test_each_folder_of_screens_has_its_sheet() -> None:
    folders = {folder.name for folder in SCREENS.iterdir() if (folder / "__init__.py").exists()}
    assert {sheet.stem for sheet in SHEETS} == folders | {"base"} == set(SHOWN)


@pytest.mark.parametrize("file", sorted(SCREENS.rglob("*.py")), ids=lambda file: file.stem)
def test_a_screen_takes_the_sheet_of_its_folder(file: Path) -> None:
    taken = set(re.findall(r'CSS_PATH = STYLES / "(\w+)\.tcss"', file.read_text("utf-8")))
    # the page on the evidence looks like Help, and the question for a key like any line to type
    shared = {"evidence": "help", "keymap_dialog": "dialogs"}
    assert taken <= {file.parent.name, shared.get(file.stem, "")}


def test_a_selector_is_matched_without_its_states_and_painted_parts() -> None:
    sheet = "/* A Card. */ Gone:focus > .a #b, Card.-low { color: red; }\n.-ascii X > .x--part { width: 1; }"
    assert [lasting(selector) for selector, _ in rules(sheet)] == ["Gone > .a #b", "Card", "X"]
