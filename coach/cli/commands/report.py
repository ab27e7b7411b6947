"""`coach report`: writes what was recorded as a page to print or to take along."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from coach.cli import arguments
from coach.cli.errors import UsageError
from coach.cli.outcome import tell_outcome
from coach.cli.standard_streams import output_target, write_data

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from coach.cli.command_context import CommandContext

_KINDS = ("html", "md")


def add_arguments(parser: ArgumentParser) -> None:
    """Declares the file to write, and the days that it covers."""
    parser.epilog = "The page is a single file for a browser or a printer, and includes your notes."
    parser.add_argument(
        "-o",
        "--output",
        metavar="FILE",
        help="the file to write, whose name ends in .html or .md; - is standard output",
    )
    parser.add_argument(
        "--format", metavar="|".join(_KINDS), choices=_KINDS, help="taken from the ending of FILE if left out"
    )
    parser.add_argument(
        "--from", dest="first", metavar="DATE", help="the first day; your first one if left out"
    )
    parser.add_argument("--to", dest="last", metavar="DATE", help="the last day; today if left out")
    parser.add_argument("--force", action="store_true", help="replace FILE if it exists")
    arguments.add_json(parser, "write JSON about the page that was written")


def run(given: Namespace, context: CommandContext) -> int:
    """Writes the report; the coach's own file stays as it is."""
    if given.output is None:
        raise UsageError("report needs -o FILE, with a name that ends in .html or .md.")
    target = output_target(given, "page")
    kind = _kind(given.format, target)
    book = context.read()
    today = context.day(book)
    first = arguments.optional(lambda text: arguments.day("from", text, today), given.first)
    last = arguments.optional(lambda text: arguments.day("to", text, today), given.last)
    for field, day in (("from", first), ("to", last)):
        if day is not None and day > today:
            raise UsageError(f"{field}: {day} is in the future.")
    if first is not None and first > (last or today):
        raise UsageError(f"to: {last} is before {first}.")

    from coach.report.builder import report
    from coach.report.kinds import rendered
    from coach.store.exchange.output_file import OR_FORCE, write_output

    text = rendered(report(book, context.now(book), first, last), kind)
    if target is None:
        write_data([text])
        return 0
    write_output(text, target, context.path, force=given.force, hint=OR_FORCE)
    context.wrote = True
    facts = {"file": str(target), "format": kind}
    return tell_outcome(context, "", [f"Report written to {target}."], as_json=given.json, facts=facts)


def _kind(name: str | None, target: Path | None) -> str:
    if name is not None:
        return arguments.one_of("format", _KINDS, name)
    if target is None:
        raise UsageError("report -o - needs --format html or --format md.")
    kind = target.suffix.lower().lstrip(".")
    if kind not in _KINDS:
        raise UsageError(f"output: {target} has to end in .html or .md; or add --format.")
    return kind
