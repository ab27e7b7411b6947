"""Takes pictures of the real screens: all of the README's, or one scene to look at.

python -m tests.screens.shots                                      writes .github/pictures/*.svg
python -m tests.screens.shots today-due --size 120x40 --look dawn -o picture.png
"""

from __future__ import annotations

import argparse
import asyncio
import os
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from tests.conftest import FixedClock
from tests.pictures import offline, save
from tests.screens.conftest import Bench
from tests.screens.scenes import LOOKS, SCENES, SIZES, staged

README = {
    "today": ("today-due", "80x24", "dusk"),
    "session": ("session-running", "80x24", "dusk"),
    "calendar": ("calendar", "80x24", "dusk"),
    "tips": ("tips", "80x24", "dusk"),
    "wide": ("today-due", "120x40", "dawn"),
}
_PICTURES = Path(__file__).parents[2] / ".github" / "pictures"


async def shot(scene: str, size: str, look: str) -> str:
    """A scene as SVG; names as in `scenes`."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_STATE_HOME"] = folder  # a scene may leave something unsaved
        bench = Bench(Path(folder) / "coach.json", FixedClock(datetime(2026, 11, 21, 7, 30, tzinfo=UTC)))
        async with staged(scene, size, look, bench) as app:
            return offline(app.export_screenshot(title=" "))


def main() -> None:
    """Read the arguments and take the pictures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("scene", nargs="?", choices=SCENES)
    parser.add_argument("--size", default="80x24", choices=(*SIZES, "45x20"))
    parser.add_argument("--look", default="dusk", choices=LOOKS)
    parser.add_argument("-o", "--output", type=Path, default=Path("picture.png"))
    given = parser.parse_args()
    if given.scene:
        save(asyncio.run(shot(given.scene, given.size, given.look)), given.output)
        return
    _PICTURES.mkdir(parents=True, exist_ok=True)
    for name, (scene, size, look) in README.items():
        save(asyncio.run(shot(scene, size, look)), _PICTURES / f"{name}.svg")


if __name__ == "__main__":
    main()
