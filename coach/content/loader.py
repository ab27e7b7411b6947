"""Loads the tips, their sources and facts, and the evidence, from the package's own JSON files."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from coach import paths
from coach.content.json_fields import ContentError, Fields, read_items, read_object
from coach.domain.model import OWN, Area, Contraindication
from coach.domain.tips.evidence import ArticleSection, Reference, Source
from coach.domain.tips.tip import Moment, Tip, TipKind, Topic

if TYPE_CHECKING:
    from coach.domain.tips.evidence import Chapter
    from coach.text.words import RelatedWords

TIPS = "tips.json"
SOURCES = "sources.json"
EVIDENCE = "evidence.json"
FACTS = "facts.json"
SOURCE_NAMES = "source_names.json"
RELATED_WORDS = "related_words.json"
COMMAND_WORDS = "command_words.json"
OWN_ADVICE = "advice"
"""The fact id of advice that is the coach's own, from no source."""


class Fact(NamedTuple):
    """One statement of a source."""

    source: str
    section: str
    """Empty if the source has no sections."""
    kind: str
    text: str


@cache
def load_tips() -> tuple[Tip, ...]:
    """Returns all tips in the order of the file, topic by topic.

    Raises:
        ContentError: the file cannot be read, or a tip in it is not as it should be.
    """
    tips = read_tips(paths.CONTENT / TIPS)
    known = {*load_facts(), OWN, OWN_ADVICE}
    for tip in tips:
        if unknown := [fact for fact in tip.facts if fact not in known]:
            raise ContentError(f"{TIPS}: {tip.id}: there is no fact {unknown[0]}.")
    return tips


@cache
def load_sources() -> Mapping[str, Source]:
    """Returns the articles by id.

    Raises:
        ContentError: the file cannot be read, or a source in it is not as it should be.
    """
    return MappingProxyType({source.id: source for source in read_sources(paths.CONTENT / SOURCES)})


@cache
def load_evidence() -> tuple[Chapter, ...]:
    """Returns the chapters of what is known and what is not, in the order of the file.

    Raises:
        ContentError: the file cannot be read, or a statement in it is not as it should be.
    """
    return read_items(paths.CONTENT / EVIDENCE, _chapter)


@cache
def load_related_words() -> tuple[RelatedWords, ...]:
    """Returns the groups of words with one meaning, by which tips are searched.

    Raises:
        ContentError: the file cannot be read, or a group in it is not as it should be.
    """
    return read_items(paths.CONTENT / RELATED_WORDS, _related_words)


@cache
def load_command_words() -> tuple[RelatedWords, ...]:
    """Returns the groups of words with one meaning, by which the palette finds what is meant, by its id.

    Raises:
        ContentError: the file cannot be read, or a group in it is not as it should be.
    """
    return read_items(paths.CONTENT / COMMAND_WORDS, _related_words)


@cache
def load_facts() -> Mapping[str, Fact]:
    """Returns the facts that the sources state, by id.

    Raises:
        ContentError: the file cannot be read, or a fact in it is not as it should be.
    """
    data = read_object(paths.CONTENT / FACTS)
    fields = {id_: Fields(item, f"{FACTS}: {id_}") for id_, item in data.items()}
    return MappingProxyType(
        {
            id_: Fact(
                each.text("source"),
                each.text("section") if each.has("section") else "",
                each.text("kind"),
                each.text("text"),
            )
            for id_, each in fields.items()
        }
    )


@cache
def load_source_names() -> Mapping[str, str]:
    """Returns the name of each source within a sentence, by its id; `own` is the coach's own rule.

    Raises:
        ContentError: the file cannot be read.
    """
    return MappingProxyType(
        {id_: str(name) for id_, name in read_object(paths.CONTENT / SOURCE_NAMES).items()}
    )


def read_tips(path: Path) -> tuple[Tip, ...]:
    """Returns the tips of a file, each checked.

    Raises:
        ContentError: the file cannot be read, or a tip in it is not as it should be.
    """
    tips = read_items(path, _tip)
    if not tips:
        raise ContentError(f"{path.name}: there are no tips in it.")
    ids = [tip.id for tip in tips]
    if twice := {tip_id for tip_id in ids if ids.count(tip_id) > 1}:
        raise ContentError(f"{path.name}: the id {min(twice)} is there more than once.")
    return tips


def read_sources(path: Path) -> tuple[Source, ...]:
    """Returns the articles of a file, each checked.

    Raises:
        ContentError: the file cannot be read, or a source in it is not as it should be.
    """
    return read_items(path, _source)


def _tip(fields: Fields) -> Tip:
    return Tip(
        id=fields.text("id"),
        topic=fields.member("topic", Topic),
        title=fields.text("title"),
        text=fields.text("text"),
        kind=fields.member("kind", TipKind),
        facts=fields.words("facts"),
        areas=fields.members("areas", Area),
        moments=fields.members("moments", Moment) or frozenset({Moment.QUIET}),
        ticks=fields.members("ticks", Contraindication),
    )


def _related_words(fields: Fields) -> RelatedWords:
    from coach.text.words import RelatedWords  # only a search needs it

    return RelatedWords(fields.words("words"), fields.words("find"), danger=fields.has("danger"))


def _chapter(fields: Fields) -> Chapter:
    from coach.domain.tips.evidence import Chapter, Ground, Statement

    return Chapter(
        fields.text("title"),
        tuple(
            Statement(each.member("ground", Ground), each.text("text"), each.words("facts"))
            for each in fields.objects("statements")
        ),
    )


def _source(fields: Fields) -> Source:
    return Source(
        id=fields.text("id"),
        title=fields.text("title"),
        publisher=fields.text("publisher") if fields.has("publisher") else "",
        sections=tuple(
            ArticleSection(part.text("title"), part.words("facts")) for part in fields.objects("sections")
        ),
        references=tuple(
            Reference(study.text("authors"), study.text("title")) for study in fields.objects("references")
        ),
    )
