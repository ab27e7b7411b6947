"""The bar of how much of a session is done, with its cues."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual.reactive import reactive

from coach.widgets.base.cell_widget import CellWidget, Span


class TimeBar(CellWidget):
    """A bar of one row that fills from the left."""

    DEFAULT_CSS = """
    TimeBar { width: 1fr; height: 1; }
    """

    total: reactive[float] = reactive(0.0)
    """The seconds of the session in all."""
    done: reactive[float] = reactive(0.0)
    """The seconds that are over."""
    cues: reactive[Sequence[float]] = reactive(())
    """The seconds at which there is a cue; each has its sign on the bar."""
    muted: reactive[bool] = reactive(False)
    """Whether the time is stopped."""

    def row(self, y: int) -> Iterable[Span]:
        """Returns the one row."""
        width = self.content_size.width
        marks = self.marks
        reached = filled(self.done, self.total, width)
        signs = {min(filled(cue, self.total, width), width - 1) for cue in self.cues if 0 < cue < self.total}
        lit = "muted" if self.muted else "block"
        for cell in range(width):
            if cell in signs:
                yield marks.cue, f"{lit} reverse" if cell < reached else "muted"
            elif cell < reached:
                yield ("#", lit) if marks.ascii else (" ", f"{lit} solid")
            else:
                yield marks.track, "track"


def filled(done: float, total: float, width: int) -> int:
    """Returns how many cells of a bar are full."""
    return max(0, min(width, int(width * done / total))) if total > 0 else 0
