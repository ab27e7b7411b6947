"""Searching what can be done: by its name, by other words for it, by what it is for; the best comes first."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.domain.command_search import Findable, find
from coach.text.words import RelatedWords

LISTED = (
    Findable("undo", "Undo", "Take the last change back"),
    Findable("undo-list", "Undo several", "Go back to before a change"),
    Findable("mute", "Mute", "No bell in this session", ready=False),
    Findable("bell", "Bell", "The terminal's bell at each cue"),
    Findable("pause", "Pause", "Days off for an illness"),
    Findable("word:pause", "Pause", "Days off with a reason"),
)
KIN = (
    RelatedWords(("sound", "loud", "too loud"), ("bell", "mute")),
    RelatedWords(("holiday", "vacation"), ("pause", "word:pause", "not there")),
)


def ids(words: str) -> list[str]:
    return list(find(LISTED, words, KIN))


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("undo", ["undo", "undo-list"]),
        ("Undo several", ["undo-list"]),
        ("sev", ["undo-list"]),
        ("pause", ["pause", "word:pause"]),
        ("holiday", ["pause", "word:pause"]),
        ("vaca", ["pause", "word:pause"]),
        ("too loud", ["bell", "mute"]),
        ("bell", ["bell", "mute"]),
        ("illness", ["pause"]),
        ("get me a holiday", ["pause", "word:pause"]),
        ("holidya", ["pause", "word:pause"]),
        ("sevral", ["undo-list"]),
    ],
)
def test_what_fits_best_comes_first(words: str, first: list[str]) -> None:
    assert ids(words)[: len(first)] == first


def test_what_cannot_be_done_now_comes_after_what_fits_a_little_worse() -> None:
    ready = tuple(each._replace(ready=True) for each in LISTED)
    listed = (*LISTED, Findable("mute-all", "Mute for good"))
    assert find((*ready, listed[-1]), "mute") == ("mute", "mute-all")
    assert find(listed, "mute") == ("mute-all", "mute")


def test_nothing_is_found_for_nothing_and_for_what_there_is_not() -> None:
    assert ids("") == ids("  ") == ids("?!") == ids("xylophone") == []


@given(st.text(max_size=30))
def test_any_words_find_each_thing_once_at_most(words: str) -> None:
    found = ids(words)
    assert len(found) == len(set(found))
    assert set(found) <= {each.id for each in LISTED}
