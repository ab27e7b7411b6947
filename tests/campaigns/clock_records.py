"""Records in versions, and moments, as the model of a life with wrong clocks has them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

Facts = Mapping[str, Any]
Held = Callable[[str], tuple[Facts, bool]]
"""Tells what a file holds under an id, and whether it lives."""


class Broken(AssertionError):
    """The coach did something else than it promises."""


class Moment(NamedTuple):
    """What a machine shows to its user."""

    at: datetime
    """In UTC, as its clock has it."""
    zone: str

    def day(self, rollover: int) -> date:
        """The day that it is for the user."""
        local = self.at.astimezone(ZoneInfo(self.zone)).replace(tzinfo=None)
        return (local - timedelta(hours=rollover)).date()


class Doc(NamedTuple):
    """One record in one version."""

    kind: str
    facts: Facts
    said: int
    """The number of the act that made it."""
    versions: tuple[int, ...]
    """The numbers of the acts that changed it: of two with a common beginning the longer is the later."""
    lives: bool = True
    replaces: frozenset[str] = frozenset()
    """The answers to the same question that were current when this one was given."""
    hurt: frozenset[str] | None = None
    """Of an answer that the skin is broken, what was on record and dated ahead when it was given."""

    @property
    def question(self) -> tuple[str, str]:
        """What it answers."""
        return self.kind, self.facts.get("area", "") if self.kind == "area" else ""


class Step(NamedTuple):
    """What undoes an act."""

    before: dict[str, Doc | None]
    came: bool = False
    """Whether it came from another copy of the file."""
    instead: tuple[dict[str, Doc], list[Step]] | None = None
    """All that was there, and its steps, before a backup took its place."""


def later(id_: str, own: Doc, theirs: Doc, held: Held) -> Doc:
    """The later of two versions; of two that grew apart from one the file may hold either."""
    if own.versions == theirs.versions[: len(own.versions)]:
        return theirs
    if theirs.versions == own.versions[: len(theirs.versions)]:
        return own
    found = held(id_)
    for each in (own, theirs):
        if (each.facts, each.lives) == found:
            return each
    raise Broken(f"two versions of {id_} became a third: {found}")


def end(session: Facts) -> datetime:
    """When a session ended: as noted, and no earlier than its minutes took."""
    shortest: datetime = session["start"] + timedelta(minutes=session["minutes"])
    return max(shortest, session.get("end") or datetime.min.replace(tzinfo=UTC))
