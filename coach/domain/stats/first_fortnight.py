"""The first fourteen days on the mat, in the user's own figures."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from coach.domain import labels
from coach.domain.current_answers import first_of, of_kind, place_of
from coach.domain.habit.streak import is_kept
from coach.domain.model import Area, Book, Rung, Screening, Session
from coach.domain.ramp.replay import Ramps
from coach.domain.stats import aggregates
from coach.domain.stats.aggregates import Mean
from coach.text import format

DAYS = 14
"""The days that the one study in the articles lasted (A06)."""
WEEK = 7
ENOUGH = 5
"""The sessions with both answers on soreness that it takes before their means are shown."""
ENOUGH_A_WEEK = 3
"""The sessions with a sharpness that it takes in a week before its mean is shown."""

WHY = "The one study in RunnerClick's guide lasted 14 days of steady use."
COUNTED = "14 calendar days from your first session after setup, missed days included."
NO_CAUSE = "These are your own figures. They show what happened, not why."


class Reached(NamedTuple):
    """A step that a planned session was on."""

    area: Area
    step: int
    """The number of the step, from 1."""
    rung: Rung


class Soreness(NamedTuple):
    """The mean soreness, 0 to 10, over the sessions with an answer both before and after."""

    before: float
    after: float
    sessions: int


class Fortnight(NamedTuple):
    """Fourteen calendar days from the first session after setup, as far as they have come."""

    first: date
    day: int
    """The number of today among them, from 1; more than 14 once they are over."""
    sessions: int
    minutes: float
    kept_days: int
    soreness: Soreness | None
    """The mean soreness; None without any answer, and shown from `ENOUGH` sessions on."""
    sharpness: tuple[Mean | None, Mean | None]
    """The means of the first and second week, 0 to 10; each is shown from `ENOUGH_A_WEEK` sessions on."""
    began: Reached | None
    """The step of the first planned session on the area with most sessions; None without one."""
    reached: Reached | None
    """The step of the last planned session on that area."""
    is_news: bool
    """Whether they are over and there was no session since, before today: then they are news today."""

    @property
    def last(self) -> date:
        """The fourteenth day."""
        return self.first + timedelta(days=DAYS - 1)

    @property
    def over(self) -> bool:
        """Whether all fourteen days are over."""
        return self.day > DAYS

    @property
    def days(self) -> int:
        """The number of the days so far, today included: 1 to 14."""
        return min(self.day, DAYS)


def fortnight(ramps: Ramps, today: date) -> Fortnight | None:
    """Returns the first fourteen days as of today; None before the first session after setup."""
    book = ramps.book
    first = _first(book, today)
    if first is None:
        return None
    last = first + timedelta(days=DAYS - 1)
    sessions = [session for session in book.sessions if first <= session.day <= min(last, today)]
    minutes: dict[date, float] = {}
    for session in sessions:
        minutes[session.day] = minutes.get(session.day, 0.0) + session.done_min
    middle = first + timedelta(days=WEEK)
    began, reached = _steps(ramps, sessions)
    return Fortnight(
        first=first,
        day=(today - first).days + 1,
        sessions=len(sessions),
        minutes=round(sum(minutes.values()), 2),
        kept_days=sum(map(is_kept, minutes.values())),
        soreness=_soreness(sessions),
        sharpness=(
            aggregates.sharpness(session for session in sessions if session.day < middle),
            aggregates.sharpness(session for session in sessions if session.day >= middle),
        ),
        began=began,
        reached=reached,
        is_news=today > last and not any(last < session.day < today for session in book.sessions),
    )


def absent(book: Book) -> str:
    """Returns why there are no first fourteen days yet, or none at all."""
    if len({session.day for session in book.sessions}) >= DAYS:
        return f"Your history goes back further than {DAYS} days."
    return f"Your first {DAYS} days begin with your first session after setup."


def headline(found: Fortnight) -> str:
    """Returns the progress in a few words, as in "Day 5 of your first 14"."""
    return f"Your first {DAYS} days" if found.over else f"Day {found.day} of your first {DAYS}"


def rows(found: Fortnight) -> tuple[tuple[str, str], ...]:
    """Returns the figures with their labels; where too little was answered, the number of answers so far."""
    return (
        ("Days", f"{format.day_and_month(found.first)} to {format.short_date(found.last)}"),
        ("Kept", f"{found.kept_days} of {format.days(found.days)}"),
        ("Sessions", f"{found.sessions}, {format.minutes(found.minutes)} in all"),
        ("Soreness", _soreness_text(found)),
        ("Sharpness", _sharpness_text(found)),
        ("Step", _step_text(found)),
    )


def _first(book: Book, today: date) -> date | None:
    """Returns the day of the first session since the day of the first setup.

    None without one, and for someone who used a mat for longer before: imported years are no beginning.
    """
    setup = first_of(of_kind(book, Screening))
    if setup is None:
        return None
    since = place_of(book, setup).day
    if len({session.day for session in book.sessions if session.day < since}) >= DAYS:
        return None
    return min((session.day for session in book.sessions if since <= session.day <= today), default=None)


def _soreness(sessions: Sequence[Session]) -> Soreness | None:
    points = aggregates.points(sessions)
    if not points:
        return None
    count = len(points)
    return Soreness(
        sum(point.before for point in points) / count, sum(point.after for point in points) / count, count
    )


def _steps(ramps: Ramps, sessions: Sequence[Session]) -> tuple[Reached | None, Reached | None]:
    areas = [session.area for session in sessions]
    most = max(Area, key=areas.count)
    among = {session.id for session in sessions}
    found = [
        Reached(most, taken.step, taken.rung)
        for taken in ramps.of(most).outcomes
        if taken.step is not None and taken.rung is not None and taken.session.id in among
    ]
    return (found[0], found[-1]) if found else (None, None)


def _soreness_text(found: Fortnight) -> str:
    soreness = found.soreness
    if soreness is None or soreness.sessions < ENOUGH:
        return _too_few(soreness.sessions if soreness else 0, ENOUGH, found)
    return (
        f"{soreness.before:.1f} before, {soreness.after:.1f} after; the mean of {soreness.sessions} sessions"
    )


def _sharpness_text(found: Fortnight) -> str:
    parts: list[str] = []
    for mean, week in zip(found.sharpness, ("first", "second"), strict=True):
        if week == "second" and found.days <= WEEK:
            continue
        count = mean.sessions if mean else 0
        what = (
            f"{mean.value:.1f}" if mean and count >= ENOUGH_A_WEEK else _too_few(count, ENOUGH_A_WEEK, found)
        )
        parts.append(f"{what} in the {week}{' week' if week == 'first' else ''}")
    return f"{', '.join(parts)} (10 is unbearable)"


def _too_few(have: int, want: int, found: Fortnight) -> str:
    return f"{have} of {want} answers" + ("" if found.over else " so far")


def _step_text(found: Fortnight) -> str:
    began, reached = found.began, found.reached
    if began is None or reached is None:
        return "no planned session"
    here = labels.if_named(reached.area, ", {}")
    now = f"{labels.session(reached.rung)}, step {reached.step}{here}"
    return now if began == reached else f"from {labels.session(began.rung)} to {now}"
