"""A session that takes care: soreness on the way in, why one stops, the first minute, and falling asleep."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.domain.cues import ALARM_LATER_S, ALARM_S, ALARM_UNTIL_S, DIZZY, NUMB, reminder, to_next_alarm
from coach.domain.daybook import days
from coach.domain.model import Ended, StopReason
from coach.domain.prescription import Ramps
from coach.domain.streak import DayState, state
from coach.screens.checkin import CheckInScreen
from coach.screens.session import SessionScreen
from coach.terminal.alarm import BELL
from coach.widgets.scale import Scale
from tests.screens.conftest import Bench, flat

SIZE = (80, 24)


@pytest.mark.parametrize(("keys", "before"), [("3", 3), ("0", 0), ("-", 10), ("37", 7), ("", None)])
async def test_soreness_before_is_one_key_on_the_way_in(ready: Bench, keys: str, before: int | None) -> None:
    """Enter skips it; what was answered is not asked again at the check-in."""
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter")
        assert "How sore is your back now" in flat(app)
        for key in keys:
            await pilot.press("minus" if key == "-" else key)
        assert isinstance(app.screen, SessionScreen), "a digit answers, and leads nowhere"
        assert ("Soreness before:" in flat(app)) is (before is not None)
        await pilot.press("enter")
        assert "How sore is your back now" not in flat(app)
        assert ready.live().before == before
        await ready.wait(pilot, 310)
        await pilot.press("f")
        await pilot.pause()
        assert isinstance(app.screen, CheckInScreen)
        asked = {scale.id for scale in app.screen.query(Scale)}
        assert ("before" in asked) is (before is None)
    assert ready.only_session().before == before


@pytest.mark.parametrize(
    ("key", "reason", "says"),
    [
        ("x", None, ""),
        ("s", StopReason.SHARP, ""),
        ("d", StopReason.DIZZY, DIZZY.text),
        ("n", StopReason.NUMB, NUMB.text),
        ("o", StopReason.OTHER, ""),
    ],
)
async def test_a_stop_says_why_in_one_key_and_counts_in_the_first_minute_too(
    ready: Bench, key: str, reason: StopReason | None, says: str
) -> None:
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "enter")
        await ready.wait(pilot, 20)
        await pilot.press("x")
        await pilot.pause()
        await pilot.press(key)
        await pilot.pause()
        assert isinstance(app.screen, CheckInScreen)
        assert "You stopped in time; this day is safe." in flat(app)
        assert says in flat(app)
    session = ready.only_session()
    assert (session.ended, session.stopped_for) == (Ended.SENSATION, reason)
    assert session.done_min == pytest.approx(0.33)
    today = ready.clock.now().date()
    assert state(days(Ramps(ready.book()), today), today) is DayState.REST


async def test_finishing_in_the_first_minute_records_nothing(ready: Bench) -> None:
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "enter")
        await ready.wait(pilot, 20)
        await pilot.press("f", "f")
        await pilot.pause()
    assert ready.book().sessions == ()


@pytest.mark.parametrize("key", [None, "b"])
async def test_a_session_that_closed_with_nobody_at_a_key_asks_how_long_it_was(
    ready: Bench, key: str | None
) -> None:
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "enter")
        for _ in range(16):
            await ready.wait(pilot, 20)
        if key:
            await pilot.press(key)
        for _ in range(20):
            if isinstance(app.screen, CheckInScreen):
                break
            await ready.wait(pilot, 20)
        assert isinstance(app.screen, CheckInScreen)
        assert ("How long really" in flat(app)) is (key is None)
    assert ready.only_session().unattended is (key is None)


async def test_it_rings_on_until_someone_answers(ready: Bench) -> None:
    """Where the session has closed by itself, by the bell of the settings; any key is an answer."""
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "enter")
        for _ in range(31):
            await ready.wait(pilot, 20)
        screen = app.screen
        assert isinstance(screen, CheckInScreen)
        rung: list[str] = []
        screen._alarm = rung.append
        screen._ring_on()
        screen._ring_on()
        assert len(rung) == 2
        await pilot.press("3")
        await pilot.pause()
        screen._ring_on()
        assert len(rung) == 2
    assert BELL


@given(st.floats(0, 7200))
def test_the_alarm_never_stops_by_itself_and_grows_gentler(since: float) -> None:
    assert to_next_alarm(since) == (ALARM_S if since < ALARM_UNTIL_S else ALARM_LATER_S)


@given(st.floats(0, 1500), st.floats(0.1, 5))
def test_an_answered_reminder_comes_each_minute_only(before: float, by: float) -> None:
    """It never rings more often for having been answered."""
    if reminder(before, before + by, answered=True) is not None:
        assert reminder(before, before + by) is not None
