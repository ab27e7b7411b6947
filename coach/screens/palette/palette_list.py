"""The list of the palette: names, what they do, and their keys in three columns."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rich.cells import cell_len, set_cell_size
from textual.style import Style

from coach.widgets.base.cell_widget import Span
from coach.widgets.reading.item_list import ItemList, Line, fitted

NAME_CELLS = 21
"""The cells for the names where there is room for what they do."""
LEAST_ABOUT = 20
"""The cells below which a line leaves out what its name does; the foot of the palette says it."""


@dataclass(frozen=True, slots=True)
class PaletteLine(Line):
    """A line with what it does between its name and its key."""

    about: str = ""

    def parts(self, width: int) -> Iterable[Span]:
        """Returns the name, what it does if there is room, and the key, in exactly `width` cells."""
        tag = f" {self.tag} " if self.tag else " "
        room = max(0, width - cell_len(tag))
        about = room - NAME_CELLS - 1
        if not self.about or about < LEAST_ABOUT or cell_len(self.text) > NAME_CELLS:
            yield fitted(self.text, room), self.pen
        else:
            yield set_cell_size(self.text, NAME_CELLS + 1), self.pen
            yield fitted(self.about, about), self.tag_pen
        yield tag, self.tag_pen

    def spans(self, width: int, style: Style) -> Iterable[Span]:
        """Returns the parts of the line; under the cursor in one colour, for it is reversed there."""
        parts = tuple(self.parts(width - 1))
        if style.reverse:
            return [(" " + "".join(text for text, _ in parts), "")]
        return [(" ", f"${self.pen}"), *((text, f"${pen}") for text, pen in parts)]


class PaletteList(ItemList, can_focus=False):
    """The list under the words that are typed; its cursor is always the one that Enter takes."""

    def get_visual_style(self, *component_classes: str, partial: bool = False) -> Style:
        """Returns a style; that of the cursor is reversed though the words have the focus."""
        style = super().get_visual_style(*component_classes, partial=partial)
        chosen = "option-list--option-highlighted" in component_classes
        return style + Style(reverse=True) if chosen else style
