"""The Textual app: the wiring of store, clock, styles and screens."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from textual.await_complete import AwaitComplete
from textual.binding import Binding
from textual.events import Event, InputEvent, Key, Paste
from textual.filter import LineFilter

from coach.clock import Clock, SystemClock
from coach.context import AppContext
from coach.domain.drafts import Form
from coach.domain.model import Settings
from coach.first_picture.keep import forget
from coach.opening import FAULTS, REST_S, Launch, OpeningApp, notices
from coach.paths import STYLES, is_locked_down
from coach.screens.shared.base import CoachScreen, Telling
from coach.screens.shared.fault_screen import FaultCover, FaultScreen
from coach.screens.shared.file_watch import FileWatch
from coach.screens.shared.leaving import Leaving
from coach.screens.shared.screen_registry import first_screen, new_screen
from coach.screens.shared.screen_table import SCREENS, TABS
from coach.screens.today.unsaved_answers import UnsavedAnswers
from coach.store import Store
from coach.terminal.capabilities import Capabilities
from coach.terminal.drags import ClickingApp
from coach.terminal.held_keys import HOLD_S, HeldKeys, HoldingApp
from coach.terminal.key_aliases import as_bound
from coach.terminal.key_queue import KeyQueue
from coach.terminal.run import driver_class
from coach.terminal.run import run as run_app
from coach.terminal.startup import resume_collection
from coach.widgets.base import scroll_bars
from coach.widgets.base.breakpoints import HORIZONTAL_BREAKPOINTS, VERTICAL_BREAKPOINTS
from coach.widgets.base.cell_widget import ASCII_CLASS
from coach.widgets.base.line_filters import fitting_filters
from coach.widgets.base.readable_themes import ReadableThemes
from coach.widgets.base.theme import THEMES, nearest_theme
from coach.widgets.forms.pasting import fitted_paste

if TYPE_CHECKING:
    from rich.console import RenderableType

LOCK_WAIT_S = 0.1
"""How long a try waits for the lock: longer than most changes take, too short to be seen on the clock."""


class CoachApp(ReadableThemes, ClickingApp, HoldingApp, OpeningApp):
    """The coach in a terminal."""

    TITLE = "coach"
    ENABLE_COMMAND_PALETTE = False  # the screens open one of their own
    HORIZONTAL_BREAKPOINTS = HORIZONTAL_BREAKPOINTS
    VERTICAL_BREAKPOINTS = VERTICAL_BREAKPOINTS
    BINDINGS = [
        Binding("ctrl+z", "nothing", show=False, id="no-suspend"),
        # Textual has these for itself, before any screen: a running session asks first.
        Binding("ctrl+q,ctrl+c", "leave", show=False, priority=True, id="leave-anywhere"),
    ]

    def __init__(
        self,
        context: AppContext,
        traits: Capabilities,
        launch: Launch | None = None,
        *,
        hold_s: float = 0.0,
    ) -> None:
        """Takes what the terminal can do, and the seconds within which a key that comes again is held."""
        first = first_screen(context)
        # Read by Textual's own __init__, so that no empty screen is drawn before the first one.
        self.DEFAULT_MODE = first  # type: ignore[misc]
        super().__init__(driver_class=driver_class(), css_path=STYLES / "base.tcss")
        self.context = context
        self.leaving = Leaving(context)
        self.waiting = UnsavedAnswers(context)
        self.open_from(context, launch)
        self._cover = FaultCover(self, self.new_screen)
        self.file_watch = FileWatch(self, context, self._cover, self.adopt_settings)
        self.held_keys = HeldKeys(hold_s, self.set_timer)
        self._key_queue = KeyQueue(self, self._handle)
        for name in {*(tab.name for tab in TABS.values()), first}:
            self.add_mode(name, partial(self.new_screen, name))
        self.traits = traits
        scroll_bars.install()
        self.scroll_sensitivity_y = 3  # rows at a turn of the mouse wheel
        for theme in THEMES:
            self.register_theme(theme)
        self.adopt_settings()

    def adopt_settings(self) -> None:
        """Shows the theme, the marks and the motion that the settings ask for."""
        self.show_look(settings := self.context.book.settings)
        self.animation_level = "full" if settings.animation and not self.traits.remote else "none"
        self.set_keymap(dict(settings.keymap))
        if not settings.first_picture and not self.context.is_demo:
            forget(os.environ)

    def show_look(self, settings: Settings) -> None:
        """Shows the theme and the marks of some settings, which need not be saved."""
        self.theme = nearest_theme(settings.theme)
        is_ascii = not self.traits.unicode if settings.marks == "auto" else settings.marks == "ascii"
        self.set_class(is_ascii, ASCII_CLASS)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Returns the filters of every line: to ASCII where the terminal needs it, and for NO_COLOR."""
        return fitting_filters(super().get_line_filters(), ascii=self.has_class(ASCII_CLASS))

    def on_mount(self) -> None:
        """Begins to watch the file; opens a session that runs, or offers what an earlier run left unsaved."""
        self.call_after_refresh(resume_collection)
        self.call_after_refresh(self.take_input)
        self.file_watch.start()
        self.set_interval(REST_S, lambda: self.opening.rest(self.size))
        if self.context.book.live is not None and self.waiting.next() is None:
            self.go("session")
            return
        self.call_after_refresh(self._offer)
        if not is_locked_down():
            self.call_after_refresh(self._tell_at_start)

    def on_coach_screen_go(self, event: CoachScreen.Go) -> None:
        """Goes to a screen by its name."""
        event.stop()
        self.go(event.name, event.say)

    def on_coach_screen_begin(self, event: CoachScreen.Begin) -> None:
        """Opens the session screen on a plan."""
        from coach.screens.session.screen import SessionScreen

        event.stop()
        self.push_screen(SessionScreen(self.context, event.plan))

    def on_coach_screen_faulty(self, event: CoachScreen.Faulty) -> None:
        """Shows at once what is wrong with the file."""
        event.stop()
        self.file_watch.show()

    def on_fault_screen_over(self, event: FaultScreen.Over) -> None:
        """Uncovers what the screen of a fault had covered, with everything that was open there."""
        event.stop()
        self.adopt_settings()
        if not self._cover.lift():
            self.go("first" if self.context.book.live is None else "session", event.say)
        elif (screen := self._cover.top()) is not None:
            screen.call_after_refresh(screen.say, event.say)
        self.call_after_refresh(self.file_watch.retry)

    def pop_screen(self) -> AwaitComplete:
        """Closes the uppermost screen, unless it is the only one."""
        # Of two keys in quick succession that both close a screen, the second may find it gone already.
        return super().pop_screen() if len(self.screen_stack) > 1 else AwaitComplete.nothing()  # type: ignore[no-untyped-call]

    def go(self, name: str, say: str = "") -> None:
        """Goes to a screen with a digit, or opens another over those; `say` is the message that it shows."""
        if name == "first":
            name = first_screen(self.context)
        if name == "session":
            from coach.session_control.lost_session import lapsed

            name = name if lapsed(self.context) is None else "recovery"
        if SCREENS[name].opens_over:
            self.push_screen(self.new_screen(name))
            return
        while len(self.screen_stack) > 1:
            self.pop_screen()
        if SCREENS[name].is_tab:
            self.switch_mode(name)
        else:
            self.push_screen(self.new_screen(name))
        if say and isinstance(self.screen, CoachScreen):
            self.screen.call_after_refresh(self.screen.say, say)
        self.call_after_refresh(self._offer)

    def new_screen(self, name: str) -> CoachScreen:
        """Returns a new screen of that name, fitted to the size of the terminal."""
        draft = self.waiting.form(Form.SETUP) if name == "setup" else None
        return new_screen(name, self.context, draft).fit(self.size)

    def open_palette(self) -> None:
        """Opens the palette over the screen that is shown."""
        from coach.screens.palette.command_palette import Palette

        self.push_screen(Palette())

    async def on_event(self, event: Event) -> None:
        """Puts keys and pastes into the queue, so that one is done before the next begins."""
        if not self.drops(event):
            await self._key_queue.take(event)

    async def _handle(self, event: Event) -> None:
        """Handles an event whose turn has come."""
        self.held_keys.heard(event)
        if isinstance(event, InputEvent | Paste):
            self.opening.note_input()
        if isinstance(event, Key):
            for screen in self.screen_stack:
                if isinstance(screen, CoachScreen):
                    screen.take_message_away()
                    screen.note_presence()
            event = as_bound(self, event)
        elif isinstance(event, Paste):
            event, notice = fitted_paste(self.focused, event)
            if notice:
                self.call_after_refresh(self.tell, notice)
        await super().on_event(event)

    def tell(self, text: str) -> None:
        """Shows a message on the uppermost screen that has a place for one."""
        for screen in reversed(self.screen_stack):
            if isinstance(screen, Telling) and screen.is_mounted:
                screen.tell(text)
                return

    async def on_key_done(self) -> None:
        """Lets the next key in the queue have its turn."""
        await self._key_queue.done()

    def exit(self, result: None = None, return_code: int = 0, message: RenderableType | None = None) -> None:
        """Closes the coach: after a key, after a signal, or because the terminal is gone.

        After a key, which means a status of 0, it stays open the first time if something cannot be saved.
        """
        if not self.is_closing:
            if return_code == 0 and not self.leaving.may_leave(self.screen_stack):
                return
            self.save_unsaved()
            # What waits has been reported as lost; another try would call screens that are closing.
            self.context.queue.clear()
            self.is_closing = True
        super().exit(result, self.leaving.status or return_code, message)

    def save_unsaved(self) -> bool:
        """Saves open answers, or keeps them for the next start; returns whether everything was saved."""
        self.leaving.save_or_keep(self.screen_stack)
        self.context.drafts.close()
        return self.context.keeps_answers and not self.leaving.message

    def action_leave(self) -> None:
        """Closes the coach from any screen or dialog; a screen with something to lose asks first."""
        if not self.leaving.may_leave(self.screen_stack):
            return
        self.leaving.save_forms(self.screen_stack)
        while not isinstance(self.screen, CoachScreen) and len(self.screen_stack) > 1:
            self.pop_screen()
        if isinstance(self.screen, CoachScreen):
            self.screen.action_leave()
        else:
            self.exit()

    def _offer(self) -> None:
        """Offers the answers that an earlier run could not save, if no dialog is open."""
        draft = self.waiting.next() if len(self.screen_stack) == 1 else None
        if self.waiting.saved and isinstance(self.screen, CoachScreen):
            self.screen.catch_up()
            self.screen.say(self.waiting.saved)
            self.waiting.saved = ""
        if draft is not None:
            self.waiting.offer(self, draft, self._offered)

    def _offered(self, message: str) -> None:
        if self.context.book.live is not None and self.waiting.next() is None:
            self.go("session", message)
            return
        if isinstance(self.screen, CoachScreen):
            self.screen.catch_up()
            self.screen.say(message)
        self._offer()

    def _tell_at_start(self) -> None:
        """Says once if the times are in another zone, or if a sync tool left a copy beside the file."""
        if (said := notices(self.context)) and isinstance(self.screen, CoachScreen):
            # A key may have opened a screen meanwhile, which has no message line until it is composed.
            self.screen.call_after_refresh(self.screen.say, said)


def run(
    path: Path, clock: Clock | None = None, traits: Capabilities | None = None, launch: Launch | None = None
) -> int:
    """Opens the coach on a file until the user leaves; returns the exit status of the process.

    Only with a `launch` is a first picture painted for the next one.
    """
    clock = clock or SystemClock()
    traits = traits or Capabilities(unicode=True, remote="SSH_CONNECTION" in os.environ)
    app = CoachApp(
        AppContext(Store(path, clock, LOCK_WAIT_S), clock, environ=os.environ), traits, launch, hold_s=HOLD_S
    )
    status = run_app(app, lambda: app.leaving.message)
    if status not in FAULTS:
        app.opening.paint_next(app.size)
    return status
