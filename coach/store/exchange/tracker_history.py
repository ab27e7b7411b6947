"""Histories of other trackers: what they hold as sessions, what they leave open, and how that is told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from coach.domain import labels
from coach.domain.instants import end_of, instant
from coach.domain.model import Area, Book, Cover, Session
from coach.store.errors import RowProblem
from coach.store.exchange.csv_format import Row, key_of
from coach.text import format

GUESSED = "minutes guessed"
"""What the note of a session says where its minutes are a guess."""
_GUESSES = "guessed minutes"
_FOR = "for the"

LEFT_OUT_LINES = 3
"""The most lines that are named for one reason."""


@dataclass(frozen=True, slots=True)
class TrackerHistory:
    """The sessions in a file of another tracker, and the rows that are none."""

    source: str
    """What it was read as."""
    rows: tuple[Row, ...]
    bad: tuple[RowProblem, ...]
    left_out: dict[str, list[int]]
    """The lines that are no session, by the reason."""
    understood: tuple[str, ...] = ()
    guessed: bool = False
    """Whether the minutes are the user's guess."""
    dropped: int = 0
    """How many rows had a cover or answers that were left out, because the rest is not known."""
    when: str = "Date"
    """What the file calls the column of the day."""
    lined: bool = True
    """Whether somebody can look up a line in the file."""
    skipped: tuple[date, ...] = ()
    """The days that the file marks as skipped."""
    cover: Cover | None = None
    """The user's guess of the cover of rows that do not say it."""


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
    """Returns a note that says what is a guess, if anything is."""
    return f"{note} ({mark})" if note and mark else note or mark


def taken_already(rows: Iterable[Row], book: Book) -> Iterator[tuple[Row, str]]:
    """Yields the rows of which the coach has the session itself, with how it knows.

    A row without a time is the same as any other session of its day, and one with a time only where the two
    overlap: in the same area, or in any area if the file does not say which it was.
    """
    known = list(rows)
    keys = {key_of(row.session) for row in known}
    by_day: dict[date, list[Session]] = {}
    same: dict[tuple[datetime, Area], Session] = {}
    for each in (*book.sessions, *book.ahead):
        if key_of(each) in keys:
            same[key_of(each)] = each
        else:
            by_day.setdefault(each.day, []).append(each)
    for row in known:
        session = row.session
        twin = same.get(key_of(session))
        if twin and not row.timed and twin.done_min != session.done_min:
            # every day alone is at noon: this one is of another file
            guess = GUESSED in twin.note and GUESSED not in session.note
            yield row, f"of a day that has a session{f' with {_GUESSES}' if guess else ''} already"
            continue
        of_day = by_day.get(session.day, [])
        # those of its own area come first, since they are what it is told by
        others = sorted(
            (each for each in of_day if each.area is session.area or not row.placed),
            key=lambda each: each.area is not session.area,
        )
        if row.timed:
            others = [each for each in others if _overlap(session, each)]
        if others:
            where = f" {_FOR} {labels.AREA[others[0].area]}" if others[0].area is not session.area else ""
            how = "at the time of a session{} that is there" if row.timed else "of a day that has a session{}"
            yield row, f"{how.format(where)} already"


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
        told = f"{_minutes(history, found)}; {_covers(history, found)}"
        yield f"{format.count(len(found), 'session')} {span}: {told}."
        if any(each.only_minutes for each in found):
            yield f"{_why_outside(history)} for your calendar and streak, and changes no step and no limit."
        if history.dropped:
            rows = format.count(history.dropped, "row")
            yield f"The cover and answers of {rows} were left out, because minutes or cover are not certain."
    problems = list(there)
    for why, lines in history.left_out.items():
        yield f"Not taken: {_times(why, lines, lined=history.lined)}."
    yield from (f"Not taken: {each}." for each in by_reason(problems, lined=history.lined))
    if any(_GUESSES in each.why for each in problems):
        yield "To have the minutes of this file, take the earlier import back first, with coach undo."
    if any(f" {_FOR} " in each.why for each in problems):
        area = labels.AREA[history.rows[0].session.area]
        yield f"If those were {_FOR} {area}, take the earlier import back first, with coach undo."


def _minutes(history: TrackerHistory, sessions: list[Session]) -> str:
    if history.guessed:
        each = " each" if len(sessions) > 1 else ""
        return f"{format.minutes(sessions[0].done_min)}{each}, by your guess"
    total = sum(each.done_min for each in sessions)
    told = f"{format.total(total)} in all" if len(sessions) > 1 else format.minutes(total)
    return f"{told}, as the file says"


def _why_outside(history: TrackerHistory) -> str:
    """Returns the beginning of the sentence on sessions that stand outside the ramp."""
    if history.guessed and history.cover:
        return "Minutes and a cover that you give for the whole file are a guess. A guess counts"
    if history.guessed:
        return "Minutes that you give for the whole file are a guess. A guess counts"
    if history.cover:
        return "A cover that you give for the whole file is a guess. Such a session counts"
    return "Where only the minutes are known, a session counts"


def _covers(history: TrackerHistory, sessions: list[Session]) -> str:
    covers = {each.cover for each in sessions}
    area = format.listed(sorted({labels.AREA[each.area] for each in sessions}))
    open_ = f"{labels.on(history.cover)} by your guess" if history.cover else "cover not known"
    if covers == {None}:
        return f"for the {area}, {open_}"
    told = format.listed([labels.on(each) for each in Cover if each in covers])
    some = f", some {open_}" if None in covers else ""
    return f"for the {area}, {told}{some}"


def by_reason(there: Iterable[RowProblem], *, lined: bool = True) -> Iterator[str]:
    """Yields how many rows there were for each reason, with the first of their lines if `lined`."""
    found: dict[str, list[int]] = {}
    for each in there:
        why = "that came in before" if each.why.startswith("already exists") else each.why
        found.setdefault(why, []).append(each.line)
    yield from (_times(why, lines, lined=lined) for why, lines in found.items())


def _times(why: str, lines: list[int], *, lined: bool) -> str:
    if not lined:
        return f"{format.count(len(lines), 'row')} {why}"
    where = ", ".join(map(str, lines[:LEFT_OUT_LINES]))
    more = "" if len(lines) <= LEFT_OUT_LINES else " and more"
    return f"{format.count(len(lines), 'row')} {why} ({'line' if len(lines) == 1 else 'lines'} {where}{more})"
