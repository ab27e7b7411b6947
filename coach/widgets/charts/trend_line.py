"""Values of two questions, session by session."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual.geometry import Size
from textual.reactive import reactive

from coach.widgets.base.cell_widget import CellWidget, Span
from coach.widgets.base.half_blocks import number


class TrendLine(CellWidget):
    """Rows of small numbers, one column for each session, with a name before and a mean after each row."""

    DEFAULT_CSS = """
    TrendLine { width: 1fr; height: auto; }
    """

    rows: reactive[Sequence[tuple[str, Sequence[float | None]]]] = reactive((), layout=True)
    """Names and values, oldest first; None for no answer. The last ones are shown."""

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Returns a row for each question."""
        return len(self.rows)

    def row(self, y: int) -> Iterable[Span]:
        """Returns one row."""
        if y >= len(self.rows):
            return []
        name, values = self.rows[y]
        margin = max(len(title) for title, _ in self.rows) + 2
        room = max(1, (self.content_size.width - margin - len("  mean 10.0")) // 3)
        known = [value for value in values if value is not None]
        cells = "".join(
            (self.marks.none if value is None else number(value)).rjust(3) for value in values[-room:]
        )
        mean = f"  mean {sum(known) / len(known):.1f}" if known else ""
        pen = "muted" if y == 0 else "primary"
        return [(name.ljust(margin - 1), "muted"), (cells, pen), (mean, "foreground bold")]
