"""Cases of Today for the painter: a file with a history, a terminal, and the settings of a look."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, NamedTuple

from coach.app import CoachApp
from coach.context import AppContext
from coach.domain.model import Area, Change, Cover, Session, Skin
from coach.store import Store
from coach.terminal.capabilities import Capabilities
from coach.terminal.pen import Cell
from coach.widgets.base.theme import THEMES
from tests.conftest import FixedClock
from tests.screens import files, troubled_files
from tests.screens.conftest import Bench

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.pilot import Pilot

_MOST_LOOKS = 30


def late(bench: Bench) -> None:
    """A session late in the evening, so that the next one has to wait in the morning."""
    files.checked(bench)
    began = bench.clock.now().replace(hour=23, minute=20)
    lain = Session(Area.BACK, began, began.date(), 20, Cover.SHIRT, skin_after=Skin.CLEAR)
    bench.change(lambda _: Change("Late", put=(lain,)))
    bench.clock.set(began + timedelta(hours=4))


STATES: dict[str, Callable[[Bench], None]] = {
    "first": files.first_day,
    "check": files.month,
    "due": files.checked,
    "done": files.done,
    "wait": late,
    "stopped": files.stopped,
    "rest": files.resting,
    "rest taken": files.taken_off,
    "paused": files.paused,
    "locked": files.locked,
    "ask": files.quiet_month,
    "forty days": files.back_after_forty_days,
    "week": files.a_year_of(5),
    "week met": files.week_met,
    "missed": files.after_a_miss,
    "return": files.back_after_a_while,
    "fortnight": files.a_fortnight,
    "reached": files.reached,
    "ahead": troubled_files.dated_ahead,
    "upgraded": troubled_files.upgraded,
    "fractions": files.lived_with_fractions,
    "two a day": files.two_a_day,
    "three areas": files.three_areas,
    "noted": files.noted,
    "leap year": files.leap_year,
    "conflict": troubled_files.grown_apart,
    "own keys": troubled_files.own_keys,
}
SIZES = ((80, 24), (120, 40), (45, 20), (160, 50), (30, 10))
LOOKS = (*(each.name for each in THEMES), "ansi-dark", "textual-light")
ZONES = ("UTC", "UTC", "Europe/Berlin", "Australia/Lord_Howe", "America/New_York")
COLOURS: tuple[dict[str, str], ...] = (
    {"COLORTERM": "truecolor"},
    {"TERM": "xterm-256color"},
    {"TERM": "xterm"},
    {"NO_COLOR": "1"},
)


class Case(NamedTuple):
    """What one picture is drawn of, and on."""

    state: str
    size: tuple[int, int]
    traits: Capabilities
    colours: dict[str, str]
    settings: dict[str, str | int]
    later: timedelta
    """How long after the last change it is drawn."""

    def made(self, folder: Path) -> Bench:
        """Returns the file, and a clock at the moment at which it is drawn."""
        bench = Bench(folder / "coach.json", FixedClock(datetime(2026, 1, 5, 7, 30, tzinfo=UTC)))
        STATES[self.state](bench)
        bench.settings(**self.settings)
        bench.clock.advance(self.later)
        return bench


def case(number: int) -> Case:
    """Returns a case; the first ones have each state once."""
    random = Random(number)
    return Case(
        [*STATES][number % len(STATES)],
        SIZES[number % len(SIZES)] if number % 3 else random.choice(SIZES),
        Capabilities(unicode=random.random() < 0.8, remote=random.random() < 0.3),
        random.choice(COLOURS),
        {
            "theme": random.choice(LOOKS),
            "marks": random.choice(("auto", "auto", "ascii", "unicode")),
            "tz": random.choice(ZONES),
            "rollover": random.choice((3, 3, 0, 5)),
        },
        timedelta(minutes=random.choice((0, 0, random.randint(1, 30 * 60)))),
    )


def plain_start(bench: Bench, at: datetime, case: Case) -> tuple[list[list[Cell | None]], str]:
    """Returns the cells that a start without a picture shows once it has settled, and what they mean."""
    clock = FixedClock(at)
    context = AppContext(Store(bench.path, clock), clock)
    app = CoachApp(context, case.traits)
    asyncio.run(_settled(app, case.size))
    return [list(row) for row in app.cell_diff.rows], context.today().meaning


async def _settled(app: CoachApp, size: tuple[int, int]) -> None:
    async def look(pilot: Pilot[None]) -> None:
        before: Sequence[object] = ()
        for _ in range(_MOST_LOOKS):
            await pilot.pause()
            cells = [list(row) for row in app.cell_diff.rows]
            if cells and cells == before:
                break
            before = cells
        else:
            raise AssertionError("it does not settle")

    async with app.run_test(size=size) as pilot:
        await look(pilot)
