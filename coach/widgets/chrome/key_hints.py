"""Keys and what they do, in a row beside a button."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual import events
from textual.reactive import reactive

from coach.widgets.base.cell_widget import CellWidget, Span
from coach.widgets.chrome.key_bar import KeyBarItem, entry_at, fitting, spans_of


class KeyHints(CellWidget):
    """Shows other things to do, each with its key; a click presses the key, as it does in the bar."""

    DEFAULT_CSS = """
    KeyHints { width: 1fr; height: 1; }
    """

    hints: reactive[Sequence[KeyBarItem]] = reactive(())
    """The keys, in their order; those for which there is no room are left out."""

    def row(self, y: int) -> Iterable[Span]:
        """Returns the one row."""
        return spans_of(self._fitting())

    def on_click(self, event: events.Click) -> None:
        """Presses the key that was clicked."""
        hint = entry_at(self._fitting(), event.x - self.styles.padding.left)
        if hint is not None:
            event.stop()
            self.app.simulate_key(hint.key)

    def _fitting(self) -> Sequence[KeyBarItem]:
        return fitting(self.hints, self.content_size.width)
