"""The alarm and the window title of a session: all that it sends to the terminal beside its picture."""

from __future__ import annotations

import os
from typing import Any

from textual.app import App

from coach.context import AppContext
from coach.terminal.notifications import alarm, emit
from coach.terminal.title import window_title


class SessionAlerts:
    """Rings as the settings say, unless the session is muted, and names the window after the session."""

    def __init__(self, context: AppContext) -> None:
        self.context = context
        self.muted = False
        self._title = ""

    @property
    def rings(self) -> bool:
        """Whether anything rings: a bell or a notification."""
        settings = self.context.book.settings
        return not self.muted and (settings.bell or settings.notify != "off")

    def ring(self, app: App[Any], text: str) -> None:
        """Rings, with `text` in the notification."""
        settings = self.context.book.settings
        if self.rings:
            emit(app, alarm("Mat", text, bell=settings.bell, notify=settings.notify, environ=os.environ))

    def set_title(self, app: App[Any], title: str) -> bool:
        """Puts `title` behind the name of the coach in the window title; returns whether that is a change."""
        if title == self._title:
            return False
        self._title = title
        emit(app, window_title(f"{app.title}: {title}"))
        return True

    def reset_title(self, app: App[Any]) -> None:
        """Gives the window the title of the coach again."""
        emit(app, window_title(app.title))
