"""Today as one value: the Today screen, `coach today` and `coach status` all show it."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from coach.domain.dates import day_of
from coach.domain.day_states import DayState
from coach.domain.habit.day_history import days
from coach.domain.habit.streak import Days, Streak, missed_yesterday, state, streak
from coach.domain.model import Area, Book, Live, Pause, is_set_up, pause_on
from coach.domain.ramp.gates import Gate
from coach.domain.ramp.prescriber import prescribe
from coach.domain.ramp.prescription import Prescription
from coach.domain.ramp.replay import Ramps
from coach.domain.session.readiness import what_comes_first

if TYPE_CHECKING:
    from coach.domain.habit.greetings import Greeting
    from coach.domain.habit.milestones import Milestone
    from coach.domain.session.next_day import NextDay
    from coach.domain.stats.first_fortnight import Fortnight
    from coach.domain.tips.selection import Situation


class TodayState(StrEnum):
    """The state of today, which says what to do; the first that fits counts."""

    SETUP = "setup"
    LOCKED = "locked"
    ASK = "ask"
    """The safety questions are open: some were never asked, or it is time to ask them again."""
    PAUSED = "paused"
    RUNNING = "running"
    REST = "rest"
    DONE = "done"
    WAIT = "wait"
    """Six hours have to pass first, or the day's minutes are used up; `opens_at` says until when."""
    DUE = "due"


class _TodayFields(NamedTuple):
    day: date
    state: TodayState
    prescription: Prescription
    days: Days
    streak: Streak
    pause: Pause | None
    live: Live | None
    missed_yesterday: bool
    ramps: Ramps
    """The histories that all of it was made from."""


class Today(_TodayFields):
    """Today with everything that a screen or command shows of it.

    The properties are made, and their modules imported, only when something asks for them: `coach status` has
    to be quick.
    """

    @property
    def area(self) -> Area:
        """The area that the prescription is for."""
        return self.prescription.area

    @property
    def can_rest(self) -> bool:
        """Whether a rest day can be taken today, or the pause that it lies in ended."""
        if self.state in (TodayState.SETUP, TodayState.RUNNING):
            return False
        return self.pause is not None or state(self.days, self.day) is DayState.TODAY

    @property
    def is_optional(self) -> bool:
        """Whether today's session is still to do though its week is kept already."""
        return self.state is TodayState.DUE and self.streak.is_met

    @property
    def shows_step(self) -> bool:
        """Whether today's step is one to look forward to: not where it cannot start any more, or not yet."""
        if self.state in (TodayState.SETUP, TodayState.RUNNING, TodayState.ASK):
            return True
        asked = self.prescription
        return self.state is not TodayState.PAUSED and (asked.can_start or asked.needs_check)

    @property
    def meaning(self) -> str:
        """The state, and what there is to do: what a key means that is pressed at a picture of the day."""
        asked = self.prescription
        rung = f"{asked.rung.minutes} {asked.rung.cover}" if asked.rung else "-"
        return f"{self.state} {self.area} {asked.step} {rung} {'check' if asked.needs_check else '-'}"

    @cached_property
    def coming(self) -> NextDay | None:
        """The next session once today's is over or put off; None while today's is still to do."""
        from coach.domain.session.next_day import later, next_day

        if self.state is TodayState.DONE:
            return next_day(self.ramps, self.area, self.day)
        if self.state is TodayState.PAUSED or self.shows_step:
            return None
        return later(self.prescription)

    @cached_property
    def situation(self) -> Situation:
        """The situation that the tip of the day answers to."""
        from coach.domain.tips.situation import situation

        missed = self.missed_yesterday
        return situation(self.ramps, self.prescription, self.day, self.streak, missed=missed)

    @cached_property
    def greeting(self) -> Greeting | None:
        """The greeting about the days before, while today's session is due."""
        from coach.domain.habit.greetings import greeting

        due = self.state is TodayState.DUE
        return greeting(self.ramps.book, self.prescription, self.days) if due else None

    @cached_property
    def rules_changed(self) -> str:
        """A sentence on the day of an upgrade: what the old rules asked for, and why it is less now."""
        if not self.ramps.book.upgrades or self.ramps.book.now is None:
            return ""
        from coach.domain.ramp.upgrade import rules_changed

        return rules_changed(self.ramps, self.prescription, self.ramps.book.now)

    @cached_property
    def fortnight(self) -> Fortnight | None:
        """The first fourteen days, running or over; None before the first session after setup."""
        from coach.domain.stats.first_fortnight import fortnight

        return fortnight(self.ramps, self.day)

    @cached_property
    def milestones(self) -> tuple[Milestone, ...]:
        """All milestones up to today, the earliest first."""
        from coach.domain.habit.milestones import milestones

        return milestones(self.ramps, self.days)

    @cached_property
    def reached(self) -> tuple[Milestone, ...]:
        """The milestones of today; looked for only if something was recorded that could be one."""
        from coach.domain.habit.milestones import may_be_reached, on_day

        may_be = may_be_reached(self.ramps.book, self.day)
        return on_day(self.milestones, self.day) if may_be else ()


def today(book: Book, now: datetime, area: Area | None = None, *, ramps: Ramps | None = None) -> Today:
    """Returns today in an area (by default that of the settings); `now` is aware, in the user's zone."""
    ramps = ramps or Ramps(book)
    area = area or book.settings.area
    day = day_of(now, book.settings.rollover)
    prescription = prescribe(ramps, area, day, now)
    known = days(ramps, day)
    pause = pause_on(book, day)
    return Today(
        day=day,
        state=_state(book, prescription, pause),
        prescription=prescription,
        days=known,
        streak=streak(known),
        pause=pause,
        live=book.live,
        missed_yesterday=missed_yesterday(known),
        ramps=ramps,
    )


def why_no_session(today: Today, *, free: bool = False) -> str:
    """Returns why a session cannot start, the planned one or a free one; empty if it may.

    Whether the day has the minutes for it is left to `live.plan`, which knows how long it is to be.
    """
    first = what_comes_first(today.ramps.book, today.prescription)
    if first or free:
        return first
    if today.pause is not None:
        return f"Today is {'a rest day' if today.pause.is_rest_day else 'in a pause'}."
    return "Today's session is done." if today.prescription.done else ""


def _state(book: Book, prescription: Prescription, pause: Pause | None) -> TodayState:
    if not is_set_up(book):
        return TodayState.SETUP
    if prescription.gate is Gate.LOCKED:
        return TodayState.LOCKED
    if prescription.open_questions is not None and book.live is None:
        return TodayState.ASK
    if pause is not None:
        return TodayState.PAUSED
    if book.live is not None:
        return TodayState.RUNNING
    if prescription.gate is Gate.REST:
        return TodayState.REST
    if prescription.done:
        return TodayState.DONE
    return TodayState.DUE if prescription.opens_at is None else TodayState.WAIT
