"""Histories of other trackers: what they hold as sessions, what they leave open, and how that is told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from coach.domain import labels
from coach.domain.instants import end_of, instant
from coach.domain.model import Area, Book, Cover, Session
from coach.store.errors import RowProblem
from coach.text import format

LEFT_OUT_LINES = 3
"""The most lines that are named for one reason."""


class HistoryRow(NamedTuple):
    """A session of another tracker."""

    line: int
    session: Session
    timed: bool
    """Whether the file says its time of day; else it is noon."""


@dataclass(frozen=True, slots=True)
class TrackerHistory:
    """The sessions in a file of another tracker, and the rows that are none."""

    source: str
    """What it was read as."""
    rows: tuple[HistoryRow, ...]
    bad: tuple[RowProblem, ...]
    left_out: dict[str, list[int]]
    """The lines that are no session, by the reason."""
    understood: tuple[str, ...] = ()
    guessed: bool = False
    """Whether the minutes are the user's guess."""
    dropped: int = 0
    """How many rows had a cover or answers that were left out, because the rest is not known."""


def outside_the_ramp(session: Session) -> Session:
    """Returns a session with its minutes alone, which moves no step and no limit (`Session.only_minutes`)."""
    return Session(
        area=session.area,
        started_at=session.started_at,
        day=session.day,
        done_min=session.done_min,
        note=session.note,
        backfilled=True,
    )


def with_mark(note: str, mark: str) -> str:
    """Returns a note that says that the minutes are a guess."""
    return f"{note} ({mark})" if note else mark


def taken_already(rows: Iterable[HistoryRow], book: Book) -> Iterator[tuple[HistoryRow, str]]:
    """Yields the rows of which the coach has the session itself, with how it knows.

    A row without a time is the same as any other session of its day and area; one with a time only where the
    two overlap.
    """
    known = list(rows)
    keys = {(instant(row.session.started_at), row.session.area) for row in known}
    by_day: dict[tuple[object, Area], list[Session]] = {}
    for each in (*book.sessions, *book.ahead):
        if (instant(each.started_at), each.area) not in keys:
            by_day.setdefault((each.day, each.area), []).append(each)
    for row in known:
        session = row.session
        others = by_day.get((session.day, session.area), [])
        if others and not row.timed:
            yield row, "of a day that has a session already"
        elif any(_overlap(session, other) for other in others):
            yield row, "at the time of a session that is there already"


def _overlap(one: Session, other: Session) -> bool:
    return instant(one.started_at) < end_of(other) and instant(other.started_at) < end_of(one)


def summary(
    history: TrackerHistory, sessions: Iterable[Session], there: Iterable[RowProblem]
) -> Iterator[str]:
    """Yields the sentences on what comes in and what does not, before it is written."""
    found = sorted(sessions, key=lambda each: each.day)
    read = f", with {format.listed(history.understood)}" if history.understood else ""
    yield f"Read as {history.source}{read}."
    if found:
        first, last = found[0].day, found[-1].day
        span = f"on {format.long_date(first)}"
        if first != last:
            span = f"from {format.long_date(first)} to {format.long_date(last)}"
        yield f"{format.count(len(found), 'session')} {span}: {_minutes(history, found)}; {_covers(found)}."
        if any(each.only_minutes for each in found):
            yield (
                "Where only the minutes are known, they count for your calendar and streak, and change no"
                " step and no limit."
            )
        if history.dropped:
            rows = format.count(history.dropped, "row")
            yield f"The cover and answers of {rows} were left out, because minutes or cover are not certain."
    for why, lines in (*history.left_out.items(), *_by_reason(there)):
        yield f"Not taken: {_times(why, lines)}."


def _minutes(history: TrackerHistory, sessions: list[Session]) -> str:
    if history.guessed:
        each = " each" if len(sessions) > 1 else ""
        return f"{format.minutes(sessions[0].done_min)}{each}, by your guess"
    total = sum(each.done_min for each in sessions)
    return f"{format.minutes(total)} in all, as the file says"


def _covers(sessions: list[Session]) -> str:
    covers = {each.cover for each in sessions}
    area = format.listed(sorted({labels.AREA[each.area] for each in sessions}))
    if covers == {None}:
        return f"for the {area}, on a cover that is not known"
    told = format.listed([labels.on(each) for each in Cover if each in covers])
    return f"for the {area}, {told}{', some not known' if None in covers else ''}"


def _by_reason(there: Iterable[RowProblem]) -> Iterator[tuple[str, list[int]]]:
    found: dict[str, list[int]] = {}
    for each in there:
        why = "that came in before" if each.why.startswith("already exists") else each.why
        found.setdefault(why, []).append(each.line)
    yield from found.items()


def _times(why: str, lines: list[int]) -> str:
    where = ", ".join(map(str, lines[:LEFT_OUT_LINES]))
    more = "" if len(lines) <= LEFT_OUT_LINES else " and more"
    return f"{format.count(len(lines), 'row')} {why} ({'line' if len(lines) == 1 else 'lines'} {where}{more})"
