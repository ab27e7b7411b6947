"""A person's days for the screens: set up, with sessions on file."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

from coach.app import CoachApp
from coach.clock import Clock
from coach.context import AppContext
from coach.domain.model import Area, Book, Change, Cover, Ended, Session, Skin
from coach.domain.onboarding.answers import Answers
from coach.domain.onboarding.setup import set_up
from coach.domain.ramp.prescriber import prescribe
from coach.domain.ramp.replay import Ramps
from coach.store import Store
from coach.terminal.capabilities import Capabilities


def coach(path: Path, clock: Clock, *, unicode: bool = True) -> CoachApp:
    """The app on a file, as `coach` opens it."""
    return CoachApp(AppContext(Store(path, clock), clock), Capabilities(unicode=unicode, remote=False))


def set_up_on(path: Path, clock: Clock, answers: Answers | None = None) -> Store:
    """A file with the first questions answered, in UTC."""
    store = Store(path, clock)
    said = answers or Answers(ticked=frozenset(), tz="UTC")
    store.change(lambda book: set_up(book, said, clock.now()))
    return store


def lived(
    store: Store, clock: Clock, days: int, *, missed: tuple[int, ...] = (), answered: bool = True
) -> tuple[Session, ...]:
    """Fills the days before today with a clean session each, but for the missed ones (1 is yesterday)."""
    book = store.read()
    sessions: list[Session] = []
    for ago in range(days, 0, -1):
        day = clock.now().date() - timedelta(days=ago)
        so_far = Book(settings=book.settings, events=book.events, sessions=tuple(sessions))
        rung = prescribe(Ramps(so_far), Area.BACK, day).rung
        if ago in missed or rung is None:
            continue
        checked = answered or ago > 1
        sessions.append(session(day, clock, rung.minutes, rung.cover, Skin.CLEAR if checked else None))
    return tuple(
        record
        for record in store.change(lambda _: Change("Lived", put=tuple(sessions))).put
        if isinstance(record, Session)
    )


def session(day: date, clock: Clock, minutes: float, cover: Cover, skin_next: Skin | None) -> Session:
    """A session at half past six that went well."""
    at = datetime(day.year, day.month, day.day, 6, 30, tzinfo=clock.now().tzinfo)
    return Session(
        area=Area.BACK,
        started_at=at,
        day=day,
        done_min=minutes,
        cover=cover,
        planned_min=minutes,
        ended=Ended.COMPLETED,
        sharpness=3,
        skin_after=Skin.CLEAR,
        skin_next=skin_next,
        skin_next_on=day + timedelta(days=1) if skin_next else None,
        before=5,
        after=3,
    )


def text_of(app: CoachApp) -> str:
    """What the screen shows, as text."""
    strips = app.screen._compositor.render_strips()
    return "\n".join(strip.text.rstrip() for strip in strips)
