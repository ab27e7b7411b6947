"""The text of one part of a screen, whatever stands beside it."""

from __future__ import annotations

from textual.app import App
from textual.geometry import Region


def text_in(app: App[None], selector: str) -> str:
    """The words of a widget, without line breaks."""
    widget = app.screen.query_one(selector)
    width = widget.size.width + widget.styles.padding.width
    rows = widget.render_lines(Region(0, 0, width, widget.size.height))
    return " ".join(" ".join(strip.text for strip in rows).split())
