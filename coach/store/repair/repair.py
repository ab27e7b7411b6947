"""Replaces the file as a whole under its lock: by a backup, or by what could be saved of it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from coach.clock import in_zone
from coach.store.backup import backups
from coach.store.backup.backups import Backup
from coach.store.errors import DamagedBackup, Unreadable, own_file, refused_by_disk
from coach.store.file import atomic
from coach.store.file.file_names import backups_of, quarantine_of, quarantined
from coach.store.file.json_text import Document, Tables, fingerprint, parse, render
from coach.store.repair.checks import bad_backups, is_readable_step
from coach.store.repair.place_checks import folders_of, too_open, wrongly_owned
from coach.store.repair.safety_answers import keep_answers, readable_tables
from coach.store.repair.salvage import Salvaged, salvage, without_broken_steps
from coach.store.schema.migrations import migrated, outdated
from coach.store.schema.step_fields import INSTEAD
from coach.store.schema.tables import ids_in_step, missing_records
from coach.store.schema.upgrade_record import mark_upgrade
from coach.store.snapshot import Snapshot
from coach.store.tinydb_storage import AtomicStorage
from coach.store.undo_step import MOST_STEPS, step_of_restore


@dataclass(frozen=True, slots=True)
class Restored:
    """The result of restoring a backup."""

    label: str
    backup: Backup
    before: Backup | None = None
    """The backup made of the file that was there."""
    quarantined: Path | None = None
    """The place of the file that was there, if it was damaged."""


@dataclass(frozen=True, slots=True)
class Repaired:
    """The result of a repair."""

    salvaged: Salvaged
    backup: Backup | None
    """The backup from which documents were added."""
    quarantined: Path


def back_up(path: Path, now: datetime, wait_s: float | None = None) -> Backup | None:
    """Returns a backup of the file as it is; None if there is no file.

    Raises the errors of `Store.change`.
    """
    with own_file():
        if atomic.load(path) is None:
            return None
    with _locked_file(path, now, wait_s) as storage:
        if storage.found is None:
            return None
        with own_file():
            Snapshot(migrated(parse(storage.found, path), path), path)
        return backups.create(path, storage.found, now)


def restore(
    path: Path,
    name: str,
    now: datetime,
    check: Callable[[bytes], None] = lambda found: None,
    last: Tables | None = None,
    wait_s: float | None = None,
    tz: str = "",
) -> Restored:
    """Puts the backup of a name in the place of the file; see `Store.restore`.

    The label of the step names the backup by its time in the zone `tz`, by default in that of the machine.
    Safety answers that were given since stay: no backup may allow again what someone was told to avoid. They
    are taken from the file, and from its tables as they were read `last`, for it may be missing or damaged by
    now. `check` is given the bytes of the file once its lock is held; if it raises, nothing is replaced.
    """
    chosen = next((each for each in backups.listing(path) if each.path.name == name), None)
    if chosen is None:
        raise Unreadable(backups_of(path) / name, "there is no such backup")
    tables, from_schema = backups.open_backup(chosen)
    label = f"Restored the backup of {in_zone(chosen.at, tz):%Y-%m-%d %H:%M}"
    with _locked_file(path, now, wait_s) as storage:
        before = quarantined = None
        present: Tables = {}
        if storage.found is not None:
            check(storage.found)
            present = readable_tables(storage.found, path)
            if _is_sound(storage.found, path):
                before = backups.create(path, storage.found, now)
                _add_step(tables, step_of_restore(label, before.path.name, present), now)
            else:
                quarantined = _quarantine(path, storage.found, now)
            keep_answers(tables, present)
        keep_answers(tables, last or {})
        mark_upgrade(tables, from_schema, now, present or last or {})
        storage.write(tables)
        storage.commit()
        return Restored(label, chosen, before, quarantined)


def repair(path: Path, now: datetime) -> Repaired | None:
    """Saves what can be saved of a damaged file into a new one, and keeps the old one.

    Returns None if the file is sound. Raises `Unreadable` if nothing can be saved, `NewerSchema`, `Busy` and
    `NotWritable`.
    """
    with _locked_file(path, now) as storage:
        if storage.found is None or _is_sound(storage.found, path):
            return None
        good = backups.newest_good(path, now)
        saved = without_broken_steps(salvage(storage.found, path, good[1] if good else {}))
        Snapshot(saved.tables, path)
        mark_upgrade(saved.tables, saved.from_schema, now, saved.tables)
        quarantined = _quarantine(path, storage.found, now)
        storage.write(saved.tables)
        storage.commit()
        return Repaired(saved, good[0] if good and saved.added.total() else None, quarantined)


def accept_changes(path: Path, now: datetime) -> None:
    """Accepts what another program changed in a sound file: counts and fingerprints it again, after a backup.

    Steps that cannot be read are removed, and so are steps of undo whose records are gone.
    """
    with _locked_file(path, now) as storage:
        if storage.found is None:
            return
        raw = parse(storage.found, path)
        tables = migrated(raw, path)
        Snapshot(tables, path)
        is_own_text = next(iter(raw["meta"].values())).get("sha256") == fingerprint(render(raw))
        stacks = {name: tables.get(name, {}) for name in ("undo", "redo")}
        fit = {
            name: {n: step for n, step in steps.items() if is_readable_step(step)}
            for name, steps in stacks.items()
        }
        # Such a step can never be undone, and would block those below it.
        fit["undo"] = {
            n: step for n, step in fit["undo"].items() if not missing_records(tables, ids_in_step(step))
        }
        if is_own_text and fit == stacks:
            return
        backups.create(path, storage.found, now)
        mark_upgrade(tables, outdated(raw), now, tables)
        storage.write(tables | fit)
        storage.commit()


def tidy(path: Path, now: datetime) -> None:
    """Puts right what is beside the file: permissions, owners, temporary files, backups that cannot be used.

    A backup that was damaged is moved to the quarantine. Raises `Busy`, `NotWritable` and `NoBackup`.
    """
    with _locked_file(path, now):
        try:
            for folder in folders_of(path):
                atomic.remove_temporary_files(folder, path)
            for backup, error in bad_backups(path):
                # one that could not be read this time may be good
                if isinstance(error, DamagedBackup):
                    atomic.make_folder(quarantine_of(path), atomic.owner_of(path))
                    backup.path.rename(quarantine_of(path) / backup.path.name)
            for each, mode in too_open(path):
                each.chmod(mode)
            if os.geteuid() == 0:
                for each, owner in wrongly_owned(path):
                    os.chown(each, *owner, follow_symlinks=False)
        except OSError as error:
            raise refused_by_disk(path, error) from error


@contextmanager
def _locked_file(path: Path, now: datetime, wait_s: float | None = None) -> Iterator[AtomicStorage]:
    storage = AtomicStorage(path, wait_s=wait_s)
    with own_file():
        storage.lock(now)
    try:
        yield storage
    finally:
        storage.close()


def _is_sound(data: bytes, path: Path) -> bool:
    """Returns whether the coach can read the file; raises `NewerSchema`: that file must not be replaced."""
    try:
        Snapshot(migrated(parse(data, path), path), path)
    except Unreadable:
        return False
    return True


def _add_step(tables: Tables, step: Document, now: datetime) -> None:
    tables["redo"] = {}  # restoring is a change, after which nothing is left to redo
    steps = tables.setdefault("undo", {})
    numbers = sorted(map(int, steps))
    stamps = {"created": now.isoformat(), "updated": now.isoformat(), "rev": 1}
    steps[str(numbers[-1] + 1 if numbers else 1)] = {"id": step[INSTEAD]} | step | stamps
    for number in numbers[: 1 - MOST_STEPS]:
        steps.pop(str(number))


def _quarantine(path: Path, data: bytes, now: datetime) -> Path:
    """Keeps a damaged file exactly as it is under its time and hash; raises `NotWritable`."""
    target = quarantined(path, now, sha256(data).hexdigest()[:16])
    owner = atomic.owner_of(path)
    try:
        atomic.make_folder(target.parent, owner)
        atomic.remove_temporary_files(target.parent, path)
        atomic.replace(target, data, read_back=True, owner=owner)
    except OSError as error:
        raise refused_by_disk(target, error) from error
    return target
