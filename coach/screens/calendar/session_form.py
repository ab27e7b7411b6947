"""The form that records a session by hand, or edits one."""

from __future__ import annotations

from datetime import date, datetime

from textual import on
from textual.app import ComposeResult
from textual.await_complete import AwaitComplete
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import Input

from coach.context import AppContext
from coach.domain.drafts import WAITS, Form, FormDraft, Value
from coach.domain.model import Area, Book, Change, Ended, Refused, Session
from coach.domain.session.corrections import edit
from coach.domain.session.entry_notes import say_beside, say_saved
from coach.domain.session.manual_entry import EntryResult, ManualEntry, log
from coach.paths import STYLES
from coach.screens.calendar.session_fields import SessionFields
from coach.screens.dialogs.confirmations import Agreed, ask_about
from coach.screens.shared.answer_form import AnswerForm
from coach.screens.shared.drafting import Drafting
from coach.screens.shared.form_values import fill_in, filled_in
from coach.store import Applied
from coach.widgets.chrome.action_button import ActionButton
from coach.widgets.chrome.card import Card
from coach.widgets.chrome.plain_text import PlainText
from coach.widgets.forms.choice import Choice
from coach.widgets.forms.scale import Scale


class SessionForm(Drafting, AnswerForm):
    """Asks what a session was; nothing but the minutes has to be answered.

    Closes with what was saved, in words; a refusal stays in the form beside the answers.
    """

    CSS_PATH = STYLES / "calendar.tcss"
    BINDINGS = [
        Binding("enter,ctrl+s", "save", "Save", id="entry-save", tooltip="Save the session"),
        Binding("tab,down", "app.focus_next", "Next", id="entry-next", tooltip="The next answer"),
        Binding("escape", "dismiss", "Back", id="entry-back", tooltip="Close without saving"),
        Binding(
            "up", "app.focus_previous", "Before", id="entry-before", tooltip="The answer before", show=False
        ),
    ]

    def __init__(
        self,
        context: AppContext,
        day: date,
        area: Area,
        session: Session | None = None,
        draft: FormDraft | None = None,
    ) -> None:
        """Ask for a session of a day, or edit one; `draft` fills in what was typed in an earlier run."""
        super().__init__(context)
        self.day = day
        self.area = area
        self.session = session
        self.id_to_be = draft.id if draft else session.id if session else context.store.new_id()
        """The id of the record; known beforehand, so that what is tried twice is recorded once."""
        self._draft = draft
        self._first_values: dict[str, Value] | None = None
        if draft is not None:
            self.adopt_draft(draft)

    def body(self) -> ComposeResult:
        """Yields a row for each answer."""
        title = "Edit a session" if self.session is not None else "Record a session"
        with Card(title=title, id="entry-card"):
            yield SessionFields(self.context, self.day, self.area, self.session)
            yield PlainText(id="entry-said", classes="warn")
            with Vertical(id="entry-do"):
                yield ActionButton("Save")

    def on_mount(self) -> None:
        """Fills in what is known, and over it what was typed in an earlier run."""
        self._fields.fill()
        self._first_values = filled_in(self)
        if self._draft is not None:
            fill_in(self, self._draft.values)
        self.query_one("#minutes", Input).focus()

    @property
    def _fields(self) -> SessionFields:
        return self.query_one(SessionFields)

    def draft(self) -> FormDraft | None:
        """Returns what was filled in; None if nothing was."""
        values = filled_in(self)
        if self._first_values is None or values == self._first_values:
            return None
        return FormDraft(
            at=self.context.now(),
            form=Form.ENTRY,
            id=self.id_to_be,
            values=values,
            day=self.day,
            area=self.area,
            edits=self.session.id if self.session else "",
        )

    def save_answers(self) -> None:
        """Raises Refused: nothing is recorded that nobody saved."""
        raise Refused("Enter saves this session")

    def tell_unsaved(self, text: str) -> None:
        """Says why the coach stays open."""
        self.tell(text)

    @on(Input.Changed)
    @on(Choice.Changed)
    @on(Scale.Changed)
    def _hold(self) -> None:
        self.store_draft()
        self._show_notes()

    @on(Choice.Changed, "#stopped")
    def _stopped(self, event: Choice.Changed) -> None:
        """Sets how it ended once there is a reason to stop."""
        if event.value is not None and self.query("#ended"):
            self.query_one("#ended", Choice).value = Ended.SENSATION

    @on(Choice.Changed, "#ended")
    def _ended(self, event: Choice.Changed) -> None:
        """Takes the reason to stop back where it did not end for one."""
        if event.value != Ended.SENSATION:
            self.query_one("#stopped", Choice).value = None

    def _show_notes(self) -> None:
        """Says at once what the answers so far call for."""
        doubt = self._fields.doubt
        try:
            notes = say_beside(self._fields.logged(), self.day, self.context.day())
        except Refused:  # half an answer is no mistake yet
            if doubt:
                self.tell(doubt)
            return
        self.tell(" ".join(filter(None, (doubt, notes))))

    def dismiss(self, result: str | None = None) -> AwaitComplete:
        """Closes, saved or not. Only a draft of an earlier run that was not saved is kept."""
        self._first_values = None
        if result is None and self._draft is not None:
            self.release_draft()
            result = WAITS
        else:
            self.forget_draft()
        return super().dismiss(result)

    @on(Input.Submitted)
    @on(ActionButton.Pressed)
    def action_save(self) -> None:
        """Saves what was answered, or says which answer cannot be."""
        self._save(frozenset())

    def _save(self, agreed: Agreed) -> None:
        warnings: tuple[str, ...] = ()
        session, now = self.session, self.context.now()

        def decide(book: Book) -> Change:
            nonlocal warnings
            # Read here and not before: the answers may be changed while this waits for the lock.
            logged = self._fields.logged()
            if session is None:
                found = self._record(book, logged, now, agreed)
            else:
                found = edit(book, session, logged, now, agreed=agreed)
            warnings = found.warnings
            return found.change

        def done(applied: Applied) -> None:
            notes = warnings
            for put in [each for each in applied.put if isinstance(each, Session)][:1]:
                notes = say_saved(applied.book, put, warnings, self.context.day())
            said = f"{applied.label}. Saved." if applied.label else "Nothing was changed."
            self.dismiss(" ".join((said, *notes)))

        self.submit(decide, done, lambda doubt: ask_about(self.app, doubt, agreed, self._save))

    def tell(self, text: str) -> None:
        """Says beside the answers why they are not saved."""
        self.query_one("#entry-said", PlainText).text = text

    def _record(self, book: Book, logged: ManualEntry, now: datetime, agreed: Agreed) -> EntryResult:
        """Returns the session to record, under the id that it was given when the form opened."""
        if any(each.id == self.id_to_be for each in book.sessions):
            raise Refused("This session is recorded already. Esc closes the form.")
        found = log(book, logged, now, agreed=agreed)
        session = found.session._replace(id=self.id_to_be)
        return found._replace(change=found.change._replace(put=(session,)), session=session)
