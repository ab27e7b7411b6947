"""The tree: every module short, under a name of its own, in a room; what no contract of imports can say."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FILES = sorted((ROOT / "coach").rglob("*.py"))
LONGEST = 300

SHARED = {
    "another_person": "another person's file: what may be taken from it, and the question at the prompt",
    "areas": "the areas: the command, and the screen",
    "confirmations": "what has to be confirmed: the rules, at the prompt, and on the screen",
    "dated_ahead": "records dated ahead: the rules, and the dialog that sets them right",
    "drafts": "answers that no file has yet: what they say, and where they are kept",
    "errors": "the faults of the store, and those of a command line",
    "evidence": "the page on the evidence: what it says, and its screen",
    "export": "the export: the command, and the key for it",
    "glyphs": "marks and glyphs: the two sets, and which of them a command prints",
    "merge": "the merge: the command, and what it does",
    "milestones": "the milestones: the rules, and the screen",
    "old_answers": "old answers on comfort: the rules, and the question about them",
    "output": "what goes to the terminal: of the app, and of a command",
    "prompt": "a question with a line to type: on the screen, and at the prompt",
    "recovery": "a session that was lost while it ran: the rules, and the questions about it",
    "safety_answers": "answers to the safety questions: what is recorded, and what a repair keeps",
    "sentences": "sentences: over figures, and those that several commands say",
    "settings": "the settings: the table of them, and the command",
    "setup": "setting up: the rules, and the command",
    "today": "today: the rules, and the command",
    "undo": "undo: the command, and the key for it",
}
"""The names that stand in more than one layer, with the subject that they share."""


def names() -> dict[str, list[str]]:
    """The layers in which each name stands; once for each module."""
    found = defaultdict(list)
    for file in FILES:
        place = file.relative_to(ROOT / "coach")
        if len(place.parts) > 1 and file.name != "__init__.py":
            found[file.stem].append(place.parts[0])
    return found


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_no_module_is_too_long_to_read_at_once(file: Path) -> None:
    assert len(file.read_text(encoding="utf-8").splitlines()) <= LONGEST


def test_a_name_stands_once_in_a_layer() -> None:
    twice = {name for name, layers in names().items() if len(layers) > len(set(layers))}
    assert twice <= {"screen", "texts"}, "those two, one to a folder of screens"


def test_a_name_in_two_layers_is_of_one_subject() -> None:
    several = {name for name, layers in names().items() if len(set(layers)) > 1}
    assert several == set(SHARED)


def test_every_folder_says_what_it_is_for() -> None:
    for folder in {file.parent for file in FILES}:
        assert ast.get_docstring(ast.parse((folder / "__init__.py").read_text(encoding="utf-8"))), folder


def test_no_command_imports_another() -> None:
    for file in sorted((ROOT / "coach" / "cli" / "commands").glob("*.py")):
        assert "coach.cli.commands" not in file.read_text(encoding="utf-8"), file


def test_a_command_names_a_field_as_the_rules_do() -> None:
    """The parser puts the dashes of its options before it; what main reads itself passes no parser."""
    for file in sorted({*(ROOT / "coach" / "cli").rglob("*.py")} - {ROOT / "coach" / "cli" / "main.py"}):
        found = re.findall(
            r'(?:arguments\.\w+|UsageError|Refused)\(f?"--\w+(?:"|: )', file.read_text(encoding="utf-8")
        )
        assert found == [], file


def test_a_command_reaches_the_app_only_where_it_opens_it() -> None:
    """The app takes longer to import than all commands together."""
    found = []
    for file in sorted((ROOT / "coach" / "cli").rglob("*.py")):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        inside = {
            id(node)
            for each in ast.walk(tree)
            if isinstance(each, ast.FunctionDef)
            for node in ast.walk(each)
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and (
                node.module == "coach.app"
                or (node.module == "coach" and any(a.name == "app" for a in node.names))
            ):
                found.append((file.stem, id(node) in inside))
    assert found == [("main", True)]
