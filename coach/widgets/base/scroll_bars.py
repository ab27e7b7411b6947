"""Quiet scroll bars of whole cells, which need no glyph that a font may lack."""

from __future__ import annotations

from textual.scrollbar import ScrollBar, ScrollBarRender


class PlainScrollBar(ScrollBarRender):
    """The stock scroll bar without its partial blocks."""

    VERTICAL_BARS = [" "]
    HORIZONTAL_BARS = [" "]


def install() -> None:
    """Lets all scroll bars of the program be plain; the app calls it once, before it starts."""
    ScrollBar.renderer = PlainScrollBar
