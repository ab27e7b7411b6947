"""Opens one screen in every way that a user has, and prints as JSON what was seen.

Run as a script, by `test_new_screen.py`, on a copy of the coach that has the screen:
`python screen_walk.py FILE DIGIT TITLE`.
"""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path

from textual.pilot import Pilot

from coach.app import CoachApp
from coach.clock import SystemClock
from coach.context import AppContext
from coach.store import Store
from coach.terminal.capabilities import Capabilities


def rows(app: CoachApp) -> list[str]:
    """The rows of the uppermost screen."""
    strips = app.screen._compositor.render_strips()
    return ["".join(segment.text for segment in strip).strip() for strip in strips]


async def walk(path: Path, digit: str, title: str) -> dict[str, object]:
    """What shows after its digit, after a click on its name, in Help, and in the palette."""
    clock = SystemClock()
    app = CoachApp(AppContext(Store(path, clock, 0.0), clock), Capabilities(unicode=True, remote=False))

    async def press(pilot: Pilot[None], *keys: str) -> list[str]:
        await pilot.press(*keys)
        await pilot.pause()
        return rows(app)

    async with app.run_test(size=(120, 40)) as pilot:
        today = rows(app)
        seen: dict[str, object] = {"bar on Today": today[0], "by its digit": await press(pilot, digit)}
        await press(pilot, "1")
        await pilot.click(offset=(" ".join(("", today[0])).index(f"{digit} {title}"), 0))
        await pilot.pause()
        seen["by a click"] = rows(app)
        seen["help"] = await press(pilot, "question_mark")
        await press(pilot, "escape", "1")
        await press(pilot, "colon", *f"go to {title.lower()}")
        await app.workers.wait_for_complete()
        await pilot.pause()
        seen["palette"] = rows(app)
        await press(pilot, "enter")
        seen["by the palette"] = rows(app)
    return seen


if __name__ == "__main__":
    sys.stdout.write(json.dumps(asyncio.run(walk(Path(sys.argv[1]), *sys.argv[2:]))))
