"""The calendar of all sessions and pauses as a library writes it: what the coach's own has to equal."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from icalendar import Calendar, Event

from coach.domain import labels
from coach.domain.check_answers import first_answers
from coach.domain.instants import instant
from coach.domain.model import Ended, Pause, Session
from coach.store.file.json_text import Document
from coach.store.snapshot import Snapshot
from coach.text import format

_LINES = str.maketrans({"\u2028": "\n", "\u2029": "\n", "\x85": "\n", "\r": "\n"})


def library_calendar(snapshot: Snapshot) -> str:
    """Returns the same as the pieces of `write_ics` together."""
    calendar = Calendar()
    calendar.add("prodid", "-//coach//mat coach//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", "Mat")
    book = snapshot.book()
    first = first_answers(book.checks)
    for session in sorted(book.sessions, key=lambda each: (instant(each.started_at), each.id)):
        documents = [snapshot.document("sessions", session.id) or {}]
        if session.from_check and session.skin_next_on and session.skin_next:
            # the event tells that answer too, and is another one when it is corrected
            check = first[session.area, session.skin_next_on]
            documents.append(snapshot.document("days", check.id) or {})
        calendar.add_component(_session(session, documents))
    for pause in sorted(book.pauses, key=lambda each: (each.first, each.id)):
        calendar.add_component(_pause(pause, snapshot.document("days", pause.id) or {}))
    written: bytes = calendar.to_ical()
    return written.decode()


def _session(session: Session, documents: Sequence[Document]) -> Event:
    cover = f" {labels.on(session.cover)}" if session.cover else ""
    summary = f"Mat: {labels.AREA[session.area]}, {format.minutes(session.done_min)}{cover}"
    start = instant(session.started_at).replace(microsecond=0)
    event = _event(session.id, summary, "\n".join(_description(session)), *documents)
    event.add("dtstart", start)
    event.add("dtend", start + timedelta(seconds=max(1, round(session.done_min * 60))))
    return event


def _description(session: Session) -> list[str]:
    lines = [f"{labels.ENDED[session.ended].capitalize()}."] if session.ended is not Ended.COMPLETED else []
    if session.sharpness is not None:
        lines.append(f"Sharpness in the last minute: {session.sharpness} (0 none, 10 unbearable).")
    for when, skin in (("right after", session.skin_after), ("at the next check", session.skin_next)):
        if skin is not None:
            lines.append(f"Skin {when}: {skin}.")
    for when, soreness in (("before", session.before), ("after", session.after)):
        if soreness is not None:
            lines.append(f"Soreness {when}: {soreness} of 10.")
    return [*lines, session.note] if session.note else lines


def _pause(pause: Pause, document: Document) -> Event:
    summary = f"Mat: {labels.pause(pause)}"
    event = _event(pause.id, summary, "" if pause.last else "Its end is open.", document)
    event.add("dtstart", pause.first)
    if pause.last and pause.last < date.max:
        event.add("dtend", pause.last + timedelta(days=1))  # the first day that is no longer in it
    return event


def _event(id: str, summary: str, description: str, *documents: Document) -> Event:
    event = Event()
    event.add("uid", f"{id}@coach")
    created = _instant(documents[0]["created"])
    updated = max(_instant(each["updated"]) for each in documents)
    event.add("dtstamp", updated)
    event.add("created", created)
    event.add("last-modified", updated)
    # Seconds and not the number of versions, which falls where a check with several is taken away: calendars
    # pass over an event whose number is lower than the one that they have.
    event.add("sequence", max(0, round((updated - created).total_seconds())))
    event.add("summary", summary)
    if description:
        event.add("description", _printable(description))
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")  # the time is not marked as busy
    return event


def _instant(text: object) -> datetime:
    return datetime.fromisoformat(str(text)).astimezone(UTC)


def _printable(text: str) -> str:
    """Returns a note without the control characters that a calendar must not contain."""
    lines = text.replace("\r\n", "\n").translate(_LINES)
    return "".join(each for each in lines if each in "\n\t" or not _is_control(each))


def _is_control(character: str) -> bool:
    return character < " " or "\x7f" <= character <= "\x9f"
