"""`coach edit`: corrects a recorded session, by the rules of the form in the Calendar."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from coach.cli import arguments
from coach.cli.confirmations import ConfirmationPrompt, change_once_confirmed
from coach.cli.days.day_sessions import TARGET, TARGET_HELP, find_session, session_values, sessions_on
from coach.cli.errors import UsageError, near
from coach.cli.next_command import next_after
from coach.cli.outcome import tell_outcome
from coach.cli.sentences import next_step_lines
from coach.domain.model import Area, Book, Change, Cover, Ended, Refused, Skin, StopReason
from coach.domain.session import entry_edits
from coach.domain.session.confirmations import Confirmation
from coach.domain.session.corrections import edit
from coach.domain.session.manual_entry import ManualEntry

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from datetime import date, datetime

    from coach.cli.command_context import CommandContext

Edit = Callable[[ManualEntry, str, "date"], ManualEntry]


def _scale(name: str) -> Edit:
    def changed(entry: ManualEntry, text: str, _: date) -> ManualEntry:
        return entry._replace(**{name: arguments.scale(name, text) if text else None})  # type: ignore[arg-type]

    return changed


def _minutes(entry: ManualEntry, text: str, _: date) -> ManualEntry:
    # Minutes that are typed are an answer also to how long a session was that closed by itself.
    return entry._replace(minutes=arguments.minutes(text), attended=True)


def _area(entry: ManualEntry, text: str, _: date) -> ManualEntry:
    return entry._replace(area=arguments.choice("area", Area, text))


def _cover(entry: ManualEntry, text: str, _: date) -> ManualEntry:
    return entry._replace(cover=arguments.choice("cover", Cover, text) if text else None)


def _day(entry: ManualEntry, text: str, today: date) -> ManualEntry:
    return entry._replace(on=arguments.day("day", text, today))


def _at(entry: ManualEntry, text: str, _: date) -> ManualEntry:
    return entry._replace(at=arguments.time_of_day("at", text))


def _skin(entry: ManualEntry, text: str, _: date) -> ManualEntry:
    return entry._replace(skin=arguments.choice("skin", Skin, text) if text else None)


def _next(entry: ManualEntry, text: str, _: date) -> ManualEntry:
    return entry._replace(skin_next=arguments.choice("next", Skin, text) if text else None)


def _ended(entry: ManualEntry, text: str, _: date) -> ManualEntry:
    return entry_edits.ended(entry, arguments.choice("ended", Ended, text) if text else None)


def _stopped(entry: ManualEntry, text: str, _: date) -> ManualEntry:
    return entry_edits.stopped_for(entry, arguments.choice("stopped", StopReason, text) if text else None)


def _note(entry: ManualEntry, text: str, _: date) -> ManualEntry:
    return entry._replace(note=arguments.note(text))


FIELDS: Mapping[str, Edit] = {
    "minutes": _minutes,
    "day": _day,
    "at": _at,
    "area": _area,
    "cover": _cover,
    "sharpness": _scale("sharpness"),
    "before": _scale("before"),
    "after": _scale("after"),
    "skin": _skin,
    "next": _next,
    "ended": _ended,
    "stopped": _stopped,
    "note": _note,
}
"""The fields of a session that can be corrected, each with what makes of a typed value a changed entry."""

_TYPED = {"on": "day", "skin next day": "next"}
"""What is typed here for a field that the form calls otherwise."""


def add_arguments(parser: ArgumentParser) -> None:
    """Declares the session, and what to change."""
    parser.epilog = (
        f"The fields are {', '.join(FIELDS)}. An empty value, as in sharpness=, takes an answer away; next is"
        " the skin check after the session. coach undo takes the correction back."
    )
    parser.add_argument("session", metavar=TARGET, help=TARGET_HELP)
    parser.add_argument(
        "changes", metavar="FIELD=VALUE", nargs="+", help="what it should be, such as minutes=7"
    )
    parser.add_argument("--slip", action="store_true", help="agree that a milder answer corrects a slip")
    parser.add_argument("--again", action="store_true", help="agree that it overlaps another session")
    parser.add_argument("--yes", action="store_true", help="agree to more than 30 minutes")
    arguments.add_json(parser)


def run(given: Namespace, context: CommandContext) -> int:
    """Corrects the session, and prints what that means for the next one."""
    changes = dict(map(_change, given.changes))
    if len(changes) < len(given.changes):
        raise UsageError("a field is given twice; give each once.")
    session = find_session(context, given.session)
    today = context.today()
    entry = entry_edits.entry_of(session)
    for name, text in changes.items():
        entry = FIELDS[name](entry, text, today)
    warnings: tuple[str, ...] = ()

    def decide(book: Book, now: datetime, *, agreed: frozenset[Confirmation]) -> Change:
        nonlocal warnings
        try:
            found = edit(book, session, entry, now, agreed=agreed)
        except Refused as refused:
            field, colon, why = str(refused).partition(": ")
            if not colon or field not in _TYPED:
                raise
            raise Refused(f"{_TYPED[field]}: {why}") from None
        warnings = found.warnings
        return found.change

    prompts = {
        Confirmation.LONG: ConfirmationPrompt("Is that right?", "If that is right, add --yes.", given.yes),
        Confirmation.OVERLAP: ConfirmationPrompt(
            "Are both right?", "If both are right, add --again.", given.again
        ),
        Confirmation.SLIP: ConfirmationPrompt("", "If so, add --slip.", given.slip),
    }
    applied, _ = change_once_confirmed(lambda agreed: context.change(partial(decide, agreed=agreed)), prompts)
    edited = next(each for each in (*applied.book.sessions, *applied.book.ahead) if each.id == session.id)
    number = sessions_on(applied.book, edited.day).index(edited) + 1
    return tell_outcome(
        context,
        applied.label,
        [f"{applied.label}." if applied.label else "Nothing to change: all of that is recorded already."],
        as_json=given.json,
        following=next_step_lines(applied.book, edited.area, context.now(applied.book)),
        warnings=warnings,
        facts={"date": edited.day.isoformat(), "session": session_values(number, edited)},
        last=partial(next_after, context, applied.book, edited.area, told=True),
    )


def _change(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals:
        raise UsageError(f"{text} says no value; type it like minutes=7.")
    if name.lower() not in FIELDS:
        raise UsageError(
            f"there is no field {name or 'without a name'}; they are {', '.join(FIELDS)}{near(name, FIELDS)}"
        )
    return name.lower(), value.strip()
