"""One line of the palette: something to do, to open or to look up."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class PaletteGroup(StrEnum):
    """The groups of the palette with their titles, in their order before anything is typed."""

    HERE = "On this screen"
    SCREENS = "Screens"
    ANYWHERE = "Anywhere"
    ELSEWHERE = "On other screens"
    AREAS = "Areas"
    SETTINGS = "Settings"
    THEMES = "Themes"
    TOPICS = "Topics of tips"
    HELP = "Help"
    WORDS = "Words"
    TIPS = "Tips"
    SHELL = "In a shell"


@dataclass(frozen=True, slots=True)
class PaletteEntry:
    """Something that can be done, with its name and its key."""

    id: str
    """Its kind and its name: `do:undo`, `set:grace`, `tip:get-up`."""
    group: PaletteGroup
    name: str
    about: str
    """What it does, or what the word means."""
    run: Callable[[], Any]
    key: str = ""
    why_not: str = ""
    """Why it cannot be done now; empty if it can."""
    listed: bool = False
    """Whether it is shown before anything is typed."""
