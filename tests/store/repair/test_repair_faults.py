"""No fault at any call to the system while a backup, a restore or a repair is made loses anything."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from coach.domain.model import Book
from coach.store import Store, StoreError
from coach.store.backup import backups
from coach.store.file.file_names import quarantine_of
from coach.store.repair.repair import back_up, repair, tidy
from tests.conftest import FixedClock
from tests.store.faults import FAULTS, Fault, died, tampering
from tests.store.samples import putting, session

Act = Callable[[Store, FixedClock], object]


def first_of_the_day(store: Store, clock: FixedClock) -> object:
    return store.change(putting(session(9)))


def many(store: Store, clock: FixedClock) -> object:
    return store.change(putting(*(session(5 + n / 10) for n in range(12))))


def create(store: Store, clock: FixedClock) -> object:
    return back_up(store.path, clock.now())


def restore(store: Store, clock: FixedClock) -> object:
    return store.restore(backups.listing(store.path)[-1].path.name)


def undo_restore(store: Store, clock: FixedClock) -> object:
    return store.undo()


def mend(store: Store, clock: FixedClock) -> object:
    return repair(store.path, clock.now())


def restore_over_damage(store: Store, clock: FixedClock) -> object:
    return restore(store, clock)


def clean(store: Store, clock: FixedClock) -> object:
    tidy(store.path, clock.now())
    return None


ACTS = (first_of_the_day, many, create, restore, undo_restore, mend, restore_over_damage, clean)
DAMAGED = (mend, restore_over_damage)
SAMPLED = ("EIO-before", "ENOSPC-half")
FAULTY = [
    pytest.param(act, fault, id=f"{act.__name__}-{fault}", marks=[] if sampled else [pytest.mark.long])
    for act in ACTS
    for fault in FAULTS
    for sampled in [str(fault) in SAMPLED or (act is restore and str(fault) == "kill-after")]
]


def minutes(book: Book) -> tuple[float, ...]:
    return tuple(sorted(each._replace(id="").done_min for each in book.sessions))


@pytest.fixture
def scene(store_path: Path, clock: FixedClock) -> Callable[[Act], Store]:
    """A file with a backup of yesterday, in the state in which the act comes."""

    def made(act: Act) -> Store:
        store = Store(store_path, clock)
        store.change(putting(session(5)))
        store.change(putting(session(6)))
        if act is not first_of_the_day:
            clock.advance(timedelta(days=1))
            store.change(putting(session(7)))
        if act is undo_restore:
            restore(store, clock)
        if act in DAMAGED:
            store_path.write_bytes(store_path.read_bytes().replace(b'"undo": {', b'"undo": {,'))
        if act is clean:
            backups.listing(store_path)[0].path.write_bytes(b"spoilt")
            (store_path.parent / ".coach.json.1-aa.tmp").write_text("x")
            store_path.chmod(0o644)
        clock.advance(timedelta(days=1))
        return store

    return made


def anywhere(path: Path) -> set[str]:
    """The ids of all sessions that the backups have."""
    found: set[str] = set()
    for each in backups.listing(path):
        try:
            tables = backups.tables_of(each)
        except StoreError:
            continue
        found.update(str(document["id"]) for document in tables["sessions"].values())
    return found


@pytest.mark.parametrize(("act", "fault"), FAULTY)
def test_every_call(
    scene: Callable[[Act], Store], clock: FixedClock, tmp_path: Path, act: Act, fault: Fault
) -> None:
    store = scene(act)
    folder, kept = store.path.parent, tmp_path / "kept"
    shutil.copytree(folder, kept)
    whole = store.path.read_bytes()
    before = None if act in DAMAGED else minutes(store.read())
    with tampering(0, None) as script:
        act(Store(store.path, clock), clock)
    after = minutes(Store(store.path, clock).read())
    act(Store(store.path, clock), clock)
    twice = minutes(Store(store.path, clock).read())
    assert {"open", "write", "fsync", "replace"} <= set(script.names) or act is clean

    for at in range(1, script.count + 1):
        shutil.rmtree(folder)
        shutil.copytree(kept, folder)
        known = anywhere(store.path)
        told: list[str] = []

        def attempt(at: int = at, told: list[str] = told) -> None:
            with tampering(at, fault):
                try:
                    act(Store(store.path, clock), clock)
                    told.append("done")
                except StoreError as error:
                    told.append(str(error))

        where = f"{fault} at call {at} ({script.names[at - 1]}): {told}"
        if fault.kind == "kill":
            assert died(attempt), where
        else:
            attempt()
            assert told, where
            assert act is clean or not list(folder.rglob(".*.tmp")), where
        present = store.path.read_bytes()
        if act in DAMAGED and present == whole:
            assert told != ["done"], where
        else:
            found = minutes(Store(store.path, clock).read())
            assert found in (before, after), where
            if told == ["done"]:
                assert found == after, where
            if act in DAMAGED:
                copies = [each.read_bytes() for each in quarantine_of(store.path).glob("*.json")]
                assert whole in copies, f"the damaged file is gone: {where}"
        assert known <= anywhere(store.path), f"a backup is gone: {where}"
        act(Store(store.path, clock), clock)
        assert minutes(Store(store.path, clock).read()) in (after, twice), where
        tidy(store.path, clock.now())
        assert not list(folder.rglob(".*.tmp")), where
