"""Sessions and pauses as a calendar (RFC 5545) for other programs, written event by event."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import cache

from coach.domain import labels
from coach.domain.check_answers import first_answers
from coach.domain.instants import instant
from coach.domain.model import Area, Cover, Ended, Pause, Session, Skin
from coach.store.file.json_text import Document
from coach.store.snapshot import Snapshot
from coach.text import format

_LONGEST = 74
"""The most bytes of a line before it is folded; the blank in front of its rest makes 75, the most allowed."""

_MOST = 2**31 - 1
"""The largest number that RFC 5545 has."""

_UNFIT: dict[int, str | None] = {
    **dict.fromkeys((*range(0x20), *range(0x7F, 0xA0))),
    **dict.fromkeys(map(ord, "\r\x85\u2028\u2029"), "\n"),
    **{ord(each): each for each in "\n\t"},
}
"""The control characters that a calendar must not contain, and what stands in their place."""


def write_ics(snapshot: Snapshot) -> Iterator[str]:
    """Yields a calendar of all sessions, and of all pauses as whole days; the same documents give the same.

    Times are in UTC, which every program reads without a definition of the zone. An event says when and how
    often it was written, so that importing the calendar again updates what is there.
    """
    # A library would make some tens of objects for each line of an event, which takes twenty times as long.
    book = snapshot.book()
    first = first_answers(book.checks)
    yield (
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//coach//mat coach//EN\r\n"
        "METHOD:PUBLISH\r\nX-WR-CALNAME:Mat\r\n"
    )
    for session in book.sessions:
        documents = [snapshot.document("sessions", session.id) or {}]
        if session.from_check and session.skin_next_on and session.skin_next:
            # the event tells that answer too, and is another one when it is corrected
            check = first[session.area, session.skin_next_on]
            documents.append(snapshot.document("days", check.id) or {})
        yield _session(session, documents)
    for pause in sorted(book.pauses, key=lambda each: (each.first, each.id)):
        yield _pause(pause, snapshot.document("days", pause.id) or {})
    yield "END:VCALENDAR\r\n"


def _session(session: Session, documents: list[Document]) -> str:
    start = instant(session.started_at)
    end = start + timedelta(seconds=max(1, round(session.done_min * 60)))
    answers = _answers(
        session.ended,
        session.sharpness,
        session.skin_after,
        session.skin_next,
        session.before,
        session.after,
    )
    return _event(
        session.id,
        _summary(session.area, session.done_min, session.cover),
        f"DTSTART:{_utc(start)}\r\nDTEND:{_utc(end)}\r\n",
        _described(answers, session.note) if session.note else _described_alone(answers),
        documents,
    )


@cache
def _summary(area: Area, done_min: float, cover: Cover | None) -> str:
    on = f" {labels.on(cover)}" if cover else ""
    return _text("SUMMARY", f"Mat: {labels.AREA[area]}, {format.minutes(done_min)}{on}")


def _described(answers: str, note: str) -> str:
    note = _printable(note)
    return _text("DESCRIPTION", f"{answers}\n{note}" if answers else note)


@cache
def _described_alone(answers: str) -> str:
    return _text("DESCRIPTION", answers) if answers else ""


@cache
def _answers(
    ended: Ended,
    sharpness: int | None,
    skin_after: Skin | None,
    skin_next: Skin | None,
    before: int | None,
    after: int | None,
) -> str:
    lines = [f"{labels.ENDED[ended].capitalize()}."] if ended is not Ended.COMPLETED else []
    if sharpness is not None:
        lines.append(f"Sharpness in the last minute: {sharpness} (0 none, 10 unbearable).")
    for when, skin in (("right after", skin_after), ("at the next check", skin_next)):
        if skin is not None:
            lines.append(f"Skin {when}: {skin}.")
    for when, soreness in (("before", before), ("after", after)):
        if soreness is not None:
            lines.append(f"Soreness {when}: {soreness} of 10.")
    return "\n".join(lines)


def _pause(pause: Pause, document: Document) -> str:
    days = f"DTSTART;VALUE=DATE:{pause.first:%Y%m%d}\r\n"
    if pause.last and pause.last < date.max:
        end = pause.last + timedelta(days=1)  # the first day that is no longer in it
        days += f"DTEND;VALUE=DATE:{end:%Y%m%d}\r\n"
    description = "" if pause.last else _text("DESCRIPTION", "Its end is open.")
    return _event(pause.id, _text("SUMMARY", f"Mat: {labels.pause(pause)}"), days, description, [document])


def _event(id: str, summary: str, when: str, description: str, documents: list[Document]) -> str:
    """Returns an event, given its id and some of its lines."""
    created = _instant(documents[0]["created"])
    updated = max([_instant(each["updated"]) for each in documents])
    stamp = _utc(updated)
    # Seconds and not the number of versions, which falls where a check with several is taken away: calendars
    # pass over an event whose number is lower than the one that they have.
    sequence = min(max(0, round((updated - created).total_seconds())), _MOST)
    made = stamp if created == updated else _utc(created)
    return (
        f"BEGIN:VEVENT\r\n{summary}{when}DTSTAMP:{stamp}\r\n{_text('UID', f'{id}@coach')}"
        f"SEQUENCE:{sequence}\r\nCLASS:PRIVATE\r\nCREATED:{made}\r\n{description}"
        # the time is not marked as busy
        f"LAST-MODIFIED:{stamp}\r\nTRANSP:TRANSPARENT\r\nEND:VEVENT\r\n"
    )


def _instant(text: object) -> datetime:
    return datetime.fromisoformat(str(text)).astimezone(UTC)


def _utc(moment: datetime) -> str:
    return f"{moment.isoformat()[:19].replace('-', '').replace(':', '')}Z"


def _printable(text: str) -> str:
    """Returns a note without the control characters that a calendar must not contain."""
    return text if text.isprintable() else text.replace("\r\n", "\n").translate(_UNFIT)


def _text(name: str, value: str) -> str:
    r"""Returns a line with a text as its value, escaped and folded; `\N` is a line end as `\n` is."""
    escaped = (
        value.replace("\\N", "\n")
        .replace("\\", "\\\\")
        .replace(";", "\\;")
        .replace(",", "\\,")
        .replace("\r\n", "\\n")
        .replace("\n", "\\n")
        .replace("\r", "\\n")
    )
    line = f"{name}:{escaped}"
    return f"{line}\r\n" if len(line) <= _LONGEST and line.isascii() else f"{_folded(line)}\r\n"


def _folded(line: str) -> str:
    """Returns a line cut where it gets too long, but not within a character or right behind an escaping one.

    Programs may read what is escaped wrongly if it begins on one line and ends on the next.
    """
    data, begin = line.encode(), 0
    parts: list[str] = []
    while len(data) - begin > _LONGEST:
        end = begin + _LONGEST
        while data[end] & 0xC0 == 0x80:  # it goes on a character
            end -= 1
        if data[end - 1] in b"\\^":  # the second escapes in parameters (RFC 6868)
            end -= 1
        parts.append(data[begin:end].decode())
        begin = end
    parts.append(data[begin:].decode())
    return "\r\n ".join(parts)
