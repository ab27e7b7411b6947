"""Checks of the file and of everything beside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from coach.clock import zone
from coach.domain.dated_ahead import as_of, count_ahead
from coach.domain.model import Book
from coach.store.backup import backups
from coach.store.backup.backups import Backup
from coach.store.errors import (
    Damaged,
    DamagedBackup,
    NewerSchema,
    NoBackup,
    StoreError,
    Unfit,
    Unreadable,
    own_file,
)
from coach.store.file import atomic
from coach.store.file.json_text import Tables, fingerprint, parse, render
from coach.store.repair.place_checks import Finding, check_place
from coach.store.repair.salvage import Salvaged, salvage, without_broken_steps
from coach.store.repair.scanner import scan
from coach.store.schema.migrations import migrated
from coach.store.schema.step_fields import UNDONE
from coach.store.schema.tables import UNSHARED, counts_in_meta, ids_in, ids_in_undo, missing_records
from coach.store.schema.undo_format import documents_before
from coach.store.snapshot import Snapshot
from coach.text.format import listed, sentence

_NOUNS = {
    "profile": ("answer", "answers"),
    "sessions": ("session", "sessions"),
    "days": ("entry of a day", "entries of days"),
    "tips": ("mark on a tip", "marks on tips"),
    "live": ("running session", "running sessions"),
    "undo": ("step of undo", "steps of undo"),
    "redo": ("step of redo", "steps of redo"),
    "history": ("earlier version", "earlier versions"),
}


@dataclass(frozen=True, slots=True)
class Health:
    """The result of an examination."""

    path: Path
    findings: tuple[Finding, ...]
    error: StoreError | None = None
    """Why the file cannot be read; None if it can."""
    salvaged: Salvaged | None = None
    """What a repair of a damaged file would write; None if it is sound, or beyond repair."""
    backup: Backup | None = None
    """The newest backup that can be opened."""
    in_backup: Counter[str] = field(default_factory=Counter)
    """The number of documents in that backup, by table."""


def examine(path: Path, now: datetime, given: Path | None = None) -> Health:
    """Checks everything and changes nothing; needs no lock.

    `path` is no symbolic link; `given` is the path as the user names it, maybe by way of links.
    """
    newest = _newest_good(path, now)
    tables = newest[1] if newest else {}
    findings: list[Finding] = []
    error: StoreError | None = None
    salvaged: Salvaged | None = None
    try:
        with own_file():
            found = atomic.load(path)
    except Damaged as damaged:
        found, error = None, damaged
        findings.append(Finding(path, f"{sentence(damaged.why)} Fix that first."))
    if found:
        try:
            with own_file():
                findings.extend(_check_documents(found[0], path, tables, now))
        except NewerSchema as newer:
            error = newer
            findings.append(Finding(path, str(newer)))
        except Damaged as damaged:
            error = damaged
            with suppress(StoreError):
                salvaged = without_broken_steps(salvage(found[0], path, tables))
            line = damaged.line or _line_of_duplicate(found[0])
            findings.append(Finding(path, sentence(damaged.why), line, repairable=salvaged is not None))
    elif error is None and newest:
        findings.append(
            Finding(path, "The file is gone, but there are backups of it: see coach backup list and restore.")
        )
    findings.extend(_check_backups(path))
    findings.extend(check_place(path, given or path))
    in_backup = Counter({name: len(each) for name, each in tables.items() if name != "meta"})
    return Health(path, tuple(findings), error, salvaged, newest[0] if newest else None, in_backup)


def amount(count: Mapping[str, int]) -> str:
    """Returns numbers of documents by table in words, as in "1 session and 3 answers"; "nothing" for none."""
    parts = []
    for name, number in count.items():
        one, many = _NOUNS.get(name, (f'document of the table "{name}"', f'documents of the table "{name}"'))
        if number:
            parts.append(f"{number:,} {one if number == 1 else many}")
    return listed(parts) or "nothing"


def is_readable_step(step: Mapping[str, Any]) -> bool:
    """Returns whether a step of undo or redo can be read."""
    try:
        return not any(table in UNSHARED for table, _ in documents_before(step))
    except Unfit:
        return False


def bad_backups(path: Path) -> Iterator[tuple[Backup, StoreError]]:
    """Yields the backups that cannot be opened, and why; those of a newer coach are not among them."""
    for each in backups.listing(path):
        try:
            backups.tables_of(each)
        except NewerSchema:
            continue
        except StoreError as error:
            yield each, error


def _newest_good(path: Path, now: datetime) -> tuple[Backup, Tables] | None:
    try:
        return backups.newest_good(path, now)
    except NoBackup:
        return None


def _check_documents(data: bytes, path: Path, backup: Tables, now: datetime) -> Iterator[Finding]:
    """Yields the problems of a file that can be read; raises `Unreadable` if it cannot."""
    raw = parse(data, path)
    snapshot = Snapshot(migrated(raw, path), path)
    lines: dict[tuple[str, str], int] = {}
    if snapshot.problems:
        for each in scan(data).found:
            lines[each.table, each.number] = lines[each.table, str(each.document.get("id"))] = each.line
    for problem in snapshot.problems:
        yield Finding(
            path,
            f"{sentence(str(problem))} It is kept as it is and left out of all figures; "
            "fix it in a text editor, or remove it.",
            lines.get((problem.table, problem.id), 0),
        )
    yield from _check_fingerprint(raw, path, backup)
    yield from _check_missing(raw, path, backup)
    yield from _check_dates(snapshot.book(), path, now)
    for name in UNDONE:
        for number, step in raw.get(name, {}).items():
            if not is_readable_step(step):
                text = f"Step {number} of {name} cannot be read, so it cannot be {UNDONE[name]}."
                yield Finding(path, text, repairable=True)


def _check_missing(raw: Tables, path: Path, backup: Tables) -> Iterator[Finding]:
    """Yields the records that a step of undo names and that are nowhere, not even as deleted."""
    # where the count differs, `_check_fingerprint` already reports what is missing
    counted_wrong = {n for n, count in counts_in_meta(raw).items() if count != len(raw.get(n, {}))}
    missing = {
        name: ids for name, ids in missing_records(raw, ids_in_undo(raw)).items() if name not in counted_wrong
    }
    count = Counter({name: len(ids) for name, ids in missing.items()})
    if not count:
        return
    in_backup = Counter({name: len(missing[name] & ids_in(backup, name)) for name in count})
    text = f"It lacks {amount(count)} that the undo history names"
    if in_backup.total():
        text += f"; the newest backup holds {amount(in_backup)} of those"
        text += ": coach backup restore brings them back"
    yield Finding(path, f"{text}.", repairable=True)


def _check_dates(book: Book, path: Path, now: datetime) -> Iterator[Finding]:
    """Yields the records dated ahead of the clock, which was wrong then or is wrong now."""
    try:
        tz = zone(book.settings.tz)
    except ValueError:
        tz = zone("")
    book_now = as_of(book, now.astimezone(tz))
    count = count_ahead(book_now)
    if not count:
        return
    days = [each.day for each in book_now.ahead]
    days += [each.day for each in book_now.checks_ahead]
    days += [each.day for each in book_now.notes_ahead]
    what = "1 record is" if count == 1 else f"{count:,} records are"
    when = f"{min(days)}" if min(days) == max(days) else f"{min(days)} to {max(days)}"
    yield Finding(
        path,
        f"{what} dated ahead of this machine's clock ({when}): kept, and left out of everything until then. "
        "Set the clock right, or correct their times in the Calendar.",
    )


def _line_of_duplicate(data: bytes) -> int:
    """Returns the line of the first document with the id or number of an earlier one; 0 if there is none."""
    seen: set[tuple[str, object]] = set()
    for each in scan(data).found:
        number = (each.table, int(each.number)) if each.number and len(each.number) < 16 else None
        id_ = (each.table, str(each.document["id"])) if "id" in each.document else None
        if number in seen or id_ in seen:
            return each.line
        seen.update(key for key in (number, id_) if key)
    return 0


def _check_fingerprint(raw: Tables, path: Path, backup: Tables) -> Iterator[Finding]:
    """Yields what another program changed in the file since the coach wrote it."""
    meta = next(iter(raw["meta"].values()))
    if meta.get("sha256") in (None, fingerprint(render(raw))):
        return
    fewer = Counter(
        {
            name: count - len(raw.get(name, {}))
            for name, count in counts_in_meta(raw).items()
            if isinstance(count, int) and count > len(raw.get(name, {}))
        }
    )
    text = "Something other than the coach has changed the file. The coach reads it as it is."
    if fewer:
        gone = Counter(
            {
                name: sum(each.get("id") not in ids for each in documents.values())
                for name, documents in backup.items()
                if name in fewer and name not in ("live", "undo", "redo")
                for ids in [{each.get("id") for each in raw.get(name, {}).values()}]
            }
        )
        text += f" It lacks {amount(fewer)} that the coach had written"
        text += f"; the newest backup holds {amount(gone)} of what is gone." if gone.total() else "."
    yield Finding(path, text, repairable=True)


def _check_backups(path: Path) -> Iterator[Finding]:
    """Yields the backups that cannot be used."""
    try:
        for backup, error in bad_backups(path):
            why = error.why if isinstance(error, Unreadable) else str(error)
            yield Finding(
                backup.path,
                f"The backup cannot be used. {sentence(why)}",
                repairable=isinstance(error, DamagedBackup),
            )
    except NoBackup as error:
        yield Finding(error.folder, f"The backups cannot be read. {sentence(error.why)}")
