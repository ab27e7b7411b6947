"""Closing the coach: what is open is saved, else kept for the next start and told on the way out."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from typing import Any, Final

from textual.screen import Screen

from coach.context import AppContext
from coach.domain.drafts import describe_unsaved
from coach.domain.model import Refused
from coach.screens.shared.base import CoachScreen
from coach.screens.shared.drafting import Left, keep_all
from coach.store import StoreError
from coach.text.format import capital

KEPT: Final = 75
"""The status after leaving with answers that wait for the next start: EX_TEMPFAIL of sysexits.h."""

LOST: Final = 74
"""The status where neither the file nor the state folder took them: EX_IOERR."""

_AGAIN = "Not saved. Leave again to keep it for the next start."


class Leaving:
    """What becomes of open answers while the coach closes."""

    def __init__(self, context: AppContext) -> None:
        self.context = context
        self.status = 0
        """What the process ends with because of them; 0 where all was saved."""
        self.words = ""
        """The line for standard error; empty where all was saved."""
        self._told: dict[str, object] = {}

    def may_leave(self, screens: Sequence[Screen[Any]]) -> bool:
        """Saves what is open; where that fails, say so on its screen once, and lets go at the second try."""
        left = self._left(screens)
        waiting = self._waiting(screens)
        fresh = [each for each in left if self._told.get(each.draft.key) != each.answers]
        lost = ", ".join(waiting) if self._told.get("") != waiting else ""
        self._told = {each.draft.key: each.answers for each in left} | ({"": waiting} if waiting else {})
        top = next((each for each in reversed(screens) if isinstance(each, CoachScreen)), None)
        # Both at once: two reasons in turn would ask for a third press.
        if fresh:
            then = f" Lost then: {lost}." if lost else ""
            fresh[-1].screen.tell_unsaved(f"{_AGAIN} {capital(fresh[-1].why)}.{then}")
        elif lost and top is not None:
            top.say(f"Not saved: {lost}. Leave again to give that up.")
        return not fresh and not (lost and top is not None)

    def put_away(self, screens: Sequence[Screen[Any]]) -> None:
        """Saves what is open, else keep it for the next start; notes the status and what there is to tell."""
        left = self._left(screens)
        kept, lost = [], []
        for each in left:
            try:
                self.context.drafts.put(each.draft)
                kept.append(each)
            except StoreError:
                lost.append(each)
        if waiting := self._waiting(screens):
            self.status = LOST
            self.words = f"Lost, for the file did not take it: {', '.join(waiting)}."
        for those, status in ((kept, KEPT), (lost, LOST)):
            if those:
                self.status = status
                told = describe_unsaved([each.draft for each in those], those[0].why, kept=those is kept)
                self.words = f"{self.words} {told}".strip()

    def _waiting(self, screens: Sequence[Screen[Any]]) -> list[str]:
        """Returns the names of changes that still wait to be written, but for those of open answers."""
        found = []
        for each in self.context.queue.pending:
            if each.owner is None or each.owner not in screens:
                with suppress(Refused):
                    change = each.decide(self.context.book) if each.decide else None
                    found.append(change.label if change else "a change of the file")
        return found

    def _left(self, screens: Sequence[Screen[Any]]) -> list[Left]:
        # Leaving has a second or so: a lock that is held must not eat it up.
        self.context.store.wait_s, before = 0.0, self.context.store.wait_s
        try:
            self.context.queue.retry()
            return keep_all(screens)
        finally:
            self.context.store.wait_s = before
