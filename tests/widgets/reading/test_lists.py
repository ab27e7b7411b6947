"""Lists and long texts: where the cursor goes, and how little is repainted."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from textual.app import App, ComposeResult
from textual.geometry import Region
from textual.widget import Widget

from coach.widgets.base.cell_widget import CellWidget
from coach.widgets.base.theme import THEMES, variable_defaults
from coach.widgets.reading.item_list import ItemList, Line, fitted
from coach.widgets.reading.prose import BLANK, Paragraph, Prose, cells_of, padded, plain, wrap

LINES = (
    Line("Fruit", heading=True),
    Line("apple", "new", "a"),
    Line("pear", "", "p"),
    Line("Roots", heading=True),
    *(Line(f"root {n}", "", f"r{n}") for n in range(12)),
)


class One(App[None]):
    """One widget, ten rows high."""

    def __init__(self, widget: CellWidget) -> None:
        super().__init__()
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = "dusk"
        self.widget = widget

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return variable_defaults(self.current_theme)

    def compose(self) -> ComposeResult:
        self.widget.styles.height = 10
        yield self.widget


@contextmanager
def repainted(widget: Widget) -> Iterator[list[Region]]:
    """The regions that are to be repainted; an empty one stands for all of the widget."""
    regions: list[Region] = []
    refresh = widget.refresh

    def spy(*given: Region, **rest: bool) -> Widget:
        regions.extend(given or [Region()])
        return refresh(*given, **rest)

    widget.refresh = spy  # type: ignore[method-assign]
    yield regions
    widget.refresh = refresh  # type: ignore[method-assign]


def listed(lines: tuple[Line, ...] = LINES) -> ItemList:
    widget = ItemList()
    widget.set_reactive(ItemList.lines, lines)
    widget.set_reactive(ItemList.cursor, 1)
    return widget


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


async def test_a_step_repaints_two_rows() -> None:
    widget = listed()
    async with One(widget).run_test(size=(30, 12)) as pilot:
        await pilot.pause()
        with repainted(widget) as regions:
            await pilot.press("j")
        assert regions == [Region(0, 1, 29, 1), Region(0, 2, 29, 1)]


async def test_beyond_the_rows_shown_half_a_page_is_turned() -> None:
    widget = listed()
    async with One(widget).run_test(size=(30, 12)) as pilot:
        await pilot.pause()
        await pilot.press(*"jjjjjj")
        with repainted(widget) as regions:
            await pilot.press("j")
            assert regions == [Region(0, 8, 29, 1), Region(0, 9, 29, 1)]
            await pilot.press("j")
        assert regions[2:] == [Region()]
        assert "root 6" in "".join(text for text, _ in widget.row(5))


async def test_new_lines_keep_the_cursor_on_its_own_and_repaint_what_differs() -> None:
    widget = listed()
    async with One(widget).run_test(size=(30, 12)) as pilot:
        await pilot.press("j")
        read = (LINES[0], Line("apple", "", "a"), *LINES[2:])
        with repainted(widget) as regions:
            widget.lines = read
        assert regions == [Region(0, 1, 29, 1)]
        widget.lines = LINES[2:]
        assert widget.line == LINES[2]
        widget.lines = (LINES[0],)
        assert widget.line is None
        await pilot.press("j", "k", "G", "pagedown")
        assert widget.line is None


async def test_a_click_moves_and_a_second_one_opens() -> None:
    widget = listed()
    opened: list[Line] = []

    class Listening(One):
        def on_item_list_opened(self, event: ItemList.Opened) -> None:
            opened.append(event.line)

    async with Listening(widget).run_test(size=(30, 12)) as pilot:
        await pilot.click(ItemList, offset=(3, 4))
        assert widget.line == LINES[4]
        await pilot.click(ItemList, offset=(3, 3))
        assert widget.line == LINES[4]
        await pilot.click(ItemList, offset=(3, 4))
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


def text_of(rows: list[list[tuple[str, str]]]) -> list[str]:
    return ["".join(text for text, _ in row) for row in rows]


def test_paragraphs_are_wrapped_between_words_with_their_indent() -> None:
    rows = wrap([plain("one two three", indent=2), BLANK, plain("four")], 8)
    assert text_of(rows) == ["one two", "  three", "", "four"]


def test_a_word_wider_than_the_row_is_cut() -> None:
    rows = wrap([plain("abcdefghij k")], 4)
    assert text_of(rows) == ["abcd", "efgh", "ij k"]
    assert all(cells_of(row) <= 4 for row in wrap([plain("\u65e5\u672c\u8a9e\u6587")], 3))


def test_pens_stay_with_their_words() -> None:
    rows = wrap([Paragraph((("ab ", "block"), ("cd", "muted")))], 3)
    assert rows == [[("ab", "block")], [("cd", "muted")]]


def test_blanks_at_the_end_take_the_pen_before_them_unless_it_shows() -> None:
    assert padded([("ab", "muted")], 4) == [("ab  ", "muted")]
    assert padded([("ab", "block underline")], 4) == [("ab", "block underline"), ("  ", "ground")]


async def test_another_text_repaints_the_rows_that_differ() -> None:
    widget = Prose()
    widget.set_reactive(Prose.paragraphs, (plain("same"), plain("old text"), plain("same")))
    async with One(widget).run_test(size=(30, 12)) as pilot:
        await pilot.pause()
        with repainted(widget) as regions:
            widget.paragraphs = (plain("same"), plain("new"), plain("same"))
        assert regions == [Region(0, 1, 8, 1)]
        with repainted(widget) as regions:
            widget.foot = (plain("foot"),)
        assert regions == [Region(0, 9, 4, 1)]


async def test_a_long_text_scrolls_and_begins_anew_with_another() -> None:
    widget = Prose(can_focus=True)
    widget.set_reactive(Prose.paragraphs, tuple(plain(f"row {n}") for n in range(30)))

    def top() -> str:
        return "".join(text for text, _ in widget.row(0)).split("  ")[0]

    async with One(widget).run_test(size=(30, 12)) as pilot:
        await pilot.press("tab", "j", "j")
        assert top() == "row 2"
        await pilot.press("pagedown")
        assert top() == "row 11"
        await pilot.press("G")
        assert top() == "row 20"
        await pilot.press("j", "k")
        assert top() == "row 19"
        widget.paragraphs = tuple(plain(f"line {n}") for n in range(30))
        assert top() == "line 0"


def test_what_joins_on_to_a_marked_word_stays_with_it() -> None:
    marked = Paragraph((("no ", "plain"), ("bruise", "marked"), (". So", "plain")))
    assert ["".join(text for text, _ in row) for row in wrap([marked], 9)] == ["no", "bruise.", "So"]
    assert ["".join(text for text, _ in row) for row in wrap([plain("abcdefghij kl")], 4)] == [
        "abcd", "efgh", "ij", "kl",
    ]  # fmt: skip
    assert ["".join(text for text, _ in row) for row in wrap([plain("a \nb c")], 4)] == ["a", "b c"]
