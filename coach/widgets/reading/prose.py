"""Paragraphs of text that scroll if they do not fit."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.css.styles import RulesMap
from textual.reactive import var
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual
from textual.widgets import Static

from coach.text.clean import clean_lines
from coach.widgets.base.cell_widget import Span


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A text in one or more pens, wrapped to the present width; an empty one is a blank row."""

    spans: tuple[Span, ...] = ()
    indent: int = 0
    """Blanks before all rows but the first."""

    def rows(self, width: int) -> Iterable[Content]:
        """Yields the rows, broken between words where they have any."""
        if width < 1:
            return
        rest = Content.assemble(*((clean_lines(text), f"${pen}") for text, pen in self.spans))
        first, *_ = rest.wrap(width)
        yield first
        indent = min(self.indent, width // 2)
        rest = rest[len(first) :]
        if rest := rest[len(rest.plain) - len(rest.plain.lstrip()) :]:
            yield from (row.pad_left(indent) for row in rest.wrap(width - indent))


def plain(text: str, pen: str = "foreground", indent: int = 0) -> Paragraph:
    """Returns a paragraph in one pen."""
    return Paragraph(((text, pen),), indent)


BLANK = Paragraph()
BOTTOM = Paragraph(indent=-1)
"""A blank row, or as many as put what follows at the bottom of a text that is as high as its place."""


@dataclass(frozen=True, slots=True)
class Page(Visual):
    """Paragraphs, each below the one before."""

    paragraphs: tuple[Paragraph, ...]

    def rows(self, width: int, height: int = 0) -> list[Content]:
        """Returns the rows at a width; with `BOTTOM` among the paragraphs, at least so many."""
        rows: list[Content] = []
        gap_at = None
        for paragraph in self.paragraphs:
            if paragraph == BOTTOM:
                gap_at = len(rows)
            rows += paragraph.rows(width)
        if gap_at is not None:
            rows[gap_at:gap_at] = [Content()] * (height - len(rows))
        return rows

    def render_strips(
        self, width: int, height: int | None, style: Style, options: RenderOptions
    ) -> list[Strip]:
        """Returns the rows as they are painted."""
        rows = self.rows(width, height or 0)
        return [strip for row in rows for strip in row.render_strips(width, 1, style, options)]

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        """Returns all of the width that there is."""
        return container_width

    def get_height(self, rules: RulesMap, width: int) -> int:
        """Returns the number of rows."""
        return len(self.rows(width))


class _Text(Static):
    ALLOW_SELECT = False


class Prose(VerticalScroll, inherit_bindings=False):
    """Textual's container that scrolls, with paragraphs; the user's text is never read as markup."""

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

    paragraphs: var[Sequence[Paragraph]] = var(())
    """The paragraphs to show."""

    def __init__(self, *, can_focus: bool = False, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(can_focus=can_focus, id=id, classes=classes)

    def compose(self) -> ComposeResult:
        """Yields the text."""
        yield _Text(Page(tuple(self.paragraphs)))

    def watch_paragraphs(self, paragraphs: Sequence[Paragraph]) -> None:
        """Shows other paragraphs, from their beginning."""
        for text in self.query(_Text):
            page, place = Page(tuple(paragraphs)), text.size
            room = 0 if self.styles.is_auto_height else self.container_size.height
            if len(page.rows(self.content_region.width)) <= room:
                # Textual asks only whether the text fits beside the bar, and would keep the bar.
                self.show_vertical_scrollbar = False
            # Most texts are as high as the one before, or as their place: no layout, which takes the longest.
            same = place.height == max(len(page.rows(place.width)), room)
            text.update(page, layout=not same)
            self.scroll_home(animate=False)

    def watch_show_vertical_scrollbar(self, shown: bool) -> None:
        """Leaves a blank before the scroll bar; a text without one has all of the width."""
        self.set_class(shown, "-scrolls")

    def action_turn(self, by: int) -> None:
        """Moves the text by so many rows, up if they are negative."""
        self.scroll_relative(y=by, animate=False)

    def action_turn_page(self, by: int) -> None:
        """Moves the text a page down or up; one row of the page stays in sight."""
        self.action_turn(by * max(1, self.container_size.height - 1))

    def action_edge(self, to: int) -> None:
        """Moves to the beginning or the end of the text."""
        self.scroll_to(y=0 if to < 0 else self.max_scroll_y, animate=False)
