"""All widgets with sample values, in any theme: to look at, and to test against."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from textual.app import App, ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.filter import LineFilter
from textual.widgets import Input, OptionList

from coach.domain.day_states import LEGEND
from coach.paths import STYLES
from coach.text.glyphs import DayMark, DayStyle
from coach.widgets.base import scroll_bars
from coach.widgets.base.breakpoints import HORIZONTAL_BREAKPOINTS, VERTICAL_BREAKPOINTS
from coach.widgets.base.cell_widget import ASCII_CLASS
from coach.widgets.base.line_filters import fitting_filters
from coach.widgets.base.theme import THEMES, variable_defaults
from coach.widgets.calendars.legend import Legend
from coach.widgets.calendars.month_calendar import MonthCalendar
from coach.widgets.calendars.year_calendar import YearCalendar
from coach.widgets.charts.bar_chart import BarChart
from coach.widgets.charts.ramp_bars import RampBar, RampBars, When
from coach.widgets.charts.trend_line import TrendLine
from coach.widgets.chrome.action_button import ActionButton
from coach.widgets.chrome.card import Card
from coach.widgets.chrome.key_bar import KeyBar
from coach.widgets.chrome.plain_text import PlainText
from coach.widgets.chrome.top_bar import TopBar
from coach.widgets.clock.big_clock import BigClock
from coach.widgets.clock.time_bar import TimeBar
from coach.widgets.forms.choice import Choice, Option
from coach.widgets.forms.scale import Scale

TODAY = date(2026, 11, 21)
NOTE = "[b]Notes[/b] are [no markup] \x1b[31m, caf\u00e9 \u2026 \u201cquoted\u201d \U0001f600"

SKINS = (Option("clear", "clear"), Option("pink", "pink"), Option("sore", "sore"), Option("broken", "broken"))
_COVERS = (
    ("towel", (5, 5, 7, 10)),
    ("shirt", (5, 5, 7, 7, 10, 10, 12, 12, 15, 15)),
    ("bare", (5, 5, 7, 7, 10, 10)),
)
_STEPS = [(minutes, cover) for cover, steps in _COVERS for minutes in steps]
RAMP = [
    RampBar(minutes, When.PAST if at < 9 else When.TODAY if at == 9 else When.AHEAD, cover)
    for at, (minutes, cover) in enumerate(_STEPS)
]


def sample_days(today: date = TODAY) -> Mapping[date, DayStyle]:
    """A year of use with every state in it."""
    days: dict[date, DayStyle] = {}
    for ago in range(330):
        day = today - timedelta(days=ago)
        level = 4 if ago < 90 else 3 if ago < 200 else 2
        look = DayStyle(DayMark.DONE, level, note=ago % 11 == 7)
        if ago == 0:
            look = DayStyle(DayMark.NONE)
        elif ago % 17 in (4, 10):
            look = DayStyle(DayMark.KEPT)
        elif ago % 23 in (5, 15):
            look = DayStyle(DayMark.MISSED)
        elif ago % 29 in (12, 13):
            look = DayStyle(DayMark.REST)
        elif 150 < ago < 165 or ago in (18, 19):
            look = DayStyle(DayMark.PAUSE)
        days[day] = look
    return days


SCREENS = ("Today", "Calendar", "Tips", "Plan", "Insights", "Settings")
PAGES = ("today", "session", "answers", "charts", "scroll")


class Gallery(App[None]):
    """The widgets; `page` is one of `PAGES`."""

    CSS_PATH = [STYLES / "base.tcss"]
    CSS = """
    #left { width: 1fr; }
    #right { width: 33; }
    .-wide #right { width: 46; }
    .-wide MonthCalendar { height: 13; }
    #session { height: auto; }
    #session .middle { text-align: center; }
    .-tall BigClock { height: 14; }
    TimeBar { margin: 1 8; }
    #pair { height: auto; }
    #pair Card { width: 1fr; }
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

    def __init__(
        self, page: str = "today", theme: str = "dusk", marks: str = "unicode", seconds: str = "big"
    ) -> None:
        super().__init__()
        scroll_bars.install()
        for ours in THEMES:
            self.register_theme(ours)
        self.page = page
        self.small_seconds = seconds == "small"
        self.theme = theme
        if marks == "ascii":
            self.add_class(ASCII_CLASS)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return variable_defaults(self.current_theme)

    def get_line_filters(self) -> Sequence[LineFilter]:
        return fitting_filters(
            super().get_line_filters(),
            ascii=self.has_class(ASCII_CLASS),
        )

    def action_noop(self, which: str = "") -> None:
        """Nothing."""

    def compose(self) -> ComposeResult:
        bar = TopBar(SCREENS)
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
                    PlainText("Back, 7 minutes on a towel", classes="strong"),
                    PlainText(
                        "Two comfortable 5-minute sessions and clear skin: 7 minutes today.", classes="muted"
                    ),
                    PlainText(" "),
                    ActionButton("Start", id="start"),
                    title="Today's session",
                    subtitle="step 2 of 15",
                )
                yield Card(
                    PlainText(NOTE),
                    Input("a note that is being typed", placeholder="Note"),
                    OptionList("Lower yourself slowly", "Start with a towel", "When not to use it"),
                    title="Tip of the day",
                    subtitle="7/24",
                )
            with Vertical(id="right"):
                yield Card(
                    PlainText("14 days in a row", classes="value"),
                    month,
                    Legend(LEGEND),
                    title="November",
                    id="streak",
                )

    def _session(self) -> ComposeResult:
        clock = BigClock(id="clock")
        clock.text = "11:24"
        clock.only_minutes = self.small_seconds
        bar = TimeBar(id="time")
        bar.total, bar.done, bar.cues = 900, 400, (30, 450, 840)
        with Vertical(id="session"):
            yield PlainText("Back, bare, 15 minutes", classes="muted middle")
            yield clock
            yield bar
            yield PlainText("It is sharpest at first. Breathe out slowly.", classes="strong middle")
            yield PlainText("halfway in 0:50", classes="muted middle")
            yield Card(
                PlainText("sharp or spreading pain, numbness, dizziness, broken skin"),
                title="Stop if you feel",
                classes="-stop",
            )

    def _answers(self) -> ComposeResult:
        answered = Scale("nothing", "unbearable", id="sharpness")
        answered.value = 4
        skin = Choice(SKINS, id="skin")
        skin.value = "pink"
        yield Card(
            PlainText("Sharpness in the last minute", classes="muted"),
            answered,
            PlainText("Soreness before", classes="muted"),
            Scale("none", "worst", id="before"),
            PlainText("Skin now", classes="muted"),
            skin,
            PlainText("Note", classes="muted"),
            Input(placeholder="a word or two"),
            ActionButton("Save"),
            title="How was it?",
            subtitle="15 minutes on the mat",
        )

    def _charts(self) -> ComposeResult:
        ramp, weeks, trend, year = RampBars(), BarChart(), TrendLine(), YearCalendar(id="year")
        ramp.bars = RAMP
        weeks.bars = [
            (f"w{week}", minutes) for week, minutes in enumerate((20, 35, 0, 42, 60, 58, 71, 88), 36)
        ]
        trend.rows = [("before", [5, 4, 6, 5, None, 4, 3, 5, 10]), ("after", [3, 3, 4, 2, None, 2, 2, 2, 0])]
        year.today, year.days = TODAY, sample_days()
        yield Card(year, Legend(LEGEND), title="Last 12 months")
        with Horizontal(id="pair"):
            yield Card(ramp, title="Ramp")
            yield Card(weeks, title="Minutes a week")
        yield Card(trend, title="Soreness")

    def _scroll(self) -> ComposeResult:
        yield OptionList(*(f"Tip number {number}" for number in range(60)))


if __name__ == "__main__":
    Gallery().run()
