"""All records as one value, and a change of them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import NamedTuple

from coach.domain.model.records import (
    Check,
    DayNote,
    Event,
    Live,
    Pause,
    Record,
    RhythmSet,
    Screening,
    Session,
    TipState,
    Upgrade,
)
from coach.domain.model.settings import Settings


class Book(NamedTuple):
    """Everything that was recorded, as one value."""

    settings: Settings = Settings()
    events: tuple[Event, ...] = ()
    """In the order of their instants."""
    sessions: tuple[Session, ...] = ()
    """In the order of their instants."""
    checks: tuple[Check, ...] = ()
    """In the order of their instants."""
    pauses: tuple[Pause, ...] = ()
    notes: tuple[DayNote, ...] = ()
    tips: Mapping[str, TipState] = MappingProxyType({})
    live: Live | None = None
    upgrades: tuple[Upgrade, ...] = ()
    """In the order of their instants."""
    rhythms: tuple[RhythmSet, ...] = ()
    """In the order of their instants; apart from the other answers, for the ramp never reads them."""
    now: datetime | None = None
    """The moment, in the user's zone, at which the book is read; None reads everything as past."""
    ahead: tuple[Session, ...] = ()
    """Sessions dated after `now`; they join `sessions` once their time has come."""
    checks_ahead: tuple[Check, ...] = ()
    """Skin checks dated after `now`; one that says `broken` or `numb` is in `checks` as well."""
    notes_ahead: tuple[DayNote, ...] = ()
    """Notes on days after that of `now`."""


class Change(NamedTuple):
    """A change of the records, as one step of undo unless `step` says otherwise."""

    label: str
    """Tells the user what was done, as in "Logged 5 minutes on the back"."""
    put: tuple[Record, ...] = ()
    """Records to add (with an empty id) or to replace (with an id that exists)."""
    drop: tuple[Record, ...] = ()
    """Records to remove."""
    step: bool = True
    """Whether it can be undone; False for side effects, such as noting that a tip was opened."""
    joins: str = ""
    """The name of a setting; changes of the same setting within a short time count as one step."""


class Refused(ValueError):
    """A request that the rules refuse; its text tells the user why and what to do."""


def is_set_up(book: Book) -> bool:
    """Returns whether the first-run questions were answered."""
    return any(isinstance(event, Screening) for event in book.events)


def pause_on(book: Book, day: date) -> Pause | None:
    """Returns the pause that covers a day, if one does."""
    return next((p for p in book.pauses if p.first <= day and (p.last is None or day <= p.last)), None)
