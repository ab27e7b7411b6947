"""Which cue is rung between two looks, by whoever rings without a screen."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.domain.model import Area, Cover
from coach.domain.session.cues import Cue, CueCode, cues
from coach.domain.session.ringing import LATE_S, to_ring
from coach.domain.session.timer import Timer, TimerEvent, begin, step

CUES = cues(600, Area.BACK)
"""Settle at 30 s, half at 300, last at 540, end at 600."""
START = 1000.0


def timer(cap_min: float = 30) -> Timer:
    return begin(Area.BACK, Cover.TOWEL, planned_min=10, cap_min=cap_min, ready_s=0, now=START)


def rung(
    before: float, after: float, silence: float | None = None, of: Timer | None = None
) -> CueCode | None:
    found = to_ring(
        CUES, of or timer(), before, START + after, silence_s=after - before if silence is None else silence
    )
    return found.code if found else None


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [
        (0, 29.9, None),
        (29.9, 30, CueCode.SETTLE),
        (30, 60, None),
        (29, 301, CueCode.HALF),  # the last of several
        (299, 300 + LATE_S, CueCode.HALF),
        (299, 300.1 + LATE_S, None),
        (590, 600, CueCode.END),
        (100, 800, CueCode.END),  # in overtime, however late
        (899, 901, None),
    ],
)
def test_a_cue_is_rung_once_and_not_when_it_is_late(
    before: float, after: float, code: CueCode | None
) -> None:
    assert rung(before, after) is code


def test_the_end_of_a_session_that_closed_meanwhile_is_not_rung_after_a_sleep() -> None:
    assert rung(100, 2000) is None
    # the same where no minutes are left for overtime, so that the end is the close
    assert rung(100, 2000, of=timer(cap_min=10)) is None
    assert rung(599, 600, of=timer(cap_min=10)) is CueCode.END


def test_nothing_but_the_end_is_rung_of_a_session_that_has_ended() -> None:
    over = step(timer(), TimerEvent.FINISH, START + 301)
    assert rung(290, 320, of=over) is None


@given(st.lists(st.floats(0.1, 59), min_size=1, max_size=80))
def test_whoever_looks_each_minute_hears_every_cue_that_is_a_minute_apart(steps: list[float]) -> None:
    at, heard = 0.0, list[Cue]()
    for each in steps:
        before, at = at, at + each
        found = to_ring(CUES, timer(), before, START + at, silence_s=each)
        heard += [found] if found else []
    # the last minute and the end are a minute apart, so no look misses either
    assert heard == [cue for cue in CUES if cue.at_s <= at]
