"""Import and export: CSV for spreadsheets, iCalendar for calendars, JSON for everything without loss."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo
from pathlib import Path

from coach.domain.dates import day_of
from coach.domain.instants import instant
from coach.domain.model import Book, Change, Record, Session, Settings
from coach.domain.session.confirmations import Confirmation, Unconfirmed
from coach.domain.session.long_sessions import long_sessions
from coach.store.errors import RowProblem
from coach.store.exchange.csv_dates import DateOrder, ended_by
from coach.store.exchange.csv_format import COLUMNS, CsvFile, Row, key_of, read_csv, write_csv
from coach.store.exchange.ical_format import write_ics
from coach.store.exchange.json_format import JsonExport, read_json, write_json
from coach.store.exchange.tracker_history import TrackerHistory, taken_already
from coach.store.schema.another_person import AnotherPersons, is_own
from coach.store.schema.tables import file_id
from coach.store.store import Store
from coach.text import format
from coach.text.clean import controls_in

__all__ = ["COLUMNS", "ImportReport", "RowProblem", "export_csv", "export_ics", "export_json", "import_file"]


@dataclass(frozen=True, slots=True)
class ImportReport:
    """The result of an import, or of one that was only tried."""

    imported: tuple[Record, ...] = ()
    """The living records that were added or replaced; without ids if nothing was written."""
    already_there: tuple[RowProblem, ...] = ()
    """Rows that were skipped because their session is there already."""
    bad: tuple[RowProblem, ...] = ()
    """Rows and documents that cannot be taken in; unless they were to be skipped, nothing was."""
    dropped: int = 0
    """The number of records that were deleted in a JSON file."""
    removed: int = 0
    """The number of them that lived here until then."""
    same: int = 0
    """The number of documents of a JSON file that brought nothing new."""
    made_visible: int = 0
    """The number of control characters that were replaced by visible pictures of them."""
    doubtful: int = 0
    """The number of answers from 8 to 10 to the old question on comfort, which are asked about once."""
    stranger: bool = False
    """Whether the file is no export of this one: its answers and settings were left out."""
    understood: tuple[str, ...] = ()
    """How a CSV file was read, in words, where that is not as the coach itself writes it."""
    history: TrackerHistory | None = None
    """What the file of another tracker held."""
    label: str = ""
    """What undo calls the import; empty if nothing was written."""


def export_csv(store: Store) -> str:
    """Returns all sessions, those dated ahead of the clock included, with the columns of `COLUMNS`."""
    return write_csv(store.read_once().book().sessions)


def export_ics(store: Store) -> Iterator[str]:
    """Returns all sessions and pauses as a calendar for other programs, piece by piece."""
    return write_ics(store.read_once())


def export_json(store: Store) -> str:
    """Returns all documents, tombstones included, without the running session and the undo history.

    The same documents give the same text, whatever file they come from. The text can be used as a file of the
    coach.
    """
    return write_json(store.read_once().tables)


def import_file(
    store: Store,
    data: bytes,
    path: Path,
    *,
    tz: tzinfo,
    now: datetime,
    skip_bad: bool = False,
    dry_run: bool = False,
    stranger: bool = False,
    long: bool = False,
    dates: DateOrder | None = None,
) -> ImportReport:
    """Imports a CSV or JSON file (told apart by the first character) with one step of undo.

    If there is a bad row, nothing is written unless `skip_bad`. What is there already is not taken twice. A
    JSON file that is no export of this file raises `AnotherPersons`; with `stranger`, only what is not
    personal is taken from it. Sessions of over 30 minutes in a CSV file raise `Unconfirmed` unless `long`.
    Raises `Unreadable` and `NewerSchema` for the file to import, and the errors of `Store.change`.
    """
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        bundle = read_json(data.removeprefix(b"\xef\xbb\xbf"), path)
        return _import_json(store, bundle, path, skip_bad=skip_bad, dry_run=dry_run, stranger=stranger)

    def read(rollover: int) -> CsvFile:
        return read_csv(data, path, tz=tz, rollover=rollover, dates=dates)

    return _import_csv(store, read, now, skip_bad=skip_bad, dry_run=dry_run, long=long)


def import_history(
    store: Store, read: Callable[[Settings], TrackerHistory], now: datetime, *, skip_bad: bool, dry_run: bool
) -> ImportReport:
    """Imports what another tracker has, with one step of undo; a session that is there is not taken twice."""
    report = ImportReport()

    def decide(book: Book) -> Change | None:
        nonlocal report
        history = read(book.settings)
        sheet = CsvFile(history.rows, history.bad)
        taken = dict(taken_already(sheet.rows, book))
        report = replace(
            _compare(sheet, taken, book, now, skip_bad=skip_bad, when=history.when), history=history
        )
        return Change(_sessions(len(report.imported)), put=report.imported) if report.imported else None

    if dry_run:
        decide(store.read())
        return report
    applied = store.change(decide)
    return replace(report, imported=applied.put, label=applied.label)


def _import_csv(
    store: Store, read: Callable[[int], CsvFile], now: datetime, *, skip_bad: bool, dry_run: bool, long: bool
) -> ImportReport:
    report = ImportReport()

    def decide(book: Book) -> Change | None:
        nonlocal report
        sheet = read(book.settings.rollover)
        # a row with a time is another session unless its instant is the same: the coach's own export says all
        taken = {row: f"is {why}" for row, why in taken_already(sheet.rows, book) if not row.timed}
        report = _compare(sheet, taken, book, now, skip_bad=skip_bad)
        caution = long_sessions(each for each in report.imported if isinstance(each, Session))
        if caution and not (long or dry_run):
            raise Unconfirmed(caution, Confirmation.LONG)
        return Change(_sessions(len(report.imported)), put=report.imported) if report.imported else None

    if dry_run:
        decide(store.read())
        return report
    applied = store.change(decide)
    return replace(report, imported=applied.put, label=applied.label)


def _compare(
    sheet: CsvFile,
    taken: Mapping[Row, str],
    book: Book,
    now: datetime,
    *,
    skip_bad: bool,
    when: str = "started_at",
) -> ImportReport:
    """Returns what comes in of the rows.

    `taken` are those that the coach has already, with how it knows; `when` is the column of the day.
    """
    rollover = book.settings.rollover
    seen = {key_of(each): "in the file of the coach" for each in (*book.sessions, *book.ahead)}
    imported: list[Record] = []
    already_there: list[RowProblem] = []
    bad = list(sheet.bad)
    for row in sheet.rows:
        place = f"line {row.line}"
        if row in taken:
            already_there.append(RowProblem(place, "session", taken[row], row.line))
            continue
        where = seen.setdefault(key_of(row.session), place)
        if where is not place:
            already_there.append(RowProblem(place, "session", f"already exists ({where})", row.line))
        elif instant(row.session.started_at) <= instant(now):
            imported.append(row.session)
        elif not row.timed and row.session.day == day_of(now, rollover):
            start = ended_by(now, row.session.day, row.session.done_min, rollover)
            imported.append(row.session._replace(started_at=start))
        elif not row.timed and row.session.day == now.date():
            why = f"is of a day that begins at {rollover:02}:00 for you; import it once it has begun"
            bad.append(RowProblem(place, when, why, row.line))
        else:
            bad.append(RowProblem(place, when, "is in the future", row.line))
    if bad and not skip_bad:
        imported = []
    bad.sort(key=lambda trouble: trouble.line)
    pictures = sum(controls_in(each.note) for each in imported if isinstance(each, Session))
    return ImportReport(
        tuple(imported),
        tuple(already_there),
        tuple(bad),
        made_visible=pictures,
        doubtful=_doubtful(imported),
        understood=sheet.understood,
    )


def _import_json(
    store: Store, bundle: JsonExport, path: Path, *, skip_bad: bool, dry_run: bool, stranger: bool
) -> ImportReport:
    odd = not is_own(store.tables(), bundle.tables)
    if odd and not stranger:
        raise AnotherPersons(path)
    if bundle.bad and not skip_bad:
        return ImportReport(bad=bundle.bad)
    documents = bundle.without_answers().documents if odd else bundle.documents
    taken = store.take_in(documents, _records, dry=dry_run, new_id=file_id(bundle.tables))
    count = len(taken.put) + taken.dropped
    return ImportReport(
        taken.put,
        bad=bundle.bad,
        dropped=taken.dropped,
        removed=taken.removed,
        same=taken.same,
        made_visible=taken.made_visible,
        doubtful=_doubtful(taken.put),
        stranger=odd,
        label="" if dry_run or not count else _records(count),
    )


def _doubtful(records: Iterable[Record]) -> int:
    return sum(isinstance(each, Session) and each.from_comfort for each in records)


def _sessions(number: int) -> str:
    return f"Imported {format.count(number, 'session')}"


def _records(number: int) -> str:
    """Returns the label for a JSON file, which holds records of every kind."""
    return f"Imported {format.count(number, 'record')}"
