"""Changes one setting on its screen, as a user does, and prints as JSON what was seen.

Run as a script, by `test_new_setting.py`, on a copy of the coach that has the setting:
`python setting_walk.py FILE ID LABEL HELP TYPED`.
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

COLUMNS, ROWS = 60, 70
"""A terminal so narrow that the explanation stands below the list, and so high that all of it shows."""


def rows(app: CoachApp) -> list[str]:
    """The rows of the screen without the frames."""
    strips = app.screen._compositor.render_strips()
    return ["".join(segment.text for segment in strip).strip(" │") for strip in strips]


async def walk(path: Path, id: str, label: str, help: str, typed: str) -> dict[str, object]:
    """What the screen shows before the change, after it, and after undo; and what the file then has."""
    clock = SystemClock()
    app = CoachApp(AppContext(Store(path, clock, 0.0), clock), Capabilities(unicode=True, remote=False))

    def stored() -> object:
        return getattr(Store(path, clock).read().settings, id)

    def line() -> str:
        return next((row for row in rows(app) if row.startswith(f"{label}  ")), "")

    async def press(pilot: Pilot[None], *keys: str) -> None:
        await pilot.press(*keys)
        await pilot.pause()

    async with app.run_test(size=(COLUMNS, ROWS)) as pilot:
        await press(pilot, "6")
        page = rows(app)
        place = next((n for n, row in enumerate(page) if row.startswith(f"{label}  ")), 0)
        headings = [row for row in page[:place] if row in ("You", "Areas", "Day", "Look", "Session", "File")]
        seen: dict[str, object] = {"before": line(), "group": headings[-1] if headings else ""}
        # Each line of the list has its own explanation below.
        for _ in page:
            if seen_help := help in " ".join(" ".join(rows(app)).split()):
                break
            await press(pilot, "j")
        seen["explained"] = seen_help
        await press(pilot, "enter", *(typed or ("j",)))
        await press(pilot, "enter")
        seen["changed"], seen["stored"] = line(), stored()
        await press(pilot, "u")
        seen["undone"], seen["stored after undo"] = line(), stored()
        await press(pilot, "ctrl+r")
        seen["redone"], seen["said"] = line(), rows(app)[-1]
    return seen


if __name__ == "__main__":
    sys.stdout.write(json.dumps(asyncio.run(walk(Path(sys.argv[1]), *sys.argv[2:]))))
