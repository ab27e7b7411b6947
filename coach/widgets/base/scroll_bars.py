"""Plain scroll bars of whole cells, which need no glyph that a font may lack."""

from __future__ import annotations

from textual.scrollbar import ScrollBar, ScrollBarRender


class PlainScrollBar(ScrollBarRender):
    """Textual's scroll bar without its partial blocks."""

    VERTICAL_BARS = [" "]
    HORIZONTAL_BARS = [" "]


def install() -> None:
    """Makes all scroll bars of the program plain; the app calls it once, before it starts."""
    ScrollBar.renderer = PlainScrollBar
