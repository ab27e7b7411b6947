"""`coach export`: writes out what was recorded."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from coach.cli import arguments
from coach.cli.outcome import tell_outcome
from coach.cli.output import note
from coach.cli.standard_streams import output_target, write_data
from coach.store.exchange.import_export import export_csv, export_ics, export_json
from coach.store.exchange.output_file import OR_FORCE, write_output

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Callable, Iterable

    from coach.cli.command_context import CommandContext
    from coach.store import Store

_FORMATS: dict[str, Callable[[Store], Iterable[str]]] = {
    "json": lambda store: [export_json(store)],
    "csv": lambda store: [export_csv(store)],
    "ics": export_ics,
}
"""What writes each format, in pieces."""


def add_arguments(parser: ArgumentParser) -> None:
    """Declares the format, and the file to write."""
    parser.epilog = (
        "CSV has the sessions; ics (a calendar) has sessions and pauses; JSON has everything but a running"
        " session and the"
        " steps of undo."
    )
    parser.add_argument(
        "--format",
        metavar="|".join(_FORMATS),
        choices=_FORMATS,
        help="taken from the ending of FILE if left out, else json",
    )
    parser.add_argument(
        "-o", "--output", metavar="FILE", help="the file to write; standard output if left out, or if it is -"
    )
    parser.add_argument("--force", action="store_true", help="replace FILE if it exists")
    arguments.add_json(parser, "with -o FILE: write JSON about what was written")


def run(given: Namespace, context: CommandContext) -> int:
    """Writes out everything that was recorded; the coach's own file stays as it is."""
    target = output_target(given, "data")
    kind = _kind(given.format, target)
    parts = _FORMATS[kind](context.store)
    problems = [
        f"{problem}; {'kept as it is' if kind == 'json' else 'left out'}."
        for problem in context.store.problems
    ]
    if target is None:
        for each in problems:
            note(each)
        write_data(parts)
        return 0
    write_output(parts, target, context.path, force=given.force, hint=OR_FORCE)
    context.wrote = True
    facts = {"file": str(target), "format": kind}
    # an ending that no format has, as .xlsx, says something else than what the file holds
    told = "" if target.suffix.lower() == f".{kind}" else f" as {kind if kind == 'ics' else kind.upper()}"
    line = f"Exported to {target}{told}."
    return tell_outcome(context, "", [line], as_json=given.json, warnings=problems, facts=facts)


def _kind(name: str | None, target: Path | None) -> str:
    if name is None:
        ending = target.suffix.lower().lstrip(".") if target else ""
        return ending if ending in _FORMATS else "json"
    return arguments.one_of("format", _FORMATS, name)
