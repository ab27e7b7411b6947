"""Bytes of a cursor key, pressed alone and held, beside the first picture of an empty app of Textual."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from tests.bench.comparison import SIZE, Figure, against
from tests.bench.home import START, Home, coach
from tests.bench.starts import HELLO
from tests.bench.years import years


class Walk(NamedTuple):
    """A way over a screen."""

    opens: str
    """The key that opens the screen."""
    single: Sequence[str]
    """Keys, each pressed once the one before is answered."""
    held: str
    times: int
    """For how many presses the held one has room."""


WALKS = {
    "calendar": Walk("2", ["left", "up"] * 6 + ["right", "down"] * 6, "left", 40),
    "tips": Walk("3", ["down"] * 18 + ["up"] * 6, "down", 40),
    "plan": Walk("4", ["down"] * 6 + ["up"] * 6, "down", 12),
    "settings": Walk("6", ["down"] * 9 + ["up"] * 6, "down", 18),
}


def measure(folder: Path) -> list[Figure]:
    """Walks over each screen, and then holds a key there."""
    folder.mkdir()
    home = Home(folder / "home", years(folder / "years.json"))
    with home.opened(HELLO) as meter:
        picture = [float(meter.settle().sent)]
    figures = []
    for name, walk in WALKS.items():
        with home.opened(coach()) as meter:
            meter.see(START)
            meter.settle()
            meter.press(walk.opens)
            meter.settle()  # a screen is imported when it is first wanted
            alone = meter.press(*walk.single) / len(walk.single)
            meter.press("home")
            held = meter.hold(walk.held, walk.times) / walk.times
        figures += [
            against(f"a cursor key, {name} / hello's picture", SIZE, [alone], picture, goal_of_ours=740),
            against(f"a held key, {name} / hello's picture", SIZE, [held], picture, goal_of_ours=200),
        ]
    return figures
