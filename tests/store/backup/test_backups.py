"""Backups: when they are made, that they hold what they say, how they thin out, and the way back."""

from __future__ import annotations

import errno
import gzip
import json
import os
import stat
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from coach.domain.model import Book, Refused, Session
from coach.store import NewerSchema, Store, StoreError, Unreadable
from coach.store.backup import backups
from coach.store.backup.retention import instants_to_keep
from coach.store.errors import NoBackup
from coach.store.file import atomic
from coach.store.file.file_names import backups_of, quarantine_of
from coach.store.repair.repair import back_up
from coach.store.transaction import MANY
from tests.conftest import FixedClock
from tests.store.samples import MORNING, NOW, edit, putting, raw, session

DAY = timedelta(days=1)


@pytest.fixture
def store(store_path: Path, clock: FixedClock) -> Store:
    """A file with one session, of yesterday."""
    store = Store(store_path, clock)
    store.change(putting(session(5, note="first")))
    clock.advance(DAY)
    return store


def held(store: Store) -> list[bytes]:
    """What the backups hold, the newest first."""
    return [backups.content(each) for each in backups.listing(store.path)]


def log(store: Store, minutes: float = 6) -> Session:
    (logged,) = store.change(putting(session(minutes))).put
    assert isinstance(logged, Session)
    return logged


def test_there_is_nothing_to_back_up_before_the_first_change(store_path: Path, clock: FixedClock) -> None:
    Store(store_path, clock).change(putting(session(5)))
    assert backups.listing(store_path) == ()


def test_the_first_change_of_a_day_is_preceded_by_a_backup(store: Store, clock: FixedClock) -> None:
    before = store.path.read_bytes()
    log(store)
    log(store, 7)
    assert held(store) == [before]
    clock.advance(DAY)
    third = store.path.read_bytes()
    log(store, 8)
    assert held(store) == [third, before]
    (newest, _) = backups.listing(store.path)
    assert gzip.decompress(newest.path.read_bytes()) == third, "gunzip opens it without the coach"


def test_it_is_the_users_alone(store: Store) -> None:
    old = os.umask(0)
    try:
        log(store)
    finally:
        os.umask(old)
    (backup,) = backups.listing(store.path)
    assert stat.S_IMODE(backup.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(backup.path.parent.stat().st_mode) == 0o700


def test_a_change_that_refuses_makes_none(store: Store) -> None:
    with pytest.raises(Refused):
        store.change(putting(session(721)))
    assert backups.listing(store.path) == ()


def test_what_touches_many_documents_has_a_backup_of_its_own(store: Store) -> None:
    log(store)
    before = store.path.read_bytes()
    store.change(putting(*(session(5, MORNING + n * DAY) for n in range(MANY))))
    assert held(store)[0] == before
    assert len(held(store)) == 2
    store.undo()
    assert len(held(store)) == 3, "and so does undoing it"


def test_what_comes_from_another_copy_has_a_backup_of_its_own(store: Store) -> None:
    log(store)
    before = store.path.read_bytes()
    other = raw(store.path)["sessions"]["1"] | {"id": "other"}
    store.take_in([("sessions", other)], lambda count: "Imported")
    assert held(store)[0] == before


def test_a_file_that_something_else_shortened_is_backed_up_first(store: Store) -> None:
    log(store)
    tables = raw(store.path)
    tables["sessions"].popitem()
    store.path.write_text(json.dumps(tables))
    before = store.path.read_bytes()
    log(store, 7)
    assert held(store)[0] == before


def test_the_same_content_is_not_copied_twice(store: Store, clock: FixedClock) -> None:
    first = back_up(store.path, clock.now())
    clock.advance(timedelta(hours=1))
    assert back_up(store.path, clock.now()) == first
    assert first is not None
    first.path.write_bytes(b"spoilt")
    assert back_up(store.path, clock.now()) != first, "a spoilt one does not count"


def test_two_of_one_instant_are_two_and_in_order(store: Store, clock: FixedClock) -> None:
    one = back_up(store.path, clock.now())
    log(store)
    two = back_up(store.path, clock.now())
    assert backups.listing(store.path) == (two, one)


def test_two_files_in_one_folder_have_their_own(store: Store, clock: FixedClock) -> None:
    other = Store(store.path.with_name("coach-2.json"), clock)
    other.change(putting(session(9)))
    back_up(store.path, clock.now())
    back_up(other.path, clock.now())
    assert len(backups.listing(store.path)) == len(backups.listing(other.path)) == 1
    assert held(store) == [store.path.read_bytes()]


@pytest.mark.parametrize("spoil", [
    lambda data: data[:-1],
    lambda data: data + b"x",
    lambda data: data + gzip.compress(b" "),
    lambda data: gzip.compress(gzip.decompress(data) + b" "),
    lambda data: b"",
    lambda data: data[:40] + bytes([data[40] ^ 1]) + data[41:],
], ids=["short", "long", "more", "other", "empty", "flip"])  # fmt: skip
def test_a_damaged_backup_is_never_taken_for_good(store: Store, clock: FixedClock, spoil: object) -> None:
    good = back_up(store.path, clock.now())
    log(store)
    bad = back_up(store.path, clock.now())
    assert bad is not None
    bad.path.write_bytes(spoil(bad.path.read_bytes()))  # type: ignore[operator]
    with pytest.raises(Unreadable, match="damaged after it was made"):
        backups.content(bad)
    found = backups.newest_good(store.path, NOW)
    assert found is not None
    assert found[0] == good
    before = store.path.read_bytes()
    with pytest.raises(Unreadable):
        store.restore(bad.path.name)
    assert store.path.read_bytes() == before


def _no_room(monkeypatch: pytest.MonkeyPatch) -> None:
    real = atomic.replace

    def refuse(path: Path, data: bytes, **how: Any) -> atomic.Stamp:
        if path.parent.name in ("backups", "quarantine"):
            raise OSError(errno.ENOSPC, "full", str(path))
        return real(path, data, **how)

    monkeypatch.setattr(atomic, "replace", refuse)


def test_a_backup_that_fails_does_not_hold_up_a_change_and_is_told_once(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        _no_room(patched)
        assert log(store) in store.read().sessions
        assert "disk is full" in store.warning
        assert "The change is saved" in store.warning
        log(store, 7)
        assert store.warning == ""
    log(store, 8)
    assert store.warning == ""
    assert len(backups.listing(store.path)) == 1, "the next change makes up for it"


def test_without_a_backup_nothing_large_happens(
    store: Store, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = back_up(store.path, clock.now())
    assert made is not None
    log(store)
    before = store.path.read_bytes()
    _no_room(monkeypatch)
    with pytest.raises(NoBackup, match="disk is full"):
        store.change(putting(*(session(5, MORNING + n * DAY) for n in range(MANY))))
    with pytest.raises(NoBackup, match="Nothing was changed"):
        store.restore(made.path.name)
    assert store.path.read_bytes() == before
    store.path.write_bytes(b"{")
    with pytest.raises(StoreError, match="disk is full"):
        store.restore(made.path.name)
    assert store.path.read_bytes() == b"{"


def test_a_folder_of_backups_that_is_a_file_is_told(store: Store) -> None:
    backups_of(store.path).write_text("")
    log(store)
    assert "No backup could be made" in store.warning
    assert len(store.read().sessions) == 2


def test_restoring_puts_it_back_and_undo_brings_back_what_was_there(store: Store, clock: FixedClock) -> None:
    first = back_up(store.path, clock.now())
    assert first is not None
    early = store.read()
    log(store)
    late = store.read()
    restored = store.restore(first.path.name)
    assert store.read() == early
    assert restored.before is not None
    assert store.undoable() == restored.label
    again = Store(store.path, clock)
    log(again, 9)
    assert again.undo() == "Put"
    assert again.undo() == restored.label
    assert again.read() == late
    assert again.undo() == "Put", "the steps from before the restore are there again"
    assert again.read() == early


def test_restoring_where_the_file_is_gone(store: Store, clock: FixedClock) -> None:
    made = back_up(store.path, clock.now())
    assert made is not None
    book = store.read()
    store.path.unlink()
    restored = store.restore(made.path.name)
    assert (restored.before, restored.quarantined) == (None, None)
    assert store.read() == book


def test_restoring_over_a_damaged_file_keeps_that(store: Store, clock: FixedClock) -> None:
    made = back_up(store.path, clock.now())
    assert made is not None
    book = store.read()
    store.path.write_bytes(b'{"meta": oops')
    restored = store.restore(made.path.name)
    assert restored.quarantined is not None
    assert restored.quarantined.read_bytes() == b'{"meta": oops'
    assert restored.quarantined.parent == quarantine_of(store.path)
    assert stat.S_IMODE(restored.quarantined.stat().st_mode) == 0o600
    assert stat.S_IMODE(restored.quarantined.parent.stat().st_mode) == 0o700
    assert store.read() == book
    assert store.undo() == "Put", "undo goes on with what the backup knows"


def test_a_file_of_a_newer_coach_is_not_replaced(store: Store, clock: FixedClock) -> None:
    made = back_up(store.path, clock.now())
    assert made is not None
    edit(store.path, "meta", schema=99)
    before = store.path.read_bytes()
    with pytest.raises(NewerSchema):
        store.restore(made.path.name)
    assert store.path.read_bytes() == before


def test_what_cannot_be_undone_any_more_says_so(store: Store, clock: FixedClock) -> None:
    made = back_up(store.path, clock.now())
    assert made is not None
    log(store)
    restored = store.restore(made.path.name)
    assert restored.before is not None
    restored.before.path.unlink()
    with pytest.raises(Refused, match="backup made before it is gone"):
        store.undo()
    assert len(store.read().sessions) == 1


def test_a_name_that_is_none(store: Store) -> None:
    for name in ("", "..", "coach.json", "../coach.json"):
        with pytest.raises(Unreadable, match="no such backup"):
            store.restore(name)


_stamps = st.lists(
    st.datetimes(datetime(2015, 1, 1), datetime(2026, 12, 31), timezones=st.just(UTC)),  # noqa: DTZ001
    max_size=120,
)
_nows = st.datetimes(datetime(2020, 1, 1), datetime(2027, 6, 1), timezones=st.just(UTC))  # noqa: DTZ001


@settings(max_examples=300, deadline=None)
@given(_stamps, _nows)
@example([datetime(2016, 12, 26, tzinfo=UTC), *(datetime(2017, 1, day, tzinfo=UTC) for day in range(1, 15))],
         datetime(2020, 1, 1, tzinfo=UTC))  # fmt: skip
def test_thinning_keeps_what_it_says(stamps: list[datetime], now: datetime) -> None:
    keep = instants_to_keep(stamps, now)
    assert keep <= set(stamps)
    assert not stamps or max(stamps) in keep
    recent = {each for each in stamps if each.date() >= now.date() - DAY}
    assert recent <= keep
    old = set(stamps) - recent
    years = {each.year for each in stamps}
    assert {each.year for each in keep} == years, "one a year for ever"
    assert len(keep - recent) <= 12 + 10 + 9 + len(years)
    days = sorted({each.date() for each in old})[-12:]
    assert {max(each for each in old if each.date() == day) for day in days} <= keep
    assert instants_to_keep(keep, now) == keep, "thinning what is thinned takes nothing"
    assert instants_to_keep(reversed(stamps), now) == keep


def test_twelve_years_of_daily_use_thinned_each_day() -> None:
    now = datetime(2014, 1, 1, 7, tzinfo=UTC)
    there: frozenset[datetime] = frozenset()
    while now < datetime(2026, 1, 5, 8, tzinfo=UTC):
        there = instants_to_keep(there | {now, now + timedelta(hours=2)}, now)
        now += DAY
    found = sorted(each.date() for each in there if each.hour == 9)
    assert len([each for each in there if each.hour == 7]) == 2, "only today and yesterday has all"
    assert found[-14:] == [date(2026, 1, 5) - n * DAY for n in range(13, -1, -1)]
    sundays = [date(2025, 12, 21) - n * timedelta(weeks=1) for n in range(8, -1, -1)]
    assert found[-24:-14] == [*sundays, date(2025, 12, 22)]
    assert [(each.year, each.month) for each in found[-33:-24]] == [(2025, month) for month in range(2, 11)]
    last = [each for each in found[:-24] if (each.month, each.day) != (12, 31)]
    assert all(each.isoweekday() == 7 for each in last), "the last of its week, then of its month"
    assert [each.year for each in found[:-33]] == list(range(2014, 2026))
    assert {each.year for each in found} == set(range(2014, 2027))
    assert len(there) == 2 * 2 + 12 + 10 + 9 + 12


def test_the_folder_is_thinned_as_backups_are_made(store: Store, clock: FixedClock) -> None:
    stranger = backups_of(store.path) / "mine.txt"
    for day in range(40):
        clock.advance(DAY)
        log(store, 1 + day / 10)
        stranger.write_text("x")
    stamps = [each.at for each in backups.listing(store.path)]
    assert set(stamps) == instants_to_keep(stamps, clock.now())
    assert len(stamps) < 22
    assert stranger.exists()
    assert len({each._replace(id="") for each in store.read().sessions}) == 41
    assert Store(store.path, clock).read() != Book()
