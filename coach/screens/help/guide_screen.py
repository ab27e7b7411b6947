"""A guide, to be read in the coach."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding

from coach.content.guides import GUIDES
from coach.context import AppContext
from coach.paths import STYLES
from coach.screens.help.guide_paragraphs import guide_paragraphs
from coach.screens.shared.base import CoachScreen
from coach.widgets.reading.prose import Prose

WIDE = 60
"""Columns from which on a table has its columns side by side."""


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
        self.query_one("#guide", Prose).paragraphs = tuple(
            guide_paragraphs(self.guide, self.size.width >= WIDE)
        )

    def on_resize(self) -> None:
        """Lays the tables out for the new width."""
        self.renew()

    def action_turn(self, by: int) -> None:
        """Shows another guide; after the last one comes the first."""
        self.guide = GUIDES[(GUIDES.index(self.guide) + by) % len(GUIDES)]
        self.renew()
