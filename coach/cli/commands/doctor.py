"""`coach doctor`: examines the file, and repairs what can be repaired."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

from coach.cli import arguments
from coach.cli.command_words import in_commands
from coach.cli.output import complain, say, write_json
from coach.cli.picture_state import picture_state
from coach.clock import present
from coach.domain.model import Book
from coach.hooks.hook_reports import hook_reports
from coach.installation import faults, versions
from coach.store import StoreError
from coach.store.repair.checks import Health, amount, examine
from coach.store.repair.repair import Repaired, accept_changes, repair, tidy
from coach.terminal.textual_private.lapses import lapse_sentence
from coach.text.clean import brief
from coach.text.format import capital, count

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Callable

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
        if given.json:
            write_json({"versions": list(versions())})
        else:
            say(*versions())
        return 0
    if given.json:
        return _write_json(context, asked=given.repair)
    return max(_examine(given, context), _tell_hooks(context))


def _write_json(context: CommandContext, *, asked: bool) -> int:
    """Does the same for a program, to which it tells all findings in one object."""
    from coach.cli.doctor_values import doctor_values

    installed = _installed()
    path = context.store.target
    health = examine(path, context.clock.now(), context.path)
    settings = _book_or_empty(context).settings
    whole, repaired = _repaired(health, context) if asked and health.findings else (not health.findings, [])
    left = examine(path, context.clock.now(), context.path).findings if asked else health.findings
    values = doctor_values(
        context, health, installed, settings, repaired=repaired if asked else None, left=left
    )
    unused = any(each.file.refusal for each in hook_reports(context.path, os.environ))
    fine = whole and not left and not installed and not unused
    write_json({"fine": fine, **values})
    return 0 if fine else 1


def _installed() -> tuple[str, ...]:
    return (*faults(), *filter(None, (lapse_sentence(),)))


def _tell_hooks(context: CommandContext) -> int:
    """Lists the hooks; returns 1 if there is one that is not used."""
    hooks = hook_reports(context.path, os.environ)
    zone = present(context.clock, _book_or_empty(context).settings.tz).tzinfo if hooks else None
    for each in hooks:
        _say(each.line(zone))
    return int(any(each.file.refusal for each in hooks))


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
    _tell(health, context)
    if not given.repair:
        if any(each.repairable for each in health.findings):
            say(
                "coach doctor --repair fixes that."
                if _all_mend(health)
                else "coach doctor --repair fixes what it can of that."
            )
        return 1
    whole = _repair(health, context)
    left = examine(path, context.clock.now(), context.path)
    if left.findings:
        say("What is left:")
        _tell(left, context)
    else:
        say("Everything else is fine now.")
    return 0 if whole and not left.findings and not installed else 1


def _book_or_empty(context: CommandContext) -> Book:
    """Returns the book, for its settings; an empty one if it cannot be read."""
    try:
        return context.read(quiet=True)
    except StoreError:
        return Book()


def _tell(health: Health, context: CommandContext) -> None:
    for each in health.findings[:_MOST_LINES]:
        _say(f"{each.path}{f':{each.line}' if each.line else ''}: {in_commands(each.text)}")
    if len(health.findings) > _MOST_LINES:
        say(f"{len(health.findings) - _MOST_LINES} more of the same kind.")
    if health.error is not None:
        if health.salvaged is not None:
            say(f"Readable in it: {amount(health.salvaged.read)}.")
        if health.backup is None:
            say("There is no good backup.")
        else:
            when = health.backup.at.astimezone(present(context.clock, "").tzinfo)
            name = health.backup.path.name
            say(f"The newest good backup, {name} of {when:%Y-%m-%d %H:%M}: {amount(health.in_backup)}.")
    if health.salvaged is not None:
        _say_rescued(health.salvaged, "A repair would keep", "and lose")


def _say_rescued(rescue: Salvaged, keeps: str, lacks: str) -> None:
    say(f"{keeps} {amount(rescue.kept)}.")
    if rescue.added:
        say(f"  Only in the backup: {amount(rescue.added)}.")
    if rescue.mended:
        say(f"  Taken from the backup, because it is newer or undamaged there: {amount(rescue.mended)}.")
    if rescue.duplicates:
        say(f"  {count(rescue.duplicates, 'document')} had a duplicate; the latest version counts.")
    if rescue.lost or rescue.missing:
        say(f"  {capital(lacks)}:")
    for each in rescue.lost[:_MOST_LINES]:
        _say(f"    line {each.line}: what was {each.id or 'a document'} in the table {each.table or '?'}")
    if len(rescue.lost) > _MOST_LINES:
        say(f"    {len(rescue.lost) - _MOST_LINES} more of the same kind")
    if rescue.missing:
        say(f"    in total, by the file's own count: {amount(rescue.missing)}")


def _repair(health: Health, context: CommandContext) -> bool:
    """Repairs all that can be repaired, and says what was kept; returns whether nothing was lost."""
    whole, repaired = _repaired(health, context)
    for each in repaired:
        _say_rescued(each.salvaged, "Kept:", "not kept")
        _say(f"The damaged file is {each.quarantined}.")
    return whole


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
    """Prints a line with words of the file in it, which may be of any length."""
    indent = " " * (len(text) - len(text.lstrip()))
    say(indent + brief(text, _LONGEST))
