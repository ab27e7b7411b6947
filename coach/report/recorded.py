"""The sections of a report that tell what was recorded, one by one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from coach.domain import names
from coach.domain.model import Area, Book, Pause, Session, Skin, StopReason
from coach.report.blocks import Block, Note, Notes, Table, Words
from coach.report.material import Material
from coach.wording import count

LATEST_DAYS = 28
"""The last days of the period, whose sessions are told one by one."""


def skin(found: Material) -> Iterator[Block]:
    """Answers other than clear skin."""
    rows = tuple(skin_rows(found))
    of = found.figures.sessions
    if of:
        after, later = (sum(each is not None for each in said) for said in _skin_answers(of))
        yield Words(
            f"Answered right after {after:,} of {count(len(of), 'session')}, and at the check before the next"
            f" one for {later:,}."
        )
    if rows:
        yield Table("Answers other than clear", ("Day", "Area", "Skin", "Asked"), rows)
    else:
        yield Words("No answer in these days was pink, sore, broken or numb skin.")


def _skin_answers(sessions: Iterable[Session]) -> tuple[list[Skin | None], list[Skin | None]]:
    return [each.skin_after for each in sessions], [each.skin_next for each in sessions]


def skin_rows(found: Material) -> Iterator[tuple[str, ...]]:
    """Day, area, skin, and when it was asked."""
    for day, area, skin, asked in skin_events(found.book, found.first, found.last):
        yield names.day(day), names.AREA[area], names.SKIN[skin], asked


def skin_events(book: Book, first: date, last: date) -> Iterable[tuple[date, Area, Skin, str]]:
    """Days, areas and answers of pink, sore, broken or numb skin, and when it was asked; each answer once."""
    found: dict[tuple[date, Area, str], Skin] = {}
    order = list(Skin)

    def note(day: date, area: Area, skin: Skin | None, asked: str) -> None:
        if skin not in (None, Skin.CLEAR) and first <= day <= last:
            key = day, area, asked
            found[key] = max(found.get(key, Skin.CLEAR), skin, key=order.index)

    for session in book.sessions:
        note(session.day, session.area, session.skin_after, "after the session")
        on = session.skin_next_on or session.day + timedelta(days=1)
        note(on, session.area, session.skin_next, "at the next check")
    for check in book.checks:
        note(check.day, check.area, check.skin, "at the next check")
    return (
        (day, area, skin, asked) for (day, area, asked), skin in sorted(found.items(), key=lambda e: e[0])
    )


def pauses(found: Material) -> Iterator[Block]:
    """Days of rest and announced pauses."""
    pauses = pauses_in(found)
    rest = sum(found.first <= day <= found.last for day in found.known.rest)
    asked = (
        f"rest on {count(rest, 'day')}, for the skin or by the safety questions" if rest else "no day of rest"
    )
    none = "" if pauses else " No pause was announced."
    yield Words(f"The coach asked for {asked}.{none}")
    if not pauses:
        return
    rows = []
    for pause in pauses:
        length = f"{(pause.last - pause.first).days + 1:,}" if pause.last else "open"
        rows.append((names.day(pause.first), names.day(pause.last) if pause.last else "open", length))
    yield Table("Announced pauses", ("From", "To", "Days"), tuple(rows), (2,))


def pauses_in(found: Material) -> list[Pause]:
    """The pauses that reach into the days of the report."""
    pauses = (p for p in found.book.pauses if p.first <= found.last and (p.last or found.last) >= found.first)
    return sorted(pauses, key=lambda pause: pause.first)


def latest(found: Material) -> Iterator[Block]:
    """The last sessions, each in a row."""
    since = found.last - timedelta(days=LATEST_DAYS - 1)
    latest = [session for session in found.figures.sessions if session.day >= since]
    if not latest:
        yield Words("None.")
        return
    heads = (
        "Day", "Area", "Cover", "Minutes", "Sharpness", "Soreness before", "Soreness after",
        "Skin right after", "Ended",
    )  # fmt: skip
    yield Table("One by one", heads, tuple(map(_session_row, latest)), (3, 4, 5, 6))


def _session_row(session: Session) -> tuple[str, ...]:
    scales = (
        "" if value is None else str(value) for value in (session.sharpness, session.before, session.after)
    )
    return (
        names.day(session.day, year=False),
        names.AREA[session.area],
        names.COVER[session.cover] if session.cover else "",
        names.number(session.done_min),
        *scales,
        str(session.skin_after or ""),
        _ended(session),
    )


def _ended(session: Session) -> str:
    """How it ended, with what it was stopped for, and whether anyone said how long it was."""
    if session.stopped_for is not None and session.stopped_for is not StopReason.OTHER:
        return f"stopped: {names.STOPPED_FOR[session.stopped_for]}"
    if session.unattended:
        return "closed by itself, minutes not confirmed"
    return names.ENDED[session.ended]


def notes(found: Material) -> Iterator[Block]:
    """What the user wrote."""
    notes = notes_in(found)
    yield Notes(notes) if notes else Words("None.")


def notes_in(found: Material) -> tuple[Note, ...]:
    """What was written on days, and on sessions, oldest first."""
    notes = [(session.day, 1, names.AREA[session.area], session.note) for session in found.figures.sessions]
    notes += [
        (note.day, 0, "the day", note.text)
        for note in found.book.notes
        if found.first <= note.day <= found.last
    ]
    notes.sort(key=lambda note: note[:2])
    return tuple(Note(f"{names.day(day)}, {what}", text) for day, _, what, text in notes if text.strip())
