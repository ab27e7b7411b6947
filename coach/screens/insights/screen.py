"""Insights: the records in figures, or how many are missing before these say anything; never a cause."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Grid

from coach.context import AppContext
from coach.domain import labels
from coach.domain.model import Area
from coach.domain.stats.summary import Figures, areas_used, figures
from coach.paths import STYLES, is_locked_down
from coach.screens.insights.cards import CARDS, FigureCard
from coach.screens.shared.base import CoachScreen
from coach.terminal.held_keys import after_key
from coach.text.format import capital, count, total_short
from coach.widgets.chrome.page_indicator import PageIndicator

ALL_AT_ONCE = (110, 36)
TWO_AT_ONCE = (72, 22)
"""Columns and rows from which so many cards are shown at a time; else one."""


class InsightsScreen(CoachScreen):
    """The weeks, the ramp, sharpness, soreness, habits and streak, of one area or of all."""

    CSS_PATH = STYLES / "insights.tcss"
    BINDINGS = [
        Binding(
            "tab,right,l,down,j,pagedown", "turn(1)", "More", id="insights-next", tooltip="The next page"
        ),
        Binding(
            "shift+tab,left,h,up,k,pageup", "turn(-1)", "Back", id="insights-previous",
            tooltip="The page before", show=False,
        ),
        Binding("g,home", "edge(0)", "First", id="insights-first", tooltip="The first page", show=False),
        Binding("G,end", "edge(-1)", "Last", id="insights-last", tooltip="The last page", show=False),
        Binding("right_square_bracket", "area(1)", "Area", id="insights-area", tooltip="One area, or all"),
        Binding(
            "left_square_bracket", "area(-1)", "Area", id="insights-area-back", tooltip="The same, backwards",
            show=False,
        ),
        Binding(
            "p", "report", "Report", id="insights-report",
            tooltip="Write a page to print, or to take to a physiotherapist",
        ),
        Binding("escape", "go('today')", "Today", id="insights-back", tooltip="Back to Today", show=False),
    ]  # fmt: skip

    def __init__(self, context: AppContext) -> None:
        super().__init__(context)
        self.first = 0
        """The first card of the page that is shown."""

    def body(self) -> ComposeResult:
        """Yields the pages' names over the cards."""
        yield PageIndicator()
        with Grid(id="cards"):
            for kind, name in CARDS:
                yield kind(id=name)

    @property
    def per_page(self) -> int:
        """The number of cards that are shown at a time."""
        width, height = self.app.size
        for (columns, rows), cards in ((ALL_AT_ONCE, len(CARDS)), (TWO_AT_ONCE, 2)):
            if width >= columns and height >= rows:
                return cards
        return 1

    def on_resize(self) -> None:
        """Lays the cards out for the new size, which may have other pages."""
        self._lay_out()
        super().on_resize()

    def renew(self) -> None:
        """Shows the figures as the book has them now."""
        self._lay_out()
        book = self.context.book
        found = figures(self.context.ramps, self.context.today().days, self.context.chosen_area)
        line = self.query_one(PageIndicator)
        line.text = _summary(found, short=self.per_page < len(CARDS))
        for card in self.query(FigureCard):
            card.show(found, book.settings.week_start)
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Hides the keys that do nothing, and the report on an account that may write no files."""
        match action:
            case "area":
                return len(self._areas()) > 2  # with one area, "all" says the same
            case "turn" | "edge":
                return self.per_page < len(CARDS)
            case "report":
                return not is_locked_down()
            case _:
                return True

    @on(PageIndicator.Chosen)
    def _page_chosen(self, event: PageIndicator.Chosen) -> None:
        self._show_page(event.at)

    def action_turn(self, by: int) -> None:
        """Turns to another page; after the last comes the first."""
        pages = len(CARDS) // self.per_page
        self._show_page((self.first // self.per_page + by) % pages)

    def action_edge(self, to: int) -> None:
        """Turns to the first page, or to the last."""
        self._show_page(to % (len(CARDS) // self.per_page))

    def action_area(self, by: int) -> None:
        """Turns to the figures of another area, or of all."""
        areas = self._areas()
        self.context.chosen_area = areas[(areas.index(self.context.chosen_area) + by) % len(areas)]
        self.renew()

    def action_report(self) -> None:
        """Asks where the report is to go, and writes it."""
        from coach.screens.shared.report_dialog import ask_for_report

        ask_for_report(self)

    def _areas(self) -> list[Area | None]:
        """Returns None for all areas, and those to turn to: with sessions, and the chosen one."""
        shown = {*areas_used(self.context.book.sessions), self.context.chosen_area}
        return [None, *(area for area in Area if area in shown)]

    def _show_page(self, page: int) -> None:
        self.first = page * self.per_page
        self.query_one(PageIndicator).at = page
        after_key(self, self._lay_out)

    def _lay_out(self) -> None:
        """Shows the cards of the page, and names the pages."""
        size = self.per_page
        self.first -= self.first % size
        for cards, name in ((1, "-one"), (2, "-two"), (len(CARDS), "-six")):
            self.set_class(size == cards, name)
        for at, card in enumerate(self.query(FigureCard)):
            card.display = self.first <= at < self.first + size
        line = self.query_one(PageIndicator)
        kinds = [kind.NAME for kind, _ in CARDS]
        line.pages = tuple(
            " and ".join((kinds[at], *(name.lower() for name in kinds[at + 1 : at + size])))
            for at in range(0, len(kinds), size)
        )
        line.at = self.first // size


def _summary(found: Figures, *, short: bool) -> str:
    area = capital(labels.AREA[found.area]) if found.area else "All areas"
    if short:
        return area
    return f"{area}: {count(len(found.sessions), 'session')}, {total_short(found.minutes)} in all"
