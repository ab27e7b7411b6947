"""The one thing to do: its button has words for each, and no two read alike."""

from __future__ import annotations

from coach.domain.primary_action import PrimaryAction
from coach.screens.today.action_words import BAR_WORDS, words_of


def test_each_action_has_words_of_its_own() -> None:
    words = [words_of(action) for action in PrimaryAction]
    assert all(each.button and each.bar for each in words)
    assert len({each.button for each in words}) == len(words)
    assert all(len(each.bar) <= BAR_WORDS for each in words)
