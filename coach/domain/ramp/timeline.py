"""The way up the ladder as it was: which step was asked for when, and which was lain."""

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
"""Days that a column of the picture may stand for."""


class LadderStep(NamedTuple):
    """A cover and a number of minutes in an area, wherever its ladder stood."""

    area: Area
    cover: Cover
    minutes: float
    posture: Posture = Posture.NONE

    @property
    def key(self) -> tuple[int, int, bool, float]:
        """Sorts steps by area, then as ladders do: softest first, seated before standing, shorter first."""
        place = list(Area).index(self.area)
        return place, softness(self.cover), self.posture is Posture.STANDING, self.minutes

    @property
    def band(self) -> str:
        """What it has in common with the steps that differ in minutes alone: "T-shirt", "socks, seated"."""
        cover = labels.COVER[self.cover]
        return f"{cover}, {self.posture}" if self.posture and self.cover is not Cover.BARE else cover

    @property
    def fill(self) -> int:
        """Which of three fills its band has in pictures, from the softest on: 0 to 2."""
        if self.cover is Cover.SOCKS:
            return int(self.posture is Posture.STANDING)
        return (Cover.TOWEL, Cover.SHIRT, Cover.BARE).index(self.cover)

    @property
    def label(self) -> str:
        """As in "T-shirt 7 min"."""
        return f"{self.band} {format.number(self.minutes)} min"


class Stage(NamedTuple):
    """Guided sessions on one step: those in a row, or all."""

    first: date
    last: date
    step: LadderStep
    sessions: int


class Column(NamedTuple):
    """Some days of the picture, and the step that was asked for last in them; None without a session."""

    first: date
    step: LadderStep | None


class Timeline(NamedTuple):
    """The steps over time, as columns of equally many days."""

    days: int
    """Days to a column: one of `SPANS`, or more where even those are too many."""
    columns: tuple[Column, ...]
    levels: tuple[LadderStep, ...]
    """All steps that were asked for, and those of the present ladder, from the softest on."""

    def level(self, column: Column) -> int:
        """Returns how high a column stands: 1 for the softest step, 0 for none."""
        return self.levels.index(column.step) + 1 if column.step else 0


def step_of(area: Area, rung: Rung) -> LadderStep:
    """Returns a rung of an area's ladder as a step."""
    return LadderStep(area, rung.cover, rung.minutes, rung.posture)


def prescribed_steps(taken: Iterable[SessionOutcome]) -> tuple[tuple[date, LadderStep], ...]:
    """Returns the steps that guided sessions were asked for, with their days, oldest first."""
    return tuple((t.session.day, step_of(t.session.area, t.rung)) for t in taken if t.guided and t.rung)


def step_done(taken: SessionOutcome) -> LadderStep | None:
    """Returns the step that a session was lain on: its cover and its plan; None where either is not known.

    Where nothing was planned, as in rows of an import, a session that met the prescription tells its step.
    """
    session, rung = taken.session, taken.rung
    if session.cover is None:
        return None
    same = rung if rung is not None and rung.cover is session.cover else None
    if session.planned_min is None:
        return step_of(session.area, same) if same and taken.met else None
    minutes = round(session.planned_min, 1)
    return LadderStep(session.area, session.cover, minutes, same.posture if same else Posture.NONE)


def stages(rows: Iterable[tuple[date, LadderStep]]) -> tuple[Stage, ...]:
    """Returns the rows of `prescribed_steps` with those in a row on one step put together."""
    found = []
    for step, same in groupby(rows, key=lambda row: row[1]):
        days = [day for day, _ in same]
        found.append(Stage(days[0], days[-1], step, len(days)))
    return tuple(found)


def timeline(
    rows: Sequence[tuple[date, LadderStep]], ladder: Iterable[LadderStep], last: date, most: int
) -> Timeline:
    """Returns the rows of `prescribed_steps` as at most so many columns, up to the day `last`; none where there are no rows."""
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
