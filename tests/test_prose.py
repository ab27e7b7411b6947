"""Docstrings are plain sentences with a verb, and no word in the code is one that nobody says aloud."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FILES = sorted((ROOT / "coach").rglob("*.py"))

VERB = re.compile(r"[A-Z][a-z]+s\b")
"""The first word of what a function's docstring says: "Returns", "Shows", "Raises"."""
RELATIVE = re.compile(r"(What|Which|How|When|Where|Why|Who|Whose|That|Those)\b")
"""The first word of a clause without a verb of its own; "Whether" is left to what is true or false."""
BOOKISH = re.compile(
    r"\b(anew|beneath|lain|in its stead|whilst|thereof|therein|thereby|wherein|whereby|lest|ere|amid|amongst"
    r"|albeit|herein|hereby|henceforth|nigh|lets? go of|grew apart|grow apart|no one's business)\b",
    re.IGNORECASE,
)


def documented(tree: ast.Module) -> Iterator[tuple[ast.AST, str, bool]]:
    """Each function, class and property with its docstring, and whether it is a function that is called."""
    for node in ast.walk(tree):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            text = ast.get_docstring(node)
            if text:
                marks = {ast.unparse(each) for each in node.decorator_list}
                called = not isinstance(node, ast.ClassDef) and not marks & {"property", "cached_property"}
                yield node, text, called and not node.name.startswith("__")


def clauses(source: str) -> list[str]:
    """The docstrings that are no plain sentences."""
    found = []
    for node, text, called in documented(ast.parse(source)):
        if RELATIVE.match(text) or (called and not VERB.match(text)):
            found.append(f"{node.lineno}: {text.splitlines()[0]}")  # type: ignore[attr-defined]
    return found


def bookish(source: str) -> list[str]:
    """The docstrings and comments with a word that nobody says aloud."""
    said = [
        (token.start[0], token.string)
        for token in tokenize.generate_tokens(io.StringIO(source).readline)
        if token.type == tokenize.COMMENT
        or (token.type == tokenize.STRING and token.string.startswith('"""'))
    ]
    return [f"{line}: {found.group(0)}" for line, text in said for found in BOOKISH.finditer(text)]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_a_docstring_is_a_sentence_with_a_verb(file: Path) -> None:
    assert clauses(file.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_no_word_is_one_that_nobody_says_aloud(file: Path) -> None:
    assert bookish(file.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "line",
    [
        'def f():\n    """What it came to."""\n',
        'def f():\n    """The steps, oldest first."""\n',
        'def f():\n    """Show the steps."""\n',
        'class C:\n    """What a day holds."""\n',
        'class C:\n    @property\n    def p(self):\n        """How long it took."""\n',
    ],
)
def test_such_docstrings_are_found(line: str) -> None:
    assert len(clauses(line)) == 1


def test_plain_sentences_pass() -> None:
    assert clauses('class C:\n    """One day."""\n    def f(self):\n        """Returns the day."""\n') == []
    assert clauses('class C:\n    @property\n    def p(self):\n        """Whether it is over."""\n') == []


def test_bookish_words_are_found() -> None:
    assert bookish('"""Lays it out anew."""\n# what lies beneath\nx = 1\n') == ["1: anew", "2: beneath"]
