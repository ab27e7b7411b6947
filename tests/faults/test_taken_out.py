"""Each safeguard is needed: with it taken out, the test that watches over it fails.

Every check runs twice: on the store as it is, where it must pass, and on one that lacks the safeguard, where
it must not. So a safeguard that is lost one day does not go unseen, and no check is an idle one.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest
from tinydb.table import Table

from coach.domain.model import Book, Change
from coach.store import Busy, NotWritable, Store, StoreError
from coach.store.file import atomic
from coach.store.file.json_text import parse
from coach.store.transaction import Transaction
from tests.conftest import FixedClock
from tests.faults.disk_model import watched
from tests.store.samples import MORNING, putting, session


@pytest.fixture
def store(store_path: Path, clock: FixedClock) -> Store:
    store = Store(store_path, clock)
    store.change(putting(session(5, note="old")))
    return store


class Lost(AssertionError):
    """What the checks below find."""


def check_power_cuts(store: Store) -> None:
    """Cut the power after each call: the file is as before or after, and as after once that was told."""
    before = store.path.read_bytes()
    with watched(store.path) as seen:
        store.change(putting(session(6, note="new")))
    after = store.path.read_bytes()
    for call, contents in seen.found:
        if not contents <= {before, after}:
            raise Lost(f"after {call} the file could hold {sorted(map(len, contents))} bytes")
    if seen.found[-1][1] != {after}:
        raise Lost("it was told to be saved, and the power could still take it")
    parse(after, store.path)


class Lazy:
    """The module `os`, but that nothing of one kind is flushed."""

    def __init__(self, spared: Callable[[int], bool]) -> None:
        self._spared = spared

    def __getattr__(self, name: str) -> Any:
        return getattr(os, name)

    def fsync(self, handle: int) -> None:
        if not self._spared(os.fstat(handle).st_mode):
            os.fsync(handle)


def test_a_power_cut_at_any_call_leaves_the_file_before_or_after(store: Store) -> None:
    check_power_cuts(store)


@pytest.mark.parametrize("spared", [stat.S_ISREG, stat.S_ISDIR], ids=["the file", "the folder"])
def test_without_flushing(
    store: Store, monkeypatch: pytest.MonkeyPatch, spared: Callable[[int], bool]
) -> None:
    monkeypatch.setattr(atomic, "os", Lazy(spared))
    with pytest.raises(Lost):
        check_power_cuts(store)


def check_lock(store: Store, clock: FixedClock) -> None:
    """Another changes the file while this one decides: it waits in vain, or nothing of it may be lost."""
    other, done = Store(store.path, clock), []

    def decide(book: Book) -> Change:
        try:
            other.change(putting(session(7, note="other")))
            done.append("other")
        except Busy:
            pass
        return Change("Mine", put=(session(8, note="mine"),))

    store.change(decide)
    notes = {each.note for each in Store(store.path, clock).read().sessions}
    if not {"mine", *done} <= notes:
        raise Lost(f"told to be saved: {done}; found: {notes}")


def test_two_at_once(store: Store, clock: FixedClock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coach.store.file.lock.WAIT_S", 0.05)
    check_lock(store, clock)


def test_without_the_lock(store: Store, clock: FixedClock, monkeypatch: pytest.MonkeyPatch) -> None:
    """And without the look at the file that comes right before it is replaced."""
    monkeypatch.setattr("coach.store.tinydb_storage.locked", lambda *_: nullcontext())
    monkeypatch.setattr("coach.store.tinydb_storage.AtomicStorage._refuse_replaced", lambda _: None)
    with pytest.raises(Lost):
        check_lock(store, clock)


def test_without_the_lock_a_last_look_refuses(
    store: Store, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is no coach takes no lock."""
    monkeypatch.setattr("coach.store.tinydb_storage.locked", lambda *_: nullcontext())
    with pytest.raises(NotWritable, match="something else has replaced"):
        check_lock(store, clock)


def check_numbers(store: Store, clock: FixedClock) -> None:
    """Another process inserts between two inserts of ours."""
    store.change(putting(session(6, note="first")))
    child = os.fork()
    if child == 0:
        try:
            Store(store.path, clock).change(putting(session(7, note="other")))
        finally:
            os._exit(0)
    os.waitpid(child, 0)
    try:
        store.change(putting(session(8, note="last")))
    except (ValueError, StoreError) as error:
        raise Lost(str(error)) from error
    notes = {each.note for each in Store(store.path, clock).read().sessions}
    if notes != {"old", "first", "other", "last"}:
        raise Lost(f"left: {notes}")


def test_numbers_of_two_processes(store: Store, clock: FixedClock) -> None:
    check_numbers(store, clock)


def test_with_the_next_number_remembered(
    store: Store, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """TinyDB keeps the next free number in its table objects; here these live on from change to change."""
    tables: dict[str, Table] = {}

    def lasting(transaction: Transaction, name: str) -> Table:
        table = tables.setdefault(name, transaction._database.table(name, cache_size=0))
        table._storage = transaction._database.storage
        return table

    monkeypatch.setattr(Transaction, "_table", lasting)
    with pytest.raises(Lost):
        check_numbers(store, clock)


def check_what_is_known(store: Store, clock: FixedClock) -> None:
    """Another writes between our reading and our change."""
    store.read()
    Store(store.path, clock).change(putting(session(7, MORNING, note="other")))
    store.change(putting(session(8, note="mine")))
    notes = {each.note for each in Store(store.path, clock).read().sessions}
    if notes != {"old", "other", "mine"}:
        raise Lost(f"left: {notes}")


def test_what_is_known_of_a_file(store: Store, clock: FixedClock) -> None:
    check_what_is_known(store, clock)


def test_with_what_is_known_not_compared(
    store: Store, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Same(bytes):
        def __eq__(self, other: object) -> bool:
            return True

        __hash__ = bytes.__hash__

    load = atomic.load
    monkeypatch.setattr(atomic, "load", lambda path: (found := load(path)) and (Same(found[0]), found[1]))
    with pytest.raises(Lost):
        check_what_is_known(store, clock)
