"""Today: what is asked for, why, and what there is to see of the habit."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Digits, Static

from coach.content.citations import rests_on, source_wordings
from coach.context import AppContext
from coach.domain import labels
from coach.domain.area_changes import lower_step
from coach.domain.dated_ahead import count_ahead
from coach.domain.habit.greetings import cue
from coach.domain.habit.pauses import announce, end
from coach.domain.model import Area, Refused, Rung
from coach.domain.ramp.rules import Code
from coach.domain.safety import old_answers
from coach.domain.safety.screening import OpenQuestions, unchanged
from coach.domain.session.live import easier, plan
from coach.domain.session.skin_report import can_report
from coach.domain.stats.aggregates import this_week
from coach.domain.tips.selection import tip_of_the_day
from coach.domain.tips.tip import Tip
from coach.domain.today import Today, TodayState
from coach.paths import STYLES
from coach.screens.calendar.day_marks import looks, year_since
from coach.screens.dialogs.confirm import Answer, Confirm
from coach.screens.shared.base import CoachScreen
from coach.screens.shared.key_reference import key_of
from coach.screens.today.skin_check_dialog import ask_skin
from coach.screens.today.texts import after, ahead, bars, besides, facts, lines_of, quiet, run, to_do, why
from coach.text.clean import clean_lines
from coach.text.format import listed, month
from coach.widgets.base.breakpoints import too_small
from coach.widgets.base.cell_widget import ASCII_CLASS
from coach.widgets.calendars.legend import Legend
from coach.widgets.calendars.month_calendar import MonthCalendar
from coach.widgets.calendars.year_calendar import YearCalendar
from coach.widgets.charts.ramp_bars import RampBars
from coach.widgets.chrome.action_button import ActionButton
from coach.widgets.chrome.card import Card
from coach.widgets.reading.excerpt import Excerpt
from coach.widgets.reading.fitting import Fitting

if TYPE_CHECKING:
    from coach.screens.today.easier_dialog import ChosenStep


READ_ROWS = 3
"""Rows that a long reason moves at a key."""

TIP_ROWS = 4
"""The rows that a tip needs, with its border."""
_WITHOUT_STEP = (TodayState.PAUSED, TodayState.DONE)
"""The states of a day in which its step is not to be shown as something to do."""

ONE_COLUMN = ("-sliver", "-slim", "-narrow")
"""The sizes at which what is asked for and the streak stand in one column."""


class TodayScreen(CoachScreen):
    """The home screen: one thing to do, and the month with the streak."""

    TAB = "Today"
    CSS_PATH = STYLES / "today.tcss"
    BINDINGS = [
        Binding("s", "start", "Start", id="start", tooltip="Start the session, or what stands in brackets"),
        Binding(
            "e", "easier", "Easier", id="easier", tooltip="A softer or shorter session, today or for good"
        ),
        Binding("c", "skin", "Skin", id="skin", tooltip="Report skin that is sore, broken or numb"),
        Binding("r", "rest", "Rest day", id="rest", tooltip="Take a rest day: the streak stays as it is"),
        Binding(
            "plus", "free", "Free", id="free", tooltip="A free session beside the guided one", show=False
        ),
        Binding("b", "backfill", "Add", id="backfill", tooltip="Record a session that you have done"),
        Binding("n", "next_tip", "Tip", id="next-tip", tooltip="Another tip", show=False),
        Binding(
            "m",
            "milestones",
            "Milestones",
            id="milestones",
            tooltip="Your first 14 days, and what you have reached",
            show=False,
        ),
        Binding("a", "areas", "Areas", id="areas", tooltip="The areas: how each stands, and which one today"),
        Binding(
            "left_square_bracket", "area(-1)", "Area", id="area-before", tooltip="The area before", show=False
        ),
        Binding(
            "right_square_bracket", "area(1)", "Area", id="area-after", tooltip="The next area", show=False
        ),
        Binding(
            "w",
            "ahead",
            "Dated ahead",
            id="ahead",
            tooltip="Records dated ahead of the clock: give them their right time",
            show=False,
        ),
        Binding(
            "down,j,pagedown",
            "read(1)",
            "Read on",
            id="today-down",
            tooltip="Further down in a long reason",
            show=False,
        ),
        Binding(
            "up,k,pageup",
            "read(-1)",
            "Read back",
            id="today-up",
            tooltip="Back up in a long reason",
            show=False,
        ),
        Binding(
            "o",
            "old_answers",
            "Old answers",
            id="old-answers",
            tooltip="Old answers of 8 to 10 on comfort: say what they meant",
            show=False,
        ),
    ]

    def body(self) -> ComposeResult:
        """Yields two columns, and from 120 columns the ramp and the year."""
        yield Static(id="ahead", classes="warn", markup=False)
        yield Static(id="old", classes="warn", markup=False)
        with Horizontal(id="columns"):
            with Vertical(id="left"):
                with Card(title="Today's session", id="asked"):
                    with Horizontal(id="hero"):
                        yield Digits(id="minutes")
                        yield Static(id="how")
                    yield Static(id="reason")
                    yield Static(id="rests", classes="muted")
                    yield Static(id="changed")
                    yield Static(id="next", classes="muted")
                    with Horizontal(id="doing"):
                        yield ActionButton("Start", id="primary")
                        yield Static(id="besides", classes="muted")
                with Card(title="Ramp", id="ramp"):
                    yield RampBars()
                with Card(title="Tip of the day", least_rows=TIP_ROWS, id="tip"):
                    yield Static(id="tip-title", classes="strong")
                    yield Excerpt(id="tip-text")
                    yield Fitting(id="tip-source", classes="muted")
            with Vertical(id="right"):
                with Card(title="Streak", id="streak"):
                    yield Static(id="run")
                    yield Static(id="quiet")
                    yield MonthCalendar(passive=True)
                    yield Legend()
                with Card(title="This week", id="week"):
                    yield Static(id="week-lines")
        with Card(title="Year", id="year"):
            yield YearCalendar(passive=True)

    def __init__(self, context: AppContext) -> None:
        super().__init__(context)
        self.area: Area = context.book.settings.area
        self.tip_shift = 0

    def renew(self) -> None:
        """Shows the day as the book has it now."""
        day = self.context.today(self.area)
        self._show_ahead()
        self._show_old_answers()
        self._show_asked(day)
        self._show_streak(day)
        self._show_week()
        self._show_tip(day)
        if self.has_class("-wide"):
            self._show_ramp(day)
        self.refresh_bindings()

    def on_mount(self) -> None:
        """Enters does the one thing to do."""
        super().on_mount()
        self.query_one(ActionButton).focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Dim the keys that do nothing now."""
        if action in ("easier", "free"):
            asked = self.context.today(self.area).prescription
            return True if (asked.can_start if action == "easier" else asked.can_start_free) else None
        if action == "area":
            return len(self._areas()) > 1
        if action == "skin":
            day = self.context.today(self.area)
            return day.state not in (TodayState.SETUP, TodayState.RUNNING) and can_report(
                day.ramps, self.area
            )
        if action == "ahead":
            return count_ahead(self.context.book) > 0
        if action == "old_answers":
            return bool(old_answers.doubtful(self.context.book))
        return True

    @on(ActionButton.Pressed)
    def action_start(self) -> None:
        """Does the one thing to do: answer the skin check, start, or goes on with the session that runs."""
        day = self.context.today(self.area)
        if day.state is TodayState.SETUP:
            self.post_message(self.Go("setup"))
        elif day.state is TodayState.RUNNING:
            self.post_message(self.Go("session"))
        elif day.state is TodayState.ASK and day.prescription.open_questions is not None:
            self._ask_again(day.prescription.open_questions)
        elif day.prescription.needs_check:
            ask_skin(self, day)
        elif day.prescription.reason.code is Code.LOCKED_SCREENING:
            self.post_message(self.Go("safety"))
        elif day.prescription.reason.code is Code.CLOSED_AREA:
            self.action_areas()
        elif day.state is TodayState.PAUSED:
            self.save(lambda book: end(book, day.day))
        elif day.prescription.can_start:
            self.begin(day.area)
        else:
            self.post_message(self.Go("tips"))

    def _ask_again(self, ask: OpenQuestions) -> None:
        """Asks whether anything has changed, or lead to the questions where more is to be said."""
        if not ask.can_be_unchanged:
            self.post_message(self.Go("safety"))
            return

        def answered(value: str | None) -> None:
            if value == "look":
                self.post_message(self.Go("safety"))
            elif value == "same":
                now = self.context.now()
                self.save(lambda book: unchanged(book, now))

        answers = (Answer("look", "s", "Show me the questions"), Answer("same", "n", "Nothing has changed"))
        self.app.push_screen(Confirm("Has anything changed?", ask.text, answers), answered)

    def action_easier(self) -> None:
        """Chooses a softer or shorter step, for today or for good."""
        from coach.screens.today.easier_dialog import EasierDialog

        day = self.context.today(self.area)
        asked = day.prescription
        if asked.rung is None or asked.step is None:
            return
        steps = self.context.ramps.of(day.area).state.rungs[: asked.step - 1]
        below = [rung for rung in steps if easier(asked, rung)]

        def chosen(choice: ChosenStep | None) -> None:
            if choice is None:
                return
            if choice.for_good:
                now = self.context.now()
                self.save(lambda book: lower_step(book, day.area, choice.rung, now))
            else:
                self.begin(day.area, rung=choice.rung)

        self.app.push_screen(EasierDialog(below), chosen)

    def action_free(self) -> None:
        """Starts a free session beside the guided one."""
        self.begin(self.area, free=True)

    def action_backfill(self) -> None:
        """Records a session that was done."""
        from coach.screens.calendar.session_form import SessionForm

        self.app.push_screen(SessionForm(self.context, self.context.day(), self.area), lambda _: self.renew())

    def action_ahead(self) -> None:
        """Lists the records dated ahead of the clock."""
        from coach.screens.today.dated_ahead import show

        show(self)

    def action_old_answers(self) -> None:
        """Asks what old answers of 8 to 10 on comfort meant."""
        from coach.screens.today.old_answers import ask

        ask(self)

    def begin(self, area: Area, *, free: bool = False, rung: Rung | None = None) -> None:
        """Opens the session screen, or says why no session starts now."""
        try:
            planned = plan(self.context.book, area, self.context.now(), free=free, rung=rung)
        except Refused as refused:
            self.say(str(refused))
            return
        self.post_message(self.Begin(planned))

    def action_skin(self) -> None:
        """Asks how the skin is, after an answer too: what shows later counts."""
        ask_skin(self, self.context.today(self.area))

    def action_rest(self) -> None:
        """Takes a rest day today, or ends the one or the pause that there is."""
        day = self.context.today(self.area)
        if day.pause is not None:
            self.save(lambda book: end(book, day.day))
        else:
            now = self.context.now()
            self.save(lambda book: announce(book, now, day.day, day.day))

    def action_next_tip(self) -> None:
        """Shows another tip; nothing is written."""
        self.tip_shift += 1
        self._show_tip(self.context.today(self.area))

    def action_milestones(self) -> None:
        """Shows the first 14 days and the milestones."""
        from coach.screens.shared.milestones import show

        show(self)

    def action_area(self, by: int) -> None:
        """Turns to another open area."""
        areas = self._areas()
        self.area = areas[(areas.index(self.area) + by) % len(areas)]
        self.renew()

    def action_read(self, by: int) -> None:
        """Moves a long reason up or down where not all of it fits."""
        self.query_one("#asked").scroll_relative(y=READ_ROWS * by, animate=False)

    def action_areas(self) -> None:
        """Shows all areas; the one that is chosen there is shown here."""
        from coach.screens.shared.areas import AreasScreen

        self.app.push_screen(AreasScreen(self.context, self.area, self._take_area).fit(self.app.size))

    def _take_area(self, area: Area) -> None:
        self.area = area
        self.renew()

    def _areas(self) -> list[Area]:
        return [area for area in Area if area is self.area or self.context.ramps.open(area)]

    def _show_ahead(self) -> None:
        key = key_of(self.context.book.settings.keymap, "ahead", "w")
        says = ahead(self.context.book, key, self.app.size.width - 2)
        line = self.query_one("#ahead", Static)
        line.update(Content(says))
        line.display = bool(says)

    def _show_old_answers(self) -> None:
        line = self.query_one("#old", Static)
        key = key_of(self.context.book.settings.keymap, "old-answers", "o")
        says = old_answers.brief(self.context.book, key, self.app.size.width - 2)
        line.update(Content(says))
        line.display = bool(says)

    def _show_asked(self, day: Today) -> None:
        asked = day.prescription
        card = self.query_one("#asked", Card)
        card.title = (
            "Today's session" if day.area is Area.BACK else f"Today's session: {labels.AREA[day.area]}"
        )
        card.subtitle = (
            f"step {asked.step} of {asked.steps}" if asked.step and day.state not in _WITHOUT_STEP else ""
        )
        rung = asked.rung if day.state not in _WITHOUT_STEP else None
        self.query_one("#minutes", Digits).update(str(rung.minutes) if rung else "")
        self.query_one("#hero").set_class(rung is None, "-none")
        if rung is not None:
            # Too small a terminal has no room for the big digits, and ASCII has none that can be read.
            in_words = too_small(*self.app.size) or self.app.has_class(ASCII_CLASS)
            number = f"{rung.minutes} " if in_words else ""
            how = Content.assemble(
                (f"{number}minutes {labels.manner(rung)}", "bold"),
                "\n",
                (labels.how(day.area, rung), "$muted"),
            )
            self.query_one("#how", Static).update(how)
        self.query_one("#reason", Static).update(Content(why(day)))
        rests = self.query_one("#rests", Static)
        behind = facts(day)
        rests.display = self.has_class("-wide") and bool(behind)
        rests.update(Content(f"Rests on {listed(rests_on(behind))}."))
        changed = self.query_one("#changed", Static)
        changed.update(Content(day.rules_changed))
        changed.display = bool(day.rules_changed)
        settings = self.context.book.settings
        plan = clean_lines(cue(settings)) if day.state is TodayState.DUE else ""
        then = after(day, settings.keymap)
        self.query_one("#next", Static).update(Content("\n".join(filter(None, [then, plan]))))
        primary = self.query_one(ActionButton)
        primary.label = to_do(day)
        self.query_one("#besides", Static).update(Content(besides(day, settings.keymap)))

    def _show_streak(self, day: Today) -> None:
        streak = day.streak
        self.query_one("#streak", Card).subtitle = month(day.day)
        self.query_one("#run", Static).update(run(streak))
        said = quiet(day, self.context.book.settings.keymap, brief=any(map(self.has_class, ONE_COLUMN)))
        self.query_one("#quiet", Static).update(said)
        self.query_one("#quiet").display = bool(said.plain)
        calendar = self.query_one(MonthCalendar)
        first = day.day.replace(day=1)
        calendar.week_start = self.context.book.settings.week_start
        calendar.today = day.day
        calendar.month = first
        calendar.days = looks(self.context.book, day.days, first, first + timedelta(days=31))
        if self.has_class("-wide"):
            year = self.query_one(YearCalendar)
            year.week_start = self.context.book.settings.week_start
            year.today = day.day
            year.since = year_since(self.context.book, day.day)
            year.days = looks(self.context.book, day.days, day.day - timedelta(days=371), day.day)

    def _show_week(self) -> None:
        week = this_week(
            self.context.book.sessions, self.context.day(), self.context.book.settings.week_start
        )
        self.query_one("#week-lines", Static).update(lines_of(week))

    def _show_tip(self, day: Today) -> None:
        tip = self._tip(day)
        key = key_of(self.context.book.settings.keymap, "next-tip", "n")
        self.query_one("#tip", Card).subtitle = f"{key} another"
        self.query_one("#tip-title", Static).update(Content(tip.title))
        self.query_one(Excerpt).text = tip.text
        self.query_one(Fitting).wordings = source_wordings(tip)

    def _tip(self, day: Today) -> Tip:
        tip = tip_of_the_day(self.context.tips, self.context.book.tips, day.situation)
        if not self.tip_shift:
            return tip
        fitting = [t for t in self.context.tips if not t.areas or day.area in t.areas]
        return fitting[(fitting.index(tip) + self.tip_shift) % len(fitting)]

    def _show_ramp(self, day: Today) -> None:
        ramp = self.context.ramps.of(day.area)
        self.query_one(RampBars).bars = tuple(bars(day.prescription, ramp.outcomes, ramp.state.rungs))
