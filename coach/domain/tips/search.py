"""Searching the tips: by their own words, and by words of the same meaning that a user would type."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from typing import NamedTuple

from coach.domain.tips.tip import TOPIC_TITLES, Tip, TipKind

SHORTEST_RELATED = 3
"""The letters that a word needs to say something by itself, and to find related words that begin so."""

_WEIGHTS = (16, 4, 1)
"""The weights of a match in the title, the text, and the topic's name."""
_OWN_WORDS = 100
"""How many times more a tip's own words count than related words."""

_SHORTEST_TYPO = 5
"""The letters that a word needs to be taken for a slip of one that is spelled much the same."""
_ALIKE = 0.84
"""How alike the spellings have to be, from 0 to 1."""

_SMALL = frozenset(
    word
    for line in (
        "a about all am an and any are at be been but by can could did do does for from get got had has have",
        "he i if im in is it its ive may me my no not of on or our should so some still than that the them",
        "then there they this to up was we were what when which while who why will with would you your",
    )
    for word in line.split()
)
"""Words that say nothing about the subject of a question."""

_IN_DOUBT = ("mild-only", "not-a-doctor", "severe-circulation")

_WORD = re.compile(r"\w+(?:['\u2019]\w+)*")


class Match(NamedTuple):
    """A tip that a search found, with what is to be marked: pairs of start and end."""

    tip: Tip
    title: tuple[tuple[int, int], ...] = ()
    text: tuple[tuple[int, int], ...] = ()


class RelatedWords(NamedTuple):
    """Words of one meaning, and the words by which the tips on it are found."""

    words: tuple[str, ...]
    """Single words and short phrases that a user may type."""
    find: tuple[str, ...]
    """Words and phrases that stand in the tips."""
    danger: bool = False
    """Whether someone who types them may be at risk: a caution then comes first."""


def search(tips: Iterable[Tip], words: str, related: Sequence[RelatedWords] = ()) -> tuple[Match, ...]:
    """Returns the tips that fit, best first; all of them for no words.

    A tip fits if each of the words begins some word of it, or if it is about what the words mean (`related`).
    If that finds nothing, a tip fits that has one of the words that matter, or at last one spelled much the
    same. Letter case, accents and apostrophes do not matter. The title weighs more than the text, the text
    more than the name of the topic, and a whole word more than the beginning of one.
    """
    listed = tuple(tips)
    wanted = [word for word, _, _ in _words(unicodedata.normalize("NFC", words))]
    if not wanted:
        return tuple(Match(tip) for tip in listed)
    meant = _meant(wanted, related)
    found = _scored(listed, wanted, meant)
    if not found:
        telling = [word for word in wanted if word not in _SMALL and len(word) >= SHORTEST_RELATED]
        found = _of_each(listed, telling, related)
        if not found and (guessed := _guessed(listed, telling, related)):
            meant = _meant(guessed, related)
            found = _of_each(listed, guessed, related)
    careful = any(group.danger for group in meant)
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
    return [each for word in words for each in _scored(tips, [word], _meant([word], related))]


def _guessed(tips: Iterable[Tip], words: Iterable[str], related: Iterable[RelatedWords]) -> list[str]:
    """Returns the words of tips and related words that are spelled much like those typed."""
    known = {word for tip in tips for word, _, _ in _words(f"{tip.title} {tip.text}")}
    known |= {word for group in related for word in group.words if " " not in word}
    long = [word for word in words if len(word) >= _SHORTEST_TYPO]
    return [near for word in long for near in get_close_matches(word, sorted(known), 1, _ALIKE)]


def _scored(
    tips: Iterable[Tip], wanted: Sequence[str], meant: Sequence[RelatedWords]
) -> list[tuple[int, Match]]:
    found = []
    phrase = " ".join(wanted)
    for tip in tips:
        own, match = _match(tip, wanted) or (0, Match(tip))
        alike = sum(_alike(tip, group) * (_OWN_WORDS if phrase in group.words else 1) for group in meant)
        if own or alike:
            found.append((own * _OWN_WORDS + alike, match))
    return found


def _meant(wanted: Sequence[str], related: Sequence[RelatedWords]) -> list[RelatedWords]:
    """Returns the groups that the words belong to; if there are none, those with a word that begins so."""
    phrase = " ".join(wanted)
    whole = {*wanted, *(each.removesuffix("s") for each in wanted)}
    found = [g for g in related if any(each in phrase if " " in each else each in whole for each in g.words)]
    if found or len(wanted) > 1 or len(phrase) < SHORTEST_RELATED:
        return found
    return [group for group in related if any(each.startswith(phrase) for each in group.words)]


def _alike(tip: Tip, group: RelatedWords) -> int:
    """Returns how well a tip fits what a group of words means; 0 for not at all."""
    found = [_match(tip, [word for word, _, _ in _words(each)]) for each in group.find]
    return sum(scored[0] for scored in found if scored)


def _fold(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in plain if c.isalnum())


def _words(text: str) -> list[tuple[str, int, int]]:
    """Returns the words of a text, folded, with their places in it."""
    found = ((_fold(m.group()), m.start(), m.end()) for m in _WORD.finditer(text))
    return [word for word in found if word[0]]


def _match(tip: Tip, wanted: Sequence[str]) -> tuple[int, Match] | None:
    """Returns the score of a tip and its marks; None if one of the words is missing."""
    fields = (_words(tip.title), _words(tip.text), _words(TOPIC_TITLES[tip.topic]))
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
