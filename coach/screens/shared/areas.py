"""The screen of the areas: the state of each, how to use the mat there, and which one Today shows."""

from __future__ import annotations

from collections.abc import Iterable

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical

from coach.content.citations import rests_on
from coach.context import AppContext
from coach.domain import area_page, labels
from coach.domain.area_page import AreaPage
from coach.domain.model import Area
from coach.domain.ramp.gates import Gate
from coach.paths import STYLES
from coach.screens.shared.base import CoachScreen
from coach.terminal.held_keys import after_key
from coach.text.format import capital, listed
from coach.widgets.chrome.card import Card
from coach.widgets.reading.item_list import ItemList, Line
from coach.widgets.reading.prose import BLANK, Paragraph, Prose, plain


class AreasScreen(CoachScreen):
    """A list of the areas over another screen, to choose the one that is shown; it writes nothing."""

    HEADING = "Areas"
    CSS_PATH = STYLES / "shared.tcss"
    BINDINGS = [
        Binding("tab", "turn", "Details", id="area-page", tooltip="To the details of the area, and back"),
        Binding("enter", "choose", "Choose", id="area-choose", tooltip="Switch to the area under the cursor"),
        Binding("escape", "back", "Back", id="area-back", tooltip="Back to where you came from"),
    ]

    def __init__(self, context: AppContext) -> None:
        super().__init__(context)
        self.pages: dict[Area, AreaPage] = {}

    def body(self) -> ComposeResult:
        """Yields the list and the page beside it."""
        with Horizontal(id="areas"):
            with Card(title="Areas", id="area-card"):
                yield ItemList(id="area-list")
            with Card(id="area-text"), Vertical():
                yield Prose(can_focus=True, id="area-page")

    def on_mount(self) -> None:
        """Puts the cursor on the area that is shown."""
        super().on_mount()
        self._list.go(self.context.area)
        self._list.focus()

    def renew(self) -> None:
        """Shows the areas as the book has them now."""
        day, now = self.context.day(), self.context.now()
        self.pages = {area: area_page.page(self.context.ramps, area, day, now) for area in Area}
        self._list.lines = [
            Line(
                capital(labels.AREA[area]), page.tag, area, pen="foreground" if page.open else "muted"
            )
            for area, page in self.pages.items()
        ]  # fmt: skip
        count = sum(page.open and page.prescription.gate is not Gate.LOCKED for page in self.pages.values())
        self.query_one("#area-card", Card).subtitle = f"{count} of {len(self.pages)} open"
        self._show_page()

    @property
    def under_cursor(self) -> AreaPage:
        """The page of the area under the cursor."""
        line = self._list.line
        return self.pages[Area(line.id) if line else self.context.area]

    @on(ItemList.OptionHighlighted)
    def _highlighted(self) -> None:
        after_key(self, self._show_page)

    def _show_page(self) -> None:
        page = self.under_cursor
        self.query_one("#area-text", Card).title = capital(labels.AREA[page.area])
        text = self.query_one("#area-page", Prose)
        text.paragraphs = tuple(_paragraphs(page))

    @on(ItemList.OptionSelected)
    def action_choose(self) -> None:
        """Goes back with the area under the cursor; if it is not open, says why and stays."""
        page = self.under_cursor
        if not page.open:
            self.say(page.prescription.reason.full_text)
            return
        self.context.chosen_area = page.area
        self.dismiss()

    def action_turn(self) -> None:
        """Moves to the page, to scroll in it, or back to the list."""
        self.toggle_class("-reading")
        (self.query_one("#area-page") if self.has_class("-reading") else self._list).focus()

    def action_back(self) -> None:
        """Goes from the page to the list, and from the list back."""
        if self.has_class("-reading"):
            self.action_turn()
        else:
            self.dismiss()

    @property
    def _list(self) -> ItemList:
        return self.query_one("#area-list", ItemList)


def _paragraphs(page: AreaPage) -> Iterable[Paragraph]:
    if page.prescription.open_questions is not None:
        yield plain(page.prescription.open_questions.text, "warning")
        yield BLANK
    yield plain(page.prescription.reason.full_text, "foreground bold")
    if page.full:
        yield plain(page.full, "foreground bold")
    yield BLANK
    yield _named("How", page.how)
    if page.sides:
        yield _named("Sides", page.sides)
    if page.differ:
        yield Paragraph(((page.differ, "warning"),))
    yield BLANK
    yield plain("Steps", "block")
    yield from (plain(f"  {each}", "foreground", indent=4) for each in page.steps)
    yield _named("Limit", page.limits)
    yield _named("Skin", "checked before each session, for this area alone.")
    yield BLANK
    yield plain(f"From {listed(rests_on(page.facts))}.", "muted")


def _named(name: str, text: str) -> Paragraph:
    return Paragraph(((f"{name}: ", "block"), (text, "foreground")), indent=2)
