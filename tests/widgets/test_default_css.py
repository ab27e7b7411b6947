"""Default styles name the class that they stand in; Textual says nothing where they name none."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2] / "coach"
RULES = [
    (node.name, line.split("{")[0].split()[0])
    for file in sorted(ROOT.rglob("*.py"))
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
    if isinstance(node, ast.ClassDef)
    for each in node.body
    if isinstance(each, ast.Assign) and ast.unparse(each.targets[0]) == "DEFAULT_CSS"
    for line in ast.literal_eval(each.value).splitlines()
    if "{" in line
]


@pytest.mark.parametrize(("name", "selector"), RULES)
def test_default_styles_are_those_of_their_class(name: str, selector: str) -> None:
    assert selector == name


def test_there_are_some() -> None:
    assert len(RULES) > 20
