"""The steps of an area as lines of a list, and as bars."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from coach.domain import labels
from coach.domain.day_states import DayState
from coach.domain.model import Cover, Posture, Rung
from coach.domain.ramp.gates import AreaState
from coach.domain.ramp.projection import PlannedDay
from coach.domain.ramp.state import Ramp, RampState, SessionOutcome
from coach.text import format
from coach.text.format import capital, day_name
from coach.widgets.charts.ramp_bars import RampBar, When
from coach.widgets.reading.item_list import Line

PAST_BARS = 40
"""Sessions that the bars look back."""


def first_days(days: Sequence[PlannedDay], today: date) -> Mapping[int, date]:
    """Returns the first day after today on each step that is planned."""
    first: dict[int, date] = {}
    for day in days:
        if day.step is not None and day.day > today:
            first.setdefault(day.step, day.day)
    return first


def step_lines(ramp: Ramp, view: AreaState, dates: Mapping[int, date], today: date) -> Iterable[Line]:
    """Yields a line a step, under a heading for each cover and posture; `dates` come from `first_days`."""
    here = view.decision.step
    previous = None
    for step, rung in enumerate(ramp.state.rungs, 1):
        if rung.level != previous:
            yield Line(capital(labels.manner(rung)), heading=True)
        previous = rung.level
        text = f"{step:>2}  {format.minutes(rung.minutes)}"
        if step == here:
            yield Line(text, f"here, {_progress(ramp, view)}", str(step), pen="accent", tag_pen="accent")
        elif step < here:
            yield Line(text, "reached", str(step), pen="muted", tag_pen="faint")
        else:
            yield Line(text, day_name(dates[step], today) if step in dates else "", str(step))


def _progress(ramp: Ramp, view: AreaState) -> str:
    """Returns how many clean sessions the present step has of those that it needs."""
    state, decision = ramp.state, view.decision
    if decision.step == len(state.rungs):
        return "your goal"
    # Today may have lowered the step already: the ramp is as it was after the last session.
    at = RampState(
        state.area, state.goal, step=decision.step, clean=decision.clean_so_far, best=decision.best_step
    )
    return f"{min(decision.clean_so_far, at.clean_needed)} of {at.clean_needed} clean"


def past_bars(taken: Sequence[SessionOutcome], today: date) -> list[RampBar]:
    """Returns a bar for each of the latest planned sessions before today, oldest first."""
    past = [each for each in taken if each.rung and each.session.day < today]
    return [
        RampBar(each.session.done_min, When.PAST, _level_name(each.rung))
        for each in past[-PAST_BARS:]
        if each.rung
    ]


def planned_bars(days: Sequence[PlannedDay], steps: int) -> Iterable[RampBar]:
    """Yields a bar for today's session and for each ahead, up to the first on the last step."""
    for day in days:
        if day.rung is None:
            continue
        when = When.TODAY if day is days[0] else When.AHEAD
        yield RampBar(day.rung.minutes, when, _level_name(day.rung))
        if day.step == steps and day.kind is DayState.SESSION:
            return


def _level_name(rung: Rung) -> str:
    """Returns the name below the bars of a level."""
    if rung.posture is Posture.NONE:
        return labels.COVER[rung.cover]
    return "barefoot" if rung.cover is Cover.BARE else str(rung.posture)
