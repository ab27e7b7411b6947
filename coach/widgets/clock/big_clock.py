"""A clock that can be read from the floor."""

from __future__ import annotations

from collections.abc import Iterable

from textual.reactive import reactive

from coach.widgets.base.cell_widget import GROUND, CellWidget, Span
from coach.widgets.clock.digits import Face, fitting, glyph, in_ascii

LENGTH = 6
"""The longest text, as in `+12:34`."""

CALM = 14
"""The most rows of minutes alone: more would cost the bytes that the seconds save."""


class BigClock(CellWidget):
    """Digits of seven segments, as large as the room allows; one plain line where it allows none."""

    DEFAULT_CSS = """
    BigClock { width: 1fr; height: 7; }
    """

    text: reactive[str] = reactive("0:00")
    """Digits and a colon, after a `+` in overtime; at most six characters."""
    muted: reactive[bool] = reactive(False)
    """Whether the clock is stopped, and so has a quiet colour."""
    only_minutes: reactive[bool] = reactive(False)
    """Whether the seconds are left out, for they are somewhere else as small text: that is calmer."""

    def row(self, y: int) -> Iterable[Span]:
        """Returns a row of all digits."""
        width, height = self.content_size
        big = self.text.partition(":")[0] if self.only_minutes else self.text[:LENGTH]
        # The room is for two digits each, so that the clock keeps its size when ten minutes are over.
        usual = "00" if self.only_minutes else "00:00"
        most = min(height, CALM) if self.only_minutes else height
        face = fitting(big if len(big) > len(usual) else usual, width, most)
        pen = "muted" if self.muted else "clock"
        if face is None:
            if y == height // 2:
                yield " " * max(0, (width - len(self.text)) // 2), GROUND
                yield self.text[:width], f"{pen} bold"
            return
        # A row to spare goes above, where the time as text stands.
        top = (height - face.rows + 1) // 2
        if not top <= y < top + face.rows:
            return
        yield " " * max(0, (width - face.width_of(big)) // 2), GROUND
        for at, char in enumerate(big):
            yield " " * (face.gap if at else 0), GROUND
            yield from self._cells(face, char, y - top, pen)

    def _cells(self, face: Face, char: str, y: int, pen: str) -> Iterable[Span]:
        marks = self.marks
        # Without colour too the digits are characters: a blank on a ground is nothing to copy or to read out.
        lit = (marks.full, pen) if marks.ascii or self.app.no_color else (" ", f"{pen} solid")
        if not face.halves:
            yield from (lit if on else (" ", GROUND) for on in glyph(face, char)[y])
        elif marks.ascii:
            yield in_ascii(char)[y], pen
        else:
            rows = [*glyph(face, char), [False] * LENGTH]
            for upper, lower in zip(rows[2 * y], rows[2 * y + 1], strict=False):
                if upper and lower:
                    yield lit
                else:
                    yield (
                        (marks.half, f"{pen} reverse" if upper else pen) if upper or lower else (" ", GROUND)
                    )
