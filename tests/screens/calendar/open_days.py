"""A day that is open in the Calendar, and its questions."""

from __future__ import annotations

from textual.pilot import Pilot
from textual.widgets import Static

from coach.app import CoachApp

SIZES = [(80, 24), (45, 20), (120, 40)]


def asked(app: CoachApp) -> str:
    """The question over the screen."""
    return str(app.screen.query_one("#confirm-text", Static).content)


async def on_the_day(pilot: Pilot[None], ago: int) -> None:
    """Walk to a day in the Calendar."""
    await pilot.press("2", *["left"] * ago)
    await pilot.pause()
