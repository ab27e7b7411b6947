"""The legend of the calendars: how it breaks where there is less room."""

from __future__ import annotations

from coach.domain.day_states import LEGEND
from coach.text.glyphs import UNICODE
from coach.widgets.base.cell_widget import width_of
from coach.widgets.calendars.legend import legend_rows


def test_the_legend_breaks_where_it_must() -> None:
    assert len(legend_rows(LEGEND, UNICODE, 60)) == 1
    rows = legend_rows(LEGEND, UNICODE, 29)
    assert len(rows) == 2
    assert all(width_of(row) <= 29 for row in rows)
