"""What today is, as one value: what the Today screen, `coach today` and `coach status` show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from coach.domain.daybook import days, pause_on
from coach.domain.days import day_of
from coach.domain.fortnight import Fortnight, fortnight
from coach.domain.habit import Greeting, greeting
from coach.domain.milestones import Milestone, milestones
from coach.domain.model import Area, Book, Live, Pause, Screening
from coach.domain.prescription import Prescription, Ramps, prescribe
from coach.domain.ramp import Gate
from coach.domain.streak import Days, Streak, missed_yesterday, streak
from coach.domain.tips import Moment, Situation
from coach.domain.verdict import Code


class State(StrEnum):
    """What today asks for; the first that fits."""

    SETUP = "setup"
    LOCKED = "locked"
    PAUSED = "paused"
    RUNNING = "running"
    REST = "rest"
    DONE = "done"
    DUE = "due"


@dataclass(frozen=True, slots=True)
class Today:
    """The day with all that a person wants to know of it."""

    day: date
    state: State
    prescription: Prescription
    days: Days
    streak: Streak
    pause: Pause | None
    live: Live | None
    situation: Situation
    """What the tip of the day answers to."""
    missed_yesterday: bool
    greeting: Greeting | None
    """A word about the days before, while today's session is due."""
    fortnight: Fortnight | None
    """The first fourteen days, running or over; None before the first session after setup."""
    milestones: tuple[Milestone, ...]
    """All that were reached up to today, the earliest first."""

    @property
    def area(self) -> Area:
        """The area that the prescription is for."""
        return self.prescription.area


def today(book: Book, now: datetime, area: Area | None = None, *, ramps: Ramps | None = None) -> Today:
    """Today in an area (by default the one of the settings); `now` is aware, in the user's zone."""
    ramps = ramps or Ramps(book)
    area = area or book.settings.area
    day = day_of(now, book.settings.rollover)
    prescription = prescribe(ramps, area, day)
    known = days(ramps, day)
    pause = pause_on(book, day)
    missed = missed_yesterday(known)
    state = _state(book, prescription, pause)
    return Today(
        day=day,
        state=state,
        prescription=prescription,
        days=known,
        streak=streak(known),
        pause=pause,
        live=book.live,
        situation=_situation(ramps, prescription, day, missed=missed),
        missed_yesterday=missed,
        greeting=greeting(book, prescription, known) if state is State.DUE else None,
        fortnight=fortnight(ramps, day),
        milestones=milestones(ramps, known),
    )


def is_set_up(book: Book) -> bool:
    """Whether the first-run questions were answered."""
    return any(isinstance(event, Screening) for event in book.events)


def _state(book: Book, prescription: Prescription, pause: Pause | None) -> State:
    if not is_set_up(book):
        return State.SETUP
    if prescription.gate is Gate.LOCKED:
        return State.LOCKED
    if pause is not None:
        return State.PAUSED
    if book.live is not None:
        return State.RUNNING
    if prescription.gate is Gate.REST:
        return State.REST
    return State.DONE if prescription.done else State.DUE


def _situation(ramps: Ramps, prescription: Prescription, day: date, *, missed: bool) -> Situation:
    """What is going on, the weightiest first."""
    book = ramps.book
    code, rung = prescription.reason.code, prescription.rung
    moments: list[Moment] = []
    if code in (Code.REST_SKIN, Code.LOCKED_SKIN, Code.HOLD_SORE):
        moments.append(Moment.SORE_SKIN)
    if code in (Code.HOLD_SHARP, Code.SHARP_TWICE, Code.TOO_MUCH):
        moments.append(Moment.SHARP)
    earlier = {session.day for session in book.sessions if session.day < day}
    if code in (Code.RETURN, Code.FLOOR) and earlier and (day - max(earlier)).days > 7:
        moments.append(Moment.AFTER_BREAK)
    elif missed:
        moments.append(Moment.MISSED_DAY)
    if len(earlier) < 7:
        moments.append(Moment.FIRST_WEEK)
    taken = ramps.of(prescription.area).taken
    if rung is not None and taken and not any(t.rung and t.rung.cover is rung.cover for t in taken):
        moments.append(Moment.NEW_COVER)
    if _held(ramps, prescription):
        moments.append(Moment.LONG_HOLD)
    if prescription.area is not Area.BACK:
        moments.append(Moment.AREA)
    return Situation(day=day, moments=tuple(moments), area=prescription.area)


LONG_HOLD = 5
"""Guided sessions on one step below the goal from which a hold is long."""


def _held(ramps: Ramps, prescription: Prescription) -> bool:
    steps = [t.step for t in ramps.of(prescription.area).taken if t.guided][-LONG_HOLD:]
    return (
        len(steps) == LONG_HOLD
        and set(steps) == {prescription.step}
        and prescription.step != prescription.steps
    )
