"""Filters for terminals that can show less: text in ASCII, or no colour."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from rich.cells import cell_len
from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter, Monochrome, NoColor

_DRAWN: dict[int, str] = {
    **dict.fromkeys(range(0x2500, 0x2580), "+"),
    **dict.fromkeys(map(ord, "\u2574\u2576\u2578\u257a\u2500\u2501\u2013\u2014\u2212\u2010\u2011"), "-"),
    **dict.fromkeys(map(ord, "\u2575\u2577\u2579\u257b\u2502\u2503\u258f\u258e\u258c\u2590\u2595"), "|"),
    **dict.fromkeys(map(ord, "\u250c\u2510\u2514\u2518\u251c\u2524\u252c\u2534\u253c"), "+"),
    **dict.fromkeys(map(ord, "\u256d\u256e\u256f\u2570"), "+"),
    **dict.fromkeys(map(ord, "\u2018\u2019\u201a\u2032"), "'"),
    **dict.fromkeys(map(ord, "\u201c\u201d\u201e\u00ab\u00bb\u2033"), '"'),
    **dict.fromkeys(map(ord, "\u2588\u25a0"), "#"),
    **dict.fromkeys(range(0x2581, 0x2588), "="),
    **dict.fromkeys(range(0x2591, 0x2594), ":"),
    **dict.fromkeys(map(ord, "\u2026\u00b7"), "."),
    **dict.fromkeys(map(ord, "\u2022\u25cf"), "*"),
    **dict.fromkeys(map(ord, "\u00d7\u2714"), "x"),
    **dict.fromkeys(map(ord, "\u25ba\u25b6\u2192"), ">"),
    **dict.fromkeys(map(ord, "\u25bc\u2193"), "v"),
    ord("\u25cb"): "o",
    ord("\u2190"): "<",
    ord("\u2191"): "^",
    ord("\u00a0"): " ",
    ord("\u00df"): "s",
}


@lru_cache(maxsize=1024)
def ascii_text(text: str) -> str:
    """Returns the text in ASCII and in as many cells.

    Accents are left out, drawn lines and the like are replaced, and the rest becomes `?`.
    """
    if text.isascii():
        return text
    out: list[str] = []
    for char in text:
        width = cell_len(char)
        bare = unicodedata.normalize("NFKD", char).encode("ascii", "ignore").decode()
        plain = _DRAWN.get(ord(char)) or bare or "?" * width
        out.append(plain[:width].ljust(width))
    return "".join(out)


class AsciiFilter(LineFilter):
    """A filter that makes every line of the screen ASCII, whatever widget or note it comes from."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Returns the segments with their text in ASCII."""
        return [
            segment
            if segment.control or segment.text.isascii()
            else Segment(ascii_text(segment.text), segment.style)
            for segment in segments
        ]


_ASCII = AsciiFilter()
_NO_COLOR = NoColor()


def fitting_filters(stock: Sequence[LineFilter], *, ascii: bool) -> list[LineFilter]:
    """Returns the line filters for an app's `get_line_filters`, made from Textual's.

    With NO_COLOR Textual sends greys, which are colours too, and black on black in a theme of the terminal's
    own colours. Here it means no colour at all: each mark has a shape of its own, solid ones are reversed.
    """
    filters = [_NO_COLOR if isinstance(filter, Monochrome) else filter for filter in stock]
    return [*filters, _ASCII] if ascii else filters
