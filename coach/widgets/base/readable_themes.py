"""The themes that are not ours, with every colour that is hard to read moved until it can be read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any

from textual.app import App
from textual.color import Color
from textual.theme import BUILTIN_THEMES, Theme

from coach.widgets.base.theme import THEME_NAMES, contrast, variable_defaults

TEXT = 4.5
"""The contrast that text needs (WCAG 2, 1.4.3)."""

_INKS = ("primary", "secondary", "accent", "warning", "error", "success")

_ANSI_DARK = {
    "primary": "ansi_bright_cyan",
    "secondary": "ansi_bright_cyan",
    "accent": "ansi_bright_yellow",
    "warning": "ansi_bright_yellow",
    "error": "ansi_bright_red",
    "success": "ansi_bright_green",
}
_ANSI_LIGHT = {
    "primary": "ansi_blue",
    "secondary": "ansi_blue",
    "accent": "ansi_blue",
    "warning": "ansi_red",
    "error": "ansi_red",
    "success": "ansi_blue",
}
"""Of the sixteen colours those that can be read on black, or on white, in the palettes of VGA and xterm."""


class ReadableThemes(App[None]):
    """An app with themes in which everything can be read, and with the coach's own variables in each."""

    def get_theme(self, theme_name: str) -> Theme | None:
        """Returns the theme of a name."""
        found = super().get_theme(theme_name)
        return readable(found) if found is not None else None

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Returns the coach's own colour variables."""
        return variable_defaults(self.current_theme)


def readable(theme: Theme) -> Theme:
    """Returns the theme, or in place of one of Textual's that is offered one that can be read."""
    if theme.name in THEME_NAMES and BUILTIN_THEMES.get(theme.name) is theme:
        return _readable(theme.name)
    return theme


@lru_cache(maxsize=8)
def _readable(name: str) -> Theme:
    theme = BUILTIN_THEMES[name]
    if theme.ansi:
        ansi = _ANSI_DARK if theme.dark else _ANSI_LIGHT
        return _with(theme, ansi, _ansi_cursor(ansi["primary"], dark=theme.dark))
    generated = theme.to_color_system().generate()
    ground, ink = Color.parse(generated["background"]), Color.parse(generated["foreground"])
    # Grounds so near the darkest one that an ink that can be read on the last can be read on all.
    surface, panel, boost = (ground.blend(ink, share) for share in (0.03, 0.06, 0.1))
    inks = {each: nearest_readable(Color.parse(generated[each]), ink, boost).hex for each in _INKS}
    grounds = {"background": ground.hex, "surface": surface.hex, "panel": panel.hex, "boost": boost.hex}
    cursor = {
        "block-cursor-background": inks["primary"],
        "block-cursor-foreground": ground.hex,
        "block-cursor-blurred-background": boost.hex,
        "block-cursor-blurred-foreground": ink.hex,
        "input-selection-background": inks["primary"],
        "input-selection-foreground": ground.hex,
    }
    return _with(theme, {**inks, **grounds, "foreground": ink.hex}, cursor)


def _with(theme: Theme, colors: Mapping[str, str], variables: Mapping[str, str]) -> Theme:
    changed: dict[str, Any] = dict(colors)
    return replace(theme, **changed, variables={**theme.variables, **variables})


def nearest_readable(color: Color, ink: Color, ground: Color, ratio: float = TEXT) -> Color:
    """Returns a colour, mixed with the ink of the text until it has a contrast to the ground."""
    for tenth in range(11):
        if contrast(nearer := color.blend(ink, tenth / 10), ground) >= ratio:
            return nearer
    return ink


def _ansi_cursor(primary: str, *, dark: bool) -> dict[str, str]:
    """Returns the colours of what is reversed: the ink of the theme, and the other end of the scale on it."""
    over = "ansi_black" if dark else "ansi_bright_white"
    return {
        "block-cursor-background": primary,
        "block-cursor-foreground": over,
        "input-selection-background": primary,
        "input-selection-foreground": over,
    }
