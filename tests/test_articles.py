"""The project speaks in its own words: no run of eight words is the same as in one of the two articles."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ARTICLES = sorted((ROOT.parent / "shared" / "articles").glob("0*.txt"))
TEXT = {".py", ".toml", ".json", ".yaml", ".yml", ".md", ".txt", ".tcss"}
RUN = 8


def words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", text.lower().replace("\u2019", "").replace("'", ""))


def runs(text: str) -> set[tuple[str, ...]]:
    listed = words(text)
    return {tuple(listed[n : n + RUN]) for n in range(len(listed) - RUN + 1)}


def body(article: str) -> str:
    """An article without its heading and without the titles of the studies that it lists."""
    return article.split("As a runner,", 1)[-1].split("1. Claudia", 1)[0]


def texts() -> list[Path]:
    """Every text file of the tree, hidden folders and what is built aside."""
    built = {"build", "dist", "__pycache__"}
    return [
        path
        for path in sorted(ROOT.rglob("*"))
        if path.suffix in TEXT
        and path.is_file()
        and not any(part.startswith(".") or part in built for part in path.relative_to(ROOT).parts)
    ]


def test_a_run_is_found_whatever_its_case_and_punctuation() -> None:
    assert runs("One two, THREE four five\u2019s six seven-eight!") == {
        ("one", "two", "three", "four", "fives", "six", "seven", "eight")
    }
    assert runs("one two three four five six seven") == set()


def test_the_tree_is_looked_through() -> None:
    seen = {path.relative_to(ROOT).as_posix() for path in texts()}
    assert {"coach/content/tips.json", "coach/domain/tips.py", "tests/test_articles.py"} <= seen


@pytest.mark.skipif(not ARTICLES, reason="the articles are not beside this checkout")
def test_no_run_of_eight_words_is_an_articles() -> None:
    theirs = set().union(*(runs(body(path.read_text(encoding="utf-8"))) for path in ARTICLES))
    assert len(theirs) > 1000
    borrowed = {}
    for path in texts():
        same = runs(path.read_text(encoding="utf-8", errors="replace")) & theirs
        if same:
            borrowed[path.relative_to(ROOT).as_posix()] = sorted(" ".join(run) for run in same)
    assert borrowed == {}
