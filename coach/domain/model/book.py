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
    Screening,
    Session,
    Settings,
    TipState,
    Upgrade,
)


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
    now: datetime | None = None
    """The moment, in the user's zone, as of which it is read; None reads everything as past."""
    ahead: tuple[Session, ...] = ()
    """Sessions dated after `now`: kept, and no part of `sessions` until their time has come."""
    checks_ahead: tuple[Check, ...] = ()
    """Skin checks dated after `now`; one that says `broken` is in `checks` as well."""
    notes_ahead: tuple[DayNote, ...] = ()
    """Notes on days after that of `now`."""


class Change(NamedTuple):
    """What is to be written, as one step of undo unless it says otherwise."""

    label: str
    """Says to the user what it did, as in "Logged 5 minutes on the back"."""
    put: tuple[Record, ...] = ()
    """Records to add (empty id) or to replace (an id that is there)."""
    drop: tuple[Record, ...] = ()
    """Records to remove."""
    step: bool = True
    """Whether it can be undone; False for what is no act of its own, as that a tip was opened."""
    joins: str = ""
    """The name of a setting: changes of one within a short time are one step."""


class Refused(ValueError):
    """A request that the rules turn down; its text tells the user why and what to do."""


def is_set_up(book: Book) -> bool:
    """Returns whether the first-run questions were answered."""
    return any(isinstance(event, Screening) for event in book.events)


def pause_on(book: Book, day: date) -> Pause | None:
    """Returns the pause that covers a day, if one does."""
    return next((p for p in book.pauses if p.first <= day and (p.last is None or day <= p.last)), None)
