"""What is known of mats, and what is not: the page that weighs the articles' evidence."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple


class Ground(StrEnum):
    """What a statement is."""

    STUDY = "study"
    """What the articles say of studies."""
    LIMIT = "limit"
    """What such a study, or both articles, leave open."""
    CLAIM = "claim"
    """What an article asserts without a study of its own."""


GROUND_MARKS: Mapping[Ground, str] = MappingProxyType(
    {Ground.STUDY: "S", Ground.LIMIT: "-", Ground.CLAIM: "?"}
)
"""A mark for each, so that they differ without colour."""

GROUND_WORDS: Mapping[Ground, str] = MappingProxyType(
    {Ground.STUDY: "about a study", Ground.LIMIT: "what is open", Ground.CLAIM: "a claim"}
)


class Statement(NamedTuple):
    """One or two sentences, and the facts that they rest on."""

    ground: Ground
    text: str
    facts: tuple[str, ...]


class Chapter(NamedTuple):
    """Statements under one heading."""

    title: str
    statements: tuple[Statement, ...]
