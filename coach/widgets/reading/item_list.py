"""A list with a cursor, whose lines have a word at the right edge."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from textual import events
from textual.binding import Binding
from textual.css.styles import RulesMap
from textual.strip import Strip
from textual.style import Style
from textual.theme import Theme
from textual.visual import RenderOptions, Visual
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from coach.text.clean import clean
from coach.widgets.base.cell_widget import Span


@dataclass(frozen=True, slots=True)
class Line(Visual):
    """One row of a list."""

    text: str
    tag: str = ""
    """A word at the right edge, or in the column of values."""
    id: str = ""
    heading: bool = False
    """Whether it is a heading, which the cursor skips."""
    marks: tuple[tuple[int, int], ...] = ()
    """Starts and ends of the parts of the text to underline, in order and without overlaps."""
    pen: str = "foreground"
    tag_pen: str = "muted"
    column: int = 0
    """The column where the tag begins; 0 puts it at the right edge."""

    def render_strips(
        self, width: int, height: int | None, style: Style, options: RenderOptions
    ) -> list[Strip]:
        """Returns the line in a style, which is bold at the cursor, and reversed as well with the focus."""
        spans = self.spans(width, style)
        pens = ((text, style + options.get_style(pen) if pen else style) for text, pen in spans)
        return [Strip([Segment(text, pen.rich_style) for text, pen in pens], width)]

    def spans(self, width: int, style: Style) -> Iterable[Span]:
        """Returns the parts of the line with their pens, in exactly `width` cells."""
        room, tag = self._room(width)
        if self.heading:
            return [(set_cell_size(self.text, width), "")]
        if style.reverse:
            return [(f" {fitted(self.text, room)}{tag}", "")]
        first = (">", "$block") if style.bold else (" ", f"${self.pen}")
        last = (tag, f"${self.tag_pen} not bold" if tag.strip() else f"${self.pen}")
        return [first, *self._spans(room), last]

    def shows_tag(self, width: int) -> bool:
        """Returns whether the tag can be read whole in a list of that width."""
        return self._room(width)[1].strip() == clean(self.tag)

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        """Returns the cells of the text and the tag."""
        return cell_len(self.text) + cell_len(self.tag) + 2

    def get_height(self, rules: RulesMap, width: int) -> int:
        """Returns 1."""
        return 1

    def _spans(self, room: int) -> Iterable[Span]:
        text, at = fitted(self.text, room), 0
        for start, end in self.marks:
            yield text[at:start], f"${self.pen}"
            yield text[start:end], "$accent bold underline"
            at = end
        yield text[at:], f"${self.pen}"

    def _room(self, width: int) -> tuple[int, str]:
        """Returns the cells for the text, and the tag with the blanks around it."""
        tag = clean(self.tag)
        if self.column and self.column < width:
            room = width - self.column
            return self.column - 1, set_cell_size(" " + fitted(tag, room - 1).rstrip(), room)
        wanted = min(cell_len(tag), max(0, width // 2))
        return width - wanted - 3 if tag else width - 1, f" {fitted(tag, wanted)} " if tag else ""


_STEPS = {"list-up": -1, "list-down": 1}
"""The ids of the keys that go a line up or down."""


class ItemList(OptionList, inherit_bindings=False):
    """Textual's list with lines; the cursor stops at the ends, and a click opens where the cursor is."""

    DEFAULT_CSS = """
    ItemList { width: 1fr; height: 1fr; }
    """

    BINDINGS = [
        Binding("up,k", "move(-1)", "Previous", id="list-up", tooltip="The line above", show=False),
        Binding("down,j", "move(1)", "Next", id="list-down", tooltip="The line below", show=False),
        Binding("pageup", "page(-1)", "Page up", id="list-page-up", tooltip="A page up", show=False),
        Binding("pagedown", "page(1)", "Page down", id="list-page-down", tooltip="A page down", show=False),
        Binding("g,home", "edge(-1)", "First", id="list-first", tooltip="The first line", show=False),
        Binding("G,end", "edge(1)", "Last", id="list-last", tooltip="The last line", show=False),
    ]

    _lines_shown: tuple[Line, ...] = ()
    _idle: tuple[bool, ...] = ()
    """Which of the keys for the line above and below do nothing, as the bar was told last."""

    def on_mount(self) -> None:
        """Follows changes of theme."""
        self.app.theme_changed_signal.subscribe(self, self._recolour)

    @property
    def lines(self) -> Sequence[Line]:
        """The rows; with others, the cursor stays on the line with the same id if there still is one."""
        return self._lines_shown

    @lines.setter
    def lines(self, lines: Sequence[Line]) -> None:
        if tuple(lines) == self._lines_shown:
            return
        at, top, id = self.highlighted or 0, self.scroll_offset.y, self.line.id if self.line else ""
        self._lines_shown = tuple(lines)
        self.set_options(Option(line, disabled=line.heading) for line in lines)
        if top:
            self.scroll_to(y=top, animate=False)
        same = self._place_of(id) if id else None
        self.highlighted = self._nearest(at) if same is None else same

    @property
    def line(self) -> Line | None:
        """The line under the cursor."""
        return self._lines_shown[self.highlighted] if self.highlighted is not None else None

    def go(self, id: str) -> None:
        """Puts the cursor on the line with an id, if there is one."""
        if (place := self._place_of(id)) is not None:
            self.highlighted = place

    def get_visual_style(self, *component_classes: str, partial: bool = False) -> Style:
        """Returns a style; with the focus that of the cursor is reversed, which shows without colour too."""
        style = super().get_visual_style(*component_classes, partial=partial)
        # Textual's leaves out what a sheet says of `reverse`.
        cursor = self.has_focus and "option-list--option-highlighted" in component_classes
        return style + Style(reverse=True) if cursor else style

    def scroll_to_highlight(self, top: bool = False) -> None:
        """Scrolls by half a page if the cursor left the rows that are shown, and to the first heading."""
        first, at = self.scroll_offset.y, self.highlighted
        super().scroll_to_highlight(top)  # only this lets it know how many rows there are
        height = self.scrollable_content_region.height
        if at is not None and height:
            first = first if first <= at < first + height else at - height // 2
            self.scroll_to(y=0 if at == self._nearest(0) else first, animate=False)

    def on_resize(self) -> None:
        """Keeps the cursor in sight."""
        self.scroll_to_highlight()

    def on_click(self, event: events.Click) -> None:
        """Moves the cursor to the line that was clicked; opens the line if the cursor is there already."""
        event.prevent_default()
        place = event.style.meta.get("option")
        if place is None or self._lines_shown[place].heading:
            return
        event.stop()
        if place == self.highlighted:
            self.action_select()
        self.highlighted = place

    def action_move(self, by: int) -> None:
        """Moves the cursor to the next line up or down that is no heading."""
        beside = self._beside(by)
        self.highlighted = self.highlighted if beside is None else beside

    def action_page(self, by: int) -> None:
        """Moves the cursor a page up or down."""
        rows = max(1, self.scrollable_content_region.height - 1)
        self.highlighted = self._nearest((self.highlighted or 0) + by * rows)

    def action_edge(self, to: int) -> None:
        """Moves the cursor to the first or the last line."""
        self.highlighted = self._nearest(0 if to < 0 else len(self._lines_shown))

    def is_idle(self, id: str) -> bool:
        """Returns whether a key does nothing now: the cursor is at the end to which it leads."""
        return id in _STEPS and self._beside(_STEPS[id]) is None

    def on_option_list_option_highlighted(self) -> None:
        """Tells the bar of keys when the cursor comes to an end of the list, or leaves it."""
        idle = tuple(map(self.is_idle, _STEPS))
        if idle != self._idle:
            self._idle = idle
            self.screen.refresh_bindings()

    def _beside(self, by: int) -> int | None:
        """Returns the place of the next line up or down that is no heading; None at the end."""
        places = range(self.highlighted or 0, -1 if by < 0 else len(self._lines_shown), by)[1:]
        return next((n for n in places if not self._lines_shown[n].heading), None)

    def _recolour(self, _theme: Theme) -> None:
        # Rows of the same style are painted once, although the pens in them have other colours now.
        if self._lines_shown:
            self.replace_option_prompt_at_index(0, self._lines_shown[0])

    def _place_of(self, id: str) -> int | None:
        return next(
            (n for n, line in enumerate(self._lines_shown) if line.id == id and not line.heading), None
        )

    def _nearest(self, place: int) -> int | None:
        """Returns the place of the nearest line that can have the cursor; None if there is none."""
        open_to = [n for n, line in enumerate(self._lines_shown) if not line.heading]
        return min(open_to, key=lambda n: abs(n - place), default=None)


def fitted(text: str, width: int) -> str:
    """Returns the text in exactly so many cells; if it is cut, three dots follow its last whole word."""
    text = clean(text)  # a row is one line
    if cell_len(text) <= width or width < 4:
        return set_cell_size(text, max(0, width))
    begun = set_cell_size(text, width - 3)
    words = begun.rpartition(" ")[0]
    # In a very narrow place, part of a long word says more than nothing.
    if not text[len(begun) :].startswith(" ") and cell_len(words) >= width // 2:
        begun = words
    return set_cell_size(begun.rstrip() + "...", width)
