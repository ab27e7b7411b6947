"""What there is to say once a session is saved: the day, the last two weeks, and what comes next."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from coach.domain import labels
from coach.domain.day_states import DAY_STATES, DayState, StreakEffect
from coach.domain.habit.quiet_days import shown_states
from coach.domain.habit.streak import is_kept, state
from coach.domain.habit.streak_words import DAY_NEEDS, streak_length, week_words
from coach.domain.model import Session
from coach.domain.session.cautions import advice_at_once, warnings
from coach.domain.session.outlook import outlook
from coach.domain.today import Today
from coach.text.format import capital, minutes

DAYS = 14
"""The days that are shown, today's among them."""


class AfterSave(NamedTuple):
    """A saved session, and what it leads to."""

    headline: str
    """The day and the streak, as in "Day 12 · 12-day streak"."""
    week: str
    """The misses that are left, or the kept days of this week; empty where all of grace is left."""
    days: tuple[tuple[date, DayState], ...]
    """The last 14 days with their states as calendars mark them, today's last."""
    new: date
    """The day of the session."""
    done: str
    """What was done, as in "12 minutes in a T-shirt"."""
    reached: tuple[str, ...]
    """The milestones of the day."""
    advice: tuple[str, ...]
    """What to take care of now, and the limits that the session is over; empty where all is well."""
    opens: bool
    """Whether the next day has a session at all."""
    following: str
    """What the next day asks for, as a sentence."""
    why: str
    """Why, in sentences."""


def after_save(today: Today, session: Session) -> AfterSave:
    """Returns what there is to say about a session of the book, as of today."""
    book, day = today.ramps.book, today.day
    found = outlook(book, session, day, book.now)
    shown = shown_states(today.days, day - timedelta(days=DAYS - 1), day)
    return AfterSave(
        headline=_headline(today, session),
        week=week_words(today.streak),
        days=tuple(shown.items()),
        new=session.day,
        done=_done(today, session),
        reached=tuple(each.text for each in today.reached) if session.day == day else (),
        advice=(
            *advice_at_once(session, day, again=found.again),
            *warnings(book, session),
            *([found.here.blocked] if found.here.blocked and session.day == day else []),
        ),
        opens=found.following.rung is not None,
        following=found.then,
        why=found.why,
    )


def _headline(today: Today, session: Session) -> str:
    """Returns the number of a kept day, and the streak where there is one; else what a day needs."""
    adds = DAY_STATES[state(today.days, session.day)].streak is StreakEffect.ADDS
    number = f"Day {today.streak.total_days:,}" if adds and session.day == today.day else ""
    said = " \u00b7 ".join(filter(None, (number, streak_length(today.streak))))
    # A day of rest that was used, or one long ago, is kept and still adds nothing.
    kept = is_kept(today.days.minutes.get(session.day, 0.0))
    return said or ("Every minute counts" if kept else capital(DAY_NEEDS))


def _done(today: Today, session: Session) -> str:
    on = f" {labels.on(session.cover)}" if session.cover else ""
    where = labels.if_named(session.area, ", {}")
    said = f"{minutes(session.done_min)}{on}{where}"
    others = [each for each in today.ramps.book.sessions if each.day == session.day and each.id != session.id]
    if not others:
        return said
    whole = sum(each.done_min for each in (*others, session))
    return f"{said}; {minutes(whole)} in {len(others) + 1} sessions that day"
