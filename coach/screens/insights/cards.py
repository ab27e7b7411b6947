"""The cards of Insights: each shows some of the figures, or says how many answers are missing for them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from textual.app import ComposeResult
from textual.containers import Horizontal

from coach.domain import labels
from coach.domain.habit import streak_words
from coach.domain.habit.consistency import HALF_LIFE_DAYS, SCORE_FROM
from coach.domain.stats import sentences
from coach.domain.stats.aggregates import Period
from coach.domain.stats.summary import Ascent, Figures
from coach.report.charts import ticks
from coach.text import format
from coach.text.format import WEEKDAYS, capital, count, month, total_short
from coach.widgets.base.breakpoints import WITHOUT_BORDERS
from coach.widgets.charts.bar_chart import BarChart
from coach.widgets.charts.pair_bars import PairBars
from coach.widgets.charts.row_bars import RowBars
from coach.widgets.charts.step_chart import Columns, Level, StepChart
from coach.widgets.charts.trend_line import TrendLine
from coach.widgets.chrome.card import Card
from coach.widgets.reading.prose import Paragraph, Prose, plain

RECENT = 60
"""Answers in a picture, at most; the latest ones."""


class FigureCard(Card):
    """A card with a picture and a sentence below it."""

    NAME = ""
    """Its name in the line of pages."""

    def show(self, figures: Figures, week_start: int) -> None:
        """Shows what the figures say about the subject of the card."""
        raise NotImplementedError

    def say(self, text: str, *, missing: bool = False) -> None:
        """Shows the sentence of the card; with `missing`, in place of its picture.

        A card without a border has what would stand in it above the sentence.
        """
        self.set_class(missing, "-missing")
        prose = self.query_one(".says", Prose)
        lines = [plain(text, "muted" if missing else "foreground")] if text else []
        if not missing and WITHOUT_BORDERS & self.screen.classes:
            lines.insert(0, plain(f"{self.title}: {self.subtitle}" if self.subtitle else self.title, "block"))
        prose.paragraphs = tuple(lines)
        prose.display = bool(lines)


class MinutesCard(FigureCard):
    """The minutes on the mat, week by week."""

    NAME = "Minutes"

    def compose(self) -> ComposeResult:
        """Yields the bars."""
        yield BarChart(classes="picture")
        yield Prose(classes="says")

    def show(self, figures: Figures, week_start: int) -> None:
        """Shows a bar a week."""
        self.title = "Minutes a week"
        weeks = figures.weeks
        self.subtitle = ""
        if weeks:
            minutes = total_short(sum(week.minutes for week in weeks))
            # The labels below the bars have no year: this has it where there are two.
            since = format.span(weeks[0].first, figures.last)
            self.subtitle = f"{minutes} in {count(len(weeks), 'week')}, {since}"
        self.query_one(BarChart).bars = tuple(_labelled(weeks))
        none = not figures.sessions
        self.say("Your first bar appears after the first session." if none else "", missing=none)


class HabitCard(FigureCard):
    """The streak, and how steady the weeks were."""

    NAME = "Streak"

    def compose(self) -> ComposeResult:
        """Yields the figures beside the bars."""
        with Horizontal():
            yield Prose(id="streak-lines")
            yield BarChart(classes="picture")
        yield Prose(classes="says")

    def show(self, figures: Figures, week_start: int) -> None:
        """Shows the streak of all areas, and consistency at the end of each week."""
        self.title, self.subtitle = "Streak and consistency", "all areas, at the end of each week"
        streak = figures.streak
        rows = [
            ("Streak", streak_words.length(streak)),
            *streak_words.bests(streak),
            ("In all", count(streak.total_days, "day")),
            ("Misses left", f"{streak.grace_left} this week")
            if streak.week is None
            else ("This week", streak_words.kept_of_asked(streak.week)),
        ]
        if streak.steadiness is not None:
            rows.append(("Consistency", f"{streak.steadiness:.0%}"))
        self.query_one("#streak-lines", Prose).paragraphs = [Paragraph(_row(*row)) for row in rows]
        chart = self.query_one(BarChart)
        chart.top, chart.unit = 100, "%"
        shown = figures.consistency if streak.steadiness is not None else ()
        chart.bars = tuple(_labelled([Period(first, 100 * score, 0, 0) for first, score in shown]))
        if not figures.consistency:
            self.say(streak_words.NO_CONSISTENCY, missing=True)
        elif streak.steadiness is None:
            self.say(f"Consistency appears from day {SCORE_FROM} on.")
        else:
            self.say(f"Consistency forgets slowly: after {HALF_LIFE_DAYS} days off, half is left.")


class RampCard(FigureCard):
    """The steps of the ramp over time."""

    NAME = "Ramp"

    def compose(self) -> ComposeResult:
        """Yields the chart of the steps."""
        yield StepChart(classes="picture")
        yield Prose(classes="says")

    def show(self, figures: Figures, week_start: int) -> None:
        """Shows the chosen area, or of all areas the one with the most sessions."""
        if not figures.ascents:
            self.title, self.subtitle = "Ramp over time", ""
            self.say("Your first step appears after the first planned session.", missing=True)
            return
        ascent = figures.ascents[0]
        chart = self.query_one(StepChart)
        levels = ascent.climb(1).levels
        chart.levels = tuple(Level(step.band, step.fill, format.lasted(step.minutes)) for step in levels)
        chart.fit = _StepColumns(ascent)
        self.title = f"Ramp over time: {labels.AREA[ascent.area]}"
        self.subtitle = "the planned step, in minutes"
        now = ascent.steps[-1][1]
        more = format.listed([labels.AREA[other.area] for other in figures.ascents[1:]])
        self.say(f"The latest step: {now.label}.{f' ] shows {more}.' if more else ''}")


class SharpnessCard(FigureCard):
    """The answers on sharpness, and how they depend on the step."""

    NAME = "Sharpness"

    def compose(self) -> ComposeResult:
        """Yields the last answers, and the mean of each step."""
        yield TrendLine(classes="picture")
        yield RowBars(classes="picture")
        yield Prose(classes="says")

    def show(self, figures: Figures, week_start: int) -> None:
        """Shows sharpness over time, and its mean at each step."""
        self.title, self.subtitle = "Sharpness by step", "0 none, 10 unbearable"
        if figures.sharpness_needed:
            self.say(sentences.missing(figures.sharpness_needed, "sharpness"), missing=True)
            return
        self.query_one(TrendLine).rows = (("latest", figures.sharpness_values),)
        bars = self.query_one(RowBars)
        bars.top = 10
        # A step is something else in each area, so one is shown: the chosen one, or the one used most.
        areas = [each.area for each in figures.ascents] + [step.area for step, _ in figures.sharpness_by_step]
        several = len({step.area for step, _ in figures.sharpness_by_step}) > 1
        self.title += f": {labels.AREA[areas[0]]}" if several else ""
        bars.rows = tuple(
            (capital(step.label), mean.value, f"mean {mean.value:.1f} in {count(mean.sessions, 'session')}")
            for step, mean in figures.sharpness_by_step
            if step.area is areas[0]
        )
        self.say("")


class SorenessCard(FigureCard):
    """The answers on soreness before and after a session."""

    NAME = "Soreness"

    def compose(self) -> ComposeResult:
        """Yields the pairs of bars, and their sentence."""
        yield PairBars(classes="picture")
        yield Prose(classes="says")

    def show(self, figures: Figures, week_start: int) -> None:
        """Shows the latest answers, and the means of all."""
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
    """The weekdays and the times of the day at which sessions were done."""

    NAME = "Times"

    def compose(self) -> ComposeResult:
        """Yields the weekdays beside the times of the day."""
        with Horizontal(classes="picture"):
            yield RowBars(id="weekdays")
            yield RowBars(id="dayparts")
        yield Prose(classes="says")

    def show(self, figures: Figures, week_start: int) -> None:
        """Shows how many sessions fell on each day of the week, and in each part of the day."""
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
"""The cards with their ids, in the order of the pages; on a page of two, each pair belongs together."""


# A value and no closure: the chart compares it, and fits the same figures only once.
@dataclass(frozen=True)
class _StepColumns:
    """Makes the columns of the chart of an area, as many as fit its width."""

    ascent: Ascent

    def __call__(self, most: int) -> Columns:
        climbed = self.ascent.climb(most)
        each = {1: "by day", 7: "by week", 28: "by 4 weeks", 91: "by quarter"}
        return Columns(
            tuple(climbed.level(column) for column in climbed.columns),
            tuple(ticks(climbed)),
            each.get(climbed.days, f"by {climbed.days} days"),
        )


def _row(label: str, value: str) -> tuple[tuple[str, str], tuple[str, str]]:
    return (label.ljust(13), "muted"), (value, "foreground bold")


def _labelled(weeks: Sequence[Period]) -> Iterable[tuple[str, float]]:
    """Yields a bar a week, labelled with its first day."""
    for week in weeks:
        yield f"{week.first.day} {month(week.first)[:3]}", week.minutes
