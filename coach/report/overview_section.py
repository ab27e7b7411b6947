"""The section at the beginning of a report: what a reader wants to know first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TypeVar

from coach.domain import labels
from coach.domain.current_answers import Place, goal_of, readings, screening_of, start_of
from coach.domain.habit.streak import DayState
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
"""What the safety questions ask for, as it is said about someone."""


def overview(found: ReportData) -> Iterator[Block]:
    """Yields the most important figures, with what the user answered about safety, start and goal."""
    figs = found.figures
    length = (found.last - found.first).days + 1
    areas = [labels.AREA[area] for area in areas_used(figs.sessions)]
    yield Facts(
        (
            ("Name", ""),
            ("Period", f"{span(found.first, found.last)}, {count(length, 'day')}"),
            ("Sessions", f"{count(len(figs.sessions), 'session')}, {total(figs.minutes)} in all"),
            ("Days kept", _kept_line(found)),
            ("Areas", format.listed(areas) if areas else "none"),
            ("Soreness", scale_sections.soreness_line(figs)),
            ("Sharpness", scale_sections.sharpness_line(figs)),
            ("Skin", record_sections.skin_line(found)),
            ("Stopped for discomfort", record_sections.stops_line(figs.sessions)),
            *_said(found),
        )
    )


def _kept_line(found: ReportData) -> str:
    """Returns how many of the days on which there could have been a session were kept, and which do not count."""
    kept, missed = found.count(DayState.DONE, DayState.KEPT), found.count(DayState.MISSED)
    said = f"{kept:,} of {count(kept + missed, 'day')}: those with 2 minutes or more on the mat."
    pause, rest = found.count(DayState.PAUSE), found.count(DayState.REST)
    left_out = [
        *([f"{count(pause, 'day')} of a pause"] if pause else []),
        *([count(rest, "rest day")] if rest else []),
        *(["the last day, which is not over"] if found.count(DayState.TODAY) else []),
    ]
    before = found.count(DayState.BEFORE)
    left_out += [f"{count(before, 'day')} before the first of these"] if before else []
    return f"{said} Not counted: {format.listed(left_out)}." if left_out else said


def _said(found: ReportData) -> Iterator[tuple[str, str]]:
    """Yields what the safety questions, the start and the goal were at the end of the period."""
    screening = _held(readings(found.book, Screening, screening_of), found.last)
    start = _held(readings(found.book, StartSaid, start_of), found.last)
    goal = _held(readings(found.book, GoalSet, goal_of), found.last)
    if screening is not None:
        yield "Safety questions", _ticks(found, screening)
        if lacks_areas(screening.ticked, screening.numb_areas):
            yield "Cannot be felt well", "not said which areas, so that all are closed"
        elif screening.numb_areas:
            areas = [labels.AREA[area] for area in Area if area in screening.numb_areas]
            yield "Cannot be felt well", format.listed(areas)
        missing = [said for each, said in _TICKED.items() if each not in screening.asked]
        if missing:
            yield "Not asked yet", "; ".join(missing)
    if start is not None and start.sensitive:
        yield "Sensitive skin", "yes, by the user's own answer"
    if goal is not None:
        yield "Goal", f"{format.minutes(goal.minutes)} a session {labels.on(goal.cover)}"


def _ticks(found: ReportData, screening: Screening) -> str:
    """Returns each tick, with a doctor's yes where there was one to just that."""
    ticked = [each for each in _TICKED if each in screening.ticked]
    said = "; ".join(f"{_TICKED[each]}{_agreed(found, screening, each)}" for each in ticked)
    by = f"by the user's own answers, last given on {format.short_date(_screened_on(found))}"
    return f"{by}: {said or 'none of those asked applies'}"


def _agreed(found: ReportData, screening: Screening, tick: Contraindication) -> str:
    """Returns what is recorded of a doctor's yes: no doctor wrote it here, the user said so."""
    if tick not in AGREEABLE:
        return ""
    if tick not in screening.agreed:
        return " (no doctor's agreement recorded)"
    since = None
    for place, held in readings(found.book, Screening, screening_of):
        if place.day <= found.last:
            since = (since or place.day) if tick in held.ticked & held.agreed else None
    on = f" on {format.short_date(since)}" if since else ""
    return f" (a doctor agreed, as the user said{on})"


def _screened_on(found: ReportData) -> date:
    """Returns the day of the answer that held at the end of the period."""
    places = [place for place, _ in readings(found.book, Screening, screening_of)]
    return max(place.day for place in places if place.day <= found.last)


def _held(readings: Iterable[tuple[Place, _Answer]], last: date) -> _Answer | None:
    """Returns what held at the end of a day."""
    return next((held for place, held in reversed(tuple(readings)) if place.day <= last), None)
