"""The pictures of Insights, row by row: what stands for what, with and without Unicode."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from textual.app import App, ComposeResult
from textual.geometry import Size

from coach.text.glyphs import ASCII, UNICODE
from coach.widgets.base.cell_widget import Span, width_of
from coach.widgets.charts.bar_chart import BarChart, label_row
from coach.widgets.charts.pair_bars import PairBars
from coach.widgets.charts.row_bars import row_bars
from coach.widgets.charts.step_chart import Columns, Level, StepChart, stair_row, tick_row
from coach.widgets.chrome.page_indicator import page_at, page_row
from tests.widgets.screens import rows_of

LEVELS = [Level("towel", 0), Level("towel", 0), Level("T-shirt", 1), Level("bare skin", 2)]


def text(spans: Iterable[Span]) -> str:
    return "".join(text for text, _ in spans)


def test_each_column_of_the_stairs_stands_as_high_as_its_step() -> None:
    rows = [text(stair_row(LEVELS, [1, 0, 2, 3, 4], 1, 4, y, ASCII)) for y in range(4)]
    assert rows == [
        "bare skin     #",
        "T-shirt      ++",
        "            :::",
        "towel     : :::",
    ]


def test_half_a_row_is_a_step_where_there_are_more_steps_than_rows() -> None:
    rows = [text(stair_row(LEVELS, [1, 2, 3, 4], 1, 2, y, UNICODE)) for y in range(2)]
    assert [row[10:].strip() for row in rows] == ["\u2584", "\u2584\u2591\u2591\u2591"]
    solid = list(stair_row(LEVELS, [4], 1, 4, 0, UNICODE))
    assert solid[-1] == (" ", "d4 solid")


def test_the_three_covers_differ_in_fill_and_in_pen() -> None:
    pens = {
        text: pen for y in range(4) for text, pen in stair_row(LEVELS, [4], 1, 4, y, ASCII) if text in ":+#"
    }
    assert pens == {":": "d2", "+": "d3", "#": "d4"}


def test_words_under_the_stairs_never_touch_nor_run_out() -> None:
    assert tick_row([(0, "12 Oct"), (2, "Nov"), (8, "Dec"), (11, "Jan")], 1, 13) == "12 Oct  Dec"
    assert tick_row([(2, "Nov"), (4, "Dec")], 2, 7) == "    Nov"


async def test_the_stairs_ask_for_as_many_columns_as_fit_and_once_for_a_size() -> None:
    asked = []

    def fit(most: int) -> Columns:
        asked.append(most)
        return Columns((1,) * most, ((0, "Nov"),), "a week")

    class Small(App[None]):
        def compose(self) -> ComposeResult:
            stairs = StepChart()
            stairs.levels, stairs.fit = LEVELS, fit
            yield stairs

    app = Small()
    async with app.run_test(size=(20, 8)) as pilot:
        await pilot.pause()
        rows = rows_of(app)
        assert rows[6:] == ["towel     " + "\u2591" * 10, "a week    Nov       "]
        await pilot.resize_terminal(30, 8)
        await pilot.pause()
        assert "\u2591" * 20 in rows_of(app)[6]
    assert asked == [10, 20]


async def test_every_bar_is_labelled_or_every_second_and_the_last_one_always() -> None:
    class Weeks(App[None]):
        def compose(self) -> ComposeResult:
            chart = BarChart()
            chart.bars = [("26 Oct", 1.0), ("2 Nov", 3.0), ("9 Nov", 5.0), ("16 Nov", 120.4)]
            yield chart

    app = Weeks()
    async with app.run_test(size=(32, 8)) as pilot:
        await pilot.pause()
        assert rows_of(app)[6].split() == ["26", "Oct", "2", "Nov", "9", "Nov", "16", "Nov"]
        await pilot.resize_terminal(16, 8)
        await pilot.pause()
        assert rows_of(app)[6].split() == ["2", "Nov", "16", "Nov"]
        assert "120" in rows_of(app)[0]


@pytest.mark.parametrize("cell", range(2, 9))
@pytest.mark.parametrize("count", range(1, 13))
def test_labels_never_touch_nor_run_out(cell: int, count: int) -> None:
    labels = [f"{10 + n} Oct" for n in range(count)]
    line = label_row(labels, cell, max(6, cell * count))
    assert line.split("Oct")[-2].strip() == labels[-1].split()[0]
    assert len(line) <= max(6, cell * count)
    assert all(f"{word} Oct" in labels for word in line.replace("Oct", "").split())


def test_labels_stand_at_equal_distances_though_some_are_shorter() -> None:
    assert label_row(["19 Oct", "26 Oct", "2 Nov", "9 Nov"], 6, 24) == "     26 Oct       9 Nov"


def test_the_scale_of_the_stairs_has_their_minutes() -> None:
    levels = [Level("towel", 0, "5"), Level("towel", 0, "10"), Level("T-shirt", 1, "4:48")]
    rows = [text(stair_row(levels, [1, 3], 1, 3, y, ASCII)) for y in range(3)]
    assert rows == ["T-shirt 4:48  +", "          10  :", "towel      5 ::"]


def test_a_click_on_a_page_is_that_page_and_where_one_is_shown_the_next() -> None:
    pages = ("Minutes", "Ramp", "When")
    assert [page_at(pages, 1, x, 40) for x in (0, 8, 9, 14, 15, 20, 21)] == [0, 0, 1, 1, 2, 2, None]
    assert [page_at(pages, 2, x, 12) for x in (0, 5, 6)] == [0, 0, None]
    assert page_at(("One",), 0, 1, 40) is None


ROWS = [("towel 5", 2.0, "2.0 of 3"), ("towel 7", 10.0, "10.0 of 1"), ("T-shirt 5", 0.0, "0.0 of 2")]


def test_a_row_is_a_label_a_bar_and_a_text() -> None:
    rows = [text(row_bars(ROWS, 10, Size(40, 3), y, ASCII, "d3")).rstrip() for y in range(3)]
    assert rows == [
        "towel 5   ==== 2.0 of 3",
        "towel 7   ==================== 10.0 of 1",
        "T-shirt 5  0.0 of 2",
    ]


def test_many_rows_stand_in_columns_and_what_does_not_fit_is_counted() -> None:
    many = [(f"step {n}", 5.0, f"{n}") for n in range(9)]
    wide = [text(row_bars(many, 10, Size(60, 3), y, ASCII, "d3")) for y in range(3)]
    assert [row.count("step") for row in wide] == [3, 3, 3]
    narrow = [text(row_bars(many, 10, Size(20, 3), y, ASCII, "d3")) for y in range(3)]
    assert narrow[0].strip() == "and 7 more"
    assert narrow[2].startswith("step 8")
    assert all(len(row) <= 60 for row in wide)
    assert all(len(row) <= 20 for row in narrow)


@pytest.mark.parametrize("width", range(1, 80, 7))
@pytest.mark.parametrize("height", [1, 2, 5])
def test_rows_never_run_out_of_their_room(width: int, height: int) -> None:
    for y in range(height):
        assert width_of(row_bars(ROWS * 3, 0, Size(width, height), y, UNICODE, "d3")) <= width


async def test_five_rows_show_each_point_of_a_pair() -> None:
    class Pairs(App[None]):
        def compose(self) -> ComposeResult:
            bars = PairBars()
            bars.pairs = [(10, 1), (4, 5), (0, 0)]
            yield bars

    app = Pairs()
    async with app.run_test(size=(40, 7)) as pilot:
        await pilot.pause()
        rows = [row.rstrip() for row in rows_of(app)]
    assert rows == [
        "     10 \u2591",
        "        \u2591",
        "        \u2591   \u2584",
        "        \u2591  \u2591\u2588",
        "      0 \u2591\u2584 \u2591\u2588",
        "before 10  4  0",
        "after   1  5  0",
    ]


def test_the_page_is_named_in_brackets_or_counted_where_there_is_no_room() -> None:
    pages = ("Minutes", "Ramp", "When")
    assert text(page_row(pages, 1, "All areas", 40)).split() == ["Minutes", "[Ramp]", "When", "All", "areas"]
    assert text(page_row(pages, 1, "All areas", 20)) == "[Ramp] 2 of 3"
    assert text(page_row(("One",), 0, "All areas", 20)) == " All areas"
    for width in range(10, 60):
        assert width_of(page_row(pages, 2, "All areas", width)) <= max(width, 13)
