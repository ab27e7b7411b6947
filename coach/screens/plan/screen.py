"""The plan: the ramp as bars, the ladder with its dates, the rules in words; goal, pause, a lower step."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical

from coach.content.citations import rests_on
from coach.context import AppContext
from coach.domain import labels
from coach.domain.area_changes import lower_step
from coach.domain.habit.pauses import end
from coach.domain.model import Area, Cover, Posture, Rung, is_set_up
from coach.domain.ramp.forecast import Forecast, forecast, say_own, say_rate, say_well
from coach.domain.ramp.gates import AreaState
from coach.domain.ramp.prescriber import prescribe, ramp_on
from coach.domain.ramp.prescription import Prescription
from coach.domain.ramp.projection import DayKind, PlannedDay
from coach.domain.ramp.replay import Ramps
from coach.domain.ramp.state import Ramp, RampState
from coach.domain.session.day_over import after_questions, say_full, say_tomorrow, tomorrow_facts
from coach.paths import STYLES
from coach.screens.dialogs.confirm import Answer, Confirm
from coach.screens.plan.rules import rule_text
from coach.screens.shared.base import CoachScreen
from coach.screens.shared.key_reference import key_of
from coach.text import format
from coach.text.format import capital, day_name, listed, span
from coach.widgets.charts.ramp_bars import RampBar, RampBars, When
from coach.widgets.chrome.card import Card
from coach.widgets.reading.item_list import ItemList, Line
from coach.widgets.reading.prose import BLANK, Paragraph, Prose, plain

TWO_COLUMNS = 72
"""Columns from which the rules stand beside the steps."""
PAST = 40
"""Sessions that the bars look back."""


class PlanScreen(CoachScreen):
    """Where one stands, where it leads if all goes well, and what would change that."""

    TAB = "Plan"
    CSS_PATH = STYLES / "plan.tcss"
    BINDINGS = [
        Binding("enter", "lower", "Lower", id="plan-lower", tooltip="Lower the step to the one chosen"),
        Binding(
            "w",
            "rules",
            "Ahead",
            id="plan-rules",
            tooltip="What lies ahead and why, with the rules in words; and back to the steps",
        ),
        Binding("c", "goal", "Goal", id="plan-goal", tooltip="Change the goal, with a preview"),
        Binding("p", "pause", "Pause", id="plan-pause", tooltip="Pause for travel or illness, or end it"),
        Binding("right_square_bracket", "area(1)", "Area", id="plan-area", tooltip="The next area"),
        Binding(
            "left_square_bracket", "area(-1)", "Area", id="plan-area-back", tooltip="The area before",
            show=False,
        ),
        Binding(
            "d", "rate", "Dates", id="plan-rate", tooltip="Dates if all goes well, or at your own rate"
        ),
        Binding("a", "areas", "Areas", id="plan-areas", tooltip="The areas: how each stands", show=False),
        Binding("u", "undo", "Undo", id="undo", tooltip="Undo the last change"),
        Binding(
            "escape", "back", "Back", id="plan-back", tooltip="From the rules to the steps; then to Today",
            show=False,
        ),
    ]  # fmt: skip

    def __init__(self, context: AppContext) -> None:
        super().__init__(context)
        self.area: Area = context.book.settings.area
        self.own_rate = False
        """Whether the dates are those at the own rate."""
        self._has_rate = False

    def body(self) -> ComposeResult:
        """Yields the bars over the ladder and the rules."""
        with Card(id="ramp"):
            yield RampBars()
            yield Prose(id="no-ramp")
        with Horizontal(id="below"):
            with Card(title="Steps", id="steps"):
                yield ItemList(id="ladder")
            with Card(title="Ahead", id="rules"), Vertical():
                yield Prose(can_focus=True, id="rule")

    def on_mount(self) -> None:
        """The cursor starts on the step that is asked for."""
        super().on_mount()
        ladder = self.query_one(ItemList)
        ladder.go(str(self._here()))
        ladder.focus()

    def on_resize(self) -> None:
        """Below 72 columns the rules take the place of the steps."""
        self.set_class(self.size.width < TWO_COLUMNS, "-single")
        super().on_resize()

    def renew(self) -> None:
        """Shows the plan as the book makes it now."""
        day = self.context.day()
        asked = prescribe(self.context.ramps, self.area, day, self.context.now())
        found = forecast(self.context.ramps, self.area, day)
        self._has_rate = bool(found.own_days)
        self.own_rate = self.own_rate and self._has_rate
        days = found.own_days if self.own_rate else found.well_days
        days = days if is_set_up(self.context.book) else ()
        self._show_ramp(asked, days)
        self._show_ladder(days)
        self._show_rules(asked, found)
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There may be but one area, and no rate yet."""
        if action == "rate":
            return self._has_rate or None
        return len(self._areas()) > 1 if action == "area" else True

    @on(ItemList.Opened)
    def action_lower(self) -> None:
        """Lowers the step for good to the one under the cursor, once that is confirmed."""
        line = self.query_one(ItemList).line
        here = self._here()
        if line is None:
            return
        if int(line.id) >= here:
            self.say("Only clean sessions lead up. On a step below, Enter lowers it to that one.")
            return
        rung = self._ramp_state().rungs[int(line.id) - 1]

        def answered(value: str | None) -> None:
            if value:
                area, now = self.area, self.context.now()
                self.save(lambda book: lower_step(book, area, rung, now))

        text = (
            f"From the next session on: {labels.session(rung)}. Up again by clean sessions, one to a step"
            " that you have had before."
        )
        answers = (Answer("lower", "y", "Lower it"), Answer("", "n", "Leave it as it is"))
        self.app.push_screen(Confirm(f"Lower to step {line.id} of {self._count()}", text, answers), answered)

    def action_goal(self) -> None:
        """Changes the goal."""
        from coach.screens.plan.goal_dialog import GoalDialog

        self.app.push_screen(GoalDialog(self.context, self.area), self._changed)

    def action_pause(self) -> None:
        """Announces a pause, or ends the one that there is."""
        from coach.screens.plan.pause_dialog import PauseDialog

        day = self.context.day()
        pause = next((p for p in self.context.book.pauses if p.last is None or p.last >= day), None)
        if pause is None:
            self.app.push_screen(PauseDialog(self.context, self.area), self._changed)
            return

        def answered(value: str | None) -> None:
            if value == "end":
                self.save(lambda book: end(book, day))
            elif value == "new":
                self.app.push_screen(PauseDialog(self.context, self.area), self._changed)

        ends = "End it today" if pause.first <= day else "Take it back"
        answers = (Answer("end", "e", ends), Answer("new", "n", "Announce another pause"))
        said = f"There is a {labels.pause(pause)} {_when(pause.first, pause.last)}."
        self.app.push_screen(Confirm("Pause", said, answers), answered)

    def action_area(self, by: int) -> None:
        """Turns to another open area."""
        areas = self._areas()
        self._take_area(areas[(areas.index(self.area) + by) % len(areas)])

    def action_areas(self) -> None:
        """Shows all areas; the one that is chosen there is shown here."""
        from coach.screens.shared.areas import AreasScreen

        self.app.push_screen(AreasScreen(self.context, self.area, self._take_area).fit(self.app.size))

    def _take_area(self, area: Area) -> None:
        self.area = area
        self.renew()
        self.query_one(ItemList).go(str(self._here()))

    def action_rate(self) -> None:
        """Turns from the dates if all goes well to those at the own rate, and back."""
        self.own_rate = not self.own_rate
        self.renew()

    def action_rules(self) -> None:
        """Goes to the rules, to scroll in them, or back to the steps."""
        self.toggle_class("-ruling")
        self.query_one("#rule" if self.has_class("-ruling") else "#ladder").focus()

    def action_back(self) -> None:
        """From the rules to the steps, from there to Today."""
        if self.has_class("-ruling"):
            self.action_rules()
        else:
            self.post_message(self.Go("today"))

    def _changed(self, said: str | None) -> None:
        self.renew()
        if said:
            self.say(said)

    def _areas(self) -> list[Area]:
        return [area for area in Area if area is self.area or self.context.ramps.open(area)]

    def _ramp_state(self) -> RampState:
        """Returns where the area stands before today's session, or after it once there was one."""
        return self._ramp_and_view()[0].state

    def _ramp_and_view(self) -> tuple[Ramp, AreaState]:
        return ramp_on(self.context.ramps, self.area, self.context.day())

    def _here(self) -> int:
        return self._ramp_and_view()[1].decision.step

    def _count(self) -> int:
        return len(self._ramp_state().rungs)

    def _show_ramp(self, asked: Prescription, days: Sequence[PlannedDay]) -> None:
        card = self.query_one("#ramp", Card)
        goal = self._ramp_state().rungs[-1]
        card.title = f"Ramp: {labels.AREA[self.area]}"
        card.subtitle = f"goal {goal.minutes} min {labels.manner(goal)}"
        past = [t for t in self.context.ramps.of(self.area).outcomes if t.rung and t.session.day < asked.day]
        bars = [RampBar(t.session.done_min, When.PAST, _group(t.rung)) for t in past[-PAST:] if t.rung]
        bars += _bars(days, asked.steps)
        self.query_one(RampBars).bars = tuple(bars)
        self.query_one(RampBars).display = bool(bars)
        self.query_one("#no-ramp").display = not bars
        told = " ".join(_why(self.context.ramps, asked))
        self.query_one("#no-ramp", Prose).paragraphs = (plain(told, "muted"),)

    def _show_ladder(self, days: Sequence[PlannedDay]) -> None:
        today, here = self.context.day(), self._here()
        first: dict[int, date] = {}
        for day in days:
            if day.step is not None and day.day > today:
                first.setdefault(day.step, day.day)
        state = self._ramp_state()
        lines: list[Line] = []
        previous = None
        for step, rung in enumerate(state.rungs, 1):
            if rung.level != previous:
                lines.append(Line(capital(labels.manner(rung)), heading=True))
            previous = rung.level
            lines.append(self._line(step, rung, here, first.get(step), today))
        self.query_one(ItemList).lines = lines
        how = "dates at your own rate" if self.own_rate else "dates if all goes well"
        self.query_one("#steps", Card).subtitle = how if first else ""

    def _line(self, step: int, rung: Rung, here: int, when: date | None, today: date) -> Line:
        text = f"{step:>2}  {format.minutes(rung.minutes)}"
        if step == here:
            return Line(text, f"here, {self._so_far()}", str(step), pen="accent", tag_pen="accent")
        if step < here:
            return Line(text, "reached", str(step), pen="muted", tag_pen="faint")
        return Line(text, day_name(when, today) if when else "", str(step))

    def _so_far(self) -> str:
        ramp, view = self._ramp_and_view()
        state, decision = ramp.state, view.decision
        at = RampState(
            self.area, state.goal, step=decision.step, clean=decision.clean_so_far, best=decision.best_step
        )
        if decision.step == len(state.rungs):
            return "your goal"
        return f"{min(decision.clean_so_far, at.clean_needed)} of {at.clean_needed} clean"

    def _show_rules(self, asked: Prescription, found: Forecast) -> None:
        told = [plain(text, "foreground bold") for text in _why(self.context.ramps, asked)]
        for pause in self.context.book.pauses:
            if pause.last is None or pause.last >= asked.day:
                name = capital(labels.pause(pause))
                told.append(plain(f"{name} {_when(pause.first, pause.last)}; p ends it.", "secondary"))
        if is_set_up(self.context.book):
            told += _ahead(found)
        key = key_of(self.context.book.settings.keymap, "plan-rules", "w")
        self.query_one("#rules", Card).subtitle = f"{key} to scroll"
        facts = tomorrow_facts(self.context.ramps, self.area, asked.day) if asked.done else asked.reason.facts
        if facts:
            told.append(plain(f"Rests on {listed(rests_on(facts))}.", "muted"))
        heading = plain("What moves it", "block bold")
        self.query_one("#rule", Prose).paragraphs = (*told, BLANK, heading, *rule_text())


def _why(ramps: Ramps, asked: Prescription) -> Iterable[str]:
    """Returns why it is the step that it is, as Today says it: open safety questions come before any session."""
    if asked.open_questions is not None and asked.rung is not None:
        yield asked.open_questions.text
        yield after_questions(asked)
        return
    yield say_tomorrow(ramps, asked.area, asked.day) if asked.done else asked.reason.full_text
    if full := say_full(ramps.book, asked):
        yield full
    if asked.open_questions is not None:
        yield asked.open_questions.text


def _ahead(found: Forecast) -> Iterable[Paragraph]:
    """Returns both ways ahead in words."""

    def said(day: date) -> str:
        return day_name(day, found.today)

    for tell in (say_well, say_own):
        if told := tell(found, said):
            yield plain(told, "secondary")
    if rate := say_rate(found):
        yield plain(rate, "muted")


def _bars(days: Sequence[PlannedDay], steps: int) -> Iterable[RampBar]:
    """Today's session and those ahead, up to the first on the last step."""
    for day in days:
        if day.rung is None:
            continue
        when = When.TODAY if day is days[0] else When.AHEAD
        yield RampBar(day.rung.minutes, when, _group(day.rung))
        if day.step == steps and day.kind is DayKind.SESSION:
            return


def _group(rung: Rung) -> str:
    """Returns what stands beneath the bars of a level."""
    if rung.posture is Posture.NONE:
        return labels.COVER[rung.cover]
    return "barefoot" if rung.cover is Cover.BARE else str(rung.posture)


def _when(first: date, last: date | None) -> str:
    return f"{span(first, last)}, its end open" if last is None else f"on {span(first, last)}"
