"""The check-in: it asks how a session was, and says what follows from the answers."""

from __future__ import annotations

from collections.abc import Callable

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from coach.context import AppContext
from coach.domain.drafts import CheckInDraft
from coach.domain.model import Book, Change, Refused, Session
from coach.domain.session.cues import alarm_due
from coach.domain.session.outlook import effect_of_numbers, outlook
from coach.paths import STYLES
from coach.save_queue import LOCKED_OR_GONE
from coach.screens.session.after_save_screen import AfterSaveScreen
from coach.screens.session.check_in_form import CheckInForm
from coach.screens.shared.base import CoachScreen
from coach.screens.shared.drafting import Drafting
from coach.screens.shared.key_reference import key_of
from coach.session_control.check_in_answers import SessionGone, save_answers
from coach.store import Applied
from coach.text.format import minutes
from coach.widgets.chrome.action_button import ActionButton
from coach.widgets.chrome.key_bar import SUBMIT
from coach.widgets.forms.choice import Choice
from coach.widgets.forms.scale import Scale


class CheckInScreen(Drafting, CoachScreen):
    """Asks how a session was, which has been saved already; every answer may be left out."""

    STAYS_OPEN = True
    HEADING = "Check-in"
    CSS_PATH = STYLES / "session.tcss"
    BINDINGS = [
        # With priority, or an answer typed right behind it would still go to the row before.
        Binding("tab", "app.focus_next", "Next", id="checkin-next", tooltip="The next answer", priority=True),
        Binding("enter", "save", "Save", id="checkin-save", tooltip="Save the answers"),
        Binding(
            "escape", "skip", "Skip the rest", id="checkin-skip", tooltip="Save what you answered, and leave"
        ),
        Binding(
            "f",
            "finished",
            "Finished",
            id="checkin-finished",
            tooltip="Nothing more: the session is finished and saved",
            show=False,
        ),
        Binding("down,j", "app.focus_next", "Next", id="checkin-down", tooltip="The same", show=False),
        Binding(
            "up,k",
            "app.focus_previous",
            "Before",
            id="checkin-before",
            tooltip="The answer before",
            show=False,
        ),
    ]

    def __init__(
        self,
        context: AppContext,
        session: Session,
        draft: CheckInDraft | None = None,
        *,
        alarm: Callable[[], None] | None = None,
        asks_why: bool = False,
    ) -> None:
        """Asks about a session; a `draft` holds answers that could not be saved in an earlier run.

        An `alarm` goes on ringing, gently, until a key is pressed: people fall asleep on the mat. `asks_why`
        is for a stop whose reason nobody has given yet: it is asked for here again.
        """
        super().__init__(context)
        self._alarm = alarm
        self._closed_at = self._looked_at = context.clock.elapsed()
        self.session = session
        self._answers = draft.after if draft else session
        self._asks_why = session.stopped_for is None and (asks_why or self._answers.stopped_for is not None)
        self._over = False
        self._skipped = False
        """Whether Esc was pressed before, and the answers could not be saved then."""
        if draft is not None:
            self.adopt_draft(draft)

    def body(self) -> ComposeResult:
        """Yields the fields, and below them the button."""
        with Vertical(id="form"):
            yield CheckInForm(self.session, self.context.now, asks_why=self._asks_why)
            # On a small window the card with the next day is below the last row; here it is always in sight.
            yield Static(id="tomorrow", classes="strong")
            with Vertical(id="doing"):
                yield ActionButton("Save")

    @property
    def form(self) -> CheckInForm:
        """The fields for the answers."""
        return self.query_one(CheckInForm)

    def on_mount(self) -> None:
        """Fills in the answers that are known, and begins with the first question."""
        self.form.fill_in(self._answers)
        super().on_mount()
        if self._alarm is not None:
            self._pulse = self.set_interval(1.0, self.look)
        self.form.focus_first()

    def key_label(self, id: str) -> str:
        """Returns what Enter does in the minutes, and Esc in one word where Save would have no room."""
        if id == SUBMIT and self.focused is not None and self.focused.id == "real":
            return "Confirm"
        return "Skip" if id == "checkin-skip" and self.app.size.width < 50 else ""

    def note_presence(self) -> None:
        """Stops the alarm."""
        if self._alarm is not None:
            self._alarm = None
            self._pulse.stop()
            self.say("")

    def on_click(self) -> None:
        """Stops the alarm too."""
        self.note_presence()

    def look(self) -> None:
        """Rings again when that is due, until someone answers."""
        if self._alarm is None:
            return
        before, self._looked_at = self._looked_at, self.context.clock.elapsed()
        if alarm_due(before - self._closed_at, self._looked_at - self._closed_at):
            self._alarm()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Returns whether a key does something here; digits answer, and never lead to another screen."""
        return action != "go"

    @on(events.DescendantFocus)
    def _reach_the_end(self) -> None:
        """Scrolls to the card below the last answer, so that it is seen before the button is pressed."""
        if isinstance(self.focused, ActionButton):
            self.query_one("#rows").scroll_end(animate=False)

    @on(Scale.Changed)
    @on(Choice.Changed)
    @on(Input.Changed, "#real")
    def renew(self) -> None:
        """Shows what follows from the answers so far, and below each answer what it does."""
        session = self.form.so_far()
        book, today = self.context.book, self.context.day()
        found = outlook(book, session, today, self.context.now())
        self.form.show(session, found, effect_of_numbers(book, session, today, found))
        self.query_one("#tomorrow", Static).update(Content(found.then))

    @on(Input.Submitted, "#real")
    def _right(self) -> None:
        """Confirms the minutes as they stand, and goes on to the next answer."""
        self.form.minutes_confirmed = True
        self.renew()
        self._hold()
        self.focus_next()

    @on(Input.Submitted, "#note")
    @on(ActionButton.Pressed)
    def action_save(self) -> None:
        """Saves the answers and goes to Today; if that fails they stay here."""
        self.save(
            self._decide,
            then=self._saved,
            say=False,
            owner=self,
            waits_out=LOCKED_OR_GONE,
        )

    def _saved(self, applied: Applied) -> None:
        """Goes on to what the session has come to, and says that it was saved."""
        self._close(f"{applied.label}. Saved.")

    @on(Scale.Changed)
    @on(Choice.Changed)
    @on(Input.Changed)
    def _hold(self) -> None:
        self.store_draft()

    def draft(self) -> CheckInDraft | None:
        """Returns the answers so far; None where they do not differ from the file."""
        if self._over or not self.is_mounted or not self.query("#note"):
            return None
        answered = self.form.so_far()
        if answered == self.session:
            return None
        return CheckInDraft(self.context.now(), self.session, answered)

    def save_answers(self) -> None:
        """Saves the answers so far."""
        self.context.change(self._decide)
        self.context.queue.drop(self)
        self._over = True

    def tell_unsaved(self, text: str) -> None:
        """Says why the coach stays open."""
        self.say(text)

    def _decide(self, book: Book) -> Change:
        """Returns the change that saves the answers as they stand now."""
        # They are read here, for they may change while the change waits.
        try:
            return save_answers(book, self.session, self.form.answered)
        except SessionGone as gone:
            key = key_of(self.context.book.settings.keymap, "checkin-skip", "escape")
            raise Refused(f"{gone} {key} leaves the questions.") from None

    def action_finished(self) -> None:
        """Says that the session is over, to someone who pressed the key of its end once more."""
        key = key_of(self.context.book.settings.keymap, "checkin-skip", "escape")
        self.say(f"The session is saved. Answer what you like; {key} skips the rest.")

    def action_skip(self) -> None:
        """Goes to Today and saves the answers so far; pressed again after a failure, it gives them up."""
        answered = self.form.so_far() != self.session and self._is_recorded()
        if answered and not self._skipped:
            self._skipped = True
            self.action_save()
            return
        self.context.queue.drop(self)
        self._close(f"{minutes(self.session.done_min)} recorded, without answers.")

    def _is_recorded(self) -> bool:
        known = (*self.context.book.sessions, *self.context.book.ahead)
        return any(each.id == self.session.id for each in known)

    def _close(self, message: str) -> None:
        self._over = True
        self.forget_draft()
        if not any(each.id == self.session.id for each in self.context.book.sessions):
            self.post_message(self.Go("today", message))
            return
        screen = AfterSaveScreen(self.context, self.session).fit(self.app.size)
        self.app.switch_screen(screen)
        screen.call_after_refresh(screen.say, message)
