"""What the coach says to its hooks: that a session runs, and that one was recorded."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from coach.domain.model import Book, Session

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from coach.domain.model import Change, Record
    from coach.hooks.watch import HookWatch


MOST_RINGERS = 10
"""How many ringers of one session are started at most, where each of them is killed."""


class HookCalls:
    """The calls for one data file; without an environment, as in the demo, there are no hooks."""

    def __init__(self, data: Path, environ: Mapping[str, str] | None = None) -> None:
        self._data = data
        self._environ = environ
        self._before = Book()
        self._watch: HookWatch | None = None
        self._ringer: int | None = None
        self._started = 0

    def session_runs(self, elapsed_s: float) -> None:
        """Has the session that runs rung for; `elapsed_s` is the elapsed clock now."""
        if self._environ is not None:
            from coach.hooks.launch import start_ringer

            self._ringer = start_ringer(self._data, elapsed_s, self._environ)
            self._started = 1

    def session_goes_on(self, elapsed_s: float) -> None:
        """Starts the ringer again if it was killed: by a hook, by the system, or by hand."""
        if self._ringer is None or self._environ is None:
            return
        try:
            ended, status = os.waitpid(self._ringer, os.WNOHANG)
        except ChildProcessError:
            ended, status = self._ringer, 0
        if not ended:
            return
        self._ringer = None
        if os.WIFSIGNALED(status) and self._started < MOST_RINGERS:
            from coach.hooks.launch import start_ringer

            self._ringer = start_ringer(self._data, elapsed_s, self._environ)
            self._started += 1

    def news(self) -> str:
        """Returns which hooks have failed since the last call, as one line; empty if none has."""
        if self._environ is None:
            return ""
        if self._watch is None:
            from coach.hooks.watch import HookWatch

            self._watch = HookWatch(self._data, self._environ)
        return self._watch.news()

    def watched(self, decide: Callable[[Book], Change | None]) -> Callable[[Book], Change | None]:
        """Returns a decision that remembers the book it was made on, for `changed`."""

        def decided(book: Book) -> Change | None:
            self._before = book
            return decide(book)

        return decided

    def changed(self, put: Iterable[Record]) -> None:
        """Runs the hook for what a change has recorded that was not there before, after it was written."""
        if self._environ is None:
            return
        for session_id in recorded(self._before, put):
            from coach.hooks.launch import start_saved

            start_saved(self._data, session_id, self._environ)


def recorded(before: Book, put: Iterable[Record]) -> list[str]:
    """Returns the ids of the sessions among records that a book did not have before; a correction is none."""
    found = [each.id for each in put if isinstance(each, Session)]
    known = {each.id for each in (*before.sessions, *before.ahead)} if found else set()
    return [each for each in found if each not in known]
