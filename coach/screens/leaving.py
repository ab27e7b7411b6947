"""Closing the coach: what is open is saved, else kept for the next start and told on the way out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from textual.screen import Screen

from coach.domain.drafts import tell_left
from coach.screens.desk import Desk
from coach.screens.drafting import Left, keep_all
from coach.store import StoreError
from coach.wording import capital

KEPT: Final = 75
"""The status after leaving with answers that wait for the next start: EX_TEMPFAIL of sysexits.h."""

LOST: Final = 74
"""The status where neither the file nor the state folder took them: EX_IOERR."""

_AGAIN = "Not saved. Leave again to keep it for the next start."


class Leaving:
    """What becomes of open answers while the coach closes."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.status = 0
        """What the process ends with because of them; 0 where all was saved."""
        self.words = ""
        """The line for standard error; empty where all was saved."""
        self._told: dict[str, object] = {}

    def may_leave(self, screens: Sequence[Screen[Any]]) -> bool:
        """Save what is open; where that fails, say so on its screen once, and let go at the second try."""
        left = self._left(screens)
        fresh = [each for each in left if self._told.get(each.draft.key) != each.answers]
        self._told = {each.draft.key: each.answers for each in left}
        if fresh:
            fresh[-1].screen.tell(f"{_AGAIN} {capital(fresh[-1].why)}.")
        return not fresh

    def put_away(self, screens: Sequence[Screen[Any]]) -> None:
        """Save what is open, else keep it for the next start; notes the status and what there is to tell."""
        left = self._left(screens)
        kept, lost = [], []
        for each in left:
            try:
                self.desk.drafts.put(each.draft)
                kept.append(each)
            except StoreError:
                lost.append(each)
        for those, status in ((kept, KEPT), (lost, LOST)):
            if those:
                self.status = status
                told = tell_left([each.draft for each in those], those[0].why, kept=those is kept)
                self.words = f"{self.words} {told}".strip()

    def _left(self, screens: Sequence[Screen[Any]]) -> list[Left]:
        # Leaving has a second or so: a lock that is held must not eat it up.
        self.desk.store.wait_s, before = 0.0, self.desk.store.wait_s
        try:
            return keep_all(screens)
        finally:
            self.desk.store.wait_s = before
