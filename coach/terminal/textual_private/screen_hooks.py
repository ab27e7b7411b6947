"""What screens override of Textual's: no layout or picture too many."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.screen import Screen

from coach.terminal.textual_private.names import LAYOUT
from coach.terminal.textual_private.probe import only_with

if TYPE_CHECKING:
    from textual.geometry import Size


@only_with(LAYOUT)
class LayoutHook(Screen[None]):
    """A screen that is laid out and drawn once where Textual would do it several times."""

    def __init__(self) -> None:
        super().__init__()
        LAYOUT.examine(self)

    def _screen_resized(self, size: Size) -> None:
        # A terminal reports its size up to three times at the start; Textual would lay out each time: 10 %.
        if size != self.outer_size or not LAYOUT.holds:
            super()._screen_resized(size)

    def _compositor_refresh(self) -> None:
        # A layout is due and draws everything, so a picture of the old one would be thrown away: 3 %.
        if LAYOUT.holds and self._layout_required and self.is_current and not self.app.is_inline:
            return
        super()._compositor_refresh()

    def _on_timer_update(self) -> None:
        super()._on_timer_update()
        # Textual draws its new layout while `_layout_required` is still set, which is skipped above.
        if LAYOUT.holds and self._compositor._dirty_regions and self.is_current and not self.app._batch_count:
            self._compositor_refresh()
