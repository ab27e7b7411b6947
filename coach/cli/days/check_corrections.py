"""Corrections of an answer to the skin check by command, by the rules of the Calendar."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from coach.cli import arguments
from coach.cli.confirmations import ConfirmationPrompt, change_once_confirmed
from coach.cli.days.day_checks import find_check
from coach.cli.errors import UsageError
from coach.cli.json_values import ids_of
from coach.cli.next_command import next_after
from coach.cli.outcome import tell_outcome
from coach.cli.prompt import ask
from coach.cli.sentences import next_step_lines
from coach.domain.day_records import name_of
from coach.domain.model import Skin
from coach.domain.session.confirmations import Confirmation, Unconfirmed
from coach.domain.session.redating import redate_check
from coach.domain.session.skin_answers import correct_check
from coach.text.format import short_date

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from datetime import datetime

    from coach.cli.command_context import CommandContext
    from coach.domain.model import Book, Change, Check
    from coach.store import Applied

_LIKE = "as in coach check pink --on yesterday"


def add_corrections(parser: ArgumentParser) -> None:
    """Declares the options that correct an answer which is recorded already."""
    parser.add_argument(
        "--on",
        metavar="DATE[/N]",
        help="correct the answer of that day; with several on it, /N is the number in coach day",
    )
    parser.add_argument("--remove", action="store_true", help="with --on: delete that answer")
    parser.add_argument("--to", metavar="DATE", help="with --on and --at: the right day of one dated ahead")
    parser.add_argument("--at", metavar="HH:MM", help="with --to: the right time of it")
    parser.add_argument("--slip", action="store_true", help="agree that a milder answer corrects a slip")
    parser.add_argument("--yes", action="store_true", help="delete it without asking")


def check_alone(given: Namespace) -> None:
    """Raises `UsageError` for an answer of today that is missing, or that comes with other options."""
    if given.remove or given.to or given.at or given.slip or given.yes:
        raise UsageError(f"--remove, --to, --at, --slip and --yes go with --on, {_LIKE}.")
    if given.skin is None:
        raise UsageError(f"check needs {'|'.join(Skin)}; see coach help check.")


def correct(given: Namespace, context: CommandContext) -> int:
    """Corrects, deletes or redates an answer that is recorded already."""
    moves = given.to is not None or given.at is not None
    if (given.skin is not None) + given.remove + moves != 1:
        raise UsageError(f"--on needs the right answer, --remove, or --to and --at, {_LIKE}.")
    skin = arguments.optional(partial(arguments.choice, "skin", Skin), given.skin)
    check = find_check(context, given.on, arguments.area(given.area))
    return _redate(check, given, context) if moves else _correct(check, skin, given, context)


def _correct(check: Check, skin: Skin | None, given: Namespace, context: CommandContext) -> int:
    if skin is check.skin:
        line = f"Nothing to correct: that answer says {skin} already."
        return tell_outcome(context, "", [line], as_json=given.json, facts=_facts(check, skin, []))
    if skin is None and not given.yes and not _has_question(check, context):
        ask(f"Delete {name_of(check)}, {short_date(check.day)}?", "check")
    notes: tuple[str, ...] = ()

    def decide(book: Book, now: datetime, *, agreed: frozenset[Confirmation]) -> Change:
        nonlocal notes
        change, notes = correct_check(book, check, skin, now, agreed=agreed)
        return change

    prompts = {Confirmation.SLIP: ConfirmationPrompt("", "If so, add --slip.", given.slip)}
    applied, _ = change_once_confirmed(lambda agreed: context.change(partial(decide, agreed=agreed)), prompts)
    return _tell(applied, check, skin, context, warnings=notes, as_json=given.json)


def _tell(
    applied: Applied,
    check: Check,
    skin: Skin | None,
    context: CommandContext,
    *,
    warnings: tuple[str, ...] = (),
    as_json: bool,
) -> int:
    return tell_outcome(
        context,
        applied.label,
        [f"{applied.label}."],
        as_json=as_json,
        following=next_step_lines(applied.book, check.area, context.now(applied.book)),
        warnings=warnings,
        facts=_facts(check, skin, ids_of(applied)),
        last=partial(next_after, context, applied.book, check.area, told=True),
    )


def _facts(check: Check, skin: Skin | None, ids: list[str]) -> dict[str, object]:
    """Returns which answer it is, and what it says now; nothing if it was deleted."""
    return {"area": check.area, "skin": skin, "ids": ids}


def _has_question(check: Check, context: CommandContext) -> bool:
    """Returns whether the rules ask about a deletion themselves, which is question enough."""
    book = context.read(quiet=True)
    try:
        correct_check(book, check, None, context.now(book))
    except Unconfirmed:
        return True
    return False


def _redate(check: Check, given: Namespace, context: CommandContext) -> int:
    if given.to is None or given.at is None:
        raise UsageError("give the right day and time together, as in --to yesterday --at 07:30.")
    day, at = arguments.day("to", given.to, context.today()), arguments.time_of_day("at", given.at)
    applied = context.change(lambda book, now: redate_check(book, check, day, at, now))
    return _tell(applied, check, check.skin, context, as_json=given.json)
