"""`coach import`: reads sessions from CSV or another tracker, or everything from JSON."""

from __future__ import annotations

from datetime import UTC
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from coach.cli import arguments
from coach.cli.another_person import ask_about_another_person
from coach.cli.imports.import_next import import_next
from coach.cli.imports.import_values import import_values
from coach.cli.imports.tracker_import import add_options, dates_of, reader
from coach.cli.outcome import tell_outcome
from coach.cli.output import complain, note, say
from coach.cli.prompt import agree, ask
from coach.cli.sentences import symptom_lines
from coach.cli.standard_streams import PIPE, STANDARD_INPUT, read_input
from coach.domain.instants import instant
from coach.domain.model import Cover, Refused, Session
from coach.domain.ramp.limits import BARE_TRIAL
from coach.domain.session.cautions import bare_caution, over_minutes
from coach.domain.session.confirmations import Unconfirmed
from coach.domain.session.long_sessions import long_sessions
from coach.store.exchange.import_export import COLUMNS, ImportReport, import_file, import_history
from coach.store.exchange.tracker_history import by_reason, summary
from coach.store.file import atomic
from coach.store.schema.another_person import AnotherPersons
from coach.store.sync.merge_summary import made_visible_line
from coach.text import format

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from coach.cli.command_context import CommandContext
    from coach.cli.imports.tracker_import import Read
    from coach.domain.model import Book

_MOST_SAME = 3
"""The most rows that were there already, and days over a limit, that are named one by one."""
_MOST_LINES = 20
"""The most rows that are named one by one."""


def add_arguments(parser: ArgumentParser) -> None:
    """Declares the file, and how to import it."""
    parser.epilog = (
        f"The columns of a CSV file are {', '.join(COLUMNS)}; the first three are required. A table with"
        " other columns comes in with --map; coach guide import tells how, and how to come from Loop."
    )
    parser.add_argument(
        "file",
        metavar="FILE",
        help="a CSV file, the ZIP of Loop Habit Tracker, JSON from coach export, or - for standard input",
    )
    add_options(parser)
    parser.add_argument(
        "--dry-run", action="store_true", help="show what would be imported, and change nothing"
    )
    arguments.add_json(parser, "print what came in as JSON")
    parser.add_argument("--skip-bad", action="store_true", help="import the good rows and skip the bad ones")
    parser.add_argument(
        "--yes",
        action="store_true",
        help="import another tracker's history or sessions over 30 minutes without asking, and another"
        " person's JSON without its answers, goal and settings",
    )


def run(given: Namespace, context: CommandContext) -> int:
    """Imports what is new, all or nothing, as one step that undo takes back."""
    path = STANDARD_INPUT if given.file == PIPE else Path(given.file)
    data = read_input("coach import") if given.file == PIPE else _loaded(path)
    book = context.read()
    now = context.now(book)
    if history := reader(given, data, path, now.tzinfo or UTC):
        return _import_tracker(given, context, history, now)
    take = partial(
        import_file,
        context.store,
        data,
        path,
        tz=now.tzinfo or UTC,
        now=now,
        skip_bad=given.skip_bad,
        dry_run=given.dry_run,
        dates=dates_of(given),
    )
    try:
        # A dry run writes nothing, so there is nothing to ask.
        report = take(stranger=given.yes or given.dry_run, long=given.yes)
    except AnotherPersons as another:
        ask_about_another_person(another)
        report = take(stranger=True)
    except Unconfirmed as doubt:
        agree(f"{doubt} Import anyway?", f"{doubt} To import anyway, add --yes.")
        report = take(long=True)
    if _stops(report, given):
        return 1
    lines = [f"Read with {format.listed(report.understood)}."] if report.understood else []
    if len(report.already_there) > _MOST_SAME:
        lines += (f"Not taken: {each}." for each in by_reason(report.already_there))
    else:
        lines += (f"{each}." for each in report.already_there)
    return _tell(report, lines, context, given)


def _loaded(path: Path) -> bytes:
    """Returns the bytes of a file; raises `Refused` if there is none, for a folder, and for a pipe."""
    if path.is_fifo():
        raise Refused(f"{path} is no file but a pipe; send what is in it to: coach import -")
    if path.is_dir():
        checks = path / "Checkmarks.csv"
        which = f"the ZIP file that Loop made, or {checks}" if checks.is_file() else "a file in it"
        raise Refused(f"{path} is a folder; give {which}.")
    found = atomic.load(path, atomic.LARGEST)
    if found is None:
        raise Refused(f"There is no file {path} to import; check its name.")
    return found[0]


def _import_tracker(given: Namespace, context: CommandContext, history: Read, now: datetime) -> int:
    """Imports another tracker's history: tells what it came to, asks once, and writes it as one step."""
    take = partial(import_history, context.store, history, now, skip_bad=given.skip_bad)
    report = take(dry_run=True)
    if _stops(report, given):
        return 1
    sessions = [each for each in report.imported if isinstance(each, Session)]
    summed_up = (
        [] if report.history is None else list(summary(report.history, sessions, report.already_there))
    )
    if not given.json:  # before the question, which is about it
        say(*summed_up)
    if caution := long_sessions(sessions):
        note(caution)
    writes = bool(report.imported) and not given.dry_run
    if writes:
        if not given.yes:
            ask(f"Import {format.count(len(sessions), 'session')}?", "import")
        report = take(dry_run=False)
    return _tell(report, summed_up if given.json else [], context, given)


def _stops(report: ImportReport, given: Namespace) -> bool:
    """Tells the rows that do not fit, and returns whether nothing is imported because of them."""
    for each in _shortened(f"{each}." for each in report.bad):
        note(each)
    if not report.bad or given.skip_bad:
        return False
    what = f"{format.count(len(report.bad), 'row')} {'does' if len(report.bad) == 1 else 'do'}"
    complain(f"Nothing was imported: {what} not fit; fix the file, or add --skip-bad.")
    return True


def _tell(report: ImportReport, lines: list[str], context: CommandContext, given: Namespace) -> int:
    """Tells what came in; what is over a limit stands on standard error as well."""
    return tell_outcome(
        context,
        report.label,
        [*lines, *_lines(report, dry_run=given.dry_run)],
        as_json=given.json,
        following=import_next(report, context) if report.label else (),
        warnings=[*_left_out(report), *_warnings(report, context, dry_run=given.dry_run)],
        facts=import_values(report, dry_run=given.dry_run),
    )


def _warnings(report: ImportReport, context: CommandContext, *, dry_run: bool) -> list[str]:
    """Returns what someone has to know about imported days; they are kept all the same."""
    if not report.imported:
        return []
    book = context.read(quiet=True)
    found = _over_caps(report, book, dry_run=dry_run)
    return found if dry_run else [*found, *symptom_lines(book, context.now(book))]


def _shortened(sentences: Iterable[str]) -> list[str]:
    """Returns sentences one by one, but no more of them than somebody would read."""
    lines = list(sentences)
    more = len(lines) - _MOST_LINES
    return [*lines[:_MOST_LINES], *([f"{more} more of the same kind."] if more > 0 else [])]


def _lines(report: ImportReport, *, dry_run: bool) -> Iterator[str]:
    taken = len(report.imported)
    did = "Would import" if dry_run else "Imported"
    sessions = sum(isinstance(each, Session) for each in report.imported)
    what = "session" if sessions == taken else "record"
    parts = [f"{did} {taken} {what}{'' if taken == 1 else 's'}"]
    there = len(report.already_there) + report.same
    if there:
        # A JSON export holds records of every kind.
        these = f"{there} {'record' if there == 1 else 'records'}" if report.same else f"{there}"
        parts.append(f"{these} {'was' if there == 1 else 'were'} there already")
    if report.removed:
        parts.append(f"{report.removed} deleted there {'is' if report.removed == 1 else 'are'} deleted here")
    if report.bad:
        parts.append(f"{format.count(len(report.bad), 'bad row')} left out")
    yield f"{'; '.join(parts)}."
    if not (taken or there or report.dropped or report.bad or (report.history and report.history.left_out)):
        yield "There is nothing in it to import."
    if report.made_visible:
        yield made_visible_line(report.made_visible)
    if report.doubtful:
        yield _doubtful_line(report.doubtful)


def _left_out(report: ImportReport) -> list[str]:
    line = (
        "It does not come from your file, so its answers, goal and settings were left out. If it is your own,"
        " import it into a new file, which takes all of it: coach import FILE --data NEWFILE"
    )
    return [line] if report.stranger else []


def _doubtful_line(number: int) -> str:
    """Returns the sentence on so many answers to the old question on comfort, which are doubtful."""
    verb = "counts" if number == 1 else "count"
    what = f"{format.count(number, 'answer')} of 8 to 10 on comfort {verb} as unbearable"
    return f"{what} until you say otherwise; coach today asks."


def _over_caps(report: ImportReport, book: Book, *, dry_run: bool) -> list[str]:
    """Returns warnings of imported days that are over a limit; they are kept all the same."""
    sessions = [each for each in report.imported if isinstance(each, Session)]
    caution = long_sessions(sessions)
    if dry_run:
        # ids, by which they are told apart, come only when they are stored
        sessions = [each._replace(id=f"dry{number}") for number, each in enumerate(sessions)]
        every = sorted((*book.sessions, *sessions), key=lambda each: instant(each.started_at))
        book = book._replace(sessions=tuple(every))
    over = list(over_minutes(book, sessions))
    warnings = [said for _, said in over]
    if len(set(warnings)) > _MOST_SAME:
        # one by one they would push the result off the screen, and most are about days long gone
        days = format.days(len({each.day for each, _ in over}))
        warnings = [
            f"More minutes came in on {days} than the limits allow; they are kept, and the limits hold."
        ]
    # Only the first long session on bare skin of each area: each question replays all sessions.
    bare = [each for each in sessions if each.cover is Cover.BARE and each.done_min > BARE_TRIAL]
    first = {each.area: each for each in sorted(bare, key=lambda each: each.day, reverse=True)}
    warnings += filter(None, (bare_caution(book, each) for each in first.values()))
    return [*([caution] if caution and report.history is None else []), *_shortened(dict.fromkeys(warnings))]
