"""The sections of a report that list records one by one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from coach.domain import labels
from coach.domain.day_states import REST_WHY, DayState
from coach.domain.habit.day_history import rest_reasons
from coach.domain.model import Area, Book, Ended, Pause, Session, Skin, StopReason
from coach.report.data import ReportData
from coach.report.document import Block, Note, Notes, Table, Words
from coach.text import format
from coach.text.format import count

LATEST_DAYS = 28
"""The number of days at the end of the period whose sessions are listed one by one."""

MOST_DAYS = 3
"""Up to so many days are named in a line; of more, only their number and the last one."""

_TAKEN = "taken by the user"


def skin(data: ReportData) -> Iterator[Block]:
    """Yields the answers other than clear skin."""
    rows = tuple(skin_rows(data))
    of = data.figures.sessions
    if of:
        after, later = (sum(each is not None for each in answers) for answers in _skin_answers(of))
        yield Words(
            f"Answered right after {after:,} of {count(len(of), 'session')}, and at the check before the next"
            f" one for {later:,}."
        )
    if rows:
        yield Table("Answers other than clear", ("Answered on", "Area", "Skin", "Asked"), rows)
    else:
        yield Words("No answer in these days was pink, sore, broken or numb skin.")


def skin_line(data: ReportData) -> str:
    """Returns the answers other than clear skin in a line, each kind with its days."""
    kinds: dict[Skin, list[date]] = {}
    for day, _, skin, _ in skin_events(data.book, data.first, data.last):
        kinds.setdefault(skin, []).append(day)
    if not kinds:
        answers = [each for of in _skin_answers(data.figures.sessions) for each in of if each is not None]
        return "all answers were clear" if answers else "not answered"
    kinds_named = [f"{_SKIN_SHORT[skin]} {_on_days(kinds[skin])}" for skin in Skin if skin in kinds]
    return f"{'; '.join(kinds_named)}; all other answers were clear"


def stops_line(sessions: Iterable[Session]) -> str:
    """Returns the kinds of discomfort that stopped sessions in a line, each kind with its days."""
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
    """Returns days in a line, as in "on Thu 26 Mar 2026"; of many, their number and the last one."""
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


def skin_rows(data: ReportData) -> Iterator[tuple[str, ...]]:
    """Yields a row for each answer: the day, the area, the skin, and when it was asked."""
    for day, area, skin, asked in skin_events(data.book, data.first, data.last):
        yield format.short_date(day), labels.AREA[area], labels.SKIN[skin], asked


def skin_events(book: Book, first: date, last: date) -> Iterable[tuple[date, Area, Skin, str]]:
    """Returns the day, area and answer of each answer other than clear skin, and when it was asked.

    Of several answers to one question on one day, the worst counts.
    """
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


def pauses(data: ReportData) -> Iterator[Block]:
    """Yields the rest days with their reasons, and the pauses."""
    rest = tuple(_rest_rows(data))
    if rest:
        yield Table("Rest days", ("From", "To", "Days", "Why"), rest, (2,))
    else:
        yield Words("There was no rest day.")
    spans = [pause for pause in pauses_in(data) if not pause.is_rest_day]
    if not spans:
        yield Words("There was no pause.")
        return
    rows = []
    for pause in spans:
        length = f"{(pause.last - pause.first).days + 1:,}" if pause.last else "not over"
        why = pause.why.value if pause.why else "not given"
        rows.append(
            (
                format.short_date(pause.first),
                format.short_date(pause.last) if pause.last else "not ended",
                length,
                why,
            )
        )
    yield Table("Pauses, set by the user", ("From", "To", "Days", "What for"), tuple(rows), (2,))


def _rest_rows(data: ReportData) -> Iterator[tuple[str, ...]]:
    """Yields runs of rest days with one reason as rows: the first and last day, their number, the reason."""
    reasons = rest_reasons(data.ramps, data.known)
    taken = {pause.first for pause in data.book.pauses if pause.is_rest_day}
    whys = {
        day: _TAKEN if day in taken else f"set by the coach: {REST_WHY[reasons[day]]}"
        for day, state in data.states.items()
        if state is DayState.REST
    }
    begun: date | None = None
    for day, why in whys.items():
        begun = begun or day
        if whys.get(day + timedelta(days=1)) != why:
            length = (day - begun).days + 1
            yield format.short_date(begun), format.short_date(day), f"{length:,}", why
            begun = None


def pauses_in(data: ReportData) -> list[Pause]:
    """Returns the pauses that overlap the period."""
    pauses = (p for p in data.book.pauses if p.first <= data.last and (p.last or data.last) >= data.first)
    return sorted(pauses, key=lambda pause: pause.first)


def latest(data: ReportData) -> Iterator[Block]:
    """Yields the latest sessions, one to a row."""
    since = data.last - timedelta(days=LATEST_DAYS - 1)
    latest = [session for session in data.figures.sessions if session.day >= since]
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
    """Returns the minutes of a session, with the planned ones if they differ, as in "7 of 10"."""
    done, asked = format.lasted(session.done_min), session.planned_min
    return done if not asked or format.lasted(asked) == done else f"{done} of {format.lasted(asked)}"


def _ended(session: Session) -> str:
    """Returns how a session ended, and why if discomfort stopped it."""
    if session.stopped_for is not None and session.stopped_for is not StopReason.OTHER:
        return f"stopped: {labels.STOPPED_FOR[session.stopped_for]}"
    if session.unattended:
        return "closed by itself, minutes not confirmed"
    return labels.ENDED[session.ended]


def notes(data: ReportData) -> Iterator[Block]:
    """Yields what the user wrote."""
    notes = notes_in(data)
    yield Notes(notes) if notes else Words("None.")


def notes_in(data: ReportData) -> tuple[Note, ...]:
    """Returns the notes on days and on sessions, oldest first."""
    notes = [(session.day, 1, labels.AREA[session.area], session.note) for session in data.figures.sessions]
    notes += [
        (note.day, 0, "the day", note.text) for note in data.book.notes if data.first <= note.day <= data.last
    ]
    notes.sort(key=lambda note: note[:2])
    return tuple(
        Note(f"{format.short_date(day)}, {what}", text) for day, _, what, text in notes if text.strip()
    )
