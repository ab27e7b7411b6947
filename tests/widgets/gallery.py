"""All widgets with sample values, in any theme: to look at, and to test against."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from textual.app import App, ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.widgets import Input, OptionList

from coach.paths import STYLES
from coach.widgets.ascii import AsciiFilter
from coach.widgets.big_clock import BigClock
from coach.widgets.card import Card, TextCard
from coach.widgets.key_bar import KeyBar
from coach.widgets.legend import Legend
from coach.widgets.marks import Look, State
from coach.widgets.month_calendar import MonthCalendar
from coach.widgets.primary import Primary
from coach.widgets.sizes import HORIZONTAL_BREAKPOINTS, VERTICAL_BREAKPOINTS
from coach.widgets.theme import THEMES, variable_defaults
from coach.widgets.top_bar import TopBar

TODAY = date(2026, 11, 21)
NOTE = "[b]Notes[/b] are [no markup] \x1b[31m, caf\u00e9 \u2026 \u201cquoted\u201d \U0001f600"


def sample_days(today: date = TODAY) -> Mapping[date, Look]:
    """A year of use with every state in it."""
    days: dict[date, Look] = {}
    for ago in range(330):
        day = today - timedelta(days=ago)
        level = 4 if ago < 90 else 3 if ago < 200 else 2
        look = Look(State.DONE, level, note=ago % 11 == 7)
        if ago == 0:
            look = Look(State.NONE)
        elif ago % 17 in (4, 10):
            look = Look(State.KEPT)
        elif ago % 23 in (5, 15):
            look = Look(State.MISSED)
        elif ago % 29 in (12, 13):
            look = Look(State.REST)
        elif 150 < ago < 165 or ago in (18, 19):
            look = Look(State.PAUSE)
        days[day] = look
    return days


class Gallery(App[None]):
    """The widgets; `page` is `today` or `session` or `answers` or `charts`."""

    CSS_PATH = [STYLES / "base.tcss"]
    CSS = """
    #left { width: 1fr; }
    #right { width: 33; }
    .-wide #right { width: 46; }
    .-wide MonthCalendar { height: 13; }
    #gap { height: 1; }
    """
    HORIZONTAL_BREAKPOINTS = HORIZONTAL_BREAKPOINTS
    VERTICAL_BREAKPOINTS = VERTICAL_BREAKPOINTS
    ENABLE_COMMAND_PALETTE = False
    BINDINGS = [
        Binding("s", "noop", "Start", id="start", tooltip="Start"),
        Binding("e", "noop('e')", "Easier", id="easier", tooltip="Easier"),
        Binding("r", "noop('r')", "Rest", id="rest", tooltip="Rest"),
        Binding("b", "noop('b')", "Backfill", id="backfill", tooltip="Backfill"),
        Binding("n", "noop('n')", "Next tip", id="next", tooltip="Next tip"),
        Binding("question_mark", "noop('h')", "Help", id="help", tooltip="Help"),
        Binding("colon", "noop('c')", "Commands", id="commands", tooltip="Commands"),
        Binding("q", "quit", "Quit", id="quit", tooltip="Quit"),
    ]

    def __init__(self, page: str = "today", theme: str = "dusk", marks: str = "unicode") -> None:
        super().__init__()
        for ours in THEMES:
            self.register_theme(ours)
        self.page = page
        self.theme = theme
        if marks == "ascii":
            self.add_class("-ascii")
            self._filters.append(AsciiFilter())

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return variable_defaults(self.current_theme)

    def action_noop(self, which: str = "") -> None:
        """Nothing."""

    def compose(self) -> ComposeResult:
        bar = TopBar()
        bar.active = "Today"
        bar.day = "Sat 21 Nov"
        yield bar
        with Vertical(id="page"):
            yield from getattr(self, f"_{self.page}")()
        yield KeyBar()

    def _today(self) -> ComposeResult:
        month = MonthCalendar(id="month")
        month.today = TODAY
        month.month = TODAY
        month.days = sample_days()
        with Horizontal():
            with Vertical(id="left"):
                yield Card(
                    TextCard("Back, 7 minutes on a towel", classes="strong"),
                    TextCard(
                        "Two comfortable 5-minute sessions and clear skin: 7 minutes today.", classes="muted"
                    ),
                    TextCard(" "),
                    Primary("Start", id="start"),
                    title="Today's session",
                    subtitle="step 2 of 15",
                )
                yield Card(
                    TextCard(NOTE),
                    Input("a note that is being typed", placeholder="Note"),
                    OptionList("Lower yourself slowly", "Start with a towel", "When not to use it"),
                    title="Tip of the day",
                    subtitle="7/24",
                )
            with Vertical(id="right"):
                yield Card(
                    TextCard("14 days in a row", classes="value"),
                    month,
                    Legend(),
                    title="November",
                    id="streak",
                )

    def _session(self) -> ComposeResult:
        clock = BigClock(id="clock")
        clock.text = "11:24"
        yield clock


if __name__ == "__main__":
    Gallery().run()
