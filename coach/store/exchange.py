"""Moving data between the file and others: CSV for spreadsheets, JSON without any loss."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, tzinfo
from pathlib import Path

from coach.domain.model import Book, Change, Record
from coach.store.bundle import read_bundle, write_bundle
from coach.store.errors import Trouble
from coach.store.sheet import COLUMNS, Sheet, key_of, read_sheet, write_sheet
from coach.store.store import Store

__all__ = ["COLUMNS", "Report", "Trouble", "export_csv", "export_ics", "export_json", "import_file"]


@dataclass(frozen=True, slots=True)
class Report:
    """What an import did, or would do."""

    taken: tuple[Record, ...] = ()
    """The living records that were added or replaced; without ids where nothing was written."""
    known: tuple[Trouble, ...] = ()
    """Rows skipped because their session is there already."""
    bad: tuple[Trouble, ...] = ()
    """What cannot be taken in: unless it was to be skipped, nothing at all was."""
    dropped: int = 0
    """How many records a JSON file had deleted."""
    same: int = 0
    """How many documents of a JSON file brought nothing new."""


def export_csv(store: Store) -> str:
    """All sessions, those dated ahead of the clock as well, with the columns of `COLUMNS`."""
    book = store.read()
    return write_sheet((*book.sessions, *book.ahead))


def export_ics(store: Store) -> str:
    """All sessions and pauses as a calendar, for other programs to show."""
    from coach.store.ics import write_ics  # its library is for this alone

    return write_ics(store.shelf())


def export_json(store: Store) -> str:
    """All documents as they are, tombstones as well; without the running session and the steps of undo.

    The same documents give the same text, whatever file they come from. It is a coach's file itself.
    """
    return write_bundle(store.tables())


def import_file(
    store: Store,
    data: bytes,
    path: Path,
    *,
    tz: tzinfo,
    now: datetime,
    skip_bad: bool = False,
    dry_run: bool = False,
) -> Report:
    """Take in a CSV or JSON file (told apart by their first character) as one step that undo takes back.

    With a bad row, nothing is written unless `skip_bad`. What is there already is not taken twice.
    Raises `Unreadable` and `NewerSchema` for the file to import, and the errors of `Store.change`.
    """
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return _import_json(
            store, data.removeprefix(b"\xef\xbb\xbf"), path, skip_bad=skip_bad, dry_run=dry_run
        )

    def read(rollover: int) -> Sheet:
        return read_sheet(data, path, tz=tz, rollover=rollover, now=now)

    return _import_csv(store, read, skip_bad=skip_bad, dry_run=dry_run)


def _import_csv(store: Store, read: Callable[[int], Sheet], *, skip_bad: bool, dry_run: bool) -> Report:
    report = Report()

    def decide(book: Book) -> Change | None:
        nonlocal report
        report = _compare(read(book.settings.rollover), book, skip_bad=skip_bad)
        return Change(_label(len(report.taken)), put=report.taken) if report.taken else None

    if dry_run:
        decide(store.read())
        return report
    applied = store.change(decide)
    return Report(applied.put, report.known, report.bad)


def _compare(sheet: Sheet, book: Book, *, skip_bad: bool) -> Report:
    seen = {key_of(each): "in the file of the coach" for each in (*book.sessions, *book.ahead)}
    taken: list[Record] = []
    known: list[Trouble] = []
    for row in sheet.rows:
        place = f"line {row.line}"
        where = seen.setdefault(key_of(row.session), place)
        if where is place:
            taken.append(row.session)
        else:
            known.append(Trouble(place, "session", f"is there already ({where})"))
    return Report(() if sheet.bad and not skip_bad else tuple(taken), tuple(known), sheet.bad)


def _import_json(store: Store, data: bytes, path: Path, *, skip_bad: bool, dry_run: bool) -> Report:
    bundle = read_bundle(data, path)
    if bundle.bad and not skip_bad:
        return Report(bad=bundle.bad)
    taken = store.take_in(bundle.documents, _label, dry=dry_run)
    return Report(taken.put, bad=bundle.bad, dropped=taken.dropped, same=taken.same)


def _label(count: int) -> str:
    return f"Imported {count} {'record' if count == 1 else 'records'}"
