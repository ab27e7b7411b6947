"""Greetings that help a habit: the moment of the day, the day after a miss, the first day back."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from coach.domain.dates import days_between
from coach.domain.day_states import DAY_STATES, DayState, StreakEffect
from coach.domain.habit.rhythm import rhythm_on
from coach.domain.habit.streak import Days, Streak, is_kept, state, states
from coach.domain.model import Book, Settings
from coach.domain.ramp.days_off import DaysOff, leads_down
from coach.domain.ramp.prescription import Prescription

MISSED = "One missed day changes little. Today is the one that counts."


class Occasion(StrEnum):
    """The occasion of a greeting."""

    MISSED = "missed"
    """Exactly one day was missed, and it was yesterday: never miss twice (DESIGN §13a)."""
    RETURN = "return"
    """The mat was left alone for a week or more."""


class Greeting(NamedTuple):
    """A calm sentence about the days before today, while today's session is still to come."""

    occasion: Occasion
    text: str
    """The sentence; on a return it has the reason of the prescription in it, and takes its place."""


def cue(settings: Settings) -> str:
    """Returns the user's plan, as in "After I brush my teeth, I roll out the mat."; empty without one."""
    moment = " ".join(settings.cue_sentence.split()).rstrip(".,;:! ")
    if moment[:6].lower() == "after ":
        moment = moment[6:]
    return f"After {moment}, I roll out the mat." if moment else ""


def greeting(book: Book, prescription: Prescription, days: Days) -> Greeting | None:
    """Returns the greeting for a day whose session is due; None on an ordinary day."""
    last = max((s.day for s in book.sessions if s.day <= prescription.day), default=None)
    away = days_between(last, prescription.day) if last else 0
    if leads_down(away) and prescription.rung is not None:
        return Greeting(Occasion.RETURN, _welcome(prescription, away))
    return Greeting(Occasion.MISSED, MISSED) if missed_once(days) else None


def missed_once(days: Days) -> bool:
    """Returns whether yesterday was missed, the day before was not, and today is not kept yet.

    In a week that asks for some of its days today is not the one that counts, so nothing is said.
    """
    if rhythm_on(days.rhythms, days.today).in_weeks:
        return False
    before, yesterday, today = states(days, days.today - timedelta(days=2), days.today).values()
    kept_today = DAY_STATES[today].streak is StreakEffect.ADDS
    return yesterday is DayState.MISSED and before is not DayState.MISSED and not kept_today


def forgotten_day(days: Days) -> date | None:
    """Returns yesterday if it was missed and nothing was recorded today: there may have been a session.

    Days of rest, of a pause and of a lock are not missed, so they are never asked about, and in a week that
    asks for some of its days no day is. After a week away nothing was forgotten, and nobody is asked.
    """
    today = days.today
    if rhythm_on(days.rhythms, today).in_weeks:
        return None
    yesterday = today - timedelta(days=1)
    before, now = states(days, yesterday, today).values()
    lately = any(is_kept(days.minutes.get(today - timedelta(days=ago), 0.0)) for ago in range(2, 8))
    is_open = before is DayState.MISSED and now is DayState.TODAY and not days.minutes.get(today)
    return yesterday if is_open and lately else None


def at_stake(days: Days, streak: Streak) -> bool:
    """Returns whether the streak is lost unless today is kept.

    That is so where no grace is left for it, or where this week needs today and each open day after it.
    """
    if not streak.current or state(days, days.today) is not DayState.TODAY:
        return False
    week = streak.week
    if week is None:
        return streak.grace_left <= 0
    return not week.is_cut and week.kept + 1 + week.left == week.asked


def _welcome(prescription: Prescription, away: int) -> str:
    reason, back = prescription.reason, f"Welcome back after {away} days away"
    # The days off are named once; if they are the cause, the reason names those of this area.
    if reason.cause == DaysOff(away):
        return reason.ask_for(back)
    return f"{'Welcome back' if isinstance(reason.cause, DaysOff) else back}. {reason.full_text}"
