"""Sentences with what they rest on, and the mark of the coach's own rules."""

from __future__ import annotations

from typing import NamedTuple


class Notice(NamedTuple):
    """A sentence for the screen, with the ids of the facts behind it."""

    text: str
    facts: tuple[str, ...]


OWN = "own"
"""The id that stands for the coach's own rule, which no source says."""
