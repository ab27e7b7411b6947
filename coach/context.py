"""What every screen works at: the store, the clock, and what they come to now."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime

from coach.clock import Clock, present
from coach.domain.dated_ahead import next_due
from coach.domain.dates import day_of
from coach.domain.instants import instant
from coach.domain.model import Area, Book, Change, Refused
from coach.domain.ramp.replay import Ramps
from coach.domain.tips.evidence import Chapter, Source
from coach.domain.tips.tip import Tip
from coach.domain.today import Today, today
from coach.domain.undo_effects import check_undo
from coach.paths import state_folder
from coach.save_queue import LOCKED, PendingSave, SaveQueue
from coach.store import AnotherFile, Applied, MissingFile, Store, StoreError
from coach.store.drafts import Drafts


class AppContext:
    """One reading of the file, shared by the screens; what is derived from it is made once."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self.store = store
        self.clock = clock
        self.drafts = Drafts(state_folder(), store.path)
        self.error: StoreError | None = None
        """Why the file cannot be read; the book is the one read last then, and nothing is written."""
        self.queue = SaveQueue()
        """What waits to be written."""
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
            self.error = error

    def follow(self) -> bool:
        """Reads the file afresh if someone else changed it, or if what was dated ahead is due; whether so.

        False also where a fault that was told already lasts.
        """
        # a file that was gone and is back may be the very one that was read last
        if self.error is None and not self.store.stale() and not self._is_due():
            return False
        before = self.error
        self.read()
        if isinstance(before, (MissingFile, AnotherFile)) and str(before) == str(self.error):
            self.error = before
            return False
        return True

    def forget(self) -> None:
        """Gives up the file that was read, and all that waits for it: what is there is taken on, or none."""
        self.queue.clear()
        self.store.forget()
        self._take(Book())
        self.read()

    def _is_due(self) -> bool:
        due = next_due(self.book)
        return due is not None and instant(self.clock.now()) >= due

    def now(self) -> datetime:
        """Returns the present moment in the user's zone."""
        return present(self.clock, self.book.settings.tz)

    def day(self) -> date:
        """Returns the coach's day."""
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

    def save(
        self,
        decide: Callable[[Book], Change | None],
        *,
        then: Callable[[Applied], object],
        fails: Callable[[Refused | StoreError], None],
        waits: Callable[[StoreError], None],
        owner: object = None,
        waits_for: tuple[type[StoreError], ...] = LOCKED,
    ) -> None:
        """Changes the file now, or as soon as it can be; see `PendingSave` for the rest.

        `decide` may be called later and more than once: it holds all that was said, and when.
        """
        self.queue.add(PendingSave(lambda: self.change(decide), then, fails, waits, owner, waits_for, decide))

    def undo(self, seen: Sequence[str] = ()) -> str | None:
        """Undoes the last change, or the steps that were seen, and says the label of the earliest.

        None where there is none. Raises Refused and StoreError.
        """
        try:
            steps = (each.at for each in self.store.steps() if each.id in seen)
            made = min(filter(None, steps), key=instant, default=None)
            check_undo(self.book, lambda: self.store.without(seen), self.now(), made)
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
            from coach.content.loader import load_tips

            self._tips = load_tips()
        return self._tips

    @property
    def sources(self) -> Mapping[str, Source]:
        """The articles that the tips come from."""
        if not self._sources:
            from coach.content.loader import load_sources

            self._sources = load_sources()
        return self._sources

    @property
    def known(self) -> tuple[Chapter, ...]:
        """What is known of mats, and what is not."""
        from coach.content.loader import load_evidence

        return load_evidence()

    def _take(self, book: Book) -> None:
        self.drafts.file_id = self.store.file_id
        self.book = book
        self.ramps = Ramps(book)
        self._today.clear()


def _has_opened(found: Today, now: datetime) -> bool:
    """Returns whether the six hours are over for which Today had to wait."""
    opens_at = found.prescription.opens_at
    return opens_at is not None and instant(now) >= instant(opens_at)
