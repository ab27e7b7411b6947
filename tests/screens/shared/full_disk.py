"""Answers that are open as the coach closes, on a disk that may be full."""

from __future__ import annotations

from textual.pilot import Pilot
from textual.widgets import Static

from tests.screens.conftest import flat

TERMINATED = 143


async def settled(pilot: Pilot[None]) -> None:
    """Until what was to be drawn is drawn."""
    for _ in range(4):
        await pilot.pause()


async def sees(pilot: Pilot[None], words: str) -> None:
    """Until the words are on the screen, or in the question over it."""
    for _ in range(100):
        question = " ".join(
            str(each.content) for each in pilot.app.screen.query("#confirm-text").results(Static)
        )
        if words in flat(pilot.app) or words in question:
            return
        await pilot.pause()
    raise AssertionError(f"{words} is not in {flat(pilot.app)}")
