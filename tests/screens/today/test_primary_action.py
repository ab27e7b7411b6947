"""The one thing to do: its button has words for each, and no two read alike."""

from __future__ import annotations

from coach.screens.today.primary_action import PrimaryAction, label_of


def test_each_action_has_words_of_its_own() -> None:
    labels = [label_of(action) for action in PrimaryAction]
    assert all(labels)
    assert len(set(labels)) == len(labels)
