"""Searching what can be done, set, opened or looked up: which of it comes first for the words of a user."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from enum import IntEnum
from typing import NamedTuple

from coach.text.words import (
    ALIKE,
    SHORTEST_RELATED,
    SHORTEST_TYPO,
    SMALL_WORDS,
    RelatedWords,
    folded,
    meant,
    words_in,
)


class Fit(IntEnum):
    """The ways in which something fits the words, the best first."""

    NAME = 1
    """They are its name."""
    MEANT = 2
    """They are other words for it."""
    WORDS = 3
    """They stand in its name as whole words."""
    BEGUN = 4
    """They begin words of its name."""
    NEAR = 5
    """One of them is another word for it."""
    ABOUT = 6
    """They stand in its name and what it is for."""
    SOME = 7
    """One of them stands there, or is spelled much the same."""


class Findable(NamedTuple):
    """Something that can be found."""

    id: str
    name: str
    about: str = ""
    ready: bool = True
    """Whether it can be done now; what cannot comes after what fits a little worse."""


LATER = 2
"""By how much worse something that cannot be done now is taken to fit."""


def find(listed: Sequence[Findable], words: str, related: Sequence[RelatedWords] = ()) -> tuple[str, ...]:
    """Returns the ids of what fits the words, best first; what fits as well keeps its order.

    The groups of related words name the ids of what they mean, the likeliest first. If nothing fits all of
    the words, that fits which has one of those that matter, or at last one spelled much the same.
    """
    wanted = folded(words)
    if not wanted:
        return ()
    later = {each.id for each in listed if not each.ready}
    found = list(_fitting(listed, wanted, related)) or _fitting_some(listed, wanted, related)
    found = sorted(found, key=lambda each: (each[0] + LATER * (each[2] in later), each[2] in later, *each))
    return tuple(dict.fromkeys(id for _, _, id in found))


def _fitting(
    listed: Sequence[Findable], wanted: Sequence[str], related: Sequence[RelatedWords]
) -> Iterable[tuple[Fit, int, str]]:
    phrase = " ".join(wanted)
    ids = {each.id for each in listed}
    for group in meant(wanted, related):
        fit = Fit.MEANT if phrase in group.words else Fit.NEAR
        yield from ((fit, place, id) for place, id in enumerate(group.find) if id in ids)
    for place, each in enumerate(listed):
        name = folded(each.name)
        if name == list(wanted):
            yield Fit.NAME, place, each.id
        elif set(wanted) <= set(name):
            yield Fit.WORDS, place, each.id
        elif _all_begin(wanted, name):
            yield Fit.BEGUN, place, each.id
        elif _all_begin(wanted, [*name, *folded(each.about)]):
            yield Fit.ABOUT, place, each.id


def _fitting_some(
    listed: Sequence[Findable], wanted: Sequence[str], related: Sequence[RelatedWords]
) -> list[tuple[Fit, int, str]]:
    telling = [word for word in wanted if word not in SMALL_WORDS and len(word) >= SHORTEST_RELATED]
    found = [each for word in telling for each in _fitting(listed, [word], related)]
    if not found:
        known = {word for each in listed for word, _, _ in words_in(f"{each.name} {each.about}")}
        known |= {word for group in related for word in group.words if " " not in word}
        slips = [word for word in telling if len(word) >= SHORTEST_TYPO]
        near = [guess for word in slips for guess in get_close_matches(word, sorted(known), 1, ALIKE)]
        found = [each for word in near for each in _fitting(listed, [word], related)]
    return [(Fit.SOME, len(listed) * fit + place, id) for fit, place, id in found]


def _all_begin(wanted: Iterable[str], words: Iterable[str]) -> bool:
    """Returns whether each of the words typed begins some word."""
    present = tuple(words)
    return all(any(word.startswith(want) for word in present) for want in wanted)
