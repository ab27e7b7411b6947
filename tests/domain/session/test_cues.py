from __future__ import annotations

from itertools import pairwise
from textwrap import wrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.domain.model import Area, Settings
from coach.domain.session import cues as said
from coach.domain.session.breathing import Breath, BreathPhase, breath
from coach.domain.session.cues import (
    Cue,
    CueCode,
    alarm_due,
    chosen_cues,
    cues,
    due,
    next_cue,
    present_cue,
    reminder,
)

SETTLE, HALF, CHANGE, LAST, END = CueCode.SETTLE, CueCode.HALF, CueCode.CHANGE, CueCode.LAST, CueCode.END
INTERVAL = CueCode.INTERVAL


def timed(found: tuple[Cue, ...]) -> list[tuple[float, CueCode]]:
    return [(cue.at_s, cue.code) for cue in found]


@pytest.mark.parametrize(("minutes", "area", "expected"), [
    (10, Area.BACK, [(30, SETTLE), (300, HALF), (540, LAST), (600, END)]),
    (5, Area.BACK, [(30, SETTLE), (150, HALF), (240, LAST), (300, END)]),
    (3, Area.FEET, [(30, SETTLE), (90, HALF), (120, LAST), (180, END)]),
    (2, Area.FEET, [(30, SETTLE), (60, LAST), (120, END)]),
    (2, Area.FACE, [(30, SETTLE), (60, CHANGE), (120, END)]),
    (4, Area.FACE, [(30, SETTLE), (120, CHANGE), (180, LAST), (240, END)]),
    (1.5, Area.BACK, [(30, SETTLE), (90, END)]),
    (1, Area.BACK, [(30, SETTLE), (60, END)]),
    (1, Area.FACE, [(30, CHANGE), (60, END)]),
    (0.1, Area.BACK, [(6, END)]),
])  # fmt: skip
def test_cues_by_hand(minutes: float, area: Area, expected: list[tuple[float, CueCode]]) -> None:
    assert timed(cues(minutes * 60, area)) == expected


def test_added_minutes_put_off_the_end_and_leave_the_middle() -> None:
    assert timed(cues(600, Area.BACK, extra_s=120)) == [(30, SETTLE), (300, HALF), (660, LAST), (720, END)]


def test_the_first_cue_is_the_sentence_of_the_articles_experience() -> None:
    first = cues(600, Area.BACK)[0]
    assert (first.text, first.facts) == ("It is sharpest at first. Breathe out slowly.", ("A08", "B28"))


def test_the_legs_may_shift_halfway() -> None:
    assert [cue.facts for cue in cues(600, Area.LEGS) if cue.code is HALF] == [("B13",)]


def test_a_cue_is_due_once() -> None:
    found = cues(600, Area.BACK)
    assert timed(due(found, 29.9, 30.0)) == [(30, SETTLE)]
    assert due(found, 30.0, 31.0) == ()
    assert due(found, 0.0, 29.9) == ()


@pytest.mark.parametrize(("minutes", "every", "expected"), [
    (5, 0, []),
    (5, 1, [60, 120, 180]),
    (10, 1, [60, 120, 180, 240, 360, 420, 480]),
    (10, 2, [120, 240, 360, 480]),
    (10, 3, [180, 360]),
    (10, 5, []),
    (20, 5, [300, 900]),
    (4.8, 2, [120, 240]),
    (2, 1, []),
])  # fmt: skip
def test_interval_bells_ring_between_the_cues(minutes: float, every: int, expected: list[float]) -> None:
    """Where a cue rings by itself, as halfway, there is no bell beside it."""
    wanted = Settings(interval_bells=every)
    found = chosen_cues(minutes * 60, Area.BACK, wanted)
    assert [cue.at_s for cue in found if cue.code is INTERVAL] == expected
    assert tuple(cue for cue in found if cue.code is not INTERVAL) == cues(minutes * 60, Area.BACK)


def test_interval_bells_ring_without_cues_as_well_and_go_on_in_added_minutes() -> None:
    wanted = Settings(interval_bells=2, cues=False)
    assert timed(chosen_cues(300, Area.BACK, wanted, extra_s=120)) == [
        (120, INTERVAL), (240, INTERVAL), (360, INTERVAL), (420, END)
    ]  # fmt: skip


def test_without_cues_and_bells_only_the_end_rings() -> None:
    assert timed(chosen_cues(600, Area.BACK, Settings(cues=False))) == [(600, END)]


def test_a_bell_says_how_long_it_has_been() -> None:
    bells = [c.text for c in chosen_cues(300, Area.BACK, Settings(interval_bells=1)) if c.code is INTERVAL]
    assert bells == ["1 minute so far.", "2 minutes so far.", "3 minutes so far."]
    assert max(map(len, bells)) <= 28


@given(st.floats(0.1, 30), st.sampled_from(list(Area)), st.sampled_from([1, 2, 3, 5]), st.integers(0, 10))
def test_no_bell_is_within_ten_seconds_of_a_cue_or_past_the_end(
    minutes: float, area: Area, every: int, extra: int
) -> None:
    planned_s, extra_s = minutes * 60, extra * 60.0
    found = chosen_cues(planned_s, area, Settings(interval_bells=every), extra_s=extra_s)
    times = [cue.at_s for cue in found]
    assert times == sorted(times)
    assert found[-1].code is END
    rings = cues(planned_s, area, extra_s=extra_s)
    bells = [cue.at_s for cue in found if cue.code is INTERVAL]
    evenly = [at * 60.0 * every for at in range(1, 50) if at * 60.0 * every < planned_s + extra_s]
    assert bells == [at for at in evenly if all(abs(at - cue.at_s) >= 10 for cue in rings)]


def test_after_a_long_gap_the_last_is_the_one_that_counts() -> None:
    assert due(cues(600, Area.BACK), 10.0, 580.0)[-1].code is LAST


def test_present_and_next_cue() -> None:
    found = cues(600, Area.BACK)
    assert present_cue(found, 29) is None
    for at, present, following in ((30, SETTLE, HALF), (299, SETTLE, HALF), (560, LAST, END)):
        now, after = present_cue(found, at), next_cue(found, at)
        assert now is not None
        assert after is not None
        assert (now.code, after.code) == (present, following)
    assert next_cue(found, 600) is None


@pytest.mark.parametrize(("before", "after", "expected"), [
    (-1, 0, None),
    (0, 9.9, None),
    (9.9, 10, 10),
    (10, 11, None),
    (0, 45, 40),
    (105, 118, 110),
    (119, 121, 120),
    (121, 179, None),
    (100, 179, 120),
    (179, 180, 180),
    (180, 239, None),
    (100, 299, 240),
    (299, 300, 300),
])  # fmt: skip
def test_overtime_reminds_often_then_each_minute(before: float, after: float, expected: float | None) -> None:
    assert reminder(before, after) == expected


def test_ticking_through_overtime_reminds_fifteen_times() -> None:
    rung = [reminder(tick / 2, (tick + 1) / 2) for tick in range(600)]
    assert [at for at in rung if at] == [*range(10, 121, 10), 180, 240, 300]


@pytest.mark.parametrize(("at", "expected"), [
    (0, Breath(BreathPhase.IN, 0, 4)),
    (3, Breath(BreathPhase.IN, 0.75, 1)),
    (4, Breath(BreathPhase.OUT, 0, 6)),
    (7, Breath(BreathPhase.OUT, 0.5, 3)),
    (10, Breath(BreathPhase.IN, 0, 4)),
    (604, Breath(BreathPhase.OUT, 0, 6)),
])  # fmt: skip
def test_four_in_six_out(at: float, expected: Breath) -> None:
    assert breath(at) == expected


def test_the_stop_sentences_say_what_the_skin_check_asks() -> None:
    for word in ("broken skin", "blister", "bruise", "rash", "numbness"):
        assert word in said.STOP_SKIN.text
    for text in (said.STOP.text, said.STOP_SHORT.text):
        assert all(word in text for word in ("pain", "discomfort", "grow", "dizzy, faint or numb"))
    assert len(wrap(said.STOP_SHORT.text, 28)) <= 3, "what the smallest terminal has room for"


@given(st.floats(1, 1800), st.sampled_from(Area), st.floats(0, 600))
def test_cues_stay_apart_and_end_with_the_end(planned: float, area: Area, extra: float) -> None:
    found = cues(planned, area, extra_s=extra)
    times = [cue.at_s for cue in found]
    assert found[-1].code is END
    assert times[-1] == planned + extra
    assert all(later - earlier >= 20 for earlier, later in pairwise(times))
    assert len(found) == 1 or times[0] >= 20


@given(st.lists(st.floats(0, 700), max_size=30))
def test_however_it_is_read_no_cue_is_lost_or_said_twice(readings: list[float]) -> None:
    found = cues(600, Area.FACE)
    marks = [0.0, *sorted(readings), 700.0]
    heard = [cue for before, after in pairwise(marks) for cue in due(found, before, after)]
    assert tuple(heard) == found


def test_an_answer_makes_overtime_remind_each_minute() -> None:
    """Before it, every ten seconds for two minutes."""
    for answered, expected in ((False, [*range(10, 121, 10), 180, 240]), (True, [60, 120, 180, 240])):
        rung = [at for at in range(1, 300) if reminder(at - 1, at, answered=answered) is not None]
        assert rung == expected


def test_the_alarm_goes_on_for_hours_and_grows_gentler() -> None:
    """Twice a minute for ten minutes, then every two minutes, by hand."""
    rung = [at for at in range(1, 7201) if alarm_due(at - 1, at)]
    assert rung == [*range(30, 601, 30), *range(720, 7201, 120)]


@given(st.lists(st.floats(0.1, 90), min_size=1, max_size=200))
def test_the_alarm_is_never_silent_for_long_however_seldom_it_is_looked_at(steps: list[float]) -> None:
    at = last = 0.0
    for by in steps:
        before, at = at, at + by
        if alarm_due(before, at):
            last = at
        assert at - last < (60 if at <= 600 else 180) + 90
