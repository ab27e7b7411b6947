"""What the calendar changes on a day: its sessions, its skin checks, its note."""

from __future__ import annotations

from datetime import date
from functools import partial

from coach.domain.day_notes import note_day, note_on
from coach.domain.day_records import DayRecord, name_of
from coach.domain.model import Book, Change, Check, Refused, Session, Skin
from coach.domain.session.confirmations import Unconfirmed
from coach.domain.session.corrections import delete
from coach.domain.session.skin_answers import correct_check
from coach.screens.dialogs.confirmations import Agreed, ask_about
from coach.screens.dialogs.prompt import Prompt
from coach.screens.shared.base import CoachScreen
from coach.screens.shared.key_reference import key_of
from coach.screens.shared.record_questions import may_delete, which_answer
from coach.store import Applied, StoreError
from coach.text.clean import clean
from coach.text.format import short_date
from coach.widgets.forms.note_input import LONGEST


class DayChanges(CoachScreen):
    """A screen that records, edits and deletes what there is on a day, each time by a form or a question."""

    def record(self, day: date) -> None:
        """Opens the form for a session of a day."""
        from coach.screens.calendar.session_form import SessionForm

        self.app.push_screen(SessionForm(self.context, day, self.context.area), self.show_result)

    def edit(self, record: DayRecord) -> None:
        """Opens the form of a session, or asks what an answer of the skin check should be."""
        from coach.screens.calendar.session_form import SessionForm

        if isinstance(record, Session):
            form = SessionForm(self.context, record.day, record.area, record)
            self.app.push_screen(form, self.show_result)
        else:
            self.app.push_screen(which_answer(record), partial(self._answered, record))

    def ask_to_delete(self, record: DayRecord) -> None:
        """Asks whether to delete a record, naming it; undo brings it back."""
        if isinstance(record, Check):
            try:
                correct_check(self.context.book, record, None, self.context.now())
            except Refused:
                # The rules refuse it, or have a question of their own, which is enough.
                self._correct(record, None, frozenset())
                return

        def answered(value: str | None) -> None:
            if value and isinstance(record, Session):
                self._delete(record)
            elif value and isinstance(record, Check):
                self._correct(record, None, frozenset())

        self.app.push_screen(may_delete(record), answered)

    def write_note(self, day: date) -> None:
        """Asks for the note of a day; nothing but blanks removes it."""
        today = self.context.day()
        before = note_on(self.context.book, day)
        # The line shows a note of several lines as one: what was not touched must not change by that.
        shown = clean(before)

        def check(_words: str) -> None:
            """Accepts any words, and none."""

        def answered(words: str | None) -> None:
            if words is not None and words != shown.strip():
                self.save(lambda book: note_day(book, day, clean(words), today), then=lambda _: self.renew())

        about = "Anything about this day. Leave it empty to remove the note."
        self.app.push_screen(
            Prompt(
                f"Note on {short_date(day)}",
                about,
                shown,
                check,
                longest=max(LONGEST, len(shown)),
                replaces=False,
            ),
            answered,
        )

    def show_result(self, text: str | None) -> None:
        """Shows the book after a form was closed, and says what was saved."""
        self.renew()
        if text:
            self.say(text)

    def _delete(self, session: Session) -> None:
        notes: tuple[str, ...] = ()

        def decide(book: Book) -> Change:
            nonlocal notes
            change, notes = delete(book, session, self.context.now())
            return change

        key = key_of(self.context.book.settings.keymap, "undo", "u")
        deleted = f"Deleted {name_of(session)}. Press {key} to undo it."
        self.save(decide, then=lambda _: self.say(" ".join((deleted, *notes))), say=False)

    def _answered(self, check: Check, skin: str | None) -> None:
        if skin and skin != check.skin:
            self._correct(check, Skin(skin), frozenset())

    def _correct(self, check: Check, skin: Skin | None, agreed: Agreed) -> None:
        notes: tuple[str, ...] = ()

        def decide(book: Book) -> Change:
            nonlocal notes
            change, notes = correct_check(book, check, skin, self.context.now(), agreed=agreed)
            return change

        def fails(error: Refused | StoreError) -> None:
            # Nothing is wrong with the file or the answer yet: the user is asked, and it is tried again.
            if isinstance(error, Unconfirmed):
                ask_about(self.app, error, agreed, partial(self._correct, check, skin))
            else:
                self._fails(error)

        def done(applied: Applied) -> None:
            self.renew()
            self.say(" ".join((f"{applied.label}. Saved.", *notes)))

        self.context.save(decide, then=done, fails=fails, waits=self._waits)
