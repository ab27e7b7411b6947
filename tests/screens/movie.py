"""A day with the coach in a few pictures that move, made from the real screens."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from PIL import Image
from textual.pilot import Pilot

from tests.cells import Cell, drawn, framed
from tests.screens.conftest import Bench
from tests.screens.files import year
from tests.screens.shots import on_a_bench

CELL = Cell(11, 22, 18)
"""As wide on a page as it is in itself."""


class Cut(NamedTuple):
    """What happens before a picture, and how long the picture stays."""

    stays: float
    """Seconds."""
    keys: tuple[str, ...] = ()
    later: float = 0
    """Seconds that go by on the mat after the keys."""


DAY = (
    Cut(2.2),
    Cut(1.8, ("enter",)),
    Cut(1.5, ("1",)),
    Cut(1.4, ("enter",)),
    Cut(0.9, ("4",)),
    Cut(0.6, ("enter",)),
    *[Cut(0.4, later=1)] * 3,
    Cut(1.6, later=598),
    *[Cut(0.4, later=1)] * 2,
    Cut(1.4, later=536),
    *[Cut(0.4, later=1)] * 2,
    Cut(0.5, later=56),
    *[Cut(0.4, later=1)] * 3,
    Cut(1.2, later=1),
    Cut(1.6, ("f",)),
    Cut(0.6, ("3",)),
    Cut(0.6, ("tab", "2")),
    Cut(0.9, ("tab", "1")),
    Cut(3.5, ("enter",)),
)
"""Today, the skin check, a session of twenty minutes and the check-in; afterwards what tomorrow brings."""


async def filmed(cuts: tuple[Cut, ...] = DAY, made: Callable[[Bench], None] = year) -> list[Image.Image]:
    """Returns the pictures in their order."""
    frames = []
    with on_a_bench() as bench:
        made(bench)
        app = bench.app()
        async with app.run_test(size=(80, 24)) as pilot:
            for cut in cuts:
                await _act(pilot, bench, cut)
                frames.append(framed(drawn(app, CELL), CELL, round=False))
    return frames


async def _act(pilot: Pilot[None], bench: Bench, cut: Cut) -> None:
    await pilot.pause()
    for key in cut.keys:
        await pilot.press(key)
        await pilot.pause()
    if cut.later:
        await bench.wait(pilot, cut.later)


def write(frames: list[Image.Image], path: Path, cuts: tuple[Cut, ...] = DAY) -> None:
    """Writes pictures as a GIF that goes on for ever, all with the same colours."""
    together = Image.new("RGB", (frames[0].width, sum(frame.height for frame in frames)))
    for number, frame in enumerate(frames):
        together.paste(frame, (0, number * frame.height))
    colors = together.quantize(32, Image.Quantize.MEDIANCUT)
    first, *rest = (frame.quantize(palette=colors, dither=Image.Dither.NONE) for frame in frames)
    stays = [round(cut.stays * 1000) for cut in cuts]
    first.save(path, save_all=True, append_images=rest, duration=stays, loop=0, optimize=False, disposal=1)
