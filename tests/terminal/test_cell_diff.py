"""What is sent shows the same as what Textual would have sent, from whatever was shown before."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby, pairwise

import pyte
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.color import ColorSystem
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.geometry import Region
from textual.strip import Strip

import coach.terminal.cell_diff as cell_diff_module
from coach.terminal.cell_diff import CellDiff
from coach.terminal.sgr import PLAIN, RESET, CellStyle, cell_style, transition

COLS, ROWS = 16, 3

Piece = tuple[str, Style]
"""One character, with what combines with it, and its style."""
Row = tuple[Piece, ...]

_texts = st.sampled_from(
    ["a", "b", " ", " ", " ", "\u2500", "\u25a0", "\u00e9", "\u6f22", "e\u0301", "\U0001f44d"]
)
_colors = st.sampled_from([None, "#102030", "#405060", "red", "default"])
_flags = st.sampled_from([None, True])
_styles = st.builds(
    Style,
    color=_colors,
    bgcolor=_colors,
    bold=_flags,
    dim=_flags,
    italic=_flags,
    underline=_flags,
    reverse=_flags,
    strike=_flags,
)
_few_styles = st.lists(_styles, min_size=1, max_size=3)


@st.composite
def _rows(draw: st.DrawFn) -> Row:
    styles = draw(_few_styles)
    row: list[Piece] = []
    room = COLS
    while room:
        text = draw(_texts) if room > 1 else "x"
        row.append((text, draw(st.sampled_from(styles))))
        room -= cell_len(text)
    return tuple(row)


def _ends(row: Row) -> list[int]:
    """The columns at which no character is cut."""
    ends = [0]
    for text, _ in row:
        ends.append(ends[-1] + cell_len(text))
    return ends


def _strip(row: Sequence[Piece]) -> Strip:
    return Strip(
        Segment("".join(t for t, _ in run), style) for style, run in groupby(row, lambda piece: piece[1])
    )


def _whole(rows: Sequence[Row]) -> LayoutUpdate:
    return LayoutUpdate([[_strip(row)] for row in rows], Region(0, 0, COLS, ROWS))


def _partial(old: Sequence[Row], new: Sequence[Row], cuts: Sequence[int]) -> ChopsUpdate | None:
    """The update of the cells that differ, from rows of strips that are cut at some columns."""
    spans, chops, chop_ends = [], [], []
    for y, (was, now) in enumerate(zip(old, new, strict=True)):
        places = sorted({0, COLS, *(cut for cut in cuts if cut in _ends(now))})
        strips = {
            first: _strip([p for p, at in zip(now, _ends(now), strict=False) if first <= at < last])
            for first, last in pairwise(places)
        }
        chops.append(strips)
        chop_ends.append(places[1:])
        if changed := [
            x for x, pair in enumerate(zip(_cells(was), _cells(now), strict=True)) if pair[0] != pair[1]
        ]:
            spans.append((y, changed[0], changed[-1] + 1))
    return ChopsUpdate(chops, spans, chop_ends) if spans else None


def _cells(row: Row) -> list[object]:
    return [cell for text, style in row for cell in [(text, style), *[None] * (cell_len(text) - 1)]]


class _Shown:
    """A terminal's screen, as pyte has it."""

    def __init__(self) -> None:
        self.screen = pyte.Screen(COLS, ROWS)
        self.stream = pyte.Stream(self.screen)

    def feed(self, text: str) -> None:
        self.stream.feed(text)

    def cells(self) -> list[list[object]]:
        return [[_visible(self.screen.buffer[y][x]) for x in range(COLS)] for y in range(ROWS)]


def _visible(char: pyte.screens.Char) -> object:
    """What a person sees of a cell: of a blank, neither its weight nor, mostly, its colour."""
    if char.data.strip() or char.underscore or char.strikethrough:
        return char
    # reversed, the colour of the text is the ground, and the ground is nowhere
    return char._replace(bg="default") if char.reverse else (char.data, char.bg)


def _as_textual_draws(picture: Sequence[Row]) -> _Shown:
    console = Console(color_system="truecolor", force_terminal=True)
    shown = _Shown()
    shown.feed(_whole(picture).render_segments(console).replace("\n", "\r\n"))
    return shown


@settings(max_examples=60, deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(
    pictures=st.lists(st.tuples(*[_rows()] * ROWS), min_size=2, max_size=5),
    cuts=st.lists(st.integers(1, COLS - 1), max_size=3),
    whole=st.lists(st.booleans(), min_size=5, max_size=5),
)
def test_each_picture_comes_out_as_textual_draws_it(
    pictures: list[tuple[Row, ...]], cuts: list[int], whole: list[bool]
) -> None:
    cell_diff, shown = CellDiff(ColorSystem.TRUECOLOR), _Shown()
    for old, new, all_of_it in zip([pictures[0], *pictures], pictures, whole, strict=False):
        update = _whole(new) if all_of_it or new is pictures[0] else _partial(old, new, cuts)
        if update is not None:
            sequence = cell_diff.sequence(update)
            assert sequence is not None
            shown.feed(sequence)
        assert shown.cells() == _as_textual_draws(new).cells()
        assert cell_diff.sequence(_whole(new)) == ""


_looks = st.builds(
    CellStyle,
    st.frozensets(st.sampled_from(["1", "2", "3", "4", "7", "9", "21", "53"])),
    st.sampled_from(["", "31", "38;2;1;2;3"]),
    st.sampled_from(["", "41", "48;2;1;2;3"]),
)


@given(_looks, _looks)
def test_a_change_of_look_leads_to_it_and_is_no_longer_than_starting_anew(
    old: CellStyle, new: CellStyle
) -> None:
    stepped, anew = _Shown(), _Shown()
    stepped.feed(transition(PLAIN, old) + "a" + transition(old, new) + "b")
    anew.feed("a" + transition(PLAIN, new) + "b")
    assert stepped.cells()[0][1] == anew.cells()[0][1]
    assert len(transition(old, new)) <= len(transition(PLAIN, new)) + 3


def test_what_is_unchanged_within_a_row_is_passed_over() -> None:
    cell_diff = CellDiff(ColorSystem.TRUECOLOR)
    plain = Style()
    row: Row = tuple(("a", plain) for _ in range(COLS))
    new: Row = (("b", plain), *row[1:-1], ("b", plain))
    cell_diff.sequence(_whole([row] * ROWS))
    assert cell_diff.sequence(_whole([row, new, row])) == "\x1b[2Hb\x1b[14Cb"


def test_the_digits_of_a_clock_cost_no_colour_and_no_address() -> None:
    """Lit and dark cells differ by reverse alone, and lie one below the other."""
    cell_diff = CellDiff(ColorSystem.TRUECOLOR)
    dark, lit = Style(color="#f2b866", bgcolor="#111111"), Style(color="#f2b866", reverse=True)
    old: Row = (*[("a", dark)] * 2, *[(" ", dark)] * 2, *[("a", dark)] * (COLS - 4))
    new: Row = (*old[:2], *[(" ", lit)] * 2, *old[4:])
    cell_diff.sequence(_whole([old, new, new]))
    assert cell_diff.sequence(_whole([new, old, old])) == ("\x1b[2;3H  \x1bD\b\b  \x1b[1;3H\x1b[7m  ")
    text: Row = (("b", dark), *old[1:])
    assert cell_diff.sequence(_whole([text, new, new])) == ("\x1b[2;3H  \x1bD\b\b  \x1b[1H\x1b[27mba  ")


@pytest.mark.parametrize("forget", [True, False])
def test_what_is_forgotten_is_sent_again(forget: bool) -> None:
    cell_diff = CellDiff(ColorSystem.TRUECOLOR)
    rows: list[Row] = [tuple(("a", Style()) for _ in range(COLS))] * ROWS
    first = cell_diff.sequence(_whole(rows))
    if forget:
        cell_diff.forget()
    assert cell_diff.sequence(_whole(rows)) == (first if forget else "")


def test_another_size_is_sent_whole() -> None:
    cell_diff = CellDiff(ColorSystem.TRUECOLOR)
    cell_diff.sequence(LayoutUpdate([[Strip([Segment("ab")])]], Region(0, 0, 2, 1)))
    assert cell_diff.sequence(LayoutUpdate([[Strip([Segment("abc")])]], Region(0, 0, 3, 1))) == "\x1b[1Habc"


def _screens(*styles: Style) -> st.SearchStrategy[tuple[Row, ...]]:
    """Screens of characters that take one cell everywhere."""
    piece = st.tuples(st.sampled_from(["a", "b", " ", " ", "\u2500"]), st.sampled_from(styles))
    row = st.lists(piece, min_size=COLS, max_size=COLS).map(tuple)
    return st.tuples(*[row] * ROWS)


_dark, _lit = Style(color="#f2b866", bgcolor="#111111"), Style(color="#f2b866", reverse=True)
_clock_screens = _screens(_dark, _lit, Style(color="#607080", bgcolor="#111111"), Style(bold=True))


@settings(max_examples=200, deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(st.lists(_clock_screens, min_size=2, max_size=4))
def test_pen_by_pen_it_comes_out_the_same_and_in_no_more_bytes_than_row_by_row(
    pictures: list[tuple[Row, ...]],
) -> None:
    by_pen, by_row = CellDiff(ColorSystem.TRUECOLOR), CellDiff(ColorSystem.TRUECOLOR)
    shown = _Shown()
    for picture in pictures:
        by_row._style = by_pen._style  # both begin with the same pen
        sequence = by_pen.sequence(_whole(picture))
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(cell_diff_module, "drawn", lambda pen, runs, rows: pen.draw(runs, rows))
            longer = by_row.sequence(_whole(picture))
        assert sequence is not None
        assert longer is not None
        assert len(sequence) <= len(longer)
        shown.feed(sequence)
        assert shown.cells() == _as_textual_draws(picture).cells()


def test_each_pen_is_taken_up_once() -> None:
    """Every other cell of each row has another colour, as the two sides of a digit have."""
    cell_diff = CellDiff(ColorSystem.TRUECOLOR)
    cell_diff.sequence(_whole([tuple((char, _dark) for char in "a" * COLS)] * ROWS))
    mixed: Row = tuple(("b", _lit if at % 2 else _dark) for at in range(COLS))
    sequence = cell_diff.sequence(_whole([mixed] * ROWS))
    assert sequence is not None
    assert sequence.count("m") == 1


def test_what_stands_behind_a_character_of_uncertain_width_is_drawn_after_it() -> None:
    cell_diff = CellDiff(ColorSystem.TRUECOLOR)
    cell_diff.sequence(_whole([tuple((char, _dark) for char in "a" * COLS)] * ROWS))
    row: Row = (("b", _lit), ("\u2603", _dark), ("c", _lit), ("d", _dark), *[("a", _dark)] * (COLS - 4))
    sequence = cell_diff.sequence(_whole([row] * ROWS))
    assert sequence is not None
    assert [char for char in sequence if char in "b\u2603cd"] == list("b\u2603cd" * ROWS)


def test_the_style_stays_on_until_it_is_reset_or_forgotten() -> None:
    cell_diff = CellDiff(ColorSystem.TRUECOLOR)
    row: Row = tuple(("a", _dark) for _ in range(COLS))
    first = cell_diff.sequence(_whole([row] * ROWS))
    assert first is not None
    assert first.startswith(RESET)
    other: Row = (("b", _dark), *row[1:])
    assert cell_diff.sequence(_whole([other, row, row])) == "\x1b[1Hb"
    assert cell_diff.reset() == RESET
    assert cell_diff.reset() == ""
    pen = transition(PLAIN, cell_style(_dark, ColorSystem.TRUECOLOR))
    assert cell_diff.sequence(_whole([row] * ROWS)) == f"\x1b[1H{pen}a"
    cell_diff.forget()
    assert cell_diff.sequence(_whole([row] * ROWS)) == first
    cell_diff.forget()
    assert cell_diff.reset() == RESET


def test_the_cursor_is_put_where_someone_types_unless_it_is_there_already() -> None:
    cell_diff = CellDiff(ColorSystem.TRUECOLOR)
    row: Row = tuple(("a", Style()) for _ in range(COLS))
    cell_diff.sequence(_whole([row] * ROWS))

    def typed(text: str, cursor: tuple[int, int]) -> str | None:
        now: Row = (*[(char, Style()) for char in text], *row[len(text) :])
        return cell_diff.sequence(_whole([row, now, row]), cursor)

    assert typed("b", (1, 3)) == "\x1b[2Hbaa"  # what it passes over is as short as the way
    assert typed("bbaa", (1, 3)) == "\x1b[2;2Hba"
    assert typed("bbac", (1, 3)) == "c\b"  # it begins where the cursor was put
    assert typed("bbac", (1, 5)) == ""
    assert typed("bbacd", (1, 5)) == "\x1b[2;5Hd"  # it ends there
    assert typed("bbace", (ROWS, COLS)) == f"\x1b[2;5He\x1b[{ROWS};{COLS}H"  # the corner is the last place
