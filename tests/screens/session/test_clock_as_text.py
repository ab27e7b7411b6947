"""The time that is left as plain text, in every phase and at every size, and what its seconds cost."""

from __future__ import annotations

import pytest

from coach.domain.model import Ended
from coach.screens.session.check_in import CheckInScreen
from coach.screens.session.screen import SessionScreen
from coach.widgets.clock.big_clock import BigClock
from tests.screens.conftest import Bench, flat
from tests.widgets.screens import updates

SIZES = [
    (20, 5),
    (27, 8),
    (28, 8),
    (28, 30),
    (39, 11),
    (40, 12),
    (45, 20),
    (60, 16),
    (80, 24),
    (120, 40),
    (160, 50),
]


@pytest.mark.parametrize(
    ("size", "seconds"),
    [
        *[
            pytest.param(size, "large", marks=[] if size in SIZES[::2] else [pytest.mark.long])
            for size in SIZES
        ],
        *[
            pytest.param(size, "small", marks=[] if size in SIZES[::4] else [pytest.mark.long])
            for size in SIZES
        ],
    ],
)
async def test_the_time_is_there_as_text_in_every_phase_and_ticks(
    ready: Bench, size: tuple[int, int], seconds: str
) -> None:
    ready.settings(seconds=seconds)
    app = ready.app()
    async with app.run_test(size=size) as pilot:
        for press, said in (
            ("enter", ("0:30", "0:29")),
            ("enter", ("5:00", "4:59")),
            ("space", ("4:59", "4:59")),
            ("space", ("4:59", "4:58")),
            ("x", ("4:58", "4:58")),
            ("k", ("4:57", "4:56")),
        ):
            if press == "x" and size < (45, 20):
                said = ("", "")  # the question takes all of so small a window
            await pilot.press(press)
            await pilot.pause()
            assert said[0] in flat(app), press
            await ready.wait(pilot, 1)
            assert said[1] in flat(app), press
        await ready.wait(pilot, 300)
        before = app.screen.query_one(BigClock).text.removeprefix("+")
        assert f"{before} over" in flat(app)
        await ready.wait(pilot, 1)
        assert app.screen.query_one(BigClock).text.removeprefix("+") != before
        assert f"{before} over" not in flat(app)


@pytest.mark.parametrize("size", [size for size in SIZES if size >= (28, 8)])
async def test_from_28_by_8_on_there_are_digits_in_every_phase(ready: Bench, size: tuple[int, int]) -> None:
    app = ready.app()
    async with app.run_test(size=size) as pilot:
        for press, seconds in (("enter", 1), ("enter", 60), ("space", 5), ("space", 250)):
            await pilot.press(press)
            await ready.wait(pilot, seconds)
            assert app.screen.query_one(BigClock).size.height >= (5 if size >= (40, 12) else 3)


async def test_small_seconds_cost_at_most_fifty_bytes_each(
    ready: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The mean of a minute in true colour; and less than half of what large ones cost."""
    monkeypatch.setenv("COLORTERM", "truecolor")
    monkeypatch.setenv("TERM", "xterm-256color")
    cost = {}
    for seconds in ("small", "large"):
        ready.settings(seconds=seconds)
        app = ready.app()
        async with app.run_test(size=(80, 24)) as pilot:
            if not isinstance(app.screen, SessionScreen):
                await pilot.press("enter", "enter")
            await ready.wait(pilot, 31)
            total = 0
            for _ in range(60):
                with updates(app) as sent:
                    await ready.wait(pilot, 1)
                total += len("".join(sent).encode())
            cost[seconds] = total / 60
    assert cost["small"] <= 50, cost
    assert cost["small"] < cost["large"] / 2


@pytest.mark.parametrize("key", ["enter", "space", "f"])
async def test_in_overtime_each_of_three_keys_finishes_and_the_bar_has_one(ready: Bench, key: str) -> None:
    app = ready.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter", "enter")
        await ready.wait(pilot, 310)
        assert flat(app).count("Finish ") == 1
        assert "Space Finish" in flat(app)
        await pilot.press(key)
        await pilot.pause()
        assert isinstance(app.screen, CheckInScreen)
    assert ready.only_session().ended is Ended.COMPLETED


async def test_enter_goes_on_after_a_pause_and_never_pauses(ready: Bench) -> None:
    app = ready.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter", "enter", "enter")
        await ready.wait(pilot, 5)
        assert not ready.live().pauses
        await pilot.press("space")
        await pilot.pause()
        assert "Space Resume" in flat(app)
        assert "1 min more" not in flat(app)
        await pilot.press("enter")
        await pilot.pause()
        assert ready.live().pauses[-1].end is not None
        assert "Space Pause" in flat(app)


async def test_the_bar_says_what_muting_and_the_breath_guide_would_do_now(ready: Bench) -> None:
    app = ready.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("enter", "enter", "m", "b")
        await pilot.pause()
        assert "m Unmute" in flat(app)
        assert "b Breath off" in flat(app)
        assert "muted" in flat(app)
        await pilot.press("m", "b")
        await pilot.pause()
        assert "m Mute" in flat(app)
        assert "muted" not in flat(app)
