"""The context that every screen works with: the store, the clock, and what follows from them today."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from coach.clock import Clock, present
from coach.domain.dated_ahead import next_due
from coach.domain.dates import day_of
from coach.domain.instants import instant
from coach.domain.model import Area, Book, Change, Refused
from coach.domain.ramp.replay import Ramps
from coach.domain.tips.tip import Tip
from coach.domain.today import Today, today
from coach.hooks.calls import HookCalls
from coach.paths import is_locked_down, state_folder
from coach.save_queue import LOCKED, PendingSave, SaveQueue
from coach.store import AnotherFile, Applied, MissingFile, Store, StoreError
from coach.store.drafts import Drafts

if TYPE_CHECKING:
    from coach.domain.tips.evidence import Chapter, Source


class AppContext:
    """The last reading of the file, shared by all screens; what is derived from it is computed once."""

    def __init__(
        self, store: Store, clock: Clock, *, is_demo: bool = False, environ: Mapping[str, str] | None = None
    ) -> None:
        """Takes the environment in which hooks are looked for; without one there are none."""
        self.store = store
        self.clock = clock
        self.is_demo = is_demo
        """Whether it is a made-up file that is gone at the end; nothing is written anywhere else then."""
        self.hooks = HookCalls(store.path, None if is_demo else environ)
        self.drafts = Drafts(store.path.parent / "state" if is_demo else state_folder(), store.path)
        self.error: StoreError | None = None
        """Why the file cannot be read; meanwhile `book` is the last one read, and nothing is written."""
        self.chosen_area: Area | None = None
        """The area that was chosen on a screen, for all of them; None until then, and for all areas."""
        self.chosen_tip = ""
        """The id of the tip that another screen asks Tips to open with; Tips takes it once."""
        self.chosen_day: date | None = None
        """The day that another screen asks the Calendar to open with; the Calendar takes it once."""
        self.queue = SaveQueue()
        """The changes that wait to be written."""
        self.book = Book()
        self.ramps = Ramps(self.book)
        self._tips: tuple[Tip, ...] = ()
        self._sources: Mapping[str, Source] = {}
        self._today: dict[Area, Today] = {}
        self.read()

    def read(self) -> None:
        """Reads the file again; a fault goes to `error`."""
        try:
            self._take(self.store.read())
            self.error = None
        except StoreError as error:
            self.error = error

    def follow(self) -> bool:
        """Reads the file again if it was changed elsewhere, or a record dated ahead is due; returns whether.

        Returns False too while a fault lasts that was reported before.
        """
        # After a fault it is read in any case: a file that was gone and is back may be unchanged, and then it
        # does not count as stale.
        if self.error is None and not self.store.stale() and not self._is_due():
            return False
        before = self.error
        self.read()
        # The same error object stays, by which a screen knows that it has examined this fault already.
        if isinstance(before, (MissingFile, AnotherFile)) and str(before) == str(self.error):
            self.error = before
            return False
        return True

    def forget(self) -> None:
        """Gives up the file and the changes that wait for it, and reads whatever is in its place."""
        self.queue.clear()
        self.store.forget()
        self.chosen_area = None
        # Where nothing is in its place, the book must not stay that of the old file.
        self._take(Book())
        self.read()

    def _is_due(self) -> bool:
        due = next_due(self.book)
        return due is not None and instant(self.clock.now()) >= due

    def now(self) -> datetime:
        """Returns the present moment in the user's zone."""
        return present(self.clock, self.book.settings.tz)

    def day(self) -> date:
        """Returns the day of the coach, which begins at the hour of the settings."""
        return day_of(self.now(), self.book.settings.rollover)

    @property
    def area(self) -> Area:
        """The area that is shown: the chosen one, else that of the settings."""
        return self.chosen_area or self.book.settings.area

    def areas(self) -> list[Area]:
        """Returns the areas to turn to: those that are open, and the one that is shown."""
        return [area for area in Area if area is self.area or self.ramps.open(area)]

    @property
    def keeps_answers(self) -> bool:
        """Whether answers are kept when the coach is left; those of a demo are nobody's, and go with it."""
        return not self.is_demo

    @property
    def no_files(self) -> str:
        """The reason why no file but the data may be written, as a sentence; empty if others may be."""
        if self.is_demo:
            return "This is a demo, and it writes no files."
        return "Files cannot be written from this account." if is_locked_down() else ""

    def turn_area(self, by: int) -> None:
        """Chooses the next of those areas, or with -1 the one before."""
        areas = self.areas()
        self.chosen_area = areas[(areas.index(self.area) + by) % len(areas)]

    def today(self) -> Today:
        """Returns what there is to do today in the area that is shown."""
        area = self.area
        found = self._today.get(area)
        if found is None or found.day != self.day() or _has_opened(found, self.clock.now()):
            found = self._today[area] = today(self.book, self.now(), area, ramps=self.ramps)
        return found

    def take_tip(self) -> str:
        """Returns the id of the tip that Tips is to open with, once; empty if no screen asked for one."""
        tip, self.chosen_tip = self.chosen_tip, ""
        return tip

    def take_day(self) -> date | None:
        """Returns the day that the Calendar is to open with, once; None if no screen asked for one."""
        day, self.chosen_day = self.chosen_day, None
        return day

    def change(self, decide: Callable[[Book], Change | None]) -> Applied:
        """Changes the file, which is on the disk when this returns. Raises Refused and StoreError."""
        applied = self.store.change(self.hooks.watched(decide))
        self._take(applied.book)
        self.hooks.changed(applied.put)
        return applied

    def save(
        self,
        decide: Callable[[Book], Change | None],
        *,
        then: Callable[[Applied], object],
        fails: Callable[[Refused | StoreError], None],
        waits: Callable[[StoreError], None],
        owner: object = None,
        waits_out: tuple[type[StoreError], ...] = LOCKED,
    ) -> None:
        """Changes the file now, or as soon as that is possible; `PendingSave` explains the arguments.

        `decide` may be called later and more than once, so it must contain the answers and their time.
        """
        self.queue.add(PendingSave(lambda: self.change(decide), then, fails, waits, owner, waits_out, decide))

    def undo(self, seen: Sequence[str] = ()) -> str | None:
        """Undoes the last change, or the steps with the ids in `seen`; returns the label of the earliest.

        Returns None if there is nothing to undo. Raises Refused and StoreError.
        """
        from coach.domain.undo_effects import check_undo

        try:
            steps = (each.at for each in self.store.steps() if each.id in seen)
            made = min(filter(None, steps), key=instant, default=None)
            check_undo(self.book, lambda: self.store.without(seen), self.now(), made)
            return self.store.undo(seen)
        finally:
            self.read()

    def redo(self) -> str | None:
        """Takes back the last undo and returns its label; None if there is none. Raises as `undo` does."""
        try:
            return self.store.redo()
        finally:
            self.read()

    @property
    def tips(self) -> tuple[Tip, ...]:
        """All tips."""
        # Loaded at the first use, to keep the start short; the same holds for the two below.
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
    def evidence(self) -> tuple[Chapter, ...]:
        """The chapters on what is known about mats, and what is not."""
        from coach.content.loader import load_evidence

        return load_evidence()

    def _take(self, book: Book) -> None:
        # Drafts are kept by the id of their file, so that those of another file are not offered here.
        self.drafts.file_id = self.store.file_id
        self.book = book
        self.ramps = Ramps(book)
        self._today.clear()


def _has_opened(found: Today, now: datetime) -> bool:
    """Returns whether the six hours between two sessions are over, for which Today had to wait."""
    opens_at = found.prescription.opens_at
    return opens_at is not None and instant(now) >= instant(opens_at)
