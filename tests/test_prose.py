"""Docstrings are plain sentences with a verb; neither code nor screens have a word that nobody says aloud."""

from __future__ import annotations

import ast
import io
import json
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FILES = sorted((ROOT / "coach").rglob("*.py"))
PAGES = [ROOT / "README.md", *sorted((ROOT / "coach" / "content" / "guides").glob("*.md"))]

VERB = re.compile(r"[A-Z][a-z]+s\b")
"""The first word of what a function's docstring says: "Returns", "Shows", "Raises"."""
RELATIVE = re.compile(r"(What|Which|How|When|Where|Why|Who|Whose|That|Those)\b")
"""The first word of a clause without a verb of its own; "Whether" is left to what is true or false."""
BOOKISH = re.compile(
    r"\b(anew|beneath|lain|in its stead|whilst|thereof|therein|thereby|wherein|whereby|lest|ere|amid|amongst"
    r"|albeit|herein|hereby|henceforth|nigh|lets? go of|grew apart|grow apart|no one's business)\b",
    re.IGNORECASE,
)

PHRASES = (
    r"How used to|Where to, in time|or maybe so|You told of|Your days turn|Left empty, it|thing in brackets"
    r"|session that has been|got torn|guided sessions?|extra sessions?|\bIts page\b|as they come\b"
    r"|as the terminal can|^not said$|so far, and they are|Coming off is always|Over your time"
    r"|as if nothing had been|(week|days?|minutes|\}) and more\b|as it was asked for|what today asks"
    r"|those that you have not|begun softly|takes `coach` to be|article on legs|of before\b|throughout\b"
    r"|own rate\b|day of rest\b|all the same\b|passes over it|took back|took away|take it back"
    r"|\bis no (medical|day|number)\b|\bis running since\b|doctor's yes or not|once it has happened"
    r"|need not\b|besides\b|whence\b|thence\b|as yet\b|forthwith"
)
SAID_ALOUD = re.compile(f"{PHRASES}|{BOOKISH.pattern}", re.IGNORECASE)
"""Phrases that once made a reader of the screens stumble, and words that nobody says aloud."""


def shown(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """The texts of two words and more in code that may reach a person: every string but docstrings."""
    parts = {id(value) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for value in node.values}
    lone = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            pieces = (str(v.value) if isinstance(v, ast.Constant) else "{}" for v in node.values)
            yield node.lineno, "".join(pieces)
        elif (
            isinstance(node, ast.Constant) and isinstance(node.value, str) and not {id(node)} & (parts | lone)
        ):
            yield node.lineno, node.value


def texts_in(value: object) -> Iterator[str]:
    """Every text in a JSON value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from texts_in(each)
    elif isinstance(value, list):
        for each in value:
            yield from texts_in(each)


def stumbles(texts: Iterator[tuple[int, str]]) -> list[str]:
    """The phrases in texts that a friendly native speaker would not say."""
    return [
        f"{line}: {found.group(0)}"
        for line, text in texts
        if " " in text.strip()
        for found in SAID_ALOUD.finditer(text)
    ]


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


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_no_text_makes_a_reader_stumble(file: Path) -> None:
    assert stumbles(shown(ast.parse(file.read_text(encoding="utf-8")))) == []


@pytest.mark.parametrize("file", PAGES, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_no_page_makes_a_reader_stumble(file: Path) -> None:
    assert stumbles(enumerate(file.read_text(encoding="utf-8").splitlines(), 1)) == []


@pytest.mark.parametrize("name", ["tips", "evidence", "glossary"])
def test_no_tip_makes_a_reader_stumble(name: str) -> None:
    found = json.loads((ROOT / "coach" / "content" / f"{name}.json").read_text(encoding="utf-8"))
    assert stumbles(enumerate(texts_in(found))) == []


@pytest.mark.parametrize(
    "line",
    [
        'say("It is no medical device.")',
        'say(f"After {days} and more it is softer.")',
        'say(f"{name} is running since {at}.")',
        'TITLE = "Begin anew"',
    ],
)
def test_stumbling_blocks_are_found(line: str) -> None:
    assert len(stumbles(shown(ast.parse(line)))) == 1


def test_a_docstring_is_no_text_of_a_screen() -> None:
    assert stumbles(shown(ast.parse('def f():\n    """Draws it anew."""\n'))) == []


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
