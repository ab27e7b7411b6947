"""Going to another screen from the palette, and doing something there once it is shown."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from textual.app import App

from coach.screens.shared.base import CoachScreen, Host
from coach.screens.shared.screen_table import TABS, place_of


def blocked(screen: CoachScreen) -> str:
    """Returns why no other screen can be opened from here; empty if it can."""
    if screen.check_action("go", ()) is not False:
        return ""
    place = place_of(type(screen))
    if place is not None and place.title == "Session":
        return "Finish or stop the session first."
    return "Finish what is on this screen first."


def visit(screen: CoachScreen, name: str, act: Callable[[CoachScreen], object]) -> None:
    """Goes to a screen with a digit, and calls `act` with it once it is shown."""
    app = screen.app
    if isinstance(app, Host):
        app.go(name)
        _once_shown(app, name, act)


def _once_shown(app: App[Any], name: str, act: Callable[[CoachScreen], object]) -> None:
    screen = app.screen
    here = place_of(type(screen))
    arrived = here is not None and here.title in TABS and TABS[here.title].name == name
    if arrived and isinstance(screen, CoachScreen) and screen.is_mounted and screen.focused is not None:
        act(screen)
    else:
        app.call_after_refresh(partial(_once_shown, app, name, act))
