"""The Textual app: the wiring of store, clock, styles and screens."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from textual.await_complete import AwaitComplete
from textual.binding import Binding
from textual.events import Event, Key, Paste
from textual.filter import LineFilter

from coach.clock import Clock, SystemClock, zone_warning
from coach.context import AppContext
from coach.domain.drafts import Form
from coach.domain.onboarding import unanswered
from coach.paths import STYLES, is_locked_down
from coach.screens.shared.base import CoachScreen, Telling
from coach.screens.shared.fault_screen import FaultCover, FaultScreen, screen_for
from coach.screens.shared.leaving import Leaving
from coach.screens.today.unsaved_answers import UnsavedAnswers
from coach.store import Store
from coach.store.file.conflict_files import conflict_copies
from coach.terminal.capabilities import Capabilities
from coach.terminal.diff_app import DiffApp
from coach.terminal.driver import CoachDriver
from coach.terminal.key_aliases import as_bound
from coach.terminal.key_queue import KeyQueue
from coach.terminal.run import run as run_app
from coach.terminal.startup import resume_collection
from coach.widgets.base import scroll_bars
from coach.widgets.base.breakpoints import HORIZONTAL_BREAKPOINTS, VERTICAL_BREAKPOINTS
from coach.widgets.base.cell_widget import ASCII_CLASS
from coach.widgets.base.line_filters import fitting_filters
from coach.widgets.base.theme import DUSK, THEMES, variable_defaults
from coach.widgets.chrome.top_bar import SCREENS as SIX

if TYPE_CHECKING:
    from rich.console import RenderableType

LONGEST_SEARCH = 200
"""Letters that a paste brings into a line that has no limit of its own, which is that of the palette."""

FOLLOW_S = 1.0
"""How often the file is looked at for changes of others."""
RETRY_S = 0.5
"""How often what waits for the lock or for the file is tried again."""
LOCK_WAIT_S = 0.1
"""How long a try waits for the lock: longer than most changes take, too short to be seen on a clock."""

SCREENS = {
    "today": "today.screen.TodayScreen",
    "calendar": "calendar.screen.CalendarScreen",
    "tips": "tips.screen.TipsScreen",
    "plan": "plan.screen.PlanScreen",
    "insights": "insights.screen.InsightsScreen",
    "settings": "settings.screen.SettingsScreen",
    "help": "help.screen.HelpScreen",
    "setup": "setup.screen.SetupScreen",
    "safety": "setup.safety_dialog.SafetyScreen",
    "session": "session.screen.SessionScreen",
    "recovery": "session.recovery.RecoveryScreen",
    "damaged_file": "shared.damaged_file.DamagedFileScreen",
    "missing_file": "shared.missing_file.MissingFileScreen",
}
"""Where each screen lies in `coach.screens`; it is imported when it is first wanted."""

TABS = tuple(name.lower() for name in SIX)
"""The screens that have a digit; each is kept as it was left."""


class CoachApp(DiffApp):
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

    def __init__(self, context: AppContext, traits: Capabilities) -> None:
        first = first_screen(context)
        # Read by Textual's own __init__, so that no empty screen is drawn before the first one.
        self.DEFAULT_MODE = first  # type: ignore[misc]
        super().__init__(driver_class=CoachDriver, css_path=STYLES / "base.tcss")
        self.context = context
        self.leaving = Leaving(context)
        self.waiting = UnsavedAnswers(context)
        self._cover = FaultCover(self, self._made)
        self._turns = KeyQueue(self, self._handle)
        for name in {*TABS, first}:
            self.add_mode(name, partial(self._made, name))
        self.traits = traits
        scroll_bars.install()
        for theme in THEMES:
            self.register_theme(theme)
        self.adopt_settings()

    def adopt_settings(self) -> None:
        """Shows the theme, the marks and the motion that the settings ask for."""
        settings = self.context.book.settings
        self.theme = settings.theme if settings.theme in self.available_themes else DUSK.name
        ascii_marks = settings.marks == "ascii" or (settings.marks == "auto" and not self.traits.unicode)
        self.set_class(ascii_marks, ASCII_CLASS)
        self.animation_level = "full" if settings.animation and not self.traits.remote else "none"
        self.set_keymap(dict(settings.keymap))

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Returns the coach's own colour variables, for every theme."""
        return variable_defaults(self.current_theme)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Returns what every line goes through: ASCII where it has to be, and NO_COLOR."""
        return fitting_filters(
            super().get_line_filters(),
            ascii=self.has_class(ASCII_CLASS),
        )

    def on_mount(self) -> None:
        """Keeps an eye on the file and on the day."""
        self.call_after_refresh(resume_collection)
        self._day = self.context.day()
        self.set_interval(FOLLOW_S, self._follow)
        self._retries = self.set_interval(RETRY_S, self._retry, pause=True)
        self.context.queue.on_wait = self._retries.resume
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
        self._renew()

    def on_fault_screen_over(self, event: FaultScreen.Over) -> None:
        """Shows again what the screen of a fault covered, with all that was open there."""
        event.stop()
        self.adopt_settings()
        if not self._cover.lift():
            self.go("first" if self.context.book.live is None else "session", event.say)
        elif (screen := self._cover.top()) is not None:
            screen.call_after_refresh(screen.say, event.say)
        self.call_after_refresh(self._retry)

    def pop_screen(self) -> AwaitComplete:
        """Closes the uppermost screen; of two keys that both close one, the second finds it gone."""
        return super().pop_screen() if len(self.screen_stack) > 1 else AwaitComplete.nothing()  # type: ignore[no-untyped-call]

    def go(self, name: str, say: str = "") -> None:
        """Goes to one of the six screens, or opens another one over the present one."""
        if name == "first":
            name = first_screen(self.context)
        if name == "session" and self._lapsed():
            name = "recovery"
        if name == "help":
            self.push_screen(self._made(name))
            return
        while len(self.screen_stack) > 1:
            self.pop_screen()
        if name in TABS:
            self.switch_mode(name)
        else:
            self.push_screen(self._made(name))
        if say and isinstance(self.screen, CoachScreen):
            self.screen.call_after_refresh(self.screen.say, say)
        self.call_after_refresh(self._offer)

    def open_palette(self) -> None:
        """Opens the palette over the screen that is shown."""
        from coach.screens.palette.command_palette import Palette

        self.push_screen(Palette())

    async def on_event(self, event: Event) -> None:
        """One key after the other."""
        await self._turns.take(event)

    async def _handle(self, event: Event) -> None:
        """Deals with an event whose turn it is."""
        if isinstance(event, Key):
            for screen in self.screen_stack:
                if isinstance(screen, CoachScreen):
                    screen.note_presence()
            event = as_bound(self, event)
        elif isinstance(event, Paste):
            event = self._fitted(event)
        await super().on_event(event)

    def _fitted(self, event: Paste) -> Paste:
        """Returns the part of a paste that fits into the field that it is for; what was changed is said there."""
        from textual.widgets import Input

        from coach.widgets.forms.pasting import fitted

        field = self.focused
        if not isinstance(field, Input):
            return event
        longest = field.max_length or LONGEST_SEARCH
        text, notice = fitted(event.text, longest - len(field.value) + len(field.selected_text), longest)
        if notice:
            self.call_after_refresh(self._say, notice)
        return Paste(text)

    def _say(self, text: str) -> None:
        """Says it on the uppermost of the screens that have a place for it."""
        for screen in reversed(self.screen_stack):
            if isinstance(screen, Telling) and screen.is_mounted:
                screen.tell(text)
                return

    async def on_key_done(self) -> None:
        """The next key's turn."""
        await self._turns.done()

    def exit(self, result: None = None, return_code: int = 0, message: RenderableType | None = None) -> None:
        """Closes; by a key, by a signal, or because the terminal is gone.

        By a key, with a status of 0, it stays where something cannot be saved, until asked once more.
        """
        if not self._exit:
            if return_code == 0 and not self.leaving.may_leave(self.screen_stack):
                return
            self.save_unsaved()
            # what came of it is told: tried again, it would ask screens that are closing
            self.context.queue.clear()
        super().exit(result, self.leaving.status or return_code, message)

    def save_unsaved(self) -> bool:
        """Saves what was answered and is not saved yet, or keeps it for the next start, which is then said."""
        self.leaving.save_or_keep(self.screen_stack)
        self.context.drafts.close()
        return not self.leaving.message

    def action_leave(self) -> None:
        """Closes the coach from wherever one is; a screen with something at stake asks first."""
        if not self.leaving.may_leave(self.screen_stack):
            return
        # A form over the screen goes with what it holds.
        forms = [each for each in self.screen_stack if not isinstance(each, CoachScreen)]
        self.leaving.save_or_keep(forms)
        for form in forms:
            self.context.queue.drop(form)  # a form that is closed can neither answer nor tell any more
        while not isinstance(self.screen, CoachScreen) and len(self.screen_stack) > 1:
            self.pop_screen()
        if isinstance(self.screen, CoachScreen):
            self.screen.action_leave()
        else:
            self.exit()

    def _lapsed(self) -> bool:
        from coach.screens.session.recovery import lapsed

        return lapsed(self.context) is not None

    def _made(self, name: str) -> CoachScreen:
        module, _, class_name = SCREENS[name].rpartition(".")
        made = getattr(import_module(f"coach.screens.{module}"), class_name)
        draft = self.waiting.form(Form.SETUP) if name == "setup" else None
        screen: CoachScreen = made(self.context, draft) if draft else made(self.context)
        return screen.fit(self.size)

    def _offer(self) -> None:
        """Offers what an earlier run could not save, where nothing else is asked."""
        draft = self.waiting.next() if len(self.screen_stack) == 1 else None
        if self.waiting.saved and isinstance(self.screen, CoachScreen):
            self.screen.catch_up()
            self.screen.say(self.waiting.saved)
            self.waiting.saved = ""
        if draft is not None:
            self.waiting.offer(self, draft, self._offered)

    def _offered(self, said: str) -> None:
        if self.context.book.live is not None and self.waiting.next() is None:
            self.go("session", said)
            return
        if isinstance(self.screen, CoachScreen):
            self.screen.catch_up()
            self.screen.say(said)
        self._offer()

    def _tell_at_start(self) -> None:
        """Says once that the times are in another zone, and that a sync tool left a copy beside the file."""
        said = [warning] if (warning := zone_warning(self.context.book.settings.tz)) else []
        if found := conflict_copies(self.context.store.path):
            said.append(f"{found[0].name} grew apart from your file; : Backups merges it.")
        if said and isinstance(self.screen, CoachScreen) and self.context.error is None:
            # A key may have led to a screen that has nothing in it yet.
            self.screen.call_after_refresh(self.screen.say, " ".join(said))

    def _follow(self) -> None:
        changed, day = self.context.follow(), self.context.day()
        if changed or day != self._day or self.context.error is not None:
            self._day = day
            if changed and self.context.error is None:
                self.adopt_settings()
            self._renew()

    def _retry(self) -> None:
        """Tries again what waits to be saved."""
        self.context.queue.retry()
        if not self.context.queue.pending:
            self._retries.pause()

    def _renew(self) -> None:
        """Lets the screen show the book, also below a question; or what is wrong with the file."""
        if self.context.error is not None:
            self._cover.show(self.context.error)
            return
        if (screen := self._cover.top()) is not None:
            screen.catch_up()
        self._cover.end()
        self._retry()


def first_screen(context: AppContext) -> str:
    """Returns the screen that the coach opens with."""
    if context.error is not None:
        return screen_for(context.error)
    if unanswered(context.book):
        return "setup"
    return "today"


def run(path: Path, clock: Clock | None = None, traits: Capabilities | None = None) -> int:
    """Opens the coach on a file until the user leaves it; the status that the process is to end with."""
    clock = clock or SystemClock()
    traits = traits or Capabilities(unicode=True, remote="SSH_CONNECTION" in os.environ)
    app = CoachApp(AppContext(Store(path, clock, LOCK_WAIT_S), clock), traits)
    return run_app(app, lambda: app.leaving.message)
