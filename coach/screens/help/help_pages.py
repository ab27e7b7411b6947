"""The pages of Help beside the keys: the words of the coach, and the guides."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from coach.content.glossary import load_glossary
from coach.content.guides import Guide
from coach.text.format import capital
from coach.widgets.reading.prose import Paragraph

WORD_CELLS = 19
"""Cells for the words before their meaning, where there is room for both in a row."""
GUIDE_CELLS = 32
"""The same for the titles of guides."""
SIDE_BY_SIDE = 60
"""The columns from which there is."""


class HelpPage(StrEnum):
    """A page of Help."""

    KEYS = "keys"
    WORDS = "words"
    GUIDES = "guides"

    @property
    def heading(self) -> str:
        """Its name in the row of pages."""
        return capital(self.value)


def word_lines(matches: Iterable[str], width: int) -> Iterable[Paragraph]:
    """Yields the words in `matches`, each with the line that says what it means."""
    wanted = frozenset(matches)
    return (
        _line(capital(each.word), each.meaning, width, WORD_CELLS)
        for each in load_glossary()
        if each.word in wanted
    )


def guide_lines(guides: Iterable[Guide], width: int) -> Iterable[Paragraph]:
    """Yields the titles of guides, each with what it is about."""
    return (_line(each.title, each.summary, width, GUIDE_CELLS) for each in guides)


def _line(name: str, meaning: str, width: int, cells: int) -> Paragraph:
    if width < SIDE_BY_SIDE:
        return Paragraph(((f"{name}: ", "accent"), (meaning, "foreground")), 2)
    return Paragraph(((name.ljust(cells), "accent"), (meaning, "foreground")), cells)
