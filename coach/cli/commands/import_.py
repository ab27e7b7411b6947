"""`coach import`: reads sessions from CSV or another tracker, or everything from JSON."""

from __future__ import annotations

from datetime import UTC
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from coach.cli.another_person import ask_about_another_person
from coach.cli.import_next import import_next
from coach.cli.import_values import import_values
from coach.cli.outcome import tell_outcome
from coach.cli.output import complain, note, say
from coach.cli.prompt import ask, can_ask
from coach.cli.sentences import symptom_lines
from coach.cli.standard_streams import PIPE, STANDARD_INPUT, read_input
from coach.cli.tracker_import import add_options, dates_of, reader
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
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from coach.cli.command_context import CommandContext
    from coach.cli.tracker_import import Read

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
    parser.add_argument("--json", action="store_true", help="print what came in as JSON")
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
        ask_about_another_person(another, "import")
        report = take(stranger=True)
    except Unconfirmed as doubt:
        if not can_ask():
            raise Refused(f"{doubt} To import them anyway, add --yes.") from None
        ask(f"{doubt} Import them anyway?", "import")
        report = take(long=True)
    if _stops(report, given):
        return 1
    if given.json:
        return _write_json(report, context, dry_run=given.dry_run)
    if report.understood:
        say(f"Read with {format.listed(report.understood)}.")
    if len(report.already_there) > _MOST_SAME:
        say(*(f"Not taken: {each}." for each in by_reason(report.already_there)))
    else:
        say(*(f"{each}." for each in report.already_there))
    _say(report, dry_run=given.dry_run)
    _warn(report, context, dry_run=given.dry_run)
    if not given.dry_run:
        say(*import_next(report, context))
    return 0


def _loaded(path: Path) -> bytes:
    """Returns the bytes of a file; raises `Refused` if there is none, and for a folder."""
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
    if report.history is not None and not given.json:
        say(*summary(report.history, sessions, report.already_there))
    if caution := long_sessions(sessions):
        note(caution)
    writes = bool(report.imported) and not given.dry_run
    if writes:
        if not given.yes:
            ask(f"Import {format.count(len(sessions), 'session')}?", "import")
        report = take(dry_run=False)
    if given.json:
        return _write_json(report, context, dry_run=given.dry_run)
    _say(report, dry_run=given.dry_run)
    if writes or given.dry_run:
        _warn(report, context, dry_run=given.dry_run)
    if writes:
        say(*import_next(report, context))
    return 0


def _stops(report: ImportReport, given: Namespace) -> bool:
    """Tells the rows that do not fit, and returns whether nothing is imported because of them."""
    _tell(note, (f"{each}." for each in report.bad))
    if not report.bad or given.skip_bad:
        return False
    what = f"{format.count(len(report.bad), 'row')} {'does' if len(report.bad) == 1 else 'do'}"
    complain(f"Nothing was imported: {what} not fit; fix the file, or add --skip-bad.")
    return True


def _write_json(report: ImportReport, context: CommandContext, *, dry_run: bool) -> int:
    """Tells a program what came in; what is over a limit stands on standard error as well."""
    changed = bool(report.imported or report.dropped) and not dry_run
    return tell_outcome(
        context,
        context.store.steps()[0].label if changed else "",
        (),
        as_json=True,
        following=import_next(report, context) if changed else (),
        warnings=_warnings(report, context, dry_run=dry_run) if changed or dry_run else (),
        facts=import_values(report, dry_run=dry_run),
    )


def _warn(report: ImportReport, context: CommandContext, *, dry_run: bool) -> None:
    for each in _warnings(report, context, dry_run=dry_run):
        note(each)


def _warnings(report: ImportReport, context: CommandContext, *, dry_run: bool) -> list[str]:
    """Returns what someone has to know about imported days; they are kept all the same."""
    found: list[str] = []
    _warn_of_caps(report, context, found.append, dry_run=dry_run)
    if dry_run:
        return found
    book = context.read(quiet=True)
    return [*found, *symptom_lines(book, context.now(book))]


def _tell(how: Callable[[str], None], sentences: Iterable[str]) -> None:
    """Prints sentences one by one, but no more of them than somebody would read."""
    lines = list(sentences)
    for each in lines[:_MOST_LINES]:
        how(each)
    if len(lines) > _MOST_LINES:
        how(f"{len(lines) - _MOST_LINES} more of the same kind.")


def _say(report: ImportReport, *, dry_run: bool) -> None:
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
    say(f"{'; '.join(parts)}.")
    if not (taken or there or report.dropped or report.bad or (report.history and report.history.left_out)):
        say("There is nothing in it to import.")
    if report.made_visible:
        say(made_visible_line(report.made_visible))
    if report.doubtful:
        say(_doubtful_line(report.doubtful))
    if report.stranger:
        note(
            "It does not come from your file, so its answers, goal and settings were left out. If it is your"
            " own, import it into a new file, which takes all of it: coach import FILE --data NEWFILE"
        )


def _doubtful_line(number: int) -> str:
    """Returns the sentence on so many answers to the old question on comfort, which are doubtful."""
    verb = "counts" if number == 1 else "count"
    what = f"{format.count(number, 'answer')} of 8 to 10 on comfort {verb} as unbearable"
    return f"{what} until you say otherwise; coach today asks."


def _warn_of_caps(
    report: ImportReport, context: CommandContext, warn: Callable[[str], None], *, dry_run: bool
) -> None:
    """Warns of imported days that are over a limit; they are kept all the same."""
    sessions = [each for each in report.imported if isinstance(each, Session)]
    caution = long_sessions(sessions)
    if caution and report.history is None:
        warn(caution)
    book = context.read(quiet=True)
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
    _tell(warn, dict.fromkeys(warnings))
