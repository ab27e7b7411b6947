"""`coach log`: a session recorded by hand."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from coach.cli import values
from coach.cli.out import complain, say
from coach.cli.question import can_ask, says_yes
from coach.cli.words import day_long, what_follows
from coach.cli.wrong import Wrong
from coach.domain import names
from coach.domain.confirmations import Confirmation, Unconfirmed
from coach.domain.instants import end_of
from coach.domain.model import Area, Book, Change, Cover, Refused, Session, Skin
from coach.domain.records import Logged, log, over_caps

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from datetime import datetime

    from coach.cli.desk import Desk


def arguments(parser: ArgumentParser) -> None:
    """What the session was."""
    parser.add_argument("minutes", metavar="MINUTES", help="more than 0 and at most 30")
    parser.add_argument(
        "--area", metavar="A", choices=Area, help="the area; by default the one that Today opens with"
    )
    parser.add_argument(
        "--cover", metavar="C", choices=Cover, help="towel, shirt, socks or bare; by default the prescribed"
    )
    parser.add_argument("--on", metavar="DATE", help="the day, as in 2026-01-31; by default today")
    parser.add_argument(
        "--at",
        metavar="HH:MM",
        help="when it began; without it the session has just ended, or began at 12:00 of an earlier day",
    )
    parser.add_argument("--sharpness", metavar="N", help="0 nothing to 10 unbearable, for the last minute")
    parser.add_argument("--skin", metavar="S", choices=Skin, help="right after: clear, pink, sore or broken")
    parser.add_argument("--before", metavar="N", help="soreness before, 0 to 10")
    parser.add_argument("--after", metavar="N", help="soreness after, 0 to 10")
    parser.add_argument("--note", metavar="T", default="", help="a note")
    parser.add_argument(
        "--again", action="store_true", help="record it even where it overlaps another of the same area"
    )


def run(given: Namespace, desk: Desk) -> int:
    """Record the session, and say what it makes of the next one."""
    area = values.area(given.area)
    said = partial(
        Logged,
        minutes=values.minutes(given.minutes),
        cover=values.optional(partial(values.choice, "cover", Cover), given.cover),
        on=values.optional(partial(values.day, "on"), given.on),
        at=values.optional(partial(values.time_of_day, "at"), given.at),
        sharpness=values.optional(partial(values.scale, "sharpness"), given.sharpness),
        skin=values.optional(partial(values.choice, "skin", Skin), given.skin),
        before=values.optional(partial(values.scale, "before"), given.before),
        after=values.optional(partial(values.scale, "after"), given.after),
        note=values.note(given.note),
    )

    now_there = desk.read(quiet=True)
    try:
        # what an empty book refuses is wrong whatever was recorded
        log(
            Book(settings=now_there.settings),
            said(area=area or now_there.settings.area),
            desk.now(now_there),
        )
    except Refused as refused:
        raise Wrong(str(refused)) from None

    def decide(book: Book, now: datetime, *, again: bool) -> Change:
        agreed = (Confirmation.OVERLAP,) if again else ()
        return log(book, said(area=area or book.settings.area), now, agreed=agreed).change

    try:
        applied = desk.change(partial(decide, again=given.again))
    except Unconfirmed as doubt:
        if not can_ask():
            raise Refused(f"{doubt} To record this one too, add --again.") from None
        if not says_yes(f"{doubt} Record this one too?"):
            raise Refused("Nothing was recorded.") from None
        applied = desk.change(partial(decide, again=True))
    session = next(each for each in applied.put if isinstance(each, Session))
    for warning in over_caps(applied.book, session):
        complain(warning)
    end = end_of(session).astimezone(session.started_at.tzinfo)
    cover = f" {names.on(session.cover)}" if session.cover else ""
    say(
        f"Recorded {names.minutes(session.done_min)}{cover} for your {names.AREA[session.area]},"
        f" {day_long(session.day)}, {session.started_at:%H:%M} to {end:%H:%M}.",
        what_follows(applied.book, session.area, desk.day(applied.book)),
    )
    return 0
