"""Messages stand above the bar of keys, which stays, and go by themselves, with a key or with a click."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from textual.pilot import Pilot
from textual.timer import Timer

from coach.screens.help.screen import HelpScreen
from coach.screens.shared.base import CoachScreen
from coach.widgets.chrome.key_bar import KeyBar
from coach.widgets.chrome.message_line import MessageLine
from tests.screens.conftest import Bench, flat, seen

SIZE = (80, 24)
SAID = "Nothing to redo."
LONG = "The clock was ahead when these were recorded. " * 3


async def told(pilot: Pilot[None]) -> list[str]:
    """The last rows, with the message of redo above the bar."""
    await pilot.press("ctrl+r")
    await pilot.pause()
    rows = seen(pilot.app).splitlines()
    assert rows[-2].strip() == SAID
    return rows


def line(pilot: Pilot[None]) -> MessageLine:
    return pilot.app.screen.query_one(MessageLine)


async def test_a_message_stands_above_the_bar_and_moves_nothing(ready: Bench) -> None:
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        before = seen(app).splitlines()
        rows = await told(pilot)
        assert rows[-1] == before[-1], "the bar of keys stays"
        assert rows[:-2] == before[:-2]
        await pilot.press("down")
        await pilot.pause()
        assert seen(app).splitlines() == before


async def test_a_click_takes_the_message_away_and_does_nothing_below_it(ready: Bench) -> None:
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        before = seen(app)
        await told(pilot)
        await pilot.click(offset=(4, SIZE[1] - 2))
        await pilot.pause()
        assert seen(app) == before


async def test_the_bar_below_a_message_is_clicked_as_ever(ready: Bench) -> None:
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        rows = await told(pilot)
        await pilot.click(KeyBar, offset=(rows[-1].index("? Help"), 0))
        await pilot.pause()
        assert isinstance(app.screen, HelpScreen)


@pytest.mark.parametrize(("text", "rows"), [(SAID, 1), (LONG, 2)])
async def test_a_message_goes_by_itself_and_a_long_one_has_more_time(
    text: str, rows: int, ready: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_for: list[tuple[float, Callable[[], None]]] = []

    def set_timer(_: MessageLine, delay: float, callback: Callable[[], None]) -> Timer:
        set_for.append((delay, callback))
        return Timer(app, delay)

    monkeypatch.setattr("coach.widgets.chrome.message_line.MESSAGE_S", 5.0)
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        before = seen(app)
        monkeypatch.setattr(MessageLine, "set_timer", set_timer)
        assert isinstance(app.screen, CoachScreen)
        app.screen.say(text)
        await pilot.pause()
        assert seen(app) != before
        ((seconds, over),) = set_for
        assert seconds == 5 * rows
        over()
        await pilot.pause()
        assert seen(app) == before


async def test_what_still_waits_is_said_until_a_key(ready: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        monkeypatch.setattr(MessageLine, "set_timer", lambda *_: pytest.fail("it was to stay"))
        assert isinstance(app.screen, CoachScreen)
        app.screen.tell("Another coach is writing.")
        await pilot.pause()
        assert line(pilot).display
        await pilot.press("down")
        await pilot.pause()
        assert not line(pilot).display


@pytest.mark.parametrize("size", [SIZE, (45, 20), (38, 14)])
async def test_a_long_warning_is_shown_to_its_end(size: tuple[int, int], ready: Bench) -> None:
    """Six rows at 80 columns: a limit and the reason for it must not end in the middle."""
    app = ready.app()
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        assert isinstance(app.screen, CoachScreen)
        app.screen.say(f"{'a limit and its reason ' * 18}the-end")
        await pilot.pause()
        assert "the-end" in flat(app)
