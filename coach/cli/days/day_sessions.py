"""The sessions of a day, numbered: how commands print them, and how `DATE/N` names one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from coach.cli import arguments
from coach.cli.errors import UsageError
from coach.cli.output import note
from coach.cli.prompt import answer, can_ask
from coach.domain import labels
from coach.domain.instants import end_of
from coach.domain.local_time import zone_of
from coach.domain.model import Book, Refused, Session
from coach.text import format
from coach.text.format import long_date

if TYPE_CHECKING:
    from datetime import date

    from coach.cli.command_context import CommandContext

TARGET = "DATE[/N]"
"""The metavar of an argument that names a session."""
TARGET_HELP = "the day, such as yesterday or 7.3.; with several sessions on it, /N is the number in coach day"


def sessions_on(book: Book, day: date) -> Sequence[Session]:
    """Returns the sessions of a day in the order of their numbers, those dated ahead included."""
    return [each for each in (*book.sessions, *book.ahead) if each.day == day]


def find_session(context: CommandContext, text: str) -> Session:
    """Returns the session that `DATE` or `DATE/N` names; asks which one if there are several.

    Raises `UsageError` if the words name none, and `Refused` if there is no session on that day.
    """
    # A day may have a slash in it, as 3/7; only a number behind a whole day counts the sessions.
    book = context.read()
    now = context.now(book)
    day, number = read_target("day", text, context.day(book))
    found = sessions_on(book, day)
    if not found:
        raise Refused(f"There is no session on {long_date(day)}; see coach day {day}.")
    if number is None and len(found) > 1:
        numbered = {at: in_short(each, now) for at, each in enumerate(found, 1)}
        number = ask_which(numbered, f"sessions on {long_date(day)}", f"{day}/1")
    number = 1 if number is None else number
    if not 1 <= number <= len(found):
        raise Refused(
            f"There is no session {number} on {long_date(day)}; it has {format.count(len(found), 'session')}."
        )
    return found[number - 1]


def read_target(field: str, text: str, today: date) -> tuple[date, int | None]:
    """Returns the day and the number of `DATE/N`; None for a day alone, which may have a slash as well."""
    before, slash, after = text.rpartition("/")
    if slash and after.isdecimal() and len(after) < 4:
        try:
            return arguments.day(field, before, today), int(after)
        except UsageError:
            pass  # 3/7 is a day as a whole
    return arguments.day(field, text, today), None


def ask_which(numbered: Mapping[int, str], what: str, like: str) -> int:
    """Asks which of several records is meant, and returns its number.

    Raises `Refused` for any other answer, and `UsageError` if nobody can be asked: `like` names one.
    """
    for number, words in numbered.items():
        note(f"{number}. {words}")
    if not can_ask():
        raise UsageError(f"there are {len(numbered)} {what}; say which one, as in {like}.")
    said = answer(f"Which one, {format.listed(map(str, numbered), last=' or ')}?")
    if said not in map(str, numbered):
        raise Refused("Nothing was changed.")
    return int(said)


def shown_span(session: Session, now: datetime) -> tuple[datetime, datetime]:
    """Returns the begin and the end of a session by the clocks there, also if they were changed."""
    started = session.started_at.astimezone(zone_of(session.started_at, now.tzinfo))
    return started, end_of(session).astimezone(started.tzinfo)


def in_short(session: Session, now: datetime) -> str:
    """Returns a session in one line: "07:25 to 07:30, 5 minutes on a towel for your back"."""
    started, end = shown_span(session, now)
    return f"{started:%H:%M} to {end:%H:%M}, {minutes_in_area(session)}"


def minutes_in_area(session: Session) -> str:
    """Returns how long a session was, and where: "5 minutes on a towel for your back"."""
    cover = f" {labels.on(session.cover)}" if session.cover else ""
    return f"{format.minutes(session.done_min)}{cover} for your {labels.AREA[session.area]}"


def session_lines(number: int, session: Session, now: datetime) -> Iterable[str]:
    """Returns all that was recorded about a session, each line complete in itself."""
    ended = labels.ENDED[session.ended]
    why = f" ({labels.STOPPED_FOR[session.stopped_for]})" if session.stopped_for else ""
    yield f"{number}. {in_short(session, now)}, {ended}{why}."
    answers = [
        f"sharpness {session.sharpness}" if session.sharpness is not None else "",
        f"soreness {session.before} before" if session.before is not None else "",
        f"soreness {session.after} after" if session.after is not None else "",
        f"skin {session.skin_after} right after" if session.skin_after else "",
        f"skin {session.skin_next} at the next check" if session.skin_next else "",
    ]
    yield f"   {format.capital(', '.join(filter(None, answers)) or 'no answers')}."
    if session.unattended:
        yield f"   It closed by itself. Say how long it was: coach edit {session.day}/{number} minutes=N."
    if session.note:
        yield f"   Note: {session.note}"


def session_values(number: int, session: Session) -> dict[str, object]:
    """Returns a session as it stands in JSON."""
    return {
        "number": number,
        "id": session.id,
        "area": session.area,
        "started_at": session.started_at.isoformat(),
        "ended_at": end_of(session).astimezone(session.started_at.tzinfo).isoformat(),
        "minutes": session.done_min,
        "planned_min": session.planned_min,
        "cover": session.cover,
        "ended": session.ended,
        "stopped_for": session.stopped_for,
        "sharpness": session.sharpness,
        "before": session.before,
        "after": session.after,
        "skin_after": session.skin_after,
        "skin_next": session.skin_next,
        "unattended": session.unattended,
        "note": session.note,
    }
