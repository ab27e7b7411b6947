"""Today: the session that the coach asks for and why, beside the streak, the week and a tip."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical

from coach.context import AppContext
from coach.domain.dated_ahead import count_ahead
from coach.domain.habit.pauses import announce, end
from coach.domain.model import Area, Refused, Rung
from coach.domain.primary_action import PrimaryAction, primary_action
from coach.domain.safety import old_answers
from coach.domain.session.live import plan
from coach.domain.session.skin_report import can_report
from coach.domain.stats.this_week import this_week
from coach.domain.today import Today, TodayState
from coach.paths import STYLES
from coach.screens.shared.base import CoachScreen
from coach.screens.today.action_words import key_words
from coach.screens.today.notice_lines import Notices
from coach.screens.today.safety_question import confirm_safety
from coach.screens.today.session_card import SessionCard
from coach.screens.today.skin_check_dialog import ask_skin
from coach.screens.today.today_cards import (
    RampBarsCard,
    StreakCard,
    TipCard,
    WeekCard,
    YearCard,
    shifted_tip,
)
from coach.widgets.calendars.day_cursor import DayCursor
from coach.widgets.chrome.action_button import ActionButton

READ_ROWS, TIP_ROWS = 3, 4
"""Rows by which a key scrolls a long reason; those that a tip needs, with its border."""

ONE_COLUMN = ("-sliver", "-slim", "-narrow")
"""The sizes at which the session and the streak stand in one column."""


class TodayScreen(CoachScreen):
    """The home screen: one thing to do, and the month with the streak."""

    CSS_PATH = STYLES / "today.tcss"
    BINDINGS = [
        Binding("s", "start", "Start", id="start", tooltip="Start the session, or do what the button offers"),
        Binding(
            "e", "easier", "Easier", id="easier", tooltip="A softer or shorter session, today or for good"
        ),
        Binding("c", "skin", "Skin", id="skin", tooltip="Report skin that is sore, broken or numb"),
        Binding("r", "rest", "Rest day", id="rest", tooltip="Take a rest day: the streak stays as it is"),
        Binding("plus", "free", "Free", id="free", tooltip="A free session", show=False),
        Binding("b", "backfill", "Add", id="backfill", tooltip="Add a past session"),
        Binding("n", "next_tip", "Tip", id="next-tip", tooltip="Another tip", show=False),
        Binding(
            "m", "milestones", "Milestones", id="milestones",
            tooltip="Your first 14 days, and what you have reached", show=False,
        ),
        Binding("a", "areas", "Areas", id="areas", tooltip="The areas: how each stands, and which one today"),
        Binding(
            "left_square_bracket", "area(-1)", "Area", id="area-before", tooltip="The area before", show=False
        ),
        Binding(
            "right_square_bracket", "area(1)", "Area", id="area-after", tooltip="The next area", show=False
        ),
        Binding(
            "w", "ahead", "Dated ahead", id="ahead",
            tooltip="Records dated ahead of the clock: correct their times", show=False,
        ),
        Binding(
            "down,j,pagedown", "read(1)", "Read on", id="today-down",
            tooltip="Further down in a long reason", show=False,
        ),
        Binding(
            "up,k,pageup", "read(-1)", "Read back", id="today-up",
            tooltip="Back up in a long reason", show=False,
        ),
        Binding("escape", "leave_days", "Button", id="today-back", tooltip="Back to the button", show=False),
        Binding(
            "o", "old_answers", "Old answers", id="old-answers",
            tooltip="Old answers of 8 to 10 on comfort: say what they meant", show=False,
        ),
    ]  # fmt: skip

    def body(self) -> ComposeResult:
        """Yields two columns, and from 120 columns the ramp and the year."""
        yield Notices(self.context)
        with Horizontal(id="columns"):
            with Vertical(id="left"):
                yield SessionCard(id="asked")
                yield RampBarsCard(title="Ramp, minutes a session", id="ramp")
                yield TipCard(title="Tip of the day", least_rows=TIP_ROWS, id="tip")
            with Vertical(id="right"):
                yield StreakCard(title="Streak", id="streak")
                yield WeekCard(title="This week", id="week")
        yield YearCard(title="Last 12 months", id="year")

    def __init__(self, context: AppContext) -> None:
        super().__init__(context)
        self.tip_shift = 0
        """How many tips further than the tip of the day."""

    def renew(self) -> None:
        """Shows the day as the book has it now."""
        day, book = self.context.today(), self.context.book
        wide = self.has_class("-wide")
        self.query_one(Notices).show()
        self.query_one(SessionCard).show(day, book.settings, with_sources=wide)
        brief = any(map(self.has_class, ONE_COLUMN))
        self.query_one(StreakCard).show(day, book, brief=brief, wide=wide and self.has_class("-tall"))
        if wide:  # they are hidden in narrower windows, and need not be worked out there
            self.query_one(YearCard).show(day, book)
            self.query_one(RampBarsCard).show(day)
        self.query_one(WeekCard).show(this_week(book.sessions, day.days, book.settings.week_start))
        self._show_tip(day)
        self.refresh_bindings()

    def on_mount(self) -> None:
        """Puts the focus on the button, so that Enter does the one thing to do."""
        super().on_mount()
        self.query_one(ActionButton).focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Dims or hides the keys that do nothing now."""
        if action in ("easier", "free"):
            day = self.context.today()
            if action == "easier":
                return day.state is TodayState.DUE and day.prescription.can_start
            return day.prescription.can_start_free
        if action == "rest":
            return self.context.today().can_rest
        if action == "leave_days":
            return isinstance(self.focused, DayCursor)
        if action == "area":
            return len(self.context.areas()) > 1
        if action == "skin":
            day = self.context.today()
            return day.state not in (TodayState.SETUP, TodayState.RUNNING) and can_report(
                day.ramps, self.context.area
            )
        if action == "ahead":
            return count_ahead(self.context.book) > 0
        if action == "old_answers":
            return bool(old_answers.doubtful(self.context.book))
        return True

    def key_label(self, id: str) -> str:
        """Returns what a key does in the state of the day: `s` ends a pause, `b` adds to a missed day."""
        asks = self.query_one(Notices).forgotten() is not None
        on_button = isinstance(self.focused, ActionButton)
        return key_words(id, self.context.today(), asks=asks, on_button=on_button)

    def on_screen_suspend(self) -> None:
        """Lets the question after a missed day go, as another screen or a dialog is shown."""
        self._settle()

    @on(ActionButton.Pressed)
    def action_start(self) -> None:
        """Does the one thing to do, as the button says it."""
        day = self.context.today()
        match primary_action(day):
            case PrimaryAction.SET_UP:
                self.post_message(self.Go("setup"))
            case PrimaryAction.RETURN_TO_SESSION:
                self.post_message(self.Go("session"))
            case PrimaryAction.CONFIRM_SAFETY:
                confirm_safety(self, day.prescription.open_questions)
            case PrimaryAction.CHECK_SKIN:
                ask_skin(self, day)
            case PrimaryAction.REVIEW_SAFETY:
                self.post_message(self.Go("safety"))
            case PrimaryAction.CHOOSE_AREA:
                self.action_areas()
            case PrimaryAction.END_REST_DAY | PrimaryAction.END_PAUSE:
                self.save(lambda book: end(book, day.day))
            case PrimaryAction.START:
                self.begin(day.area)
            case PrimaryAction.READ_TIP:
                self._read_tip(shifted_tip(self.context, day, self.tip_shift).id)

    def action_easier(self) -> None:
        """Chooses a softer or shorter step, for today or for good."""
        from coach.screens.today.easier_dialog import ask_easier

        ask_easier(self, self.context.today(), lambda area, rung: self.begin(area, rung=rung))

    def action_free(self) -> None:
        """Starts a free session beside the planned one."""
        self.begin(self.context.area, free=True)

    def action_backfill(self) -> None:
        """Opens the form for a past session: of yesterday where that is being asked about, else of today."""
        from coach.screens.calendar.session_form import SessionForm

        day = self.query_one(Notices).forgotten() or self.context.day()

        def closed(result: str | None) -> None:
            self.renew()
            if result:
                self.say(result)

        self.app.push_screen(SessionForm(self.context, day, self.context.area), closed)

    def action_ahead(self) -> None:
        """Lists the records dated ahead of the clock, to set them right."""
        from coach.screens.today.dated_ahead import show

        show(self)

    def action_old_answers(self) -> None:
        """Asks what old answers of 8 to 10 on comfort meant."""
        from coach.screens.today.old_answers import ask

        ask(self)

    def begin(self, area: Area, *, free: bool = False, rung: Rung | None = None) -> None:
        """Opens the session screen, or says why no session starts now."""
        try:
            planned = plan(self.context.ramps, area, self.context.now(), free=free, rung=rung)
        except Refused as refused:
            # The rules decide at the moment of the key, which may be long after the day was shown.
            self.say(str(refused))
            return
        self.post_message(self.Begin(planned))

    def action_skin(self) -> None:
        """Asks how the skin is, even if that was answered before: what shows later counts."""
        ask_skin(self, self.context.today())

    def action_rest(self) -> None:
        """Takes a rest day today, or ends the rest day or pause that today lies in."""
        self._settle()
        day = self.context.today()
        if day.pause is not None:
            self.save(lambda book: end(book, day.day))
        else:
            now = self.context.now()
            self.save(lambda book: announce(book, now, day.day, day.day))

    def action_next_tip(self) -> None:
        """Shows another tip; nothing is written."""
        self.tip_shift += 1
        self._settle()
        self._show_tip(self.context.today())

    @on(TipCard.Clicked)
    def show_tip(self, event: TipCard.Clicked) -> None:
        """Opens the tip that was clicked."""
        self._read_tip(event.tip)

    def _read_tip(self, tip: str) -> None:
        """Opens a tip, so that a narrow window has its text and not the list."""
        self.context.chosen_tip = tip
        self.post_message(self.Go("tips"))

    def action_milestones(self) -> None:
        """Shows the first 14 days and the milestones."""
        from coach.screens.shared.milestones import show

        show(self)

    def action_area(self, by: int) -> None:
        """Turns to another open area."""
        self.context.turn_area(by)
        self._settle()
        self.renew()

    def action_read(self, by: int) -> None:
        """Scrolls a long reason up or down where not all of it fits."""
        self.query_one("#asked").scroll_relative(y=READ_ROWS * by, animate=False)

    def action_leave_days(self) -> None:
        """Goes from the days back to the button."""
        self.query_one(ActionButton).focus()

    @on(DayCursor.DayOpened)
    def open_day(self, event: DayCursor.DayOpened) -> None:
        """Opens the Calendar on a day."""
        self.context.chosen_day = event.day
        self.post_message(self.Go("calendar"))

    def _settle(self) -> None:
        """Takes the question after a missed day away: it is asked once, until something else is done."""
        if self.is_mounted and self.query_one(Notices).settle():
            self.refresh_bindings()

    def action_areas(self) -> None:
        """Lists all areas; the one that is chosen there is shown here."""
        from coach.screens.shared.areas import AreasScreen

        self.app.push_screen(AreasScreen(self.context).fit(self.app.size))

    def _show_tip(self, day: Today) -> None:
        tip = shifted_tip(self.context, day, self.tip_shift)
        self.query_one(TipCard).show(tip, self.context.book.settings.keymap)
