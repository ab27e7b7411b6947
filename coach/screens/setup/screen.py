"""The first-run questions, and the same again from the settings; each page is saved as it is answered."""

from __future__ import annotations

import os
from collections.abc import Callable

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.events import Key
from textual.widgets import Input

from coach.context import AppContext
from coach.domain.drafts import Form, FormDraft, Value
from coach.domain.model import Cover, Refused, Screening
from coach.domain.onboarding.answers import Answers, is_another
from coach.domain.onboarding.safety_answers import stricter_part
from coach.domain.onboarding.setup import set_up
from coach.domain.onboarding.user_profile import current_answer, unanswered
from coach.domain.session.confirmations import Unconfirmed
from coach.paths import STYLES
from coach.screens.dialogs.confirmations import Agreed, ask_about
from coach.screens.setup.owner_question import ask_owner
from coach.screens.setup.pages import SENSITIVE, StartPage
from coach.screens.setup.safety_questions import ticks_of
from coach.screens.setup.setup_form import SetupForm
from coach.screens.setup.steps import FIELDS, STEPS, answers_of_step, first_open
from coach.screens.shared.base import CoachScreen
from coach.screens.shared.drafting import Drafting
from coach.screens.shared.form_values import filled_in
from coach.store import StoreError
from coach.text.first_weekday import first_weekday
from coach.text.zone_search import machine_keeps_utc
from coach.widgets.chrome.action_button import ActionButton
from coach.widgets.chrome.top_bar import TopBar
from coach.widgets.forms.checklist import Checklist
from coach.widgets.forms.choice import Choice
from coach.widgets.forms.number_choice import NumberChoice


class SetupScreen(Drafting, CoachScreen):
    """A few calm steps; Enter saves and goes on, Esc goes back and keeps the answers."""

    STAYS_OPEN = True
    HEADING = "Setup"
    BACK_TO = "settings"
    """The screen that Esc leads back to from the first page, if the questions were answered before."""
    CSS_PATH = STYLES / "setup.tcss"
    BINDINGS = [
        Binding(
            "enter",
            "next",
            "Next",
            id="setup-next",
            tooltip="Save the answer and go on",
        ),
        Binding("tab", "next_field", "Next field", id="setup-field", tooltip="The next answer here"),
        Binding("escape", "back", "Back", id="setup-back", tooltip="The question before; answers stay"),
    ]

    def __init__(self, context: AppContext, draft: FormDraft | None = None) -> None:
        """Asks the questions; a `draft` fills in answers that an earlier run could not save."""
        super().__init__(context)
        asks_zone = bool(context.book.settings.tz) or machine_keeps_utc()
        self.steps = tuple(step for step in STEPS if step != "zone" or asks_zone)
        self.at = 0
        """The index of the present step."""
        self.again = not unanswered(context.book)
        """Whether the questions were answered before."""
        self.asked_for = ""
        """Why the safety questions are asked again; empty if the user came of their own accord."""
        self._left_off = draft
        self._saved_values: dict[str, Value] = {}
        """The values of all fields as they were saved last; a draft is what differs from them."""
        self._is_owner = False
        """Whether the user said that the sessions in the file are theirs."""
        self._bare_confirmed = False
        """Whether the user confirmed bare skin as a goal although their skin is sensitive."""
        if draft is not None:
            self.adopt_draft(draft)

    def body(self) -> ComposeResult:
        """Yields the card with all pages."""
        yield SetupForm(self.context, self.steps, again=self.again, asked_for=self.asked_for)

    @property
    def form(self) -> SetupForm:
        """The card with the fields."""
        return self.query_one(SetupForm)

    def on_mount(self) -> None:
        """Fills in the answers that are known, and opens the page to begin with."""
        book = self.context.book
        self.form.fill_in()
        self._saved_values = filled_in(self)
        if self._left_off is not None:
            self._restore(self._left_off)
            self.call_after_refresh(self.say, "Your earlier answers are filled in again; Enter saves them.")
        else:
            self._open(0 if self.again else first_open(book, self.steps))
        if book.sessions and current_answer(book, Screening) is None:
            self._ask_owner()

    def _restore(self, draft: FormDraft) -> None:
        """Shows the page of a draft, or the first one that has to be answered before it."""
        self.form.restore(draft.values)
        at = self.steps.index(draft.page) if draft.page in self.steps else 0
        self._open(at if self.again else min(at, max(first_open(self.context.book, self.steps), 1)))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Returns whether a key does something here; digits answer, and Esc has no step before the first."""
        if action == "go":
            return False
        if action == "back":
            return self.at > 0 or self.again
        if action == "next_field":
            return len(self.focus_chain) > 1
        return True

    def key_label(self, id: str) -> str:
        """Returns what Enter does: what the button says."""
        # no button yet, or none any more, while the screen is made and taken apart
        labels = (button.label for button in self.query(ActionButton))
        return next(labels, "") if id == "setup-next" else ""

    @on(Checklist.Changed)
    @on(Checklist.Walked)
    def _follow_cursor(self) -> None:
        """Keeps the line at the cursor in sight from now on."""
        self.form.shows_end = False
        self.renew()

    @on(Choice.Changed)
    @on(NumberChoice.Changed)
    @on(Input.Changed)
    def renew(self) -> None:
        """Shows what follows from the answers."""
        if not self.is_mounted:
            return
        self.store_draft()
        self.form.show()

    def action_next_field(self) -> None:
        """Moves on to the next answer of the page, or to the button."""
        self.focus_next()

    @on(Input.Submitted)
    @on(ActionButton.Pressed)
    def action_next(self) -> None:
        """Saves the page and goes on to the next step; says what is missing if it cannot."""
        step = self.steps[self.at]
        if step == "zone" and not self.form.take_zone():
            self.say("There is no such zone: type a large city, or leave it empty for UTC.")
            return
        if step == "screening" and (missing := self.form.missing_on_safety_page()):
            self.say(missing)
            return
        if step == "start" and not self._is_owner and is_another(self.context.book, self._answers_of(step)):
            self._ask_owner(self.action_next)
            return
        answers, now = self._answers_of(step), self.context.now()
        if step == "goal":
            # Tried here first: a dialog must come before the save, which may have to wait for the lock.
            try:
                set_up(self.context.book, answers, now, whole=False)
            except Unconfirmed as doubt:
                ask_about(self.app, doubt, frozenset(), self._confirm_bare, self._stay_on_cloth)
                return
        if answers == Answers():
            self._go_on(step)
            return
        self.save(
            lambda book: set_up(book, answers, now, whole=False),
            then=lambda _: self._go_on(step),
            say=self.again,
            owner=self,
        )

    def _stay_on_cloth(self) -> None:
        self.query_one("#cover", Choice).value = Cover.SHIRT

    @on(Key)
    def tick_skin(self, event: Key) -> None:
        """Ticks sensitive skin by its key, also from the list above it."""
        if self.steps[self.at] != "start":
            return
        skin = self.query_one(StartPage).skin
        if event.character == skin.options[0].key and not skin.has_focus:
            event.stop()
            skin.value = skin.value ^ {SENSITIVE}

    def _confirm_bare(self, _agreed: Agreed) -> None:
        self._bare_confirmed = True
        self.action_next()

    def _go_on(self, step: str) -> None:
        """Opens the page after a saved one; after the last, leaves for the first session."""
        values = filled_in(self)
        self._saved_values |= {field: values[field] for field in FIELDS.get(step, ())}
        self.store_draft()
        if step != self.steps[-1]:
            self._open(self.steps.index(step) + 1)
            return
        self.forget_draft()
        if self.form.first_session().rung is None:
            self.post_message(self.Go("tips", "Saved. No session while this applies; the tips are open."))
        elif self.again:
            self.post_message(self.Go("today", "Saved."))
        else:
            self.post_message(self.Go("today", f"Saved. {self.form.comes_next()}"))

    def _answers_of(self, step: str) -> Answers:
        # Nobody is asked where a week begins: the terminal's locale says it, once, before any answer.
        is_first = current_answer(self.context.book, Screening) is None
        return answers_of_step(
            step,
            self.form.answers(),
            bare_confirmed=self._bare_confirmed,
            week_start=first_weekday(os.environ) if is_first else None,
        )

    def _ask_owner(self, then: Callable[[], object] = lambda: None) -> None:
        """Asks whether the sessions in the file are the user's own, and goes on with `then` if they are."""

        def is_theirs() -> None:
            self._is_owner = True
            then()

        ask_owner(self.app, self.context.book, is_theirs)

    def draft(self) -> FormDraft | None:
        """Returns the answers since the last page was saved; None where there are none."""
        values = filled_in(self)
        # Before `on_mount` has filled the fields in, and once they are given up, nothing is a draft.
        if not self._saved_values or values == self._saved_values:
            return None
        return FormDraft(self.context.now(), Form.SETUP, "", values, page=self.steps[self.at])

    def save_answers(self) -> None:
        """Saves ticks that can only close areas; raises Refused if a page remains that Enter has to save."""
        ticks = self._answers_of("screening")
        if stricter_part(self.context.book, ticks, self.context.now()) is not None:
            self.context.change(lambda book: stricter_part(book, ticks, self.context.now()))
            now = current_answer(self.context.book, Screening)
            self._saved_values["ticked"] = sorted(ticks_of(now)) if now else []
        if self.draft() is not None:
            raise Refused("Enter saves this page")

    def tell_unsaved(self, text: str) -> None:
        """Says why the coach stays open."""
        self.say(text)

    def action_back(self) -> None:
        """Goes to the step before; from the first one, back to the settings."""
        if self.at:
            self._open(self.at - 1)
        elif self.again:
            self._close()

    def _close(self) -> None:
        """Leaves by Esc: ticks that make the coach stricter are saved, all other answers are given up."""
        why = ""
        if self.draft() is not None:
            before = self._saved_values["ticked"]
            try:
                self.save_answers()
                why = "Saved."
            except StoreError as error:
                self.say(str(error))
                return
            except Refused:
                saved = self._saved_values["ticked"] != before
                partly = "The stricter answers are saved; the other answers stay as they were."
                why = partly if saved else "Not saved: your earlier answers still count."
        self._saved_values = {}
        self.forget_draft()
        self.post_message(self.Go(self.BACK_TO, why))

    def _open(self, at: int) -> None:
        """Shows the page of a step."""
        self.at = at
        page = f", {at + 1} of {len(self.steps)}" if len(self.steps) > 1 else ""
        self.query_one(TopBar).title = f"{self.HEADING}{page}"
        self.form.turn_to(self.steps[at])
        self.renew()
        self.form.enter()
        self.refresh_bindings()
