"""What waits to be saved: in its order, once each, and not for ever behind what was given up."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from coach.domain.model import Refused
from coach.save_queue import LOCKED_OR_GONE, PendingSave, SaveQueue
from coach.store import Busy, MissingFile, NotWritable, StoreError

PATH = Path("coach.json")
BUSY = Busy(PATH, "process 7")
GONE = MissingFile(PATH, was_read=True)
FULL = NotWritable(PATH, "the disk is full")


class File:
    """What takes changes, or fails as it is told to."""

    def __init__(self) -> None:
        self.fault: Exception | None = None
        self.written: list[object] = []
        self.told: list[tuple[str, object]] = []
        self.queue = SaveQueue()

    def add(
        self, what: object, owner: object = None, waits_out: tuple[type[StoreError], ...] = (Busy,)
    ) -> None:
        """Ask for a change."""
        self.queue.add(
            PendingSave(lambda: self._write(what), self._then, self._fails, self._waits, owner, waits_out)
        )

    def _write(self, what: object) -> object:
        if self.fault is not None:
            raise self.fault
        self.written.append(what)
        return what

    def _then(self, what: object) -> None:
        self.told.append(("saved", what))

    def _fails(self, error: Exception) -> None:
        self.told.append(("failed", error))

    def _waits(self, error: Exception) -> None:
        self.told.append(("waits", error))


def test_what_can_be_written_is_written_at_once() -> None:
    file = File()
    file.add(1)
    assert file.told == [("saved", 1)]
    assert not file.queue.pending


def test_what_cannot_be_is_refused_at_once() -> None:
    """A full disk and a refusal are for the user to mend; a file that is gone is waited for where asked."""
    file = File()
    refused = Refused("no")
    for fault in (FULL, refused, GONE):
        file.fault = fault
        file.add(1)
    assert file.told == [("failed", FULL), ("failed", refused), ("failed", GONE)]
    file.add(2, waits_out=LOCKED_OR_GONE)
    assert file.told[-1] == ("waits", GONE)
    assert file.queue.pending[0].why is GONE


def test_somebody_is_called_to_try_again() -> None:
    file, called = File(), []
    file.queue.on_wait = lambda: called.append(1)
    file.add(1)
    file.fault = BUSY
    file.add(2)
    assert called == [1]


def test_another_of_one_owner_takes_its_place() -> None:
    """Two presses of Save are one change, in the place of the first; what others asked for stays."""
    file = File()
    file.fault = BUSY
    file.add("a", owner="form")
    file.add("b")
    file.add("c", owner="form")
    file.fault = None
    file.queue.retry()
    assert file.written == ["c", "b"]


def test_what_is_called_off_is_not_written() -> None:
    file = File()
    file.fault = BUSY
    file.add("a", owner="form")
    file.add("b")
    file.queue.drop("form")
    file.fault = None
    file.queue.retry()
    assert file.written == ["b"]


def test_one_that_fails_later_does_not_hold_up_the_rest() -> None:
    file = File()
    file.fault = BUSY
    file.add("a")
    file.add("b")
    file.fault = FULL
    file.queue.retry()
    assert [told for told, _ in file.told[-2:]] == ["failed", "failed"]
    assert not file.queue.pending


@given(st.lists(st.sampled_from(["add", "busy", "free", "retry"]), max_size=30))
def test_all_of_it_is_written_once_and_in_order(steps: list[str]) -> None:
    """Whenever the lock is held and free."""
    file, asked = File(), 0
    for step in steps:
        if step == "add":
            asked += 1
            file.add(asked)
        elif step == "retry":
            file.queue.retry()
        else:
            file.fault = BUSY if step == "busy" else None
    file.fault = None
    file.queue.retry()
    assert file.written == list(range(1, asked + 1))
