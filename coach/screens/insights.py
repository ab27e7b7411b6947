"""Insights: what was, in figures; how much is missing before they say anything; never why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll

from coach.clock import zone
from coach.domain import names
from coach.domain.insights import (
    TREND_OF,
    Daypart,
    Week,
    by_daypart,
    by_weekday,
    comfort,
    comfort_by_step,
    needed,
    points,
    relief,
    weekly,
)
from coach.domain.model import Area, Session
from coach.paths import STYLES
from coach.screens.base import CoachScreen
from coach.screens.desk import Desk
from coach.widgets.bar_chart import BarChart
from coach.widgets.card import Card
from coach.widgets.painted import Span
from coach.widgets.prose import BLANK, Paragraph, Prose, plain
from coach.widgets.trend_line import TrendLine
from coach.wording import capital, count, listed, month, total_short

WEEKS = 12
TWO_COLUMNS = 72
"""Columns from which cards stand side by side."""
LONG_LABELS = 120
"""Columns from which each bar is labelled with its day and month."""
ROOMY = 30
"""Rows from which there is room for an explanation."""
RECENT = 40
"""Check-ins that a trend is drawn from, at most."""

_WEEKDAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")


class InsightsScreen(CoachScreen):
    """The weeks, soreness, comfort, habits and streak, of one area or of all."""

    TAB = "Insights"
    CSS_PATH = STYLES / "insights.tcss"
    BINDINGS = [
        Binding("j,down", "turn(1)", "Down", id="insights-down", tooltip="A row down", show=False),
        Binding("k,up", "turn(-1)", "Up", id="insights-up", tooltip="A row up", show=False),
        Binding("g,home", "edge(-1)", "First", id="insights-first", tooltip="To the beginning", show=False),
        Binding("G,end", "edge(1)", "Last", id="insights-last", tooltip="To the end", show=False),
        Binding("right_square_bracket", "area(1)", "Area", id="insights-area", tooltip="One area, or all"),
        Binding(
            "left_square_bracket", "area(-1)", "Area", id="insights-area-back", tooltip="The same, backwards",
            show=False,
        ),
        Binding("escape", "go('today')", "Today", id="insights-back", tooltip="Back to Today", show=False),
    ]  # fmt: skip

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.area: Area | None = None
        """The area that the figures are of; None for all."""

    def body(self) -> ComposeResult:
        """The cards, which scroll where there is little room."""
        with VerticalScroll(id="cards"):
            with Horizontal(id="first"):
                with Card(id="minutes"):
                    yield BarChart()
                    yield Prose(id="no-minutes")
                with Card(title="Streak", id="habit"):
                    yield Prose(id="streak-lines")
            with Card(title="Soreness before and after", id="soreness"):
                yield TrendLine(id="sore-rows")
                yield Prose(id="sore-says")
            with Horizontal(id="second"):
                with Card(title="Comfort", subtitle="0 nothing, 10 unbearable", id="comfort"):
                    yield TrendLine(id="comfort-rows")
                    yield Prose(id="comfort-says")
                with Card(title="When", id="when"):
                    yield Prose(id="when-says")

    def on_mount(self) -> None:
        """Keys scroll from the start."""
        super().on_mount()
        self.query_one("#cards").focus()

    def on_resize(self) -> None:
        """Below 72 columns the cards stand one under the other."""
        self.set_class(self.size.width < TWO_COLUMNS, "-single")
        super().on_resize()

    def renew(self) -> None:
        """Show the figures as the book has them now."""
        sessions = [s for s in self.desk.book.sessions if self.area in (None, s.area)]
        self._show_minutes(sessions)
        self._show_streak()
        self._show_soreness(sessions)
        self._show_comfort(sessions)
        self._show_when(sessions)
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There may be but one area."""
        return len(self._areas()) > 2 if action == "area" else True

    def action_turn(self, by: int) -> None:
        """Scroll by a row."""
        self.query_one("#cards").scroll_relative(y=by, animate=False)

    def action_edge(self, to: int) -> None:
        """Scroll to the beginning or the end."""
        cards = self.query_one("#cards")
        if to < 0:
            cards.scroll_home(animate=False)
        else:
            cards.scroll_end(animate=False)

    def action_area(self, by: int) -> None:
        """Turn to the figures of another area."""
        areas = self._areas()
        at = areas.index(self.area) if self.area in areas else 0
        self.area = areas[(at + by) % len(areas)]
        self.renew()

    def _areas(self) -> list[Area | None]:
        used = {session.area for session in self.desk.book.sessions}
        return [None, *(area for area in Area if area in used)]

    def _show_minutes(self, sessions: Sequence[Session]) -> None:
        card = self.query_one("#minutes", Card)
        card.title = f"Minutes a week: {names.AREA[self.area] if self.area else 'all areas'}"
        weeks = weekly(sessions, self.desk.day(), WEEKS, self.desk.book.settings.week_start)
        card.subtitle = f"{total_short(sum(w.minutes for w in weeks))} in 12 weeks"
        chart, none = self.query_one(BarChart), self.query_one("#no-minutes", Prose)
        chart.bars = tuple(_labelled(weeks, long=self.size.width >= LONG_LABELS))
        chart.display = bool(sessions)
        none.display = not sessions
        none.paragraphs = (plain("Your first bar appears after the first session.", "muted"),)

    def _show_streak(self) -> None:
        figures = self.desk.today().streak
        rows = (
            ("Now", count(figures.current, "day")),
            ("Best", count(figures.best, "day")),
            ("In all", count(figures.total_days, "day")),
            ("Grace left", count(figures.grace_left, "day")),
            ("Consistency", f"{figures.consistency:.0%}"),
        )
        lines = [Paragraph(_row(label, value)) for label, value in rows]
        if self.size.height >= ROOMY:
            lines += [BLANK, plain("Consistency forgets slowly: after 13 days off, half is left.", "muted")]
        self.query_one("#streak-lines", Prose).paragraphs = lines

    def _show_soreness(self, sessions: Sequence[Session]) -> None:
        answered, mean = points(sessions), relief(sessions)
        rows, says = self.query_one("#sore-rows", TrendLine), self.query_one("#sore-says", Prose)
        enough = not needed(len(answered)) and mean is not None
        rows.display = enough
        if not enough or mean is None:
            says.paragraphs = (_missing(needed(len(answered)), "soreness before and after"),)
            return
        recent = answered[-RECENT:]
        rows.rows = (("before", [p.before for p in recent]), ("after", [p.after for p in recent]))
        how = "the same after"
        if round(mean.value, 1):
            how = f"{abs(mean.value):.1f} {'lower' if mean.value > 0 else 'higher'} after"
        text = (
            f"In the {count(mean.count, 'session')} where you answered both, soreness was {how} on average."
        )
        says.paragraphs = (plain(text),)

    def _show_comfort(self, sessions: Sequence[Session]) -> None:
        mean = comfort(sessions)
        have = mean.count if mean else 0
        rows, says = self.query_one("#comfort-rows", TrendLine), self.query_one("#comfort-says", Prose)
        enough = not needed(have) and mean is not None
        rows.display = enough
        if not enough:
            says.paragraphs = (_missing(needed(have), "comfort"),)
            return
        answered = [session.comfort for session in sessions if session.comfort is not None]
        rows.rows = (("", answered[-RECENT:]),)
        steps = comfort_by_step(
            (f"{names.COVER[s.cover]} {names.number(s.planned_min)}", s.comfort)
            for s in sessions
            if s.cover is not None and s.planned_min is not None and s.comfort is not None
        )
        told = [plain(f"Over {count(have, 'session')}. By step, the last ones:", "muted")]
        told += [
            Paragraph(_row(f"{label} min", f"{at.value:.1f}  of {at.count}", 18)) for label, at in steps[-3:]
        ]
        says.paragraphs = told

    def _show_when(self, sessions: Sequence[Session]) -> None:
        if needed(len(sessions)):
            missing = count(needed(len(sessions)), "more session")
            says = (plain(f"{missing}, and your usual days and times appear here.", "muted"),)
            self.query_one("#when-says", Prose).paragraphs = says
            return
        start = self.desk.book.settings.week_start
        days = by_weekday(sessions, start)
        parts = by_daypart(sessions, zone(self.desk.book.settings.tz) if self.desk.book.settings.tz else None)
        heads = "".join(f"{_WEEKDAYS[(start + n) % 7]:>4}" for n in range(7))
        told = [plain(heads, "muted"), plain("".join(f"{n:>4}" for n in days), "foreground bold"), BLANK]
        told += [Paragraph(_row(part, count(n, "session"))) for part, n in _ranked(parts)]
        most = max(days)
        often = [_WEEKDAYS[(start + at) % 7] for at, n in enumerate(days) if n == most]
        if len(often) < 4:
            told.insert(2, plain(f"Most often on {listed(often)}.", "muted"))
        self.query_one("#when-says", Prose).paragraphs = told


def _ranked(parts: dict[Daypart, int]) -> list[tuple[str, int]]:
    return [(str(part), n) for part, n in sorted(parts.items(), key=lambda item: -item[1]) if n][:2]


def _row(label: str, value: str, width: int = 13) -> tuple[Span, ...]:
    return (capital(label).ljust(width), "muted"), (value, "foreground bold")


def _missing(more: int, what: str) -> Paragraph:
    """How many more answers it takes before a trend of them is shown."""
    said = f"{count(more, 'more check-in')} with {what}, and a trend appears here."
    return plain(said if more else f"{TREND_OF} check-ins with {what}, and a trend appears here.", "muted")


def _labelled(weeks: Sequence[Week], *, long: bool) -> Iterable[tuple[str, float]]:
    """A bar a week: labelled by its first day, in short by the day's number or the name of a new month."""
    before = None
    for week in weeks:
        name = month(week.first)[:3]
        short = str(week.first.day) if name == before else name
        yield f"{week.first.day} {name}" if long else short, week.minutes
        before = name
