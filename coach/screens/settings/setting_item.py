"""One line of the settings, and what the makers of the lines share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from coach.domain.model import Book, Change
from coach.domain.setting_values import SettingLine
from coach.screens.dialogs.prompt import Pick
from coach.screens.shared.base import CoachScreen
from coach.widgets.reading.item_list import Line

MARK_CELLS = 5
"""Cells for the mark before a value, and the blanks around it."""

ApplyChange = Callable[[Callable[[Book], Change | None]], None]
"""Changes the file and applies the settings that it then has."""


class Choice(NamedTuple):
    """A value of a setting, as a list shows it."""

    id: str
    name: str
    meaning: str = ""


@dataclass(frozen=True, slots=True)
class SettingItem:
    """One line of the settings, with what Enter does on it."""

    line: SettingLine
    turn: Callable[[int], object]
    """Opens its list or its dialog, or does it; by 1 or -1, turns to another value where it has few."""
    warns: bool = False
    """Whether its value deserves attention."""
    choices: Sequence[Choice] = ()
    """The values that can be chosen, if they are few enough to be shown beside the list."""


def pick_lines(choices: Sequence[Choice], value: str) -> tuple[Line, ...]:
    """Returns the lines of a list of values, each with its meaning; the present value says so."""
    wide = max(len(each.name) for each in choices) + MARK_CELLS
    return tuple(
        Line(f"{'*' if each.id == value else ' '} {each.name}", each.meaning, each.id, column=wide)
        for each in choices
    )


class ItemMaker:
    """Makes lines for a screen, from the book as it is now."""

    def __init__(self, screen: CoachScreen, change: ApplyChange) -> None:
        self.screen = screen
        self.context = screen.context
        self.book = screen.context.book
        self.settings = screen.context.book.settings
        self.change = change

    def pick(
        self,
        line: SettingLine,
        choices: Sequence[Choice],
        value: str,
        take: Callable[[str], object],
        look: Callable[[str], None] | None = None,
    ) -> None:
        """Lists the values with the present one marked; `take` gets another one that was taken."""

        def answered(chosen: str | None) -> None:
            if chosen is not None and chosen != value:
                take(chosen)
            elif look is not None:
                # Others may have been tried on, and another terminal may have chosen one meanwhile.
                look(getattr(self.context.book.settings, line.id, value))

        self.screen.app.push_screen(
            Pick(line.label, pick_lines(choices, value), value, look, line.help), answered
        )

    def show_result(self, text: str | None) -> None:
        """Shows the settings after a dialog, and what it did, if anything."""
        self.screen.renew()
        if text:
            self.screen.say(text)
