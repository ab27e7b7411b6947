"""Random books as they are read at random instants, most of them close to where something changes."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import NamedTuple
from zoneinfo import ZoneInfo

from coach.domain.dated_ahead import as_of
from coach.domain.instants import end_of, instant
from coach.domain.model import (
    Area,
    Book,
    DayNote,
    Pause,
    PauseFor,
    RhythmSet,
    Screening,
    Session,
    Skin,
    TipState,
    Upgrade,
)
from tests.domain.histories import FIRST, random_book

_A_DAY = timedelta(days=1)
_LEAST = timedelta(microseconds=1)

NIGHTS = {
    "UTC": datetime(2026, 3, 29, 1, tzinfo=UTC),
    "Europe/Berlin": datetime(2026, 10, 25, 1, tzinfo=UTC),
    "America/New_York": datetime(2026, 3, 8, 7, tzinfo=UTC),
    "Australia/Lord_Howe": datetime(2026, 4, 4, 15, tzinfo=UTC),
    "America/Santiago": datetime(2026, 9, 6, 4, tzinfo=UTC),
    "America/Havana": datetime(2026, 11, 1, 5, tzinfo=UTC),
    "Atlantic/Azores": datetime(2026, 10, 25, 1, tzinfo=UTC),
    "Antarctica/Troll": datetime(2026, 10, 25, 1, tzinfo=UTC),
    "Asia/Kathmandu": datetime(2026, 6, 1, 0, tzinfo=UTC),
}
"""An instant for each zone; except in the first and the last one it is that of a change of the clocks."""

_OFFSETS = (timedelta(0), timedelta(0), _LEAST, -_LEAST, timedelta(seconds=-1), timedelta(minutes=-1))
_REACHES = tuple(
    timedelta(minutes=each) for each in (-5, 0, 0, 5, 6 * 60, 6 * 60, 18 * 60, 24 * 60, 72 * 60, -6 * 60)
)


class Read(NamedTuple):
    """A book, and the moment in the user's zone at which it is read."""

    whole: Book
    """All records, whenever they are dated."""
    now: datetime

    def at(self, moment: datetime) -> Book:
        """Returns the book as it is when the file is read at another moment."""
        return as_of(self.whole, moment.astimezone(self.now.tzinfo))


def random_read(seed: int) -> Read:
    """Returns a random book and moment."""
    random = Random(seed)
    name = random.choice(list(NIGHTS))
    zone = ZoneInfo(name)
    book = random_book(random, random.randint(1, 9))
    night = NIGHTS[name] + random.choice(
        (timedelta(0), timedelta(0), timedelta(hours=random.randint(-30, 30)))
    )
    last = max((each.day for each in book.sessions), default=FIRST)
    book = _moved(random, book, (night.date() - last).days)
    book = _varied(random, book, night)
    if random.random() < 0.4:
        first = night.date() + timedelta(days=random.randint(-9, 4))
        asked = RhythmSet(
            at=night - timedelta(days=9), days=random.randint(3, 7), first=first, over=(), id="r"
        )
        book = book._replace(rhythms=(asked,))
    book = book._replace(
        settings=book.settings._replace(
            rollover=random.choice((0, 1, 2, 3, 4, 12)),
            tz=name,
            area=random.choice([each.area for each in book.sessions] or [Area.BACK]),
            week_start=random.choice((0, 6)),
        )
    )
    return Read(book, _moment(random, book, night).astimezone(zone))


def _moment(random: Random, book: Book, night: datetime) -> datetime:
    """Returns an instant around a night, or one at which a record may begin or cease to count."""
    known = [each.started_at for each in book.sessions[-4:]] + [end_of(each) for each in book.sessions[-4:]]
    known += [each.at for each in (*book.checks[-4:], *book.events[-2:], *book.pauses[-1:])]
    if not known or random.random() < 0.4:
        base = night + timedelta(minutes=random.randint(-900, 900))
    else:
        base = instant(random.choice(known)) + random.choice(_REACHES)
    return base + random.choice(_OFFSETS)


def _moved(random: Random, book: Book, days: int) -> Book:
    """Returns a book with all its records so many days later, each at a time of its own."""
    by = timedelta(days=days)

    def later(at: datetime) -> datetime:
        return at + by + timedelta(seconds=random.randint(-3600, 3600), microseconds=random.choice((0, 0, 1)))

    def day(of: date | None) -> date | None:
        return None if of is None else of + by

    sessions = [
        each._replace(
            started_at=later(each.started_at), day=each.day + by, skin_next_on=day(each.skin_next_on)
        )
        for each in book.sessions
    ]
    checks = [each._replace(at=later(each.at), day=each.day + by) for each in book.checks]
    return _in_order(
        book._replace(
            sessions=tuple(sessions),
            checks=tuple(checks),
            events=tuple(each._replace(at=later(each.at)) for each in book.events),
            pauses=tuple(
                each._replace(at=each.at + by, first=each.first + by, last=day(each.last))
                for each in book.pauses
            ),
        )
    )


def _varied(random: Random, book: Book, night: datetime) -> Book:
    """Returns a book with what lives have seldom: records dated ahead, odd ends, notes, and old answers."""
    sessions = [_odd(random, each) if random.random() < 0.15 else each for each in book.sessions]
    checks = [
        each._replace(at=each.at + timedelta(hours=random.randint(1, 80))) if random.random() < 0.08 else each
        for each in book.checks
    ]
    events = [
        each._replace(asked_at=each.at + timedelta(hours=random.randint(-50, 90)))
        if isinstance(each, Screening) and random.random() < 0.2
        else each._replace(at=each.at + timedelta(hours=random.randint(1, 400)))
        if random.random() < 0.05
        else each
        for each in book.events
    ]
    pauses = book.pauses
    if random.random() < 0.15:
        first = night.date() + timedelta(days=random.randint(-4, 2))
        last = random.choice((None, first, first + timedelta(days=random.randint(0, 3))))
        why = random.choice((None, *PauseFor))
        pauses = (
            *pauses,
            Pause(first=first, last=last, at=night - timedelta(hours=random.randint(-2, 90)), why=why),
        )
    notes = [
        DayNote(night.date() + timedelta(days=each), "tea", f"n{each}")
        for each in (-1, 1)
        if random.random() < 0.2
    ]
    tips = (
        {"breathe": TipState("breathe", read=True, seen=night.date() - _A_DAY)}
        if random.random() < 0.2
        else {}
    )
    upgrades = (
        (Upgrade(night - timedelta(hours=random.randint(-3, 40)), 2, "u"),) if random.random() < 0.15 else ()
    )
    return _in_order(
        book._replace(
            sessions=tuple(sessions),
            checks=tuple(checks),
            events=tuple(events),
            pauses=pauses,
            notes=tuple(notes),
            tips=tips,
            upgrades=upgrades,
        )
    )


def _odd(random: Random, session: Session) -> Session:
    """Returns a session as a wrong clock, a journey or another program may have recorded it."""
    kind = random.randrange(4)
    if kind == 0:
        by = timedelta(minutes=random.choice((3, 6, 90, 60 * 7, 60 * 30)) + random.randint(0, 3))
        began = session.started_at + by
        return session._replace(started_at=began, day=began.date())
    if kind == 1:
        return session._replace(ended_at=session.started_at + timedelta(minutes=random.choice((40, 1500))))
    if kind == 2:
        return session._replace(day=session.day + random.choice((1, -1, 4)) * _A_DAY)
    return session._replace(skin_next=Skin.NUMB, skin_next_on=session.day + _A_DAY, from_check=False)


def _in_order(book: Book) -> Book:
    return book._replace(
        sessions=tuple(sorted(book.sessions, key=lambda each: instant(each.started_at))),
        checks=tuple(sorted(book.checks, key=lambda each: instant(each.at))),
        events=tuple(sorted(book.events, key=lambda each: instant(each.at))),
    )
