"""The project speaks in its own words, and its tests reach for nothing outside it."""

from __future__ import annotations

import re
from pathlib import Path

from tests.copied_runs import HASHES, copied, packed, runs, unpacked

ROOT = Path(__file__).parents[1]
TEXT = {".py", ".toml", ".json", ".yaml", ".yml", ".md", ".txt", ".tcss"}
MADE_UP = "The quick brown fox jumps over the lazy dog, and nobody minds it at all."


def texts() -> list[Path]:
    """Every text file of the tree, hidden folders, pictures and what is built aside."""
    built = {"build", "dist", "__pycache__", "__snapshots__"}
    return [
        path
        for path in sorted(ROOT.rglob("*"))
        if path.suffix in TEXT
        and path.is_file()
        and path != HASHES
        and not any(part.startswith(".") or part in built for part in path.relative_to(ROOT).parts)
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
    assert {"coach/content/tips.json", "coach/domain/tips.py", "tests/test_articles.py"} <= seen


def test_no_run_of_eight_words_is_an_articles() -> None:
    theirs = unpacked(HASHES.read_text(encoding="utf-8"))
    assert len(theirs) > 1000
    borrowed = {
        path.relative_to(ROOT).as_posix(): found
        for path in texts()
        if (found := copied(path.read_text(encoding="utf-8", errors="replace"), theirs))
    }
    assert borrowed == {}


def test_no_test_reaches_outside_the_repository() -> None:
    """Neither by name, nor by more parents than a file has within the repository."""
    reaching = {}
    for path in sorted((ROOT / "tests").rglob("*.py")):
        depth = len(path.relative_to(ROOT).parts)
        text = path.read_text(encoding="utf-8")
        climbs = [int(n) for n in re.findall(r"__file__\)(?:\.resolve\(\))?\.parents\[(\d+)\]", text)]
        found = [f"parents[{n}]" for n in climbs if n >= depth]
        found += re.findall(r"parents\[\d+\]\.parent", text)
        found += re.findall(r"[\"']shared[\"']", text) if path != Path(__file__) else []
        if found:
            reaching[path.relative_to(ROOT).as_posix()] = found
    assert reaching == {}
