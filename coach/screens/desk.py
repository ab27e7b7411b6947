"""What every screen works at: the store, the clock, and what they come to now."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime

from coach.clock import Clock, present
from coach.domain.ahead import next_due
from coach.domain.days import day_of
from coach.domain.instants import instant
from coach.domain.known import Chapter
from coach.domain.model import Area, Book, Change
from coach.domain.prescription import Ramps
from coach.domain.tips import Source, Tip
from coach.domain.today import Today, today
from coach.store import Applied, Store, StoreError


class Desk:
    """One reading of the file, shared by the screens; what is derived from it is made once."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self.store = store
        self.clock = clock
        self.error: StoreError | None = None
        """Why the file cannot be read; the book is empty then, and nothing is written."""
        self.book = Book()
        self.ramps = Ramps(self.book)
        self._tips: tuple[Tip, ...] = ()
        self._sources: Mapping[str, Source] = {}
        self._today: dict[Area, Today] = {}
        self.read()

    def read(self) -> None:
        """Reads the file afresh."""
        try:
            self._take(self.store.read())
            self.error = None
        except StoreError as error:
            self._take(Book())
            self.error = error

    def follow(self) -> bool:
        """Reads the file afresh if someone else changed it, or if what was dated ahead is due; whether so."""
        if not self.store.stale() and not self._is_due():
            return False
        self.read()
        return True

    def _is_due(self) -> bool:
        due = next_due(self.book)
        return due is not None and instant(self.clock.now()) >= due

    def now(self) -> datetime:
        """The present moment in the user's zone."""
        return present(self.clock, self.book.settings.tz)

    def day(self) -> date:
        """The coach's day."""
        return day_of(self.now(), self.book.settings.rollover)

    def today(self, area: Area | None = None) -> Today:
        """Today in an area, by default in the one of the settings."""
        area = area or self.book.settings.area
        found = self._today.get(area)
        if found is None or found.day != self.day() or _has_opened(found, self.clock.now()):
            found = self._today[area] = today(self.book, self.now(), area, ramps=self.ramps)
        return found

    def change(self, decide: Callable[[Book], Change | None]) -> Applied:
        """Changes the file; on the disk when this returns. Raises Refused and StoreError."""
        applied = self.store.change(decide)
        self._take(applied.book)
        return applied

    def undo(self, seen: Sequence[str] = ()) -> str | None:
        """Undoes the last change, or the steps that were seen, and says the label of the earliest.

        None where there is none. Raises Refused and StoreError.
        """
        try:
            return self.store.undo(seen)
        finally:
            self.read()

    def redo(self) -> str | None:
        """Takes back the last undo and says the label; None where there is none. Raises as `undo` does."""
        try:
            return self.store.redo()
        finally:
            self.read()

    @property
    def tips(self) -> tuple[Tip, ...]:
        """All tips."""
        if not self._tips:
            from coach.store.content import load_tips

            self._tips = load_tips()
        return self._tips

    @property
    def sources(self) -> Mapping[str, Source]:
        """The articles that the tips come from."""
        if not self._sources:
            from coach.store.content import load_sources

            self._sources = load_sources()
        return self._sources

    @property
    def known(self) -> tuple[Chapter, ...]:
        """What is known of mats, and what is not."""
        from coach.store.content import load_known

        return load_known()

    def _take(self, book: Book) -> None:
        self.book = book
        self.ramps = Ramps(book)
        self._today.clear()


def _has_opened(found: Today, now: datetime) -> bool:
    """Whether the six hours are over for which Today had to wait."""
    opens_at = found.prescription.opens_at
    return opens_at is not None and instant(now) >= instant(opens_at)
