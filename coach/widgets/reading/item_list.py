"""A list with a cursor; each step of the cursor repaints two rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rich.cells import cell_len, set_cell_size
from textual import events
from textual.binding import Binding
from textual.geometry import Region
from textual.message import Message
from textual.reactive import reactive

from coach.text.clean import clean_lines
from coach.widgets.base.cell_widget import GROUND, CellWidget, Span

WHEEL_ROWS = 3
"""Rows by which the list moves at a turn of the mouse wheel."""


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a list."""

    text: str
    tag: str = ""
    """A word at the right edge, or in the list's column of values."""
    id: str = ""
    heading: bool = False
    """Whether it is a heading, which the cursor skips."""
    marks: tuple[tuple[int, int], ...] = ()
    """Starts and ends of the parts of the text to underline, in order and without overlaps."""
    pen: str = "foreground"
    tag_pen: str = "muted"


class ItemList(CellWidget, can_focus=True):
    """Rows with a cursor; the screen sets the lines, and hears where the cursor is.

    Textual's OptionList repaints all of its rows at each step (4.9 kB), this one two. For the same reason it
    moves by half a page when the cursor leaves the rows that are shown, rather than by a row each step.
    """

    DEFAULT_CSS = """
    ItemList { width: 1fr; height: 1fr; }
    """

    BINDINGS = [
        Binding("up,k", "move(-1)", "Up", id="list-up", tooltip="The line above", show=False),
        Binding("down,j", "move(1)", "Down", id="list-down", tooltip="The line below", show=False),
        Binding("pageup", "page(-1)", "Page up", id="list-page-up", tooltip="A page up", show=False),
        Binding("pagedown", "page(1)", "Page down", id="list-page-down", tooltip="A page down", show=False),
        Binding("g,home", "edge(-1)", "First", id="list-first", tooltip="The first line", show=False),
        Binding("G,end", "edge(1)", "Last", id="list-last", tooltip="The last line", show=False),
    ]

    lines: reactive[Sequence[Line]] = reactive((), repaint=False)
    """The rows; the cursor stays on the line with the same id if there still is one."""
    cursor: reactive[int | None] = reactive(None, repaint=False)
    """The place of the line under the cursor; None while no line can have the cursor."""

    @dataclass
    class Highlighted(Message):
        """The cursor came to another line."""

        list: ItemList
        line: Line

        @property
        def control(self) -> ItemList:
            """The list."""
            return self.list

    @dataclass
    class Opened(Message):
        """The line under the cursor was clicked."""

        list: ItemList
        line: Line

        @property
        def control(self) -> ItemList:
            """The list."""
            return self.list

    def __init__(self, *, column: int = 0, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.column = column
        """The column where the tags begin; 0 puts them at the right edge."""
        self._top = 0

    @property
    def line(self) -> Line | None:
        """The line under the cursor."""
        return self.lines[self.cursor] if self.cursor is not None else None

    def row(self, y: int) -> Iterable[Span]:
        """Returns one line, with the scroll bar if not all lines fit."""
        width, height = self.content_size
        if len(self.lines) <= height:
            return self._line(y, width)
        thumb = max(1, height * height // len(self.lines))
        start = (height - thumb) * self._top // max(1, len(self.lines) - height)
        bar: Span = (" ", "line solid") if start <= y < start + thumb else (" ", GROUND)
        return [*self._line(y + self._top, width - 1), bar]

    def go(self, id: str) -> None:
        """Puts the cursor on the line with an id, if there is one."""
        place = next((at for at, line in enumerate(self.lines) if line.id == id and not line.heading), None)
        if place is not None:
            self.cursor = place

    def watch_lines(self, old: Sequence[Line], new: Sequence[Line]) -> None:
        """Keeps the cursor on its line, and repaints the rows that differ."""
        at = self.cursor if self.cursor is not None else 0
        stood = old[at].id if at < len(old) else ""
        top, cursor = self._top, self.cursor
        kept = next(
            (n for n, line in enumerate(new) if stood and line.id == stood and not line.heading), None
        )
        with self.prevent(ItemList.Highlighted):
            self.set_reactive(ItemList.cursor, kept if kept is not None else _nearest(new, at))
        self._bring_in()
        if (top, cursor, len(old)) != (self._top, self.cursor, len(new)):
            self.refresh()
        else:
            self._repaint(*(n for n, pair in enumerate(zip(old, new, strict=True)) if pair[0] != pair[1]))
        self._tell()

    def watch_cursor(self, old: int | None, new: int | None) -> None:
        """Repaints the two rows, or everything if the list moves."""
        top = self._top
        self._bring_in()
        if top != self._top:
            self.refresh()
        else:
            self._repaint(*(place for place in (old, new) if place is not None))
        if old != new:
            self._tell()

    def on_resize(self) -> None:
        """Keeps the cursor in sight."""
        self._bring_in()
        self.refresh()

    def on_focus(self) -> None:
        """Repaints the line at the cursor as focused."""
        self._repaint(*([] if self.cursor is None else [self.cursor]))

    def on_blur(self) -> None:
        """Repaints the line at the cursor without the focus."""
        self._repaint(*([] if self.cursor is None else [self.cursor]))

    def on_click(self, event: events.Click) -> None:
        """Moves the cursor to the line that was clicked; opens the line if the cursor is there already."""
        place = self._top + event.get_content_offset_capture(self).y
        if not 0 <= place < len(self.lines) or self.lines[place].heading:
            return
        event.stop()
        if place == self.cursor:
            self.post_message(self.Opened(self, self.lines[place]))
        else:
            self.cursor = place

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Moves the list down."""
        event.stop()
        self._turn(WHEEL_ROWS)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Moves the list up."""
        event.stop()
        self._turn(-WHEEL_ROWS)

    def action_move(self, by: int) -> None:
        """Moves the cursor to the next line up or down that is no heading."""
        place = self.cursor
        while place is not None and 0 <= (place := place + by) < len(self.lines):
            if not self.lines[place].heading:
                self.cursor = place
                return

    def action_page(self, by: int) -> None:
        """Moves the cursor a page up or down."""
        if self.cursor is not None:
            rows = max(1, self.content_size.height - 1)
            place = min(max(self.cursor + by * rows, 0), len(self.lines) - 1)
            self.cursor = _nearest(self.lines, place)

    def action_edge(self, to: int) -> None:
        """Moves the cursor to the first or the last line."""
        self.cursor = _nearest(self.lines, 0 if to < 0 else len(self.lines) - 1)

    def _line(self, place: int, width: int) -> Iterable[Span]:
        if place >= len(self.lines):
            return []
        line = self.lines[place]
        if line.heading:
            return [(set_cell_size(line.text, width), "block bold")]
        here = place == self.cursor
        room, tag = self._room(line, width)
        if here and self.has_focus:
            return [(" " + fitted(line.text, room) + tag, "block bold reverse")]
        pen = f"{line.pen} bold" if here else line.pen
        spans: list[Span] = [(">", "block bold") if here else (" ", pen)]
        text, at = fitted(line.text, room), 0
        for start, end in line.marks:
            spans += [(text[at:start], pen), (text[start:end], "accent bold underline")]
            at = end
        return [*spans, (text[at:], pen), (tag, line.tag_pen if tag.strip() else pen)]

    def _room(self, line: Line, width: int) -> tuple[int, str]:
        """Returns the cells for the text, and the tag with the blanks around it."""
        tag = clean_lines(line.tag)
        if self.column and self.column < width:
            return self.column - 1, set_cell_size(" " + tag, width - self.column)
        wanted = min(cell_len(tag), max(0, width // 2))
        return width - wanted - 3 if tag else width - 1, f" {set_cell_size(tag, wanted)} " if tag else ""

    def _repaint(self, *places: int) -> None:
        width, height = self.content_size
        width -= len(self.lines) > height  # the scroll bar stays as it is
        rows = {place - self._top for place in places}
        if regions := [Region(0, y, width, 1) for y in sorted(rows) if 0 <= y < height]:
            self.refresh(*regions)

    def _bring_in(self) -> None:
        height = self.content_size.height
        if self.cursor is not None and height and not self._top <= self.cursor < self._top + height:
            self._top = self.cursor - height // 2
        if self.cursor is not None and not any(not line.heading for line in self.lines[: self.cursor]):
            self._top = 0
        self._top = max(0, min(self._top, len(self.lines) - height))

    def _turn(self, by: int) -> None:
        top = max(0, min(self._top + by, len(self.lines) - self.content_size.height))
        if top != self._top:
            self._top = top
            self.refresh()

    def _tell(self) -> None:
        if self.is_mounted and self.line is not None:
            self.post_message(self.Highlighted(self, self.line))


def fitted(text: str, width: int) -> str:
    """Returns the text in exactly so many cells; if it is cut, three dots follow its last whole word."""
    text = clean_lines(text)
    if cell_len(text) <= width or width < 4:
        return set_cell_size(text, max(0, width))
    begun = set_cell_size(text, width - 3)
    words = begun.rpartition(" ")[0]
    # In a very narrow place, part of a long word says more than nothing.
    if not text[len(begun) :].startswith(" ") and cell_len(words) >= width // 2:
        begun = words
    return set_cell_size(begun.rstrip() + "...", width)


def _nearest(lines: Sequence[Line], place: int) -> int | None:
    """Returns the place of the nearest line that can have the cursor; None if there is none."""
    open_to = [n for n, line in enumerate(lines) if not line.heading]
    return min(open_to, key=lambda n: abs(n - place), default=None)
