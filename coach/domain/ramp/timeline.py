"""The steps of an area over time: the prescribed ones, and those that sessions were done on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import groupby
from typing import NamedTuple

from coach.domain import labels
from coach.domain.model import Area, Cover, Posture, Rung, softness
from coach.domain.ramp.state import SessionOutcome
from coach.text import format

SPANS = (1, 7, 28, 91)
"""The numbers of days that a column of the chart may stand for."""


class LadderStep(NamedTuple):
    """A cover with minutes in an area, whatever its ladder looks like by now."""

    area: Area
    cover: Cover
    minutes: float
    posture: Posture = Posture.NONE

    @property
    def key(self) -> tuple[int, int, bool, float]:
        """A sort key: by area, then softest first, seated before standing, shorter first."""
        place = list(Area).index(self.area)
        return place, softness(self.cover), self.posture is Posture.STANDING, self.minutes

    @property
    def band(self) -> str:
        """The name of all steps that differ only in minutes: "T-shirt", "socks, seated"."""
        cover = labels.COVER[self.cover]
        return f"{cover}, {self.posture}" if self.posture and self.cover is not Cover.BARE else cover

    @property
    def fill(self) -> int:
        """The fill of its band in charts, from 0 for the softest to 2."""
        if self.cover is Cover.SOCKS:
            return int(self.posture is Posture.STANDING)
        return (Cover.TOWEL, Cover.SHIRT, Cover.BARE).index(self.cover)

    @property
    def label(self) -> str:
        """The step in a few words: "T-shirt 7 min"."""
        return f"{self.band} {format.minutes_short(self.minutes)}"


class Stage(NamedTuple):
    """Planned sessions on one step: those in a row, or all of them."""

    first: date
    last: date
    step: LadderStep
    sessions: int


class Column(NamedTuple):
    """Some days of the chart, with the last step that was prescribed in them."""

    first: date
    """The first of its days."""
    step: LadderStep | None
    """None for days without a planned session."""


class Timeline(NamedTuple):
    """The steps over time, as columns of equally many days."""

    days: int
    """The days of a column: one of `SPANS`, or more if the longest of them is too short."""
    columns: tuple[Column, ...]
    levels: tuple[LadderStep, ...]
    """All steps that were prescribed, and those of the present ladder, softest first."""

    def level(self, column: Column) -> int:
        """Returns the height of a column: 1 for the softest step, 0 for no session."""
        return self.levels.index(column.step) + 1 if column.step else 0


def step_of(area: Area, rung: Rung) -> LadderStep:
    """Returns a rung of an area as a step."""
    return LadderStep(area, rung.cover, rung.minutes, rung.posture)


def prescribed_steps(outcome: Iterable[SessionOutcome]) -> tuple[tuple[date, LadderStep], ...]:
    """Returns the days of planned sessions with the steps that were prescribed, oldest first."""
    return tuple((t.session.day, step_of(t.session.area, t.rung)) for t in outcome if t.guided and t.rung)


def step_done(outcome: SessionOutcome) -> LadderStep | None:
    """Returns the step on which a session was done: its cover and planned minutes; None if either is unknown.

    Without planned minutes, as in rows of an import, it is the prescribed step if the session met it.
    """
    session, rung = outcome.session, outcome.rung
    if session.cover is None:
        return None
    same = rung if rung is not None and rung.cover is session.cover else None
    if session.planned_min is None:
        return step_of(session.area, same) if same and outcome.met else None
    minutes = round(session.planned_min, 1)
    return LadderStep(session.area, session.cover, minutes, same.posture if same else Posture.NONE)


def stages(rows: Iterable[tuple[date, LadderStep]]) -> tuple[Stage, ...]:
    """Returns the rows of `prescribed_steps`, with those in a row on the same step joined into one."""
    found = []
    for step, same in groupby(rows, key=lambda row: row[1]):
        days = [day for day, _ in same]
        found.append(Stage(days[0], days[-1], step, len(days)))
    return tuple(found)


def timeline(
    rows: Sequence[tuple[date, LadderStep]], ladder: Iterable[LadderStep], last: date, most: int
) -> Timeline:
    """Returns the rows of `prescribed_steps` up to the day `last` as at most `most` columns.

    `ladder` are the steps of the present ladder. Without rows there are no columns.
    """
    levels = tuple(sorted({*ladder, *(step for _, step in rows)}, key=lambda step: step.key))
    if not rows:
        return Timeline(1, (), levels)
    first = rows[0][0]
    total = (last - first).days + 1
    span = next((days for days in SPANS if -(-total // days) <= most), -(-total // most))
    steps = {(day - first).days // span: step for day, step in rows}
    count = -(-total // span)
    columns = tuple(Column(first + timedelta(days=n * span), steps.get(n)) for n in range(count))
    return Timeline(span, columns, levels)
