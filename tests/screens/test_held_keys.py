"""While a key is held the cursor moves, the text beside it waits, and no key acts on a text that is old."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise
from typing import NamedTuple

import pytest

from coach.app import CoachApp
from coach.screens.calendar.session_form import SessionForm
from coach.store import Store
from coach.text.format import long_date
from tests.screens.conftest import Bench, seen
from tests.screens.days import lived

SIZE = (80, 24)
FOR_EVER = 1e9
"""Seconds within which the same key is a held one: what is put off is drawn when the test says so."""


class Walk(NamedTuple):
    """The keys that lead to a cursor, and the one that is held there."""

    there: tuple[str, ...]
    held: str
    times: int = 4


WALKS = {
    "month": Walk(("2",), "left"),
    "year": Walk(("2", "y"), "left"),
    "tips": Walk(("3",), "down"),
    "open tip": Walk(("3", "enter"), "right"),
    "settings": Walk(("6",), "down"),
    "insights": Walk(("5",), "right", 3),
    "areas": Walk(("a",), "down"),
    "commands": Walk(("colon",), "down"),
}


@pytest.fixture
def used(ready: Bench) -> Bench:
    """A bench with forty days on file, two of them missed."""
    lived(Store(ready.path, ready.clock), ready.clock, 40, missed=(9, 3))
    return ready


def cells(app: CoachApp) -> list[str]:
    """What is shown, with its colours: the cursor is one of them."""
    return [f"{each.text!r} {each.style}" for row in app.screen._compositor.render_strips() for each in row]


async def walked(app: CoachApp, walk: Walk) -> list[list[str]]:
    """What is shown after each time that the key comes, and a moment after the last one."""
    shown = []
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press(*walk.there)
        for _ in range(walk.times):
            await pilot.press(walk.held)
            await pilot.pause()
            shown.append(cells(app))
        app.held_keys.draw_now()
        await pilot.pause()
        return [*shown, cells(app)]


@pytest.mark.parametrize("name", WALKS)
async def test_the_first_key_and_the_last_show_what_single_keys_show(used: Bench, name: str) -> None:
    before = used.path.read_bytes()
    single = await walked(used.app(), WALKS[name])
    used.path.write_bytes(before)
    held = await walked(used.app(hold_s=FOR_EVER), WALKS[name])
    assert (held[0], held[-1]) == (single[0], single[-1])
    # In between the cursor moves with each key, but not all of the screen follows.
    assert all(now != then for now, then in pairwise(held[:-1]))
    assert all(now != then for now, then in zip(held[1:-1], single[1:-1], strict=True))


async def test_a_key_that_acts_finds_the_day_under_the_cursor(used: Bench) -> None:
    app = used.app(hold_s=FOR_EVER)
    day = used.clock.now().date()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("2", *["left"] * 4)
        assert long_date(day - timedelta(days=1)) in seen(app)  # of the first key: nobody has let go yet
        await pilot.press("e")
        await pilot.pause()
        form = app.screen
        assert isinstance(form, SessionForm)
        assert form.day == day - timedelta(days=4)
