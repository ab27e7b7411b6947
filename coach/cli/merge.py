"""`coach merge`: copies of the file that grew apart, brought together."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from coach.cli.out import complain, say
from coach.store.merge import KEPT_VERSIONS, MergeReport, conflict_copies, merge
from coach.terminal.plain import plain

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterator

    from coach.cli.desk import Desk

_SHOWN = 10
"""How many sessions that were logged twice are told of one by one."""


def arguments(parser: ArgumentParser) -> None:
    """The copies, and whether to write."""
    parser.epilog = (
        "Of each record the version written last stays; the others are kept in the table history. "
        "The copies themselves are left as they are."
    )
    parser.add_argument(
        "files",
        metavar="FILE",
        nargs="*",
        help="a copy of your file; without one, those that a sync tool left beside it as in conflict",
    )
    parser.add_argument("--dry-run", action="store_true", help="say what would change, and write nothing")


def run(given: Namespace, desk: Desk) -> int:
    """Bring the copies in, all or none, as one step that undo takes back."""
    files = tuple(map(Path, given.files)) or conflict_copies(desk.path)
    if not files:
        say(f"No copy in conflict lies beside {_shown(desk.path)}; name the file to merge.")
        return 0
    if not given.files:
        say(*(f"Found {_shown(each)}." for each in files))
    report = merge(desk.store, files, dry_run=given.dry_run)
    say(*_told(report, dry_run=given.dry_run))
    for each in _warnings(report):
        complain(each)
    if not given.files and not given.dry_run:
        say("The copies found are still there; nothing in them is needed any more.")
    return 0


def _told(report: MergeReport, *, dry_run: bool) -> Iterator[str]:
    if not report.changes:
        yield "Nothing new: everything in there is here already."
        return
    parts = [f"{'Would add' if dry_run else 'Added'} {_count(report.added, 'record')}"]
    parts.append(f"{'update' if dry_run else 'updated'} {report.updated}")
    parts.append(f"{'delete' if dry_run else 'deleted'} {report.deleted}")
    yield f"{', '.join(parts)}."
    if report.kept:
        verb = "would be kept" if dry_run else "kept"
        yield f"{_count(report.kept, 'earlier version')} {verb} in the table history."


def _warnings(report: MergeReport) -> Iterator[str]:
    for one, other in report.twice[:_SHOWN]:
        yield (
            f"Two sessions on the {one.area} at {one.started_at:%Y-%m-%d %H:%M}, one from each copy, "
            f"of {one.done_min:g} and {other.done_min:g} minutes: both are kept; delete one if it was one."
        )
    if len(report.twice) > _SHOWN:
        yield f"{len(report.twice) - _SHOWN} more sessions are there twice."
    if report.let_go:
        yield (
            f"{_count(report.let_go, 'version')} lost and not kept: the table history holds the "
            f"{KEPT_VERSIONS} written last."
        )
    if report.nameless:
        yield f"{_count(report.nameless, 'document')} without an id stayed in the copies."


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"


def _shown(path: Path) -> str:
    return plain(str(path), 1000)
