"""The names of a screen's pages, and a text that holds for all of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from textual import events
from textual.message import Message
from textual.reactive import reactive

from coach.widgets.base.cell_widget import CellWidget, Span, width_of


class PageIndicator(CellWidget):
    """One row: the pages, the present one in brackets, and a text at the right if there is room."""

    DEFAULT_CSS = """
    PageIndicator { height: 1; width: 1fr; }
    """

    pages: reactive[Sequence[str]] = reactive(())
    """The names of the pages, in their order; a single one is not shown."""
    at: reactive[int] = reactive(0)
    """The place of the present page, from 0."""
    text: reactive[str] = reactive("")
    """The text at the right."""

    @dataclass
    class Chosen(Message):
        """A page was clicked."""

        indicator: PageIndicator
        at: int

        @property
        def control(self) -> PageIndicator:
            """The line of pages."""
            return self.indicator

    def on_click(self, event: events.Click) -> None:
        """Chooses the page that was clicked; where only the present one is shown, the next."""
        if (page := page_at(self.pages, self.at, event.x, self.content_size.width)) is not None:
            event.stop()
            self.post_message(self.Chosen(self, page))

    def row(self, y: int) -> Iterable[Span]:
        """Returns the one row."""
        return page_row(self.pages, self.at, self.text, self.content_size.width)


def page_at(pages: Sequence[str], at: int, x: int, width: int) -> int | None:
    """Returns the page whose name stands at a cell; the next one where only one name is shown."""
    starts = [sum(len(name) + 2 for name in pages[:place]) for place in range(len(pages) + 1)]
    if len(pages) < 2:
        return None
    if starts[-1] > width:
        return (at + 1) % len(pages) if x < len(pages[at]) + 2 else None
    return next((place for place in range(len(pages)) if starts[place] <= x < starts[place + 1]), None)


def page_row(pages: Sequence[str], at: int, text: str, width: int) -> list[Span]:
    """Returns the spans of the line; only the present page, with its number, if not all names fit."""
    spans: list[Span] = []
    if len(pages) > 1:
        spans = [
            (f"[{name}]", "block bold") if place == at else (f" {name} ", "muted")
            for place, name in enumerate(pages)
        ]
        if width_of(spans) > width:
            spans = [(f"[{pages[at]}]", "block bold"), (f" {at + 1} of {len(pages)}", "muted")]
    room = width - width_of(spans)
    if text and room >= len(text) + (2 if spans else 1):
        spans.append((text.rjust(room - 1), "muted") if spans else (f" {text}", "muted"))
    return spans
