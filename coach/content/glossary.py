"""The words of the coach, each with the line that says what it means."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from coach import paths
from coach.content.json_fields import Fields, read_items

GLOSSARY = "glossary.json"


class GlossaryWord(NamedTuple):
    """A word that the coach uses in a sense of its own."""

    word: str
    meaning: str
    """One sentence or two, short enough for two lines of Help."""

    @property
    def id(self) -> str:
        """The word as part of an id: "clean-session"."""
        return self.word.replace(" ", "-")


@cache
def load_glossary() -> tuple[GlossaryWord, ...]:
    """Returns the words in the order of the alphabet.

    Raises:
        ContentError: the file cannot be read, or a word in it is not as it should be.
    """
    return tuple(sorted(read_items(paths.CONTENT / GLOSSARY, _word), key=lambda each: each.word))


def _word(fields: Fields) -> GlossaryWord:
    return GlossaryWord(fields.text("word"), fields.text("meaning"))
