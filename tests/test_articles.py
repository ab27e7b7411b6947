"""The project speaks in its own words, and its tests reach for nothing outside it."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from tests.copied_runs import HASHES, copied, packed, runs, unpacked

ROOT = Path(__file__).parents[1]
TEXT = {".py", ".toml", ".json", ".yaml", ".yml", ".md", ".txt", ".tcss"}
OUTSIDE = r"^/(work|home|root|Users)\b|^(\.\./)*shared(/|$)|(?<!screens)/shared/"
MADE_UP = "The quick brown fox jumps over the lazy dog, and nobody minds it at all."


def hidden(name: str) -> bool:
    """Whether a file or folder is none of the tree's own; GitHub's documents are."""
    return name.startswith(".") and name != ".github"


def reaches_out(text: str, depth: int) -> list[str]:
    """Returns what in a module of tests leads out of the repository, `depth` folders above it.

    That is a climb from the module's own place by more parents than it has here, or a text that names a home
    or a folder beside the repository.
    """
    found = []
    tree = ast.parse(text)
    # A key of a table names a room of the coach, and leads nowhere.
    keys = {key for node in ast.walk(tree) if isinstance(node, ast.Dict) for key in node.keys}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in keys:
            if re.search(OUTSIDE, node.value):
                found.append(node.value)
        elif isinstance(node, ast.Attribute | ast.Subscript) and (climb := climbed(node)) > depth:
            found.append(f"{climb} folders up")
    return found


def climbed(node: ast.expr) -> int:
    """Returns by how many folders an expression goes up from `__file__`; 0 where it does not start there."""
    up = 0
    while not (isinstance(node, ast.Name) and node.id == "__file__"):
        if isinstance(node, ast.Subscript):
            place = node.slice.value if isinstance(node.slice, ast.Constant) else None
            up += place + 1 if isinstance(place, int) else 0
            node = node.value
        elif isinstance(node, ast.Attribute):
            up += node.attr == "parent"
            node = node.value
        elif isinstance(node, ast.Call):
            node = node.args[0] if node.args else node.func
        else:
            return 0
    return up


def texts() -> list[Path]:
    """Every text file of the tree, hidden folders, pictures and what is built aside."""
    built = {"build", "dist", "__pycache__", "__snapshots__"}
    return [
        path
        for path in sorted(ROOT.rglob("*"))
        if path.suffix in TEXT
        and path.is_file()
        and path != HASHES
        and not any(hidden(part) or part in built for part in path.relative_to(ROOT).parts)
    ]


def test_a_run_is_found_whatever_its_case_and_punctuation() -> None:
    assert runs("One two, THREE four five\u2019s six seven-eight!") == [
        "one two three four fives six seven eight"
    ]
    assert runs("one two three four five six seven") == []


def test_a_sentence_of_a_made_up_article_is_found_by_its_hashes_and_no_other() -> None:
    theirs = unpacked(packed([MADE_UP]))
    assert len(theirs) == 8
    assert copied("He said: the QUICK brown fox jumps over the lazy cat.", theirs) == [
        "the quick brown fox jumps over the lazy"
    ]
    assert copied("The quick brown dog jumps over the lazy fox, and that is that.", theirs) == []


def test_the_tree_is_looked_through() -> None:
    seen = {path.relative_to(ROOT).as_posix() for path in texts()}
    assert {
        ".github/DESIGN.md",
        "coach/content/tips.json",
        "coach/domain/tips/selection.py",
        "tests/test_articles.py",
    } <= seen


def test_no_run_of_eight_words_is_an_articles() -> None:
    theirs = unpacked(HASHES.read_text(encoding="utf-8"))
    assert len(theirs) > 1000
    borrowed = {
        path.relative_to(ROOT).as_posix(): found
        for path in texts()
        if (found := copied(path.read_text(encoding="utf-8", errors="replace"), theirs))
    }
    assert borrowed == {}


@pytest.mark.parametrize(
    "line",
    [
        "Path(__file__).parents[2] / 'x'",
        "Path(__file__).resolve().parents[2]",
        "Path(__file__).parent.parent.parent",
        "Path(__file__).parents[1].parent",
        "open('/ho' 'me/someone/x')",
        "ROOT / 'sha' 'red' / 'x'",
        "Path('../sha' 'red/x')",
    ],
)
def test_a_way_out_is_found(line: str) -> None:
    assert reaches_out(line, 2)


@pytest.mark.parametrize(
    "line",
    ["Path(__file__).parents[1] / 'x'", "x.parents[9]", "Path('/dev/null')", "{'sha' 'red': 'x'}"],
)
def test_what_stays_within_is_none(line: str) -> None:
    assert not reaches_out(line, 2)


def test_no_test_reaches_outside_the_repository() -> None:
    """Neither by name, nor by more parents than a file has within the repository."""
    reaching = {
        where.as_posix(): found
        for path in sorted((ROOT / "tests").rglob("*.py"))
        if (where := path.relative_to(ROOT)) != Path(__file__).relative_to(ROOT)
        and (found := reaches_out(path.read_text(encoding="utf-8"), len(where.parts)))
    }
    assert reaching == {}
