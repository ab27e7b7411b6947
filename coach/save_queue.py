"""A queue of changes that cannot be written yet; they are tried again, in order, while the screen goes on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from coach.domain.model import Book, Change, Refused
from coach.store import AnotherFile, Busy, MissingFile, StoreError, Unreadable

LOCKED: tuple[type[StoreError], ...] = (Busy,)
"""The fault that every change waits out: another process that is writing."""
LOCKED_OR_GONE: tuple[type[StoreError], ...] = (Busy, MissingFile, AnotherFile, Unreadable)
"""The faults that typed answers wait out: also a file that is gone or damaged for now."""


@dataclass(eq=False, slots=True)
class PendingSave:
    """A change of the file until it is made, refused or given up."""

    act: Callable[[], Any]
    """Makes the change, or raises."""
    then: Callable[[Any], object]
    """Called once it is on the disk, with the result of `act`."""
    fails: Callable[[Refused | StoreError], None]
    """Called if it is refused, or fails for good."""
    waits: Callable[[StoreError], None]
    """Called at each try that fails for now, with the reason."""
    owner: object = None
    """The screen or form that it belongs to; a second change of one owner replaces the first."""
    waits_for: tuple[type[StoreError], ...] = LOCKED
    """The faults that it waits out."""
    decide: Callable[[Book], Change | None] | None = None
    """The change of records that it makes, if it is one; its label is named when the coach closes."""
    why: StoreError | None = None
    """The fault of the last try."""


class SaveQueue:
    """The changes that wait to be written, first come, first served.

    There is one lock for the whole file, so if the first change cannot be written, none of the others can.
    """

    def __init__(self) -> None:
        self._waiting: list[PendingSave] = []
        self.on_wait: Callable[[], None] = lambda: None
        """Called when a change has to wait, and `retry` is to be called from time to time."""

    @property
    def pending(self) -> tuple[PendingSave, ...]:
        """The changes that are not written yet, in order."""
        return tuple(self._waiting)

    def add(self, item: PendingSave) -> None:
        """Makes a change at once, or else as soon as possible after all that were added before it."""
        # A replaced change keeps its place, so that keys are written in the order in which they were pressed.
        mine = [each for each in self._waiting if item.owner is not None and each.owner is item.owner]
        if mine:
            self._waiting[self._waiting.index(mine[0])] = item
        else:
            self._waiting.append(item)
        self.retry()
        if self._waiting:
            self.on_wait()

    def drop(self, owner: object) -> None:
        """Gives up the changes of an owner, none of which has been reported as saved."""
        self._waiting = [each for each in self._waiting if each.owner is not owner]

    def clear(self) -> None:
        """Gives up all changes, because their file is given up."""
        self._waiting.clear()

    def retry(self) -> None:
        """Tries the changes in order, until one still has to wait."""
        while self._waiting:
            item = self._waiting[0]
            # It stays in the queue until it is made: if another fault closes the coach, it is named then.
            try:
                result = item.act()
            except (Refused, StoreError) as error:
                if isinstance(error, item.waits_for):
                    item.why = error
                    item.waits(error)
                    return
                self._waiting.remove(item)
                item.fails(error)
            else:
                self._waiting.remove(item)
                item.then(result)
