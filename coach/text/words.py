"""Words as a search takes them: folded, with their places, and with other words of the same meaning."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

SHORTEST_RELATED = 3
"""The letters that a word needs to say something by itself, and to find related words that begin so."""

SHORTEST_TYPO = 5
"""The letters that a word needs to be taken for a slip of one that is spelled much the same."""
ALIKE = 0.84
"""How alike the spellings of a slip and its word have to be, from 0 to 1."""

SMALL_WORDS = frozenset(
    word
    for line in (
        "a about all am an and any are at be been but by can could did do does for from get got had has have",
        "he i if im in is it its ive may me my no not of on or our should so some still than that the them",
        "then there they this to up was we were what when which while who why will with would you your",
    )
    for word in line.split()
)
"""Words that say nothing about the subject of a question."""

_WORD = re.compile(r"\w+(?:['\u2019]\w+)*")


class RelatedWords(NamedTuple):
    """Words of one meaning, and what is found by them."""

    words: tuple[str, ...]
    """Single words and short phrases that a user may type."""
    find: tuple[str, ...]
    """Words and phrases that stand in what is searched, or the ids of what is meant."""
    danger: bool = False
    """Whether someone who types them may be at risk: a caution then comes first."""


def words_in(text: str) -> list[tuple[str, int, int]]:
    """Returns the words of a text, folded, with their places in it."""
    found = ((_fold(m.group()), m.start(), m.end()) for m in _WORD.finditer(text))
    return [word for word in found if word[0]]


def folded(text: str) -> list[str]:
    """Returns the words that a user typed, folded: letter case, accents and apostrophes do not matter."""
    return [word for word, _, _ in words_in(unicodedata.normalize("NFC", text))]


def meant(wanted: Sequence[str], related: Sequence[RelatedWords]) -> list[RelatedWords]:
    """Returns the groups that the words belong to; if there are none, those with a word that begins so."""
    phrase = " ".join(wanted)
    whole = {*wanted, *(each.removesuffix("s") for each in wanted)}
    found = [g for g in related if any(each in phrase if " " in each else each in whole for each in g.words)]
    if found or len(wanted) > 1 or len(phrase) < SHORTEST_RELATED:
        return found
    return [group for group in related if any(each.startswith(phrase) for each in group.words)]


def _fold(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in plain if c.isalnum())
