"""What is said once the day's session is over."""

from __future__ import annotations

import pytest

from coach.domain.model import Area, Cover, Ended, Pause, PauseFor, Skin
from coach.domain.ramp.prescriber import prescribe
from coach.domain.ramp.replay import Ramps
from coach.domain.session.day_over import done_today, minutes_left, say_tomorrow, tomorrow_facts
from tests.domain.histories import BACK, Life, at, on


def done(life: Life, n: int) -> str:
    return done_today(Ramps(life.book), BACK, on(n))


def follows(life: Life, n: int) -> str:
    return say_tomorrow(Ramps(life.book), BACK, on(n))


def test_what_was_done_is_said_and_not_what_was_asked_for() -> None:
    life = Life()
    assert done(life, 0) == ""
    life.does(0)
    assert done(life, 0) == "Done today: 5 minutes on a towel."
    life.does(0, 3, hour=9)
    assert done(life, 0) == "Done today: 8 minutes in 2 sessions on a towel."
    life.does(0, 2, Cover.SHIRT, hour=10)
    assert done(life, 0) == "Done today: 10 minutes in 3 sessions."


def test_a_day_that_was_stopped_is_told_once_with_what_it_closes() -> None:
    life = Life()
    life.does(0, 2.5, ended=Ended.SENSATION)
    assert done(life, 0) == "Today: 2:30 of 5 minutes on a towel. No second session there today."
    assert "stopped" not in done(life, 0)


@pytest.mark.parametrize(("how", "says"), [
    ({}, "Tomorrow, if your skin is clear: 5 minutes on a towel again,"
        " because you have 1 of the 2 clean sessions that this step needs."),
    ({"after": Skin.BROKEN}, "Tomorrow: no mat on your back for 7 days, and from Mon 12 Jan on"
        " only once you say that it has healed and a doctor has seen it."
        " Your skin was hurt on Mon 5 Jan."),
])  # fmt: skip
def test_tomorrow_is_named_with_its_reason(how: dict[str, Skin], says: str) -> None:
    life = Life()
    life.does(0, **how)  # type: ignore[arg-type]
    assert follows(life, 0) == says


def test_a_pause_or_a_rest_day_of_tomorrow_is_named() -> None:
    life = Life()
    life.does(0)
    life.put(Pause(first=on(1), last=on(1), at=at(0)))
    assert follows(life, 0) == "Tomorrow: a rest day."
    assert tomorrow_facts(Ramps(life.book), BACK, on(0)) == ()
    assert tomorrow_facts(Ramps(life.book), BACK, on(1))
    away = Life()
    away.does(0)
    away.put(Pause(first=on(1), last=on(9), at=at(0), why=PauseFor.HOLIDAY))
    assert follows(away, 0) == "Tomorrow: a pause for a holiday until Wed 14 Jan."
    ill = Life()
    ill.does(0)
    ill.put(Pause(first=on(1), at=at(0), why=PauseFor.ILLNESS))
    assert follows(ill, 0) == "Tomorrow: a pause for an illness."


def test_minutes_that_are_left_are_said_only_where_some_could_be_used() -> None:
    def left(life: Life, n: int = 0) -> str:
        return minutes_left(prescribe(Ramps(life.book), BACK, on(n), at(n, 20)))

    life = Life()
    assert left(life) == "Today has 20 minutes left."
    life.does(0, 5)
    assert left(life) == "Today has 15 minutes left."
    life.does(0, 15, area=Area.LEGS, hour=9)
    assert left(life) == "Today's minutes are used up."
    stopped = Life()
    stopped.does(0, 3, ended=Ended.SENSATION)
    assert left(stopped) == ""
    hurt = Life()
    hurt.does(0)
    hurt.answers(1, Skin.SORE)
    assert left(hurt, 1) == ""
