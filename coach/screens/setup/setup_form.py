"""The card of setup: the page of the present step, what follows from the answers, and the button."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import Screen
from textual.widgets import Input

from coach.context import AppContext
from coach.domain.dates import day_of
from coach.domain.drafts import Value
from coach.domain.model import Area, Book, Cover, GoalSet, Screening, Start, StartSaid
from coach.domain.onboarding.answers import Answers
from coach.domain.onboarding.questions import TITLES
from coach.domain.onboarding.setup import preview
from coach.domain.onboarding.user_profile import current_answer, default_goal, goal_of, is_sensitive
from coach.domain.ramp.prescriber import prescribe
from coach.domain.ramp.prescription import Prescription
from coach.domain.ramp.replay import Ramps
from coach.domain.safety.screening import lacks_areas
from coach.screens.setup.pages import (
    SENSITIVE,
    AboutPage,
    FirstSessionPage,
    GoalPage,
    MomentRow,
    SafetyPage,
    SetupPage,
    StartPage,
    ZonePage,
)
from coach.screens.setup.safety_questions import answers_of, lines, ticks_of
from coach.screens.setup.steps import STEPS
from coach.screens.shared.form_values import fill_in
from coach.widgets.chrome.action_button import ActionButton
from coach.widgets.chrome.card import Card
from coach.widgets.chrome.plain_text import PlainText
from coach.widgets.forms.checklist import Checklist
from coach.widgets.forms.choice import Choice
from coach.widgets.forms.number_choice import NumberChoice

_MORE = "More below."


class SetupForm(Card):
    """All pages of setup, of which one is shown, and the answers in their fields."""

    def __init__(self, context: AppContext, steps: Sequence[str], *, again: bool, asked_for: str) -> None:
        """`again`: they were answered before; `asked_for`: why the safety questions come again, or empty."""
        super().__init__(id="step")
        self.context = context
        self.steps = steps
        self.step = steps[0]
        self._again = again
        self._asked_for = asked_for
        self._all_seen = False
        """Whether every safety question was in sight."""
        self._is_laid_out = False
        """Whether the present page was laid out since it was opened."""
        self.shows_end = False
        """Whether the last safety questions stay in sight, wherever the cursor is."""
        self._first: tuple[Book, tuple[Answers, date], Prescription] | None = None
        """The first session, with the file and the answers that it was found for."""

    def compose(self) -> ComposeResult:
        """Yields the pages, and below them what follows and the button."""
        yield PlainText(id="question", classes="strong")
        yield PlainText(id="asked-for", classes="strong")
        with SetupPage(can_focus=False):
            yield AboutPage(id="about")
            yield SafetyPage(id="screening")
            yield StartPage(id="start")
            yield GoalPage(id="goal")
            yield ZonePage(id="zone")
            yield FirstSessionPage(id="first")
        yield PlainText(id="more", classes="muted")
        yield MomentRow(id="plan")
        yield PlainText(id="follows")
        with Vertical(id="doing"):
            yield ActionButton("Begin")

    @property
    def ticks(self) -> Checklist:
        """The list of the safety questions."""
        return self.query_one("#ticked", Checklist)

    def fill_in(self) -> None:
        """Fills in the answers of the file."""
        book = self.context.book
        screening, began = current_answer(book, Screening), current_answer(book, StartSaid)
        goal = goal_of(book)
        if screening is not None:
            self.ticks.options = lines(screening.ticked)
            self.ticks.value = ticks_of(screening)
        self.query_one("#used", Checklist).value = frozenset({began.start if began else Start.NEW})
        if began is not None and began.sensitive:
            self.query_one("#skin", Checklist).value = frozenset({SENSITIVE})
        self.query_one("#cover", Choice).value = goal.cover
        self.query_one("#minutes", NumberChoice).value = goal.minutes
        self.query_one("#tz", Input).value = book.settings.tz
        self.query_one("#asked-for", PlainText).text = self._asked_for
        self.query_one("#asked-for").display = bool(self._asked_for)
        self.query_one("#tick").display = not self._asked_for
        self.screen.watch(self.query_one(SetupPage), "scroll_y", self._mark_more)
        self.screen.screen_layout_refresh_signal.subscribe(self, self._laid_out)

    def restore(self, values: Mapping[str, Value]) -> None:
        """Fills in the answers of a draft."""
        ticked = values.get("ticked")
        # The lines for a doctor's yes and for areas exist only below their ticks, so they come first.
        self.ticks.options = lines(ticked if isinstance(ticked, list) else ())
        fill_in(self.screen, values)

    def turn_to(self, step: str) -> None:
        """Shows the page of a step; `enter` follows once the screen has renewed it."""
        self.step = step
        self._is_laid_out = False
        self._entitle(TITLES[step])
        for name in STEPS:
            self.query_one(f"#{name}").display = name == step
        if step == "goal" and current_answer(self.context.book, GoalSet) is None:
            # Sensitive skin, answered on an earlier page, has a softer goal unless the user chooses another.
            self.query_one("#cover", Choice).value = default_goal(
                sensitive=is_sensitive(self.context.book)
            ).cover

    def enter(self) -> None:
        """Moves the focus to the first field of the page, and shows the page from its top."""
        if self.step == "first" and self.first_session().rung is None:
            self._entitle("No session for now")
        elif self.step == "first" and self.context.book.sessions:  # they were imported, or merged
            self._entitle("Your next session")
        asks_moment = self.step == "first" and self._asks_moment()
        self.query_one("#plan").display = asks_moment
        fields = {"screening": "#ticked", "start": "#used", "goal": "#cover", "zone": "#tz"}
        wanted = fields.get(self.step, "#cue" if asks_moment else None)
        self.query_one(wanted or ActionButton).focus()
        self.screen.call_after_refresh(self.query_one(SetupPage).scroll_home, animate=False)

    def _entitle(self, title: str) -> None:
        self.title = title
        # Small windows have no frame for a title; the styles show this line there instead.
        self.query_one("#question", PlainText).text = title

    def show(self) -> None:
        """Shows what follows from the answers so far."""
        self.ticks.options = lines(self.ticks.value)
        step, first = self.step, self.first_session()
        locked = first.rung is None
        follows = self._follows(first)
        self.query_one("#follows", PlainText).text = follows
        self.set_class(not follows, "-bare")
        self.set_class(step == "screening", "-safety")
        self.screen.call_after_refresh(self._note_seen)
        self.query_one("#follows").set_class(step == "screening" and locked, "warn")
        if step == "first":
            self.query_one(FirstSessionPage).show(first)
        self.query_one(ActionButton).label = {"about": "Begin", self.steps[-1]: "Save"}.get(step, "Next")

    def _follows(self, first: Prescription) -> str:
        match self.step:
            case "screening":
                cramped = self.screen.has_class("-low") or self.screen.has_class("-flat")
                return self.query_one(SafetyPage).says(first, self.context.now(), cramped=cramped)
            case "start":
                return self.query_one(StartPage).says(first)
            case "goal":
                return self.query_one(GoalPage).says(first)
            case "zone":
                return self.query_one(ZonePage).says(self.context.clock)
            case "first" if self._asks_moment():
                return self.query_one(MomentRow).says()
        return ""

    def answers(self) -> Answers:
        """Returns the answers of all pages."""
        safety = answers_of(self.ticks.value)
        cover = self.query_one("#cover", Choice).value
        return Answers(
            ticked=safety.ticked,
            agreed=safety.agreed,
            numb_areas=safety.numb_areas,
            sensitive=SENSITIVE in self.query_one("#skin", Checklist).value,
            start=next((Start(value) for value in self.query_one("#used", Checklist).value), Start.NEW),
            goal_cover=Cover(cover) if cover else None,
            goal_minutes=self.query_one("#minutes", NumberChoice).value,
            tz=(self.query_one(ZonePage).zone() if "zone" in self.steps else "") or None,
            cue=self.query_one("#cue", Input).value.strip() or None,
        )

    def first_session(self) -> Prescription:
        """Returns the session that the coach would prescribe for the back, with the answers so far."""
        now = self.context.now()
        given = replace(self.answers(), cue=None), day_of(now, self.context.book.settings.rollover)
        # Most keys change no answer, and replaying a history of some years takes its time.
        if self._first is None or self._first[0] is not self.context.book or self._first[1] != given:
            book = preview(self.context.book, given[0], now)
            self._first = self.context.book, given, prescribe(Ramps(book), Area.BACK, given[1])
        return self._first[2]

    def comes_next(self) -> str:
        """Returns what Enter does on Today once everything is answered."""
        if self.first_session().needs_check:
            return "The skin check comes first."
        return f"Enter starts your {'next' if self.context.book.sessions else 'first'} session."

    def _asks_moment(self) -> bool:
        """Returns whether the moment of the day is asked for: once, and only if there will be a session."""
        return not self._again and self.first_session().rung is not None

    def missing_on_safety_page(self) -> str:
        """Returns what keeps the user on the safety page; empty if it is answered and was seen in full."""
        safety = answers_of(self.ticks.value)
        if lacks_areas(safety.ticked or frozenset(), safety.numb_areas):
            return "Tick the areas that you cannot feel well, or none of these."
        page = self.query_one(SetupPage)
        if not self._all_seen and (page.has_more or not self._is_laid_out):
            page.scroll_end(animate=False)
            self.shows_end = self._all_seen = True
            return "There are more questions: look at these too, then Enter goes on."
        return ""

    def take_zone(self) -> bool:
        """Puts the full name of the zone into its field; returns False if no zone fits what is typed."""
        page = self.query_one(ZonePage)
        if page.field.value.strip() and not page.zone():
            return False
        page.field.value = page.zone()
        page.field.action_end()  # whoever comes back types on behind it
        return True

    @property
    def _is_whole(self) -> bool:
        """Whether the page is there: a layout may be told when the screen was left and is taken apart."""
        return bool(self.query(SetupPage)) and bool(self.query("#more"))

    def _laid_out(self, _screen: Screen[object]) -> None:
        self._is_laid_out = True
        self._note_seen()

    def _note_seen(self) -> None:
        """Notes that every question was in sight."""
        if not self._is_whole:
            return
        # Right after another page its layout is still there, and would say that nothing is hidden.
        if self.step == "screening" and self._is_laid_out and not self.query_one(SetupPage).has_more:
            self._all_seen = True
        self._mark_more()

    @on(SetupPage.Fitted)
    def _keep_in_sight(self) -> None:
        if self.step == "screening" and self._is_whole:
            if self.shows_end:
                # The message that asks to look there takes its rows.
                self.query_one(SetupPage).scroll_end(animate=False)
            else:
                self.ticks.keep_in_sight()
        self._mark_more()

    def _mark_more(self) -> None:
        if not self._is_whole:
            return
        more = self.step == "screening" and self.query_one(SetupPage).has_more
        self.query_one("#more", PlainText).text = _MORE if more else ""
