"""A screen that is laid out and drawn once where Textual would do it several times."""

from __future__ import annotations

from typing import Self

from textual.geometry import Size
from textual.screen import Screen

from coach.widgets.base.breakpoints import (
    HORIZONTAL_BREAKPOINTS,
    SINGLE_CLASS,
    TWO_COLUMNS,
    VERTICAL_BREAKPOINTS,
)

_SIZE_CLASSES = frozenset(name for _, name in (*HORIZONTAL_BREAKPOINTS, *VERTICAL_BREAKPOINTS))


class FastLayout(Screen[None]):
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
            *self._get_breakpoint_classes(width, self.HORIZONTAL_BREAKPOINTS),
            *self._get_breakpoint_classes(height, self.VERTICAL_BREAKPOINTS),
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

    def _screen_resized(self, size: Size) -> None:
        # A terminal reports its size up to three times at the start; Textual would lay out each time: 10 %.
        if size != self._size:
            super()._screen_resized(size)

    def _compositor_refresh(self) -> None:
        # A layout is due and draws everything, so a picture of the old one would be thrown away: 3 %.
        if self._layout_required and self.is_current and not self.app.is_inline:
            return
        super()._compositor_refresh()

    def _on_timer_update(self) -> None:
        super()._on_timer_update()
        # Textual draws its new layout while `_layout_required` is still set, which is skipped above.
        if self._compositor._dirty_regions and self.is_current and not self.app._batch_count:
            self._compositor_refresh()
