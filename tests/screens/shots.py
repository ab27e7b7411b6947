"""Takes pictures of the real screens: all of the README's, one scene to look at, or many on a sheet.

python -m tests.screens.shots                                      writes .github/pictures
python -m tests.screens.shots today-due --size 120x40 --look dawn -o picture.png
python -m tests.screens.shots --sheet sheet.png --size 45x20 [SCENE ...]
"""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
import tempfile
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from coach.app import CoachApp
from tests.cells import SMALL, Sheet, drawn
from tests.conftest import FixedClock
from tests.pictures import save
from tests.screens.conftest import Bench
from tests.screens.scenes import LOOKS, SCENES, staged

README = {
    "today": ("year", "80x24"),
    "calendar": ("year-calendar", "80x24"),
}
"""The pictures of the README: each dark and light. The one that moves is in `movie`."""
_PICTURES = Path(__file__).parents[2] / ".github" / "pictures"


@contextmanager
def on_a_bench() -> Iterator[Bench]:
    """A file of its own, at half past seven on a Saturday."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_STATE_HOME"] = folder  # a scene may leave something unsaved
        yield Bench(Path(folder) / "coach.json", FixedClock(datetime(2026, 11, 21, 7, 30, tzinfo=UTC)))


@asynccontextmanager
async def shown(scene: str, size: str, look: str) -> AsyncIterator[CoachApp]:
    """The app on a scene; names as in `scenes`."""
    with on_a_bench() as bench:
        async with staged(scene, size, look, bench) as app:
            yield app


async def shot(scene: str, size: str, look: str, output: Path) -> None:
    """Writes a scene as an SVG or a PNG, by the name of the file."""
    async with shown(scene, size, look) as app:
        save(app, output)


async def sheet(scenes: Sequence[str], size: str, look: str, output: Path) -> list[Path]:
    """Writes many scenes, each with its name, and returns the pages that it took."""
    pages = Sheet(output)
    for scene in scenes:
        async with shown(scene, size, look) as app:
            pages.add(f"{scene} {size} {look}", drawn(app, SMALL))
    pages.write()
    return pages.written


def main() -> None:
    """Read the arguments and take the pictures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("scenes", nargs="*", metavar="SCENE", help="one to look at, or those of a sheet")
    parser.add_argument("--size", default="80x24", help="columns x rows: 45x20, 80x24, 120x40, 160x50, any")
    parser.add_argument("--look", default="dusk", choices=LOOKS)
    parser.add_argument(
        "--sheet", type=Path, metavar="OUT.png", help="many on a sheet; all, where none is named"
    )
    parser.add_argument("-o", "--output", type=Path, default=Path("picture.png"), help="a .png or .svg file")
    given = parser.parse_args()
    if unknown := [scene for scene in given.scenes if scene not in SCENES]:
        parser.error(f"no scene is named {', '.join(unknown)}; there are {', '.join(SCENES)}")
    if given.sheet:
        written = asyncio.run(sheet(given.scenes or list(SCENES), given.size, given.look, given.sheet))
        sys.stdout.writelines(f"{path}\n" for path in written)
    elif given.scenes:
        asyncio.run(shot(given.scenes[0], given.size, given.look, given.output))
    else:
        _PICTURES.mkdir(parents=True, exist_ok=True)
        for name, (scene, size) in README.items():
            for look, ground in (("dusk", "dark"), ("dawn", "light")):
                asyncio.run(shot(scene, size, look, _PICTURES / f"{name}-{ground}.png"))
        from tests.screens import movie

        movie.write(asyncio.run(movie.filmed()), _PICTURES / "day.gif")


if __name__ == "__main__":
    main()
