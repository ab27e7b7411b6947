"""A running session on a screen, without its keys and its picture: it follows the clock, rings, and ends."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from textual.timer import Timer as Alarm

from coach.context import AppContext
from coach.domain import labels
from coach.domain.drafts import SessionDraft
from coach.domain.model import Ended, Refused, Session
from coach.domain.session.cues import CLOSED, GET_UP, OVERTIME
from coach.domain.session.live import SessionPlan, on_trial
from coach.domain.session.timer import Phase, TimerEvent
from coach.screens.session.end_questions import EndQuestions
from coach.screens.session.session_alerts import SessionAlerts
from coach.screens.shared.base import CoachScreen
from coach.screens.shared.drafting import Drafting
from coach.session_control.controller import SessionController
from coach.session_control.session_changes import LiveChange
from coach.session_control.session_words import STOP_REASONS, UNRECORDED, ended_elsewhere
from coach.store import StoreError


class LiveSession(Drafting, CoachScreen):
    """A session from settling down to the check-in; without a plan, the one that runs already."""

    STAYS_OPEN = True

    def __init__(self, context: AppContext, plan: SessionPlan | None = None) -> None:
        super().__init__(context)
        live = context.book.live
        self.plan = plan
        self.controller: SessionController | None = None
        if plan is not None and live is None:
            self.controller = SessionController.planned(context, plan)
        elif live is not None:
            self.controller = SessionController.of(context, live)
        self.alerts = SessionAlerts(context)
        self.questions = EndQuestions(self, self._answered)
        self._over = False
        """Whether the session has ended, or is left, and this screen is about to close."""
        self._next_look: Alarm | None = None
        self._greeted_s: float | None = None
        """The seconds on the mat at which the user came back to a session that ran; None for any other."""
        running = live is not None and on_trial(context.ramps, live, context.now())
        self.trial = plan.trial if plan is not None else running
        """Whether it closes early because bare skin is new."""
        if self.controller is not None:
            timer = self.controller.timer
            self.HEADING = f"{labels.AREA[timer.area].capitalize()}, {labels.on(timer.cover)}"
            if self.controller.joined:
                self._greeted_s = self.controller.elapsed_s

    def show(self) -> None:
        """Shows the session as it is now."""
        raise NotImplementedError

    def on_mount(self) -> None:
        """Begins to follow the clock."""
        super().on_mount()
        self.look()

    def on_unmount(self) -> None:
        """Gives the window the title of the coach again."""
        self.alerts.reset_title(self.app)

    def note_presence(self) -> None:
        """Takes a key in overtime as an answer to the alarm, also one that goes to a dialog."""
        if self.controller is not None and self.controller.phase is Phase.OVERTIME:
            self.controller.attended = True

    def on_click(self) -> None:
        """Takes a click in overtime as an answer too."""
        self.note_presence()

    def renew(self) -> None:
        """Takes over what another terminal did to the session, and shows the result."""
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
                self.show()

    def look(self) -> None:
        """Looks at the clock, rings what is due, shows it, and calls itself again at the next second."""
        if self._over or self.controller is None:
            return
        try:
            tick = self.controller.look()
        except Refused as refused:
            self._refused(refused)
            return
        if tick.phase is Phase.DONE:
            self._close(stalled=tick.stalled)
        elif tick.cue is not None:
            self.alerts.ring(self.app, tick.cue.text)
        elif tick.reminder:
            self.alerts.ring(self.app, OVERTIME.text)
        if self.controller.fault and self.controller.now >= self.controller.retry_at:
            if tick.phase is Phase.DONE:
                self.finish(None)
            else:
                self._unless_refused(self.controller.catch_up)
            self.store_draft()
        self.questions.follow(self.controller)
        self.show()
        # A key calls this too, so the look that was due before must not stay beside the new one.
        if self._next_look is not None:
            self._next_look.stop()
        if not self._over:
            # A little late, so that a timer that fires early does not find the second before.
            self._next_look = self.set_timer(self.controller.to_next_second() + 0.005, self.look)

    def tell(self, text: str) -> None:
        """Says nothing here: the lines of the session show the fault themselves, for as long as it lasts."""

    def press(self, event: TimerEvent) -> bool:
        """Passes a key on to the timer; returns whether the timer takes it in this phase."""
        controller = self.controller
        assert controller is not None
        taken = self._unless_refused(lambda: controller.press(event))
        if controller.fault:
            self.store_draft()
        if not self._over:
            self.look()
        return bool(taken)

    def _unless_refused(self, act: Callable[[], object]) -> object:
        try:
            return act()
        except Refused as refused:
            self.context.read()
            self._refused(refused)
            return True

    def finish(self, event: TimerEvent | None, *, message: str = "", rings_on: bool = False) -> None:
        """Ends and records the session, then opens the check-in with `message`; stays here if that fails."""
        if self._over or self.controller is None:
            return
        try:
            session = self.controller.finish(event)
        except Refused:
            self.context.read()
            self._ended_elsewhere()
        except StoreError:
            self.store_draft()
            self.show()
        else:
            self._check_in(session, message, rings_on=rings_on)

    def draft(self) -> SessionDraft | None:
        """Returns the part of the session that is not in the file."""
        return None if self._over or self.controller is None else self.controller.unwritten()

    def save_answers(self) -> None:
        """Writes what the file lacks of the session; its end too, if it is over."""
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

    def action_leave(self) -> None:
        """Closes the coach; asks first while a session runs."""
        asked_stop = self.questions.forget()
        if asked_stop and self.controller is not None:
            self._leave_stopped(self.controller)
            return
        if asked_stop is not None:
            self.press(TimerEvent.KEEP_GOING)
        if self._over or self.controller is None or self.controller.phase in (Phase.READY, Phase.DONE):
            self.app.exit()
        else:
            self.questions.ask_to_close(self.controller, is_demo=self.context.is_demo)

    def _leave_stopped(self, controller: SessionController) -> None:
        """Closes the coach from the question why someone stopped: the stop counts, without a reason."""
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

    def _answered(self, value: str | None, about_end: bool) -> None:
        """Does what was answered to a question about the end."""
        if value == "finish":
            self.finish(TimerEvent.FINISH)
        elif value in STOP_REASONS:
            if self.controller is not None:
                self.controller.stopped_for = STOP_REASONS[value]
            self.finish(TimerEvent.STOP)
        elif value == "run":
            self.app.exit()
        elif about_end and not self._over:
            self.press(TimerEvent.KEEP_GOING)

    def _close(self, *, stalled: bool) -> None:
        """Records a session that is over without a key, or asks how long it was after a long silence."""
        controller = self.controller
        assert controller is not None
        if controller.timer.done_s is not None:
            return
        if stalled and controller.live is not None:
            self.questions.close()
            self._over = True
            self.post_message(self.Go("session"))  # which the app leads to the recovery screen
            return
        asked = controller.timer.asked_s is not None
        message = (GET_UP if asked else CLOSED).text
        # At the first look someone has just opened this screen, and needs no alarm to wake up.
        rings_on = self._next_look is not None and (asked or not controller.attended)
        self.alerts.ring(self.app, message)
        self.questions.close()
        self.finish(None, message=message, rings_on=rings_on and self.alerts.rings)

    def _check_in(self, session: Session | None, message: str, *, rings_on: bool) -> None:
        from coach.screens.session.check_in import CheckInScreen

        lock = self.controller.lock if self.controller else ""
        if session is None:
            self._leave(f"{lock} {UNRECORDED}".lstrip())
            return
        self._over = True
        self.forget_draft()
        screen = CheckInScreen(
            self.context,
            session,
            alarm=partial(self.alerts.ring, self.app, message) if rings_on else None,
            # A stop that ended by itself: nobody has answered why.
            asks_why=bool(message or lock) and session.ended is Ended.SENSATION,
        )
        self.app.switch_screen(screen)
        if lock:
            message = f"{lock} The session has ended here."
        if message:
            until = " Any key stops the alarm." if rings_on else ""
            screen.call_after_refresh(screen.say, f"{message}{until}")

    def _end_locked(self) -> None:
        """Ends the session and records its minutes: an answer from elsewhere has locked the area."""
        controller = self.controller
        if self._over or controller is None or controller.timer.done_s is not None:
            return
        if controller.phase is Phase.READY:
            self._leave(controller.lock)
            return
        self.alerts.ring(self.app, "Come off the mat slowly.")
        self.questions.close()
        self.finish(TimerEvent.STOP if controller.timer.asked_stop else TimerEvent.FINISH)

    def _refused(self, why: Refused) -> None:
        """Ends the session if the file refuses it: it was ended elsewhere, or locked before it had begun."""
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
        self._leave(ended_elsewhere(session))

    def _leave(self, why: str) -> None:
        """Goes to Today without a check-in, and says why."""
        if not self._over:
            self._over = True
            self.forget_draft()
            self.questions.close()
            self.post_message(self.Go("today", why))
