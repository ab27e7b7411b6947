"""The watch on the file and on the day, while the coach is open."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from coach.context import AppContext
from coach.screens.shared.fault_screen import FaultCover
from coach.terminal.diff_app import DiffApp

FOLLOW_S = 1.0
"""How often the file is checked for changes made elsewhere, in seconds."""
RETRY_S = 0.5
"""How often a change that waits for the lock or for the file is tried again, in seconds."""


class FileWatch:
    """Shows what changes in the file or with the day, covers faults, and retries changes that wait."""

    def __init__(
        self, app: DiffApp, context: AppContext, cover: FaultCover, adopt_settings: Callable[[], None]
    ) -> None:
        self._app = app
        self._context = context
        self._cover = cover
        self._adopt_settings = adopt_settings
        self._day: date | None = None

    def start(self) -> None:
        """Begins to watch; called once the app is mounted."""
        self._day = self._context.day()
        self._app.set_interval(FOLLOW_S, self.look)
        # Paused while nothing waits; the queue resumes it.
        self._retries = self._app.set_interval(RETRY_S, self.retry, pause=True)
        self._context.queue.on_wait = self._retries.resume

    def look(self) -> None:
        """Reads the file if it was changed elsewhere, and shows that, a new day, or a fault."""
        if (news := self._context.hooks.news()) and (screen := self._cover.top()) is not None:
            screen.say(news)
        changed, day = self._context.follow(), self._context.day()
        # A fault is shown at every look, for another screen may be uppermost by now.
        if changed or day != self._day or self._context.error is not None:
            self._day = day
            if changed and self._context.error is None:
                self._adopt_settings()
            self.show()

    def retry(self) -> None:
        """Tries again to make the changes that wait."""
        self._context.queue.retry()
        if not self._context.queue.pending:
            self._retries.pause()

    def show(self) -> None:
        """Lets the uppermost screen show the book, also below a dialog; or shows the fault of the file."""
        if self._context.error is not None:
            self._cover.show(self._context.error)
            return
        if (screen := self._cover.top()) is not None:
            screen.catch_up()
        self._cover.end()
        self.retry()
