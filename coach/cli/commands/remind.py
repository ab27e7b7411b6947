"""`coach remind`: one line when a session is due, for cron, a timer or a prompt."""

from __future__ import annotations

import os
import sys
from datetime import datetime, time
from typing import TYPE_CHECKING

from coach.cli import arguments
from coach.cli.errors import UsageError
from coach.cli.json_values import rung_values
from coach.cli.output import complain, say, write_json
from coach.cli.reminder.schedulers import add_install
from coach.cli.today_view import TodayView, view_today
from coach.domain import labels
from coach.domain.habit.greetings import at_stake, cue
from coach.domain.habit.streak_words import kept_words, length
from coach.domain.today import Today, TodayState
from coach.hooks.hook_files import Hook, ready

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from coach.cli.command_context import CommandContext
    from coach.domain.model import Settings

NOT_DUE = 1
"""The status if there is nothing to remind of."""


def add_arguments(parser: ArgumentParser) -> None:
    """Declares when to remind and of what, and the options that have it run every day."""
    parser.epilog = (
        "Prints one line and ends with 0 when a session is due or its skin check is open; prints nothing and"
        " ends with 1 when it is done, while one runs, on rest days and in a pause, and while the mat is"
        " locked. Once the days of a weekly rhythm are kept, it says that the session is optional. It ends"
        " with 2 if it was typed wrong and with 3 if your file cannot be read, and says so on standard error."
        " It needs no terminal: run it from cron, a timer, tmux or your prompt. Your file stays as it is;"
        " only --install and --uninstall with --yes write anything."
    )
    parser.add_argument(
        "--after",
        metavar="HH:MM",
        help="only after this time; a time after midnight, such as 00:30, belongs to the evening before",
    )
    parser.add_argument(
        "--streak", action="store_true", help="only if your streak would end today without a session"
    )
    arguments.add_area(parser)
    arguments.add_json(parser, "write JSON, also when nothing is due")
    add_install(parser)


def run(given: Namespace, context: CommandContext) -> int:
    """Prints what is due, if anything is, or installs what runs it; the file stays as it is."""
    area = arguments.area(given.area)
    after = None if given.after is None else arguments.time_of_day("after", given.after)
    if given.install is not None or given.uninstall is not None:
        from coach.cli.reminder.reminder_install import run_install

        return run_install(given, context, after)
    if given.at is not None or given.yes:
        raise UsageError("--at and --yes go with --install or --uninstall.")
    book = context.read(quiet=True)
    early = after is not None and not _reached(after, context.now(book), book.settings.rollover)
    if early and not given.json:
        return NOT_DUE
    found = view_today(context, book, area)
    due = not early and is_due(found) and (not given.streak or _stake(found))
    line = _line(found, book.settings) if due else None
    if line is not None and not given.json:
        say(line)
        # Someone at a terminal waits for the line, and a hook may take seconds.
        sys.stdout.flush()
    ran, fault = (False, "") if line is None else _run_hook(line, found.today, context)
    if given.json:
        write_json(_as_json(found, line) | {"hook": {"ran": ran, "failed": fault or None}})
    if fault:
        complain(f"The due hook failed: {fault}.")
    return 0 if due else NOT_DUE


def is_due(found: TodayView) -> bool:
    """Returns whether there is something to do now: the skin check, or the session of today."""
    return found.today.state is TodayState.DUE and (found.needs_check or found.today.prescription.can_start)


def _reached(after: time, now: datetime, rollover: int) -> bool:
    """Returns whether a time of day has come, both counted from the hour at which the coach's day begins."""

    def into(hour: int, minute: int) -> int:
        return (hour - rollover) % 24 * 60 + minute

    return into(now.hour, now.minute) >= into(after.hour, after.minute)


def _as_json(found: TodayView, line: str | None) -> dict[str, object]:
    return {
        "due": line is not None,
        "text": line,
        "state": found.today.state,
        "area": found.today.area,
        **rung_values(found.rung),
        "needs_check": found.needs_check,
        "streak_ends": _stake(found),
        "optional": found.today.is_optional,
    }


def _line(found: TodayView, settings: Settings) -> str:
    assert found.rung is not None
    asked = labels.session(found.rung)
    area = labels.if_named(found.today.area, " for your {}")
    due = f"The skin check{area}, then {asked}." if found.needs_check else f"Due{area}: {asked}."
    if found.today.is_optional:
        check = "the skin check, then " if found.needs_check else ""
        due = f"Optional{area}: {check}{asked}. {kept_words(found.today.streak)}"
    stake = f"It keeps your streak of {length(found.today.streak)}." if _stake(found) else ""
    return " ".join(filter(None, (due, stake, cue(settings))))


def _run_hook(line: str, found: Today, context: CommandContext) -> tuple[bool, str]:
    """Runs the due hook, if there is one; returns whether it was run, and why it failed."""
    path = ready(Hook.DUE, os.environ)
    if path is None:
        return False, ""
    from coach.hooks.noted_run import run_noted
    from coach.hooks.variables import for_due

    told = for_due(line, found, context.path)
    fault = run_noted(context.path, Hook.DUE, path, told, context.clock, os.environ)
    return fault is not None, fault or ""


def _stake(found: TodayView) -> bool:
    return at_stake(found.today.days, found.today.streak)
