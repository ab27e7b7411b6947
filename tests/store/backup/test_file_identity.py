"""The file that was read is gone, or another lies in its place: no change makes or touches one there."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from coach.domain.model import Book, Change, Contraindication, Screening
from coach.domain.onboarding.answers import Answers
from coach.domain.onboarding.setup import set_up
from coach.store import AnotherFile, MissingFile, NotWritable, Store, Unreadable
from coach.store.backup.backups import listing
from coach.store.repair.repair import back_up
from tests.conftest import FixedClock
from tests.store.samples import putting, session


@pytest.fixture
def read(store_path: Path, clock: FixedClock) -> Store:
    """A store that has read a file with one session."""
    Store(store_path, clock).change(putting(session(5)))
    store = Store(store_path, clock)
    store.read()
    return store


def everything(folder: Path) -> dict[str, bytes | None]:
    """What is in a folder, by name."""
    found = sorted(folder.rglob("*")) if folder.exists() else []
    return {str(each): each.read_bytes() if each.is_file() else None for each in found}


def another(path: Path, clock: FixedClock) -> bytes:
    """The bytes of someone else's file."""
    there = path.parent.parent / "someone" / "coach.json"
    Store(there, clock).change(putting(session(1), session(2)))
    return there.read_bytes()


ACTS: dict[str, Callable[[Store], object]] = {
    "read": lambda store: store.read(),
    "tables": lambda store: store.tables(),
    "change": lambda store: store.change(putting(session(6))),
    "take in": lambda store: store.take_in([("sessions", {"id": "X"})], lambda count: f"{count}"),
    "rewrite": lambda store: store.rewrite(lambda snapshot: {("sessions", "X"): {"id": "X"}}, lambda: "x"),
    "undo": lambda store: store.undo(),
    "redo": lambda store: store.redo(),
}


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("way", ["file", "folder", "mount"])
def test_a_file_that_was_read_and_is_gone(read: Store, act: str, way: str) -> None:
    """Nothing is made, no folder and no lock file either; and it is the same file when it is back."""
    folder = read.path.parent
    away = folder.with_name("away")
    if way == "file":
        read.path.rename(away)
    else:
        folder.rename(away)
        if way == "mount":
            folder.mkdir()
    before = everything(folder)
    with pytest.raises(MissingFile) as caught:
        ACTS[act](read)
    assert caught.value.was_read
    assert everything(folder) == before
    assert folder.exists() == (way != "folder")
    if way == "mount":
        folder.rmdir()
    away.rename(read.path if way == "file" else folder)
    assert len(read.change(putting(session(6))).book.sessions) == 2


@pytest.mark.parametrize("act", ACTS)
def test_another_persons_file_in_its_place(read: Store, clock: FixedClock, act: str) -> None:
    """It is not written, and not read as the own one either."""
    mine, theirs = read.path.read_bytes(), another(read.path, clock)
    read.path.write_bytes(theirs)
    with pytest.raises(AnotherFile):
        ACTS[act](read)
    assert read.path.read_bytes() == theirs
    read.path.write_bytes(mine)
    assert len(read.change(putting(session(6))).book.sessions) == 2


def test_a_backup_does_not_replace_another_persons_file(read: Store, clock: FixedClock) -> None:
    made = back_up(read.path, clock.now())
    assert made is not None
    theirs = another(read.path, clock)
    read.path.write_bytes(theirs)
    with pytest.raises(AnotherFile):
        read.restore(made.path.name)
    assert read.path.read_bytes() == theirs


def test_a_backup_takes_the_place_of_a_file_that_is_gone_or_half_there(
    read: Store, clock: FixedClock
) -> None:
    made = back_up(read.path, clock.now())
    assert made is not None
    for left in (None, read.path.read_bytes()[:100]):
        read.path.unlink()
        if left is not None:
            read.path.write_bytes(left)
        read.restore(made.path.name)
        assert len(read.read().sessions) == 1


def test_a_file_that_is_gone_takes_no_safety_answer_with_it(read: Store, clock: FixedClock) -> None:
    """What was said after the backup and was read since keeps the mat locked."""
    read.change(lambda book: set_up(book, Answers(ticked=frozenset()), clock.now()))
    made = back_up(read.path, clock.now())
    assert made is not None
    clock.advance(timedelta(hours=1))
    ticked = frozenset({Contraindication.CLOTS})
    read.change(lambda book: set_up(book, Answers(ticked=ticked), clock.now()))
    read.path.unlink()
    read.restore(made.path.name)
    said = [each.ticked for each in read.read().events if isinstance(each, Screening)]
    assert said[-1] == ticked


def replacing(read: Store, data: bytes | None) -> Callable[[Book], Change]:
    """A decision during which a sync tool removes the file, or puts another in its place."""

    def decide(_book: Book) -> Change:
        read.path.unlink()
        if data is not None:
            read.path.write_bytes(data)
        return Change("Logged", put=(session(6),))

    return decide


@pytest.mark.parametrize("gone", [True, False])
def test_what_comes_between_reading_and_writing_is_not_written_over(
    read: Store, clock: FixedClock, gone: bool
) -> None:
    """The lock binds coaches alone."""
    data = None if gone else another(read.path, clock)
    with pytest.raises(NotWritable, match="something else has replaced"):
        read.change(replacing(read, data))
    assert (read.path.read_bytes() if read.path.exists() else None) == data


def test_one_that_was_damaged_and_is_gone_was_never_read(store_path: Path, clock: FixedClock) -> None:
    """Without backups that is a first run."""
    store_path.parent.mkdir()
    store_path.write_text("")
    store = Store(store_path, clock)
    with pytest.raises(Unreadable):
        store.read()
    store_path.unlink()
    assert not store.read().sessions


def test_a_missing_file_with_backups_is_no_first_run(read: Store, clock: FixedClock) -> None:
    """A store that has read nothing knows it by them."""
    back_up(read.path, clock.now())
    read.path.unlink()
    fresh = Store(read.path, clock)
    for act in ("read", "change", "undo"):
        with pytest.raises(MissingFile) as caught:
            ACTS[act](fresh)
        assert (caught.value.was_read, caught.value.backups) == (False, 1)
    assert not read.path.exists()
    fresh.forget()
    assert not fresh.read().sessions
    fresh.change(putting(session(6)))
    assert len(listing(read.path)) == 1
    read.path.unlink()
    with pytest.raises(MissingFile):
        fresh.read()


def test_a_file_that_is_given_up_leaves_no_id_to_keep_drafts_by(read: Store) -> None:
    """They would wait for a file that may never come back, and not for the one that is made now."""
    assert read.file_id
    read.path.unlink()
    read.forget()
    read.read()
    assert not read.file_id
    read.change(putting(session(6)))
    assert read.file_id


def test_what_another_machine_wrote_is_ones_own(read: Store, clock: FixedClock, tmp_path: Path) -> None:
    copy = tmp_path / "laptop" / "coach.json"
    copy.parent.mkdir()
    copy.write_bytes(read.path.read_bytes())
    Store(copy, clock).change(putting(session(6)))
    copy.replace(read.path)
    assert len(read.read().sessions) == 2
    assert len(read.change(putting(session(7))).book.sessions) == 3


def test_a_file_without_an_id_is_taken_as_it_is(read: Store) -> None:
    """Someone took the id out by hand; a change gives it a new one."""
    tables = json.loads(read.path.read_text())
    for each in tables["meta"].values():
        each.pop("id")
    read.path.write_text(json.dumps(tables))
    assert len(read.change(putting(session(6))).book.sessions) == 2
    assert len(read.read().sessions) == 2
