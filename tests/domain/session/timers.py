"""Timers, what they went through, and the record of one in the file."""

from __future__ import annotations

from datetime import UTC, date, datetime

from hypothesis import strategies as st

from coach.domain.model import Area, Cover, Live
from coach.domain.session.timer import Timer, TimerEvent, begin, step
from coach.domain.session.timer_record import to_live

START, PAUSE, RESUME = TimerEvent.START, TimerEvent.PAUSE, TimerEvent.RESUME
FINISH, STOP, ADD, TICK = TimerEvent.FINISH, TimerEvent.STOP, TimerEvent.ADD_MINUTE, TimerEvent.TICK
ASK_FINISH, ASK_STOP, KEEP_GOING = TimerEvent.ASK_FINISH, TimerEvent.ASK_STOP, TimerEvent.KEEP_GOING
T0 = 5_000_000.25
"""A machine that has been up for two months."""
WALL = datetime(2026, 3, 1, 7, 32, tzinfo=UTC)


def running(planned_min: float = 10, cap_min: float = 30) -> Timer:
    return begin(Area.BACK, Cover.TOWEL, planned_min=planned_min, cap_min=cap_min, ready_s=0, now=T0)


def played(timer: Timer, *events: tuple[TimerEvent, float]) -> Timer:
    for event, after in events:
        timer = step(timer, event, T0 + after)
    return timer


def live(planned_min: float = 10, cap_min: float = 30, **changes: object) -> Live:
    record = to_live(
        running(planned_min, cap_min), day=date(2026, 3, 1), boot="a", elapsed_now=T0, wall_now=WALL
    )
    return record._replace(**changes)  # type: ignore[arg-type]


GAPS = st.floats(0, 700, allow_nan=False)
SCRIPTS = st.lists(st.tuples(st.sampled_from(TimerEvent), GAPS), max_size=25)
TIMERS = st.builds(
    lambda planned, cap, ready: begin(
        Area.BACK, Cover.BARE, planned_min=planned, cap_min=cap, ready_s=ready, now=T0
    ),
    st.sampled_from([2, 5, 7, 10, 28.5]), st.sampled_from([6, 10, 20, 30]), st.sampled_from([0, 30]),
)  # fmt: skip
