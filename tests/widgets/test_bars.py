"""The bars at the edges, the legend, the cards and the charts: what they make of the room they get."""

from __future__ import annotations

import pytest
from textual.binding import Binding

from coach.text.glyphs import ASCII, UNICODE
from coach.widgets.base.breakpoints import one_line, too_small
from coach.widgets.base.cell_widget import width_of
from coach.widgets.base.half_blocks import halves_of
from coach.widgets.calendars.legend import legend_rows
from coach.widgets.charts.bar_chart import chart_row
from coach.widgets.charts.ramp_bars import RampBar, When, ramp_names, ramp_row, window
from coach.widgets.chrome.card import Card, TextCard, shown
from coach.widgets.chrome.key_bar import KeyBarItem, entries_of, fitting
from coach.widgets.chrome.top_bar import SCREENS, TopBar, bar_row
from tests.widgets.gallery import Gallery
from tests.widgets.screens import rows_of


@pytest.mark.parametrize("width", [80, 68, 40, 12])
@pytest.mark.parametrize("active", SCREENS)
def test_the_top_bar_fits_and_marks_the_active_screen(width: int, active: str) -> None:
    spans = bar_row(active, "", "Sat 21 Nov", width)
    assert width_of(spans) <= width
    text = "".join(text for text, _ in spans)
    assert f"{SCREENS.index(active) + 1} {active}"[: width - 2] in text
    assert text.count("[") == 1


def test_the_top_bar_has_room_for_the_day_at_80_columns() -> None:
    assert "Sat 21 Nov" in "".join(text for text, _ in bar_row("Calendar", "", "Sat 21 Nov", 80))


async def test_a_click_chooses_a_screen() -> None:
    heard: list[str] = []

    class Listening(Gallery):
        def on_top_bar_chosen(self, message: TopBar.Chosen) -> None:
            heard.append(message.screen_name)

    app = Listening()
    async with app.run_test(size=(80, 24)) as pilot:
        at = rows_of(app)[0].index("3 Tips")
        await pilot.click(TopBar, offset=(at, 0))
        await pilot.pause()
    assert heard == ["Tips"]


def test_the_key_bar_leaves_out_what_does_not_fit_but_never_help_or_quit() -> None:
    entries = [KeyBarItem(key, "Something", id=key) for key in "abcdefgh"]
    entries += [KeyBarItem("question_mark", "Help", id="help"), KeyBarItem("q", "Quit", id="quit")]
    chosen = fitting(entries, 40)
    assert sum(entry.width for entry in chosen) - 2 <= 40
    assert [entry.id for entry in chosen] == ["a", "b", "help", "quit"]


def test_the_key_bar_shows_an_action_once_and_help_and_quit_last() -> None:
    bindings = [
        Binding("q", "quit", "Quit", id="quit"),
        Binding("enter", "start", "Start", id="start"),
        Binding("s", "start", "Start", id="start"),
        Binding("x", "hidden", ""),
    ]
    assert [entry.key for entry in entries_of((binding, True) for binding in bindings)] == ["enter", "q"]


async def test_the_key_bar_shows_the_keys_of_the_screen() -> None:
    app = Gallery()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        last = rows_of(app)[-1]
    assert last.split()[:4] == ["s", "Start", "e", "Easier"]
    assert last.rstrip().endswith("? Help  q Quit")


def test_the_legend_breaks_where_it_must() -> None:
    assert len(legend_rows(UNICODE.days, 60)) == 1
    rows = legend_rows(UNICODE.days, 29)
    assert len(rows) == 2
    assert all(width_of(row) <= 29 for row in rows)


def test_control_characters_become_pictures_and_turned_text_is_not_shown() -> None:
    assert shown("a\x1b[31mb\x07\u202ec\nd") == "a\u241b[31mb\u2407c\nd"


async def test_what_someone_typed_is_no_markup() -> None:
    class Typed(Gallery):
        def _today(self):  # type: ignore[no-untyped-def]
            yield Card(TextCard("[bold]x[/bold] [$nothing]"), title="[red]Title[/]", subtitle="[x")

    app = Typed()
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.pause()
        text = "\n".join(rows_of(app))
    assert "[bold]x[/bold] [$nothing]" in text
    assert "[red]Title[/]" in text
    assert "[x" in text


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
    """What stands beneath bars of groups t, s and b."""
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


@pytest.mark.parametrize(
    ("size", "classes"),
    [
        ((80, 24), {"-usual", "-short"}),
        ((60, 20), {"-narrow", "-short"}),
        ((120, 40), {"-wide", "-tall"}),
        ((50, 14), {"-slim", "-low"}),
        ((39, 11), {"-sliver", "-flat"}),
        ((100, 30), {"-broad", "-high"}),
    ],
)
async def test_a_screen_has_one_class_for_its_width_and_one_for_its_height(
    size: tuple[int, int], classes: set[str]
) -> None:
    app = Gallery()
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        sized = {
            "-narrow",
            "-usual",
            "-short",
            "-wide",
            "-tall",
            "-slim",
            "-low",
            "-sliver",
            "-flat",
            "-broad",
            "-high",
        }
        assert set(app.screen.classes) & sized == classes


def test_what_is_too_small() -> None:
    assert not too_small(40, 12)
    assert too_small(39, 24)
    assert one_line(59, 24)
    assert one_line(80, 15)
    assert not one_line(60, 16)
