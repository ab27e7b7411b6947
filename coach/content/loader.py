"""The tips, their sources, and the page of what is known, read from the package's own data."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import StrEnum
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from coach import paths
from coach.domain.model import Area, Contraindication
from coach.domain.ramp.fact_ids import OWN
from coach.domain.tips.evidence import ArticleSection, Reference, Source
from coach.domain.tips.search import RelatedWords
from coach.domain.tips.tip import Moment, Tip, TipKind, Topic

if TYPE_CHECKING:
    from coach.domain.tips.evidence import Chapter

TIPS = "tips.json"
SOURCES = "sources.json"
KNOWN = "known.json"
FACTS = "facts.json"
NAMES = "source_names.json"
KIN = "kin_words.json"
ADVICE = "advice"
"""The id of a practical tip that no source has: the coach's own advice."""

_Member = TypeVar("_Member", bound=StrEnum)
_Item = TypeVar("_Item")


class Fact(NamedTuple):
    """One thing that a source says."""

    source: str
    section: str
    """Empty where the source has none."""
    kind: str
    text: str


class ContentError(Exception):
    """A file of the package's content is missing or damaged; the text names the file and the place in it."""


@cache
def load_tips() -> tuple[Tip, ...]:
    """Returns all tips, in the order of the file, which is that of the topics.

    Raises:
        ContentError: the file cannot be read, or a tip in it is not as it should be.
    """
    tips = read_tips(paths.CONTENT / TIPS)
    known = {*load_facts(), OWN, ADVICE}
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
def load_known() -> tuple[Chapter, ...]:
    """Returns what is known, and what is not, in the order of the file.

    Raises:
        ContentError: the file cannot be read, or a statement in it is not as it should be.
    """
    return _items(paths.CONTENT / KNOWN, _chapter)


@cache
def load_kin() -> tuple[RelatedWords, ...]:
    """Returns the words of the same meaning by which tips are searched.

    Raises ContentError if the file cannot be read, or a group in it is not as it should be.
    """
    return _items(paths.CONTENT / KIN, _kin)


@cache
def load_facts() -> Mapping[str, Fact]:
    """Returns what the sources say, fact by fact, by id.

    Raises ContentError if the file cannot be read, or a fact in it is not as it should be.
    """
    data = _object(paths.CONTENT / FACTS)
    fields = {id_: _Fields(item, f"{FACTS}: {id_}") for id_, item in data.items()}
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
def load_names() -> Mapping[str, str]:
    """Returns how each source is called within a sentence, by its id; `own` is the coach's own rule.

    Raises ContentError if the file cannot be read.
    """
    return MappingProxyType({id_: str(name) for id_, name in _object(paths.CONTENT / NAMES).items()})


def rests_on(ids: Iterable[str]) -> tuple[str, ...]:
    """Returns where facts come from, in words, each source once with its sections, in the order of the facts.

    As in "RunnerClick's guide (Side effects)" and "the coach's own rule".
    """
    facts, called = load_facts(), load_names()
    found: dict[str, list[str]] = {}
    for id_ in ids:
        source, section = (facts[id_].source, facts[id_].section) if id_ in facts else (id_, "")
        sections = found.setdefault(source, [])
        if section and section not in sections:
            sections.append(section)
    # what the coach made up stands last: first what others say
    ordered = sorted(found, key=lambda source: source in (OWN, ADVICE))
    return tuple(
        f"{called[source]} ({', '.join(found[source])})" if found[source] else called[source]
        for source in ordered
    )


def source_line(tip: Tip) -> str:
    """Returns what a tip stands on, as in "guidance · RunnerClick's guide (How to use)".

    The kind comes first, and stands alone where there is no room for more.
    """
    return f"{tip.kind} \u00b7 {listed(rests_on(tip.facts))}"


def source_wordings(tip: Tip) -> tuple[str, ...]:
    """Returns the same in ever fewer words, for a narrow place; the tip's own page has the sections."""
    places = rests_on(tip.facts)
    sources = tuple(dict.fromkeys(place.partition(" (")[0] for place in places))
    brief = f"{tip.kind} \u00b7 {listed(sources)}"
    counted = f"{tip.kind} \u00b7 {len(sources)} sources, told in Tips"
    return source_line(tip), brief, counted if len(sources) > 1 else brief, str(tip.kind)


def listed(parts: Sequence[str]) -> str:
    """Returns parts of a sentence as a list: "a, b and c"."""
    return " and ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)


def read_tips(path: Path) -> tuple[Tip, ...]:
    """Returns the tips of a file, each checked.

    Raises:
        ContentError: the file cannot be read, or a tip in it is not as it should be.
    """
    tips = _items(path, _tip)
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
    return _items(path, _source)


def _object(path: Path) -> dict[str, object]:
    try:
        data: object = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ContentError(f"{path.name} cannot be read: {error}. Install coach again.") from error
    if not isinstance(data, dict):
        raise ContentError(f"{path.name}: an object is expected.")
    return data


def _items(path: Path, build: Callable[[_Fields], _Item]) -> tuple[_Item, ...]:
    try:
        data: object = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ContentError(f"{path.name} cannot be read: {error}. Install coach again.") from error
    if not isinstance(data, list):
        raise ContentError(f"{path.name}: a list is expected.")
    return tuple(build(_Fields(item, f"{path.name}: item {n}")) for n, item in enumerate(data, 1))


class _Fields:
    """The fields of one JSON object, each taken as the type that it must have."""

    def __init__(self, item: object, where: str) -> None:
        if not isinstance(item, dict):
            raise ContentError(f"{where}: an object is expected.")
        self._item: dict[str, object] = item
        self._where = f"{where} ({item['id']})" if "id" in item else where

    def text(self, key: str) -> str:
        value = self._item.get(key)
        if not isinstance(value, str) or not value.strip():
            raise self._wrong(key, "a text")
        return value

    def words(self, key: str) -> tuple[str, ...]:
        value = self._item.get(key)
        if not isinstance(value, list) or not all(isinstance(word, str) for word in value) or not value:
            raise self._wrong(key, "a list of texts")
        return tuple(value)

    def member(self, key: str, of: type[_Member]) -> _Member:
        return self._member(key, self.text(key), of)

    def members(self, key: str, of: type[_Member]) -> frozenset[_Member]:
        if key not in self._item:
            return frozenset()
        return frozenset(self._member(key, word, of) for word in self.words(key))

    def objects(self, key: str) -> list[_Fields]:
        value = self._item.get(key)
        if not isinstance(value, list):
            raise self._wrong(key, "a list of objects")
        return [_Fields(item, f"{self._where}: {key}") for item in value]

    def has(self, key: str) -> bool:
        return bool(self._item.get(key))

    def _member(self, key: str, value: str, of: type[_Member]) -> _Member:
        try:
            return of(value)
        except ValueError:
            raise self._wrong(key, "one of " + ", ".join(of)) from None

    def _wrong(self, key: str, expected: str) -> ContentError:
        return ContentError(f"{self._where}: {key} must be {expected}.")


def _tip(fields: _Fields) -> Tip:
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


def _kin(fields: _Fields) -> RelatedWords:
    return RelatedWords(fields.words("words"), fields.words("find"), danger=fields.has("danger"))


def _chapter(fields: _Fields) -> Chapter:
    from coach.domain.tips.evidence import Chapter, Ground, Statement

    return Chapter(
        fields.text("title"),
        tuple(
            Statement(each.member("ground", Ground), each.text("text"), each.words("facts"))
            for each in fields.objects("statements")
        ),
    )


def _source(fields: _Fields) -> Source:
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
