"""The plan: the ramp as bars, the ladder with its dates, the rules in words; goal, pause, a lower step."""

from __future__ import annotations

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from coach.context import AppContext
from coach.domain import labels
from coach.domain.area_changes import lower_step, say_lowered, step_below
from coach.domain.habit.pauses import end, open_pause
from coach.domain.model import Area, Refused, Rung, is_set_up
from coach.domain.ramp.forecast import Forecast, forecast
from coach.domain.ramp.gates import AreaState
from coach.domain.ramp.prescriber import prescribe, ramp_on
from coach.domain.ramp.prescription import Prescription
from coach.domain.ramp.projection import PlannedDay
from coach.domain.ramp.state import Ramp
from coach.paths import STYLES
from coach.screens.dialogs.confirm import Answer, Confirm
from coach.screens.plan.step_lines import first_days, past_bars, planned_bars, step_lines
from coach.screens.plan.texts import pause_days, whole_page, why_this_step
from coach.screens.shared.base import CoachScreen
from coach.screens.shared.key_reference import key_of
from coach.text.format import capital
from coach.widgets.charts.ramp_bars import RampBars
from coach.widgets.chrome.card import Card
from coach.widgets.reading.item_list import ItemList
from coach.widgets.reading.prose import Prose, plain


class PlanScreen(CoachScreen):
    """The screen of the ramp: the present step, the way ahead, and what would change it."""

    CSS_PATH = STYLES / "plan.tcss"
    BINDINGS = [
        Binding("enter", "lower", "Lower", id="plan-lower", tooltip="Lower your step to the chosen one"),
        Binding(
            "w",
            "rules",
            "Ahead",
            id="plan-rules",
            tooltip="What comes next and why, with the rules in words, or back to the steps",
        ),
        Binding("c", "goal", "Goal", id="plan-goal", tooltip="Change the goal, with a preview"),
        Binding("p", "pause", "Pause", id="plan-pause", tooltip="Pause for travel or illness, or end it"),
        Binding("right_square_bracket", "area(1)", "Area", id="plan-area", tooltip="The next area"),
        Binding(
            "left_square_bracket", "area(-1)", "Area", id="plan-area-back", tooltip="The area before",
            show=False,
        ),
        Binding(
            "d", "rate", "Dates", id="plan-rate", tooltip="Dates if all goes well, or at your own pace"
        ),
        Binding("a", "areas", "Areas", id="plan-areas", tooltip="The areas: how each stands", show=False),
        Binding("u", "undo", "Undo", id="undo", tooltip="Undo the last change"),
        Binding(
            "escape", "back", "Back", id="plan-back",
            tooltip="From the rules back to the steps, then to Today", show=False,
        ),
    ]  # fmt: skip

    def __init__(self, context: AppContext) -> None:
        super().__init__(context)
        self._shown_area: Area | None = None
        self.own_rate = False
        """Whether the dates are those at the own pace."""
        self._has_rate = False
        self._is_below = False
        """Whether the cursor is on a step below the present one."""

    def body(self) -> ComposeResult:
        """Yields the bars over the ladder and the rules."""
        with Card(id="ramp"):
            yield Static(id="ramp-name")
            yield RampBars()
            yield Prose(id="no-ramp")
        with Horizontal(id="below"):
            with Card(title="Steps", id="steps"):
                yield ItemList(id="ladder")
            with Card(title="Ahead", id="rules"), Vertical():
                yield Prose(can_focus=True, id="rule")

    def on_mount(self) -> None:
        """Focuses the steps."""
        super().on_mount()
        self.query_one(ItemList).focus()

    def renew(self) -> None:
        """Shows the plan as the book makes it now."""
        day = self.context.day()
        asked = prescribe(self.context.ramps, self.context.area, day, self.context.now())
        found = forecast(self.context.ramps, self.context.area, day)
        self._has_rate = bool(found.own_days)
        self.own_rate = self.own_rate and self._has_rate  # undo may take sessions away that a rate needs
        days = found.own_days if self.own_rate else found.well_days
        # Before setup the forecast would lead to the default goal, which nobody has chosen.
        days = days if is_set_up(self.context.book) else ()
        self._show_bars(asked, days)
        self._show_ladder(days)
        if self._shown_area is not self.context.area:  # its ladder is another one
            self._shown_area = self.context.area
            self.query_one(ItemList).go(str(self._step()))
        self._show_page(asked, found)
        self.refresh_bindings()

    def key_label(self, id: str) -> str:
        """Returns what a key does in the present state."""
        match id:
            case "plan-rules":
                if self.has_class("-ruling"):
                    return "Steps"
                return "" if self.has_class("-single") else "Scroll"
            case "plan-rate":
                return "All well" if self.own_rate else "Own pace"
            case _:
                return super().key_label(id)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Returns whether a key works: there may be one area only, and no own pace yet."""
        match action:
            case "rate":
                return self._has_rate
            case "lower":
                return self._is_below
            case "area":
                return len(self.context.areas()) > 1
            case _:
                return True

    @on(ItemList.OptionHighlighted)
    def _walked(self) -> None:
        line = self.query_one(ItemList).line
        is_below = line is not None and int(line.id) < self._step()
        if is_below is not self._is_below:
            self._is_below = is_below
            self.refresh_bindings()

    @on(ItemList.OptionSelected)
    def action_lower(self) -> None:
        """Lowers the step for good to the one under the cursor, once that is confirmed."""
        line = self.query_one(ItemList).line
        if line is None:
            return
        try:
            rung = step_below(self.context.ramps, self.context.area, int(line.id), self.context.day())
        except Refused as refused:
            self.say(str(refused))
            return

        def answered(value: str | None) -> None:
            if value:
                area, now = self.context.area, self.context.now()
                self.save(lambda book: lower_step(book, area, rung, now))

        text = say_lowered(rung)
        answers = (Answer("lower", "y", "Lower it"), Answer("", "n", "Leave it as it is"))
        self.app.push_screen(
            Confirm(f"Lower to step {line.id} of {len(self._rungs())}", text, answers), answered
        )

    def action_goal(self) -> None:
        """Changes the goal."""
        from coach.screens.plan.goal_dialog import GoalDialog

        self.app.push_screen(GoalDialog(self.context, self.context.area), self._show_result)

    def action_pause(self) -> None:
        """Asks for a pause, or what to do with the one that there is."""
        from coach.screens.plan.pause_dialog import PauseDialog

        day = self.context.day()
        pause = open_pause(self.context.book, day)
        if pause is None:
            self.app.push_screen(PauseDialog(self.context, self.context.area), self._show_result)
            return

        def answered(value: str | None) -> None:
            if value == "end":
                self.save(lambda book: end(book, day))
            elif value == "change":
                self.app.push_screen(PauseDialog(self.context, self.context.area, pause), self._show_result)
            elif value == "new":
                self.app.push_screen(PauseDialog(self.context, self.context.area), self._show_result)

        ends = "End it today" if pause.first <= day else "Cancel it"
        answers = (
            Answer("end", "e", ends),
            Answer("change", "l", "Change its last day"),
            # a pause that runs until it is ended leaves no day for another
            *(() if pause.last is None else (Answer("new", "n", "Add another pause"),)),
        )
        text = f"There is a {labels.pause(pause)} {pause_days(pause)}."
        self.app.push_screen(Confirm("Pause", text, answers), answered)

    def action_area(self, by: int) -> None:
        """Turns to another open area."""
        self.context.turn_area(by)
        self.renew()

    def action_areas(self) -> None:
        """Shows all areas; the one that is chosen there is shown here."""
        from coach.screens.shared.areas import AreasScreen

        self.app.push_screen(AreasScreen(self.context).fit(self.app.size))

    def action_rate(self) -> None:
        """Turns from the dates if all goes well to those at the user's own pace, and back."""
        self.own_rate = not self.own_rate
        self.renew()

    def action_rules(self) -> None:
        """Goes to the rules, to scroll in them, or back to the steps."""
        self.toggle_class("-ruling")
        self.query_one("#rule" if self.has_class("-ruling") else "#ladder").focus()

    def action_back(self) -> None:
        """Goes from the rules to the steps, and from there to Today."""
        if self.has_class("-ruling"):
            self.action_rules()
        else:
            self.post_message(self.Go("today"))

    def _show_result(self, text: str | None) -> None:
        self.renew()
        if text:
            self.say(text)

    def _ramp_and_view(self) -> tuple[Ramp, AreaState]:
        """Returns the area as it stands before today's session, or after it once there was one."""
        return ramp_on(self.context.ramps, self.context.area, self.context.day())

    def _rungs(self) -> tuple[Rung, ...]:
        return self._ramp_and_view()[0].state.rungs

    def _step(self) -> int:
        return self._ramp_and_view()[1].decision.step

    def _show_bars(self, asked: Prescription, days: Sequence[PlannedDay]) -> None:
        card = self.query_one("#ramp", Card)
        goal = self._rungs()[-1]
        area, aim = labels.AREA[self.context.area], f"goal {goal.minutes} min {labels.manner(goal)}"
        card.title = f"Ramp: {area}"
        marks = self.query_one(RampBars).marks
        pointer = "^" if marks.ascii else marks.up
        card.subtitle = f"{marks.full} done  {pointer} today  {marks.ahead} ahead  {marks.dot}  {aim}"
        self.query_one("#ramp-name", Static).update(Content(f"{capital(area)}: {aim}"))
        taken = self.context.ramps.of(self.context.area).outcomes
        bars = (*past_bars(taken, asked.day), *planned_bars(days, asked.steps))
        self.query_one(RampBars).bars = bars
        self.query_one(RampBars).display = bool(bars)
        self.query_one("#no-ramp").display = not bars
        reasons = " ".join(why_this_step(self.context.ramps, asked))
        self.query_one("#no-ramp", Prose).paragraphs = (plain(reasons, "muted"),)

    def _show_ladder(self, days: Sequence[PlannedDay]) -> None:
        today = self.context.day()
        dates = first_days(days, today)
        self.query_one(ItemList).lines = list(step_lines(*self._ramp_and_view(), dates, today))
        rate = "dates at your own pace" if self.own_rate else "dates if all goes well"
        self.query_one("#steps", Card).subtitle = rate if dates else ""

    def _show_page(self, asked: Prescription, found: Forecast) -> None:
        key = key_of(self.context.book.settings.keymap, "plan-rules", "w")
        self.query_one("#rules", Card).hint(key, "to scroll")
        self._walked()
        self.query_one("#rule", Prose).paragraphs = tuple(
            whole_page(self.context.ramps, asked, found, self.context.book.settings.keymap)
        )
