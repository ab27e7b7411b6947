"""What a screen owes every reader: it can be read, reached by keys, and comes to rest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from textual.geometry import Region
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input

from coach.app import CoachApp
from coach.screens.dialogs.confirm import Confirm
from coach.screens.shared.key_reference import groups
from coach.widgets.base.theme import THEMES
from coach.widgets.chrome.key_bar import KeyBar, bar_of
from tests.facts import FACT_ID
from tests.screens.conftest import flat
from tests.screens.contrast import Palette, cells, frames_of, unseen_cursors, weak

QUIET = {"no-suspend", "leave-anywhere"}
"""The ids of a key that does nothing, and of the app's own ctrl+q below that of the screens."""

OURS = {theme.name: (Palette(),) for theme in THEMES}


async def hard_to_read(app: CoachApp, themes: Mapping[str, Sequence[Palette]]) -> list[str]:
    """What is harder to read than it may be in some theme."""
    found: list[str] = []
    for theme, palettes in themes.items():
        app.theme = theme
        await Pilot(app).pause()
        for palette in palettes:
            spared = frames_of(app.theme_variables, palette)
            faults = weak(cells(app.screen, palette), spared)
            found += [f"{theme}: {what}: {ratio}" for what, ratio in faults.items()]
            found += [f"{theme}: the cursor of {what}" for what in unseen_cursors(app.screen, palette)]
    return found


def unreached(screen: Screen[object]) -> set[Widget]:
    """What can be focused, and is never come to by Tab."""
    wanted = {each for each in screen.query("*") if each.focusable and each.display and each.region}
    reached = set()
    for _ in range(len(screen.focus_chain) + 1):
        if screen.focused is not None:
            reached.add(screen.focused)
        screen.focus_next()
    return wanted - reached


def untold(screen: Screen[object]) -> set[str]:
    """Keys of the coach that work here and that neither Help tells nor the question itself.

    Textual's own have no ids.
    """
    told = {line.id for group in groups({}) for line in group.lines} | QUIET
    if isinstance(screen, Confirm):
        told |= {f"confirm-{answer.key}" for answer in screen._answers}
    active = screen.active_bindings.values()
    return {each.binding.key for each in active if each.binding.id and each.binding.id not in told}


async def layouts_at_rest(app: CoachApp) -> list[str]:
    """What asks for a layout after each layout, so that the screen is laid out and painted without end."""
    asked: list[str] = []

    def refresh(widget: Widget, *regions: Region, layout: bool = False, **more: Any) -> Widget:
        if layout:
            asked.append(f"{type(widget).__name__}#{widget.id}")
        return plain(widget, *regions, layout=layout, **more)

    plain = Widget.refresh
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Widget, "refresh", refresh)
        for _ in range(3):  # a first one may still follow from the keys that led here
            asked.clear()
            app.screen._refresh_layout()
            await Pilot(app)._wait_for_screen()
    return asked


async def assert_usable(app: CoachApp) -> None:
    """A screen can be read in both themes and used by keys alone, names no id, and is laid out once."""
    assert flat(app)
    assert FACT_ID.findall(flat(app)) == []
    assert await layouts_at_rest(app) == []
    assert await hard_to_read(app, OURS) == []
    assert not [each for each in app.screen.query(Input) if each.cursor_blink]
    assert [bar._entries for bar in app.screen.query(KeyBar)] == [bar_of(app.screen)]
    assert untold(app.screen) == set()
    assert unreached(app.screen) == set()
