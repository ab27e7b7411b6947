"""Doctor looks at what is there, and a repair takes care of what it can."""

from __future__ import annotations

import errno
import json
import os
import socket
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from coach.domain.model import Area, Check, DayNote, Skin
from coach.store import NotWritable, Store, StoreError
from coach.store.backup import backups
from coach.store.file.file_names import backups_of, lock_of, quarantine_of, temporary
from coach.store.repair.checks import examine
from coach.store.repair.repair import accept_changes, repair, tidy
from coach.store.sync.merge import merge
from tests.conftest import FixedClock
from tests.store.samples import MORNING, putting, raw, session

LATER = MORNING + timedelta(days=30)


@pytest.fixture
def store(store_path: Path, clock: FixedClock) -> Store:
    """A sound file of two sessions with a backup."""
    store = Store(store_path, clock)
    store.change(putting(session(5)))
    clock.advance(timedelta(days=1))
    store.change(putting(session(6, MORNING + timedelta(hours=8))))
    return store


def found(path: Path, given: Path | None = None) -> list[str]:
    return [f"{each.path.name}: {each.text}" for each in examine(path, LATER, given).findings]


def target(path: Path) -> Path:
    return Path(os.path.realpath(path))


def test_a_link_to_itself_is_one_sentence_everywhere(tmp_path: Path, clock: FixedClock) -> None:
    link = tmp_path / "coach.json"
    link.symlink_to(link)
    assert found(target(link), link) == [
        "coach.json: It is a link that leads back to itself. Fix that first."
    ]
    with pytest.raises(StoreError, match="leads back to itself"):
        Store(link, clock).change(putting(session()))


def test_links_that_lead_nowhere_are_named(tmp_path: Path) -> None:
    link = tmp_path / "coach.json"
    link.symlink_to(tmp_path / "gone" / "coach.json")
    (only,) = found(target(link), link)
    assert only == f"coach.json: It is a link to {tmp_path}/gone/coach.json, which does not exist."
    folder = tmp_path / "mounted"
    folder.symlink_to(tmp_path / "disk")
    (only,) = found(target(folder / "coach.json"), folder / "coach.json")
    assert only.startswith("mounted: It is a link to ")


def _a_folder(path: Path) -> None:
    path.mkdir()


def _a_pipe(path: Path) -> None:
    os.mkfifo(path)


def _a_link(path: Path) -> None:
    path.symlink_to(path.with_name("elsewhere"))


def _a_socket(path: Path) -> None:
    here = Path.cwd()
    os.chdir(path.parent)  # their names are short
    try:
        with closing(socket.socket(socket.AF_UNIX)) as made:
            made.bind(path.name)
    finally:
        os.chdir(here)


@pytest.mark.parametrize("make", [_a_folder, _a_pipe, _a_link, _a_socket])
def test_a_lock_of_another_kind_is_named(store: Store, make: Callable[[Path], None]) -> None:
    lock = lock_of(store.path)
    lock.unlink()
    make(lock)
    assert "coach.json.lock: It has to be an ordinary file, as the lock, and is not; move it away." in found(
        store.path
    )
    if make is not _a_pipe:  # which can be locked
        with pytest.raises(NotWritable, match=r"coach\.json\.lock next to it is not an ordinary"):
            store.change(putting(session(7)))


def test_a_folder_with_the_name_of_a_temporary_file_blocks_nothing(store: Store, clock: FixedClock) -> None:
    names = [temporary(store.path), temporary(backups.listing(store.path)[0].path)]
    for each in names:
        each.mkdir()
        (each / "inside").write_text("x")
    clock.advance(timedelta(days=1))
    store.change(putting(session(7)))
    assert {each.split(": ")[0] for each in found(store.path)} == {each.name for each in names}
    tidy(store.path, clock.now())
    assert all((each / "inside").exists() for each in names)


@pytest.mark.parametrize("make", [_a_folder, _a_pipe, _a_socket])
def test_what_is_no_file_is_told_and_left_alone(
    tmp_path: Path, clock: FixedClock, make: Callable[[Path], None]
) -> None:
    path = tmp_path / "coach.json"
    make(path)
    mode = path.stat().st_mode
    (only,) = found(path)
    assert only.startswith("coach.json: It ")
    with pytest.raises(StoreError):
        tidy(path, clock.now())
    assert path.stat().st_mode == mode


def test_files_where_folders_have_to_be(store: Store, tmp_path: Path) -> None:
    kept = backups_of(store.path)
    kept.rename(kept.with_name("elsewhere"))
    kept.write_text("")
    quarantine_of(store.path).write_text("")
    told = found(store.path)
    assert [each.split(": ")[0] for each in told] == ["backups", "quarantine"]
    assert all("a folder" in each and "move it away" in each for each in told)
    beneath = store.path / "deeper" / "coach.json"
    assert "coach.json: It has to be a folder, and is not; move it away." in found(beneath)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of half a megabyte of its own."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=512k,mode=700", "coach-test", str(folder)]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("nothing can be mounted here")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def test_a_full_disk_is_told_and_then_a_read_only_one(small_disk: Path, clock: FixedClock) -> None:
    store = Store(small_disk / "coach.json", clock)
    store.change(putting(session()))
    (only,) = found(store.path)
    assert only.startswith("disk: The disk is almost full: ")
    with (small_disk / "fill").open("wb", buffering=0) as fill:
        try:
            while True:
                fill.write(bytes(4096))
        except OSError:
            pass
    (first, *_) = found(store.path)
    assert first.startswith("disk: Nothing can be saved there: the disk is full or your quota is used up")
    assert [each.name for each in small_disk.iterdir() if each.name.endswith(".tmp")] == []
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    (first, *_) = found(store.path)
    assert first == "disk: Nothing can be saved there: its file system is read-only."


_NAMELESS = getattr(os, "O_TMPFILE", os.O_CREAT)
"""What opens a file without a name, where the system has such."""


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EROFS, errno.EACCES])
@pytest.mark.parametrize("call", ["open", "write", "fsync"])
def test_each_fault_of_a_disk_is_told_and_nothing_stays(
    store: Store, number: int, call: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = getattr(os, call)

    def failing(*args: object, **kwargs: object) -> object:
        flags = int(str(args[1])) if call == "open" else 0
        if call == "open" and not flags & os.O_CREAT and flags & _NAMELESS != _NAMELESS:
            return real(*args, **kwargs)
        raise OSError(number, os.strerror(number))

    before = sorted(store.path.parent.rglob("*"))
    monkeypatch.setattr(os, call, failing)
    told = found(store.path)
    monkeypatch.undo()
    assert [each for each in told if "Nothing can be saved there: " in each]
    assert sorted(store.path.parent.rglob("*")) == before


def test_a_table_is_missed_by_what_undo_names(store: Store, clock: FixedClock) -> None:
    """Also where the count in meta is gone, so that nothing else tells of it."""
    tables = raw(store.path)
    del tables["sessions"]
    for name in ("count", "sha256"):
        del next(iter(tables["meta"].values()))[name]
    store.path.write_text(json.dumps(tables))
    with pytest.raises(StoreError, match="the table sessions is missing; undo names 2 documents of it"):
        store.read()
    with pytest.raises(StoreError):
        store.change(putting(session(7)))
    assert "undo names 2 documents" in found(store.path)[0]
    assert repair(store.path, clock.now()) is not None
    assert [each.done_min for each in store.read().sessions] == [5], "the one that the backup has"
    assert found(store.path) == []


def test_records_are_missed_by_what_undo_names(store: Store, clock: FixedClock) -> None:
    tables = raw(store.path)
    tables["sessions"].popitem()
    for name in ("count", "sha256"):
        del next(iter(tables["meta"].values()))[name]
    store.path.write_text(json.dumps(tables))
    assert found(store.path) == ["coach.json: It lacks 1 session that the undo history names."]
    accept_changes(store.path, clock.now())
    assert found(store.path) == []
    assert store.undoable() is not None


def test_what_undo_took_back_is_not_missed(store: Store, clock: FixedClock) -> None:
    copy = store.path.with_name("copy.json")
    copy.write_bytes(store.path.read_bytes())
    other = Store(copy, clock)
    other.change(putting(session(9, MORNING + timedelta(hours=16))))
    merge(store, [copy])
    store.undo()
    copy.unlink()
    assert found(store.path) == []


def test_records_dated_ahead_are_named(store: Store) -> None:
    ahead = LATER + timedelta(days=3)
    store.change(putting(
        session(5, ahead),
        DayNote(day=(LATER + timedelta(days=9)).date(), text="x"),
        Check(day=ahead.date(), area=Area.BACK, skin=Skin.CLEAR, at=ahead),
    ))  # fmt: skip
    (only,) = found(store.path)
    assert only.startswith(
        "coach.json: 3 records are dated ahead of this machine's clock (2026-02-07 to 2026-02-13)"
    )
    assert examine(store.path, LATER + timedelta(days=10)).findings == ()
