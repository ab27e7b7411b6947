"""The base of the widgets that paint their own cells: they give spans, and it makes strips of them."""

from __future__ import annotations

from collections.abc import Iterable

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.strip import Strip
from textual.widget import Widget

from coach.text.glyphs import ASCII, UNICODE, Glyphs
from coach.widgets.base.theme import variable_defaults

Span = tuple[str, str]
"""A text and its pen: the name of a colour variable, then any of `bold`, `reverse`, `underline`, or `solid`.

A solid pen paints blanks in its colour, by reversing it: that shows without colour too, and takes half the
bytes of block glyphs with both their colours.
"""

GROUND = "ground"
"""The pen of blanks that show nothing but the background."""

ASCII_CLASS = "-ascii"
"""The class of the app while it shows ASCII marks."""


class CellWidget(Widget):
    """A widget that paints rows of spans, with the theme's colours and the app's glyphs."""

    ALLOW_SELECT = False

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        self._pens: dict[str, Style] = {}
        self._painted_as: tuple[str, Color, bool] | None = None
        super().__init__(id=id, classes=classes)

    @property
    def marks(self) -> Glyphs:
        """The glyphs in use."""
        return ASCII if self.is_attached and self.app.has_class(ASCII_CLASS) else UNICODE

    def row(self, y: int) -> Iterable[Span]:
        """Returns the spans of one row, at most as wide as the content; each widget overrides this."""
        raise NotImplementedError

    def render_line(self, y: int) -> Strip:
        """Returns one row, padded to the full width."""
        return self.strip(self.row(y))

    def strip(self, spans: Iterable[Span]) -> Strip:
        """Returns the spans as a strip as wide as the content."""
        # Pens hold the colours of a theme and a background, and are mixed again when one of them changes.
        if (look := self._look) != self._painted_as:
            self._pens.clear()
            self._painted_as = look
        segments: list[Segment] = []
        run, run_pen = "", ""
        # Neighbours with the same pen become one segment, which saves bytes.
        for text, pen in spans:
            if pen == run_pen:
                run += text
                continue
            if run:
                segments.append(Segment(run, self._pen(run_pen)))
            run, run_pen = text, pen
        if run:
            segments.append(Segment(run, self._pen(run_pen)))
        return Strip(segments).adjust_cell_length(self.content_size.width, self._pen(GROUND))

    def notify_style_update(self) -> None:
        """Repaints after a change of theme, background or glyphs; other changes of style do not show."""
        super().notify_style_update()
        if self._painted_as is not None and self.is_attached and self._look != self._painted_as:
            self.refresh()

    def on_focus(self) -> None:
        """Repaints the widget as focused."""
        self.refresh()

    def on_blur(self) -> None:
        """Repaints the widget without the focus."""
        self.refresh()

    @property
    def _look(self) -> tuple[str, Color, bool]:
        return self.app.theme, self.background_colors[1], self.marks.ascii

    def _pen(self, pen: str) -> Style:
        if (style := self._pens.get(pen)) is None:
            style = self._pens[pen] = self._mixed(pen)
        return style

    def _mixed(self, pen: str) -> Style:
        ground = self.background_colors[1].rich_color
        if pen == GROUND:
            return Style(bgcolor=ground)
        name, *flags = pen.split()
        value = self.app.theme_variables.get(name) or variable_defaults(self.app.current_theme)[name]
        color = Color.parse(value).rich_color
        # Reversed, a blank has the pen's colour even where no colours are shown.
        if "solid" in flags:
            return Style(color=color, reverse=True)
        return Style(color=color, bgcolor=ground) + Style.parse(" ".join(flags) or "none")


def width_of(spans: Iterable[Span]) -> int:
    """Returns the width of a row of the widgets' own text, in which each character takes one cell."""
    return sum(len(text) for text, _ in spans)
