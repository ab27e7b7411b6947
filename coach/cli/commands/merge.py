"""`coach merge`: brings together copies of the file that were changed apart from each other."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from coach.cli import arguments
from coach.cli.another_person import ask_about_another_person
from coach.cli.errors import UsageError
from coach.cli.outcome import tell_outcome
from coach.cli.output import say
from coach.cli.sentences import symptom_lines
from coach.cli.standard_streams import PIPE, STANDARD_INPUT, read_input
from coach.store.file.conflict_files import conflict_copies
from coach.store.schema.another_person import AnotherPersons
from coach.store.sync.merge import merge
from coach.store.sync.merge_report import MergeReport
from coach.store.sync.merge_summary import summary_lines, warning_lines

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Mapping

    from coach.cli.command_context import CommandContext


def add_arguments(parser: ArgumentParser) -> None:
    """Declares the copies, and whether to write."""
    parser.epilog = (
        "The latest version of each record is used; the others are kept in the table history. "
        "The copies themselves are not changed."
    )
    parser.add_argument(
        "files",
        metavar="FILE",
        nargs="*",
        help="a copy of your file, or - for standard input; if left out, the conflicting copies that a"
        " sync tool left next to it",
    )
    parser.add_argument("--dry-run", action="store_true", help="show what would change, and change nothing")
    parser.add_argument(
        "--yes",
        action="store_true",
        help="bring in another person's file too, without its answers, goal and settings",
    )
    arguments.add_json(parser)


def run(given: Namespace, context: CommandContext) -> int:
    """Merges the copies, all or none of them, as one step that undo takes back."""
    piped = given.files.count(PIPE)
    if piped > 1:
        raise UsageError("- can stand for one copy only.")
    files = tuple(STANDARD_INPUT if each == PIPE else Path(each) for each in given.files)
    files = files or conflict_copies(context.path)
    if not files:
        line = f"There is no conflicting copy next to {context.path}; name the file to merge."
        facts = _facts(files, MergeReport(), dry_run=given.dry_run)
        return tell_outcome(context, "", [line], as_json=given.json, facts=facts)
    if not given.files and not given.json:
        say(*(f"Found {each}." for each in files))
    contents = {STANDARD_INPUT: read_input("coach merge")} if piped else {}
    report = _merged(context, files, contents, given)
    warnings = list(warning_lines(report))
    if not given.dry_run:
        book = context.read(quiet=True)
        warnings += symptom_lines(book, context.now(book))
    needless = not given.files and not given.dry_run
    return tell_outcome(
        context,
        report.label,
        summary_lines(report, dry_run=given.dry_run),
        as_json=given.json,
        following=["The copies are still there, but you no longer need them."] if needless else (),
        warnings=warnings,
        facts=_facts(files, report, dry_run=given.dry_run),
    )


def _facts(files: tuple[Path, ...], report: MergeReport, *, dry_run: bool) -> dict[str, object]:
    return {
        "dry_run": dry_run,
        "files": list(map(str, files)),
        "added": report.added,
        "updated": report.updated,
        "deleted": report.deleted,
        "versions_kept": report.versions_kept,
        "duplicates": [[one.id, other.id] for one, other in report.duplicates],
        "other_people": list(map(str, report.other_people)),
    }


def _merged(
    context: CommandContext, files: tuple[Path, ...], contents: Mapping[Path, bytes], given: Namespace
) -> MergeReport:
    # A dry run writes nothing, so there is nothing to ask.
    strangers = given.yes or given.dry_run
    try:
        return merge(context.store, files, contents=contents, dry_run=given.dry_run, strangers=strangers)
    except AnotherPersons as another:
        ask_about_another_person(another)
    return merge(context.store, files, contents=contents, strangers=True)
