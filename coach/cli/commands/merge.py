"""`coach merge`: brings together copies of the file that were changed apart from each other."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from coach.cli.another_person import ask_about_another_person
from coach.cli.output import complain, say
from coach.cli.sentences import symptom_lines
from coach.store.file.conflict_files import conflict_copies
from coach.store.schema.another_person import AnotherPersons
from coach.store.sync.merge import merge
from coach.store.sync.merge_report import MergeReport
from coach.store.sync.merge_summary import summary_lines, warning_lines

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from coach.cli.command_context import CommandContext


def add_arguments(parser: ArgumentParser) -> None:
    """Declares the copies, and whether to write."""
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
    parser.add_argument(
        "--yes",
        action="store_true",
        help="take in another person's file too, but for its answers, goal and settings",
    )


def run(given: Namespace, context: CommandContext) -> int:
    """Merges the copies, all or none of them, as one step that undo takes back."""
    files = tuple(map(Path, given.files)) or conflict_copies(context.path)
    if not files:
        say(f"No copy in conflict lies beside {context.path}; name the file to merge.")
        return 0
    if not given.files:
        say(*(f"Found {each}." for each in files))
    report = _merged(context, files, given)
    say(*summary_lines(report, dry_run=given.dry_run))
    for each in warning_lines(report):
        complain(each)
    if not given.dry_run:
        book = context.read(quiet=True)
        for line in symptom_lines(book, context.now(book)):
            complain(line)
    if not given.files and not given.dry_run:
        say("The copies found are still there; nothing in them is needed any more.")
    return 0


def _merged(context: CommandContext, files: tuple[Path, ...], given: Namespace) -> MergeReport:
    # A dry run writes nothing, so there is nothing to ask.
    strangers = given.yes or given.dry_run
    try:
        return merge(context.store, files, dry_run=given.dry_run, strangers=strangers)
    except AnotherPersons as another:
        ask_about_another_person(another, "coach merge")
    return merge(context.store, files, strangers=True)
