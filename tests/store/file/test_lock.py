"""One change at a time, whoever makes it, and nobody waits for the dead."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from coach.domain.model import Book, Change, Refused
from coach.store import Busy, Store
from coach.store.file.file_names import lock_of
from coach.store.file.lock import locked
from tests.conftest import FixedClock
from tests.store.samples import MORNING, live, putting, session


@contextmanager
def child(act: Callable[[Callable[[], object]], None]) -> Iterator[int]:
    """Another process, which says when it is ready, and is killed in the end."""
    ready, tell = os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            act(partial(os.write, tell, b"!"))
        finally:
            os._exit(0)
    try:
        os.close(tell)
        assert os.read(ready, 1) == b"!"
        yield pid
    finally:
        os.close(ready)
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)


@pytest.fixture
def store(store_path: Path, clock: FixedClock) -> Store:
    store = Store(store_path, clock)
    store.change(putting(session()))
    return store


def holding(store: Store, clock: FixedClock) -> Callable[[Callable[[], object]], None]:
    def act(ready: Callable[[], object]) -> None:
        with locked(store.path, clock.now()):
            ready()
            signal.pause()

    return act


def test_who_holds_the_lock_is_named(
    store: Store, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coach.store.file.lock.WAIT_S", 0.05)
    before = store.path.read_bytes()
    with child(holding(store, clock)) as pid:
        with pytest.raises(
            Busy, match=rf"process {pid} on {os.uname().nodename} since 2026-01-05 "
        ) as caught:
            store.change(putting(session(6)))
        assert "Nothing was saved" in str(caught.value)
        assert store.path.read_bytes() == before
        assert len(store.read().sessions) == 1, "reading needs no lock"


def test_a_stopped_holder_is_named_as_well(
    store: Store, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coach.store.file.lock.WAIT_S", 0.05)
    with child(holding(store, clock)) as pid:
        os.kill(pid, signal.SIGSTOP)
        with pytest.raises(Busy, match=f"process {pid} "):
            store.change(putting(session(6)))


def test_the_lock_of_a_killed_process_is_free(
    store: Store, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coach.store.file.lock.WAIT_S", 0.05)
    with child(holding(store, clock)) as pid:
        os.kill(pid, signal.SIGKILL)
        os.waitid(os.P_PID, pid, os.WEXITED | os.WNOWAIT)
        assert len(store.change(putting(session(6))).book.sessions) == 2


def test_waiting_in_vain_leaves_nothing_behind(
    store: Store, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coach.store.file.lock.WAIT_S", 0.01)
    open_files = len(list(Path("/dev/fd").iterdir()))
    with child(holding(store, clock)):
        for _ in range(20):
            with pytest.raises(Busy):
                store.change(putting(session(6)))
    assert len(list(Path("/dev/fd").iterdir())) == open_files
    assert len(store.change(putting(session(6))).book.sessions) == 2


def test_the_lock_is_let_go_when_deciding_fails(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coach.store.file.lock.WAIT_S", 0.05)

    def fail(book: Book) -> Change:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        store.change(fail)
    assert len(store.change(putting(session(6))).book.sessions) == 2


def test_the_waiting_time_is_five_seconds() -> None:
    from coach.store.file import lock

    assert lock.WAIT_S == 5


def test_two_processes_lose_and_double_nothing(store: Store, clock: FixedClock) -> None:
    """Each inserts fifty sessions, and counts them in a setting that both read and raise."""

    def work(ready: Callable[[], object], first: int) -> None:
        mine = Store(store.path, clock)
        ready()
        for number in range(50):
            added = session(5, MORNING - timedelta(days=number, seconds=first))

            def decide(book: Book, added: object = added) -> Change:
                counted = book.settings._replace(ready_s=book.settings.ready_s + 1)
                return Change("Counted", put=(added, counted))  # type: ignore[arg-type]

            mine.change(decide)

    pids = []
    for first in (1, 2):
        pid = os.fork()
        if pid == 0:
            code = 1
            try:
                work(lambda: None, first)
                code = 0
            finally:
                os._exit(code)
        pids.append(pid)
    assert [os.waitpid(pid, 0)[1] for pid in pids] == [0, 0]

    book = store.read()
    assert len({each.id for each in book.sessions}) == len(book.sessions) == 101
    assert book.settings.ready_s == 130
    assert len(store.tables()["undo"]) == 101
    assert store.problems == ()


def test_a_number_that_another_took_meanwhile_is_not_taken_again(store: Store, clock: FixedClock) -> None:
    other = Store(store.path, clock)
    for number in range(6):
        (store, other)[number % 2].change(
            putting(session(number + 1, MORNING - timedelta(days=number, seconds=1)))
        )
    assert len(store.read().sessions) == 7


def test_a_session_is_ended_once_only(store: Store, clock: FixedClock) -> None:
    running = store.change(putting(live())).put[0]

    def end(book: Book) -> Change:
        if book.live is None:
            raise Refused("It has ended already.")
        return Change("Ended", put=(session(5, id_=running.id),), drop=(book.live,))

    store.change(end)
    with pytest.raises(Refused):
        Store(store.path, clock).change(end)
    assert [each.id for each in store.read().sessions].count(running.id) == 1


def test_what_is_linked_as_the_lock_is_never_written(store: Store, tmp_path: Path) -> None:
    theirs = tmp_path / "theirs"
    theirs.write_text("precious")
    lock = lock_of(store.path)
    for each in (theirs, store.path):
        lock.unlink()
        lock.hardlink_to(each)
        before = each.read_bytes()
        store.change(putting(session(6)))
        assert theirs.read_text() == "precious"
        assert lock.read_bytes() == before, "the file itself is replaced, and what was linked stays as it was"
    assert len(store.read().sessions) == 3


def test_a_file_that_only_has_the_name_of_a_lock_is_never_written(
    store: Store, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coach.store.file.lock.WAIT_S", 0.05)
    lock_of(store.path).write_text("precious")
    with child(holding(store, clock)), pytest.raises(Busy, match="by another process"):
        store.change(putting(session(6)))
    assert lock_of(store.path).read_text() == "precious"


@pytest.mark.parametrize("left", ["process 12 on nowhere since 2026-01-05 07:00:00", "\0\0\0"])
def test_what_a_killed_holder_left_is_written_over(store: Store, clock: FixedClock, left: str) -> None:
    lock_of(store.path).write_text(left)
    with locked(store.path, clock.now()):
        assert lock_of(store.path).read_text().startswith(f"process {os.getpid()} ")
    assert lock_of(store.path).read_text() == ""
