"""The text of one part of a screen, whatever stands beside it."""

from __future__ import annotations

from textual.app import App
from textual.geometry import Region
from textual.pilot import Pilot
from textual.widgets import Static

from coach.widgets.reading.prose import Prose


def text_in(app: App[None], selector: str) -> str:
    """The words of a widget, without line breaks."""
    return " ".join(" ".join(rows_in(app, selector)).split())


async def all_in(pilot: Pilot[None], selector: str) -> str:
    """The same of a text that has the focus, scrolled from its beginning to its end."""
    await pilot.press("g")
    await pilot.pause()
    told = rows_in(pilot.app, selector)
    shown = told
    while True:
        await pilot.press("j")
        await pilot.pause()
        if (then := rows_in(pilot.app, selector)) == shown:
            return " ".join(" ".join(told).split())
        told, shown = [*told, then[-1]], then


def rows_in(app: App[None], selector: str) -> list[str]:
    """The rows of a widget as they are painted."""
    widget = app.screen.query_one(selector)
    if isinstance(widget, Prose):
        text = widget.query_one(Static)
        seen = Region(0, int(widget.scroll_y), text.size.width, widget.size.height)
        return [strip.text for strip in text.render_lines(seen)]
    width = widget.size.width + widget.styles.padding.width
    return [strip.text for strip in widget.render_lines(Region(0, 0, width, widget.size.height))]
