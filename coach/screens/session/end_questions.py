"""The dialogs over a running session: whether its end was meant, and what closing the coach is to do."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from textual.screen import Screen

from coach.domain.session.timer import Phase
from coach.session_control.controller import SessionController
from coach.session_control.session_words import FINISH_TITLE, STOP_TEXT, STOP_TITLE, so_far

if TYPE_CHECKING:
    from coach.screens.dialogs.confirm import Answer

_LEAVES_RUNNING = "Close the coach, and leave it running"


class EndQuestions:
    """Opens and closes the dialogs about the end of a session; at most one is open at a time."""

    def __init__(self, screen: Screen[Any], answered: Callable[[str | None, bool], None]) -> None:
        """`answered` gets the answer, and whether it was about an end that someone had asked for."""
        self._screen = screen
        self._answered = answered
        self._asks_stop: bool | None = None
        """Whether the open question about an end is the one about a stop; None where none is open."""

    def follow(self, controller: SessionController) -> None:
        """Asks whether an end was meant, whichever terminal it came from, until someone has answered."""
        from coach.screens.dialogs.confirm import Answer
        from coach.screens.session.stopping import reasons

        asked = controller.phase is Phase.ASKED
        stop = controller.timer.asked_stop if asked else None
        if stop is self._asks_stop:
            return
        self.close()
        self._asks_stop = stop
        on = Answer("on", "k", "Keep going")
        if stop:
            self._ask(
                STOP_TITLE, STOP_TEXT, *reasons(), Answer("finish", "f", "Finish for other reasons"), on
            )
        elif stop is not None:
            finish = Answer("finish", "f", "Finish now")
            self._ask(FINISH_TITLE, f"{so_far(controller)} Get up slowly.", finish, on)

    def ask_to_close(self, controller: SessionController, *, is_demo: bool) -> None:
        """Asks what closing the coach is to do with the session."""
        from coach.screens.dialogs.confirm import Answer

        leaves = "Close the demo; the session goes with it" if is_demo else _LEAVES_RUNNING
        self._ask(
            "A session is running",
            so_far(controller),
            Answer("on", "k", "Keep going"),
            Answer("finish", "f", "Finish now"),
            Answer("run", "l", leaves),
        )

    def close(self) -> None:
        """Closes every dialog over the session, without an answer."""
        self._asks_stop = None
        app = self._screen.app
        while app.screen is not self._screen and self._screen in app.screen_stack:
            app.pop_screen()

    def forget(self) -> bool | None:
        """Gives up the question about an end; returns whether it was about a stop, None if none was open."""
        asked, self._asks_stop = self._asks_stop, None
        return asked

    def _ask(self, title: str, text: str, *answers: Answer) -> None:
        from coach.screens.dialogs.confirm import Confirm

        def answered(value: str | None) -> None:
            self._answered(value, self.forget() is not None)

        self._screen.app.push_screen(Confirm(title, text, answers, at_foot=True), answered)
