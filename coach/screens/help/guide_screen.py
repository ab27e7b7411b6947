"""A guide, to be read in the coach."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual.app import ComposeResult
from textual.binding import Binding

from coach.content.guides import GUIDES, Block, Kind, load_guide
from coach.context import AppContext
from coach.paths import STYLES
from coach.screens.shared.base import CoachScreen
from coach.widgets.base.cell_widget import Span
from coach.widgets.reading.prose import BLANK, Paragraph, Prose, plain

INDENT = 2
"""Blanks before the lines of code."""
WIDE = 60
"""Columns from which on a table has its columns side by side."""
WIDEST_CELL = 20
"""A first column that is wider than this has lines of its own."""


class GuideScreen(CoachScreen):
    """One guide to scroll in; left and right show the others."""

    HEADING = "Guides"
    CSS_PATH = STYLES / "help.tcss"
    BINDINGS = [
        Binding("left,h", "turn(-1)", "Previous", id="guide-previous", tooltip="The guide before this one"),
        Binding("right,l", "turn(1)", "Next", id="guide-next", tooltip="The guide after this one"),
        Binding("escape,q", "dismiss", "Back", id="guide-back", tooltip="Back to where you came from"),
    ]

    def __init__(self, context: AppContext, name: str = GUIDES[0]) -> None:
        super().__init__(context)
        self.guide = name
        """The name of the guide that is shown."""

    def body(self) -> ComposeResult:
        """Yields the text."""
        yield Prose(can_focus=True, id="guide")

    def on_mount(self) -> None:
        """Puts the focus on the text, so that j and k scroll at once."""
        super().on_mount()
        self.query_one("#guide").focus()

    def renew(self) -> None:
        """Shows the guide."""
        self.query_one("#guide", Prose).paragraphs = tuple(_page(self.guide, self.size.width >= WIDE))

    def on_resize(self) -> None:
        """Lays the tables out for the new width."""
        self.renew()

    def action_turn(self, by: int) -> None:
        """Shows another guide; after the last one comes the first."""
        self.guide = GUIDES[(GUIDES.index(self.guide) + by) % len(GUIDES)]
        self.renew()


def _page(name: str, wide: bool) -> Iterable[Paragraph]:
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
