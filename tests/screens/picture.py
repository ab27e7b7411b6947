"""A screen as text that a snapshot can keep: its characters, and below them the style of each cell.

A style is told by the names of its colours, never by its place among the styles of a picture: one style more
changes the lines that have it, and no other.
"""

from __future__ import annotations

from itertools import groupby

from rich.color import Color
from rich.style import Style
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode
from textual.strip import Strip

from coach.app import CoachApp
from coach.widgets.base.theme import DUSK

TOKENS = tuple(
    name for name in DUSK.variables if not name.startswith(("scrollbar", "block-", "border", "input"))
)
"""The names of the variables that style sheets and widgets use beside Textual's own."""
NAMED = (
    "primary", "secondary", "accent", "warning", "error", "success", "foreground", "background", "surface",
    "panel", *TOKENS,
)  # fmt: skip
"""The colours that are told by name; of several that are alike, the first one's."""
_ATTRIBUTES = ("bold", "dim", "italic", "underline", "strike", "blink", "reverse")


class TextPicture(SingleFileSnapshotExtension):
    """One readable file a picture, so that a change shows in a diff."""

    _write_mode = WriteMode.TEXT
    file_extension = "txt"
    _file_extension = "txt"


def picture(app: CoachApp) -> str:
    """Returns the present screen: its text, the styles of each line, and what the names of colours are."""
    colors = {
        value.lower(): name
        for name in reversed(NAMED)
        if (value := app.theme_variables.get(name, "")).startswith("#")
    }
    strips = app.screen._compositor.render_strips()
    text = [strip.text.rstrip() for strip in strips]
    styles = [f"{number:2} {runs(strip, colors)}" for number, strip in enumerate(strips)]
    used = {color.name for strip in strips for segment in strip for color in _both(segment.style) if color}
    legend = [f"{name} {color}" for color, name in sorted(colors.items(), key=_place) if color in used]
    return "\n".join([*text, "", *styles, "", *legend, ""])


def runs(strip: Strip, names: dict[str, str]) -> str:
    """Returns the styles of a line from left to right, each with the number of its cells.

    "muted 12 | primary on panel bold 3": what stands on the screen's own ground does not name it.
    """
    cells = [(said(segment.style, names), segment.cell_length) for segment in strip]
    parts = groupby(cells, key=lambda cell: cell[0])
    return " | ".join(f"{style} {sum(width for _, width in part)}" for style, part in parts)


def said(style: Style | None, names: dict[str, str]) -> str:
    """Returns a style in words: ink, ground, attributes."""
    ink, ground = (names.get(color.name, color.name) if color else "-" for color in _both(style))
    parts = [ink if ground == "background" else f"{ink} on {ground}"]
    return " ".join(parts + [name for name in _ATTRIBUTES if style and getattr(style, name)])


def _both(style: Style | None) -> tuple[Color | None, Color | None]:
    return (style.color, style.bgcolor) if style else (None, None)


def _place(entry: tuple[str, str]) -> int:
    return NAMED.index(entry[1])
