"""Screens with answers that no file has yet, and what becomes of these when the coach closes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from textual.screen import Screen

from coach.context import AppContext
from coach.domain.drafts import CheckInDraft, Draft, FormDraft
from coach.domain.model import Refused
from coach.store import Busy, NotWritable, StoreError

WAITS = "It waits, and is offered at the next start."
"""What is said of a draft that is neither saved nor thrown away."""


class Drafting:
    """A screen that keeps its answers as a draft for as long as they are not saved."""

    context: AppContext
    _holds = ""
    _answered_here = False

    def draft(self) -> Draft | None:
        """Returns what was answered here and is not saved; None where there is nothing."""
        raise NotImplementedError

    def keep(self) -> None:
        """Saves what can be saved without another key; raises `Refused` and `StoreError`."""
        raise NotImplementedError

    def tell_unsaved(self, text: str) -> None:
        """Says why the coach stays open."""
        raise NotImplementedError

    def hold_draft(self) -> None:
        """Keeps the answers so far, should the process be killed; called after each answer."""
        draft = self.draft()
        if draft is None:
            # While the fields of an adopted draft are still being filled in, nothing differs yet.
            if self._answered_here:
                self.forget_draft()
        else:
            self._answered_here = True
            self._holds = draft.key
            self.context.drafts.hold(draft)

    def forget_draft(self) -> None:
        """Removes the draft: its answers were saved, or are not wanted."""
        if self._holds:
            self.context.drafts.forget(self._holds)
            self._holds = ""

    def let_draft_wait(self) -> None:
        """Leaves the draft as it is, to be offered again."""
        self.context.drafts.release(self._holds)
        self._holds = ""

    def adopt_draft(self, draft: Draft) -> None:
        """Takes over a draft of an earlier run, to be removed once it is answered for."""
        self._holds = draft.key


class Left(NamedTuple):
    """A draft that could not be saved."""

    screen: Drafting
    draft: Draft
    why: str
    """In a few words, without a full stop."""

    @property
    def answers(self) -> object:
        """Returns what was answered, by which one tells whether anything was added since."""
        match self.draft:
            case CheckInDraft():
                return self.draft.after
            case FormDraft():
                return self.draft.values
        return self.draft.key


def keep_all(screens: Iterable[Screen[Any]]) -> list[Left]:
    """Saves what is open on the screens, and returns what could not be saved."""
    left: list[Left] = []
    for screen in screens:
        if not isinstance(screen, Drafting) or screen.draft() is None:
            continue
        why = ""
        try:
            screen.keep()
        except (Refused, StoreError) as error:
            why = _in_brief(error)
        draft = screen.draft()
        if draft is None:
            screen.forget_draft()
        else:
            left.append(Left(screen, draft, why or "the file does not take it"))
    return left


def _in_brief(error: Exception) -> str:
    if isinstance(error, NotWritable):
        return error.why
    if isinstance(error, Busy):
        return f"the file is being written by {error.holder}"
    return str(error).removesuffix(".")
