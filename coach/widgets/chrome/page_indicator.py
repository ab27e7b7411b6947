"""The names of a screen's pages, and a text that holds for all of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

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

    def row(self, y: int) -> Iterable[Span]:
        """Returns the one row."""
        return page_row(self.pages, self.at, self.text, self.content_size.width)


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
