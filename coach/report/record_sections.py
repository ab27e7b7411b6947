"""The sections of a report that tell what was recorded, one by one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from coach.domain import labels
from coach.domain.habit.day_history import RestWhy, rest_reasons
from coach.domain.habit.streak import DayState
from coach.domain.model import Area, Book, Ended, Pause, Session, Skin, StopReason
from coach.report.data import ReportData
from coach.report.document import Block, Note, Notes, Table, Words
from coach.text import format
from coach.text.format import count

LATEST_DAYS = 28
"""The last days of the period, whose sessions are told one by one."""


MOST_DAYS = 3
"""Days of one kind that a line names; of more it says how many, and the last."""

_REST = {
    RestWhy.SAFETY: "asked for by the coach: the safety questions closed the mat",
    RestWhy.HURT: "asked for by the coach: skin broken or numb, not healed yet",
    RestWhy.MARKS: "asked for by the coach: skin pink or sore",
    RestWhy.CLOSED: "asked for by the coach: a session was too much",
}
_TAKEN = "taken by the user"


def skin(found: ReportData) -> Iterator[Block]:
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
        yield Table("Answers other than clear", ("Answered on", "Area", "Skin", "Asked"), rows)
    else:
        yield Words("No answer in these days was pink, sore, broken or numb skin.")


def skin_line(found: ReportData) -> str:
    """Returns the answers other than clear in a line, each kind with its days."""
    kinds: dict[Skin, list[date]] = {}
    for day, _, skin, _ in skin_events(found.book, found.first, found.last):
        kinds.setdefault(skin, []).append(day)
    if not kinds:
        answers = [each for of in _skin_answers(found.figures.sessions) for each in of if each is not None]
        return "all answers were clear" if answers else "not answered"
    said = [f"{_SKIN_SHORT[skin]} {_on_days(kinds[skin])}" for skin in Skin if skin in kinds]
    return f"{'; '.join(said)}; all other answers were clear"


def stops_line(sessions: Iterable[Session]) -> str:
    """Returns what sessions were stopped for by discomfort, each kind with its days."""
    kinds: dict[str, list[date]] = {}
    for each in sessions:
        if each.ended is Ended.SENSATION:
            why = labels.STOPPED_FOR[each.stopped_for or StopReason.OTHER]
            kinds.setdefault("discomfort" if why == labels.STOPPED_FOR[StopReason.OTHER] else why, []).append(
                each.day
            )
    if not kinds:
        return "no session"
    return "; ".join(f"{why} {_on_days(days)}" for why, days in kinds.items())


def _on_days(days: list[date]) -> str:
    """Days in a line: "on Thu 26 Mar 2026"; of many their number and the last."""
    apart = list(dict.fromkeys(days))
    if len(apart) > MOST_DAYS:
        return f"on {count(len(apart), 'day')}, last on {format.short_date(apart[-1])}"
    return f"on {format.listed([format.short_date(day) for day in apart])}"


_SKIN_SHORT = {
    Skin.PINK: "pink (marks still there)",
    Skin.SORE: "sore",
    Skin.BROKEN: "broken skin, a blister, a bruise or a rash",
    Skin.NUMB: "numb",
}


def _skin_answers(sessions: Iterable[Session]) -> tuple[list[Skin | None], list[Skin | None]]:
    return [each.skin_after for each in sessions], [each.skin_next for each in sessions]


def skin_rows(found: ReportData) -> Iterator[tuple[str, ...]]:
    """Day, area, skin, and when it was asked."""
    for day, area, skin, asked in skin_events(found.book, found.first, found.last):
        yield format.short_date(day), labels.AREA[area], labels.SKIN[skin], asked


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


def pauses(found: ReportData) -> Iterator[Block]:
    """Rest days with their reasons, and pauses."""
    rest = tuple(_rest_rows(found))
    if rest:
        yield Table("Rest days", ("From", "To", "Days", "Why"), rest, (2,))
    else:
        yield Words("There was no rest day.")
    spans = [pause for pause in pauses_in(found) if not pause.is_rest_day]
    if not spans:
        yield Words("No pause was announced.")
        return
    rows = []
    for pause in spans:
        length = f"{(pause.last - pause.first).days + 1:,}" if pause.last else "open"
        why = pause.why.value if pause.why else "not said"
        rows.append(
            (
                format.short_date(pause.first),
                format.short_date(pause.last) if pause.last else "open",
                length,
                why,
            )
        )
    yield Table("Pauses, announced by the user", ("From", "To", "Days", "What for"), tuple(rows), (2,))


def _rest_rows(found: ReportData) -> Iterator[tuple[str, ...]]:
    """First and last day, number and reason of rest days; neighbours with one reason are one row."""
    reasons = rest_reasons(found.ramps, found.known)
    taken = {pause.first for pause in found.book.pauses if pause.is_rest_day}
    whys = {
        day: _TAKEN if day in taken else _REST[reasons[day]]
        for day, state in found.states.items()
        if state is DayState.REST
    }
    begun: date | None = None
    for day, why in whys.items():
        begun = begun or day
        if whys.get(day + timedelta(days=1)) != why:
            length = (day - begun).days + 1
            yield format.short_date(begun), format.short_date(day), f"{length:,}", why
            begun = None


def pauses_in(found: ReportData) -> list[Pause]:
    """Returns the pauses that reach into the days of the report."""
    pauses = (p for p in found.book.pauses if p.first <= found.last and (p.last or found.last) >= found.first)
    return sorted(pauses, key=lambda pause: pause.first)


def latest(found: ReportData) -> Iterator[Block]:
    """Yields the last sessions, each in a row."""
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
        format.day_and_month(session.day),
        labels.AREA[session.area],
        labels.COVER[session.cover] if session.cover else "",
        _minutes(session),
        *scales,
        str(session.skin_after or ""),
        _ended(session),
    )


def _minutes(session: Session) -> str:
    """Returns the minutes, and of how many where it was shorter or longer than was asked for."""
    done, asked = format.lasted(session.done_min), session.planned_min
    return done if not asked or format.lasted(asked) == done else f"{done} of {format.lasted(asked)}"


def _ended(session: Session) -> str:
    """Returns how it ended, with what it was stopped for, and whether anyone said how long it was."""
    if session.stopped_for is not None and session.stopped_for is not StopReason.OTHER:
        return f"stopped: {labels.STOPPED_FOR[session.stopped_for]}"
    if session.unattended:
        return "closed by itself, minutes not confirmed"
    return labels.ENDED[session.ended]


def notes(found: ReportData) -> Iterator[Block]:
    """Yields what the user wrote."""
    notes = notes_in(found)
    yield Notes(notes) if notes else Words("None.")


def notes_in(found: ReportData) -> tuple[Note, ...]:
    """Returns what was written on days, and on sessions, oldest first."""
    notes = [(session.day, 1, labels.AREA[session.area], session.note) for session in found.figures.sessions]
    notes += [
        (note.day, 0, "the day", note.text)
        for note in found.book.notes
        if found.first <= note.day <= found.last
    ]
    notes.sort(key=lambda note: note[:2])
    return tuple(
        Note(f"{format.short_date(day)}, {what}", text) for day, _, what, text in notes if text.strip()
    )
