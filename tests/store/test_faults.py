"""No fault at any call to the system loses what was acknowledged, or leaves half a change."""

from __future__ import annotations

import errno
import os
import signal
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from coach.domain.dated_ahead import as_of
from coach.domain.model import Book, Change, Session
from coach.store import NotWritable, Store, StoreError
from tests.conftest import FixedClock
from tests.store.faults import FAULTS, Fault, died, tampering
from tests.store.samples import dropping, live, putting, session

Act = Callable[[Store], object]


def log(store: Store) -> object:
    return store.change(putting(session(9, note="new")))


def finish(store: Store) -> object:
    running = store.read().live
    assert running is not None
    return store.change(lambda book: Change("Done", put=(session(8, id_=running.id),), drop=(running,)))


def edit(store: Store) -> object:
    first = store.read().sessions[0]
    return store.change(putting(first._replace(done_min=1.5)))


def drop(store: Store) -> object:
    return store.change(dropping(store.read().sessions[0]))


def undo(store: Store) -> object:
    return store.undo()


@pytest.fixture
def store(store_path: Path, clock: FixedClock) -> Store:
    store = Store(store_path, clock)
    store.change(putting(session(5, note="old")))
    store.change(putting(live()))
    return store


def contents(store: Store) -> tuple[object, ...]:
    """The book without the ids that each attempt makes for itself."""
    book = store.read()
    sessions = tuple(sorted(each._replace(id="").done_min for each in book.sessions))
    return sessions, book.live is None, len(store.tables().get("undo", {}))


FAULTY = [
    pytest.param(act, fault, id=f"{act.__name__}-{fault}", marks=[] if sampled else [pytest.mark.long])
    for act, often in ((log, True), (finish, True), (edit, False), (drop, False), (undo, True))
    for fault in FAULTS
    for sampled in [often and (act is log or fault.kind in ("EIO", "short") or str(fault) == "kill-after")]
]


@pytest.mark.parametrize(("act", "fault"), FAULTY)
def test_every_call_of_every_change(store: Store, clock: FixedClock, act: Act, fault: Fault) -> None:
    whole = store.path.read_bytes()
    before = contents(store)
    with tampering(0, None) as script:
        act(Store(store.path, clock))
    after = contents(store)
    assert before != after
    assert {"flock", "open", "write", "fsync", "replace"} <= set(script.names)

    for at in range(1, script.count + 1):
        store.path.write_bytes(whole)
        told: list[str] = []

        def attempt(at: int = at, told: list[str] = told) -> None:
            with tampering(at, fault):
                try:
                    act(Store(store.path, clock))
                    told.append("saved")
                except StoreError as error:
                    told.append(str(error))

        where = f"{fault} at call {at} ({script.names[at - 1]}): {told}"
        if fault.kind == "kill":
            assert died(attempt), where
        else:
            attempt()
            assert told, where
            assert not list(store.path.parent.glob(".*.tmp")), where
        found = contents(Store(store.path, clock))
        assert found in (before, after), where
        if told == ["saved"]:
            assert found == after, where
        elif told:
            assert found == before, f"an error says that nothing was saved: {where}"
        Store(store.path, clock).change(putting(session(7, note="later")))
        assert 7 in contents(store)[0], where  # type: ignore[operator]
        assert {each.name for each in store.path.parent.iterdir()} == {
            "backups",
            "coach.json",
            "coach.json.lock",
        }, where


def test_the_first_change_of_all_can_fail_and_be_tried_again(tmp_path: Path, clock: FixedClock) -> None:
    path = tmp_path / "a" / "b" / "coach.json"
    with tampering(0, None) as script:
        log(Store(path, clock))
    for fault in (Fault("ENOSPC", "before"), Fault("kill", "before"), Fault("kill", "after")):
        for at in range(1, script.count + 1):
            path = tmp_path / str(fault) / str(at) / "coach.json"

            def attempt(path: Path = path, at: int = at, fault: Fault = fault) -> None:
                with tampering(at, fault):
                    try:
                        log(Store(path, clock))
                    except StoreError:
                        assert Store(path, clock).read() == as_of(Book(), clock.now())

            if fault.kind == "kill":
                died(attempt)
            else:
                attempt()
            assert len(Store(path, clock).read().sessions) in (0, 1)
            log(Store(path, clock))


def test_new_content_is_flushed_before_it_takes_the_place_of_the_old_and_the_folder_after(
    store: Store,
) -> None:
    with tampering(0, None) as script:
        log(store)
    order = [name for name in script.names if name in ("write", "fsync", "replace")]
    replaced = order.index("replace")
    assert order[replaced - 2 : replaced + 2] == ["write", "fsync", "replace", "fsync"]


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "disk is full"),
        (errno.EDQUOT, "quota"),
        (errno.EROFS, "read-only"),
        (errno.EACCES, "no permission"),
        (errno.EIO, "reported an error"),
    ],
)
def test_a_refusal_of_the_disk_is_one_plain_sentence(
    store: Store, monkeypatch: pytest.MonkeyPatch, number: int, words: str
) -> None:
    before = store.path.read_bytes()

    def refuse(*args: object) -> int:
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", refuse)
        with pytest.raises(NotWritable, match=words) as caught:
            log(store)
    assert "\n" not in str(caught.value)
    assert str(store.path) in str(caught.value)
    assert store.path.read_bytes() == before


def test_a_folder_that_may_not_be_written(store: Store, clock: FixedClock) -> None:
    log(store)  # what is imported for a change may be out of reach for whom the child turns into
    with TemporaryDirectory() as folder:
        Path(folder).chmod(0o555)

        def attempt() -> None:
            if os.geteuid() == 0:
                os.seteuid(65534)
            try:
                log(Store(Path(folder) / "coach.json", clock))
            except NotWritable as error:
                if f"no permission to write {folder}." in str(error):
                    os.kill(os.getpid(), signal.SIGKILL)

        assert died(attempt), "the child kills itself once it was told"
        assert list(Path(folder).iterdir()) == []


def test_leavings_of_the_dead_are_swept_and_nothing_else(store: Store) -> None:
    folder = store.path.parent
    for name in (".coach.json.1-aa.tmp", ".coach.json.x", "coach.json.tmp", ".other.json.1-aa.tmp"):
        (folder / name).write_text("x")
    log(store)
    assert {each.name for each in folder.iterdir()} == {
        "backups",
        "coach.json",
        "coach.json.lock",
        ".coach.json.x",
        "coach.json.tmp",
        ".other.json.1-aa.tmp",
    }


def test_the_session_logged_is_the_one_that_is_there_when_the_folder_cannot_be_flushed(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    flush, calls = os.fsync, []

    def fail_second(handle: int) -> None:
        calls.append(handle)
        if len(calls) == 2:
            raise OSError(errno.EIO, "no")
        flush(handle)

    monkeypatch.setattr(os, "fsync", fail_second)
    logged = store.change(putting(session(9))).put[0]
    assert isinstance(logged, Session)
    assert len(calls) == 2
    assert logged in store.read().sessions
