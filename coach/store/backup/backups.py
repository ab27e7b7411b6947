"""Backups: whole copies of the file in a folder beside it, each verified before it counts."""

from __future__ import annotations

import os
import zlib
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from coach.domain.dated_ahead import TOLERANCE
from coach.store.backup.retention import instants_to_keep
from coach.store.errors import DamagedBackup, NoBackup, StoreError, Unreadable, refused_by_disk
from coach.store.file import atomic, file_names
from coach.store.file.file_names import backup_of, backups_of
from coach.store.file.json_text import Tables, parse
from coach.store.schema.migrations import migrated, outdated
from coach.store.snapshot import Snapshot

_GZIP = 31
"""The code by which zlib reads and writes the gzip format; the module gzip would import far more."""

_LEVEL = 3
"""Copies are a tenth larger than by the usual level 6, and packed in a third of the time."""

_LEAST_LIMIT = 64 * 1024 * 1024
"""The size in bytes up to which any backup may unpack."""
_MOST_PACKED = 100
"""A larger backup may unpack to so many times its own size: ten times what the text of a coach does."""
_TICK = timedelta(microseconds=1)


class Backup(NamedTuple):
    """A backup as its name describes it, which is checked whenever it is opened."""

    at: datetime
    """When it was made, in UTC; it holds the file as it was before the next change."""
    path: Path
    digest: str
    """The beginning of the SHA-256 of the copied bytes."""


def listing(path: Path) -> tuple[Backup, ...]:
    """Returns the backups of a file by their names, the newest first; opens none. Raises `NoBackup`."""
    return tuple(sorted(_all(path), reverse=True))


def made_on_day_of(path: Path, now: datetime) -> bool:
    """Returns whether there is a backup of the day of `now` (UTC)."""
    # Each change asks this, so only the names with today's date are looked at closely.
    head = f"{path.stem}-{now.astimezone(UTC):%Y%m%d}T"
    names = (backup_of(name) for name in _names(path) if name.startswith(head))
    return any(found is not None and found.of == path.name for found in names)


def create(path: Path, data: bytes, now: datetime) -> Backup:
    """Makes a backup of these bytes of the file, and removes old ones that need not stay.

    It is called under the lock of the file. If the newest backup has just these bytes, that one is returned.
    Raises `NoBackup`.
    """
    try:
        digest = _digest(data)
        known = listing(path)
        newest = next((each for each in known if each.at <= now + TOLERANCE), None)
        if newest is not None and newest.digest == digest and _holds(newest, data):
            return newest
        at = now.astimezone(UTC)
        while any(each.at == at for each in known):
            at += _TICK
        packed = zlib.compress(data, _LEVEL, wbits=_GZIP)
        if _unpacked(packed, len(data)) != data:
            raise NoBackup(backups_of(path), "the packed copy does not unpack to the same file")
        backup = Backup(at, file_names.backup(path, at, digest), digest)
        owner = atomic.owner_of(path)
        atomic.make_folder(backup.path.parent, owner)
        atomic.remove_temporary_files(backup.path.parent, path)
        atomic.replace(backup.path, packed, read_back=True, owner=owner)
    except OSError as error:
        raise NoBackup(backups_of(path), refused_by_disk(backups_of(path), error).why) from error
    except NoBackup:
        raise
    except StoreError as error:
        raise NoBackup(backups_of(path), getattr(error, "why", str(error))) from error
    _thin((*known, backup), backup.at, data)
    return backup


def content(backup: Backup) -> bytes:
    """Returns the bytes of the file as they were copied.

    Raises `Unreadable`, and `DamagedBackup` if the backup has any other bytes.
    """
    found = atomic.load(backup.path, atomic.LARGEST)
    if found is None:
        raise Unreadable(backup.path, "it is gone")
    limit = max(_LEAST_LIMIT, _MOST_PACKED * len(found[0]))
    data = _unpacked(found[0], limit)
    if data is not None and len(data) > limit:
        raise DamagedBackup(
            backup.path, f"it would unpack to more than {limit >> 20} MB, which no backup does"
        )
    if data is None or _digest(data) != backup.digest:
        raise DamagedBackup(backup.path, "the copy was damaged after it was made")
    return data


def tables_of(backup: Backup) -> Tables:
    """Returns the tables in a backup in today's schema; raises `Unreadable` and `NewerSchema`."""
    return open_backup(backup)[0]


def open_backup(backup: Backup) -> tuple[Tables, int | None]:
    """Returns the tables in a backup in today's schema, and its own schema if that is an earlier one.

    Raises `Unreadable` and `NewerSchema`.
    """
    raw = parse(content(backup), backup.path)
    tables = migrated(raw, backup.path)
    Snapshot(tables, backup.path)
    return tables, outdated(raw)


def newest_good(path: Path, now: datetime) -> tuple[Backup, Tables] | None:
    """Returns the newest backup that can be opened, and its tables; None if there is none."""
    found = listing(path)
    # One dated ahead was made when the clock was wrong, and may be older than all others, so it comes last.
    past = [each for each in found if each.at <= now + TOLERANCE]
    for each in (*past, *(each for each in found if each not in past)):
        with suppress(StoreError):
            return each, tables_of(each)
    return None


def _all(path: Path) -> Iterator[Backup]:
    for name in _names(path):
        found = backup_of(name)
        if found is not None and found.of == path.name:
            yield Backup(found.at, backups_of(path) / name, found.digest)


def _names(path: Path) -> list[str]:
    """Returns the names in the folder of the backups; raises `NoBackup` if it cannot be read."""
    try:
        return os.listdir(backups_of(path))  # noqa: PTH208 - names are enough, and this is asked at each change
    except FileNotFoundError:
        return []
    except OSError as error:
        raise NoBackup(backups_of(path), refused_by_disk(backups_of(path), error).why) from error


def _digest(data: bytes) -> str:
    return sha256(data).hexdigest()[:16]


def _unpacked(packed: bytes, limit: int) -> bytes | None:
    """Returns the unpacked bytes, at most one more than `limit`; None if they are damaged."""
    unpacker = zlib.decompressobj(wbits=_GZIP)
    try:
        data = unpacker.decompress(packed, limit + 1)
    except zlib.error:
        return None
    if len(data) > limit:
        return data
    return data if unpacker.eof and not unpacker.unused_data else None


def _holds(backup: Backup, data: bytes) -> bool:
    try:
        return content(backup) == data
    except StoreError:
        return False


def _thin(known: tuple[Backup, ...], now: datetime, data: bytes) -> None:
    """Removes the backups that need not stay; one that cannot be removed does no harm."""
    # The steps of undo and redo name the backups that they need.
    staying = instants_to_keep((each.at for each in known), now)
    for each in known:
        if each.at not in staying and os.fsencode(each.path.name) not in data:
            with suppress(OSError):
                each.path.unlink()
