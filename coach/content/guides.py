"""The guides: Markdown in a plain form, as blocks that a terminal and a screen can show.

A guide has headings, paragraphs, blocks of code and tables of two columns, and nothing else.
"""

from __future__ import annotations

import re
from enum import Enum, auto
from functools import cache
from itertools import groupby
from typing import NamedTuple

from coach import paths
from coach.content.glossary import load_glossary
from coach.content.json_fields import ContentError

GUIDES = (
    "commands", "json", "shell", "ssh", "locked", "terminal", "screen-reader", "hooks", "browser", "phone",
    "people", "sync", "import", "file", "words",
)  # fmt: skip
"""The names of all guides, in the order in which they are listed."""
WORDS = "words"
"""The guide that is made from the glossary, and so has no file."""

_FENCE = "```"
_CELL = re.compile(r"(?<!\\)\|")


class Kind(Enum):
    """The kinds of blocks."""

    HEADING = auto()
    TEXT = auto()
    CODE = auto()
    """Lines to type or to put into a file, to be shown as they stand."""
    TABLE = auto()


class Block(NamedTuple):
    """A part of a guide."""

    kind: Kind
    text: str = ""
    """The words of a heading or a paragraph, or the lines of code."""
    rows: tuple[tuple[str, str], ...] = ()
    """The rows of a table, without its head."""


class Guide(NamedTuple):
    """A guide as it is read."""

    name: str
    title: str
    summary: str
    """What it is about, in one sentence."""
    blocks: tuple[Block, ...]
    """All that stands below the summary."""


@cache
def load_guides() -> tuple[Guide, ...]:
    """Returns all guides; raises `ContentError` if a file cannot be read."""
    return tuple(map(load_guide, GUIDES))


@cache
def load_guide(name: str) -> Guide:
    """Returns the guide with a name of `GUIDES`; raises `ContentError` if its file cannot be read."""
    if name == WORDS:
        return _words()
    try:
        text = (paths.CONTENT / "guides" / f"{name}.md").read_text(encoding="utf-8")
    except (OSError, ValueError) as error:
        raise ContentError(f"{name}.md cannot be read: {error}. Install coach again.") from error
    title, summary, *rest = blocks_of(text)
    return Guide(name, title.text, summary.text, tuple(rest))


def blocks_of(text: str) -> tuple[Block, ...]:
    """Returns the parts of a text in Markdown."""
    blocks: list[Block] = []
    for paragraph in _paragraphs(text):
        first = paragraph[0]
        if first.startswith(_FENCE):
            blocks.append(Block(Kind.CODE, "\n".join(paragraph[1:])))
        elif first.startswith("#"):
            blocks.append(Block(Kind.HEADING, first.lstrip("# ")))
        elif first.startswith("|"):
            blocks.append(Block(Kind.TABLE, rows=tuple(map(_row, paragraph[2:]))))
        else:
            blocks.append(Block(Kind.TEXT, " ".join(paragraph)))
    return tuple(blocks)


def _paragraphs(text: str) -> list[list[str]]:
    """Returns the lines between blank ones; a block of code is one paragraph, without its last fence."""
    found: list[list[str]] = []
    parts = re.split(rf"^{_FENCE}(.*\n(?:.*\n)*?){_FENCE}\n", text, flags=re.MULTILINE)
    for number, part in enumerate(parts):
        if number % 2:
            found.append([_FENCE, *part.splitlines()[1:]])
        else:
            groups = groupby(part.splitlines(), key=lambda line: bool(line.strip()))
            found += [list(lines) for filled, lines in groups if filled]
    return found


def _row(line: str) -> tuple[str, str]:
    first, second = (cell.strip().replace("\\|", "|") for cell in _CELL.split(line)[1:-1])
    return first, second


def _words() -> Guide:
    """Returns the words that the coach uses in a sense of its own."""
    rows = tuple((each.word, each.meaning) for each in load_glossary())
    summary = "What the coach means by the words on its screens."
    return Guide(WORDS, "Words", summary, (Block(Kind.TABLE, rows=rows),))
