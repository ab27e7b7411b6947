"""What covers a screen while the file cannot be read, and takes itself away once it can."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from textual.message import Message

from coach.screens.shared.answer_form import AnswerForm
from coach.screens.shared.base import CoachScreen
from coach.screens.shared.faults import BACK, tells
from coach.store import AnotherFile, MissingFile, StoreError
from coach.terminal.diff_app import DiffApp


class FaultScreen(CoachScreen):
    """Tells what is the matter with the file, and offers ways out; what was open stays below it."""

    STAYS_OPEN = True
    NAME = ""
    """By which the app makes it."""

    @dataclass
    class Over(Message):
        """The file can be read: what was covered is to be shown again."""

        say: str

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is nothing to go to."""
        return action != "go"


class FaultCover:
    """Covers and uncovers the screens of an app.

    Nothing is closed: a form, setup or a question is there again once the file is. What has a clock, or
    letters on their way to it, is not even covered, and tells of the fault itself.
    """

    def __init__(self, app: DiffApp, make: Callable[[str], CoachScreen]) -> None:
        self._app = app
        self._make = make
        self.told = False
        """Whether a fault was told, and not yet that it is over."""
        self._last: tuple[CoachScreen | AnswerForm, str] | None = None
        """What was told last on a screen that was not covered."""

    def show(self, error: StoreError) -> None:
        """Tells of a fault on the screen that is shown, or over it; called as long as it lasts."""
        self.told = True
        name, screen, staying = screen_for(error), self.top(), self._staying()
        if isinstance(screen, FaultScreen):
            if name == screen.NAME:
                screen.catch_up()
            else:
                self._pop_above(screen)
                self._app.switch_screen(self._make(name))
        elif any(isinstance(each, FaultScreen) for each in self._app.screen_stack):
            return  # Help lies over it
        elif staying is None:
            self._app.push_screen(self._make(name))
        else:
            if isinstance(staying, CoachScreen):
                staying.catch_up()
            self._tell(staying, tells(error))

    def end(self) -> None:
        """Says that the fault is over, on a screen that was not covered."""
        if self.told and (staying := self._staying()) is not None:
            staying.tell(BACK)
        self.told, self._last = False, None

    def lift(self) -> bool:
        """Takes the cover away; False where there is nothing below it."""
        fault = self.top()
        if isinstance(fault, FaultScreen):
            self._pop_above(fault)
            if len(self._app.screen_stack) == 1:
                return False
            self._app.pop_screen()
        self.told = False
        return True

    def top(self) -> CoachScreen | None:
        """Returns the uppermost screen that is no question over another."""
        return next(
            (each for each in reversed(self._app.screen_stack) if isinstance(each, CoachScreen)), None
        )

    def _staying(self) -> CoachScreen | AnswerForm | None:
        if isinstance(self._app.screen, AnswerForm):
            return self._app.screen
        top = self.top()
        if top is None or isinstance(top, FaultScreen):
            return None
        from textual.widgets import Input

        # letters that were meant for the text must not become keys of the cover
        typing = top is self._app.screen and isinstance(self._app.focused, Input)
        return top if top.STAYS_OPEN or typing else None

    def _tell(self, staying: CoachScreen | AnswerForm, text: str) -> None:
        """Tells of a fault that lasts, but not over what was said since, such as why the coach stays open."""
        if self._last == (staying, text) and (isinstance(staying, AnswerForm) or staying.has_class("-says")):
            return
        self._last = staying, text
        staying.tell(text)

    def _pop_above(self, screen: CoachScreen) -> None:
        while self._app.screen is not screen:
            self._app.pop_screen()


def screen_for(error: StoreError) -> str:
    """Returns the name of the screen that tells of a fault."""
    return "missing_file" if isinstance(error, (MissingFile, AnotherFile)) else "damaged_file"
