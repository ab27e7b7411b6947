"""Evidence: the statements of the page on it, and the articles that all content rests on."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple


class Ground(StrEnum):
    """The kind of a statement."""

    STUDY = "study"
    """The articles say it about a study."""
    LIMIT = "limit"
    """Such a study, or both articles, leave it open."""
    CLAIM = "claim"
    """An article asserts it without a study of its own."""


GROUND_MARKS: Mapping[Ground, str] = MappingProxyType(
    {Ground.STUDY: "S", Ground.LIMIT: "-", Ground.CLAIM: "?"}
)
"""A mark for each, so that they differ without colour."""

GROUND_WORDS: Mapping[Ground, str] = MappingProxyType(
    {Ground.STUDY: "a study", Ground.LIMIT: "what weakens it", Ground.CLAIM: "a claim"}
)


class Statement(NamedTuple):
    """One or two sentences, and the ids of the facts that they rest on."""

    ground: Ground
    text: str
    facts: tuple[str, ...]


class Chapter(NamedTuple):
    """Statements under one heading."""

    title: str
    statements: tuple[Statement, ...]


class ArticleSection(NamedTuple):
    """A part of an article, with the facts that were taken from it."""

    title: str
    facts: tuple[str, ...]


class Reference(NamedTuple):
    """A study that an article lists."""

    authors: str
    title: str


class Source(NamedTuple):
    """An article that tips rest on."""

    id: str
    title: str
    publisher: str = ""
    """Empty where the article names none."""
    sections: tuple[ArticleSection, ...] = ()
    references: tuple[Reference, ...] = ()

    @property
    def name(self) -> str:
        """The short name of the article: its publisher, else its title."""
        return self.publisher or self.title
