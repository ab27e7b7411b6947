"""The session screen: its keys, and its picture on windows of every size."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.events import Key

from coach.context import AppContext
from coach.domain.session.live import SessionPlan
from coach.domain.session.timer import Phase, TimerEvent
from coach.paths import STYLES
from coach.screens.session import texts
from coach.screens.session.live_session import LiveSession
from coach.screens.session.session_view import KEYS_FROM, ClockView, PlainView, is_tiny
from coach.screens.shared.key_reference import key_of
from coach.widgets.base.breakpoints import one_line
from coach.widgets.clock.big_clock import BigClock


class SessionScreen(LiveSession):
    """A running session with its keys, which pause it, end it, and turn the sound and the breath guide on."""

    CSS_PATH = STYLES / "session.tcss"
    BINDINGS = [
        Binding("enter,space", "begin", "Start now", id="session-begin", tooltip="Start the clock at once"),
        Binding("escape", "back", "Not now", id="session-back", tooltip="Not now: nothing has begun"),
        Binding("space", "pause", "Pause", id="session-pause", tooltip="Pause, go on, or finish in overtime"),
        Binding(
            "enter",
            "go_on",
            "Go on",
            id="session-on",
            tooltip="Go on after a pause, finish in overtime",
            show=False,
        ),
        Binding("x", "stop", "Stop", id="session-stop", tooltip="Stop because of what you feel"),
        Binding("f", "finish", "Finish", id="session-finish", tooltip="Finish; every minute counts"),
        Binding("plus", "add", "1 min more", id="session-add", tooltip="One more minute; earns no progress"),
        Binding("b", "breathe", "Breath", id="session-breath", tooltip="The breath guide: 4 s in, 6 s out"),
        Binding("m", "mute", "Mute", id="session-mute", tooltip="No bell and no banner in this session"),
    ]

    def __init__(self, context: AppContext, plan: SessionPlan | None = None) -> None:
        super().__init__(context, plan)
        self.breathing = context.book.settings.breathing
        self._state: tuple[Phase, bool] | None = None
        """What decides which keys do something, as it was when they were shown last."""

    def body(self) -> ComposeResult:
        """Yields both pictures; the style sheet shows the one that fits the window."""
        yield ClockView(key_of(self.context.book.settings.keymap, "session-stop", "x"))
        yield PlainView()

    @on(Key)
    def take_soreness(self, event: Key) -> None:
        """Takes a digit as the soreness before the session, until the clock runs."""
        if self.controller is None:
            return
        if self.controller.phase is Phase.READY and (sore := texts.soreness(event.character)) is not None:
            event.stop()
            self.controller.before = sore
            self.show()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Returns whether a key does something in this phase; digits never lead to another screen."""
        if action == "go":
            return False
        controller = self.controller
        phase = controller.phase if controller else Phase.DONE
        match action:
            case "begin":
                return phase in (Phase.READY, Phase.DONE)
            case "back":
                return phase is Phase.READY
            case "finish" | "stop":
                return phase not in (Phase.READY, Phase.DONE)
            case "pause":
                return phase in (Phase.RUNNING, Phase.PAUSED, Phase.OVERTIME)
            case "go_on":
                return phase in (Phase.PAUSED, Phase.OVERTIME)
            case "add":
                return phase is Phase.RUNNING and controller is not None and controller.may_lengthen
        return True

    def key_label(self, id: str) -> str:
        """Returns what a key does in this phase."""
        phase = self.controller.phase if self.controller else Phase.DONE
        # In a narrow bar the way on has to stand beside the way back, and the way to finish beside the pause.
        narrow = self.app.size.width < 46
        match id:
            case "session-begin" if phase is Phase.DONE:
                return "Try again"
            case "session-begin" if narrow:
                return "Start"
            case "session-back" if narrow:
                return "Back"
            case "session-finish" if narrow:
                return "End"
            case "session-pause" if phase is Phase.PAUSED:
                return "Resume"
            case "session-pause" if phase is Phase.OVERTIME:
                return "Finish"
            case "session-breath" if self.breathing:
                return "Breath off"
            case "session-mute" if self.alerts.muted:
                return "Unmute"
        return super().key_label(id)

    def action_begin(self) -> None:
        """Starts the clock at once; after an end that could not be written, tries to write it again."""
        if self.controller is None:
            return
        if self.controller.phase is Phase.READY:
            self.press(TimerEvent.START)
        elif self.controller.phase is Phase.DONE:
            self.finish(None)

    def action_pause(self) -> None:
        """Pauses the clock, lets it go on, or finishes a session whose minutes are over."""
        if self.controller is None:
            return
        match self.controller.phase:
            case Phase.OVERTIME:
                self.action_finish()
            case Phase.PAUSED:
                self.press(TimerEvent.RESUME)
            case _:
                self.press(TimerEvent.PAUSE)

    def action_go_on(self) -> None:
        """Does the same, but never pauses: Enter also starts the clock, and may be pressed once too often."""
        self.action_pause()

    def action_add(self) -> None:
        """Adds a minute, up to the cap."""
        if self.controller is not None:
            self.press(TimerEvent.ADD_MINUTE)

    def action_finish(self) -> None:
        """Finishes: at once in overtime, else after a question, during which the clock stands."""
        controller = self.controller
        if controller is None or controller.phase is Phase.DONE:
            return
        if controller.phase is Phase.OVERTIME:
            self.finish(TimerEvent.FINISH)
        else:
            self.press(TimerEvent.ASK_FINISH)

    def action_stop(self) -> None:
        """Stops because of the sensation: the clock stands at once, and one more key confirms it."""
        if self.controller is not None and self.controller.phase is not Phase.DONE:
            self.press(TimerEvent.ASK_STOP)

    def action_back(self) -> None:
        """Goes back to Today before the clock has started."""
        self._leave("Nothing was started.")

    def action_breathe(self) -> None:
        """Turns the breath guide on or off."""
        self.breathing = not self.breathing
        self.show()
        self.refresh_bindings()

    def action_mute(self) -> None:
        """Mutes this session, or lets it ring again."""
        self.alerts.muted = not self.alerts.muted
        self.show()
        self.refresh_bindings()

    def show(self) -> None:
        """Shows the session as it is now, in the picture that fits the window."""
        controller = self.controller
        if controller is None or self.query_one_optional(BigClock) is None:
            return
        width, height = self.app.size
        small, tiny = one_line(width, height), is_tiny(width, height)
        self.set_class(width < 80 or height < 24, "-tight")
        self.set_class(height < 19, "-tightest")
        self.set_class(small or height < 16, "-no-title")
        self.set_class(width < KEYS_FROM or small, "-no-bar")
        self.set_class(small, "-one-line")
        # Where there is no room for the trial's note and the question, the check-in asks for the soreness.
        asks = controller.phase is Phase.READY and not (self.trial and tiny)
        before = (
            texts.before(controller, short=width < 80 or height < 24, brief=tiny or height < 16)
            if asks
            else ""
        )
        self.query_one(ClockView).show(
            controller,
            before=before,
            rung=self.plan.rung if self.plan else None,
            greeted_s=self._greeted_s,
            trial=self.trial,
            muted=self.alerts.muted,
            rings=self.alerts.rings,
            breathing=self.breathing,
            small_seconds=self.context.book.settings.seconds == "small",
        )
        if small:
            self.query_one(PlainView).show(
                controller, before=before, narrow=width < 40, trial=self.trial, rings=self.alerts.rings
            )
        # A new title often means a new phase, in which other keys do something.
        titled = self.alerts.set_title(self.app, texts.title(controller))
        state = (controller.phase, controller.may_lengthen)
        if titled or state != self._state:
            self._state = state
            self.refresh_bindings()
