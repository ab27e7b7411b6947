"""The sheets of styles: one to a folder of screens, by its name; no rule is for a widget that is gone."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from coach.paths import STYLES
from tests.e2e.term import ROOT

SCREENS = ROOT / "coach" / "screens"
SHEETS = sorted(STYLES.glob("*.tcss"))
CLASS = re.compile(r"^class (\w+)", re.MULTILINE)
OF_TEXTUAL = {
    "Center", "CommandInput", "CommandList", "Grid", "Horizontal", "Input", "Label", "LoadingIndicator",
    "ModalScreen", "OptionList", "Screen", "SearchIcon", "Static", "TextArea", "Toast", "Tooltip", "Vertical",
    "VerticalScroll",
}  # fmt: skip


def types_in(sheet: str) -> set[str]:
    """The names of widgets in the selectors of a sheet."""
    selectors = re.sub(r"/\*.*?\*/|\{[^}]*\}", " ", sheet, flags=re.DOTALL)
    return set(re.findall(r"(?<![\w.#$-])[A-Z]\w+", selectors))


def test_each_folder_of_screens_has_its_sheet() -> None:
    folders = {folder.name for folder in SCREENS.iterdir() if (folder / "__init__.py").exists()}
    assert {sheet.stem for sheet in SHEETS} == folders | {"base"}


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.stem)
def test_a_sheet_names_only_widgets_that_there_are(sheet: Path) -> None:
    own = {name for file in (ROOT / "coach").rglob("*.py") for name in CLASS.findall(file.read_text("utf-8"))}
    assert types_in(sheet.read_text("utf-8")) <= own | OF_TEXTUAL


@pytest.mark.parametrize("file", sorted(SCREENS.rglob("*.py")), ids=lambda file: file.stem)
def test_a_screen_takes_the_sheet_of_its_folder(file: Path) -> None:
    taken = set(re.findall(r'CSS_PATH = STYLES / "(\w+)\.tcss"', file.read_text("utf-8")))
    # the page on the evidence looks like Help, and the question for a key like any line to type
    shared = {"evidence": "help", "keymap_dialog": "dialogs"}
    assert taken <= {file.parent.name, shared.get(file.stem, "")}


def test_a_rule_for_a_widget_that_is_gone_is_found() -> None:
    assert types_in("/* A Card. */\nGone > .a #B, Card.-low { color: Red; }") == {"Gone", "Card"}
