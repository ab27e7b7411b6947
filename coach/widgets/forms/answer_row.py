"""The base of rows of answers that a single key chooses."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual import events
from textual.binding import Binding
from textual.geometry import Size

from coach.widgets.base.cell_widget import CellWidget, Span


class AnswerRow(CellWidget, can_focus=True):
    """One row of answers; the chosen one is in brackets, and reversed while the row has the focus.

    A row with the focus and no answer is bold, so that the focus shows without colour.
    """

    DEFAULT_CSS = """
    AnswerRow { width: auto; height: 1; }
    """

    BINDINGS = [
        Binding("left,h", "step(-1)", "Less", id="answer-left", tooltip="The answer to the left", show=False),
        Binding(
            "right,l", "step(1)", "More", id="answer-right", tooltip="The answer to the right", show=False
        ),
        Binding("backspace,delete", "clear", "Clear", id="answer-clear", tooltip="No answer", show=False),
    ]

    def cells(self) -> Sequence[tuple[str, bool]]:
        """Returns the answers in their order, and whether each is chosen."""
        raise NotImplementedError

    def ends(self) -> tuple[str, str]:
        """Returns the words before the first answer and after the last one."""
        return "", ""

    def choose(self, place: int | None) -> None:
        """Chooses the answer at a place, or none."""
        raise NotImplementedError

    def place(self) -> int | None:
        """Returns the place of the chosen answer; None if there is none."""
        return next((at for at, (_, chosen) in enumerate(self.cells()) if chosen), None)

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """Returns the cells of all answers with their brackets, and of the words around them."""
        ends = sum(len(end) + 1 for end in self.ends() if end)
        return ends + sum(len(text) + 2 for text, _ in self.cells())

    def row(self, y: int) -> Iterable[Span]:
        """Returns the one row."""
        before, after = self._fitting_ends()
        cells = self.cells()
        first, last = self._window(cells)
        # Without a chosen answer nothing is reversed: then the row shows by its weight that it has the focus.
        focused = "foreground" if self.place() is not None else "foreground bold"
        if before:
            yield f"{before} ", "muted"
        if first > 0:
            yield "<", "muted"
        for text, chosen in cells[first:last]:
            if chosen:
                yield f"[{text}]", "block bold reverse" if self.has_focus else "block bold"
            else:
                yield f" {text} ", focused if self.has_focus else "muted"
        if last < len(cells):
            yield ">", "muted"
        if after:
            yield f" {after}", "muted"

    def on_click(self, event: events.Click) -> None:
        """Chooses the answer that was clicked."""
        before = self._fitting_ends()[0]
        cells = self.cells()
        first, last = self._window(cells)
        at = (len(before) + 1 if before else 0) + (first > 0)
        for place in range(first, last):
            width = len(cells[place][0]) + 2
            if at <= event.x < at + width:
                event.stop()
                self.choose(place)
            at += width

    def _window(self, cells: Sequence[tuple[str, bool]]) -> tuple[int, int]:
        """Returns the first answer that is shown, and the one after the last.

        The chosen one is between them; `<` and `>` show that there are more.
        """
        widths = [len(text) + 2 for text, _ in cells]
        room = self.content_size.width
        if sum(widths) <= room:
            return 0, len(cells)
        chosen = self.place() or 0
        first = 0
        while first < chosen and sum(widths[first : chosen + 1]) + 2 > room:
            first += 1
        last = chosen + 1
        while last < len(cells) and sum(widths[first : last + 1]) + 2 <= room:
            last += 1
        return first, last

    def _fitting_ends(self) -> tuple[str, str]:
        """Returns the ends as far as there is room for them: both, only the first one, or none."""
        before, after = self.ends()
        room = self.content_size.width - sum(len(text) + 2 for text, _ in self.cells())
        if room < len(before) + 1:
            return "", ""
        return before, after if room >= len(before) + len(after) + 2 else ""

    def action_step(self, by: int) -> None:
        """Chooses the next answer to a side; without one, the first or the last."""
        count = len(self.cells())
        place = self.place()
        if place is None:
            self.choose(0 if by > 0 else count - 1)
        else:
            self.choose(min(max(place + by, 0), count - 1))

    def action_clear(self) -> None:
        """Takes the answer back."""
        self.choose(None)
