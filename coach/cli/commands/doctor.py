"""`coach doctor`: examines the file, and repairs what can be repaired."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

from coach.cli import arguments
from coach.cli.outcome import tell_outcome
from coach.cli.output import complain, say, write_json
from coach.cli.picture_state import picture_state
from coach.cli.version_lines import tell_versions
from coach.clock import present
from coach.domain.model import Book
from coach.hooks.hook_reports import hook_reports
from coach.installation import faults
from coach.store import StoreError
from coach.store.repair.checks import Health, amount, examine
from coach.store.repair.repair import Repaired, accept_changes, repair, tidy
from coach.terminal.textual_private.lapses import lapse_sentence
from coach.text.clean import brief
from coach.text.format import capital, count

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Callable, Iterator, Sequence

    from coach.cli.command_context import CommandContext
    from coach.store.repair.salvage import Salvaged

_MOST_LINES = 20
"""The most findings that are printed one by one."""
_LONGEST = 1000
"""Most characters of one of them."""


def add_arguments(parser: ArgumentParser) -> None:
    """Declares the options to repair, to print the versions, and to write JSON."""
    parser.add_argument("--versions", action="store_true", help="only list the versions, for a bug report")
    parser.epilog = "It ends with status 1 if it found anything, or could not repair everything."
    parser.add_argument(
        "--repair",
        action="store_true",
        help="save everything readable into a new file; the damaged one is kept",
    )
    arguments.add_json(parser)


def run(given: Namespace, context: CommandContext) -> int:
    """Examines the file, what lies beside it, and the hooks; changes something only if asked to."""
    if given.versions:  # with other options; alone it does not get here
        return tell_versions(as_json=given.json)
    if given.json:
        return _write_json(context, asked=given.repair)
    return max(_examine(given, context), _tell_hooks(context))


def _write_json(context: CommandContext, *, asked: bool) -> int:
    """Examines the file, and repairs it if that is `asked`; tells a program all of it in one object."""
    from coach.cli.doctor_values import doctor_values

    installed = _installed()
    path = context.store.target
    health = examine(path, context.clock.now(), context.path)
    settings = _book_or_empty(context).settings
    repairs = asked and bool(health.findings)
    whole, repaired = _repaired(health, context) if repairs else (not health.findings, [])
    left = examine(path, context.clock.now(), context.path) if asked else health
    values = doctor_values(
        context, health, installed, settings, repaired=repaired if asked else None, left=left.findings
    )
    unused = any(each.refusal for each in hook_reports(context.path, os.environ))
    fine = whole and not left.findings and not installed and not unused
    facts = {"fine": fine, **values}
    if asked:
        lines = _repair_lines(repaired, left, context) if repairs else ()
        changed = left.findings != health.findings
        tell_outcome(context, "", lines, as_json=True, facts=facts, changed=changed)
    else:
        write_json(facts)
    return 0 if fine else 1


def _installed() -> tuple[str, ...]:
    return (*faults(), *filter(None, (lapse_sentence(),)))


def _tell_hooks(context: CommandContext) -> int:
    """Lists the hooks; returns 1 if there is one that is not used."""
    hooks = hook_reports(context.path, os.environ)
    zone = present(context.clock, _book_or_empty(context).settings.tz).tzinfo if hooks else None
    for each in hooks:
        _say(each.line(zone))
    return int(any(each.refusal for each in hooks))


def _examine(given: Namespace, context: CommandContext) -> int:
    installed = _installed()
    for each in installed[-_MOST_LINES:]:  # the last of them say what to do
        _say(each)
    path = context.store.target
    health = examine(path, context.clock.now(), context.path)
    book = _book_or_empty(context)
    context.now(book)  # so that it warns of a zone that cannot be followed
    if not health.findings:
        if installed:
            return 1
        if path.exists():
            _say("Everything is fine.")
            _say(picture_state(context.path, book.settings, time.time_ns()))
        else:
            _say(f"There is no file {path} yet; everything is fine.")
        return 0
    say(*_lines(health, context))
    if not given.repair:
        if any(each.repairable for each in health.findings):
            say(
                "coach doctor --repair fixes that."
                if _all_mend(health)
                else "coach doctor --repair fixes what it can of that."
            )
        return 1
    whole, repaired = _repaired(health, context)
    left = examine(path, context.clock.now(), context.path)
    say(*_repair_lines(repaired, left, context))
    return 0 if whole and not left.findings and not installed else 1


def _book_or_empty(context: CommandContext) -> Book:
    """Returns the book, for its settings; an empty one if it cannot be read."""
    try:
        return context.read(quiet=True)
    except StoreError:
        return Book()


def _lines(health: Health, context: CommandContext) -> Iterator[str]:
    """Yields what was found, and what a repair would keep and lose."""
    for each in health.findings[:_MOST_LINES]:
        yield _short(f"{each.path}{f':{each.line}' if each.line else ''}: {each.text}")
    if len(health.findings) > _MOST_LINES:
        yield f"{len(health.findings) - _MOST_LINES} more of the same kind."
    if health.error is not None:
        if health.salvaged is not None:
            yield f"Readable in it: {amount(health.salvaged.read)}."
        if health.backup is None:
            yield "There is no good backup."
        else:
            when = health.backup.at.astimezone(present(context.clock, "").tzinfo)
            name = health.backup.path.name
            yield f"The newest good backup, {name} of {when:%Y-%m-%d %H:%M}: {amount(health.in_backup)}."
    if health.salvaged is not None:
        yield from _rescue_lines(health.salvaged, "A repair would keep", "and lose")


def _rescue_lines(rescue: Salvaged, keeps: str, lacks: str) -> Iterator[str]:
    yield f"{keeps} {amount(rescue.kept)}."
    if rescue.added:
        yield f"  Only in the backup: {amount(rescue.added)}."
    if rescue.mended:
        yield f"  Taken from the backup, because it is newer or undamaged there: {amount(rescue.mended)}."
    if rescue.duplicates:
        yield f"  {count(rescue.duplicates, 'document')} had a duplicate; the latest version counts."
    if rescue.lost or rescue.missing:
        yield f"  {capital(lacks)}:"
    for each in rescue.lost[:_MOST_LINES]:
        yield _short(
            f"    line {each.line}: what was {each.id or 'a document'} in the table {each.table or '?'}"
        )
    if len(rescue.lost) > _MOST_LINES:
        yield f"    {len(rescue.lost) - _MOST_LINES} more of the same kind"
    if rescue.missing:
        yield f"    in total, by the file's own count: {amount(rescue.missing)}"


def _repair_lines(repaired: Sequence[Repaired], left: Health, context: CommandContext) -> Iterator[str]:
    """Yields what a repair kept, and what is left to do."""
    for each in repaired:
        yield from _rescue_lines(each.salvaged, "Kept:", "not kept")
        yield _short(f"The damaged file is {each.quarantined}.")
    if left.findings:
        yield "What is left:"
        yield from _lines(left, context)
    else:
        yield "Everything else is fine now."


def _repaired(health: Health, context: CommandContext) -> tuple[bool, list[Repaired]]:
    """Repairs all that can be repaired; returns whether nothing was lost, and what was saved."""
    now = context.clock.now()
    repaired: list[Repaired] = []

    def save() -> None:
        done = repair(health.path, now)
        if done is None:
            accept_changes(health.path, now)
        else:
            repaired.append(done)

    whole = all([_tried(save), _tried(lambda: tidy(health.path, now))])
    context.wrote = True
    return whole and not any(each.salvaged.lost or each.salvaged.missing for each in repaired), repaired


def _tried(act: Callable[[], None]) -> bool:
    try:
        act()
    except StoreError as error:
        complain(str(error))
        return False
    return True


def _all_mend(health: Health) -> bool:
    return all(each.repairable for each in health.findings)


def _say(text: str) -> None:
    say(_short(text))


def _short(text: str) -> str:
    """Returns a line with words of the file in it, which may be of any length, short enough to read."""
    indent = " " * (len(text) - len(text.lstrip()))
    return indent + brief(text, _LONGEST)
