"""A screen that renews, lays out and draws itself once where Textual would do it several times."""

from __future__ import annotations

from typing import Self

from textual.geometry import Size

from coach.terminal.textual_private.screen_hooks import LayoutHook
from coach.widgets.base.breakpoints import (
    HORIZONTAL_BREAKPOINTS,
    SINGLE_CLASS,
    TWO_COLUMNS,
    VERTICAL_BREAKPOINTS,
    size_class,
)

_SIZE_CLASSES = frozenset(name for _, name in (*HORIZONTAL_BREAKPOINTS, *VERTICAL_BREAKPOINTS))


class FastLayout(LayoutHook):
    """A screen that renews, lays out and draws itself no more often than its size and its book change."""

    HORIZONTAL_BREAKPOINTS = HORIZONTAL_BREAKPOINTS
    VERTICAL_BREAKPOINTS = VERTICAL_BREAKPOINTS

    _renewed_for: tuple[Size, frozenset[str]] | None = None
    """The size and its classes for which `renew` was called last."""

    def renew(self) -> None:
        """Shows what the book says now; called at first, after each change, and when the day turns."""

    def fit(self, size: Size) -> Self:
        """Takes the classes of a size before the first layout, and returns the screen."""
        # With these classes the first resize changes nothing; it would apply all styles again: 7 % of the CPU
        # time of a start (in turn, median of 9).
        width, height = size
        self.add_class(
            size_class(width, HORIZONTAL_BREAKPOINTS),
            size_class(height, VERTICAL_BREAKPOINTS),
            *([SINGLE_CLASS] if width < TWO_COLUMNS else []),
            update=False,
        )
        return self

    def on_mount(self) -> None:
        """Shows the book for the first time."""
        self._renew_once()

    def on_resize(self) -> None:
        """Shows the book again, as another size may have room for more or less."""
        self.set_class(self.size.width < TWO_COLUMNS, SINGLE_CLASS)
        # The other classes of the new size are set only once every handler of this message has run.
        self.call_next(self._renew_once)

    def _renew_once(self) -> None:
        """Renews, unless that was done for the same size and classes."""
        # Mount and resize come several times: from Textual, and from subclasses that call `super`.
        size = self.app.size, _SIZE_CLASSES & self.classes
        if size != self._renewed_for:
            self._renewed_for = size
            self.renew()
