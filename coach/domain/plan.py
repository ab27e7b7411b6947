"""The days ahead, if all goes well: each session whole and comfortable, the skin clear after it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

from coach.domain.caps import DAY, DAY_AT_FIRST, FIRST_SESSIONS
from coach.domain.daybook import pause_on
from coach.domain.ladder import Rung
from coach.domain.model import Area, Book, Check, Session, Skin
from coach.domain.prescription import Ramps
from coach.domain.ramp import Fold, Gate, folded, locks
from coach.domain.verdict import Code

COMFORT = 3
"""The comfort of a session that goes well."""


class Kind(StrEnum):
    """What a day ahead holds."""

    SESSION = "session"
    DONE = "done"
    """Today, after its guided session."""
    REST = "rest"
    LOCKED = "locked"
    PAUSE = "pause"


@dataclass(frozen=True, slots=True)
class Ahead:
    """One day ahead."""

    day: date
    kind: Kind
    step: int | None = None
    """From 1; None on a day without a guided session, as `rung` and `code`."""
    rung: Rung | None = None
    code: Code | None = None


def ahead(ramps: Ramps, area: Area, today: date, days: int) -> tuple[Ahead, ...]:
    """So many days from today on, with a session on each that is neither rest, lock nor announced pause.

    Empty where the area is not open or the screening locks it. The history is folded once, and each day
    taken in as it comes.
    """
    book = _answered(ramps.book, area, today)
    fold = folded(book, area)
    if not ramps.open(area) or (fold.screening is not None and locks(fold.screening, area)):
        return ()
    return tuple(_days(fold, book, area, today, days))


def _days(fold: Fold, book: Book, area: Area, today: date, days: int) -> Iterator[Ahead]:
    count = len(book.sessions)
    for day in (today + timedelta(days=n) for n in range(days)):
        if fold.standing.last_day == day:
            guided = next((t for t in fold.taken if t.guided and t.session.day == day), None)
            yield Ahead(day, Kind.DONE, guided.step, guided.rung) if guided else Ahead(day, Kind.REST)
            continue
        if pause_on(book, day) is not None:
            yield Ahead(day, Kind.PAUSE)
            continue
        view = fold.look(day)
        if view.code is Code.LOCKED_SKIN and view.needs_check:
            fold.take(Check(day=day, area=area, skin=Skin.CLEAR, at=_noon(day)), day)
            view = fold.look(day)
        if view.gate is not Gate.OPEN:
            yield Ahead(day, Kind.REST if view.gate is Gate.REST else Kind.LOCKED)
            continue
        step = view.verdict.step
        rung = fold.standing.rungs[step - 1]
        yield Ahead(day, Kind.SESSION, step, rung, view.code)
        most = DAY if count >= FIRST_SESSIONS else DAY_AT_FIRST
        fold.take(_gone_well(area, day, rung, min(rung.minutes, most)), day)
        count += 1


def _gone_well(area: Area, day: date, rung: Rung, minutes: float) -> Session:
    return Session(
        area=area,
        started_at=_noon(day),
        day=day,
        done_min=minutes,
        cover=rung.cover,
        comfort=COMFORT,
        skin_after=Skin.CLEAR,
        skin_next=Skin.CLEAR,
        skin_next_on=day + timedelta(days=1),
    )


def _answered(book: Book, area: Area, today: date) -> Book:
    """The book with the open skin check of the area answered `clear`."""
    last = max((s.day for s in book.sessions if s.area is area), default=None)
    if last is None:
        return book
    on = max(today, last + timedelta(days=1))
    sessions = (
        replace(s, skin_next=Skin.CLEAR, skin_next_on=on)
        if s.area is area and s.day == last and s.skin_next is None
        else s
        for s in book.sessions
    )
    return replace(book, sessions=tuple(sessions))


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), tzinfo=UTC)
