"""The cells of a picture are read as they were written, and are drawn on an empty screen in one piece."""

from __future__ import annotations

import json
from collections.abc import Iterable
from itertools import groupby

import pyte
import pytest
from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.color import ColorSystem
from rich.segment import Segment
from rich.style import Style
from textual._compositor import LayoutUpdate
from textual.geometry import Region
from textual.strip import Strip

from coach.terminal.cell_diff import CellDiff
from coach.terminal.kept_cells import decoded, encoded
from coach.terminal.pen import Cell
from coach.terminal.sgr import PLAIN, RESET, CellStyle

COLS, ROWS = 14, 3

_styles = st.builds(
    CellStyle,
    st.frozensets(st.sampled_from(["1", "2", "3", "4", "7", "9"])),
    st.sampled_from(["", "31", "38;5;200", "38;2;1;2;3"]),
    st.sampled_from(["", "41", "48;2;1;2;3"]),
)
_looks = st.builds(
    Style,
    color=st.sampled_from([None, "#102030", "red"]),
    bgcolor=st.sampled_from([None, "#405060", "blue"]),
    bold=st.booleans(),
    dim=st.booleans(),
    reverse=st.booleans(),
    underline=st.booleans(),
)
_texts = st.sampled_from(
    [
        "a",
        " ",
        " ",
        '"',
        "\\",
        "\u2500",
        "\u00e9",
        "\u6f22",
        "e\u0301",
        "\U0001f44d",
        "\U0001f468\u200d\U0001f469",
    ]
)


@st.composite
def _rows(draw: st.DrawFn) -> list[Cell]:
    """Cells as a picture has them: those after the first of a wide character are empty."""
    row: list[Cell] = []
    while len(row) < COLS:
        text = draw(_texts)
        style = draw(_styles)
        row += [(text, style), *[("", style)] * (cell_len(text) - 1)]
    return row


@given(st.lists(_rows(), max_size=ROWS))
def test_cells_are_read_as_they_were_written(rows: list[list[Cell]]) -> None:
    text = encoded(rows)
    assert text.isascii()
    assert "\n" not in text
    assert decoded(text) == rows


def test_a_row_of_one_style_is_one_run() -> None:
    bold = CellStyle(frozenset({"1"}))
    rows: list[list[Cell]] = [[(each, PLAIN) for each in "ab cd"], [("a", bold), ("b", bold), ("c", PLAIN)]]
    assert json.loads(encoded(rows)) == {
        "styles": [[[], "", ""], [["1"], "", ""]],
        "rows": [[[0, "ab cd"]], [[1, "ab"], [0, "c"]]],
    }


def test_what_is_not_known_cannot_be_kept() -> None:
    with pytest.raises(ValueError, match="not known"):
        encoded([[("a", PLAIN), None]])


_GOOD = encoded([[("a", CellStyle(frozenset({"1"}), "31")), ("b", PLAIN)]])


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x",
        "[]",
        "1",
        "null",
        '"text"',
        "{}",
        '{"styles":[]}',
        '{"rows":[]}',
        '{"styles":[],"rows":1}',
        '{"styles":1,"rows":[]}',
        '{"styles":[[]],"rows":[]}',
        '{"styles":[[1,2,3]],"rows":[]}',
        '{"styles":[[[[]],"",""]],"rows":[]}',
        '{"styles":[[[],"",""]],"rows":[[[1,"a"]]]}',
        '{"styles":[[[],"",""]],"rows":[[["0","a"]]]}',
        '{"styles":[[[],"",""]],"rows":[[[0.0,"a"]]]}',
        '{"styles":[[[],"",""]],"rows":[[[0]]]}',
        '{"styles":[[[],"",""]],"rows":[[[0,1]]]}',
        '{"styles":[[[],"",""]],"rows":[[[]]]}',
        '{"styles":[[[],"",""]],"rows":[[1]]}',
        "[" * 100_000,
        "9" * 10_000,
        *(_GOOD[:length] for length in range(len(_GOOD))),
    ],
)
def test_anything_else_is_a_value_error(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - those of `json` say it in words of their own
        decoded(text)


_values = st.recursive(
    st.sampled_from([None, True, 0, 1, -1, 2, 0.5, "", "a", "1"]),
    lambda inner: st.lists(inner, max_size=3),
    max_leaves=8,
)


@given(styles=_values, rows=_values)
@example(styles=[[[1], "", ""], [[], None, 2]], rows=[[[0, "ab"], [1, [None]]]])
@example(styles=[], rows=[[], []])
def test_what_can_be_read_can_be_drawn(styles: object, rows: object) -> None:
    """However it came about: a picture on the terminal is no place for a traceback."""
    try:
        found = decoded(json.dumps({"styles": styles, "rows": rows}))
    except ValueError:
        return
    known = CellDiff(ColorSystem.TRUECOLOR)
    known.adopt(found)
    assert known.sequence(_update([[("a", Style(bold=True))] * COLS] * ROWS)) is not None


def _update(rows: list[list[tuple[str, Style]]]) -> LayoutUpdate:
    strips: list[Iterable[Strip]] = [
        [Strip(Segment("".join(t for t, _ in run), look) for look, run in groupby(row, lambda cell: cell[1]))]
        for row in rows
    ]
    return LayoutUpdate(strips, Region(0, 0, COLS, ROWS))


@st.composite
def _pictures(draw: st.DrawFn) -> list[list[tuple[str, Style]]]:
    rows = []
    for _ in range(ROWS):
        row, room = [], COLS
        while room:
            text = draw(_texts.filter(lambda each: "\u200d" not in each)) if room > 1 else "x"
            row.append((text, draw(_looks)))
            room -= cell_len(text)
        rows.append(row)
    return rows


def _drawn(text: str) -> list[list[object]]:
    screen = pyte.Screen(COLS, ROWS)
    screen.reset_mode(pyte.modes.DECAWM)
    pyte.Stream(screen).feed(text)
    return [[_visible(screen.buffer[y][x]) for x in range(COLS)] for y in range(ROWS)]


def _visible(char: pyte.screens.Char) -> object:
    """What a person sees of a cell: of a blank, neither its weight nor, mostly, its colour."""
    if char.data.strip() or char.underscore or char.strikethrough:
        return char
    return char._replace(bg="default") if char.reverse else (char.data, char.bg)


@settings(max_examples=60, phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(first=_pictures(), second=_pictures())
def test_a_picture_that_was_kept_is_drawn_and_goes_on_as_one_that_was_sent(
    first: list[list[tuple[str, Style]]], second: list[list[tuple[str, Style]]]
) -> None:
    sent = CellDiff(ColorSystem.TRUECOLOR)
    sequence = sent.sequence(_update(first))
    assert sequence is not None
    whole = sent.whole()
    assert _drawn(whole) == _drawn(sequence)
    adopted = CellDiff(ColorSystem.TRUECOLOR)
    adopted.adopt(decoded(encoded(sent.rows)))
    assert adopted.whole() == whole
    # what the app draws first is what stands there already
    assert adopted.sequence(_update(first)) == ""
    change = adopted.sequence(_update(second))
    assert change is not None
    # In which style the terminal was left is known only of what an update has drawn.
    sent.reset()
    assert change.removeprefix(RESET) == sent.sequence(_update(second))
    fresh = CellDiff(ColorSystem.TRUECOLOR).sequence(_update(second))
    assert fresh is not None
    assert _drawn(whole + change) == _drawn(fresh)


def test_what_is_adopted_is_not_the_callers_any_more() -> None:
    rows: list[list[Cell]] = [[("a", PLAIN)] * COLS for _ in range(ROWS)]
    known = CellDiff(ColorSystem.TRUECOLOR)
    known.adopt(rows)
    known.sequence(_update([[("b", Style())] * COLS] * ROWS))
    assert rows == [[("a", PLAIN)] * COLS for _ in range(ROWS)]
