"""The drafts of an earlier run that wait for an answer, on a screen or in lines."""

from __future__ import annotations

from datetime import datetime

from coach.context import AppContext
from coach.domain.drafts import (
    WAITS,
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
from coach.store import StoreError
from coach.text.format import day_name


class WaitingDrafts:
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

    def save(self, draft: CheckInDraft | SessionDraft) -> tuple[str, Session | None]:
        """Saves a draft; returns a sentence on what was done, and the session that was saved, if any."""
        try:
            applied = self.context.change(lambda book: to_save(book, draft))
        except (Refused, StoreError) as error:
            self.context.drafts.release(draft.key)
            return f"{error} It waits for the next start.", None
        self.context.drafts.forget(draft.key)
        session = next((each for each in applied.put if isinstance(each, Session)), None)
        return f"{applied.label}. Saved." if applied.label else "It is in the file already.", session

    def put_off(self, draft: Draft) -> str:
        """Leaves a draft for the next start, and returns a sentence on that."""
        self.context.drafts.release(draft.key)
        return WAITS

    def throw_away(self, draft: Draft) -> str:
        """Removes a draft, and returns a sentence on that."""
        self.context.drafts.forget(draft.key)
        return f"Thrown away: {describe(draft)}."

    def session_of(self, draft: CheckInDraft) -> Session | None:
        """Returns the session that the answers are about; None if it was deleted since."""
        known = (*self.context.book.sessions, *self.context.book.ahead)
        return next((each for each in known if each.id == draft.after.id), None)


def say_unsaved(draft: Draft, now: datetime) -> str:
    """Returns when the coach closed before a draft was saved, and the answers in it."""
    at = draft.at.astimezone(now.tzinfo)
    answers = describe_answers(draft)
    when = day_name(at.date(), now.date())
    what = f"{describe(draft)}{f': {answers}' if answers else ''}"
    return f"The coach closed {when} at {at:%H:%M} before this was saved: {what}."


def _belongs(draft: Draft, live: str) -> bool:
    return isinstance(draft, SessionDraft) and draft.live.id == live
