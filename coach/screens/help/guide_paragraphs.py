"""A guide as paragraphs of a screen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from coach.content.guides import GUIDES, Block, Kind, load_guide
from coach.widgets.base.cell_widget import Span
from coach.widgets.reading.prose import BLANK, Paragraph, plain

INDENT = 2
"""Blanks before the lines of code."""
WIDEST_CELL = 20
"""A first column that is wider than this has lines of its own."""


def guide_paragraphs(name: str, wide: bool) -> Iterable[Paragraph]:
    """Yields a guide; where there is room, a table has its columns side by side."""
    guide = load_guide(name)
    place = f"   {GUIDES.index(name) + 1} of {len(GUIDES)}"
    yield Paragraph(((guide.title, "block bold"), (place, "muted")))
    yield plain(guide.summary, "secondary")
    for block in guide.blocks:
        yield BLANK
        yield from _block(block, wide)


def _block(block: Block, wide: bool) -> Iterable[Paragraph]:
    match block.kind:
        case Kind.HEADING:
            yield plain(block.text, "block bold")
        case Kind.TEXT:
            yield Paragraph(tuple(_spans(block.text)))
        case Kind.CODE:
            for line in block.text.splitlines():
                yield plain(f"{' ' * INDENT}{line}", "accent", indent=2 * INDENT) if line else BLANK
        case Kind.TABLE:
            yield from _table(block.rows, wide)


def _table(rows: Sequence[tuple[str, str]], wide: bool) -> Iterable[Paragraph]:
    width = max(len(first) for first, _ in rows) + 2
    for first, second in rows:
        told = tuple(_spans(second))
        if wide and width <= WIDEST_CELL:
            yield Paragraph(((first.replace("`", "").ljust(width), "accent"), *told), width)
        else:
            yield plain(first.replace("`", ""), "accent", indent=2 * INDENT)
            yield Paragraph(((" " * INDENT, "foreground"), *told), INDENT)


def _spans(text: str) -> Iterable[Span]:
    """Yields a text with what stands between backticks in another colour instead."""
    for number, part in enumerate(text.split("`")):
        if part:
            yield part, "accent" if number % 2 else "foreground"
