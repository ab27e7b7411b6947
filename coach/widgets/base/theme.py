"""The colours: the themes there are, two of them our own, and the variables that the coach needs in each."""

from __future__ import annotations

from functools import lru_cache

from textual.color import Color
from textual.theme import BUILTIN_THEMES, Theme

from coach.domain.model import SETTINGS

DUSK = Theme(
    name="dusk",
    dark=True,
    primary="#6FC7B0",
    secondary="#8FB4D8",
    accent="#F2B866",
    warning="#E3C36B",
    error="#E8847A",
    success="#8FD19A",
    foreground="#DCE5E1",
    background="#11171A",
    surface="#161E22",
    panel="#1E292E",
    boost="#24323A",
    variables={
        "muted": "#8FA09E",
        "faint": "#829293",
        "line": "#34454A",
        "track": "#3A4A4E",
        "block": "#6FC7B0",
        "clock": "#F2B866",
        "d0": "#3A4A4E",
        "d1": "#2F6F73",
        "d2": "#3E9A8F",
        "d3": "#63C7A6",
        "d4": "#B8F0C8",
        "st-done": "#63C7A6",
        "st-kept": "#3E9A8F",
        "st-missed": "#B08A78",
        "st-rest": "#9FB2DC",
        "st-pause": "#9FB2DC",
        "st-today": "#F2B866",
        "st-future": "#829293",
        "st-before": "#758485",
        "border": "#6FC7B0",
        "border-blurred": "#34454A",
        "block-cursor-background": "#6FC7B0",
        "block-cursor-foreground": "#11171A",
        "block-cursor-blurred-background": "#24323A",
        "block-cursor-blurred-foreground": "#DCE5E1",
        "input-selection-background": "#2B676B",
        "scrollbar": "#34454A",
        "scrollbar-hover": "#4A6066",
        "scrollbar-active": "#6FC7B0",
        "scrollbar-background": "#161E22",
        "scrollbar-background-hover": "#161E22",
        "scrollbar-background-active": "#161E22",
        "scrollbar-corner-color": "#161E22",
    },
)
"""The dark theme, with which the coach starts."""

DAWN = Theme(
    name="dawn",
    dark=False,
    primary="#14695B",
    secondary="#2F5F93",
    accent="#8A5200",
    warning="#7A5B00",
    error="#A8322A",
    success="#1F6B35",
    foreground="#1E2A2A",
    background="#F6F3EC",
    surface="#EFEBE1",
    panel="#E4E0D4",
    boost="#DAD5C6",
    variables={
        "muted": "#4E5B58",
        "faint": "#5B6562",
        "line": "#C4C0B2",
        "track": "#C9CDC4",
        "block": "#14695B",
        "clock": "#8A5200",
        "d0": "#C9CDC4",
        "d1": "#669388",
        "d2": "#3F8578",
        "d3": "#1F7565",
        "d4": "#0B4B41",
        "st-done": "#1F7565",
        "st-kept": "#34776A",
        "st-missed": "#8A5A44",
        "st-rest": "#44609A",
        "st-pause": "#44609A",
        "st-today": "#8A5200",
        "st-future": "#5B6562",
        "st-before": "#6A6F6A",
        "border": "#14695B",
        "border-blurred": "#C4C0B2",
        "block-cursor-background": "#14695B",
        "block-cursor-foreground": "#F6F3EC",
        "block-cursor-blurred-background": "#DAD5C6",
        "block-cursor-blurred-foreground": "#1E2A2A",
        "input-selection-background": "#B9D4CC",
        "scrollbar": "#C4C0B2",
        "scrollbar-hover": "#A9A595",
        "scrollbar-active": "#14695B",
        "scrollbar-background": "#EFEBE1",
        "scrollbar-background-hover": "#EFEBE1",
        "scrollbar-background-active": "#EFEBE1",
        "scrollbar-corner-color": "#EFEBE1",
    },
)
"""The light theme, on the colour of paper rather than on white."""

THEMES = (DUSK, DAWN)
"""The themes that the app registers at its start."""

THEME_ABOUT = SETTINGS["theme"].meanings
"""The themes to choose from, with a few words on each: ours, two of the terminal's colours, and others."""

THEME_NAMES = tuple(THEME_ABOUT)
"""Their names, in the order of the list."""

_ANSI = {
    "muted": "ansi_default",
    "faint": "ansi_default",
    "line": "ansi_bright_black",
    "track": "ansi_bright_black",
    "block": "ansi_bright_cyan",
    "clock": "ansi_bright_yellow",
    "d0": "ansi_bright_black",
    "d1": "ansi_cyan",
    "d2": "ansi_cyan",
    "d3": "ansi_bright_cyan",
    "d4": "ansi_bright_cyan",
    "st-done": "ansi_bright_cyan",
    "st-kept": "ansi_cyan",
    "st-missed": "ansi_default",
    "st-rest": "ansi_bright_magenta",
    "st-pause": "ansi_bright_magenta",
    "st-today": "ansi_bright_yellow",
    "st-future": "ansi_default",
    "st-before": "ansi_default",
}
_ANSI_LIGHT = {
    "block": "ansi_blue",
    "clock": "ansi_blue",
    "d1": "ansi_blue",
    "d2": "ansi_blue",
    "d3": "ansi_blue",
    "d4": "ansi_blue",
    "st-done": "ansi_blue",
    "st-kept": "ansi_blue",
    "st-rest": "ansi_red",
    "st-pause": "ansi_red",
    "st-today": "ansi_blue",
}


def nearest_theme(name: str) -> str:
    """Returns the theme of that name, or in place of one that is not offered another that is as dark."""
    if name in THEME_NAMES:
        return name
    gone = BUILTIN_THEMES.get(name)
    if gone is not None and not gone.dark:
        return DAWN.name
    family = name.partition("-")[0]
    return next((each for each in THEME_NAMES if each.partition("-")[0] == family), DUSK.name)


def variable_defaults(theme: Theme) -> dict[str, str]:
    """Returns the coach's colour variables for any theme, for the app's `get_theme_variable_defaults`."""
    if theme.ansi:
        return _ANSI if theme.dark else {**_ANSI, **_ANSI_LIGHT}
    if theme.name in (DUSK.name, DAWN.name):
        return dict(theme.variables)
    generated = theme.to_color_system().generate()
    return dict(
        _derived(
            generated["background"], generated["foreground"], generated["primary"], generated["accent"],
            generated["secondary"], generated["warning"], theme.boost or generated["background"],
        )
    )  # fmt: skip


def contrast(one: str | Color, other: str | Color) -> float:
    """Returns the contrast ratio of WCAG 2, from 1 to 21."""
    light, dark = sorted((_luminance(_color(one)), _luminance(_color(other))), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@lru_cache(maxsize=32)
def _derived(
    background: str, foreground: str, primary: str, accent: str, secondary: str, warning: str, boost: str
) -> tuple[tuple[str, str], ...]:
    ground, ink = Color.parse(background), Color.parse(foreground)
    under = Color.parse(boost)  # of all grounds that text stands on the one nearest to the ink

    def readable(color: str, ratio: float, share: float = 0.0) -> str:
        """Returns a colour, mixed with the ground by `share`, then with the ink up to a contrast ratio."""
        mixed = Color.parse(color).blend(ground, share)
        for tenth in range(11):
            if contrast(nearer := mixed.blend(ink, tenth / 10), under) >= ratio:
                return nearer.hex
        return ink.hex

    muted = readable(foreground, 4.5, 0.35)
    faint = readable(foreground, 4.5, 0.45)
    rest = readable(secondary, 4.5)
    return tuple(
        {
            "muted": muted,
            "faint": faint,
            "line": ground.blend(ink, 0.22).hex,
            "track": ground.blend(ink, 0.22).hex,
            "block": readable(primary, 4.5),
            "clock": readable(accent, 4.5),
            "d0": ground.blend(ink, 0.22).hex,
            "d1": readable(primary, 3.0, 0.6),
            "d2": readable(primary, 3.5, 0.4),
            "d3": readable(primary, 4.5, 0.1),
            "d4": Color.parse(readable(primary, 4.5)).blend(ink, 0.5).hex,
            "st-done": readable(primary, 4.5, 0.1),
            "st-kept": readable(primary, 4.5, 0.3),
            "st-missed": readable(warning, 4.5, 0.35),
            "st-rest": rest,
            "st-pause": rest,
            "st-today": readable(accent, 4.5),
            "st-future": faint,
            "st-before": readable(foreground, 4.5, 0.55),
        }.items()
    )


def _color(color: str | Color) -> Color:
    return Color.parse(color) if isinstance(color, str) else color


def _luminance(color: Color) -> float:
    def linear(part: int) -> float:
        share = part / 255
        return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(part) for part in color.rgb)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
