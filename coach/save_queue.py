"""The changes that cannot be written yet: kept in order, and tried again while the screen goes on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from coach.domain.model import Book, Change, Refused
from coach.store import AnotherFile, Busy, MissingFile, StoreError, Unreadable

LOCKED: tuple[type[StoreError], ...] = (Busy,)
"""The errors that any change waits out: another process is writing right now."""
LOCKED_OR_GONE: tuple[type[StoreError], ...] = (Busy, MissingFile, AnotherFile, Unreadable)
"""The errors that typed answers wait out: until the file itself is back, too."""


@dataclass(eq=False, slots=True)
class PendingSave:
    """One change of the file, until it is written, refused or given up."""

    act: Callable[[], Any]
    """Makes the change, or raises."""
    then: Callable[[Any], object]
    """Called once the change is on the disk, with what `act` returned."""
    fails: Callable[[Refused | StoreError], None]
    """Called if the change cannot be made at all."""
    waits: Callable[[StoreError], None]
    """Called at each try that has to wait, with the reason."""
    owner: object = None
    """A new change of the same owner replaces this one, so that no answer is written twice."""
    waits_out: tuple[type[StoreError], ...] = LOCKED
    """The errors that the change waits out."""
    decide: Callable[[Book], Change | None] | None = None
    """The change of records that it makes, if it is one, so that it can be kept when the app ends."""
    why: StoreError | None = None
    """The error that the last try met."""


class SaveQueue:
    """The queue of changes that wait to be written, first come, first served.

    There is one lock for the whole file, so if the first change cannot be written, none of the others can.
    """

    def __init__(self) -> None:
        self._waiting: list[PendingSave] = []
        self.on_wait: Callable[[], None] = lambda: None
        """Called when a change has to wait; whoever sets it calls `retry` from time to time."""

    @property
    def pending(self) -> tuple[PendingSave, ...]:
        """The changes that are not written yet, in order."""
        return tuple(self._waiting)

    def add(self, item: PendingSave) -> None:
        """Makes a change at once if possible; otherwise as soon as possible, after all that came before."""
        # It takes over the place in the queue: what was pressed earlier must not be written later.
        mine = [each for each in self._waiting if item.owner is not None and each.owner is item.owner]
        if mine:
            self._waiting[self._waiting.index(mine[0])] = item
        else:
            self._waiting.append(item)
        self.retry()
        if self._waiting:
            self.on_wait()

    def drop(self, owner: object) -> None:
        """Gives up the waiting change of an owner, who called it off before it was reported as saved."""
        self._waiting = [each for each in self._waiting if each.owner is not owner]

    def clear(self) -> None:
        """Gives up all changes, because the file that they are for was given up."""
        self._waiting.clear()

    def retry(self) -> None:
        """Tries the waiting changes in order, until one still has to wait."""
        while self._waiting:
            item = self._waiting[0]
            # It stays in the queue until it is done: if the coach crashes on it, it is named as unsaved.
            try:
                result = item.act()
            except (Refused, StoreError) as error:
                if isinstance(error, item.waits_out):
                    item.why = error
                    item.waits(error)
                    return
                self._waiting.remove(item)
                item.fails(error)
            else:
                self._waiting.remove(item)
                item.then(result)
