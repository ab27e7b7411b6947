"""Searching the tips: by their own words, and by words of the same meaning that a user would type."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from typing import NamedTuple

from coach.domain.tips.tip import TOPIC_TITLES, Tip, TipKind
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

_WEIGHTS = (16, 4, 1)
"""The weights of a match in the title, the text, and the topic's name."""
_OWN_WORDS = 100
"""How many times more a tip's own words count than related words."""

_IN_DOUBT = ("mild-only", "not-a-doctor", "severe-circulation")


class Match(NamedTuple):
    """A tip that a search found, with what is to be marked: pairs of start and end."""

    tip: Tip
    title: tuple[tuple[int, int], ...] = ()
    text: tuple[tuple[int, int], ...] = ()


def search(tips: Iterable[Tip], words: str, related: Sequence[RelatedWords] = ()) -> tuple[Match, ...]:
    """Returns the tips that fit, best first; all of them for no words.

    A tip fits if each of the words begins some word of it, or if it is about what the words mean (`related`).
    If that finds nothing, a tip fits that has one of the words that matter, or at last one spelled much the
    same. Letter case, accents and apostrophes do not matter. The title weighs more than the text, the text
    more than the name of the topic, and a whole word more than the beginning of one.
    """
    listed = tuple(tips)
    wanted = folded(words)
    if not wanted:
        return tuple(Match(tip) for tip in listed)
    groups = meant(wanted, related)
    found = _scored(listed, wanted, groups)
    if not found:
        telling = [word for word in wanted if word not in SMALL_WORDS and len(word) >= SHORTEST_RELATED]
        found = _of_each(listed, telling, related)
        if not found and (guessed := _guessed(listed, telling, related)):
            groups = meant(guessed, related)
            found = _of_each(listed, guessed, related)
    careful = any(group.danger for group in groups)
    best: dict[str, tuple[bool, int, Match]] = {}
    for score, match in found:
        rank = careful and match.tip.kind is TipKind.CAUTION, score, match
        if match.tip.id not in best or best[match.tip.id][:2] < rank[:2]:
            best[match.tip.id] = rank
    ranked = sorted(best.values(), key=lambda each: (not each[0], -each[1]))
    return tuple(match for _, _, match in ranked)


def in_doubt(tips: Iterable[Tip]) -> tuple[Match, ...]:
    """Returns the tips for a worry that no tip has the words for: what the mat is for, and whom to ask."""
    return tuple(Match(tip) for tip in tips if tip.id in _IN_DOUBT)


def _of_each(
    tips: Sequence[Tip], words: Iterable[str], related: Sequence[RelatedWords]
) -> list[tuple[int, Match]]:
    return [each for word in words for each in _scored(tips, [word], meant([word], related))]


def _guessed(tips: Iterable[Tip], words: Iterable[str], related: Iterable[RelatedWords]) -> list[str]:
    """Returns the words of tips and related words that are spelled much like those typed."""
    known = {word for tip in tips for word, _, _ in words_in(f"{tip.title} {tip.text}")}
    known |= {word for group in related for word in group.words if " " not in word}
    long = [word for word in words if len(word) >= SHORTEST_TYPO]
    return [near for word in long for near in get_close_matches(word, sorted(known), 1, ALIKE)]


def _scored(
    tips: Iterable[Tip], wanted: Sequence[str], groups: Sequence[RelatedWords]
) -> list[tuple[int, Match]]:
    found = []
    phrase = " ".join(wanted)
    for tip in tips:
        own, match = _match(tip, wanted) or (0, Match(tip))
        alike = sum(_alike(tip, group) * (_OWN_WORDS if phrase in group.words else 1) for group in groups)
        if own or alike:
            found.append((own * _OWN_WORDS + alike, match))
    return found


def _alike(tip: Tip, group: RelatedWords) -> int:
    """Returns how well a tip fits what a group of words means; 0 for not at all."""
    found = [_match(tip, [word for word, _, _ in words_in(each)]) for each in group.find]
    return sum(scored[0] for scored in found if scored)


def _match(tip: Tip, wanted: Sequence[str]) -> tuple[int, Match] | None:
    """Returns the score of a tip and its marks; None if one of the words is missing."""
    fields = (words_in(tip.title), words_in(tip.text), words_in(TOPIC_TITLES[tip.topic]))
    marks: tuple[set[tuple[int, int]], ...] = (set(), set(), set())
    score = 0
    for want in wanted:
        best = 0
        for field, weight, spans in zip(fields, _WEIGHTS, marks, strict=True):
            for word, start, end in field:
                if word.startswith(want):
                    best = max(best, weight * (2 if word == want else 1))
                    spans.add((start, end))
        if not best:
            return None
        score += best
    return score, Match(tip, tuple(sorted(marks[0])), tuple(sorted(marks[1])))
