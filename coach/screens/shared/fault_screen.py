"""The cover over the screens while the file cannot be read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.message import Message

from coach.domain.model import Refused
from coach.faults import BACK, tells
from coach.paths import STYLES
from coach.screens.shared.answer_form import AnswerForm
from coach.screens.shared.base import CoachScreen
from coach.screens.shared.screen_table import SCREENS, place_of
from coach.store import AnotherFile, MissingFile, StoreError
from coach.terminal.diff_app import DiffApp
from coach.widgets.chrome.card import Card
from coach.widgets.chrome.plain_text import PlainText

if TYPE_CHECKING:
    from coach.store.backup.backups import Backup


class FaultScreen(CoachScreen):
    """A screen that says what is wrong with the file; what was open stays below it."""

    STAYS_OPEN = True
    CSS_PATH = STYLES / "shared.tcss"

    _after: CoachScreen.Go | None = None
    """The screen to go to once a file can be read, if the open screens are about another one."""

    @dataclass
    class Over(Message):
        """The file can be read again, so the screens below are to be uncovered."""

        say: str

    def body(self) -> ComposeResult:
        """Yields one card."""
        card = Card(title="Your file", classes="-stop", id="damage")
        card.hint("q", "quits")
        with card, VerticalScroll():
            yield PlainText(id="path", classes="strong")
            yield PlainText(id="what")
            yield PlainText(id="held")
            yield PlainText(id="readable")
            yield PlainText(id="do", classes="muted")

    def show(self, *, what: str, held: str, readable: str, ways: str) -> None:
        """Shows what is wrong, what is kept or can be read, and how to go on; without empty lines."""
        path = str(self.context.store.path)
        lines = {"path": path, "what": what, "held": held, "readable": readable, "do": ways}
        for id, text in lines.items():
            line = self.query_one(f"#{id}", PlainText)
            line.text = text
            line.display = bool(text)
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Returns whether a key does something here; there is no other screen to go to."""
        return action != "go"

    def restore(self, backup: Backup) -> None:
        """Puts a backup in the place of the file, or says why it cannot be put there."""
        try:
            restored = self.context.store.restore(backup.path.name)
        except (Refused, StoreError) as error:
            self.say(str(error))
            return
        self._after = self.Go("first", f"{restored.label}.")
        self.context.read()
        self.renew()

    def made_at(self, backup: Backup) -> str:
        """Returns the day and the time of a backup, where the user is."""
        return f"{backup.at.astimezone(self.context.now().tzinfo):%Y-%m-%d %H:%M}"


class FaultCover:
    """Covers and uncovers the screens of an app.

    Nothing is closed: a form, setup or a dialog is there again once the file is. A screen with a clock, or
    one in which the user is typing, is not even covered: it reports the fault itself.
    """

    def __init__(self, app: DiffApp, make: Callable[[str], CoachScreen]) -> None:
        self._app = app
        self._make = make
        self._reported = False
        """Whether a fault was reported, and its end was not yet."""
        self._last_report: tuple[CoachScreen | AnswerForm, str] | None = None
        """The last report on a screen that was not covered, with that screen."""

    def show(self, error: StoreError) -> None:
        """Reports a fault on the uppermost screen or over it; called repeatedly while the fault lasts."""
        self._reported = True
        name, screen, staying = screen_for(error), self.top(), self._staying()
        if isinstance(screen, FaultScreen):
            if SCREENS[name] is place_of(type(screen)):
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
        """Says on a screen that was not covered that the fault is over."""
        if self._reported and (staying := self._staying()) is not None:
            (staying.say if isinstance(staying, CoachScreen) else staying.tell)(BACK)
        self._reported, self._last_report = False, None

    def lift(self) -> bool:
        """Takes the cover away; returns False if there is no screen below it."""
        fault = self.top()
        if isinstance(fault, FaultScreen):
            self._pop_above(fault)
            if len(self._app.screen_stack) == 1:
                return False
            self._app.pop_screen()
        self._reported = False
        return True

    def top(self) -> CoachScreen | None:
        """Returns the uppermost screen that is not a dialog over another."""
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

        # Letters that were meant for the text must not become keys of the cover.
        typing = top is self._app.screen and isinstance(self._app.focused, Input)
        return top if top.STAYS_OPEN or typing else None

    def _tell(self, staying: CoachScreen | AnswerForm, text: str) -> None:
        """Reports a fault, but not again over a newer message, such as why the coach stays open."""
        if self._last_report == (staying, text) and (isinstance(staying, AnswerForm) or staying.says):
            return
        self._last_report = staying, text
        staying.tell(text)

    def _pop_above(self, screen: CoachScreen) -> None:
        while self._app.screen is not screen:
            self._app.pop_screen()


def screen_for(error: StoreError) -> str:
    """Returns the name of the screen that reports a fault."""
    return "missing_file" if isinstance(error, (MissingFile, AnotherFile)) else "damaged_file"
