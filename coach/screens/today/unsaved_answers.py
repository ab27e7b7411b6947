"""Answers of an earlier run that are not saved yet, offered one after the other."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from coach.context import AppContext
from coach.domain.drafts import (
    CheckInDraft,
    Draft,
    Form,
    FormDraft,
    SessionDraft,
    describe,
    describe_answers,
    to_save,
)
from coach.domain.model import Refused, Session
from coach.screens.shared.drafting import WAITS
from coach.store import StoreError
from coach.text.format import day_name

if TYPE_CHECKING:
    from textual.app import App
    from textual.screen import Screen


class UnsavedAnswers:
    """The drafts that wait for an answer; each is offered once in a run."""

    def __init__(self, context: AppContext) -> None:
        self.context = context
        self._drafts: list[Draft] | None = None
        self.saved = ""
        """A sentence on the warning that was saved without a question; empty for none."""

    def next(self) -> Draft | None:
        """Returns the draft to offer now; while a session runs, only one that belongs to it."""
        if self._drafts is None:
            if self.context.error is not None:
                return None
            self._drafts = self.context.drafts.claim() if self.context.drafts.may_exist() else []
            for draft, applied in self.context.drafts.save_warnings(self._drafts, self.context.change):
                self.done(draft)
                self.saved = f"{applied.label}. Saved." if applied.label else ""
        live = self.context.book.live
        fits = (each for each in self._drafts if live is None or _belongs(each, live.id))
        return next(fits, None)

    def form(self, form: Form) -> FormDraft | None:
        """Returns the draft that waits for a form, if any; from now on only that form offers it."""
        self.next()
        for draft in self._drafts or ():
            if isinstance(draft, FormDraft) and draft.form is form:
                self.done(draft)
                return draft
        return None

    def done(self, draft: Draft) -> None:
        """Stops offering a draft in this run."""
        if self._drafts is not None:
            self._drafts = [each for each in self._drafts if each.key != draft.key]

    def offer(self, app: App[None], draft: Draft, then: Callable[[str], None]) -> None:
        """Asks what to do with a draft; `then` is called with a sentence on what was done."""
        from coach.screens.dialogs.confirm import Answer, Confirm

        opens = self._opened(draft)
        answers = [
            *([] if isinstance(draft, FormDraft) else [Answer("save", "s", "Save it now")]),
            *([Answer("open", "o", "Look at it")] if opens is not None else []),
            Answer("later", "l", "Later: it is offered again"),
            Answer("drop", "t", "Throw it away"),
        ]

        def answered(value: str | None) -> None:
            self.done(draft)
            if value == "open" and opens is not None:
                app.push_screen(opens(), lambda result: then(str(result or "")))
            elif value == "save":
                result, session = self._save(draft)
                if isinstance(draft, SessionDraft) and session is not None:
                    from coach.screens.session.check_in import CheckInScreen

                    app.push_screen(CheckInScreen(self.context, session))
                else:
                    then(result)
            elif value == "drop":
                self.context.drafts.forget(draft.key)
                then(f"Thrown away: {describe(draft)}.")
            else:
                self.context.drafts.release(draft.key)
                then(WAITS)

        app.push_screen(Confirm("Not saved yet", _question(draft, self.context.now()), answers), answered)

    def _save(self, draft: Draft) -> tuple[str, Session | None]:
        """Saves a draft; returns a sentence on what was done, and the session that was saved, if any."""
        assert not isinstance(draft, FormDraft)
        try:
            applied = self.context.change(lambda book: to_save(book, draft))
        except (Refused, StoreError) as error:
            self.context.drafts.release(draft.key)
            return f"{error} It waits for the next start.", None
        self.context.drafts.forget(draft.key)
        session = next((each for each in applied.put if isinstance(each, Session)), None)
        return f"{applied.label}. Saved." if applied.label else "It is in the file already.", session

    def _opened(self, draft: Draft) -> Callable[[], Screen[None] | Screen[str | None]] | None:
        """Returns what makes the screen with the draft filled in; None if there is no such screen."""
        sessions = {each.id: each for each in (*self.context.book.sessions, *self.context.book.ahead)}
        match draft:
            case CheckInDraft() if (session := sessions.get(draft.after.id)) is not None:
                from coach.screens.session.check_in import CheckInScreen

                return lambda: CheckInScreen(self.context, session, draft)
            case FormDraft(form=Form.ENTRY, day=day, area=area) if day and area:
                from coach.screens.calendar.session_form import SessionForm

                edited = sessions.get(draft.edits)
                if draft.edits and edited is None:
                    return None  # the session that it edits was deleted since
                return lambda: SessionForm(self.context, day, area, edited, draft)
            case FormDraft(form=Form.SETUP):
                from coach.screens.setup.screen import SetupScreen

                return lambda: SetupScreen(self.context, draft)
        return None


def _belongs(draft: Draft, live: str) -> bool:
    return isinstance(draft, SessionDraft) and draft.live.id == live


def _question(draft: Draft, now: datetime) -> str:
    at = draft.at.astimezone(now.tzinfo)
    answers = describe_answers(draft)
    when = day_name(at.date(), now.date())
    what = f"{describe(draft)}{f': {answers}' if answers else ''}"
    return f"The coach closed {when} at {at:%H:%M} before this was saved: {what}."
