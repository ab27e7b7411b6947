"""The section at the beginning of a report: what a reader wants to know first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TypeVar

from coach.domain import labels
from coach.domain.current_answers import Place, goal_of, readings, screening_of, start_of
from coach.domain.day_states import DAY_STATES, StreakEffect, having
from coach.domain.model import AGREEABLE, Area, Contraindication, GoalSet, Screening, StartSaid
from coach.domain.safety.screening import lacks_areas
from coach.domain.stats.summary import areas_used
from coach.report import record_sections, scale_sections
from coach.report.data import ReportData
from coach.report.document import Block, Facts
from coach.text import format
from coach.text.format import count, span, total

_Answer = TypeVar("_Answer")

_TICKED = labels.CONTRAINDICATION | {
    Contraindication.FEELING: "a part that cannot be felt well",
    Contraindication.UNSURE: "unsure whether a mat is right",
}
"""The subjects of the safety questions, worded as facts about someone."""


def overview(data: ReportData) -> Iterator[Block]:
    """Yields the most important figures, with what the user answered about safety, start and goal."""
    figs = data.figures
    length = (data.last - data.first).days + 1
    areas = [labels.AREA[area] for area in areas_used(figs.sessions)]
    yield Facts(
        (
            ("Name", ""),
            ("Period", f"{span(data.first, data.last)}, {count(length, 'day')}"),
            ("Sessions", f"{count(len(figs.sessions), 'session')}, {total(figs.minutes)} in all"),
            ("Days kept", _kept_line(data)),
            *([("Weeks kept", _weeks_line(data))] if data.weeks else []),
            ("Areas", format.listed(areas) if areas else "none"),
            ("Soreness", scale_sections.soreness_line(figs)),
            ("Sharpness", scale_sections.sharpness_line(figs)),
            ("Skin", record_sections.skin_line(data)),
            ("Stopped for discomfort", record_sections.stops_line(figs.sessions)),
            *_answers(data),
        )
    )


def _kept_line(data: ReportData) -> str:
    """Returns how many days were kept of those that count, and which days do not count."""
    kept, missed = data.count(having(StreakEffect.ADDS)), data.count(having(StreakEffect.BREAKS))
    # Where weeks count, a day without a session is not missed, and "all of them" would be no figure.
    of = count(kept, "day") if data.weeks else f"{kept:,} of {count(kept + missed, 'day')}"
    line = f"{of}: those with 2 minutes or more on the mat."
    left_out = [
        spec.left_out(number)
        for state, spec in DAY_STATES.items()
        if spec.left_out is not None and (number := data.count((state,)))
    ]
    return f"{line} Not counted: {format.listed(left_out)}." if left_out else line


def _weeks_line(data: ReportData) -> str:
    """Returns how many weeks were kept of those that are over, and how many days they asked for."""
    over = [week for week in data.weeks if week.asked and (week.is_met or week.breaks)]
    asked = dict.fromkeys(week.days for week in data.weeks)
    rhythm = format.listed([f"{days}" for days in asked], last=" then ")
    return (
        f"{sum(week.is_met for week in over):,} of {count(len(over), 'week')}: {rhythm} days a week chosen."
    )


def _answers(data: ReportData) -> Iterator[tuple[str, str]]:
    """Yields the answers on safety, skin and the goal that held at the end of the period."""
    screening = _last_until(readings(data.book, Screening, screening_of), data.last)
    start = _last_until(readings(data.book, StartSaid, start_of), data.last)
    goal = _last_until(readings(data.book, GoalSet, goal_of), data.last)
    if screening is not None:
        yield "Safety questions", _ticks(data, screening)
        if lacks_areas(screening.ticked, screening.numb_areas):
            yield "Cannot be felt well", "areas not named, so all are closed"
        elif screening.numb_areas:
            areas = [labels.AREA[area] for area in Area if area in screening.numb_areas]
            yield "Cannot be felt well", format.listed(areas)
        missing = [name for each, name in _TICKED.items() if each not in screening.asked]
        if missing:
            yield "Not asked yet", "; ".join(missing)
    if start is not None and start.sensitive:
        yield "Sensitive skin", "yes, by the user's own answer"
    if goal is not None:
        yield "Goal", f"{format.minutes(goal.minutes)} a session {labels.on(goal.cover)}"


def _ticks(data: ReportData, screening: Screening) -> str:
    """Returns what was ticked, each with whether a doctor agreed to it, and the day of the answer."""
    ticked = [each for each in _TICKED if each in screening.ticked]
    named = "; ".join(f"{_TICKED[each]}{_agreed(data, screening, each)}" for each in ticked)
    by = f"by the user's own answers, last given on {format.short_date(_screened_on(data))}"
    return f"{by}: {named or 'none of those asked applies'}"


def _agreed(data: ReportData, screening: Screening, tick: Contraindication) -> str:
    """Returns whether a doctor agreed to one tick, as the user said; empty if no doctor can agree to it."""
    if tick not in AGREEABLE:
        return ""
    if tick not in screening.agreed:
        return " (no doctor's agreement recorded)"
    since = None
    for place, answer in readings(data.book, Screening, screening_of):
        if place.day <= data.last:
            # from the first of the answers that have it without a break: a yes taken back counts no more
            since = (since or place.day) if tick in answer.ticked & answer.agreed else None
    on = f" on {format.short_date(since)}" if since else ""
    return f" (a doctor agreed, as the user said{on})"


def _screened_on(data: ReportData) -> date:
    """Returns the day of the safety answers that held at the end of the period."""
    places = [place for place, _ in readings(data.book, Screening, screening_of)]
    return max(place.day for place in places if place.day <= data.last)


def _last_until(readings: Iterable[tuple[Place, _Answer]], day: date) -> _Answer | None:
    """Returns the answer that held at the end of a day; None if there was none yet."""
    return next((answer for place, answer in reversed(tuple(readings)) if place.day <= day), None)
