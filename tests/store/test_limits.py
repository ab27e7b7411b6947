"""No file from elsewhere fills the memory, and none of the coach's own is written over for elsewhere."""

from __future__ import annotations

import os
import zlib
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from coach.domain.model import Refused
from coach.store import NotWritable, Store, Unreadable
from coach.store.backup import backups
from coach.store.errors import DamagedBackup
from coach.store.exchange.output_file import write_output
from coach.store.file import atomic
from coach.store.file.file_names import backup, backups_of, lock_of, quarantine_of, temporary
from coach.store.sync.merge import merge
from tests.conftest import FixedClock
from tests.store.samples import putting, session


@pytest.fixture
def store(store_path: Path, clock: FixedClock) -> Store:
    """A file with a backup, on the next day."""
    store = Store(store_path, clock)
    store.change(putting(session(5)))
    clock.advance(timedelta(days=1))
    store.change(putting(session(6)))
    return store


def bomb(size: int) -> tuple[bytes, str]:
    """Zeros packed, and the beginning of their hash."""
    packer, digest, block = zlib.compressobj(9, wbits=31), sha256(), bytes(1 << 20)
    packed = b""
    for _ in range(size >> 20):
        packed += packer.compress(block)
        digest.update(block)
    return packed + packer.flush(), digest.hexdigest()[:16]


def test_a_backup_is_unpacked_up_to_a_limit(store: Store, clock: FixedClock) -> None:
    packed, digest = bomb(200 << 20)
    path = backup(store.path, clock.now() + timedelta(minutes=1), digest)
    path.write_bytes(packed)
    with pytest.raises(DamagedBackup, match=r"would unpack to more than 64 MB"):
        backups.content(backups.listing(store.path)[0])
    assert backups.newest_good(store.path, clock.now() + timedelta(days=1)) is not None


def test_the_limit_leaves_room_for_what_a_backup_is(store: Store, clock: FixedClock) -> None:
    data = b"[" + b"0," * (20 << 20) + b"0]"
    made = backups.create(store.path, data, clock.now())
    assert backups.content(made) == data


def test_a_file_that_is_too_large_is_not_read(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(atomic, "LARGEST", 4 << 20)
    large = store.path.with_name("large.json")
    large.touch()
    os.truncate(large, 5 << 20)
    with pytest.raises(Unreadable, match=r"larger than 4 MB, the limit for reading"):
        merge(store, [large])
    with pytest.raises(Unreadable):
        atomic.load(large, atomic.LARGEST)
    os.truncate(large, 4 << 20)
    assert atomic.load(large, atomic.LARGEST) is not None


def _linked(path: Path, to: Path) -> Path:
    path.symlink_to(to)
    return path


def _twin(path: Path, of: Path) -> Path:
    path.hardlink_to(of)
    return path


@pytest.mark.parametrize("force", [False, True])
def test_no_file_of_the_coach_is_written_over(
    store: Store, tmp_path: Path, force: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    state = tmp_path / "state"
    monkeypatch.setenv("XDG_STATE_HOME", str(state))
    waits = state / "coach" / "id" / "draft.json"
    waits.parent.mkdir(parents=True)
    waits.write_text("draft")
    data, kept = store.path, backups.listing(store.path)[0].path
    anna = data.with_name("coach-anna.json")
    anna.write_text("{}")
    lock_of(anna).write_text("")
    half = temporary(data)
    half.write_text("half")
    quarantine_of(data).mkdir()
    damaged = quarantine_of(data) / "coach-20260101T000000Z-0123456789abcdef.json"
    damaged.write_text("damaged")
    out = tmp_path / "out"
    out.mkdir()
    own = [data, lock_of(data), lock_of(anna), kept, half, damaged, waits, backups_of(data) / "new.csv"]
    own += [_linked(out / f"link{number}", each) for number, each in enumerate(list(own))]
    own += [
        _twin(out / f"twin{number}", each) for number, each in enumerate((data, lock_of(data), kept, waits))
    ]
    own += [_linked(out / "folder", backups_of(data)) / kept.name, out / ".." / "coach" / data.name]
    own += [out / kept.name, out / half.name]
    before = {each: each.read_bytes() for each in tmp_path.rglob("*") if each.is_file()}
    for target in own:
        with pytest.raises(Refused):
            write_output("x", target, _linked(out / "data", data) if target == own[0] else data, force=force)
    after = {
        each: each.read_bytes() for each in tmp_path.rglob("*") if each.is_file() and each.name != "data"
    }
    assert after == before


def test_what_is_not_the_coachs_is_written_where_forced(store: Store, tmp_path: Path) -> None:
    for name in ("out.json", "coach-export.json", "x.lock", "coach.json.bak", ".hidden.tmp"):
        target = tmp_path / name
        target.write_text("old")
        with pytest.raises(Refused):
            write_output("new", target, store.path)
        write_output("new", target, store.path, force=True)
        assert target.read_text() == "new"


def test_a_folder_that_is_not_there_is_said_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(NotWritable, match=r"there is no folder .*none; make it, or name another"):
        write_output("x", tmp_path / "none" / "out.csv", tmp_path / "coach.json")
