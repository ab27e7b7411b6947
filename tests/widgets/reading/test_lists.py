"""Lists and long texts: where the cursor goes, what is shown, and how a text is wrapped."""

from __future__ import annotations

import pytest
from textual.app import App, ComposeResult
from textual.geometry import Offset
from textual.widget import Widget

from coach.paths import STYLES
from coach.widgets.base import scroll_bars
from coach.widgets.base.theme import THEMES, variable_defaults
from coach.widgets.reading.item_list import ItemList, Line, fitted
from coach.widgets.reading.prose import BLANK, BOTTOM, Page, Paragraph, Prose, plain
from tests.widgets.screens import rows_of

LINES = (
    Line("Fruit", heading=True),
    Line("apple", "new", "a"),
    Line("pear", "", "p"),
    Line("Roots", heading=True),
    *(Line(f"root {n}", "", f"r{n}") for n in range(12)),
)


class One(App[None]):
    """One widget, ten rows high."""

    CSS_PATH = STYLES / "base.tcss"

    def __init__(self, widget: Widget) -> None:
        super().__init__()
        scroll_bars.install()
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = "dusk"
        self.widget = widget

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return variable_defaults(self.current_theme)

    def compose(self) -> ComposeResult:
        self.widget.styles.height = 10
        yield self.widget


def listed(lines: tuple[Line, ...] = LINES) -> ItemList:
    widget = ItemList()
    widget.lines = lines
    return widget


def styles_in(app: App[None], text: str) -> set[str]:
    """How the parts of the screen that hold a text are painted."""
    strips = app.screen._compositor.render_strips()
    return {str(part.style) for strip in strips for part in strip if text in part.text}


async def test_the_cursor_passes_over_headings_and_stops_at_the_ends() -> None:
    widget = listed()
    async with One(widget).run_test(size=(30, 12)) as pilot:
        await pilot.press("up", "j", "j")
        assert widget.line == LINES[4]
        await pilot.press("k", "k", "k", "k")
        assert widget.line == LINES[1]
        await pilot.press("G")
        assert widget.line == LINES[-1]
        await pilot.press("j", "g")
        assert widget.line == LINES[1]
        await pilot.press("pagedown")
        assert widget.line == LINES[10]
        await pilot.press("pageup")
        assert widget.line == LINES[1]


async def test_the_line_at_the_cursor_is_reversed_and_without_the_focus_it_has_a_mark() -> None:
    widget = listed()
    async with One(widget).run_test(size=(30, 12)) as pilot:
        await pilot.pause()
        assert styles_in(pilot.app, " apple") == {"bold reverse #6fc7b0 on #11171a"}
        assert rows_of(pilot.app)[1].startswith(" apple")
        pilot.app.set_focus(None)
        await pilot.pause()
        assert rows_of(pilot.app)[1].split() == [">apple", "new"]
        assert styles_in(pilot.app, "apple") == {"bold #dce5e1 on #11171a"}
        assert styles_in(pilot.app, "new") == {"not bold #8fa09e on #11171a"}


async def test_marked_parts_are_underlined_and_other_themes_recolour_them() -> None:
    widget = listed((Line("first"), Line("a bruise", "now", marks=((2, 8),), tag_pen="warning")))
    async with One(widget).run_test(size=(30, 12)) as pilot:
        await pilot.pause()
        assert all("underline" in each for each in styles_in(pilot.app, "bruise"))
        for theme, warning in (("ansi-dark", "color(3)"), ("ansi-light", "color(9)")):
            pilot.app.theme = theme
            await pilot.pause()
            assert styles_in(pilot.app, "now") == {f"not bold {warning} on default"}


async def test_beyond_the_rows_shown_half_a_page_is_turned() -> None:
    widget = listed()
    async with One(widget).run_test(size=(30, 12)) as pilot:
        await pilot.pause()
        await pilot.press(*"jjjjjjj")
        assert (widget.scroll_offset.y, widget.line) == (0, LINES[9])
        await pilot.press("j")
        assert (widget.scroll_offset.y, widget.line) == (5, LINES[10])
        assert rows_of(pilot.app)[5].startswith(" root 6")
        await pilot.press("g")
        await pilot.pause()
        assert rows_of(pilot.app)[0].startswith("Fruit")


async def test_new_lines_keep_the_cursor_on_its_own_and_the_rows_where_they_are() -> None:
    widget = listed()
    async with One(widget).run_test(size=(30, 12)) as pilot:
        await pilot.press(*"jjjjjjjjk")
        assert (widget.scroll_offset.y, widget.line) == (5, LINES[9])
        widget.lines = (LINES[0], Line("apple", "", "a"), *LINES[2:])
        await pilot.pause()
        assert (widget.scroll_offset.y, widget.line) == (5, LINES[9])
        widget.lines = LINES[2:]
        assert widget.line == LINES[9]
        widget.lines = (LINES[0],)
        assert widget.line is None
        await pilot.press("j", "k", "G", "pagedown")
        assert widget.line is None


async def test_a_click_moves_and_a_second_one_opens() -> None:
    widget = listed()
    opened: list[Line] = []

    class Listening(One):
        def on_option_list_option_selected(self, event: ItemList.OptionSelected) -> None:
            opened.append(LINES[event.option_index])

    async with Listening(widget).run_test(size=(30, 12)) as pilot:
        await pilot.click(ItemList, offset=(3, 4))
        assert widget.line == LINES[4]
        await pilot.click(ItemList, offset=(3, 3))
        assert widget.line == LINES[4]
        await pilot.click(ItemList, offset=(3, 4))
        await pilot.click(ItemList, offset=(3, 3))
        await pilot.pause()
    assert opened == [LINES[4]]


@pytest.mark.parametrize(
    ("text", "width", "shown"),
    [
        ("towel", 8, "towel   "),
        ("a longer one", 8, "a lon..."),
        ("whole words are left", 16, "whole words..." + "  "),
        ("whole words are left", 18, "whole words are..."),
        ("whole words are left", 20, "whole words are left"),
        ("\u65e5\u672c\u8a9e\u6587", 7, "\u65e5\u672c..."),
        ("a\x1b[31m", 8, "a\u241b[31m  "),
    ],
)
def test_text_is_fitted_to_cells(text: str, width: int, shown: str) -> None:
    assert fitted(text, width) == shown


def wrapped(paragraphs: list[Paragraph], width: int) -> list[str]:
    return [row.plain for row in Page(tuple(paragraphs)).rows(width)]


async def test_a_row_stays_one_row_whatever_ends_of_lines_its_text_has() -> None:
    widget = listed((Line("one\ntwo", "x\ny", "a"), Line("three", "", "b")))
    async with One(widget).run_test(size=(30, 12)) as pilot:
        await pilot.pause()
        first, second = rows_of(pilot.app)[:2]
        assert first.rstrip() == f" one two{' ' * 18}x y"
        assert second.rstrip() == " three"


def test_paragraphs_are_wrapped_between_words_with_their_indent() -> None:
    rows = wrapped([plain("one two three", indent=2), BLANK, plain("four")], 8)
    assert rows == ["one two", "  three", "", "four"]
    assert wrapped([plain("of:\nthis and that", indent=2)], 8) == ["of:", "  this", "  and", "  that"]


def test_a_word_wider_than_the_row_is_cut() -> None:
    assert wrapped([plain("abcdefghij k")], 4) == ["abcd", "efgh", "ij k"]
    assert wrapped([plain("\u65e5\u672c\u8a9e")], 3) == ["\u65e5", "\u672c", "\u8a9e"]
    assert wrapped([plain("word")], 0) == []


def test_what_joins_on_to_a_marked_word_stays_with_it() -> None:
    marked = Paragraph((("no ", "plain"), ("bruise", "marked"), (". So", "plain")))
    assert wrapped([marked], 9) == ["no", "bruise.", "So"]


async def test_text_is_no_markup_and_pens_stay_with_their_words() -> None:
    widget = Prose()
    widget.paragraphs = (Paragraph((("[b]ab\x1b ", "block bold"), ("cd", "muted"))),)
    async with One(widget).run_test(size=(30, 12)) as pilot:
        await pilot.pause()
        assert rows_of(pilot.app)[0].rstrip() == "[b]ab\u241b cd"
        assert styles_in(pilot.app, "[b]") == {"bold #6fc7b0 on #11171a"}
        assert styles_in(pilot.app, "cd") == {"#8fa09e on #11171a"}


async def test_what_follows_the_bottom_stands_there_if_there_is_room() -> None:
    widget = Prose()
    widget.paragraphs = (plain("text"), BOTTOM, plain("source"))
    app = One(widget)
    app.stylesheet.add_source("Prose Static { min-height: 100%; }")
    async with app.run_test(size=(30, 12)) as pilot:
        await pilot.pause()
        assert [row.strip() for row in rows_of(app)[:10]] == ["text", *[""] * 8, "source"]
        widget.paragraphs = (*(plain(f"row {n}") for n in range(20)), BOTTOM, plain("source"))
        await pilot.pause()
        widget.action_edge(1)
        await pilot.pause()
        assert [row.split("  ")[0].rstrip() for row in rows_of(app)[7:10]] == ["row 19", "", "source"]


async def test_a_long_text_scrolls_and_begins_again_with_another() -> None:
    widget = Prose(can_focus=True)
    widget.paragraphs = tuple(plain(f"row {n}") for n in range(30))

    async def top() -> str:
        await pilot.pause()
        return rows_of(pilot.app)[0].split("  ")[0]

    async with One(widget).run_test(size=(30, 12)) as pilot:
        await pilot.press("tab", "j", "j")
        assert await top() == "row 2"
        await pilot.press("pagedown")
        assert await top() == "row 11"
        await pilot.press("G")
        assert await top() == "row 20"
        await pilot.press("j", "k")
        assert await top() == "row 19"
        widget.paragraphs = tuple(plain(f"line {n}") for n in range(30))
        assert await top() == "line 0"


async def test_a_text_grows_and_shrinks_with_what_it_says() -> None:
    """Whether it is laid out again for that or not."""
    widget = Prose(can_focus=True)
    widget.paragraphs = (plain("one"),)
    app = One(widget)
    async with app.run_test(size=(30, 12)) as pilot:
        for height, rows in (("auto", (3, 3, 1, 8, 2)), (10, (10, 30, 30, 10, 4, 25, 1))):
            widget.styles.height = height
            for count in rows:
                widget.paragraphs = tuple(plain(f"row {n} of {count}") for n in range(count))
                await pilot.pause()
                place = widget.size.height if height == "auto" else count
                assert (place, widget.show_vertical_scrollbar) == (count, height == 10 and count > 10)
                shown = [row.split("  ")[0].rstrip() for row in rows_of(app)[: min(count, 10)]]
                assert shown == [f"row {n} of {count}" for n in range(min(count, 10))]


async def test_a_text_takes_all_of_the_width_while_it_has_no_scroll_bar() -> None:
    """One that fits without the bar has none, although the text before had to scroll."""
    widget = Prose(can_focus=True)
    app = One(widget)
    fits = (plain("a" * 30),) * 10
    async with app.run_test(size=(30, 12)) as pilot:
        for paragraphs in (fits, (plain("a" * 30),) * 11, fits):
            widget.paragraphs = paragraphs
            await pilot.pause()
            scrolls = paragraphs is not fits
            assert widget.show_vertical_scrollbar == scrolls
            assert rows_of(app)[0].rstrip() == "a" * (28 if scrolls else 30)


@pytest.mark.parametrize("held", ["", "mouse_over", "grabbed"])
async def test_a_scroll_bar_stands_on_the_ground_of_its_place(held: str) -> None:
    """A dialog is lighter than the screen; beside its text there is no strip of another colour."""
    widget = listed()
    async with One(widget).run_test(size=(30, 12)) as pilot:
        pilot.app.screen.styles.background = "#123456"
        bar = widget.vertical_scrollbar
        bar.mouse_over = held == "mouse_over"
        bar.grabbed = Offset(0, 0) if held == "grabbed" else None
        await pilot.pause()
        strips = pilot.app.screen._compositor.render_strips()
        last = [list(strip)[-1].style for strip in strips[:10]]
        grounds = {style.bgcolor.name for style in last if style and style.bgcolor and not style.reverse}
        assert grounds == {"#123456"}
