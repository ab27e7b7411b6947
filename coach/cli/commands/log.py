"""`coach log`: records a session by hand."""

from __future__ import annotations

from argparse import SUPPRESS, Action
from functools import partial
from typing import TYPE_CHECKING, Any, NoReturn

from coach.cli import arguments
from coach.cli.confirmations import ConfirmationPrompt, change_once_confirmed
from coach.cli.days.day_sessions import minutes_in_area, session_values, sessions_on, shown_span
from coach.cli.errors import UsageError
from coach.cli.next_command import next_after
from coach.cli.outcome import tell_outcome
from coach.cli.sentences import next_step_lines
from coach.domain import labels
from coach.domain.model import Book, Change, Cover, Refused, Session, Skin, StopReason
from coach.domain.safety.screening import came_back
from coach.domain.session import cautions
from coach.domain.session.confirmations import Confirmation
from coach.domain.session.manual_entry import ManualEntry, log
from coach.text.format import long_date

if TYPE_CHECKING:
    from argparse import Namespace
    from datetime import datetime

    from coach.cli.command_context import CommandContext
    from coach.cli.parser import Parser


def add_arguments(parser: Parser) -> None:
    """Declares the facts of the session."""
    parser.other_words = dict.fromkeys(
        ("m", "min", "mins", "minute", "minutes"), "give the number alone, as in coach log 10."
    ) | {word: f"did you mean --on {word}?" for word in ("today", "yesterday")}
    parser.add_argument("minutes", metavar="MINUTES", help="from 1 to 720; the coach asks about more than 30")
    arguments.add_area(parser)
    parser.add_argument(
        "--cover",
        metavar="C",
        choices=Cover,
        help="towel, shirt, socks or bare; the prescribed one if left out",
    )
    parser.add_argument(
        "--on",
        metavar="DATE",
        help="the day, such as yesterday, -3, Sat, 7 mar or 2026-01-31; today if left out",
    )
    parser.add_argument(
        "--at",
        metavar="HH:MM",
        help="when it started; if left out, it has just ended, or started at 12:00 on an earlier day",
    )
    parser.add_argument(
        "--sharpness",
        metavar="N",
        help="for the last minute: 0 none, 3 strong but fine, 6 too sharp, 10 unbearable",
    )
    parser.add_argument("--comfort", action=_Renamed, nargs="?", help=SUPPRESS)
    parser.add_argument("--skin", metavar="S", choices=Skin, help=f"right after: {labels.SKIN_ANSWERS}")
    parser.add_argument("--before", metavar="N", help="soreness before, 0 to 10")
    parser.add_argument("--after", metavar="N", help="soreness after, 0 to 10")
    parser.add_argument(
        "--stopped",
        metavar="WHY",
        choices=StopReason,
        help="you stopped because of what you felt: sharp, dizzy, numb or other; less than a minute counts"
        " too",
    )
    parser.add_argument("--note", metavar="T", default="", help="a note")
    parser.add_argument(
        "--again", action="store_true", help="record it even if it overlaps another session of that area"
    )
    parser.add_argument("--yes", action="store_true", help="record more than 30 minutes without asking")
    arguments.add_json(parser)


def run(given: Namespace, context: CommandContext) -> int:
    """Records the session, and prints what it means for the next one."""
    area = arguments.area(given.area)
    entry = partial(
        ManualEntry,
        minutes=arguments.minutes(given.minutes),
        cover=arguments.optional(partial(arguments.choice, "cover", Cover), given.cover),
        on=arguments.optional(lambda text: arguments.day("on", text, context.today()), given.on),
        at=arguments.optional(partial(arguments.time_of_day, "at"), given.at),
        sharpness=arguments.optional(partial(arguments.scale, "sharpness"), given.sharpness),
        skin=arguments.optional(partial(arguments.choice, "skin", Skin), given.skin),
        before=arguments.optional(partial(arguments.scale, "before"), given.before),
        after=arguments.optional(partial(arguments.scale, "after"), given.after),
        stopped_for=arguments.optional(partial(arguments.choice, "stopped", StopReason), given.stopped),
        note=arguments.note(given.note),
    )

    now_there = context.read(quiet=True)
    try:
        # What an empty book refuses is wrong usage, whatever was recorded.
        log(
            Book(settings=now_there.settings),
            entry(area=area or now_there.settings.area),
            context.now(now_there),
            agreed=frozenset(Confirmation),
        )
    except Refused as refused:
        raise UsageError(str(refused)) from None

    def decide(book: Book, now: datetime, *, agreed: frozenset[Confirmation]) -> Change:
        return log(book, entry(area=area or book.settings.area), now, agreed=agreed).change

    long = ConfirmationPrompt("Record it?", "To record it, add --yes.", given.yes)
    overlap = ConfirmationPrompt("Record this one too?", "To record this one too, add --again.", given.again)
    applied, asked_about = change_once_confirmed(
        lambda agreed: context.change(partial(decide, agreed=agreed)),
        {Confirmation.LONG: long, Confirmation.OVERLAP: overlap},
    )
    session = next(each for each in applied.put if isinstance(each, Session))
    already_said = cautions.long_caution(session) if Confirmation.LONG in asked_about else ""
    began, end = shown_span(session, context.now(applied.book))
    said = f"Recorded {minutes_in_area(session)}, {long_date(session.day)}, {began:%H:%M} to {end:%H:%M}."
    again = came_back(applied.book, session)
    number = list(sessions_on(applied.book, session.day)).index(session) + 1
    return tell_outcome(
        context,
        applied.label,
        [said, *cautions.advice_at_once(session, context.day(applied.book), again=again)],
        as_json=given.json,
        following=next_step_lines(applied.book, session.area, context.now(applied.book)),
        warnings=[each for each in cautions.warnings(applied.book, session) if each != already_said],
        facts={"date": session.day.isoformat(), "session": session_values(number, session)},
        last=partial(next_after, context, applied.book, session.area, told=True),
    )


class _Renamed(Action):
    """An action that refuses what an older coach called comfort, whatever else was typed."""

    def __call__(self, *_: Any) -> NoReturn:
        """Raises `UsageError` with the present name."""
        raise UsageError(
            "--comfort is called --sharpness now, with the same numbers: 0 none to 10 unbearable."
        )
