"""The charts of bars: how high they are, and where their names stand."""

from __future__ import annotations

import pytest

from coach.text.glyphs import ASCII
from coach.widgets.base.half_blocks import halves_of
from coach.widgets.charts.bar_chart import chart_row
from coach.widgets.charts.ramp_bars import RampBar, When, ramp_names, ramp_row, window


@pytest.mark.parametrize(("value", "halves"), [(0, 0), (0.1, 1), (10, 8), (5, 4), (20, 8)], ids=str)
def test_a_bar_is_as_high_as_its_value(value: float, halves: int) -> None:
    assert halves_of(value, max(value, 10), 4) == halves


def test_a_value_stands_above_its_bar() -> None:
    bars = [("a", 10.0), ("b", 5.0), ("c", 0.0)]
    rows = ["".join(text for text, _ in chart_row(bars, 3, 4, y, ASCII, "d3")) for y in range(5)]
    assert rows == ["10       ", "##       ", "## 5     ", "## ##    ", "## ## 0  "]


def test_the_ramp_differs_without_colour() -> None:
    bars = [
        RampBar(5, When.PAST, "towel"),
        RampBar(10, When.TODAY, "towel"),
        RampBar(10, When.AHEAD, "shirt"),
    ]
    rows = ["".join(text for text, _ in ramp_row(bars, 1, 10, 2, y, ASCII)) for y in range(2)]
    assert rows == [" #:", "##:"]
    assert "".join(text for text, _ in ramp_names(bars, 6, 20, ASCII)) == "towel ^     shirt   "


def named(groups: str, cell: int, width: int, today: int | None = None) -> str:
    """What stands below bars of groups t, s and b."""
    names = {"t": "towel", "s": "T-shirt", "b": "bare skin"}
    bars = [
        RampBar(5, When.TODAY if at == today else When.PAST, names[letter])
        for at, letter in enumerate(groups)
    ]
    return "".join(text for text, _ in ramp_names(bars, cell, width, ASCII)).rstrip()


@pytest.mark.parametrize(
    ("groups", "cell", "width", "today", "beneath"),
    [
        ("ttttsssss", 2, 40, None, "towel   T-shirt"),
        ("tssss", 2, 40, None, "  T-shirt"),  # no room for "towel" under one bar
        ("ttsss", 2, 40, None, "    T-shirt"),
        ("tttsss", 2, 40, None, "towel T-shirt"),  # five cells and one between
        ("ttttbb", 1, 40, None, "    bare skin"),  # the last one has the room behind its bars
        ("ttttbb", 2, 12, None, "towel"),  # and none behind the edge
        ("ttttsssss", 2, 40, 4, "towel   ^ T-shirt"),
        ("ttttttsss", 2, 40, 1, "  ^ towel   T-shirt"),  # the pointer cuts no name in two
        ("tttsss", 2, 40, 1, "  ^   T-shirt"),
        ("ttttttt", 2, 14, 3, "towel ^"),
        ("ttttttt", 2, 14, 6, "towel       ^"),
    ],
)
def test_a_name_stands_whole_beneath_its_bars_or_not_at_all(
    groups: str, cell: int, width: int, today: int | None, beneath: str
) -> None:
    assert named(groups, cell, width, today) == beneath


def test_the_window_of_a_long_ramp_holds_today() -> None:
    bars = [RampBar(5, When.PAST)] * 80 + [RampBar(7, When.TODAY)] + [RampBar(9, When.AHEAD)] * 40
    shown_bars, cell = window(bars, 30)
    assert cell == 1
    assert len(shown_bars) == 30
    assert RampBar(7, When.TODAY) in shown_bars
    assert window([], 30) == ([], 1)
