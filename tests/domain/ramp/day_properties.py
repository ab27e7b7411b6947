"""Properties of the days ahead and of the days behind, over any history."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

from coach.domain.day_states import DayState
from coach.domain.habit.day_history import days as days_of
from coach.domain.habit.streak import states
from coach.domain.model import (
    Area,
    Book,
    Ended,
    Session,
    Skin,
)
from coach.domain.ramp.forecast import forecast
from coach.domain.ramp.projection import days_ahead, projected_dates
from coach.domain.ramp.replay import Ramps
from coach.domain.ramp.timeline import prescribed_steps, step_of, timeline
from coach.domain.today import today

HURT = (Skin.SORE, Skin.BROKEN, Skin.NUMB)


def covered(earlier: list[Session], day: date) -> int:
    """Sessions that say their cover, since the last ninety days without one."""
    days = [*(s.day for s in earlier if not s.only_minutes), day]
    since = max((b for a, b in pairwise(days) if (b - a).days > 90), default=date.min)
    return sum(s.cover is not None and s.day >= since for s in earlier)


def latest(book: Book) -> date:
    return max([*(s.day for s in book.sessions), *(e.at.date() for e in book.events)])


def plan_faults(book: Book, ramps: Ramps, area: Area, day: date) -> Iterator[str]:
    """The days ahead stay on the ladder and within the caps, whatever was said."""
    rungs = ramps.of(area, day).state.rungs
    days = days_ahead(ramps, area, day, 20)
    projected_dates(days, rungs)
    for each in days:
        if each.rung is not None and each.rung != rungs[(each.step or 0) - 1]:
            yield f"{area} {day}: the plan has step {each.step} where the ladder has none such"
        most = 30 if covered([s for s in book.sessions if s.day < each.day], each.day) >= 14 else 20
        fresh = sum(d.kind is DayState.SESSION and d.day < each.day for d in days) == 0
        if each.kind is DayState.SESSION and each.rung and fresh and each.rung.minutes > most:
            yield f"{area} {each.day}: the plan promises {each.rung.minutes} of {most} minutes"
    forecast(ramps, area, day)
    timeline(prescribed_steps(ramps.of(area).outcomes), (step_of(area, rung) for rung in rungs), day, 40)
    today(book, datetime(day.year, day.month, day.day, 12, tzinfo=UTC), area, ramps=ramps)


def day_faults(book: Book, ramps: Ramps, day: date) -> Iterator[str]:
    """No day is missed that was closed by what was felt or by the skin."""
    found = states(days_of(ramps, day), book.sessions[0].day, day)
    for s in book.sessions:
        grew = s.before is not None and s.after is not None and s.after - s.before >= 2
        if ((s.sharpness or 0) >= 6 or s.ended is Ended.SENSATION or s.skin_after in HURT or grew) and found[
            s.day
        ] is DayState.MISSED:
            yield f"{s.day}: closed and missed"
    for area in {s.area for s in book.sessions}:
        for first, last in ramps.of(area).locks:
            for n in range(((last or day) - first).days + 1):
                if found.get(first + timedelta(days=n)) is DayState.MISSED:
                    yield f"{area} {first + timedelta(days=n)}: locked and missed"
