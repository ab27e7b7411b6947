"""The cursor on the line of a setting, and what its line says."""

from __future__ import annotations

from collections.abc import Mapping

from coach.app import CoachApp
from coach.widgets.reading.item_list import ItemList


def put_on(app: CoachApp, id: str) -> None:
    """Put the cursor on a line."""
    app.screen.query_one(ItemList).go(id)
    line = app.screen.query_one(ItemList).line
    assert line is not None
    assert line.id == id


def values(app: CoachApp) -> Mapping[str, str]:
    return {line.id: line.tag for line in app.screen.query_one(ItemList).lines}
