"""All figures of an area, or of all areas, over some days: for the screen, the command and the report."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from coach.domain.habit.streak import Days, Streak, streak
from coach.domain.model import Area, Session
from coach.domain.ramp.replay import Ramps
from coach.domain.ramp.timeline import (
    LadderStep,
    Stage,
    Timeline,
    prescribed_steps,
    stages,
    step_done,
    step_of,
    timeline,
)
from coach.domain.stats import aggregates
from coach.domain.stats.aggregates import TREND_OF, Daypart, Mean, Period, Point

WEEKS = 12
"""The number of weeks that are shown one by one, unless the caller asks for another."""


@dataclass(frozen=True, slots=True)
class Ascent:
    """The ramp of one area over time."""

    area: Area
    steps: tuple[tuple[date, LadderStep], ...]
    """The days of planned sessions and the steps that they were asked for, oldest first."""
    ladder: tuple[LadderStep, ...]
    """The present ladder."""
    last: date

    @property
    def stages(self) -> tuple[Stage, ...]:
        """The steps with the days and the number of their sessions, oldest first."""
        return stages(self.steps)

    @property
    def by_step(self) -> tuple[Stage, ...]:
        """Each step once, softest first, with its first and last day and the number of all its sessions."""
        days: dict[LadderStep, list[date]] = {}
        for day, step in self.steps:
            days.setdefault(step, []).append(day)
        ordered = sorted(days.items(), key=lambda item: item[0].key)
        return tuple(Stage(of[0], of[-1], step, len(of)) for step, of in ordered)

    def climb(self, most: int) -> Timeline:
        """Returns the chart of it, at most `most` columns wide."""
        return timeline(self.steps, self.ladder, self.last, most)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """The figures of some days; a mean is there from its first answer on, a trend from `TREND_OF`."""

    area: Area | None
    """None for all areas."""
    last: date
    sessions: tuple[Session, ...]
    """The sessions that the figures are about, oldest first."""
    weeks: tuple[Period, ...]
    """The weeks since the first session, this one last; later ones without a session are in it too."""
    ascents: tuple[Ascent, ...]
    """One for each area with a planned session, the one with most sessions first."""
    points: tuple[Point, ...]
    before: Mean | None
    after: Mean | None
    relief: Mean | None
    """The mean by which soreness was lower after than before."""
    sharpness: Mean | None
    sharpness_by_step: tuple[tuple[LadderStep, Mean], ...]
    weekdays: tuple[int, ...]
    """Sessions by the day of the week, from the start of the week on."""
    dayparts: dict[Daypart, int]
    consistency: tuple[tuple[date, float], ...]
    """The score at the end of each of the weeks, of all areas together."""
    streak: Streak
    """Of all areas together, as of `last`."""

    @property
    def minutes(self) -> float:
        """Minutes in all sessions."""
        return round(sum(session.done_min for session in self.sessions), 2)

    @property
    def sharpness_values(self) -> tuple[int, ...]:
        """The answers on sharpness, oldest first."""
        return tuple(s.sharpness for s in self.sessions if s.sharpness is not None)

    @property
    def soreness_needed(self) -> int:
        """The number of answers to both questions on soreness that a trend still needs."""
        return aggregates.needed(len(self.points), TREND_OF)

    @property
    def sharpness_needed(self) -> int:
        """The number of answers on sharpness that a trend still needs."""
        return aggregates.needed(len(self.sharpness_values), TREND_OF)

    @property
    def times_needed(self) -> int:
        """The number of sessions that usual days and times still need."""
        return aggregates.needed(len(self.sessions), TREND_OF)


def figures(
    ramps: Ramps, days: Days, area: Area | None = None, *, first: date = date.min, weeks: int = WEEKS
) -> Figures:
    """Returns the figures from the day `first` to the last one of `days`.

    `days` is what is known of the days, all areas together. `area` limits the sessions to one area; None
    takes all. `weeks` is how many weeks are listed one by one.
    """
    settings, last = ramps.book.settings, days.today
    sessions = tuple(s for s in ramps.book.sessions if area in (None, s.area) and first <= s.day <= last)
    points = aggregates.points(sessions)
    taken = [
        t
        for used in dict.fromkeys(s.area for s in sessions)
        for t in ramps.of(used).outcomes
        if first <= t.session.day <= last
    ]
    used = aggregates.weeks_used(sessions, last, settings.week_start)
    return Figures(
        area=area,
        last=last,
        sessions=sessions,
        weeks=aggregates.weekly(sessions, last, min(weeks, used), settings.week_start),
        ascents=_ascents(ramps, sessions, first, last),
        points=points,
        before=aggregates.mean([point.before for point in points]),
        after=aggregates.mean([point.after for point in points]),
        relief=aggregates.relief(sessions),
        sharpness=aggregates.sharpness(sessions),
        sharpness_by_step=aggregates.sharpness_by_step((step_done(t), t.session.sharpness) for t in taken),
        weekdays=aggregates.by_weekday(sessions, settings.week_start),
        dayparts=aggregates.by_daypart(sessions),
        consistency=aggregates.consistency(days, weeks, settings.week_start),
        streak=streak(days),
    )


def areas_used(sessions: tuple[Session, ...]) -> tuple[Area, ...]:
    """Returns the areas of some sessions, in the order of the areas."""
    used = {session.area for session in sessions}
    return tuple(area for area in Area if area in used)


def _ascents(ramps: Ramps, sessions: tuple[Session, ...], first: date, last: date) -> tuple[Ascent, ...]:
    found = []
    for area in areas_used(sessions):
        ramp = ramps.of(area)
        steps = tuple(row for row in prescribed_steps(ramp.outcomes) if first <= row[0] <= last)
        ladder = tuple(step_of(area, rung) for rung in ramp.state.rungs)
        if steps:
            found.append(Ascent(area, steps, ladder, last))
    return tuple(sorted(found, key=lambda ascent: -len(ascent.steps)))
