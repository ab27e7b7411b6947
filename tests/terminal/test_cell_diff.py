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

from coach.terminal.cell_diff import CellDiff
from coach.terminal.sgr import PLAIN, CellStyle, transition

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


@settings(max_examples=60, deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(
    pictures=st.lists(st.tuples(*[_rows()] * ROWS), min_size=2, max_size=5),
    cuts=st.lists(st.integers(1, COLS - 1), max_size=3),
    whole=st.lists(st.booleans(), min_size=5, max_size=5),
)
def test_each_picture_comes_out_as_textual_draws_it(
    pictures: list[tuple[Row, ...]], cuts: list[int], whole: list[bool]
) -> None:
    console = Console(color_system="truecolor", force_terminal=True)
    cell_diff, shown = CellDiff(ColorSystem.TRUECOLOR), _Shown()
    for old, new, all_of_it in zip([pictures[0], *pictures], pictures, whole, strict=False):
        update = _whole(new) if all_of_it or new is pictures[0] else _partial(old, new, cuts)
        if update is not None:
            sequence = cell_diff.sequence(update)
            assert sequence is not None
            shown.feed(sequence)
        fresh = _Shown()
        fresh.feed(_whole(new).render_segments(console).replace("\n", "\r\n"))
        assert shown.cells() == fresh.cells()
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
    assert cell_diff.sequence(_whole([new, old, old])) == (
        "\x1b[1;3H\x1b[7;38;2;242;184;102m  \x1b[B\b\b\x1b[0;48;2;17;17;17m  \x1b[B\b\b  \x1b[m"
    )
    text: Row = (("b", dark), *old[1:])
    assert cell_diff.sequence(_whole([text, new, new])) == (
        "\x1b[1H\x1b[38;2;242;184;102;48;2;17;17;17mba  \x1b[B\b\b\x1b[7m  \x1b[B\b\b  \x1b[m"
    )


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
