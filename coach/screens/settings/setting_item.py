"""One line of the settings, and what the makers of the lines share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from coach.domain.model import Book, Change
from coach.domain.setting_values import SettingLine
from coach.screens.shared.base import CoachScreen

ApplyChange = Callable[[Callable[[Book], Change | None]], None]
"""Changes the file and applies the settings that it then has."""


@dataclass(frozen=True, slots=True)
class SettingItem:
    """One line of the settings, with what Enter does on it."""

    line: SettingLine
    turn: Callable[[int], object]
    """Changes it, or does it; by -1 backwards, where it goes in a circle."""
    warns: bool = False
    """Whether its value deserves attention."""


class ItemMaker:
    """Makes lines for a screen, from the book as it is now."""

    def __init__(self, screen: CoachScreen, change: ApplyChange) -> None:
        self.screen = screen
        self.context = screen.context
        self.book = screen.context.book
        self.settings = screen.context.book.settings
        self.change = change

    def show_result(self, text: str | None) -> None:
        """Shows the settings after a dialog, and what it did, if anything."""
        self.screen.renew()
        if text:
            self.screen.say(text)
