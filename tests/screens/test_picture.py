"""The text of a picture: which style a cell has; and one style more touches only the cells that have it."""

from __future__ import annotations

import pytest
from rich.segment import Segment
from rich.style import Style
from textual.pilot import Pilot
from textual.strip import Strip

from coach.widgets.base.cell_widget import Span
from coach.widgets.chrome.top_bar import TopBar
from tests.screens.conftest import Bench
from tests.screens.picture import NAMED, picture, runs
from tests.screens.scenes import staged

NAMES = {"#6fc7b0": "primary", "#11171a": "background", "#1e292e": "panel"}


def test_a_line_tells_ink_ground_and_attributes_of_each_run() -> None:
    strip = Strip(
        [
            Segment("ab", Style.parse("#6fc7b0 on #11171a")),
            Segment("cd", Style.parse("#6fc7b0 on #11171a")),
            Segment("e", Style.parse("bold reverse #6fc7b0 on #1e292e")),
            Segment("漢", Style.parse("#123456 on #11171a")),
            Segment(" "),
        ]
    )
    assert runs(strip, NAMES) == "primary 4 | primary on panel bold reverse 1 | #123456 2 | - on - 1"


def test_no_two_names_are_alike_so_that_a_cell_is_told_in_one_way() -> None:
    assert len(set(NAMED)) == len(NAMED)


def cells(line: str) -> list[str]:
    """The style of each cell of a line of a picture."""
    each = [run.rpartition(" ") for run in line[3:].split(" | ")]
    return [style for style, _, width in each for _ in range(int(width))]


async def test_one_style_more_changes_the_cells_that_have_it_and_no_others(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    as_it_was = TopBar.row

    def restyled(bar: TopBar, y: int) -> list[Span]:
        (name, _), *others = as_it_was(bar, y)
        return [(name, "error"), *others]

    async with staged("today-due", "80x24", "dusk", bench) as app:
        before = picture(app).split("\n")
        monkeypatch.setattr(TopBar, "row", restyled)
        app.screen.query_one(TopBar).refresh()
        await Pilot(app).pause()
        after = picture(app).split("\n")
    legend = [line for line in after if line not in before and line.startswith("error ")]
    assert len(legend) == 1
    after.remove(legend[0])
    (line,) = [(old, new) for old, new in zip(before, after, strict=True) if old != new]
    changed = [new for old, new in zip(*map(cells, line), strict=True) if old != new]
    assert changed == ["error on panel"] * len(" coach ")
