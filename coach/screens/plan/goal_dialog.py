"""The dialog for the goal, which shows what a change would do before it is saved."""

from __future__ import annotations

from datetime import date

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.widgets import Label

from coach.context import AppContext
from coach.domain import labels
from coach.domain.model import Area, Book, Cover, Goal, GoalSet, Refused
from coach.domain.onboarding.answers import Answers
from coach.domain.onboarding.setup import set_up
from coach.domain.onboarding.user_profile import goal_of
from coach.domain.ramp.forecast import forecast
from coach.domain.ramp.ladder import GOAL_COVERS, GOAL_MINUTES
from coach.domain.ramp.prescriber import prescribe
from coach.domain.ramp.projection import ProjectedDates
from coach.domain.ramp.replay import Ramps
from coach.domain.session.confirmations import Confirmation
from coach.paths import STYLES
from coach.screens.dialogs.confirmations import Agreed, ask_about
from coach.screens.shared.answer_form import AnswerForm
from coach.text.format import day_name
from coach.widgets.chrome.action_button import ActionButton
from coach.widgets.chrome.card import Card
from coach.widgets.forms.choice import Choice, Option
from coach.widgets.forms.number_choice import NumberChoice
from coach.widgets.reading.prose import Paragraph, Prose, plain

_COVERS = tuple(Option(cover.value, labels.COVER[cover]) for cover in GOAL_COVERS)


class GoalDialog(AnswerForm):
    """Asks for the cover and the minutes to reach; closes with a sentence on what was saved."""

    CSS_PATH = STYLES / "plan.tcss"
    BINDINGS = [
        Binding("enter", "save", "Save", id="goal-save", tooltip="Save the goal"),
        Binding("tab,down,j", "app.focus_next", "Next", id="goal-next", tooltip="The next answer"),
        Binding("escape", "dismiss", "Back", id="goal-back", tooltip="Leave the goal as it is"),
        Binding(
            "up,k", "app.focus_previous", "Before", id="goal-before", tooltip="The answer before", show=False
        ),
    ]

    def __init__(self, context: AppContext, area: Area) -> None:
        super().__init__(context)
        self.area = area

    def body(self) -> ComposeResult:
        """Yields the two answers, and the preview of what they would change."""
        with Card(title="Goal", classes="editor"), Vertical():
            with Horizontal(classes="editor-row"):
                yield Label("Cover", classes="muted")
                yield Choice(_COVERS, id="goal-cover")
            with Horizontal(classes="editor-row"):
                yield Label("Minutes", classes="muted")
                yield NumberChoice(GOAL_MINUTES, id="goal-minutes")
            yield Prose(id="goal-preview", classes="editor-preview")
            yield ActionButton("Save")

    def on_mount(self) -> None:
        """Shows the goal as it is."""
        goal = goal_of(self.context.book)
        self.query_one(Choice).value = goal.cover
        self.query_one(NumberChoice).value = goal.minutes
        self.query_one(Choice).focus()
        self._preview()

    @on(Choice.Changed)
    @on(NumberChoice.Changed)
    def _preview(self) -> None:
        before, goal = goal_of(self.context.book), self._goal()
        lines = [plain(f"Now: {_position(self.context.book, self.context, self.area)}", "muted")]
        if goal == before:
            lines.append(plain("No change yet."))
        else:
            answers = Answers(goal_cover=goal.cover, goal_minutes=goal.minutes, bare_confirmed=True)
            try:
                change = set_up(self.context.book, answers, self.context.now())
            except Refused as refused:  # the first questions are still open
                self.tell(str(refused))
                return
            # The forecast of a book with the new goal, which is written nowhere until it is saved.
            goals = tuple(each for each in change.put if isinstance(each, GoalSet)) if change else ()
            book = self.context.book._replace(events=(*self.context.book.events, *goals))
            lines.append(
                Paragraph((("Then: ", "accent"), (_position(book, self.context, self.area), "foreground")))
            )
            lines.append(plain(_remark(before, goal), "muted"))
        self.query_one("#goal-preview", Prose).paragraphs = lines

    @on(ActionButton.Pressed)
    def action_save(self) -> None:
        """Saves the goal, or says why it cannot be saved."""
        self._save(frozenset())

    def _save(self, agreed: Agreed) -> None:
        goal, now = self._goal(), self.context.now()
        confirmed = Confirmation.BARE in agreed
        answers = Answers(goal_cover=goal.cover, goal_minutes=goal.minutes, bare_confirmed=confirmed)
        self.submit(
            lambda book: set_up(book, answers, now),
            lambda applied: self.dismiss(f"Your goal: {_named(goal)}. Saved." if applied.label else None),
            lambda doubt: ask_about(self.app, doubt, agreed, self._save),
        )

    def tell(self, text: str) -> None:
        """Says in place of the preview why it is not saved."""
        self.query_one("#goal-preview", Prose).paragraphs = (plain(text, "warning"),)

    def _goal(self) -> Goal:
        before = goal_of(self.context.book)
        cover, minutes = self.query_one(Choice).value, self.query_one(NumberChoice).value
        return Goal(Cover(cover) if cover else before.cover, minutes or before.minutes)


def _named(goal: Goal) -> str:
    return f"{goal.minutes} minutes {labels.on(goal.cover)}"


def _position(book: Book, context: AppContext, area: Area) -> str:
    """Returns the step on the ladder to the goal, and the goal's day: at best, and at the user's rate."""
    ramps, today = Ramps(book), context.day()
    asked, found = prescribe(ramps, area, today), forecast(ramps, area, today)
    at = f"step {asked.step} of {asked.steps}" if asked.step else f"a ramp of {asked.steps} steps"
    session = f", {labels.session(asked.rung)}" if asked.rung else ""
    if not found.has_sessions:
        return f"{at}{session}."
    if found.well.goal_on == today:
        return f"{at}{session}; you are there already."
    when = f"; the goal {_goal_day(found.well, today)} if all goes well"
    if found.own_days:
        when += f", {_goal_day(found.own, today)} at your own pace"
    return f"{at}{session}{when}."


def _goal_day(found: ProjectedDates, today: date) -> str:
    return f"on {day_name(found.goal_on, today)}" if found.goal_on else "more than a year away"


def _remark(before: Goal, goal: Goal) -> str:
    if goal.minutes > 20 and goal.minutes > before.minutes:
        return "More than 20 minutes is for those who want it: three clean sessions a step."
    if goal.cover is not Cover.BARE:
        return f"Staying {labels.on(goal.cover)} for good is a goal like any other."
    return "Nothing you did is lost; the steps go on from there."
