"""Screens with answers that are not in the file yet, and how these are saved or kept as drafts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from textual.screen import Screen

from coach.context import AppContext
from coach.domain.drafts import CheckInDraft, Draft, FormDraft
from coach.domain.model import Refused
from coach.store import Busy, NotWritable, StoreError
from coach.text.format import clause


class Drafting:
    """A screen that keeps its answers as a draft until they are saved."""

    context: AppContext
    _draft_key = ""
    """The key of the draft that this screen answers for; empty where there is none."""
    _has_stored = False
    """Whether a draft was stored by this screen, not only taken over from an earlier run."""

    def draft(self) -> Draft | None:
        """Returns the answers that are not saved; None where there are none."""
        raise NotImplementedError

    def save_answers(self) -> None:
        """Saves the answers that need no further key; raises `Refused` and `StoreError`."""
        raise NotImplementedError

    def tell_unsaved(self, text: str) -> None:
        """Says why the coach stays open."""
        raise NotImplementedError

    def store_draft(self) -> None:
        """Writes the answers so far to the drafts, in case the process is killed; called at each answer."""
        draft = self.draft()
        if draft is None:
            # The fields of an adopted draft are filled in one by one, and each calls this. Until the first
            # answer differs from the file, the draft must not be taken for saved and removed.
            if self._has_stored:
                self.forget_draft()
        else:
            self._has_stored = True
            self._draft_key = draft.key
            self.context.drafts.hold(draft)

    def forget_draft(self) -> None:
        """Removes the draft: its answers were saved, or are not wanted."""
        if self._draft_key:
            self.context.drafts.forget(self._draft_key)
            self._draft_key = ""

    def release_draft(self) -> None:
        """Leaves the draft as it is, so that it is offered again."""
        self.context.drafts.release(self._draft_key)
        self._draft_key = ""

    def adopt_draft(self, draft: Draft) -> None:
        """Takes over a draft of an earlier run, which is removed once its answers are saved."""
        self._draft_key = draft.key


class UnsavedDraft(NamedTuple):
    """A draft that could not be saved, and the reason."""

    screen: Drafting
    draft: Draft
    why: str
    """In a few words, without a full stop."""

    @property
    def answers(self) -> object:
        """The answers alone: equal for two drafts between which nothing was added."""
        # Drafts themselves differ in the moment at which they were made.
        match self.draft:
            case CheckInDraft():
                return self.draft.after
            case FormDraft():
                return self.draft.values
        return self.draft.key


def save_all(screens: Iterable[Screen[Any]]) -> list[UnsavedDraft]:
    """Saves the answers on these screens, and returns those that could not be saved."""
    unsaved: list[UnsavedDraft] = []
    for screen in screens:
        if not isinstance(screen, Drafting) or screen.draft() is None:
            continue
        why = ""
        try:
            screen.save_answers()
        except (Refused, StoreError) as error:
            why = _in_brief(error)
        # Asked again, for a screen may save a part of its answers and refuse the rest.
        draft = screen.draft()
        if draft is None:
            screen.forget_draft()
        else:
            unsaved.append(UnsavedDraft(screen, draft, why or "the file cannot be written"))
    return unsaved


def _in_brief(error: Exception) -> str:
    if isinstance(error, NotWritable):
        return error.why
    if isinstance(error, Busy):
        return f"the file is being written by {error.holder}"
    return clause(str(error))
