"""The lines on the streak, by the room that they have."""

from __future__ import annotations

import pytest

from coach.domain.habit.streak import Streak
from coach.screens.today.texts import streak_lines

MISSED = Streak(
    current=3, best=109, total_days=702, grace_left=0, consistency=0.58, missed=2, spent=2, day=1000
)  # fmt: skip


@pytest.mark.parametrize(("width", "brief", "says"), [
    (32, False, "3-day streak \u00b7 best 109\nno miss left this week"),
    (34, False, "3-day streak\nno miss left this week \u00b7 best 109"),
    (42, False, "3-day streak \u00b7 no miss left this week\nbest 109 \u00b7 702 days in all"),
    (58, True, "3-day streak \u00b7 no miss left this week \u00b7 best 109"),
    (38, True, "3-day streak \u00b7 no miss left this week"),
])  # fmt: skip
def test_a_miss_this_week_does_not_hide_the_best_streak(width: int, brief: bool, says: str) -> None:
    assert streak_lines(MISSED, width, brief=brief).plain == says
