"""A session that takes care: soreness on the way in, why one stops, the first minute, and falling asleep."""

from __future__ import annotations

from datetime import timedelta

import pytest

from coach.domain.day_states import DayState
from coach.domain.habit.day_history import days
from coach.domain.habit.streak import state
from coach.domain.model import Ended, StopReason
from coach.domain.ramp.replay import Ramps
from coach.domain.session.cues import DIZZY, NUMB
from coach.screens.session.check_in import CheckInScreen
from coach.screens.session.screen import SessionScreen
from coach.terminal.notifications import BELL
from coach.widgets.forms.scale import Scale
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
        assert "You stopped in time; your streak is safe today." in flat(app)
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


@pytest.mark.parametrize("answer", ["f12", "?", "click"])
async def test_it_rings_on_until_someone_answers(ready: Bench, sent: list[str], answer: str) -> None:
    """Where it has closed by itself: the screen says how to stop the alarm, and any key or click does."""
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "enter")
        for _ in range(30):
            await ready.wait(pilot, 20)
        assert isinstance(app.screen, CheckInScreen)
        assert "Get up slowly. Any key stops the alarm." in flat(app)
        sent.clear()
        for _ in range(1200):
            ready.clock.advance(timedelta(seconds=1))
            app.screen.look()
        assert sent == [BELL] * 25, "twenty in ten minutes, then five in ten"
        if answer == "click":
            await pilot.click("#asked")
        else:
            await pilot.press(answer)
        sent.clear()
        await ready.wait(pilot, 1200)
        assert sent == []
        assert "Any key stops the alarm" not in flat(app)


@pytest.mark.parametrize("quiet", ["muted", "by the settings"])
async def test_what_makes_no_sound_tells_of_none(ready: Bench, sent: list[str], quiet: str) -> None:
    if quiet != "muted":
        ready.settings(bell=False)
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "enter")
        if quiet == "muted":
            await pilot.press("m")
        for _ in range(30):
            await ready.wait(pilot, 20)
            assert "alarm" not in flat(app)
        assert isinstance(app.screen, CheckInScreen)
        assert "has closed by itself. Get up slowly." in flat(app)
        await ready.wait(pilot, 60)
    assert BELL not in sent


@pytest.mark.parametrize(
    "keys",
    [("q", "down"), *(pytest.param(each, marks=pytest.mark.long) for each in (("b",), ("colon", "z")))],
)
async def test_overtime_says_how_to_calm_it_and_hears_keys_of_questions_too(
    ready: Bench, sent: list[str], keys: tuple[str, ...]
) -> None:
    """Every ten seconds before, each minute afterwards; and the session was not left alone."""
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "enter")
        await ready.wait(pilot, 290)
        await pilot.press(*keys[:-1])
        await ready.wait(pilot, 11)
        if len(keys) == 1:
            assert "Any key calms the alarm, and m mutes it." in flat(app)
        sent.clear()
        for _ in range(30):
            await ready.wait(pilot, 1)
        assert sent.count(BELL) == 3
        await pilot.press(keys[-1])
        sent.clear()
        for _ in range(60):
            await ready.wait(pilot, 1)
        assert sent.count(BELL) == 1
        if len(keys) == 1:
            assert "The alarm comes once a minute. m mutes it." in flat(app)
        for _ in range(21):
            await ready.wait(pilot, 10)
        assert isinstance(app.screen, CheckInScreen)
    assert not ready.only_session().unattended
