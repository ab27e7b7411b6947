"""Sessions that run in a file, begun some time ago."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from coach.clock import Clock, SystemClock
from coach.domain.dates import day_of
from coach.domain.model import Area, Book, Change, Cover, Ended, Live, Refused
from coach.domain.session import live as running
from coach.domain.session import timer, timer_record
from coach.domain.session.timer import TimerEvent
from coach.store import Applied, Store


def begin(
    path: Path, *, minutes: float = 5, ago_s: float = 0.0, cap_min: float = 30, clock: Clock | None = None
) -> Live:
    """Writes the start of a session on the back that began so long ago, and returns its record."""
    clock = clock or SystemClock()
    now, wall = clock.elapsed(), clock.now()
    of = timer.begin(Area.BACK, Cover.TOWEL, planned_min=minutes, cap_min=cap_min, ready_s=0, now=now - ago_s)
    live = timer_record.to_live(
        of, day=day_of(wall - timedelta(seconds=ago_s), 3), boot=clock.boot(), elapsed_now=now, wall_now=wall
    )
    store = Store(path, clock)
    applied = store.change(lambda _: Change("Started", put=(live._replace(id=store.new_id()),)))
    assert applied.book.live is not None
    return applied.book.live


def press(path: Path, event: TimerEvent, clock: Clock | None = None) -> None:
    """Presses a key of the session that runs, as any terminal does."""
    of = clock or SystemClock()

    def decide(book: Book) -> Change:
        live = book.live
        if live is None:
            raise Refused("none runs")
        now = of.elapsed()
        known = timer_record.from_live(live, boot=of.boot(), elapsed_now=now, wall_now=of.now())
        goes_on = event is TimerEvent.KEEP_GOING
        return running.change(
            book, timer_record.renewed(live, timer.step(known, event, now), of.boot()), goes_on=goes_on
        )

    Store(path, of).change(decide)


def record(path: Path, clock: Clock | None = None, *, minutes: float = 5) -> Applied:
    """Records the session that runs."""

    def decide(book: Book) -> Change:
        assert book.live is not None
        return running.finish(book, book.live, done_min=minutes, ended=Ended.COMPLETED)

    return Store(path, clock or SystemClock()).change(decide)


def undone(path: Path, act: Callable[[Store], object], clock: Clock | None = None) -> None:
    """Does something else with the file, such as undo."""
    act(Store(path, clock or SystemClock()))
