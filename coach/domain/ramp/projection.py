"""The days ahead: if every session goes well, or at the user's own pace."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from coach.domain.day_states import DayState, state_of_pause
from coach.domain.model import Area, Book, Check, Rung, Session, Skin, pause_on
from coach.domain.ramp.gates import Gate
from coach.domain.ramp.history import RampHistory
from coach.domain.ramp.ladder import nearest
from coach.domain.ramp.limits import caps
from coach.domain.ramp.pace import Pace
from coach.domain.ramp.reasons import Reason, say_open
from coach.domain.ramp.replay import Ramps, ramp_history
from coach.domain.ramp.rules import Code
from coach.domain.safety.screening import locks, open_questions

SHARPNESS = 3
"""The sharpness of a session that goes well."""


@dataclass(frozen=True, slots=True)
class PlannedDay:
    """One day ahead."""

    day: date
    kind: DayState
    step: int | None = None
    """From 1; None on a day without a planned session, like `rung` and `code`."""
    rung: Rung | None = None
    code: Code | None = None
    whole: bool = True
    """False for a session of today that was shorter or easier than asked for, or was stopped."""


@dataclass(frozen=True, slots=True)
class ProjectedDates:
    """The dates of the next cover and of the goal."""

    level: Rung | None
    """The first step on the next cover or in the next posture; None if there is none ahead."""
    level_on: date | None
    """The first day on it or above; None if it lies beyond the days ahead."""
    goal_on: date | None
    """The first day on the last step, which may be today; None if it lies beyond the days ahead."""


def days_ahead(
    ramps: Ramps, area: Area, today: date, days: int, pace: Pace | None = None, *, to_goal: bool = False
) -> tuple[PlannedDay, ...]:
    """Returns the next `days` days from today, with a session on each except rest, locked and paused days.

    With a `pace` there are sessions on its share of the days, spread evenly from the first day on, and its
    share of them is clean; the others hold their step. Sharp sessions and sore skin, which lead down, are
    left out, so it is no promise. The rules for days off apply. With `to_goal` the first session on the last
    step ends it.

    Returns nothing if the area is not open, the safety answers lock it, or safety questions are open, because
    these come before any session.
    """
    fold, book = _opened(ramps, area, today)
    if fold is None:
        return ()
    found: list[PlannedDay] = []
    for each in _days(fold, book, area, today, days, pace):
        found.append(each)
        if to_goal and each.kind is DayState.SESSION and each.step == len(fold.state.rungs):
            break
    return tuple(found)


def reason_ahead(ramps: Ramps, area: Area, today: date, day: date) -> Reason | None:
    """Returns the reason for the session of a day ahead if all goes well; None if it has no session."""
    fold, book = _opened(ramps, area, today)
    for each in _days(fold, book, area, today, (day - today).days + 1, None) if fold else ():
        if each.day == day and each.kind is DayState.SESSION and each.rung is not None and fold is not None:
            # the days are made one by one, so the fold stands before this day's own session here
            return say_open(fold.state, fold.area_state(day).decision, each.rung)
    return None


def projected_dates(days: Sequence[PlannedDay], rungs: Sequence[Rung]) -> ProjectedDates:
    """Returns when the days ahead reach the next cover or posture of a ladder, and its last step."""
    asked = [(each.day, each.step, each.rung) for each in days if each.step is not None and each.rung]
    goal_on = next((day for day, step, _ in asked if step == len(rungs)), None)
    if not asked:
        return ProjectedDates(None, None, None)
    _, first, rung = asked[0]
    place = next((n for n, each in enumerate(rungs, 1) if n > first and each.level != rung.level), None)
    on = next((day for day, step, _ in asked if place is not None and step >= place), None)
    return ProjectedDates(rungs[place - 1] if place is not None else None, on, goal_on)


def _opened(ramps: Ramps, area: Area, today: date) -> tuple[RampHistory | None, Book]:
    """Returns the open fold up to now, or None if no session may start, and the book that it is made of."""
    book = ramps.if_clear(area, today).book
    fold = ramp_history(book, area)
    if book.now is not None and open_questions(book, book.now) is not None:
        return None, book
    if not ramps.open(area) or (fold.answers.screening is not None and locks(fold.answers.screening, area)):
        return None, book
    return fold, book


def _days(
    fold: RampHistory, book: Book, area: Area, today: date, days: int, pace: Pace | None
) -> Iterator[PlannedDay]:
    """Yields the days ahead, and takes each into the fold: so the history is folded only once."""
    open_days = sessions = 0
    for day in (today + timedelta(days=n) for n in range(days)):
        if fold.state.last_day == day:
            yield _used_today(fold, day)
            continue
        if (pause := pause_on(book, day)) is not None:
            yield PlannedDay(day, state_of_pause(pause))
            continue
        open_days += 1
        view = fold.area_state(day)
        if view.code is Code.LOCKED_SKIN and view.needs_check:
            fold.take(Check(day=day, area=area, skin=Skin.CLEAR, at=_noon(day)), day)
            view = fold.area_state(day)
        if view.gate is not Gate.OPEN:
            yield PlannedDay(day, DayState.REST if view.gate is Gate.REST else DayState.LOCKED)
            continue
        if pace is not None and not pace.has_session(open_days - 1):
            yield PlannedDay(day, DayState.OFF)
            continue
        step = view.decision.step
        rung = fold.state.rungs[step - 1]
        if day == today and caps(book, area, day).day_left_min < rung.minutes:
            yield PlannedDay(day, DayState.OFF)
            continue
        yield PlannedDay(day, DayState.SESSION, step, rung, view.code)
        well = pace is None or pace.goes_well(sessions)
        fold.take(_session(area, day, rung, SHARPNESS if well else None), day)
        fold.first_sessions.add(day)
        sessions += 1


def _used_today(fold: RampHistory, day: date) -> PlannedDay:
    """Returns today after a session: what it asked for, as the nearest step of the ladder of now."""
    guided = next((t for t in fold.outcomes if t.guided and t.session.day == day), None)
    if guided is None or guided.rung is None or fold.area_state(day).gate is not Gate.OPEN:
        return PlannedDay(day, DayState.REST)
    rungs = fold.state.rungs
    step = nearest(rungs, guided.rung)
    return PlannedDay(day, DayState.DONE, step, rungs[step - 1], whole=guided.met)


def _session(area: Area, day: date, rung: Rung, sharpness: int | None) -> Session:
    """Returns a session that goes well, or without a sharpness one that holds its step."""
    return Session(
        area=area,
        started_at=_noon(day),
        day=day,
        done_min=rung.minutes,
        cover=rung.cover,
        sharpness=sharpness,
        skin_after=Skin.CLEAR,
        skin_next=Skin.CLEAR,
        skin_next_on=day + timedelta(days=1),
    )


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), tzinfo=UTC)
