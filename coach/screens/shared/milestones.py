"""The screen of the milestones: the figures of the first 14 days, and each milestone with its day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll

from coach.domain.habit.milestones import KEPT_DAYS, Milestone
from coach.domain.stats import first_fortnight
from coach.domain.stats.first_fortnight import Fortnight
from coach.paths import STYLES
from coach.screens.shared.base import CoachScreen
from coach.text import format
from coach.widgets.base.breakpoints import WITHOUT_BORDERS
from coach.widgets.chrome.card import Card
from coach.widgets.reading.prose import BLANK, Paragraph, Prose, plain

FIRST_DAYS = f"Your first {first_fortnight.DAYS} days"
REACHED = "Milestones"

LABEL = 10
"""Cells for the label of a figure."""
DATE = 17
"""Cells for the day of a milestone."""
NARROW = 60
"""Columns below which a text stands below its label, not beside it."""


class MilestonesScreen(CoachScreen):
    """Two cards over another screen; it writes nothing."""

    HEADING = "Milestones"
    CSS_PATH = STYLES / "shared.tcss"
    BINDINGS = [
        Binding("down,j", "scroll(1)", "Down", id="milestones-down", tooltip="A row down", show=False),
        Binding("up,k", "scroll(-1)", "Up", id="milestones-up", tooltip="A row up", show=False),
        Binding("pagedown", "scroll(10)", "On", id="milestones-on", tooltip="Ten rows down", show=False),
        Binding("pageup", "scroll(-10)", "Back up", id="milestones-up-10", tooltip="Ten rows up", show=False),
        Binding("escape,m", "back", "Back", id="milestones-back", tooltip="Back to where you came from"),
    ]

    def body(self) -> ComposeResult:
        """Yields the two cards."""
        with VerticalScroll(id="sheet", can_focus=False):
            with Card(title=FIRST_DAYS, id="first-days"):
                yield Prose(id="figures")
            with Card(title=REACHED, id="reached"):
                yield Prose(id="list")

    def renew(self) -> None:
        """Shows both as the book has them now."""
        today = self.context.today()
        found, single = today.fortnight, self.size.width < NARROW
        bare = bool(WITHOUT_BORDERS & self.classes)
        figures = (
            *_titled(FIRST_DAYS, bare),
            *_figures(found, first_fortnight.absent(self.context.book), single=single),
        )
        self.query_one("#figures", Prose).paragraphs = figures
        card = self.query_one("#first-days", Card)
        card.subtitle = f"day {found.day} of {first_fortnight.DAYS}" if found and not found.over else ""
        listed = _listed(today.milestones, today.streak.total_days, single=single)
        self.query_one("#list", Prose).paragraphs = (*_titled(REACHED, bare), *listed)

    def action_scroll(self, by: int) -> None:
        """Scrolls down by that many rows, or up by a negative number."""
        self.query_one("#sheet").scroll_relative(y=by, animate=False)

    def action_back(self) -> None:
        """Goes back to the screen below."""
        self.dismiss()


def show(screen: CoachScreen) -> None:
    """Opens the milestones over a screen."""
    if isinstance(screen, MilestonesScreen):
        return
    screen.app.push_screen(MilestonesScreen(screen.context).fit(screen.app.size))


def _titled(title: str, bare: bool) -> tuple[Paragraph, ...]:
    return (plain(title, "block bold"),) if bare else ()


def _figures(found: Fortnight | None, absent: str, *, single: bool) -> Iterable[Paragraph]:
    if found is None:
        yield plain(absent)
    else:
        yield from (_line(label, value, LABEL, single=single) for label, value in first_fortnight.rows(found))
    yield BLANK
    notes = (
        first_fortnight.COUNTED,
        first_fortnight.WHY,
        *([] if found is None else [first_fortnight.NO_CAUSE]),
    )
    yield from (plain(note, "muted") for note in notes)


def _listed(found: Sequence[Milestone], kept: int, *, single: bool) -> Iterable[Paragraph]:
    """Returns the next number of kept days, then the milestones, the latest first."""
    following = next((count for count in KEPT_DAYS if count > kept), None)
    if following is not None:
        yield plain(f"Next: the {following}th kept day, {following - kept} more to keep.", "muted")
        yield BLANK
    for each in reversed(found):
        yield _line(format.short_date(each.day), each.text, DATE, single=single)


def _line(label: str, text: str, width: int, *, single: bool) -> Paragraph:
    if single:
        return Paragraph(((f"{label}\n", "muted"), (text, "foreground")), 2)
    return Paragraph(((label.ljust(width), "muted"), (text, "foreground")), width)
