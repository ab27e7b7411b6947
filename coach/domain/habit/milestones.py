"""Milestones, read from the history: kept days in all, a thinner cover for the first time, a goal reached."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from coach.domain import labels
from coach.domain.current_answers import of_kind
from coach.domain.habit.streak import Days, is_kept
from coach.domain.model import Area, Book, Cover, Ended, GoalSet, Rung, Session, softness
from coach.domain.ramp.clean_sessions import is_clean
from coach.domain.ramp.replay import Ramps

KEPT_DAYS = (7, 14, 30, 66, 100, 365)
"""Numbers of kept days that are milestones; 66 is the median for a habit to form (DESIGN §13a)."""


class Milestone(NamedTuple):
    """Something reached for the first time."""

    day: date
    id: str
    """`kept-30`, `first-shirt`, `first-bare`, or `goal-back-bare-20`."""
    text: str
    """A line without a full stop: "The 30th kept day"."""


def milestones(ramps: Ramps, days: Days) -> tuple[Milestone, ...]:
    """Returns all milestones up to today, the earliest first; those of deleted sessions are gone too."""
    found = [
        *_kept(days),
        *_covers(ramps.book.sessions),
        *(each for area in Area for each in _goals(ramps, area)),
    ]
    return tuple(sorted((each for each in found if each.day <= days.today), key=lambda each: each.day))


def on_day(found: Iterable[Milestone], day: date) -> tuple[Milestone, ...]:
    """Returns the milestones that were reached on a day."""
    return tuple(each for each in found if each.day == day)


def may_be_reached(book: Book, day: date) -> bool:
    """Returns whether a session or skin check could have reached a milestone on a day.

    It is far quicker than finding out which: most days have none.
    """
    before = day - timedelta(days=1)
    return any(
        session.day == day
        or session.skin_next_on == day
        or (session.day == before and session.skin_next is not None)
        for session in book.sessions
    )


def _kept(days: Days) -> Iterator[Milestone]:
    kept = sorted(day for day, minutes in days.minutes.items() if is_kept(minutes) and day <= days.today)
    for count in KEPT_DAYS:
        if count <= len(kept):
            yield Milestone(kept[count - 1], f"kept-{count}", f"The {count}th kept day")


def _covers(sessions: Iterable[Session]) -> Iterator[Milestone]:
    """Yields the first session in a T-shirt, and on bare skin, that came after a softer cover on its area.

    Beginning in a T-shirt is no milestone. The feet have a ladder of their own, from socks on.
    """
    thinnest: dict[Area, int] = {}
    noted: set[Cover] = set()
    for session in sessions:
        cover, area = session.cover, session.area
        # A session that the body ended has not reached a thinner cover.
        if cover is None or area.spec.begins_in_socks or session.ended is Ended.SENSATION:
            continue
        before = thinnest.get(area)
        thinnest[area] = max(softness(cover), before or 0)
        thinner = before is not None and softness(cover) > before
        if thinner and cover in (Cover.SHIRT, Cover.BARE) and cover not in noted:
            noted.add(cover)
            yield Milestone(session.day, f"first-{cover}", f"First session {labels.on(cover)}")
            if len(noted) == 2:
                return


def _goals(ramps: Ramps, area: Area) -> Iterator[Milestone]:
    """Yields the first clean session at each goal that asked for more than those reached before.

    It is reached on the day of the skin check, because only then it is known that the session was clean.
    """
    if not of_kind(ramps.book, GoalSet) or not any(session.area is area for session in ramps.book.sessions):
        return
    reached: list[Rung] = []
    # Most sessions of a long history ask for no more than a goal reached before: compare each rung once.
    passed: set[Rung] = set()
    for taken in ramps.of(area).outcomes:
        rung, session = taken.rung, taken.session
        if rung is None or rung in passed or not is_clean(taken):
            continue
        if any(_asks_no_more(rung, than) for than in reached):
            passed.add(rung)
        elif taken.on_last_step:
            reached.append(rung)
            after = session.day + timedelta(days=1)
            of = labels.if_named(area, " for your {}")
            yield Milestone(
                max(after, session.skin_next_on or after),
                f"goal-{area}-{rung.cover}-{rung.minutes}",
                f"Goal reached{of}: {labels.session(rung)}",
            )


def _asks_no_more(rung: Rung, than: Rung) -> bool:
    return softness(rung.cover) <= softness(than.cover) and rung.minutes <= than.minutes
