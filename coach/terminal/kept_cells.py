"""The cells of a picture as text, and back: runs of one style in each row, in flat JSON."""

from __future__ import annotations

import json
from itertools import groupby
from typing import TYPE_CHECKING, Any

from coach.terminal.sgr import CellStyle

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coach.terminal.pen import Cell


def encoded(rows: Sequence[Sequence[Cell | None]]) -> str:
    """Returns rows of cells as one line of ASCII; raises ValueError if a cell among them is not known."""
    styles: dict[CellStyle, int] = {}
    runs: list[list[list[Any]]] = []
    for row in rows:
        if None in row:
            raise ValueError("a cell is not known")
        known = [cell for cell in row if cell is not None]
        runs.append(
            [
                [styles.setdefault(style, len(styles)), *_texts([text for text, _ in cells])]
                for style, cells in groupby(known, lambda cell: cell[1])
            ]
        )
    palette = [[sorted(each.on), each.fore, each.back] for each in styles]
    return json.dumps({"styles": palette, "rows": runs}, separators=(",", ":"))


def decoded(text: str) -> list[list[Cell]]:
    """Returns the rows of cells that a text holds; raises ValueError if it holds none."""
    try:
        found = json.loads(text)
        styles = [CellStyle(frozenset(on), str(fore), str(back)) for on, fore, back in found["styles"]]
        return [
            [(each, styles[style]) for style, *texts in runs for each in _cells(texts)]
            for runs in found["rows"]
        ]
    except (KeyError, TypeError, IndexError, RecursionError) as error:
        raise ValueError("these are no cells") from error


def _texts(texts: list[str]) -> list[Any]:
    """Returns the texts of a run: one text where each cell has one character, else a list of them."""
    return ["".join(texts)] if all(len(each) == 1 for each in texts) else [texts]


def _cells(texts: list[Any]) -> list[str]:
    return [str(each) for each in texts[0]]
