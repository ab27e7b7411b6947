"""Paragraphs of text, of which only the rows that change are repainted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rich.cells import cell_len, chop_cells
from textual import events
from textual.binding import Binding
from textual.geometry import Region, Size
from textual.reactive import reactive

from coach.text.clean import clean_lines
from coach.widgets.base.cell_widget import GROUND, CellWidget, Span

WHEEL_ROWS = 3
"""Rows by which the text moves at a turn of the mouse wheel."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A text in one or more pens, wrapped to the present width; an empty one is a blank row."""

    spans: tuple[Span, ...] = ()
    indent: int = 0
    """Blanks before all rows but the first."""


def plain(text: str, pen: str = "foreground", indent: int = 0) -> Paragraph:
    """Returns a paragraph in one pen."""
    return Paragraph(((text, pen),), indent)


BLANK = Paragraph()


class Prose(CellWidget):
    """Paragraphs that scroll by rows if they do not fit; the user's text is never read as markup."""

    DEFAULT_CSS = """
    Prose { width: 1fr; height: auto; }
    """

    BINDINGS = [
        Binding("up,k", "turn(-1)", "Up", id="text-up", tooltip="A row up", show=False),
        Binding("down,j", "turn(1)", "Down", id="text-down", tooltip="A row down", show=False),
        Binding("pageup", "turn_page(-1)", "Page up", id="text-page-up", tooltip="A page up", show=False),
        Binding(
            "pagedown", "turn_page(1)", "Page down", id="text-page-down", tooltip="A page down", show=False
        ),
        Binding("g,home", "edge(-1)", "First", id="text-first", tooltip="To the beginning", show=False),
        Binding("G,end", "edge(1)", "Last", id="text-last", tooltip="To the end", show=False),
    ]

    paragraphs: reactive[Sequence[Paragraph]] = reactive((), repaint=False)
    """The paragraphs to show."""
    foot: reactive[Sequence[Paragraph]] = reactive((), repaint=False)
    """Paragraphs at the bottom, if there is room; they stay there while the text above them changes."""

    def __init__(self, *, can_focus: bool = False, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.can_focus = can_focus
        self._top = 0
        self._wrapped: tuple[int, list[list[Span]]] | None = None

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Returns the number of rows that the text takes."""
        return len(self._joined(width, 0))

    def row(self, y: int) -> Iterable[Span]:
        """Returns one row of text, with the scroll bar if not all rows fit."""
        width, height = self.content_size
        rows = self._rows()
        spans = rows[y + self._top] if y + self._top < len(rows) else []
        if len(rows) <= height:
            return padded(spans, width)
        thumb = max(1, height * height // len(rows))
        start = (height - thumb) * self._top // max(1, len(rows) - height)
        bar: Span = (" ", "line solid") if start <= y < start + thumb else (" ", GROUND)
        return [*padded(spans or [("", GROUND)], width - 1), bar]

    def watch_paragraphs(self) -> None:
        """Repaints the rows that differ, from the top of the text."""
        before = None if self._wrapped is None else self._wrapped[1][self._top :]
        height = self.content_size.height
        scrolled = self._wrapped is not None and len(self._wrapped[1]) > height
        self._wrapped, self._top = None, 0
        auto = self.styles.height is not None and self.styles.height.is_auto
        if before is None or not self.is_mounted or auto:
            self.refresh(layout=auto)
            return
        after = self._rows()
        if scrolled or len(after) > height:
            self.refresh()
            return
        pairs = [(y, before[y : y + 1] or [[]], after[y : y + 1] or [[]]) for y in range(height)]
        changed = [
            Region(0, y, max(cells_of(old[0]), cells_of(new[0])), 1) for y, old, new in pairs if old != new
        ]
        if changed:
            self.refresh(*changed)

    def watch_foot(self) -> None:
        """Repaints the rows that differ."""
        self.watch_paragraphs()

    def on_resize(self) -> None:
        """Wraps the text again."""
        self._wrapped = None
        self.action_turn(0)
        self.refresh()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Moves the text down."""
        event.stop()
        self.action_turn(WHEEL_ROWS)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Moves the text up."""
        event.stop()
        self.action_turn(-WHEEL_ROWS)

    def action_turn(self, by: int) -> None:
        """Moves the text by so many rows, up if they are negative."""
        top = max(0, min(self._top + by, len(self._rows()) - self.content_size.height))
        if top != self._top:
            self._top = top
            self.refresh()

    def action_turn_page(self, by: int) -> None:
        """Moves the text a page down or up; one row of the page stays in sight."""
        self.action_turn(by * max(1, self.content_size.height - 1))

    def action_edge(self, to: int) -> None:
        """Moves to the beginning or the end of the text."""
        self.action_turn(to * len(self._rows()))

    def _rows(self) -> list[list[Span]]:
        width, height = self.content_size
        if self._wrapped is None or self._wrapped[0] != width:
            rows = self._joined(width, height)
            if height and len(rows) > height:
                rows = self._joined(width - 2, height)
            self._wrapped = (width, rows)
        return self._wrapped[1]

    def _joined(self, width: int, height: int) -> list[list[Span]]:
        rows, foot = wrap(self.paragraphs, width), wrap(self.foot, width)
        gap: list[list[Span]] = [[] for _ in range(max(1, height - len(rows) - len(foot)))]
        return [*rows, *gap, *foot] if foot else rows


def cells_of(spans: Sequence[Span]) -> int:
    """Returns the width of a row of any text in cells."""
    return sum(cell_len(text) for text, _ in spans)


def padded(spans: Sequence[Span], width: int) -> list[Span]:
    """Returns a row filled up with blanks."""
    # In the pen of its end, if that does not show on blanks, which saves a switch of styles.
    if not spans:
        return []
    *rest, (text, pen) = spans
    blanks = " " * (width - cells_of(spans))
    if any(flag in pen for flag in ("reverse", "underline", "solid")):
        return [*spans, (blanks, GROUND)]
    return [*rest, (text + blanks, pen)]


_PIECES = re.compile(r"\s+|\S+")


def wrap(paragraphs: Sequence[Paragraph], width: int) -> list[list[Span]]:
    """Returns the paragraphs as rows of at most `width` cells, broken between words where they have any."""
    if width < 1:
        return []
    return [row for paragraph in paragraphs for row in _wrapped(paragraph, width)]


def _wrapped(paragraph: Paragraph, width: int) -> list[list[Span]]:
    indent = min(paragraph.indent, width // 2)
    rows: list[list[Span]] = [[]]
    used = 0
    for space, word in _words(paragraph.spans):
        if space and "\n" in space[0]:
            rows.append([(" " * indent, GROUND)] if indent else [])
            used, space = indent, None
        gap = cells_of([space]) if space else 0
        if used + gap + cells_of(word) > width and used > indent:
            rows.append([(" " * indent, GROUND)] if indent else [])
            used, gap, space = indent, 0, None
        if space and word:
            rows[-1].append(space)
            used += gap
        for text, pen in word:
            # A word that is longer than a row goes on in the next one.
            for part in chop_cells(text, width - indent):
                if used + cell_len(part) > width and used > indent:
                    rows.append([(" " * indent, GROUND)] if indent else [])
                    used = indent
                rows[-1].append((part, pen))
                used += cell_len(part)
    return rows


def _words(spans: Iterable[Span]) -> Iterator[tuple[Span | None, list[Span]]]:
    """Yields each word with the blanks before it; a word may have parts in several pens."""
    space: Span | None = None
    word: list[Span] = []
    for text, pen in spans:
        for piece in _PIECES.findall(clean_lines(text)):
            if not piece.isspace():
                word.append((piece, pen))
                continue
            if word or (space and "\n" in space[0]):
                yield space, word
            space, word = (piece, pen), []
    if word or (space and "\n" in space[0]):
        yield space, word
