"""The cards of Insights: each takes the figures, and says what is missing where there are too few."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from textual.app import ComposeResult
from textual.containers import Horizontal

from coach.domain import labels
from coach.domain.stats import sentences
from coach.domain.stats.aggregates import Period
from coach.domain.stats.summary import Ascent, Figures
from coach.report.charts import ticks
from coach.text import format
from coach.text.format import WEEKDAYS, capital, count, month, total_short
from coach.widgets.charts.bar_chart import BarChart
from coach.widgets.charts.pair_bars import PairBars
from coach.widgets.charts.row_bars import RowBars
from coach.widgets.charts.step_chart import Columns, Level, StepChart
from coach.widgets.charts.trend_line import TrendLine
from coach.widgets.chrome.card import Card
from coach.widgets.reading.prose import Paragraph, Prose, plain

RECENT = 60
"""Answers that a picture is drawn from, at most."""


class FigureCard(Card):
    """One of the cards."""

    NAME = ""
    """What the line of pages calls it."""

    def show(self, figures: Figures, week_start: int) -> None:
        """Shows what the figures say of its subject."""
        raise NotImplementedError

    def say(self, text: str, *, missing: bool = False) -> None:
        """The sentence of the card; with `missing`, in place of its picture."""
        self.set_class(missing, "-missing")
        prose = self.query_one(".says", Prose)
        prose.paragraphs = (plain(text, "muted" if missing else "foreground"),) if text else ()
        prose.display = bool(text)


class MinutesCard(FigureCard):
    """Minutes a week."""

    NAME = "Minutes"

    def compose(self) -> ComposeResult:
        """Yields the bars."""
        yield BarChart(classes="picture")
        yield Prose(classes="says")

    def show(self, figures: Figures, week_start: int) -> None:
        """A bar a week."""
        self.title = "Minutes a week"
        self.subtitle = f"{total_short(sum(w.minutes for w in figures.weeks))} in {len(figures.weeks)} weeks"
        chart = self.query_one(BarChart)
        chart.long = [f"{week.first.day} {month(week.first)[:3]}" for week in figures.weeks]
        chart.bars = tuple(_labelled(figures.weeks))
        none = not figures.sessions
        self.say("Your first bar appears after the first session." if none else "", missing=none)


class HabitCard(FigureCard):
    """The streak, and how steady the weeks were."""

    NAME = "Streak"

    def compose(self) -> ComposeResult:
        """Figures beside bars."""
        with Horizontal():
            yield Prose(id="streak-lines")
            yield BarChart(classes="picture")
        yield Prose(classes="says")

    def show(self, figures: Figures, week_start: int) -> None:
        """The streak of all areas, and consistency at the end of each week."""
        self.title, self.subtitle = "Streak and consistency", "all areas, % at the end of each week"
        streak = figures.streak
        rows = (
            ("Now", count(streak.current, "day")),
            ("Best", count(streak.best, "day")),
            ("In all", count(streak.total_days, "day")),
            ("Grace left", count(streak.grace_left, "day")),
            ("Consistency", f"{streak.consistency:.0%}"),
        )
        self.query_one("#streak-lines", Prose).paragraphs = [Paragraph(_row(*row)) for row in rows]
        chart = self.query_one(BarChart)
        chart.top = 100
        firsts = [Period(first, 100 * score, 0, 0) for first, score in figures.consistency]
        chart.bars = tuple(_labelled(firsts))
        none = not figures.consistency
        text = "Consistency appears after the first kept day: 2 minutes on the mat keep one."
        forgets = "Consistency forgets slowly: after 13 days off, half is left."
        self.say(text if none else forgets, missing=none)


class RampCard(FigureCard):
    """The steps over time."""

    NAME = "Ramp"

    def compose(self) -> ComposeResult:
        """Yields the stairs."""
        yield StepChart(classes="picture")
        yield Prose(classes="says")

    def show(self, figures: Figures, week_start: int) -> None:
        """The area with the most sessions, where all areas are looked at."""
        if not figures.ascents:
            self.title, self.subtitle = "Ramp over time", ""
            self.say("Your first step appears after the first guided session.", missing=True)
            return
        ascent = figures.ascents[0]
        stairs = self.query_one(StepChart)
        levels = ascent.climb(1).levels
        stairs.levels = tuple(Level(step.band, step.fill) for step in levels)
        stairs.fit = _Steps(ascent)
        self.title = f"Ramp over time: {labels.AREA[ascent.area]}"
        self.subtitle = f"up to {format.number(levels[-1].minutes)} min"
        now = ascent.steps[-1][1]
        more = format.listed([labels.AREA[other.area] for other in figures.ascents[1:]])
        self.say(f"Last asked for: {now.label}.{f' ] turns to {more}.' if more else ''}")


class SharpnessCard(FigureCard):
    """Sharpness by step."""

    NAME = "Sharpness"

    def compose(self) -> ComposeResult:
        """Yields the last answers, and the mean of each step."""
        yield TrendLine(classes="picture")
        yield RowBars(classes="picture")
        yield Prose(classes="says")

    def show(self, figures: Figures, week_start: int) -> None:
        """Sharpness over time, and by step."""
        self.title, self.subtitle = "Sharpness by step", "0 none, 10 unbearable"
        if figures.sharpness_needed:
            self.say(sentences.missing(figures.sharpness_needed, "sharpness"), missing=True)
            return
        self.query_one(TrendLine).rows = (("latest", figures.sharpness_values),)
        bars = self.query_one(RowBars)
        bars.top = 10
        areas = [each.area for each in figures.ascents] + [step.area for step, _ in figures.sharpness_by_step]
        several = len({step.area for step, _ in figures.sharpness_by_step}) > 1
        self.title += f": {labels.AREA[areas[0]]}" if several else ""
        bars.rows = tuple(
            (capital(step.label), mean.value, f"{mean.value:.1f} in {count(mean.sessions, 'session')}")
            for step, mean in figures.sharpness_by_step
            if step.area is areas[0]
        )
        self.say("")


class SorenessCard(FigureCard):
    """Soreness before and after."""

    NAME = "Soreness"

    def compose(self) -> ComposeResult:
        """Pairs of bars, and what they come to."""
        yield PairBars(classes="picture")
        yield Prose(classes="says")

    def show(self, figures: Figures, week_start: int) -> None:
        """The answers and their mean difference."""
        self.title = "Soreness before and after"
        missing = bool(figures.soreness_needed)
        known = figures.before is not None and figures.after is not None and not missing
        self.subtitle = (
            f"mean {figures.before.value:.1f} before, {figures.after.value:.1f} after"
            if known and figures.before and figures.after
            else ""
        )
        self.query_one(PairBars).pairs = tuple((p.before, p.after) for p in figures.points[-RECENT:])
        self.say(sentences.soreness(figures), missing=missing)


class TimesCard(FigureCard):
    """Weekdays and times of the day."""

    NAME = "Times"

    def compose(self) -> ComposeResult:
        """Weekdays beside times."""
        with Horizontal(classes="picture"):
            yield RowBars(id="weekdays")
            yield RowBars(id="dayparts")
        yield Prose(classes="says")

    def show(self, figures: Figures, week_start: int) -> None:
        """How many sessions fell on each day of the week, and in each part of the day."""
        self.title = "When"
        if figures.times_needed:
            more = count(figures.times_needed, "more session")
            self.say(f"{more}, and your usual days and times appear here.", missing=True)
            return
        weekdays = (
            (WEEKDAYS[(week_start + at) % 7][:2], n, f"{n:,}") for at, n in enumerate(figures.weekdays)
        )
        self.query_one("#weekdays", RowBars).rows = tuple(weekdays)
        parts = ((capital(part), n, f"{n:,}") for part, n in figures.dayparts.items())
        self.query_one("#dayparts", RowBars).rows = tuple(parts)
        self.say(sentences.often(figures, week_start))


CARDS: tuple[tuple[type[FigureCard], str], ...] = (
    (MinutesCard, "minutes"),
    (HabitCard, "habit"),
    (RampCard, "ramp-over-time"),
    (SharpnessCard, "sharpness"),
    (SorenessCard, "soreness"),
    (TimesCard, "when"),
)
"""The cards with their ids, in the order of the pages; two that stand together belong together."""


@dataclass(frozen=True)
class _Steps:
    """The ramp of an area as columns, as many as fit."""

    ascent: Ascent

    def __call__(self, most: int) -> Columns:
        climbed = self.ascent.climb(most)
        each = {1: "a day", 7: "a week", 28: "4 weeks", 91: "a quarter"}
        return Columns(
            tuple(climbed.level(column) for column in climbed.columns),
            tuple(ticks(climbed)),
            each.get(climbed.days, f"{climbed.days} days"),
        )


def _row(label: str, value: str) -> tuple[tuple[str, str], tuple[str, str]]:
    return (label.ljust(13), "muted"), (value, "foreground bold")


def _labelled(weeks: Sequence[Period]) -> Iterable[tuple[str, float]]:
    """Returns a bar a week, labelled by the number of its first day, or by the name of a new month."""
    before = None
    for week in weeks:
        name = month(week.first)[:3]
        yield str(week.first.day) if name == before else name, week.minutes
        before = name
