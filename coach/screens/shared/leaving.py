"""What happens to open answers when the coach closes: they are saved, or else kept for the next start."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from textual.screen import Screen

from coach.context import AppContext
from coach.domain.drafts import describe_unsaved
from coach.domain.model import Refused
from coach.faults import KEPT, LOST
from coach.screens.shared.base import CoachScreen
from coach.screens.shared.drafting import UnsavedDraft, save_all
from coach.store import StoreError
from coach.text.format import capital

_AGAIN = "Not saved. Leave again, and it is kept for the next start."


class Leaving:
    """Saves or keeps open answers while the coach closes, and notes the exit status for it."""

    def __init__(self, context: AppContext) -> None:
        self.context = context
        self.status = 0
        """The exit status; 0 where everything was saved."""
        self.message = ""
        """The line for standard error; empty where everything was saved."""
        self._warned: dict[str, object] = {}
        """What the user was warned about: answers by the key of their draft, waiting changes by ""."""

    def may_leave(self, screens: Sequence[Screen[Any]]) -> bool:
        """Saves the open answers; returns False and says why, once, if something cannot be saved."""
        if not self.context.keeps_answers:
            return True
        unsaved = self._save_all(screens)
        waiting = self._waiting_changes(screens)
        # Whoever has added an answer since the warning is warned again, for the warning was not about that.
        fresh = [each for each in unsaved if self._warned.get(each.draft.key) != each.answers]
        lost = ", ".join(waiting) if self._warned.get("") != waiting else ""
        self._warned = {each.draft.key: each.answers for each in unsaved} | ({"": waiting} if waiting else {})
        top = next((each for each in reversed(screens) if isinstance(each, CoachScreen)), None)
        # Both reasons in one message: one after the other, they would ask for a third press.
        if fresh:
            then = f" This would be lost: {lost}." if lost else ""
            fresh[-1].screen.tell_unsaved(f"{_AGAIN} {capital(fresh[-1].why)}.{then}")
        elif lost and top is not None:
            top.say(f"Not saved: {lost}. Leave again to drop it.")
        return not fresh and not (lost and top is not None)

    def save_forms(self, screens: Sequence[Screen[Any]]) -> None:
        """Saves or keeps what was typed in the forms over a screen, which are about to close."""
        forms = [each for each in screens if not isinstance(each, CoachScreen)]
        self.save_or_keep(forms)
        for form in forms:
            # A form that is closed can no longer show whether its change was made.
            self.context.queue.drop(form)

    def save_or_keep(self, screens: Sequence[Screen[Any]]) -> None:
        """Saves the open answers or else keeps them for the next start; sets `status` and `message`."""
        if not self.context.keeps_answers:
            return
        kept, lost = [], []
        for each in self._save_all(screens):
            try:
                self.context.drafts.put(each.draft)
                kept.append(each)
            except StoreError:
                lost.append(each)
        # A change without a form has no draft, so what still waits to be written is lost now.
        if waiting := self._waiting_changes(screens):
            self.status = LOST
            self.message = f"Lost, because the file could not be written: {', '.join(waiting)}."
        # What is lost comes last, so that its status is the one that the process ends with.
        for drafts, status in ((kept, KEPT), (lost, LOST)):
            if drafts:
                self.status = status
                line = describe_unsaved([each.draft for each in drafts], drafts[0].why, kept=drafts is kept)
                self.message = f"{self.message} {line}".strip()

    def _waiting_changes(self, screens: Sequence[Screen[Any]]) -> list[str]:
        """Returns the names of changes that still wait to be written, but for those of open answers."""
        found = []
        for each in self.context.queue.pending:
            if each.owner is None or each.owner not in screens:
                # A change that is refused by now would not be made, so it is not lost either.
                with suppress(Refused):
                    change = each.decide(self.context.book) if each.decide else None
                    found.append(change.label if change else "a change of the file")
        return found

    def _save_all(self, screens: Sequence[Screen[Any]]) -> list[UnsavedDraft]:
        # There is a second or so to leave in, which waiting for a lock must not use up.
        self.context.store.wait_s, before = 0.0, self.context.store.wait_s
        try:
            self.context.queue.retry()
            return save_all(screens)
        finally:
            self.context.store.wait_s = before
