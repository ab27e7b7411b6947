"""The session: a clock that can be read from the floor, and the ways to pause and to end it."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Center, Vertical
from textual.content import Content
from textual.events import Key
from textual.timer import Timer as Alarm
from textual.widgets import Static

from coach.context import AppContext
from coach.domain import labels
from coach.domain.drafts import SessionDraft
from coach.domain.model import Ended, Refused, Session
from coach.domain.session.breathing import IN_S, OUT_S, BreathPhase, breath
from coach.domain.session.cues import CLOSED, GET_UP, OVERTIME, STOP, STOP_SHORT, STOP_SKIN
from coach.domain.session.live import SessionPlan, on_trial
from coach.domain.session.timer import Phase, TimerEvent
from coach.paths import STYLES
from coach.screens.session import texts as words
from coach.screens.session.controller import LiveChange, SessionController
from coach.screens.session.texts import soreness
from coach.screens.shared.base import CoachScreen
from coach.screens.shared.drafting import Drafting
from coach.screens.shared.key_reference import key_of
from coach.store import StoreError
from coach.terminal.notifications import alarm
from coach.terminal.run import emit
from coach.terminal.title import window_title
from coach.text.format import minutes
from coach.widgets.base.breakpoints import one_line
from coach.widgets.chrome.card import Card
from coach.widgets.clock.big_clock import BigClock
from coach.widgets.clock.breath_line import BreathLine
from coach.widgets.clock.time_bar import TimeBar
from coach.widgets.reading.plain_line import PlainLine

if TYPE_CHECKING:
    from coach.screens.dialogs.confirm import Answer


class SessionScreen(Drafting, CoachScreen):
    """One session, from settling down to the check-in; without a plan, the one that runs already."""

    STAYS_OPEN = True
    CSS_PATH = STYLES / "session.tcss"
    BINDINGS = [
        Binding("enter,space", "begin", "Start now", id="session-begin", tooltip="Start the clock at once"),
        Binding("space", "pause", "Pause", id="session-pause", tooltip="Pause, or go on"),
        Binding("f", "finish", "Finish", id="session-finish", tooltip="Finish; every minute counts"),
        Binding("x", "stop", "Stop", id="session-stop", tooltip="Stop because of what you feel"),
        Binding("plus", "add", "Minute", id="session-add", tooltip="One more minute; earns no progress"),
        Binding("b", "breathe", "Breath", id="session-breath", tooltip="The breath guide: 4 s in, 6 s out"),
        Binding("m", "mute", "Mute", id="session-mute", tooltip="No bell and no banner in this session"),
        Binding("escape", "back", "Back", id="session-back", tooltip="Not now: nothing has begun"),
    ]

    def __init__(self, context: AppContext, plan: SessionPlan | None = None) -> None:
        super().__init__(context)
        live = context.book.live
        self.plan = plan
        self.controller: SessionController | None = None
        if plan is not None and live is None:
            self.controller = SessionController.planned(context, plan)
        elif live is not None:
            self.controller = SessionController.of(context, live)
        self.muted = False
        self.breathing = context.book.settings.breathing
        self._over = False
        self._asks: bool | None = None
        """Of the question about an end that stands open here, whether it is the one about a stop."""
        self._pulse: Alarm | None = None
        self._titled = ""
        self._greeted_s: float | None = None
        self.trial = (
            plan.trial
            if plan is not None
            else live is not None and on_trial(context.book, live, context.now())
        )
        """Whether it closes early because bare skin is new."""
        if self.controller is not None:
            timer = self.controller.timer
            self.HEADING = f"{labels.AREA[timer.area].capitalize()}, {labels.on(timer.cover)}"
            if self.controller.joined:
                self._greeted_s = self.controller.elapsed_s

    def body(self) -> ComposeResult:
        """Yields the clock, the bar, what is said, and when to stop; or all of it in one line."""
        stops = f"{key_of(self.context.book.settings.keymap, 'session-stop', 'x')} stops"
        with Vertical(id="full"):
            yield Static(id="phase")
            yield BigClock()
            with Center(id="bar"):
                yield TimeBar()
            yield Static(id="before", classes="strong")
            yield Static(id="cue")
            yield Static(id="coming")
            yield Static(id="aside")
            with Center(id="breath"):
                yield BreathLine()
            with Center(), Card(title="When to stop", subtitle=stops, classes="-stop", id="stop"):
                yield Static(id="stop-text")
                yield Static(STOP_SKIN.text, id="stop-skin")
        with Vertical(id="plain"):
            with Center():
                yield PlainLine()
            yield Static(id="plain-keys")
            yield Static(id="plain-before")
            yield Static(id="plain-note")
            yield Static(id="plain-fault", classes="warn")
            yield Static(STOP_SHORT.text, id="plain-stop")

    def on_mount(self) -> None:
        """Begins to look at the clock."""
        super().on_mount()
        self.look()

    def on_unmount(self) -> None:
        """The window is the coach's again."""
        emit(self.app, window_title(self.app.title))

    def note_presence(self) -> None:
        """A key in overtime answers the alarm, also one for a question over it."""
        if self.controller is not None and self.controller.phase is Phase.OVERTIME:
            self.controller.attended = True

    def on_click(self) -> None:
        """A click does so too."""
        self.note_presence()

    @on(Key)
    def tell_soreness(self, event: Key) -> None:
        """Before the clock runs, digits tell how sore it is."""
        if self.controller is None:
            return
        if self.controller.phase is Phase.READY and (sore := soreness(event.character)) is not None:
            event.stop()
            self.controller.before = sore
            self._show()

    def renew(self) -> None:
        """Takes over what another terminal did, and shows how it stands."""
        if self.controller is None:
            self._leave("No session is running.")
            return
        match self.controller.follow():
            case LiveChange.LOCKED:
                self._end_locked()
            case LiveChange.ENDED:
                self._ended_elsewhere()
            case LiveChange.CHANGED:
                self._greeted_s = None
                self.look()
            case LiveChange.NONE:
                self._show()

    def look(self) -> None:
        """Looks at the clock, ring what is due, show it, and come again at the next second."""
        if self._over or self.controller is None:
            return
        try:
            beat = self.controller.look()
        except Refused as refused:
            self._refused(refused)
            return
        if beat.phase is Phase.DONE:
            self._close(stalled=beat.stalled)
        elif beat.cue is not None:
            self._ring(beat.cue.text)
        elif beat.reminder:
            self._ring(OVERTIME.text)
        if self.controller.fault and self.controller.now >= self.controller.retry_at:
            self._try_again(beat.phase)
            self.store_draft()
        self._ask_to_end(self.controller.phase)
        self._show()
        if self._pulse is not None:
            self._pulse.stop()
        if not self._over:
            self._pulse = self.set_timer(self.controller.to_next_second() + 0.005, self.look)

    def _try_again(self, phase: Phase) -> None:
        assert self.controller is not None
        if phase is Phase.DONE:
            self._finish(None)
        else:
            self._press_on(self.controller.catch_up)

    def tell(self, text: str) -> None:
        """The lines of the session say it themselves, for as long as it lasts."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Returns which keys do something in this phase; digits never lead away."""
        if action == "go":
            return False
        phase = self.controller.phase if self.controller else Phase.DONE
        if action in ("begin", "back"):
            return phase is Phase.READY or (action == "begin" and phase is Phase.DONE)
        if action in ("finish", "stop"):
            return phase is not Phase.READY
        if action in ("pause", "add") and phase in (Phase.READY, Phase.ASKED, Phase.DONE):
            return False
        if action == "pause":
            return phase is not Phase.OVERTIME or None
        if action == "add":
            return phase is Phase.RUNNING or None
        return True

    def action_begin(self) -> None:
        """Settled: run now. Where the end could not be written, try again."""
        if self.controller is None:
            return
        if self.controller.phase is Phase.READY:
            self._press(TimerEvent.START)
        elif self.controller.phase is Phase.DONE:
            self._finish(None)

    def action_pause(self) -> None:
        """Pauses, or goes on."""
        if self.controller is None:
            return
        self._press(TimerEvent.RESUME if self.controller.phase is Phase.PAUSED else TimerEvent.PAUSE)

    def action_add(self) -> None:
        """One more minute, up to the cap."""
        if self.controller is not None and not self._press(TimerEvent.ADD_MINUTE):
            self.say("No more minutes than that today.")

    def action_finish(self) -> None:
        """Finishes: at once where the minutes are over, else after a question; the clock stands meanwhile."""
        controller = self.controller
        if controller is None or controller.phase is Phase.DONE:
            return
        if controller.phase is Phase.OVERTIME:
            self._finish(TimerEvent.FINISH)
        else:
            self._press(TimerEvent.ASK_FINISH)

    def action_stop(self) -> None:
        """Stops because of the sensation: the clock stands at once, and one more key confirms it."""
        if self.controller is not None and self.controller.phase is not Phase.DONE:
            self._press(TimerEvent.ASK_STOP)

    def _ask_to_end(self, phase: Phase) -> None:
        """Asks whether an end was meant, wherever it was asked for; no more once someone has answered."""
        from coach.screens.dialogs.confirm import Answer
        from coach.screens.session.stopping import TITLE, reasons

        assert self.controller is not None
        stop = self.controller.timer.asked_stop if phase is Phase.ASKED else None
        if stop is self._asks:
            return
        self._quit_questions()
        self._asks = stop
        on = Answer("on", "k", "Keep going")
        if stop:
            self._ask(
                TITLE,
                "Stopping is always right, and your streak is safe. The next session will be no harder.",
                *reasons(),
                Answer("finish", "f", "Finish for other reasons"),
                on,
            )
        elif stop is not None:
            finish = Answer("finish", "f", "Finish now")
            self._ask("Finish early?", f"{words.so_far(self.controller)} Get up slowly.", finish, on)

    def action_leave(self) -> None:
        """Asks before the coach is closed while a session runs."""
        from coach.screens.dialogs.confirm import Answer

        asked, self._asks = self._asks, None
        if asked and self.controller is not None:
            self._leave_stopped(self.controller)
            return
        if asked is not None:
            self._press(TimerEvent.KEEP_GOING)
        if self._over or self.controller is None or self.controller.phase in (Phase.READY, Phase.DONE):
            self.app.exit()
        else:
            self._ask(
                "A session is running",
                words.so_far(self.controller),
                Answer("on", "k", "Keep going"),
                Answer("finish", "f", "Finish now"),
                Answer("run", "l", "Close the coach, leave it running"),
            )

    def _leave_stopped(self, controller: SessionController) -> None:
        """Closes the coach over the question why: the stop stands, and its reason is left out."""
        try:
            controller.finish(TimerEvent.STOP)
        except StoreError:
            self.store_draft()
        except Refused:
            self._over = True  # ended at another terminal
        else:
            self._over = True
            self.forget_draft()
        self.app.exit()

    def action_back(self) -> None:
        """Not now."""
        self._leave("Nothing was started.")

    def action_breathe(self) -> None:
        """Turns the breath guide on or off."""
        self.breathing = not self.breathing
        self._show()

    def action_mute(self) -> None:
        """Silences this session, or not."""
        self.muted = not self.muted
        self._show()

    def _ask(self, title: str, text: str, *answers: Answer) -> None:
        from coach.screens.dialogs.confirm import Confirm
        from coach.screens.session.stopping import REASONS

        def answered(value: str | None) -> None:
            about_end, self._asks = self._asks is not None, None
            if value == "finish":
                self._finish(TimerEvent.FINISH)
            elif value in REASONS:
                if self.controller is not None:
                    self.controller.stopped_for = REASONS[value]
                self._finish(TimerEvent.STOP)
            elif value == "run":
                self.app.exit()
            elif about_end and not self._over:
                self._press(TimerEvent.KEEP_GOING)

        self.app.push_screen(Confirm(title, text, answers, at_foot=True), answered)

    def _press(self, event: TimerEvent) -> bool:
        controller = self.controller
        assert controller is not None
        done = self._press_on(lambda: controller.press(event))
        if controller.fault:
            self.store_draft()
        if not self._over:
            self.look()
        return bool(done)

    def _press_on(self, act: Callable[[], object]) -> object:
        try:
            return act()
        except Refused as refused:
            self.context.read()
            self._refused(refused)
            return True

    def _finish(self, event: TimerEvent | None, *, said: str = "", alone: bool = False) -> None:
        if self._over or self.controller is None:
            return
        try:
            session = self.controller.finish(event)
        except Refused:
            self.context.read()
            self._ended_elsewhere()
        except StoreError:
            self.store_draft()
            self._show()
        else:
            self._check_in(session, said, alone=alone)

    def draft(self) -> SessionDraft | None:
        """Returns what of the session the file does not have."""
        return None if self._over or self.controller is None else self.controller.unwritten()

    def save_answers(self) -> None:
        """Writes what the file does not have; where it is over, its end."""
        controller = self.controller
        assert controller is not None
        if controller.phase is Phase.DONE:
            controller.finish(None)
            self._over = True
            return
        controller.write()
        if controller.fault:
            raise Refused(controller.fault)

    def tell_unsaved(self, text: str) -> None:
        """Says why the coach stays open."""
        self.say(text)

    def _close(self, *, stalled: bool) -> None:
        """It is over without a key: record it, or ask where nobody may have lain for long."""
        if self.controller is not None and self.controller.timer.done_s is not None:
            return
        if stalled and self.controller is not None and self.controller.live is not None:
            self._quit_questions()
            self._over = True
            self.post_message(self.Go("session"))
            return
        asked = self.controller is not None and self.controller.timer.asked_s is not None
        attended = self.controller is not None and self.controller.attended
        said = (GET_UP if asked else CLOSED).text
        # at the first look someone has just come
        alone = self._pulse is not None and (asked or not attended)
        self._ring(said)
        self._quit_questions()
        self._finish(None, said=said, alone=alone and self._rings)

    def _check_in(self, session: Session | None, said: str, *, alone: bool) -> None:
        from coach.screens.session.check_in import CheckInScreen

        lock = self.controller.lock if self.controller else ""
        if session is None:
            self._leave(f"{lock} Under a minute: nothing was recorded.".lstrip())
            return
        self._over = True
        self.forget_draft()
        screen = CheckInScreen(
            self.context,
            session,
            alarm=partial(self._ring, said) if alone else None,
            # a stop that ended by itself: nobody has answered why
            asks_why=bool(said or lock) and session.ended is Ended.SENSATION,
        )
        self.app.switch_screen(screen)
        if lock:
            said = f"{lock} The session has ended here."
        if said:
            until = " Any key stops the alarm." if alone else ""
            screen.call_after_refresh(screen.say, f"{said}{until}")

    def _end_locked(self) -> None:
        """Ends it, gently and with its minutes: another terminal or a merge brought an answer that locks."""
        controller = self.controller
        if self._over or controller is None or controller.timer.done_s is not None:
            return
        if controller.phase is Phase.READY:
            self._leave(controller.lock)
            return
        self._ring("Come off the mat slowly.")
        self._quit_questions()
        self._finish(TimerEvent.STOP if controller.timer.asked_stop else TimerEvent.FINISH)

    def _refused(self, why: Refused) -> None:
        """Goes on where the file refuses it: ended elsewhere, or locked before the file had its start."""
        controller = self.controller
        if controller is None or controller.live is not None:
            self._ended_elsewhere()
        elif controller.enough:
            controller.lock = str(why)
            self._end_locked()
        else:
            self._leave(str(why))

    def _ended_elsewhere(self) -> None:
        session = self.controller.recorded_elsewhere() if self.controller else None
        what = f"recorded: {minutes(session.done_min)}" if session else "nothing was recorded"
        self._leave(f"The session was ended in another terminal; {what}.")

    def _leave(self, why: str) -> None:
        if not self._over:
            self._over = True
            self.forget_draft()
            self._quit_questions()
            self.post_message(self.Go("today", why))

    def _quit_questions(self) -> None:
        self._asks = None
        while self.app.screen is not self and self in self.app.screen_stack:
            self.app.pop_screen()

    @property
    def _rings(self) -> bool:
        settings = self.context.book.settings
        return not self.muted and (settings.bell or settings.notify != "off")

    def _ring(self, text: str) -> None:
        settings = self.context.book.settings
        if self._rings:
            emit(
                self.app,
                alarm("Mat", text, bell=settings.bell, notify=settings.notify, environ=os.environ),
            )

    def _show(self) -> None:
        controller, big = self.controller, self.query_one_optional(BigClock)
        if controller is None or big is None:
            return
        phase = controller.phase
        width, height = self.app.size
        small = one_line(width, height)
        self.set_class(width < 80 or height < 24, "-tight")
        self.set_class(height < 19, "-tightest")
        self.set_class(small, "-one-line")
        bar = self.query_one(TimeBar)
        big.text = words.time(controller)
        big.muted = bar.muted = phase is Phase.PAUSED
        bar.total, bar.done = controller.timer.target_s, controller.elapsed_s
        bar.cues = tuple(cue.at_s for cue in controller.said)
        self._tell("#phase", words.heading(controller, muted=self.muted))
        # where there is no room for both, the check-in asks for the soreness
        asks = phase is Phase.READY and not (self.trial and self.has_class("-flat"))
        before = words.before(controller, short=self.has_class("-tight")) if asks else ""
        self.query_one("#before").display = asks
        self._tell("#before", before)
        self._tell("#cue", words.cue(controller, self.plan.rung if self.plan else None, self._greeted_s))
        self._tell("#coming", words.coming(controller, trial=self.trial, short=self.has_class("-tightest")))
        note = words.note(controller, trial=self.trial, rings=self._rings)
        self.query_one("#aside").display = bool(note)
        self._tell("#aside", note)
        # a question lies over it, and would show its corners
        self.query_one("#stop").visible = phase is not Phase.ASKED
        self._tell("#stop-text", (STOP_SHORT if self.has_class("-tight") else STOP).text)
        self._breathe(phase, room=phase is not Phase.READY and not self.has_class("-tight") and not note)
        if small:
            self._show_plain(controller, before, narrow=width < 40)
        self._title(words.title(controller))

    def _show_plain(self, controller: SessionController, before: str, *, narrow: bool) -> None:
        what, keys = words.one_line(controller)
        line = what if narrow or not keys else f"{what} \u00b7 {keys}"
        self.query_one(PlainLine).text = line
        note = words.plain_note(controller, trial=self.trial, rings=self._rings)
        texts = {
            "keys": keys if narrow else "",
            "before": before,
            "note": note,
            "fault": words.fault(controller),
        }
        for where, text in texts.items():
            self.query_one(f"#plain-{where}").display = bool(text)
            self._tell(f"#plain-{where}", text)

    def _breathe(self, phase: Phase, *, room: bool) -> None:
        assert self.controller is not None
        line = self.query_one(BreathLine)
        shown = self.breathing and phase in (Phase.RUNNING, Phase.OVERTIME)
        line.visible = shown
        self.query_one("#breath").display = shown or room
        if shown:
            now = breath(self.controller.elapsed_s)
            out = now.phase is BreathPhase.OUT
            whole = OUT_S if out else IN_S
            line.breath = (out, int(now.fraction * whole + 1e-6), int(whole))

    def _tell(self, where: str, text: str) -> None:
        """Changes a line only where it says something else, for each change is sent to the terminal."""
        line = self.query_one(where, Static)
        if str(line.content) != text:
            line.update(Content(text))

    def _title(self, title: str) -> None:
        if title != self._titled:
            self._titled = title
            emit(self.app, window_title(f"{self.app.title}: {title}"))
            self.refresh_bindings()
